"""A demo site with a record in every state for the tests of one module, and who looks at it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.site import Site, furnished
from tests.browser.windows import Windows
from tests.originals import scratch

SigningIn = Callable[..., Page]
OpeningAs = Callable[..., Page]
Sessions = dict[tuple[str, str], list[Any]]


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
def open_as(windows: Windows, sessions: Sessions) -> Iterator[OpeningAs]:
    """Give what opens a page in a window of its own, in which a person of the demo is signed in.

    Only the first time that somebody comes to a site they sign in there on its page.
    """
    with ExitStack() as lent:

        def open_page(site: str, name: str, path: str = "/", **window: Any) -> Page:  # noqa: ANN401 - as Windows.lent
            tab = lent.enter_context(windows.lent(**window))
            if (site, name) in sessions:
                tab.context.add_cookies(sessions[site, name])
            else:
                tab.goto(f"{site}/sign-in")
                tab.get_by_role("button", name=name).click()
                tab.wait_for_url(lambda url: not url.endswith("/sign-in"))
                sessions[site, name] = tab.context.cookies()
            tab.goto(f"{site}{path}")
            return tab

        yield open_page


@pytest.fixture
def signed_in(open_as: OpeningAs, site: Site) -> SigningIn:
    """Give what opens a tab in which a person of the demo is signed in."""

    def sign_in(name: str, *, script: bool = True) -> Page:
        return open_as(site.served.address, name, java_script_enabled=script)

    return sign_in
