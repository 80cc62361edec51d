"""What only the author and a manager see, on every page that a colleague can open."""

import re

import pytest
from flask import Flask

from riskform.records import assessments
from tests.services.office import Office
from tests.services.private_form import SECRETS, Shared, shared
from tests.web.browsing import Browser, another_browser
from tests.web.sent_forms import form_on

ONLY_THEM = "Only Priya Nair and the managers of their team see this answer."
ONLY_YOU = "Only you and the managers of your team see this answer."


@pytest.fixture
def case(office: Office) -> Shared:
    """Give an assessment by Priya with private answers."""
    return shared(office)


@pytest.fixture
def ravi(app: Flask, case: Shared) -> Browser:
    """Give the browser of Ravi, another practitioner of the team."""
    return another_browser(app).sign_in(case.ravi)


def leaks(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def paths(case: Shared) -> tuple[str, ...]:
    record = f"/assessments/{case.reference}"
    under = (
        *("", "/people", "/details", "/plan", "/copies", "/copies/plan", "/check", "/history"),
        *("/start", "/alone", f"/voice/{case.kit}", f"/sleep/{case.kit}"),
        *(f"/care/{case.dean}", f"/engage/{case.dean}"),
        f"/plan/outcomes/new?child={case.kit}&answers={case.dean}/engage.unsaid",
    )
    return ("/", *(record + path for path in under))


def test_no_page_that_a_colleague_can_open_holds_any_of_it(ravi: Browser, case: Shared) -> None:
    for path in paths(case):
        got = ravi.get(path, follow_redirects=True)
        assert got.status_code == 200, path
        assert leaks(got.text) == [], path


def test_nor_once_it_is_submitted(ravi: Browser, case: Shared) -> None:
    case.office.submit(case.reference)
    for path in paths(case):
        assert leaks(ravi.get(path, follow_redirects=True).text) == [], path
    page = ravi.get(f"/assessments/{case.reference}/engage/{case.dean}").text
    assert ONLY_THEM in page
    assert "It can be read, and can't be changed." in page


def test_what_is_hidden_has_no_page_and_no_reason_can_be_asked_for_it(
    ravi: Browser, case: Shared
) -> None:
    record = f"/assessments/{case.reference}"
    for path in (f"/deep/{case.kit}", f"/plan/reason?at={case.dean}/engage.unsaid"):
        got = ravi.get(record + path)
        assert got.status_code == 404
        assert leaks(got.text) == []


def test_the_page_says_who_sees_it(
    priya: Browser, ravi: Browser, mo: Browser, case: Shared
) -> None:
    path = f"/assessments/{case.reference}/engage/{case.dean}"
    own, other, manager = (browser.get(path).text for browser in (priya, ravi, mo))
    assert own.count(ONLY_YOU) == 2, "at the question, and at what it shows"
    assert manager.count(ONLY_THEM) == 2
    assert other.count(ONLY_THEM) == 1
    assert "What was hard to say to Dean?" in other
    assert "q-hard" not in other


def test_a_page_of_nothing_else_says_so_and_offers_nothing_to_save(
    ravi: Browser, case: Shared
) -> None:
    record = f"/assessments/{case.reference}"
    page = ravi.get(f"{record}/alone").text
    assert "What worries you?" in page
    assert ONLY_THEM in page
    assert "<form method" not in page.partition("<main")[2]
    assert "can't be changed" not in page
    assert re.search(r"For supervision.*?Kept private", ravi.get(record).text, re.DOTALL)


def test_a_colleague_saves_the_page_and_the_private_answer_stays(
    ravi: Browser, case: Shared
) -> None:
    path = f"/assessments/{case.reference}/engage/{case.dean}"
    fields = form_on(ravi.get(path).text, path, **{"q-open": "Two cots"})
    for name in ("q-hard", "q-more"):
        fields[name] = "Overwritten"
    fields.setlist("on-page", [*fields.getlist("on-page"), "hard", "more"])
    sent = ravi.post(path, data=fields)
    assert sent.status_code == 303
    with case.office.writing() as session:
        answers = assessments.load(session, case.reference).answers
    kept = [answers[f"{case.dean}/engage.{name}"].value for name in ("open", "hard", "more")]
    assert kept == ["Two cots", "Zinnia", "Quartz"]


def test_where_two_answered_at_once_the_private_answer_is_not_shown(
    ravi: Browser, case: Shared
) -> None:
    path = f"/assessments/{case.reference}/engage/{case.dean}"
    fields = form_on(ravi.get(path).text, path, **{"q-open": "Two cots"})
    fields["q-hard"] = "Overwritten"
    fields.setlist("on-page", [*fields.getlist("on-page"), "hard"])
    case.save(case.office.priya, "engage", case.dean, open="A bed", hard="Zinnia again")
    clash = ravi.post(path, data=fields)
    assert clash.status_code == 409
    assert "A bed" in clash.text
    assert leaks(clash.text) == []
    assert "q-hard" not in clash.text


def test_the_author_and_the_manager_find_it_under_for_supervision(
    priya: Browser, mo: Browser, ravi: Browser, case: Shared
) -> None:
    check = f"/assessments/{case.reference}/check"
    own = priya.get(check).text
    listed = own.partition('id="supervision"')[2].partition("<h2")[0]
    assert "Only you and the managers of your team see this." in listed
    assert "Marigold about Dean." in listed
    assert "Foxglove about Dean." in listed
    assert own.count("Marigold") == 1
    assert "supervision" not in ravi.get(check).text.partition("<main")[2]
    case.office.submit(case.reference)
    review = mo.get(f"/review/{case.reference}").text
    assert review.count("Marigold") == 1
    assert "Zinnia alone" in review
    listed = review.partition('id="supervision"')[2].partition("<h2")[0]
    assert "Only Priya Nair and the managers of their team see this." in listed
    assert "Marigold about Dean." in listed


def test_it_is_not_offered_to_be_tied_to_an_outcome(priya: Browser, case: Shared) -> None:
    record = f"/assessments/{case.reference}"
    for path in ("/plan", f"/plan/outcomes/new?child={case.kit}"):
        assert leaks(priya.get(record + path).text) == []


def test_a_colleague_is_told_that_something_unseen_is_missing(ravi: Browser, case: Shared) -> None:
    case.save(case.office.priya, "deep", case.kit, dark=None)
    refused = ravi.send(f"/assessments/{case.reference}/check")
    assert refused.status_code == 422
    assert "Ask Priya Nair to open this page." in refused.text
    assert leaks(refused.text) == []


def test_the_page_before_the_familys_copy_says_what_it_leaves_out_and_why(
    priya: Browser, office: Office
) -> None:
    case = shared(office)
    office.outcome(case.reference, case.kit, what="Kit sleeps in a cot")
    overview = priya.get(f"/assessments/{case.reference}").text
    assert f'href="/assessments/{case.reference}/copies"' in overview
    assert "plan.pdf" not in overview
    page = priya.get(f"/assessments/{case.reference}/copies/plan").text
    left, _, said = page.partition("What it says")
    assert "Foxglove about Dean." in left
    assert "“What was hard to say to the adult?”" in left
    assert "Kit sleeps in a cot" in said
    assert "Kit sleeps in a cot" not in left
    assert f"/assessments/{case.reference}/copies/plan.pdf" in said
