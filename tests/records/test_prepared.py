"""Statements that are written once give and keep what SQLAlchemy itself would give and keep."""

from datetime import date, timedelta
from typing import Any

import pytest

from riskform.engine.case import Answer
from riskform.records import Session, UnstorableText, assessments, findings, people, sessions
from riskform.records.prepared import Prepared
from tests.records.desk import NOW, Desk
from tests.records.test_findings import Found

# Looked at inside, so that each is held to what SQLAlchemy makes of the same statement.
LOAD, FIND = assessments._LOAD, sessions._FIND
OF_FAMILY, OF_ASSESSMENT = people._OF_FAMILY, findings._OF_ASSESSMENT


def fill(session: Session, desk: Desk) -> None:
    """Keep something of each type in each row that is asked for."""
    sessions.start(session, "f" * 64, desk.author, now=NOW, expires_at=NOW + timedelta(hours=1))
    desk.save_in(session, {"kit/sleep.last_night": Answer("sofa")})
    people.remove(session, desk.family, "dean", author_id=desk.author, saved_at=NOW)
    found = Found("kit/sleep.sofa", "urgent", "Kit slept on a sofa – “once”.")
    findings.record(session, desk.draft, [found], today=date(2026, 3, 2))


@pytest.mark.parametrize(
    ("prepared", "values"),
    [
        (LOAD, {"this": "reference"}),
        (FIND, {"token_hash": "f" * 64, "now": NOW}),
        (OF_FAMILY, {"family": "family"}),
        (OF_ASSESSMENT, {"assessment": "draft"}),
    ],
    ids=["assessment", "session", "people", "findings"],
)
def test_what_is_read_is_what_sqlalchemy_reads(
    desk: Desk, prepared: Prepared, values: dict[str, Any]
) -> None:
    given = {name: getattr(desk, str(value), value) for name, value in values.items()}
    with desk.database.session(write=True) as session:
        fill(session, desk)
        rows = [tuple(row) for row in session.ask(prepared, given)]
        assert rows == [tuple(row) for row in session.execute(prepared.statement, given)]
        assert rows


def test_two_questions_at_once_in_one_statement_stay_apart(desk: Desk) -> None:
    with desk.database.session(write=False) as session:
        first = session.ask(OF_FAMILY, {"family": desk.family})
        assert session.ask(OF_FAMILY, {"family": desk.family + 1}) == []
        assert [row[0] for row in first] == ["kit", "dean"]


def test_a_text_that_can_not_be_kept_is_refused_before_the_driver_sees_it(desk: Desk) -> None:
    with desk.database.session(write=False) as session, pytest.raises(UnstorableText):
        session.ask(LOAD, {"this": "half of \ud83d"})


def test_a_question_begins_a_transaction_of_its_own_after_a_commit(desk: Desk) -> None:
    session = desk.database.open(write=True)
    desk.save_in(session, {"kit/sleep.last_night": Answer("sofa")})
    session.commit()
    desk.save_in(session, {"kit/sleep.last_night": Answer("cot")})
    session.rollback()
    assert [row[12] for row in session.ask(LOAD, {"this": desk.reference})] == [1]
    session.close()
