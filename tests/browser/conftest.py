"""Chromium, and a demo site with a record in every state, for the tests of one module."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from riskform.paths import bundled
from tests.browser.site import Site, furnished

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SigningIn = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Give a browser, for one module: the gallery's tests start another in the same process."""
    if not (Path(bundled("assets")) / "riskform.css").exists():
        pytest.fail("assets/ is missing. Run `npm run build` first (`make test` does).")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Give the running site."""
    with furnished(tmp_path_factory.mktemp("site") / "riskform.sqlite3") as made:
        yield made


@pytest.fixture
def signed_in(chromium: Browser, site: Site) -> Iterator[SigningIn]:
    """Give what opens a tab in which a person of the demo is signed in."""
    contexts = []

    def sign_in(name: str, *, script: bool = True) -> Page:
        context = chromium.new_context(java_script_enabled=script)
        contexts.append(context)
        tab = context.new_page()
        tab.goto(f"{site.served.address}/sign-in")
        tab.get_by_role("button", name=name).click()
        tab.wait_for_load_state()
        return tab

    yield sign_in
    for context in contexts:
        context.close()
