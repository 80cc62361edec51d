import re

import pytest
from flask import Flask

from riskform.services import history, reviewing
from riskform.services.actors import Actor
from tests.services.office import NOW, Office
from tests.services.review_office import agreed_plan
from tests.services.test_older_words import NO_SOFA, next_version
from tests.web.browsing import Browser, another_browser, without_token


def test_what_stood_before_and_after_is_told_in_words_newest_first(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="sofa")
    office.answer(reference, "sleep", kit, last_night="cot")
    text = priya.get(f"/assessments/{reference}/history").text
    assert text.index("Own cot") < text.index("Save number 2")
    assert "Where did Kit sleep last night?" in text
    assert "Sofa with an adult" in text
    assert "Priya Nair, 2 March 2026, 09:30." in text


def test_what_was_typed_is_never_run(priya: Browser, office: Office) -> None:
    reference = office.start()
    kit = office.child(reference, "<b>Kit</b>")
    office.answer(reference, "voice", kit, wishes="<script>alert(1)</script> {{7*7}} نہیں 🦊")
    text = priya.get(f"/assessments/{reference}/history").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} <bdi>نہیں</bdi> 🦊" in text
    assert "&lt;b&gt;Kit&lt;/b&gt;" in text
    assert "<script>alert" not in text
    assert "<b>Kit" not in text


def test_a_decision_stands_with_its_reason(mo: Browser, office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session:
        reviewing.send_back(session, office.mo, reference, "See the <b>cot</b>.", NOW)
    text = mo.get(f"/assessments/{reference}/history").text
    assert "See the &lt;b&gt;cot&lt;/b&gt;." in text
    assert text.index("Returned") < text.index("Submitted")


def test_older_saves_are_a_link_away(priya: Browser, office: Office) -> None:
    reference = office.start()
    for number in range(history.ON_A_PAGE + 1):
        office.answer(reference, "start", "family", danger="yes" if number % 2 else "no")
    first = priya.get(f"/assessments/{reference}/history").text
    assert f"/assessments/{reference}/history?before=2" in first
    second = priya.get(f"/assessments/{reference}/history?before=2").text
    assert "Save number 1." in second
    assert "Back to the newest" in second


@pytest.mark.parametrize("before", ["-1", "x", "9" * 12, "²", "1.5"])
def test_a_part_that_can_not_be_is_not_found(priya: Browser, office: Office, before: str) -> None:
    reference = office.start()
    assert priya.get(f"/assessments/{reference}/history?before={before}").status_code == 404


def test_others_and_unknown_records_get_the_same_404(
    app: Flask, people: dict[str, Actor], office: Office
) -> None:
    reference = office.start()
    for name in ("sam", "ada", "amir"):
        browser = another_browser(app).sign_in(people[name])
        theirs = browser.get(f"/assessments/{reference}/history")
        nobodys = browser.get("/assessments/000000/history")
        assert theirs.status_code == nobodys.status_code == 404
        assert without_token(theirs) == without_token(nobodys)


def test_an_answer_that_is_not_offered_any_more_is_shown_in_its_words(
    priya: Browser, office: Office
) -> None:
    draft = office.start()
    kit = office.child(draft)
    office.answer(draft, "sleep", kit, last_night="sofa")
    next_version(office, draft, 2, NO_SOFA)
    page = priya.get(f"/assessments/{draft}/sleep/{kit}").text
    assert "Sofa with an adult (not one of the answers any more)" in page
    assert re.search(r'value="sofa"[^>]*checked', page)


def test_the_reviews_of_the_plan_stand_before_the_saves(priya: Browser, office: Office) -> None:
    plan = agreed_plan(office)
    page = f"/assessments/{plan.reference}/history"
    assert "review of the plan" not in priya.get(page).text
    plan.measure()
    plan.review(words="<b>He</b> sleeps. نہیں 🦊", measured_on="2026-03-14")
    text = priya.get(page).text
    assert "every review of the plan since it was agreed" in text
    assert text.index("Review 1 of outcome 1, Kit") < text.index("How outcome 1 is measured, Kit")
    assert text.index("How outcome 1 is measured, Kit") < text.index(">Agreed<")
    assert "Priya Nair, 16 March 2026, 09:30." in text
    assert "3 of 6 visits" in text
    assert "&lt;b&gt;He&lt;/b&gt; sleeps. <bdi>نہیں</bdi> 🦊" in text
    assert f'href="/plans/{plan.reference}"' in text
