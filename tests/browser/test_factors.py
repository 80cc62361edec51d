"""The question about census factors, on the form that comes with riskform."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from riskform.records import connect, upgrade
from riskform.web.app import create_app
from tests.browser.conftest import OpeningAs
from tests.browser.serving import flaws, served, settings_for
from tests.services.office import Office, account
from tests.services.statutory import factors_library, statutory

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Site:
    """A running demo: the decision about a child whose father drinks gin and takes pills."""

    address: str
    path: str


@pytest.fixture(scope="module")
def site(database_file: Path) -> Iterator[Site]:
    url = f"sqlite:///{database_file}"
    upgrade(url)
    with connect(url) as database:
        with database.session(write=True) as session:
            priya = account(session, "Priya Nair", "practitioner", "North")
        office = Office(database, priya, priya, priya)
        case = statutory(office)
        office.answer(case.reference, "drink", case.vikram, use=["gin", "pills"])
    app = create_app(settings_for(url), factors_library())
    with served(app) as running:
        yield Site(running.address, f"/assessments/{case.reference}/decision/{case.jaya}")


Opening = Callable[..., Page]


@pytest.fixture
def opened(open_as: OpeningAs, site: Site) -> Opening:
    def open_page(width: int = 1280, *, script: bool = True) -> Page:
        tab = open_as(
            site.address, "Priya Nair", site.path, width=width, java_script_enabled=script
        )
        if script:
            tab.wait_for_selector(".govuk-frontend-supported")
        return tab

    return open_page


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
