"""The sleep page of a baby about whom much is worrying, and a page with every type of question."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from riskform.definitions.library import load_folder
from riskform.engine.case import Answer
from riskform.records import Session, connect, upgrade
from riskform.services import accounts, answering, assessing, overview, people, publishing
from riskform.services.actors import Actor, actor_of
from riskform.services.demo import load_demo
from riskform.services.opening import open_assessment
from riskform.web.app import create_app
from tests.browser.conftest import OpeningAs
from tests.browser.serving import flaws, served, settings_for
from tests.services.office import NOW, TODAY
from tests.shipped import shipped

pytestmark = pytest.mark.browser

EVERY_TYPE = Path(__file__).parents[1] / "forms" / "every_type"
UNBROKEN = "W" * 20_000
# Whether a person can see where the keyboard is. Radios and checkboxes show it on their label.
FOCUS = """() => {
  const here = document.activeElement
  const boxed = here.matches('[type=radio], [type=checkbox]')
  const style = getComputedStyle(boxed ? here.nextElementSibling : here, boxed ? '::before' : null)
  return [here === document.body ? -1 : [...document.querySelectorAll('*')].indexOf(here),
    style.boxShadow !== 'none' || style.outlineStyle !== 'none']
}"""
STOPS = """() => {
  const all = [...document.querySelectorAll('*')]
  const stop = (radio) => {
    const group = [...document.getElementsByName(radio.name)]
    return radio === (group.find((one) => one.checked) || group[0])
  }
  return all.filter((e) => e.matches('a[href], button, select, textarea, summary, input'))
    .filter((e) => e.type !== 'hidden' && e.tabIndex !== -1 && e.checkVisibility())
    .filter((e) => e.type !== 'radio' || stop(e))
    .map((e) => all.indexOf(e))
}"""
TOO_SMALL = """() => [...document.querySelectorAll('main a, main button, main input, main summary')]
  .filter((e) => e.type !== 'hidden' && e.tabIndex !== -1 && e.checkVisibility())
  .filter((e) => getComputedStyle(e).display !== 'inline')
  .map((e) => [e.outerHTML, e.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([html]) => html)
"""


@dataclass(frozen=True)
class Site:
    """A running demo: the sleep page of Kit, and a page with every type of question."""

    address: str
    sleep: str
    every_type: str


def page_about(session: Session, actor: Actor, reference: str, name: str, section: str) -> str:
    family = open_assessment(session, actor, reference).people
    child = next(child for child in family.children if child.name == name)
    return f"/assessments/{reference}/{section}/{child.id}"


def sleep_page(session: Session, actor: Actor) -> str:
    drafts = [item.assessment for item in overview.my_work(session, actor).drafts]
    marsh = next(one for one in drafts if one.family_name == "Marsh-Doyle")
    return page_about(session, actor, marsh.reference, "Kit", "sleep")


def every_type_page(session: Session, actor: Actor) -> str:
    started = assessing.start(
        *(session, actor),
        form_id="every_type",
        family_reference="",
        new_family_name="Rao",
        level="3",
        visit_on=TODAY.isoformat(),
        today=TODAY,
        now=NOW,
    )
    child = {"name": "Jaya", "date_of_birth": "2017-05-04"}
    people.add_child(session, actor, started.reference, child, TODAY, NOW)
    path = page_about(session, actor, started.reference, "Jaya", "types")
    given = {
        "one_line": Answer(UNBROKEN),
        "story": Answer(f"{UNBROKEN}\n<script>alert(1)</script> {{{{7*7}}}}"),
        "seen_on": Answer("31/2/2026", "seen", "99//"),
        "safe": Answer("no", "child", "2026-03-01"),
        "stay": Answer("moon"),
        "agencies": [{"id": "gp", "name": "GP", "since": "31/2/2026"}, {"id": "nan"}],
    }
    answers = {
        name: value if isinstance(value, Answer) else Answer(value) for name, value in given.items()
    }
    person = path.rpartition("/")[2]
    answering.save_page(
        *(session, actor, started.reference, "types", person, answers, 0), today=TODAY, now=NOW
    )
    return path


@pytest.fixture(scope="module")
def site(database_file: Path) -> Iterator[Site]:
    url = f"sqlite:///{database_file}"
    upgrade(url)
    library = shipped()
    with connect(url) as database, database.session(write=True) as session:
        publishing.publish_library(session, library, NOW)
        publishing.publish_library(session, load_folder(EVERY_TYPE), NOW)
        load_demo(session, TODAY, NOW)
        priya = actor_of(accounts.demo_people(session)[0])
        paths = (sleep_page(session, priya), every_type_page(session, priya))
    app = create_app(settings_for(url), library)
    with served(app) as running:
        yield Site(running.address, *paths)


Opening = Callable[..., Page]


@pytest.fixture
def opened(open_as: OpeningAs, site: Site) -> Opening:
    def open_page(path: str, width: int = 1280, *, script: bool = True) -> Page:
        tab = open_as(site.address, "Priya Nair", path, width=width, java_script_enabled=script)
        if script:
            tab.wait_for_selector(".govuk-frontend-supported")
        return tab

    return open_page


def unfold(tab: Page) -> None:
    folded = tab.locator("details:not([open]) > summary")
    while folded.count():
        folded.first.click()


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("page", ["sleep", "every_type"])
def test_axe_finds_nothing_folded_or_unfolded(
    opened: Opening, site: Site, page: str, width: int
) -> None:
    tab = opened(getattr(site, page), width)
    assert flaws(tab) == []
    unfold(tab)
    assert flaws(tab) == []
    assert tab.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("page", ["sleep", "every_type"])
def test_no_page_scrolls_sideways_whatever_was_typed(
    opened: Opening, site: Site, page: str
) -> None:
    tab = opened(getattr(site, page))
    unfold(tab)
    for width in (320, 375, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 375])
def test_the_keyboard_reaches_every_question_button_and_finding_in_order_and_is_seen(
    opened: Opening, site: Site, width: int
) -> None:
    tab = opened(site.sleep, width)
    places: list[int] = []
    while True:
        tab.keyboard.press("Tab")
        place, seen = tab.evaluate(FOCUS)
        if place in places:
            break
        if place >= 0:
            assert seen, f"focus is not visible on element {place}"
            places.append(place)
    start = places.index(min(places))
    assert places[start:] + places[:start] == tab.evaluate(STOPS)


def test_whose_page_what_is_asked_and_what_is_saved_stand_in_the_first_window(
    opened: Opening, site: Site
) -> None:
    tab = opened(site.sleep)
    for text in ("Kit", "Saved at 09:30", "Next: ", "Where did Kit sleep last night?"):
        box = tab.get_by_text(text).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 800, text


def test_findings_stand_beside_the_questions_on_a_desk_and_under_them_on_a_phone(
    opened: Opening, site: Site
) -> None:
    for width, beside in ((1280, True), (375, False)):
        tab = opened(site.sleep, width)
        findings = tab.locator(".rf-findings").bounding_box()
        form = tab.locator("main form").bounding_box()
        assert findings is not None
        assert form is not None
        assert (findings["x"] >= form["x"] + form["width"]) is beside
        assert (findings["y"] >= form["y"] + form["height"]) is not beside
        words = tab.locator(".rf-finding__kind").all_inner_texts()
        assert {word.strip() for word in words} >= {"Urgent", "Concern", "Unclear"}


def test_the_error_summary_takes_the_keyboard_and_each_line_leads_to_its_box(
    opened: Opening, site: Site
) -> None:
    tab = opened(site.every_type)
    assert tab.title().startswith("Error: ")
    assert "govuk-error-summary" in tab.evaluate("document.activeElement.className")
    for link in tab.locator(".govuk-error-summary a").all():
        target = (link.get_attribute("href") or "#")[1:]
        link.click()
        assert tab.evaluate("document.activeElement.id") == target


def test_after_a_save_too_the_error_summary_takes_the_keyboard(opened: Opening, site: Site) -> None:
    tab = opened(site.every_type)
    tab.get_by_role("button", name="Save and stay").click()
    assert "Saved." in tab.locator(".govuk-notification-banner").inner_text()
    assert "govuk-error-summary" in tab.evaluate("document.activeElement.className")


def test_without_a_connection_the_page_stays_with_what_was_typed(
    opened: Opening, site: Site
) -> None:
    tab = opened(site.every_type)
    tab.locator("#q-story").fill("I like the dog.")
    tab.context.set_offline(True)
    tab.get_by_role("button", name="Save and continue").click()
    assert "Not saved: there is no connection." in tab.locator(".rf-not-saved").inner_text()
    assert tab.locator("#q-story").input_value() == "I like the dog."
    tab.context.set_offline(False)
    tab.get_by_role("button", name="Save and stay").click()
    assert "Saved." in tab.locator(".govuk-notification-banner").inner_text()


def test_where_the_browser_is_wrong_about_the_connection_the_page_is_saved(
    opened: Opening, site: Site
) -> None:
    tab = opened(site.every_type)
    tab.locator("#q-story").fill("I like the cat.")
    tab.evaluate("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    tab.get_by_role("button", name="Save and stay").click()
    assert "Saved." in tab.locator(".govuk-notification-banner").inner_text()
    assert tab.locator("#q-story").input_value() == "I like the cat."


def test_the_whole_page_is_answered_and_saved_without_javascript(
    opened: Opening, site: Site
) -> None:
    tab = opened(site.every_type, 375, script=False)
    tab.get_by_label("What is Jaya called at home?").fill("Jay")
    tab.locator("#q-story").fill("I like\nthe dog.")
    for box in ("day", "month", "year"):
        tab.locator(f"#q-seen_on-{box}").fill({"day": "1", "month": "3", "year": "2026"}[box])
        tab.locator(f"#q-seen_on-known_on-{box}").fill("")
    tab.get_by_label("With Jaya's grandparents").check()
    tab.get_by_role("group", name="Number 1").get_by_label("Day").fill("1")
    tab.get_by_role("group", name="Number 1").get_by_label("Month").fill("1")
    tab.get_by_role("button", name="Add another (Which agencies know Jaya?)").click()
    assert tab.get_by_role("group", name="Number 2").is_visible()
    tab.get_by_role("group", name="Number 2").get_by_label("Name (needed").fill("School")
    tab.get_by_role("button", name="Remove number 1 (Which agencies know Jaya?)").click()
    assert tab.get_by_label("Name (needed").first.input_value() == "School"
    tab.get_by_text("Take back an answer").click()
    tab.get_by_role("button", name="Take back: Is Jaya safe tonight?").click()
    assert not tab.locator("#q-safe-2").is_checked()
    tab.locator("#q-safe-2").check()
    tab.get_by_role("button", name="Save and stay").click()
    assert "1 more question appeared" in tab.locator(".govuk-notification-banner").inner_text()
    tab.get_by_label("Why is Jaya not safe?").fill("She is alone.")
    tab.get_by_label("What is Jaya called at home?").press("Enter")
    assert tab.get_by_label("Why is Jaya not safe?").input_value() == "She is alone."
    tab.get_by_role("button", name="Save and continue").click()
    assert tab.get_by_role("heading", level=1).inner_text() == "Afterwards"
    assert "Saved." in tab.locator(".govuk-notification-banner").inner_text()
    tab.get_by_role("button", name="Save and go back to Every type, Jaya").click()
    assert tab.locator("#q-story").input_value() == "I like\nthe dog."
