import re

import pytest

from riskform.services import submitting
from tests.services.office import NOW, TODAY, Office
from tests.services.statutory import Statutory, statutory
from tests.web.browsing import Browser
from tests.web.desk import plain

FOLD = re.compile(r"<details[^>]*>(?:(?!</details>).)*Another factor.*?</details>", re.DOTALL)


def decision(browser: Browser, record: Statutory) -> str:
    got = browser.get(f"/assessments/{record.reference}/decision/{record.jaya}")
    assert got.status_code == 200
    return got.text


def fold_of(html: str) -> str:
    (fold,) = FOLD.findall(html)
    return str(fold)


def answered(office: Office, **factors: list[str]) -> Statutory:
    record = statutory(office)
    office.answer(record.reference, "drink", record.vikram, use=["pills"])
    if factors:
        office.answer(record.reference, "decision", record.jaya, next="stay", **factors)
    return record


def test_what_is_suggested_comes_first_with_its_reason_then_a_fold_then_no_factors(
    office: Office, priya: Browser
) -> None:
    html = decision(priya, answered(office))
    text = plain(html)
    places = [
        text.index(words)
        for words in (
            "Drug misuse: parent or carer Suggested because: Vikram takes pills.",
            "Another factor",
            "Alcohol misuse: parent or carer",
            "Gangs",
            "No factors identified",
        )
    ]
    assert places == sorted(places)
    assert "Drug misuse" not in fold_of(html)
    assert "No factors" not in fold_of(html)


def test_every_factor_is_there_once_and_none_is_ticked(office: Office, priya: Browser) -> None:
    html = decision(priya, answered(office))
    boxes = re.findall(r'<input[^>]*name="q-factors"[^>]*>', html)
    assert len(boxes) == 6
    assert not any(" checked" in box for box in boxes)
    ids = re.findall(r' id="(q-factors[^"]*)"', html)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("chosen", "opened"), [(["drugs_parent"], False), (["gangs"], True), (["bees"], True)]
)
def test_the_fold_is_open_where_something_in_it_is_ticked(
    office: Office, priya: Browser, chosen: list[str], *, opened: bool
) -> None:
    fold = fold_of(decision(priya, answered(office, factors=chosen)))
    assert fold.partition(">")[0].endswith(" open") == opened


def test_where_nothing_is_suggested_that_is_said(office: Office, priya: Browser) -> None:
    html = decision(priya, statutory(office))
    assert "The answers so far suggest no factor." in html
    assert "Suggested because" not in html


def test_ticks_of_all_three_parts_are_saved_as_one_answer(office: Office, priya: Browser) -> None:
    record = answered(office)
    path = f"/assessments/{record.reference}/decision/{record.jaya}"
    fields = {
        "on-page": "factors",
        "q-factors": ["drugs_parent", "alcohol_parent", "gangs"],
        "then": "stay",
    }
    assert priya.send(path, fields).status_code == 303
    html = decision(priya, record)
    assert html.count(" checked") == 3


def test_a_check_that_fails_is_shown_at_the_question_with_the_fold_open(
    office: Office, priya: Browser
) -> None:
    record = answered(office)
    path = f"/assessments/{record.reference}/decision/{record.jaya}"
    fields = {
        "on-page": ["next", "factors"],
        "q-next": "stay",
        "q-factors": "no_factors",
        "then": "stay",
    }
    sent = priya.send(path, fields)
    assert sent.status_code == 422
    assert 'href="#q-factors"' in sent.text
    assert 'aria-describedby="q-factors-hint q-factors-error"' in sent.text
    assert "is only for a child whose case you close." in plain(sent.text)


def test_what_is_suggested_and_not_chosen_stands_on_check_and_submit_as_a_link(
    office: Office, priya: Browser
) -> None:
    record = answered(office, factors=["gangs"])
    html = priya.get(f"/assessments/{record.reference}/check").text
    link = f'href="/assessments/{record.reference}/decision/{record.jaya}#q-factors"'
    note = "The answers suggest Drug misuse: parent or carer. It is not among the factors."
    assert f"{link}>{note}" in html
    assert "Nothing is missing." in html


def test_where_all_is_chosen_the_check_has_no_such_heading(office: Office, priya: Browser) -> None:
    record = answered(office, factors=["drugs_parent"])
    html = priya.get(f"/assessments/{record.reference}/check").text
    assert "What is suggested and not chosen" not in html


def test_a_manager_reads_what_was_suggested_and_not_chosen(office: Office, mo: Browser) -> None:
    record = answered(office, factors=["gangs"])
    with office.writing() as session:
        submitting.submit(session, office.priya, record.reference, TODAY, NOW)
    html = mo.get(f"/review/{record.reference}").text
    assert "The answers suggest Drug misuse: parent or carer. It is not among the factors." in html
