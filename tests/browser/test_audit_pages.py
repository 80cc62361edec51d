"""An audit from its start to its end in a real browser, on the form that comes with riskform."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from riskform.records import connect, upgrade
from riskform.services import publishing
from riskform.web.app import create_app
from tests.browser.conftest import OpeningAs
from tests.browser.serving import flaws, served, settings_for
from tests.services.audit_office import agreed
from tests.services.office import NOW, Office, account, short_library
from tests.shipped import shipped

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Site:
    """A running site, an agreed assessment, and the child whose audit the test does."""

    address: str
    reference: str
    child: str


@pytest.fixture(scope="module")
def site(database_file: Path) -> Iterator[Site]:
    url = f"sqlite:///{database_file}"
    upgrade(url)
    library = shipped()
    with connect(url) as database:
        with database.session(write=True) as session:
            for published in (short_library(), library):
                publishing.publish_library(session, published, NOW)
            priya = account(session, "Priya Nair", "practitioner", "North")
            mo = account(session, "Mo Haddad", "manager", "North")
            account(session, "Ida Best", "manager", "North")
        reference, child = agreed(Office(database, priya, mo, priya), "Marsh-Doyle")
    app = create_app(settings_for(url), library)
    with served(app) as running:
        yield Site(running.address, reference, child)


def wrong_with(tab: Page) -> list[object]:
    """Return what axe finds at 1280 and 375, and by how much the page scrolls sideways."""
    found: list[object] = []
    for width in (1280, 375):
        tab.set_viewport_size({"width": width, "height": 800})
        found += [(width, flaw) for flaw in flaws(tab)]
        wider = tab.evaluate("document.documentElement.scrollWidth") - width
        found += [(width, "wider by", wider)] if wider > 0 else []
    tab.set_viewport_size({"width": 1280, "height": 800})
    return found


@dataclass
class Looking:
    """A tab, and what was wrong with the pages that it showed."""

    tab: Page
    wrong: dict[str, list[object]]

    def at(self, name: str, shows: str) -> None:
        """Wait until the page shows a text, and look at it."""
        self.tab.get_by_text(shows).first.wait_for()
        assert self.tab.locator("h1").count() == 1, name
        if found := wrong_with(self.tab):
            self.wrong[name] = found


def begin(looking: Looking, site: Site) -> str:
    """Start the audit from the page on which a manager reads; return its address."""
    tab = looking.tab
    tab.goto(f"{site.address}/review/{site.reference}")
    tab.get_by_role("link", name="Audit this assessment").click()
    tab.get_by_role("button", name="Start the audit").click()
    looking.at("no child chosen", "There is a problem")
    tab.get_by_label("Kit", exact=True).check()
    tab.get_by_role("button", name="Start the audit").click()
    looking.at("task list", "Quality of practice")
    return tab.url


def read_beside(tab: Page, site: Site) -> None:
    """Open what is audited from the page of questions, which stays as it is."""
    with tab.expect_popup() as opened:
        tab.get_by_role("link", name=f"Record {site.reference} as it was agreed").click()
    opened.value.wait_for_load_state()
    assert opened.value.url == f"{site.address}/review/{site.reference}"
    opened.value.close()


def answer(looking: Looking, site: Site) -> None:
    """Grade all that is asked, with a worry that cannot wait."""
    tab = looking.tab
    tab.get_by_role("link", name="Quality of practice").first.click()
    looking.at("questions", "What is audited")
    for choice in tab.locator("fieldset:has(input[type=radio])").all():
        choice.locator("input[type=radio]").nth(1).check()
    tab.get_by_label("Why do you say so about the level?").fill("The danger was named.")
    read_beside(tab, site)
    tab.get_by_role("button", name="Save and continue").click()
    tab.get_by_label("Yes", exact=True).check()
    tab.get_by_label("Good: it did what this child needed").check()
    tab.get_by_role("button", name="Save and stay").click()
    looking.at("closing", "The auditor has a worry about Kit that cannot wait.")
    tab.get_by_label("Who did you tell, and when?").fill("Mo Haddad, 2 March, at 10")
    tab.get_by_role("button", name="Save and continue").click()


def test_a_manager_audits_from_start_to_end_and_the_worker_reads_it(
    open_as: OpeningAs, site: Site
) -> None:
    looking = Looking(open_as(site.address, "Ida Best"), {})
    audit = begin(looking, site)
    answer(looking, site)
    looking.tab.goto(f"{audit}/check")
    looking.at("check", "Submitting completes the audit.")
    looking.tab.get_by_role("button", name="Submit").click()
    looking.at("complete", "Audit complete")
    looking.tab.goto(f"{site.address}/")
    looking.at("my work", "Complete audits (1)")
    record = f"/assessments/{site.reference}"
    worker = open_as(site.address, "Priya Nair", record, java_script_enabled=False)
    worker.get_by_role("link", name="Audit ").first.click()
    worker.get_by_role("link", name="Quality of practice").first.click()
    assert worker.get_by_text("This audit was completed on").is_visible()
    assert looking.wrong == {}
