"""A manager's decision about a submitted assessment: agree it, or return it with a reason."""

from dataclasses import dataclass
from datetime import datetime

from riskform.engine.reasons import refused, says_something
from riskform.errors import InvalidInput, NotAllowed, NotFound
from riskform.records import (
    Session,
    assessments,
    audit,
    decisions,
    is_storable,
    revisions,
    snapshots,
)
from riskform.records.decisions import Decision
from riskform.services.actors import Actor, may, require_role
from riskform.services.opening import OpenAssessment, open_assessment
from riskform.services.overview import WorkItem, items
from riskform.services.submitting import snapshot_of

_LONGEST_REASON = 5_000
_WRITING = frozenset({"answers", "people", "details", "plan", "submitted"})


@dataclass(frozen=True, slots=True)
class Review:
    """An assessment as a manager reads it; `why_not` says why this manager can't decide."""

    assessment: OpenAssessment
    decisions: tuple[Decision, ...]
    may_decide: bool
    why_not: str


def waiting(session: Session, actor: Actor) -> tuple[WorkItem, ...]:
    """Return what the team has submitted: urgent first, then longest waiting. Raises NotFound."""
    require_role(actor, "manager")
    found = assessments.listed(session, team=actor.team, statuses=("submitted",))
    oldest_first = tuple(sorted(found, key=lambda one: one.submitted_at or one.updated_at))
    listed = items(session, actor, oldest_first)
    return tuple(sorted(listed, key=lambda one: not one.counts.get("urgent")))


def decided(session: Session, actor: Actor) -> tuple[WorkItem, ...]:
    """Return what the team has agreed, newest first. Raises NotFound."""
    require_role(actor, "manager")
    return items(session, actor, assessments.listed(session, team=actor.team, statuses=("agreed",)))


def open_review(session: Session, actor: Actor, reference: str) -> Review:
    """Return one assessment for reading and deciding. Raises NotFound."""
    require_role(actor, "manager")
    assessment = open_assessment(session, actor, reference)
    if assessment.stored.audits is not None:
        message = f"{reference} is an audit, and nobody decides about it"
        raise NotFound(message)
    why_not = _why_not(session, actor, assessment)
    return Review(
        assessment=assessment,
        decisions=decisions.of_assessment(session, assessment.stored.id),
        may_decide=not why_not and assessment.stored.status == "submitted",
        why_not=why_not,
    )


def agree(session: Session, actor: Actor, reference: str, reason: str, now: datetime) -> None:
    """Agree a submitted assessment; from now on nothing in it can change.

    Raises InvalidInput, NotFound, NotAllowed (also to anyone who wrote in it), WrongState.
    """
    _decide(session, actor, reference, "agreed", reason, now)


def send_back(session: Session, actor: Actor, reference: str, reason: str, now: datetime) -> None:
    """Return a submitted assessment to its author, with a reason. Raises as `agree`."""
    _decide(session, actor, reference, "returned", reason, now)


def _decide(
    session: Session, actor: Actor, reference: str, kind: str, reason: str, now: datetime
) -> None:
    assessment = open_assessment(session, actor, reference, "assessment.decide")
    why_not = _why_not(session, actor, assessment)
    if why_not:
        raise NotAllowed(why_not)
    if len(reason) > _LONGEST_REASON or not is_storable(reason):
        message = f"Reason: keep it to {_LONGEST_REASON:,} characters that can be printed."
        raise InvalidInput({"reason": message})
    if kind == "returned" and not says_something(reason):
        told = "Why you return it: write what has to change."
        raise InvalidInput({"reason": told + refused(reason)})
    stored = assessment.stored
    revision = assessments.set_status(session, stored.id, kind, author_id=actor.id, saved_at=now)
    decisions.record(
        session,
        stored.id,
        revision=revision,
        kind=kind,
        decided_by=actor.id,
        reason=reason.strip(),
        decided_at=now,
        level=stored.level,
    )
    detail: dict[str, object] = {"revision": revision}
    if kind == "agreed":
        content = snapshot_of(assessment)
        detail["hash"] = snapshots.write(
            session, stored.id, revision, "agreed", content, saved_at=now
        )
    audit.record(session, actor.id, kind, "assessment", reference, detail, now)


def _why_not(session: Session, actor: Actor, assessment: OpenAssessment) -> str:
    stored = assessment.stored
    if actor.id == stored.author_id:
        return "You wrote this assessment, so another manager has to decide about it."
    if not may(actor, "assessment.decide", stored):
        return "Only a manager can agree or return an assessment."
    if wrote_in(session, actor, stored.id):
        return "You wrote part of this assessment, so another manager has to decide about it."
    return ""


def wrote_in(session: Session, actor: Actor, assessment_id: int) -> bool:
    """Tell whether `actor` saved anything in the assessment, or submitted it."""
    saves = revisions.since(session, assessment_id)
    return any(save.author_id == actor.id and save.kind in _WRITING for save in saves)
