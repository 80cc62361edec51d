from datetime import timedelta

import pytest
from flask import Flask

from riskform.engine.case import Answer
from riskform.engine.plan import FindingReply
from riskform.services import answering, planning, reviewing
from riskform.services.actors import Actor
from riskform.services.opening import open_assessment
from tests.services.office import NOW, TODAY, Office, account
from tests.web.browsing import Browser, Clock, another_browser


def status(office: Office, reference: str) -> str:
    with office.database.session(write=False) as session:
        return open_assessment(session, office.priya, reference).stored.status


def told(office: Office) -> str:
    """Submit an assessment in which Kit's words, a reason and an owner stand; return it."""
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "voice", kit, wishes="<i>Nan</i> sings {{7*7}} نہیں")
    office.answer(reference, "start", "family", danger="no")
    office.answer(reference, "sleep", kit, last_night="not_known", seen_on="2026-03-01")
    with office.writing() as session:
        at = f"{kit}/sleep.last_night.not_known"
        reply = FindingReply(at, "unclear", owner="Sam Okoro", due="2026-03-09")
        planning.put_replies(session, office.priya, reference, (reply,), NOW)
    office.submit(reference)
    return reference


def test_what_waits_is_listed_with_how_long_and_what_was_agreed_is_folded(
    mo: Browser, office: Office, clock: Clock
) -> None:
    agreed, waiting = office.submitted("Khan"), office.submitted("Rao")
    with office.writing() as session:
        reviewing.agree(session, office.mo, agreed, "", NOW)
    clock.at = NOW + timedelta(minutes=20)
    text = mo.get("/review").text
    assert text.index(f"/review/{waiting}") < text.index("Agreed (1)") < text.index(agreed)
    assert "2 March 2026, 09:30" in text


def test_nothing_waiting_is_said(mo: Browser) -> None:
    assert "Nothing is waiting." in mo.get("/review").text


def test_only_managers_have_the_pages(priya: Browser, office: Office) -> None:
    reference = office.submitted()
    for page in ("/review", f"/review/{reference}", f"/review/{reference}/decided"):
        assert priya.get(page).status_code == 404
    sent = priya.send(f"/review/{reference}", {"decision": "agree"})
    assert sent.status_code == 403
    assert status(office, reference) == "submitted"


def test_the_child_and_its_words_come_first_and_all_answers_with_how_they_are_known(
    mo: Browser, office: Office
) -> None:
    text = mo.get(f"/review/{told(office)}").text
    words = "&lt;i&gt;Nan&lt;/i&gt; sings {{7*7}} <bdi>نہیں</bdi>"
    assert text.index("In Kit’s own words") < text.index(words) < text.index("Where did Kit sleep")
    assert text.index("Kit") < text.index("The family")
    assert "1 March 2026" in text
    assert "Nobody knows where Kit slept." in text


def test_questions_have_the_numbers_by_which_a_note_speaks_of_them(
    mo: Browser, office: Office
) -> None:
    assert "3.1 Where did Kit sleep" in mo.get(f"/review/{told(office)}").text


def test_what_is_unclear_stands_with_its_owner_and_its_day(mo: Browser, office: Office) -> None:
    text = mo.get(f"/review/{told(office)}").text
    assert "<strong>Sam Okoro</strong> finds this out by 9 March 2026." in text


def test_papers_prompts_and_who_wrote_it_are_on_the_page(mo: Browser, office: Office) -> None:
    reference = told(office)
    text = mo.get(f"/review/{reference}").text
    for paper in ("assessment.pdf", "copies"):
        assert f"/assessments/{reference}/{paper}" in text
    assert "Questions for supervision" in text
    assert "Priya Nair, Health visitor" in text


def test_an_assessment_is_agreed_and_can_not_change_after_that(
    mo: Browser, priya: Browser, office: Office
) -> None:
    reference = office.submitted()
    sent = mo.send(f"/review/{reference}", {"decision": "agree", "reason": "Well seen."})
    assert sent.location == f"/review/{reference}/decided"
    assert "Nothing in it can be changed any more" in mo.get(sent.location).text
    assert status(office, reference) == "agreed"
    assert "Your decision" not in mo.get(f"/review/{reference}").text
    for decision in ("agree", "return"):
        again = mo.send(f"/review/{reference}", {"decision": decision, "reason": "Again"})
        assert again.status_code == 409
    assert mo.send(f"/review/{reference}", {"decision": "return"}).status_code == 409
    assert status(office, reference) == "agreed"
    assert priya.get(f"/assessments/{reference}/details").status_code == 403


def test_returning_puts_the_reason_before_who_wrote_it(
    mo: Browser, priya: Browser, office: Office
) -> None:
    reference = office.submitted()
    sent = mo.send(f"/review/{reference}", {"decision": "return", "reason": "<b>See</b> the cot"})
    assert "&lt;b&gt;See&lt;/b&gt; the cot" in mo.get(sent.location).text
    assert status(office, reference) == "returned"
    assert "&lt;b&gt;See&lt;/b&gt; the cot" in priya.get(f"/assessments/{reference}").text
    text = mo.get(f"/review/{reference}").text
    assert "is not submitted, so there is nothing to decide yet" in text
    assert "&lt;b&gt;See&lt;/b&gt; the cot" in text


@pytest.mark.parametrize(
    ("decision", "reason", "field"),
    [
        ("return", "   ", "reason"),
        ("", "A reason without a decision", "decision"),
        ("burn", "No such decision", "decision"),
        ("agree", "x" * 5_001, "reason"),
        ("return", "a\x00b", "reason"),
    ],
)
def test_a_decision_that_can_not_be_kept_is_shown_back(
    mo: Browser, office: Office, decision: str, reason: str, field: str
) -> None:
    reference = office.submitted()
    sent = mo.send(f"/review/{reference}", {"decision": decision, "reason": reason})
    assert sent.status_code == 422
    assert "<title>Error: " in sent.text
    assert f'href="#{field}"' in sent.text
    assert reason in sent.text
    if decision in {"agree", "return"}:
        assert f'value="{decision}" checked' in sent.text
    assert status(office, reference) == "submitted"


def test_who_wrote_part_of_it_sees_why_they_can_not_decide_and_is_refused(
    app: Flask, office: Office
) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit)
    with office.writing() as session:
        ida = account(session, "Ida Best", "manager", "North")
        page = answering.open_page(session, ida, reference, "voice", kit, TODAY)
        given = {"wishes": Answer("Nan")}
        answering.save_page(
            *(session, ida, reference, "voice", kit, given, page.seen_revision),
            today=TODAY,
            now=NOW,
        )
    office.submit(reference)
    browser = another_browser(app).sign_in(ida)
    text = browser.get(f"/review/{reference}").text
    assert "You wrote part of this assessment, so another manager has to decide" in text
    assert "Save the decision" not in text
    for decision, reason in (("agree", ""), ("return", "No"), ("return", ""), ("", "")):
        sent = browser.send(f"/review/{reference}", {"decision": decision, "reason": reason})
        assert sent.status_code == 403
    assert status(office, reference) == "submitted"


def test_a_manager_can_not_decide_about_what_they_wrote_themselves(
    app: Flask, people: dict[str, Actor], office: Office
) -> None:
    written_by_mo = Office(office.database, priya=people["mo"], mo=people["mo"], sam=people["sam"])
    reference = written_by_mo.submitted()
    mo = another_browser(app).sign_in(people["mo"])
    assert "You wrote this assessment" in mo.get(f"/review/{reference}").text
    assert mo.send(f"/review/{reference}", {"decision": "agree"}).status_code == 403


def test_what_is_not_decided_has_no_page_that_says_so(mo: Browser, office: Office) -> None:
    reference = office.submitted()
    assert mo.get(f"/review/{reference}/decided").location == f"/review/{reference}"


def test_unknown_records_are_not_found(mo: Browser) -> None:
    assert mo.get("/review/000000").status_code == 404
    assert mo.send("/review/000000", {"decision": "return"}).status_code == 404
