import pytest
from flask import Flask

from riskform.services import reviewing
from riskform.services.actors import Actor
from riskform.services.opening import open_assessment
from tests.services.office import NOW, Office
from tests.web.browsing import Browser, another_browser


def status(office: Office, reference: str) -> str:
    with office.database.session(write=False) as session:
        return open_assessment(session, office.priya, reference).stored.status


def revision_of(office: Office, reference: str) -> int:
    with office.database.session(write=False) as session:
        return open_assessment(session, office.priya, reference).stored.revision


def test_the_childs_words_come_first_and_are_shown_exactly(priya: Browser, office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "voice", kit, wishes="<b>No</b> {{7*7}}\nنہیں 🦊")
    office.answer(reference, "sleep", kit, last_night="sofa")
    text = priya.get(f"/assessments/{reference}/check").text
    assert text.index("In Kit’s own words") < text.index("What the answers raise")
    assert "&lt;b&gt;No&lt;/b&gt; {{7*7}}\n<bdi>نہیں</bdi> 🦊" in text


def test_findings_stand_by_kind_urgent_first(priya: Browser, office: Office) -> None:
    reference = office.start()
    kit, rosa = office.child(reference), office.child(reference, "Rosa", "2021-05-04")
    office.answer(reference, "sleep", kit, last_night="cot")
    office.answer(reference, "sleep", rosa, last_night="sofa")
    text = priya.get(f"/assessments/{reference}/check").text
    assert text.index("Rosa sleeps on a sofa") < text.index("Kit sleeps in a cot.")


@pytest.mark.parametrize("method", ["get", "post"])
def test_each_thing_that_is_missing_is_a_link_to_its_place(
    priya: Browser, office: Office, method: str
) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="sofa", seen_on="31/2/2026")
    where = f"/assessments/{reference}/check"
    sent = priya.get(where) if method == "get" else priya.send(where)
    assert sent.status_code == (200 if method == "get" else 422)
    for place in (
        "start#q-danger",
        f"sleep/{kit}#q-seen_on",
        f"plan#{kit}/sleep.sofa_with_adult",
    ):
        assert f'href="/assessments/{reference}/{place}"' in sent.text


def test_without_a_child_the_link_leads_to_the_people(priya: Browser, office: Office) -> None:
    reference = office.start()
    text = priya.get(f"/assessments/{reference}/check").text
    assert f'href="/assessments/{reference}/people">No child has been added yet.' in text


def test_an_adult_of_whom_nobody_said_who_it_is_leads_to_the_question(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    kit = office.child(reference)
    dean = office.adult(reference, "Dean")
    text = priya.get(f"/assessments/{reference}/check").text
    field = f"relationship-{kit}"
    address = f"/assessments/{reference}/people/adult/{dean}"
    assert f'href="{address}#{field}">Say what Dean is to Kit, and whether Dean lives' in text
    assert f'id="{field}"' in priya.get(address).text


def test_who_lives_where_may_be_not_known_and_is_told_so(priya: Browser, office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    typed = {"name": "Dean", f"relationship-{kit}": "father", f"lives_here-{kit}": "not_known"}
    assert priya.send(f"/assessments/{reference}/people/adult", typed).status_code == 303
    said = "Father of Kit, not known whether they live here"
    assert said in priya.get(f"/assessments/{reference}/people").text
    assert "Who is in the family" not in priya.get(f"/assessments/{reference}/check").text


def test_a_plan_that_is_not_smart_is_linked_to_its_outcome(priya: Browser, office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, sleeps="sofa")
    outcome = office.outcome(reference, kit, f"{kit}/sleep.sofa_with_adult", what="Sleeps well")
    text = priya.get(f"/assessments/{reference}/check").text
    assert f'href="/assessments/{reference}/plan#{outcome}"' in text


def test_what_is_unclear_and_has_nobody_is_listed_once_under_what_is_missing(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="not_known")
    text = priya.get(f"/assessments/{reference}/check").text
    assert "1 thing is unclear and nobody has been named to find out" in text
    assert text.count("Nobody knows where Kit slept.") == 1


def test_submitting_with_gaps_says_so_in_the_summary_and_submits_nothing(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    sent = priya.send(f"/assessments/{reference}/check")
    assert sent.status_code == 422
    assert "<title>Error: " in sent.text
    assert "govuk-error-summary" in sent.text
    assert status(office, reference) == "draft"


def test_what_may_stay_blank_is_listed_and_holds_nothing_up(priya: Browser, office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit)
    text = priya.get(f"/assessments/{reference}/check").text
    assert "Nothing is missing." in text
    assert "2 questions are not answered and may stay so" in text
    assert f'href="/assessments/{reference}/voice/{kit}#q-wishes"' in text


def test_submitting_leads_to_a_page_that_says_what_happens_next(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    office.answer_everything(reference, office.child(reference))
    sent = priya.send(f"/assessments/{reference}/check")
    assert (sent.status_code, sent.location) == (303, f"/assessments/{reference}/submitted")
    assert status(office, reference) == "submitted"
    text = priya.get(sent.location).text
    assert "Submitted" in text
    assert "A manager in your team reads it." in text
    assert "riskform sends no messages." in text


def test_pressing_the_button_twice_submits_once_and_frightens_nobody(
    priya: Browser, office: Office
) -> None:
    reference = office.submitted()
    revision = revision_of(office, reference)
    sent = priya.send(f"/assessments/{reference}/check")
    assert (sent.status_code, sent.location) == (303, f"/assessments/{reference}/submitted")
    assert revision_of(office, reference) == revision


def test_what_is_not_submitted_has_no_such_page(priya: Browser, office: Office) -> None:
    reference = office.start()
    sent = priya.get(f"/assessments/{reference}/submitted")
    assert (sent.status_code, sent.location) == (303, f"/assessments/{reference}")


def test_an_agreed_one_is_shown_for_reading_without_the_button(
    priya: Browser, office: Office
) -> None:
    reference = office.submitted()
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "", NOW)
    text = priya.get(f"/assessments/{reference}/check").text
    assert "It can&#39;t be changed any more." in text
    assert f'action="/assessments/{reference}/check"' not in text
    assert priya.send(f"/assessments/{reference}/check").status_code == 403


def test_another_team_can_submit_nothing(
    app: Flask, office: Office, people: dict[str, Actor]
) -> None:
    reference = office.start()
    sam = another_browser(app).sign_in(people["sam"])
    assert sam.send(f"/assessments/{reference}/check").status_code == 404
    assert status(office, reference) == "draft"
