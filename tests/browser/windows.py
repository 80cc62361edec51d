"""Chromium, started once for all the tests of a process, and its windows.

Opening a window takes Chromium four times as long as showing one more page in it, so tests have
the same windows one after the other. A window comes with nothing of the test before: no cookie, no
second tab, nothing that catches its requests. What is left is the cache of files, as with people.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from riskform.paths import bundled

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESK = 1280  # pixels, as wide as a window is unless a test says otherwise


@contextmanager
def started() -> Iterator[Browser]:
    """Run Chromium until the end of the block; one process can run one at a time."""
    if not (Path(bundled("assets")) / "riskform.css").exists():
        pytest.fail("assets/ is missing. Run `npm run build` first (`make test` does).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Windows:
    """The windows of a browser, kept by what can't be changed about one that is open."""

    browser: Browser
    _free: dict[tuple[tuple[str, Any], ...], list[BrowserContext]] = field(default_factory=dict)

    @contextmanager
    def lent(self, width: int = DESK, **options: Any) -> Iterator[Page]:  # noqa: ANN401 - Playwright's own
        """Give the empty tab of a window that nobody else has until the end of the block.

        `width` is in pixels; `options` are those of Playwright's `new_context`.
        """
        free = self._free.setdefault(tuple(sorted(options.items())), [])
        context = free.pop() if free else self.browser.new_context(**options)
        tab = context.pages[0] if context.pages else context.new_page()
        tab.set_viewport_size({"width": width, "height": 800})
        yield tab
        for other in context.pages[1:]:
            other.close()
        tab.unroute_all()
        tab.goto("about:blank")
        context.clear_cookies()
        free.append(context)
