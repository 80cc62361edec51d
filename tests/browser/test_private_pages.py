"""The pages that keep something private, and the one before the family's copy, in a browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread

import pytest
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from riskform.paths import bundled
from riskform.records import connect, upgrade
from riskform.services import publishing
from riskform.web.app import create_app
from riskform.web.settings import Settings
from tests.browser.serving import flaws
from tests.services.office import NOW, Office, account, short_library
from tests.services.private_form import private_library, shared
from tests.services.releasing_form import hurt_family

pytestmark = pytest.mark.browser

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        pass


@dataclass(frozen=True)
class Site:
    """A running site, and the pages to look at by who looks at them."""

    address: str
    pages: dict[str, dict[str, str]]


def pages(office: Office) -> dict[str, dict[str, str]]:
    draft, submitted = shared(office), shared(office, ravi="Rae Shah")
    office.outcome(draft.reference, draft.kit, what="Kit sleeps in a cot")
    office.submit(submitted.reference)
    record = f"/assessments/{draft.reference}"
    both = {
        "private question": f"{record}/engage/{draft.dean}",
        "copy": f"{record}/copies/plan",
        "check": f"{record}/check",
    }
    case = hurt_family(office)
    hers = f"/assessments/{case.reference}/copies/plan"
    releasing = {
        "release": f"{hers}/release?for={case.carly}&item=outcome:{case.outcome}",
        "copy with something to release": f"{hers}?for={case.carly}",
    }
    return {
        "Priya Nair": {**both, **releasing},
        "Ravi Shah": {**both, "private page": f"{record}/alone", "overview": record},
        "Mo Haddad": {"review": f"/review/{submitted.reference}"},
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    url = f"sqlite:///{tmp_path_factory.mktemp('site') / 'riskform.sqlite3'}"
    upgrade(url)
    with connect(url) as database:
        with database.session(write=True) as session:
            publishing.publish_library(session, short_library(), NOW)
            priya = account(session, "Priya Nair", "practitioner", "North")
            mo = account(session, "Mo Haddad", "manager", "North")
        made = pages(Office(database, priya, mo, priya))
    settings = Settings(
        url, "a key for this test and no other", bundled("form_definitions"), demo=True,
        secure_cookies=False, now=lambda: NOW,
    )  # fmt: skip
    app = create_app(settings, private_library())
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.port}", made)
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["riskform"].database.dispose()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("name", ["Priya Nair", "Ravi Shah", "Mo Haddad"])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    chromium: Browser, site: Site, name: str, width: int
) -> None:
    tab = chromium.new_context().new_page()
    tab.goto(f"{site.address}/sign-in")
    tab.get_by_role("button", name=name).click()
    tab.wait_for_load_state()
    tab.set_viewport_size({"width": width, "height": 800})
    for page, path in site.pages[name].items():
        answer = tab.goto(site.address + path)
        assert answer is not None
        assert answer.status == 200, page
        assert [(page, flaw) for flaw in flaws(tab)] == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert tab.evaluate(wide) == 0, page
    tab.context.close()
