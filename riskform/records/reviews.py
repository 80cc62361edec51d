"""Reviews of the plans of agreed assessments. Nothing here is ever changed: only added to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from riskform.engine.reviews.model import ActionReview, Comment, Measure, Review
from riskform.records import tables
from riskform.records.session import Session

_MEASURE = tables.PlanMeasure
_REVIEW = tables.PlanReview
_ACTION = tables.ActionState
_COMMENT = tables.ReviewComment
_AUTHOR = tables.UserAccount


def add_measure(
    session: Session, assessment_id: int, measure: Measure, *, author_id: int, saved_at: datetime
) -> None:
    """Keep how an outcome is measured from now on, under the number that it has.

    Raises `WrongState` where the assessment is not agreed or the outcome is of another one.
    """
    values = {
        "assessment_id": assessment_id,
        "outcome_id": measure.outcome_id,
        "number": measure.number,
        "counted": measure.counted,
        "unit": measure.unit,
        "direction": measure.direction,
        "baseline": measure.baseline,
        "good_enough": measure.good_enough,
        "author_id": author_id,
        "saved_at": saved_at,
    }
    session.execute(insert(_MEASURE).values(values))


def add(
    session: Session, assessment_id: int, review: Review, *, author_id: int, saved_at: datetime
) -> int:
    """Keep a review of an outcome with what became of its actions; return its id.

    Lock the assessment first (`revisions.lock`): two reviews of an outcome can't have one number.
    Raises `WrongState` where the assessment is not agreed or the outcome is of another one.
    """
    values: dict[str, Any] = {name: getattr(review, name) for name in _SAME}
    values |= {
        "assessment_id": assessment_id,
        "evidence": list(review.evidence),
        "reasons": dict(review.reasons),
        "by_date": review.by,
        "author_id": author_id,
        "saved_at": saved_at,
    }
    made = session.execute(insert(_REVIEW).values(values).returning(_REVIEW.id))
    review_id = int(made.scalar_one())
    for position, action in enumerate(review.actions, start=1):
        row = {
            "review_id": review_id,
            "action_id": action.action_id,
            "position": position,
            "state": action.state,
            "what": action.what,
            "who": action.who,
            "due": action.due,
            "accepted": action.accepted,
            "why": action.why,
        }
        session.execute(insert(_ACTION).values(row))
    return review_id


_SAME = (
    *("outcome_id", "number", "reviewed_on", "measured_on", "value", "unit", "words"),
    *("progress", "computed", "next", "finds_out", "find_out_by", "contingency", "what", "if_not"),
)


def measures(session: Session, assessment_ids: Sequence[int]) -> dict[str, Measure]:
    """Return how each outcome of these assessments is measured now, by the outcome's id."""
    return {measure.outcome_id: measure for measure in _measures(session, assessment_ids)}


def every_measure(session: Session, assessment_id: int) -> dict[str, list[Measure]]:
    """Return each way in which each outcome was measured, oldest first, by the outcome's id."""
    found: dict[str, list[Measure]] = {}
    for measure in _measures(session, [assessment_id]):
        found.setdefault(measure.outcome_id, []).append(measure)
    return found


def _measures(session: Session, assessment_ids: Sequence[int]) -> list[Measure]:
    if not assessment_ids:
        return []
    wanted = (
        select(
            *(_MEASURE.outcome_id, _MEASURE.number, _MEASURE.counted, _MEASURE.unit),
            *(_MEASURE.direction, _MEASURE.baseline, _MEASURE.good_enough),
            *(_AUTHOR.name, _MEASURE.saved_at),
        )
        .join(_AUTHOR, _AUTHOR.id == _MEASURE.author_id)
        .where(_MEASURE.assessment_id.in_(assessment_ids))
        .order_by(_MEASURE.outcome_id, _MEASURE.number)
    )
    return [Measure(*row) for row in session.execute(wanted)]


def reviews(session: Session, assessment_ids: Sequence[int]) -> dict[str, list[Review]]:
    """Return the reviews of these assessments by the outcome's id, oldest first."""
    if not assessment_ids:
        return {}
    actions = _actions(session, assessment_ids)
    wanted = (
        select(_REVIEW, _AUTHOR.name.label("author"))
        .join(_AUTHOR, _AUTHOR.id == _REVIEW.author_id)
        .where(_REVIEW.assessment_id.in_(assessment_ids))
        .order_by(_REVIEW.outcome_id, _REVIEW.number)
    )
    found: dict[str, list[Review]] = {}
    for row in session.execute(wanted):
        found.setdefault(row.outcome_id, []).append(_review(row, actions.get(row.id, [])))
    return found


def comments(session: Session, assessment_ids: Sequence[int]) -> tuple[Comment, ...]:
    """Return what was said to the reviews of these assessments, oldest first."""
    if not assessment_ids:
        return ()
    wanted = (
        select(_COMMENT.review_id, _COMMENT.text, _AUTHOR.name, _COMMENT.saved_at)
        .join(_AUTHOR, _AUTHOR.id == _COMMENT.author_id)
        .join(_REVIEW, _REVIEW.id == _COMMENT.review_id)
        .where(_REVIEW.assessment_id.in_(assessment_ids))
        .order_by(_COMMENT.id)
    )
    return tuple(Comment(*row) for row in session.execute(wanted))


def add_comment(
    session: Session, review_id: int, text: str, *, author_id: int, saved_at: datetime
) -> None:
    """Keep what somebody says to a review."""
    values = {"review_id": review_id, "text": text, "author_id": author_id, "saved_at": saved_at}
    session.execute(insert(_COMMENT).values(values))


def _actions(session: Session, assessment_ids: Sequence[int]) -> dict[int, list[ActionReview]]:
    wanted = (
        select(
            *(_ACTION.review_id, _ACTION.action_id, _ACTION.state, _ACTION.what),
            *(_ACTION.who, _ACTION.due, _ACTION.accepted, _ACTION.why),
        )
        .join(_REVIEW, _REVIEW.id == _ACTION.review_id)
        .where(_REVIEW.assessment_id.in_(assessment_ids))
        .order_by(_ACTION.review_id, _ACTION.position)
    )
    found: dict[int, list[ActionReview]] = {}
    for row in session.execute(wanted):
        found.setdefault(row[0], []).append(ActionReview(*row[1:]))
    return found


def _review(row: Any, actions: Sequence[ActionReview]) -> Review:  # noqa: ANN401 - a row of _REVIEW.
    own = {name: getattr(row, name) for name in _SAME}
    return Review(
        **own,
        evidence=tuple(row.evidence),
        reasons=row.reasons,
        by=row.by_date,
        actions=tuple(actions),
        author=row.author,
        id=row.id,
        saved_at=row.saved_at,
    )
