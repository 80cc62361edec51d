"""My work, new assessment, task list, people and check, served to a real browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from riskform.paths import bundled
from riskform.records import connect, upgrade
from riskform.services import publishing, reviewing
from riskform.web.app import create_app
from riskform.web.settings import Settings
from tests.services.office import NOW, Office, account, short_library

pytestmark = pytest.mark.browser

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LONG_NAME = "Maximiliana" * 15  # 165 letters without a space


class Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        pass


@dataclass(frozen=True)
class Site:
    """A running site, and the references of what is in it."""

    address: str
    draft: str
    child: str
    adult: str
    empty: str
    submitted: str
    returned: str
    agreed: str


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Office]]:
    url = f"sqlite:///{tmp_path_factory.mktemp('site') / 'riskform.sqlite3'}"
    upgrade(url)
    with connect(url) as database:
        with database.session(write=True) as session:
            publishing.publish_library(session, short_library(), NOW)
            priya = account(session, "Priya Nair", "practitioner", "North")
            mo = account(session, "Mo Haddad", "manager", "North")
        yield url, Office(database, priya, mo, priya)


@pytest.fixture(scope="module")
def site(office: tuple[str, Office]) -> Iterator[Site]:
    url, made = office
    draft = made.start("Marsh-Doyle")
    kit, rosa = made.child(draft, "Kit"), made.child(draft, LONG_NAME, "2021-05-04")
    dean = made.adult(draft, "Dean", **{kit: "father", rosa: "step_parent"})
    made.answer(draft, "sleep", kit, last_night="sofa", seen_on="31/2/2026")
    made.answer(draft, "sleep", rosa, last_night="not_known")
    made.answer(draft, "voice", rosa, wishes="I want the shouting to stop.")
    returned, agreed = made.submitted("Rao"), made.submitted("Khan")
    with made.writing() as session:
        reviewing.send_back(session, made.mo, returned, "Say who saw the cot.", NOW)
        reviewing.agree(session, made.mo, agreed, "", NOW)
    settings = Settings(
        url, "a key for this test and no other", bundled("form_definitions"), demo=True,
        secure_cookies=False, now=lambda: NOW,
    )  # fmt: skip
    app = create_app(settings, short_library())
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(
        f"http://127.0.0.1:{server.port}",
        *(draft, kit, dean, made.start("Okafor"), made.submitted("Lee"), returned, agreed),
    )
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["riskform"].database.dispose()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not (Path(bundled("assets")) / "riskform.css").exists():
        pytest.fail("assets/ is missing. Run `npm run build` first (`make test` does).")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)


@pytest.fixture(scope="module")
def tab(chromium: Browser, site: Site) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    tab.goto(f"{site.address}/sign-in")
    tab.get_by_role("button", name="Priya Nair").click()
    tab.wait_for_url(f"{site.address}/")
    yield tab
    context.close()


def pages(site: Site) -> dict[str, str]:
    draft = f"/assessments/{site.draft}"
    return {
        "my work": "/",
        "new assessment": "/assessments/new",
        "task list": draft,
        "task list without people": f"/assessments/{site.empty}",
        "task list of a returned one": f"/assessments/{site.returned}",
        "task list of an agreed one": f"/assessments/{site.agreed}",
        "details": f"{draft}/details",
        "people": f"{draft}/people",
        "nobody yet": f"/assessments/{site.empty}/people",
        "add a child": f"{draft}/people/child",
        "change a child": f"{draft}/people/child/{site.child}",
        "change an adult": f"{draft}/people/adult/{site.adult}",
        "take out": f"{draft}/people/{site.child}/remove",
        "check": f"{draft}/check",
        "read": f"/assessments/{site.agreed}/check",
        "submitted": f"/assessments/{site.submitted}/submitted",
    }


def flaws(tab: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(tab).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def overrun(tab: Page) -> dict[int, int]:
    """Return by how much the page is wider than windows of some widths, where it is."""
    by = {}
    for width in (320, 375, 768):
        tab.set_viewport_size({"width": width, "height": 800})
        by[width] = tab.evaluate("document.documentElement.scrollWidth") - width
    return {width: more for width, more in by.items() if more > 0}


def test_axe_finds_nothing_and_no_page_scrolls_sideways(tab: Page, site: Site) -> None:
    found: dict[str, object] = {}
    for name, path in pages(site).items():
        tab.set_viewport_size({"width": 1280, "height": 800})
        response = tab.goto(site.address + path)
        assert response is not None
        assert response.status == 200, name
        assert tab.locator("h1").count() == 1, name
        if wrong := flaws(tab):
            found[name] = wrong
        if wider := overrun(tab):
            found[f"{name}, width"] = wider
        if wrong := flaws(tab):
            found[f"{name}, narrow"] = wrong
    assert found == {}


def test_pages_with_errors_are_as_clean_and_lead_to_the_field(tab: Page, site: Site) -> None:
    tab.set_viewport_size({"width": 375, "height": 800})
    draft = f"{site.address}/assessments/{site.draft}"
    for path, press in (
        (f"{site.address}/assessments/new", "Start"),
        (f"{draft}/people/child", "Save"),
        (f"{draft}/people/adult", "Save"),
        (f"{draft}/check", "Submit"),
    ):
        tab.goto(path)
        tab.get_by_role("button", name=press, exact=True).click()
        tab.wait_for_selector(".govuk-error-summary")
        assert tab.title().startswith("Error: ")
        assert flaws(tab) == [], path
        assert overrun(tab) == {}, path
    tab.goto(f"{draft}/people/child")
    tab.get_by_role("button", name="Save").click()
    tab.locator(".govuk-error-summary a").last.click()
    assert tab.evaluate("document.activeElement.id") == "date_of_birth-day"


def test_everything_works_without_javascript(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{site.address}/sign-in")
    tab.get_by_role("button", name="Priya Nair").click()
    tab.get_by_role("button", name="Start an assessment").click()
    tab.get_by_label("A new family").check()
    tab.get_by_label("Name of the new family").fill("Nowak")
    tab.get_by_label("3: Coordinated help").check()
    tab.get_by_role("button", name="Start").click()
    tab.get_by_role("button", name="Add a child").click()
    tab.get_by_label("What is the child called?").fill("Zofia")
    tab.get_by_label("Years").fill("3")
    tab.get_by_role("button", name="Save").click()
    tab.get_by_role("link", name="Take out (Zofia)").click()
    tab.get_by_role("button", name="Take Zofia out").click()
    tab.get_by_role("button", name="Put Zofia back").click()
    tab.get_by_role("button", name="Go on to the task list").click()
    assert tab.get_by_role("heading", name="About Zofia").is_visible()
    tab.get_by_role("link", name="Check and submit").click()
    tab.get_by_role("button", name="Submit").click()
    assert tab.get_by_role("heading", name="There is a problem").is_visible()
    context.close()
