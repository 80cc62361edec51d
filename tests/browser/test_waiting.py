"""A page that waits moves on by itself, and moves nothing that has the keyboard."""

import pytest
from playwright.sync_api import Page, expect

from riskform.records import printings
from riskform.records.printings import Asked, HowFar
from tests.browser.conftest import SigningIn
from tests.browser.site import Site
from tests.services.office import NOW

pytestmark = pytest.mark.browser


def begin(site: Site, where: str) -> str:
    with site.office.writing() as session:
        asked = Asked(where, "paper", site.submitted, "Plan")
        return printings.begin(session, site.office.priya.id, asked, NOW)


def note(site: Site, printing: str, page: int) -> None:
    with site.office.writing() as session:
        assert printings.note(session, printing, HowFar(1, "pages", page), NOW)


def ready(site: Site, printing: str) -> None:
    with site.office.writing() as session:
        printings.end(session, printing, "ready", NOW, content=b"%PDF")


def waiting(signed_in: SigningIn, site: Site, where: str, *, script: bool) -> tuple[Page, str]:
    """Return a tab in which Priya waits for what is at `where`; it has come from the forms."""
    tab = signed_in("Priya Nair", script=script)
    printing = begin(site, where)
    tab.goto(f"{site.served.address}/assessments/new")
    tab.goto(f"{site.served.address}/waiting?for={where}")
    return tab, printing


def test_new_pages_are_told_where_the_keyboard_stays_and_the_paper_takes_the_pages_place(
    signed_in: SigningIn, site: Site
) -> None:
    where = f"/assessments/{site.submitted}/check"
    tab, printing = waiting(signed_in, site, where, script=True)
    tab.get_by_role("button", name="Stop").focus()
    note(site, printing, 3)
    expect(tab.get_by_text("Now: page 3")).to_be_visible()
    expect(tab.get_by_role("status")).to_have_text("Lay out the pages.")
    assert tab.evaluate("document.activeElement.textContent.trim()") == "Stop"
    ready(site, printing)
    tab.wait_for_url(f"**{where}")
    tab.go_back()
    tab.wait_for_url("**/assessments/new")


def test_without_script_the_page_asks_again_by_itself_and_leads_on(
    signed_in: SigningIn, site: Site
) -> None:
    where = f"/assessments/{site.submitted}/people"
    tab, printing = waiting(signed_in, site, where, script=False)
    note(site, printing, 4)
    expect(tab.get_by_text("Now: page 4")).to_be_visible()
    ready(site, printing)
    tab.wait_for_url(f"**{where}")
    tab.go_back()
    tab.wait_for_url("**/assessments/new")


def test_stopping_it_in_one_tab_stops_the_other(signed_in: SigningIn, site: Site) -> None:
    where = f"/assessments/{site.submitted}/history"
    tab, _ = waiting(signed_in, site, where, script=True)
    other = tab.context.new_page()
    other.goto(tab.url)
    other.get_by_role("button", name="Stop").click()
    for each in (tab, other):
        expect(each.get_by_role("heading", name="Stopped")).to_be_visible()
