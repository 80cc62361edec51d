"""The question about census factors, on the form that comes with riskform."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from riskform.definitions.library import load_folder
from riskform.engine.case import Answer
from riskform.paths import bundled
from riskform.records import connect, upgrade
from riskform.services import accounts, answering, assessing, people, publishing
from riskform.services.actors import actor_of
from riskform.services.demo import load_demo
from riskform.web.app import create_app
from riskform.web.settings import Settings
from tests.browser.serving import flaws
from tests.services.office import NOW, TODAY
from tests.shipped import shipped

pytestmark = pytest.mark.browser

FACTORS = Path(__file__).parents[1] / "forms" / "factors"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Quiet(WSGIRequestHandler):
    def log(self, *_: object) -> None:
        pass


@dataclass(frozen=True)
class Site:
    """A running demo: the decision about a child whose father drinks gin and takes pills."""

    address: str
    path: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    url = f"sqlite:///{tmp_path_factory.mktemp('site') / 'riskform.sqlite3'}"
    upgrade(url)
    library = shipped()
    with connect(url) as database, database.session(write=True) as session:
        publishing.publish_library(session, library, NOW)
        publishing.publish_library(session, load_folder(FACTORS), NOW)
        load_demo(session, TODAY, NOW)
        priya = actor_of(accounts.demo_people(session)[0])
        ref = assessing.start(
            *(session, priya),
            form_id="factors",
            family_reference="",
            new_family_name="Rao",
            level="4",
            visit_on=TODAY.isoformat(),
            today=TODAY,
            now=NOW,
        ).reference
        child = {"name": "Jaya", "date_of_birth": "2017-05-04"}
        jaya = people.add_child(session, priya, ref, child, TODAY, NOW)
        vikram = people.add_adult(session, priya, ref, {"name": "Vikram"}, TODAY, NOW)
        use = {"use": Answer(["gin", "pills"])}
        answering.save_page(*(session, priya, ref, "drink", vikram, use, 0), today=TODAY, now=NOW)
    app = create_app(
        Settings(url, "k" * 40, bundled("form_definitions"), demo=True, secure_cookies=False,
                 now=lambda: NOW),
        library,
    )  # fmt: skip
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.port}", f"/assessments/{ref}/decision/{jaya}")
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["riskform"].database.dispose()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)


Opening = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser, site: Site) -> Iterator[Opening]:
    contexts = []

    def open_page(width: int = 1280, *, script: bool = True) -> Page:
        size = {"width": width, "height": 800}
        context = chromium.new_context(viewport=size, java_script_enabled=script)  # type: ignore[arg-type]  # a TypedDict
        contexts.append(context)
        tab = context.new_page()
        tab.goto(f"{site.address}/sign-in")
        tab.get_by_role("button", name="Priya Nair").click()
        tab.goto(f"{site.address}{site.path}")
        if script:
            tab.wait_for_selector(".govuk-frontend-supported")
        return tab

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_nothing_folded_or_unfolded_and_nothing_scrolls_sideways(
    opened: Opening, width: int
) -> None:
    tab = opened(width)
    assert flaws(tab) == []
    tab.get_by_text("Another factor").click()
    assert flaws(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_a_reason_is_read_out_with_its_factor_and_nothing_is_ticked(opened: Opening) -> None:
    tab = opened()
    group = tab.get_by_role("group", name=re.compile("Which factors"))
    drugs = group.get_by_label("Drug misuse: parent or carer")
    described = tab.locator(f"#{drugs.get_attribute('aria-describedby')}")
    assert described.inner_text() == "Suggested because: Vikram takes pills."
    assert group.locator("input:checked").count() == 0
    assert not group.get_by_label("Gangs").is_visible()


def test_no_factors_takes_every_other_tick_away_also_the_folded_ones(opened: Opening) -> None:
    tab = opened()
    tab.get_by_label("Drug misuse: parent or carer").check()
    tab.get_by_text("Another factor").click()
    tab.get_by_label("Gangs").check()
    tab.get_by_label("No factors identified").check()
    assert tab.locator("#q-factors input:checked").count() == 1


def test_without_script_a_factor_of_the_fold_is_kept_and_stands_open(opened: Opening) -> None:
    tab = opened(script=False)
    tab.get_by_text("Another factor").click()
    tab.get_by_label("Gangs").check()
    tab.get_by_role("button", name="Save and stay").click()
    assert tab.get_by_label("Gangs").is_checked()
    assert tab.get_by_label("Gangs").is_visible()
