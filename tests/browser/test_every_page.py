"""Every page of riskform, given to axe and to narrow windows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from riskform.paths import bundled
from riskform.records import connect, upgrade
from riskform.records.accounts import NewAccount
from riskform.services import accounts
from riskform.web.app import create_app
from tests.browser.conftest import SigningIn
from tests.browser.pages import looks
from tests.browser.serving import WIDTHS, Served, flaws, served, settings_for
from tests.browser.site import NAMES, Site
from tests.browser.windows import Windows
from tests.services.office import NOW, short_library

pytestmark = pytest.mark.browser

WITH_AXE = (1280, 375)
PASSWORD = "a long enough password"  # noqa: S105 - of a made-up account
# Other templates are built on the first, which is no page by itself. The second needs a form for
# audits and an auditor, and the third something that is kept back: test_audit_pages.py and
# test_private_pages.py give them to axe.
NO_PAGE = {"layout.html", "audit_new.html", "release.html"}


def press(tab: Page, address: str, button: str) -> None:
    tab.goto(address)
    tab.get_by_role("button", name=button, exact=True).click()


def no_child(tab: Page, site: Site) -> None:
    press(tab, f"{draft(site)}/people/child", "Save")


def no_adult(tab: Page, site: Site) -> None:
    press(tab, f"{draft(site)}/people/adult", "Save")


def no_assessment(tab: Page, site: Site) -> None:
    press(tab, f"{site.served.address}/assessments/new", "Start")


def not_ready(tab: Page, site: Site) -> None:
    press(tab, f"{draft(site)}/check", "Submit")


def date_of_no_day(tab: Page, site: Site) -> None:
    press(tab, f"{draft(site)}/sleep/{site.draft.child}", "Save and continue")


def reason_too_long(tab: Page, site: Site) -> None:
    tab.goto(f"{draft(site)}/plan/leave?about={site.draft.action}&rule=S3")
    tab.get_by_label("Leave it, because").fill("long " * 4_001)
    tab.get_by_role("button", name="Save").click()


def several_actions(tab: Page, site: Site) -> None:
    under = f"{draft(site)}/plan/outcomes/{site.draft.outcome}/actions"
    tab.goto(f"{under}/{site.draft.action}")
    tab.locator("#what").fill("Ring housing and visit Carly and write to the school")
    tab.get_by_role("button", name="Split into separate actions").click()


def saved_by_two(tab: Page, site: Site) -> None:
    tab.goto(f"{draft(site)}/voice/{site.draft.child}")
    site.office.answer(site.draft.reference, "voice", site.draft.child, wishes="A cot of mine.")
    tab.locator("#q-wishes").fill("A bed of mine.")
    tab.get_by_role("button", name="Save and continue").click()


def signed_out_meanwhile(tab: Page, site: Site) -> None:
    tab.goto(f"{draft(site)}/voice/{site.draft.child}")
    tab.locator("#q-wishes").fill("A bed of mine.")
    tab.context.clear_cookies()
    tab.get_by_role("button", name="Save and continue").click()


def draft(site: Site) -> str:
    return f"{site.served.address}/assessments/{site.draft.reference}"


# What comes of pressing a button: the template, and how the title begins.
PRESSED: dict[Callable[[Page, Site], None], tuple[str, str]] = {
    no_assessment: ("assessment_new.html", "Error: "),
    no_child: ("child.html", "Error: "),
    no_adult: ("adult.html", "Error: "),
    not_ready: ("check.html", "Error: "),
    date_of_no_day: ("section.html", "Error: "),
    reason_too_long: ("reply.html", "Error: "),
    several_actions: ("action_split.html", "Separate actions"),
    saved_by_two: ("clash.html", "Two answers"),
    signed_out_meanwhile: ("error.html", "You are not signed in"),
}


@pytest.mark.parametrize("name", ["Priya Nair", "Mo Haddad", "Ada Author", "Amir Admin"])
def test_axe_finds_nothing_on_any_page_and_none_scrolls_sideways_or_names_anybody(
    signed_in: SigningIn, site: Site, name: str
) -> None:
    tab = signed_in(name)
    found: dict[str, object] = {}
    for page, look in looks(site)[name].items():
        answer = tab.goto(site.served.address + look.path)
        assert answer is not None
        assert (answer.status, site.served.template_of(tab)) == (look.status, look.template), page
        assert tab.locator("h1").count() == 1, page
        assert not any(word in tab.title() + tab.url for word in NAMES), page
        if wrong := faults(tab):
            found[page] = wrong
    assert found == {}


@pytest.mark.parametrize("way", PRESSED, ids=lambda way: way.__name__)
def test_axe_finds_nothing_on_a_page_that_says_what_went_wrong(
    signed_in: SigningIn, site: Site, way: Callable[[Page, Site], None]
) -> None:
    tab = signed_in("Priya Nair")
    way(tab, site)
    tab.wait_for_load_state()
    template, title = PRESSED[way]
    assert site.served.template_of(tab) == template
    assert tab.title().startswith(title)
    assert faults(tab) == []


@pytest.fixture
def office_door(tmp_path: Path) -> Iterator[Served]:
    url = f"sqlite:///{tmp_path / 'riskform.sqlite3'}"
    upgrade(url)
    worker = NewAccount("hv@north", "A Worker", "Nurse", "Health", "North", "practitioner")
    with connect(url) as database, database.session(write=True) as session:
        accounts.add_user(session, worker, PASSWORD, NOW)
    with served(create_app(settings_for(url, demo=False), short_library())) as door:
        yield door


def test_axe_finds_nothing_where_people_sign_in_with_a_password(
    windows: Windows, office_door: Served
) -> None:
    with windows.lent() as tab:
        tab.goto(f"{office_door.address}/sign-in")
        assert office_door.template_of(tab) == "sign_in.html"
        assert faults(tab) == []
        tab.get_by_label("Sign-in name").fill("hv@north")
        tab.get_by_label("Password").fill("another long password")
        tab.get_by_role("button", name="Sign in").click()
        tab.wait_for_selector(".govuk-error-summary")
        assert tab.title().startswith("Error: ")
        assert faults(tab) == []
        tab.get_by_label("Password").fill(PASSWORD)
        tab.get_by_role("button", name="Sign in").click()
        tab.wait_for_url(f"{office_door.address}/")


def test_every_template_is_the_page_of_a_test_above(site: Site) -> None:
    looked_at = {look.template for pages in looks(site).values() for look in pages.values()}
    looked_at |= {template for template, _ in PRESSED.values()} | {"sign_in.html"}
    there = {path.name for path in (bundled("templates") / "web").glob("*.html")}
    assert looked_at == there - NO_PAGE


def faults(tab: Page) -> list[object]:
    """Return what axe finds at two widths, and the widths at which the page runs over."""
    wrong: list[object] = []
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 800})
        if (wider := tab.evaluate("document.documentElement.scrollWidth") - width) > 0:
            wrong.append((width, "runs over by", wider))
        if width in WITH_AXE:
            wrong += [(width, flaw) for flaw in flaws(tab)]
    return wrong
