"""Chromium, and a demo site with a record in every state, for the tests of one module."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from riskform.paths import bundled
from tests.browser.site import Site, furnished
from tests.originals import scratch

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SigningIn = Callable[..., Page]
OpeningAs = Callable[..., Page]
Sessions = dict[tuple[str, str], list[Any]]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Give a browser, for one module: the gallery's tests start another in the same process."""
    if not (Path(bundled("assets")) / "riskform.css").exists():
        pytest.fail("assets/ is missing. Run `npm run build` first (`make test` does).")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)


@pytest.fixture(scope="module")
def database_file() -> Iterator[Path]:
    """Give a file for the database of a site, in memory: on a disk, each save waits for it."""
    with scratch() as folder:
        yield folder / "riskform.sqlite3"


@pytest.fixture(scope="module")
def site(database_file: Path) -> Iterator[Site]:
    """Give the running site."""
    with furnished(database_file) as made:
        yield made


@pytest.fixture(scope="module")
def sessions() -> Sessions:
    """Keep the cookies of who signed in, by the site and the person."""
    return {}


@pytest.fixture
def open_as(chromium: Browser, sessions: Sessions) -> Iterator[OpeningAs]:
    """Give what opens a page in a window of its own, in which a person of the demo is signed in.

    Only the first time that somebody comes to a site they sign in there on its page.
    """
    contexts = []

    def open_page(site: str, name: str, path: str = "/", **window: Any) -> Page:  # noqa: ANN401 - Playwright's own
        context = chromium.new_context(**window)
        contexts.append(context)
        tab = context.new_page()
        if (site, name) in sessions:
            context.add_cookies(sessions[site, name])
        else:
            tab.goto(f"{site}/sign-in")
            tab.get_by_role("button", name=name).click()
            tab.wait_for_url(lambda url: not url.endswith("/sign-in"))
            sessions[site, name] = context.cookies()
        tab.goto(f"{site}{path}")
        return tab

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def signed_in(open_as: OpeningAs, site: Site) -> SigningIn:
    """Give what opens a tab in which a person of the demo is signed in."""

    def sign_in(name: str, *, script: bool = True) -> Page:
        return open_as(site.served.address, name, java_script_enabled=script)

    return sign_in
