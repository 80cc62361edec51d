"""What the database refuses, whatever the code above it does."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from riskform.engine.case import Answer
from riskform.engine.plan import Action, FindingReply, Outcome
from riskform.errors import WrongState
from riskform.records import Session, audit, decisions, findings, kept_papers, plans, snapshots
from riskform.records.kept_papers import Which, paper_file
from tests.records.desk import NOW, Desk

KEPT_TABLES = (
    "form_version",
    "revision",
    "snapshot",
    "decision",
    "audit_event",
    "kept_paper",
)


@pytest.fixture
def agreed(desk: Desk) -> Desk:
    """Give an agreed assessment with a plan, a finding, a snapshot, a decision and an event."""
    desk.save({"kit/sleep.last_night": Answer("sofa")})
    by: dict[str, Any] = {"author_id": desk.author, "saved_at": NOW}
    with desk.database.session(write=True) as session:
        plans.put_outcome(session, desk.draft, Outcome("i1", "kit", "Kit sleeps safely"), **by)
        plans.put_action(session, desk.draft, "i1", Action("i2", "Bring a cot"), **by)
        plans.put_reply(session, desk.draft, FindingReply("kit/a.b", "reason", "Told"), **by)
        raised = [
            findings.KeptFinding("kit/sleep.sofa", "concern", "Sofa.", NOW.date(), raised=True)
        ]
        findings.record(session, desk.draft, raised, today=NOW.date())
    desk.submit()
    number = desk.agree()
    with desk.database.session(write=True) as session:
        snapshots.write(session, desk.draft, number, "agreed", {"a": 1}, saved_at=NOW)
        audit.record(session, desk.manager, "agreed", "assessment", desk.reference, {}, NOW)
    decide(desk, number, desk.manager)
    with desk.database.session(write=True) as session:
        keep_paper(session, desk)
    return desk


def keep_paper(session: Session, desk: Desk) -> None:
    kept_papers.keep(
        *(session, desk.draft, Which("plan"), paper_file("a.pdf", b"%PDF"), "c" * 64),
        made_at=NOW,
        made_by=desk.manager,
    )


def decide(desk: Desk, revision: int, decided_by: int) -> None:
    with desk.database.session(write=True) as session:
        decisions.record(
            session,
            desk.draft,
            revision=revision,
            kind="agreed",
            decided_by=decided_by,
            reason="",
            decided_at=NOW,
        )


def refusals(desk: Desk, statements: Sequence[str]) -> dict[str, str]:
    """Run each statement in a transaction of its own; return what was said against it."""
    said = {}
    for statement in statements:
        try:
            with desk.database.session(write=True) as session:
                session.execute(text(statement))
            said[statement] = "done"
        except (WrongState, IntegrityError) as refused:
            said[statement] = str(refused) if isinstance(refused, WrongState) else "no sense"
    return said


def test_history_can_be_neither_changed_nor_deleted_nor_replaced(agreed: Desk) -> None:
    column = {"form_version": "title", "audit_event": "action", "kept_paper": "paper"}
    statements = [f"DELETE FROM {table}" for table in KEPT_TABLES]  # noqa: S608 - names.
    for table in KEPT_TABLES:
        name = column.get(table, "kind")
        statements.append(f"UPDATE {table} SET {name} = {name}")  # noqa: S608 - names.
        if agreed.database.engine_name == "sqlite":
            statements.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608 - names.
        else:
            statements.append(f"TRUNCATE {table} CASCADE")
    said = refusals(agreed, statements)
    assert len(said) == 18
    assert set(said.values()) == {"What was once saved here is kept for ever. Nothing was written."}


def test_nothing_of_an_agreed_assessment_can_change(agreed: Desk) -> None:
    copied = (
        "INSERT INTO plan_action SELECT 'i3', outcome_id, 2, what, who, due, answers, leave, NULL"
    )
    said = refusals(
        agreed,
        [
            "UPDATE assessment SET document = '{}'",
            "UPDATE assessment SET status = 'draft', agreed_at = NULL",
            "UPDATE assessment SET author_id = author_id",
            "DELETE FROM assessment",
            "UPDATE plan_outcome SET what = 'x'",
            "DELETE FROM plan_outcome",
            f"{copied} FROM plan_action",
            "UPDATE plan_action SET due = 'x'",
            "DELETE FROM plan_action",
            "UPDATE finding_reply SET reason = 'x'",
            "DELETE FROM finding_reply",
            "UPDATE raised_finding SET says = 'x'",
            "DELETE FROM raised_finding",
        ],
    )
    assert set(said.values()) == {"An agreed assessment can't be changed. Nothing was written."}


def test_the_day_of_a_finding_never_moves(desk: Desk) -> None:
    with desk.database.session(write=True) as session:
        raised = [findings.KeptFinding("kit/a.b", "urgent", "A.", NOW.date(), raised=True)]
        findings.record(session, desk.draft, raised, today=NOW.date())
    (said,) = refusals(desk, ["UPDATE raised_finding SET first_saved_on = '2027-01-01'"]).values()
    assert said == "The day a finding was first saved never changes. Nothing was written."


def test_the_store_refuses_to_change_an_agreed_assessment(agreed: Desk) -> None:
    with pytest.raises(WrongState, match="is agreed"):
        agreed.save({"kit/sleep.last_night": Answer("cot")})
    assert agreed.load().answers == {"kit/sleep.last_night": Answer("sofa")}


def test_a_finding_of_an_agreed_assessment_can_not_be_added(agreed: Desk) -> None:
    late = [findings.KeptFinding("kit/late", "urgent", "Late.", NOW.date(), raised=True)]
    with agreed.database.session(write=True) as session, pytest.raises(WrongState):
        findings.record(session, agreed.draft, late, today=date(2026, 4, 1))


def test_a_status_can_not_be_skipped_by_hand(desk: Desk) -> None:
    said = refusals(
        desk,
        [
            "UPDATE assessment SET status = 'agreed', agreed_at = created_at",
            "UPDATE assessment SET status = 'returned'",
        ],
    )
    assert set(said.values()) == {
        "An assessment can't go from that status to this one. Nothing was written."
    }


def test_nobody_decides_on_their_own_assessment(desk: Desk) -> None:
    number = desk.submit()
    with pytest.raises(WrongState, match="Nobody can decide on an assessment that they wrote"):
        decide(desk, number, desk.author)


def test_an_assessment_is_agreed_once(agreed: Desk) -> None:
    with pytest.raises(IntegrityError):
        decide(agreed, 1, agreed.manager)


def test_rows_that_make_no_sense_are_refused(desk: Desk) -> None:
    said = refusals(
        desk,
        [
            "UPDATE user_account SET role = 'owner'",
            "UPDATE person SET date_of_birth = NULL WHERE id = 'kit'",
            "UPDATE person SET kind = 'pet'",
            "UPDATE person SET id = 'family' WHERE id = 'kit'",
            "UPDATE relation SET lives_here = 'maybe'",
            "UPDATE relation SET relationship = 'friend'",
            "UPDATE assessment SET agreed_at = created_at",
            "UPDATE assessment SET family_id = 99",
            "UPDATE assessment SET revision = -1",
        ],
    )
    assert set(said.values()) == {"no sense"}
