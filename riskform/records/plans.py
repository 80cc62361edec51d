"""The SMART plan of an assessment. Every change is one revision of the assessment.

In a revision the keys are `outcome/<id>`, `action/<id>` and `reply/<at>`, each with the whole item
before and after.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, update

from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from riskform.errors import NotFound
from riskform.records import plan_rows as rows
from riskform.records import revisions, tables
from riskform.records.revisions import Change, Entry
from riskform.records.session import Session

_OUTCOME = tables.PlanOutcome
_ACTION = tables.PlanAction
_REPLY = tables.FindingReply


def load(session: Session, assessment_id: int) -> Plan:
    """Return the plan of an assessment; an empty one where nothing was planned."""
    under: dict[str, list[Action]] = {}
    for row in rows.action_rows(session, assessment_id):
        under.setdefault(row.outcome_id, []).append(rows.as_action(row))
    return Plan(
        tuple(
            rows.as_outcome(row, tuple(under.get(row.id, ())))
            for row in rows.outcome_rows(session, assessment_id)
        ),
        tuple(rows.as_reply(row) for row in rows.reply_rows(session, assessment_id)),
    )


def load_many(session: Session, assessment_ids: Sequence[int]) -> dict[int, Plan]:
    """Return the plans of several assessments by their ids, with three queries for all."""
    if not assessment_ids:
        return {}
    outcomes, actions, replies = rows.of_assessments(session, assessment_ids)
    under: dict[str, list[Action]] = {}
    for row in actions:
        under.setdefault(row.outcome_id, []).append(rows.as_action(row))
    found: dict[int, tuple[list[Outcome], list[FindingReply]]]
    found = {number: ([], []) for number in assessment_ids}
    for row in outcomes:
        outcome = rows.as_outcome(row, tuple(under.get(row.id, ())))
        found[row.assessment_id][0].append(outcome)
    for row in replies:
        found[row.assessment_id][1].append(rows.as_reply(row))
    return {number: Plan(tuple(made), tuple(said)) for number, (made, said) in found.items()}


def put_outcome(
    session: Session, assessment_id: int, outcome: Outcome, *, author_id: int, saved_at: datetime
) -> int:
    """Add an outcome at the end, or change the one with this id; return the revision's number.

    Its `actions` are not touched: see `put_action`. Raises `NotFound` where the id belongs to
    another assessment or the child to another family, and `WrongState`.
    """
    revisions.lock(session, assessment_id)
    row = rows.find_outcome(session, assessment_id, outcome.id)
    rows.require_child(session, assessment_id, outcome.child_id)
    before = None if row is None else rows.outcome_json(rows.as_outcome(row))
    after = rows.outcome_json(outcome)
    changes = {f"outcome/{outcome.id}": Change(before, after)}
    entry = Entry("plan", changes, person=outcome.child_id or None)
    number = revisions.write(session, assessment_id, entry, author_id=author_id, saved_at=saved_at)
    columns = rows.outcome_columns(after)
    if row is None:
        columns["id"], columns["assessment_id"] = outcome.id, assessment_id
        columns["position"] = rows.next_outcome_place(session, assessment_id)
        session.execute(insert(_OUTCOME).values(columns))
    else:
        session.execute(update(_OUTCOME).where(_OUTCOME.id == outcome.id).values(columns))
    return number


def remove_outcome(
    session: Session, assessment_id: int, outcome_id: str, *, author_id: int, saved_at: datetime
) -> int:
    """Remove an outcome and its actions, which stay in the revision; return its number.

    Raises `NotFound` or `WrongState`.
    """
    revisions.lock(session, assessment_id)
    row = rows.find_outcome(session, assessment_id, outcome_id)
    if row is None:
        raise NotFound(f"there is no outcome {outcome_id} in this assessment")
    changes = {f"outcome/{outcome_id}": Change(rows.outcome_json(rows.as_outcome(row)), None)}
    for action in rows.action_rows(session, assessment_id):
        if action.outcome_id == outcome_id:
            before = rows.action_json(rows.as_action(action), outcome_id)
            changes[f"action/{action.id}"] = Change(before, None)
    entry = Entry("plan", changes, person=row.child_id)
    number = revisions.write(session, assessment_id, entry, author_id=author_id, saved_at=saved_at)
    for gone in (
        delete(_ACTION).where(_ACTION.outcome_id == outcome_id),
        delete(_OUTCOME).where(_OUTCOME.id == outcome_id),
    ):
        session.execute(gone)
    return number


def put_action(
    session: Session,
    assessment_id: int,
    outcome_id: str,
    action: Action,
    *,
    author_id: int,
    saved_at: datetime,
) -> int:
    """Add an action at the end of an outcome, or change it, or move it there.

    Returns the revision's number. Raises `NotFound` where the outcome or the id is not of this
    assessment, and `WrongState`.
    """
    revisions.lock(session, assessment_id)
    outcome = rows.find_outcome(session, assessment_id, outcome_id)
    if outcome is None:
        raise NotFound(f"there is no outcome {outcome_id} in this assessment")
    row = rows.find_action(session, assessment_id, action.id)
    before = None if row is None else rows.action_json(rows.as_action(row), row.outcome_id)
    after = rows.action_json(action, outcome_id)
    changes = {f"action/{action.id}": Change(before, after)}
    entry = Entry("plan", changes, person=outcome.child_id)
    number = revisions.write(session, assessment_id, entry, author_id=author_id, saved_at=saved_at)
    columns = rows.action_columns(after)
    if row is None or row.outcome_id != outcome_id:
        columns["position"] = rows.next_action_place(session, outcome_id)
    if row is None:
        session.execute(insert(_ACTION).values(**columns, id=action.id))
    else:
        changed = update(_ACTION).where(_ACTION.id == action.id).values(columns)
        session.execute(changed)
    return number


def remove_action(
    session: Session, assessment_id: int, action_id: str, *, author_id: int, saved_at: datetime
) -> int:
    """Remove an action, which stays in the revision; return its number.

    Raises `NotFound` or `WrongState`.
    """
    revisions.lock(session, assessment_id)
    row = rows.find_action(session, assessment_id, action_id)
    if row is None:
        raise NotFound(f"there is no action {action_id} in this assessment")
    outcome = rows.find_outcome(session, assessment_id, row.outcome_id)
    before = rows.action_json(rows.as_action(row), row.outcome_id)
    person = None if outcome is None else outcome.child_id
    entry = Entry("plan", {f"action/{action_id}": Change(before, None)}, person=person)
    number = revisions.write(session, assessment_id, entry, author_id=author_id, saved_at=saved_at)
    session.execute(delete(_ACTION).where(_ACTION.id == action_id))
    return number


def put_reply(
    session: Session, assessment_id: int, reply: FindingReply, *, author_id: int, saved_at: datetime
) -> int:
    """Keep the reply to one finding in the place of an earlier one; return the revision's number.

    Raises `NotFound` or `WrongState`.
    """
    after = rows.reply_json(reply)
    number = _swap_reply(session, assessment_id, reply.at, after, author_id, saved_at)
    session.execute(insert(_REPLY).values(**after, assessment_id=assessment_id, at=reply.at))
    return number


def remove_reply(
    session: Session, assessment_id: int, at: str, *, author_id: int, saved_at: datetime
) -> int:
    """Take the reply to one finding back; return the revision's number.

    Removing one that is not there is noted too. Raises `NotFound` or `WrongState`.
    """
    return _swap_reply(session, assessment_id, at, None, author_id, saved_at)


def _swap_reply(
    session: Session,
    assessment_id: int,
    at: str,
    after: dict[str, object] | None,
    author_id: int,
    saved_at: datetime,
) -> int:
    revisions.lock(session, assessment_id)
    kept = {row.at: row for row in rows.reply_rows(session, assessment_id)}
    before = rows.reply_json(rows.as_reply(kept[at])) if at in kept else None
    entry = Entry("plan", {f"reply/{at}": Change(before, after)}, person=at.partition("/")[0])
    number = revisions.write(session, assessment_id, entry, author_id=author_id, saved_at=saved_at)
    session.execute(
        delete(_REPLY).where(_REPLY.assessment_id == assessment_id, _REPLY.at == at),
    )
    return number
