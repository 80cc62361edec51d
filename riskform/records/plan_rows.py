"""The rows of a plan as the engine's `Outcome`, `Action` and `FindingReply`, and as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select

from riskform.engine.plan import Action, FindingReply, Outcome
from riskform.errors import NotFound
from riskform.records import tables
from riskform.records.session import Session

_OUTCOME = tables.PlanOutcome
_ACTION = tables.PlanAction
_REPLY = tables.FindingReply


def outcome_rows(session: Session, assessment_id: int) -> Sequence[tables.PlanOutcome]:
    """Return the outcomes of an assessment in their order."""
    wanted = select(_OUTCOME).where(_OUTCOME.assessment_id == assessment_id)
    return _all(session, wanted.order_by(_OUTCOME.position, _OUTCOME.id))


def action_rows(session: Session, assessment_id: int) -> Sequence[tables.PlanAction]:
    """Return the actions of an assessment, those of one outcome in their order."""
    wanted = select(_ACTION).join(_OUTCOME, _OUTCOME.id == _ACTION.outcome_id)
    wanted = wanted.where(_OUTCOME.assessment_id == assessment_id)
    return _all(session, wanted.order_by(_ACTION.position, _ACTION.id))


def of_assessments(
    session: Session, assessment_ids: Sequence[int]
) -> tuple[Sequence[Any], Sequence[Any], Sequence[Any]]:
    """Return the outcomes, the actions and the replies of several assessments, in their order."""
    outcomes = select(_OUTCOME).where(_OUTCOME.assessment_id.in_(assessment_ids))
    actions = select(_ACTION).join(_OUTCOME, _OUTCOME.id == _ACTION.outcome_id)
    actions = actions.where(_OUTCOME.assessment_id.in_(assessment_ids))
    replies = select(_REPLY).where(_REPLY.assessment_id.in_(assessment_ids))
    return (
        _all(session, outcomes.order_by(_OUTCOME.position, _OUTCOME.id)),
        _all(session, actions.order_by(_ACTION.position, _ACTION.id)),
        _all(session, replies.order_by(_REPLY.at)),
    )


def reply_rows(session: Session, assessment_id: int) -> Sequence[tables.FindingReply]:
    """Return the replies of an assessment by the finding that they answer."""
    wanted = select(_REPLY).where(_REPLY.assessment_id == assessment_id)
    return _all(session, wanted.order_by(_REPLY.at))


def find_outcome(
    session: Session, assessment_id: int, outcome_id: str
) -> tables.PlanOutcome | None:
    """Return an outcome, None where there is none. Raises `NotFound` if it is elsewhere."""
    found = _all(session, select(_OUTCOME).where(_OUTCOME.id == outcome_id))
    if found and found[0].assessment_id != assessment_id:
        raise NotFound(f"there is no outcome {outcome_id} in this assessment")
    return found[0] if found else None


def find_action(session: Session, assessment_id: int, action_id: str) -> tables.PlanAction | None:
    """Return an action, None where there is none. Raises `NotFound` if it is elsewhere."""
    found = _all(session, select(_ACTION).where(_ACTION.id == action_id))
    if found:
        find_outcome(session, assessment_id, found[0].outcome_id)
    return found[0] if found else None


def require_child(session: Session, assessment_id: int, child_id: str) -> None:
    """Raise `NotFound` unless `child_id` is empty or a child of the assessment's family."""
    if not child_id:
        return
    wanted = (
        select(tables.Person.id)
        .join(tables.Assessment, tables.Assessment.family_id == tables.Person.family_id)
        .where(tables.Assessment.id == assessment_id)
        .where(tables.Person.id == child_id, tables.Person.kind == "child")
    )
    if session.execute(wanted).one_or_none() is None:
        raise NotFound(f"there is no child {child_id} in the family of this assessment")


def next_outcome_place(session: Session, assessment_id: int) -> int:
    """Return the position after the last outcome."""
    wanted = select(func.max(_OUTCOME.position)).where(_OUTCOME.assessment_id == assessment_id)
    return (session.execute(wanted).scalar() or 0) + 1


def next_action_place(session: Session, outcome_id: str) -> int:
    """Return the position after the last action of an outcome."""
    wanted = select(func.max(_ACTION.position)).where(_ACTION.outcome_id == outcome_id)
    return (session.execute(wanted).scalar() or 0) + 1


def as_outcome(row: tables.PlanOutcome, actions: tuple[Action, ...] = ()) -> Outcome:
    """Return a row, and the actions under it, as the engine knows them."""
    return Outcome(
        *(row.id, row.child_id or "", row.what, row.now, row.measure, row.by_date, row.if_not),
        answers=tuple(row.answers),
        leave=row.leave,
        actions=actions,
    )


def as_action(row: tables.PlanAction) -> Action:
    """Return a row as the engine knows it."""
    return Action(
        *(row.id, row.what, row.who, row.due, tuple(row.answers), row.leave, row.agreed or "")
    )


def as_reply(row: tables.FindingReply) -> FindingReply:
    """Return a row as the engine knows it."""
    return FindingReply(
        row.at, "reason" if row.kind == "reason" else "unclear", row.reason, row.owner, row.due
    )


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome without its actions, as a revision keeps it."""
    return {
        "child_id": outcome.child_id or None,
        "what": outcome.what,
        "now": outcome.now,
        "measure": outcome.measure,
        "by": outcome.by,
        "if_not": outcome.if_not,
        "answers": list(outcome.answers),
        "leave": dict(outcome.leave),
    }


def outcome_columns(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `outcome_json` made under the names of its columns."""
    return {"by_date" if name == "by" else name: value for name, value in kept.items()}


def action_json(action: Action, outcome_id: str) -> dict[str, Any]:
    """Return an action of an outcome, as a revision keeps it."""
    return {
        "outcome_id": outcome_id,
        "what": action.what,
        "who": action.who,
        "due": action.due,
        "answers": list(action.answers),
        "leave": dict(action.leave),
        "agreed": action.agreed,
    }


def action_columns(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `action_json` made under the names of its columns."""
    return {**kept, "agreed": kept["agreed"] or None}


def reply_json(reply: FindingReply) -> dict[str, Any]:
    """Return a reply, under the names of its columns."""
    return {
        "kind": reply.kind,
        "reason": reply.reason,
        "owner": reply.owner,
        "due": reply.due,
    }


def _all(session: Session, wanted: Select[Any]) -> Sequence[Any]:
    """Return rows with the columns of the table that is selected."""
    return session.execute(wanted).all()
