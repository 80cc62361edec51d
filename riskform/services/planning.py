"""Writing the SMART plan of an assessment: outcomes, actions, and replies to findings.

How it stands, with its advice, is in `planned`, leaving advice aside in `leaving`; all are used
under this name.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from riskform.engine.plan import Action, FindingReply, Outcome, all_actions
from riskform.engine.reasons import refused, says_something
from riskform.errors import InvalidInput, NotFound
from riskform.ids import new_item_id
from riskform.records import Session, audit, plans, revisions
from riskform.records.revisions import Revision
from riskform.services.actors import Actor
from riskform.services.leaving import leave
from riskform.services.opening import OpenAssessment, open_assessment
from riskform.services.plan_merging import Sent, together
from riskform.services.plan_texts import (
    ACTION_FIELDS,
    OUTCOME_FIELDS,
    REPLY_FIELDS,
    action_from,
    as_day,
    judge,
    outcome_from,
    texts_of,
)
from riskform.services.planned import (
    NEEDS_AN_ANSWER,
    OpenPlan,
    PlannedFinding,
    advice_on_typed,
    crowded,
    for_the_plan,
    hard_in_typed,
    open_plan,
    plan_of,
)

__all__ = [
    "NEEDS_AN_ANSWER",
    "OpenPlan",
    "PlannedFinding",
    "Sent",
    "action_from",
    "advice_on_typed",
    "change_action",
    "change_outcome",
    "crowded",
    "for_the_plan",
    "hard_in_typed",
    "leave",
    "open_plan",
    "outcome_from",
    "plan_of",
    "put_action",
    "put_outcome",
    "put_replies",
    "remove_action",
    "remove_outcome",
]


def put_outcome(
    session: Session,
    actor: Actor,
    reference: str,
    child_id: str,
    typed: Mapping[str, str],
    answers: tuple[str, ...],
    now: datetime,
    outcome_id: str | None = None,
) -> str:
    """Add an outcome for a child, or change one; return its id.

    `typed` holds what, now, measure, by, if_not as typed; anything that is not SMART yet is saved
    all the same. Raises InvalidInput (a text that can't be kept), NotFound and NotAllowed.
    """
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    if all(child.id != child_id for child in assessment.people.children):
        raise NotFound(child_id)
    kept = _outcome(assessment, outcome_id) if outcome_id else Outcome(new_item_id(), child_id)
    outcome = outcome_from(replace(kept, child_id=child_id), typed, _known(assessment, answers))
    plans.put_outcome(session, assessment.stored.id, outcome, author_id=actor.id, saved_at=now)
    _note(session, actor, reference, "outcome saved", outcome.id, now)
    return outcome.id


def change_outcome(
    session: Session, actor: Actor, reference: str, outcome_id: str, sent: Sent, now: datetime
) -> None:
    """Change an outcome as a page sent it, beside what others changed since the page was made.

    Raises as put_outcome, and StaleAnswers where somebody else wrote something else there.
    """
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    kept = _outcome(assessment, outcome_id)
    typed = _beside_others(session, assessment, f"outcome/{outcome_id}", sent, OUTCOME_FIELDS)
    answers = tuple(typed.pop("answers"))
    put_outcome(session, actor, reference, kept.child_id, typed, answers, now, outcome_id)


def put_action(
    session: Session,
    actor: Actor,
    reference: str,
    outcome_id: str,
    typed: Mapping[str, str],
    answers: tuple[str, ...],
    now: datetime,
    action_id: str | None = None,
) -> str:
    """Add an action under an outcome, or change one; return its id. Raises as put_outcome.

    `typed` holds what, who, due, and agreed: the day on which that person said yes, or `yes`.
    """
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    outcome = _outcome(assessment, outcome_id)
    kept = next((a for a in outcome.actions if a.id == action_id), None)
    if action_id is not None and kept is None:
        raise NotFound(action_id)
    action = action_from(kept or Action(new_item_id()), typed, _known(assessment, answers))
    plans.put_action(
        session, assessment.stored.id, outcome_id, action, author_id=actor.id, saved_at=now
    )
    _note(session, actor, reference, "action saved", action.id, now)
    return action.id


def change_action(
    session: Session, actor: Actor, reference: str, action_id: str, sent: Sent, now: datetime
) -> None:
    """Change an action as a page sent it; see `change_outcome`."""
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    of = [o for o in assessment.plan.outcomes if any(a.id == action_id for a in o.actions)]
    if not of:
        raise NotFound(action_id)
    typed = _beside_others(session, assessment, f"action/{action_id}", sent, ACTION_FIELDS)
    answers = tuple(typed.pop("answers"))
    put_action(session, actor, reference, of[0].id, typed, answers, now, action_id)


def remove_outcome(
    session: Session, actor: Actor, reference: str, outcome_id: str, now: datetime
) -> None:
    """Remove an outcome and its actions. Raises NotFound and NotAllowed."""
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    _outcome(assessment, outcome_id)
    plans.remove_outcome(
        session, assessment.stored.id, outcome_id, author_id=actor.id, saved_at=now
    )
    _note(session, actor, reference, "outcome removed", outcome_id, now)


def remove_action(
    session: Session, actor: Actor, reference: str, action_id: str, now: datetime
) -> None:
    """Remove an action. Raises NotFound and NotAllowed."""
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    if all(action.id != action_id for action in all_actions(assessment.plan)):
        raise NotFound(action_id)
    plans.remove_action(session, assessment.stored.id, action_id, author_id=actor.id, saved_at=now)
    _note(session, actor, reference, "action removed", action_id, now)


def put_replies(
    session: Session,
    actor: Actor,
    reference: str,
    replies: tuple[FindingReply, ...],
    now: datetime,
    seen_revision: int | None = None,
) -> None:
    """Keep replies to findings: a reason, or who finds out by when; a blank reply takes it back.

    Only replies that changed are written. With `seen_revision`, what others changed since then
    stays where this person did not touch it. Raises InvalidInput, with messages by the field and
    the finding (`owner-kit/sleep.last_night`), StaleAnswers, NotFound and NotAllowed.
    """
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    says = {finding.at: finding.says for finding in for_the_plan(assessment)}
    replies = tuple(reply for reply in replies if reply.at in says)
    messages: dict[str, str] = {}
    for reply in replies:
        judge(_of_reply(reply), REPLY_FIELDS, messages, reply.at, says[reply.at])
        if reply.reason.strip() and not says_something(reply.reason):
            told = "Reason: write why this needs no outcome, or leave it blank."
            told = f"{says[reply.at]} {told}{refused(reply.reason)}"
            messages.setdefault(f"reason-{reply.at}", told)
    if messages:
        raise InvalidInput(messages)
    later = () if seen_revision is None else _since(session, assessment, seen_revision)
    for reply in replies:
        typed = {**_of_reply(reply), "due": as_day(reply.due)}
        kept = together(later, f"reply/{reply.at}", typed, assessment.stored.revision)
        _put_reply(session, actor, assessment, replace(reply, **kept), now)


def _put_reply(
    session: Session, actor: Actor, assessment: OpenAssessment, reply: FindingReply, now: datetime
) -> None:
    stored = assessment.stored
    kept = next((one for one in assessment.plan.replies if one.at == reply.at), None)
    blank = not any(text.strip() for text in _of_reply(reply).values())
    if reply == kept or (blank and kept is None):
        return
    if blank:
        plans.remove_reply(session, stored.id, reply.at, author_id=actor.id, saved_at=now)
    else:
        plans.put_reply(session, stored.id, reply, author_id=actor.id, saved_at=now)
    _note(session, actor, stored.reference, "reply saved", reply.at, now)


def _of_reply(reply: FindingReply) -> dict[str, str]:
    return {"reason": reply.reason, "owner": reply.owner, "due": reply.due}


def _beside_others(
    session: Session,
    assessment: OpenAssessment,
    key: str,
    sent: Sent,
    fields: Mapping[str, str],
) -> dict[str, Any]:
    typed: dict[str, object] = dict(texts_of(sent.texts, fields))
    typed["answers"] = list(_known(assessment, sent.answers))
    later = _since(session, assessment, sent.seen_revision)
    return together(later, key, typed, assessment.stored.revision)


def _since(session: Session, assessment: OpenAssessment, seen: int) -> tuple[Revision, ...]:
    # Who names a revision that was never written has seen nothing that could be overwritten.
    stored = assessment.stored
    return revisions.since(session, stored.id, seen if seen <= stored.revision else 0)


def _outcome(assessment: OpenAssessment, outcome_id: str) -> Outcome:
    found = next((o for o in assessment.plan.outcomes if o.id == outcome_id), None)
    if found is None:
        raise NotFound(outcome_id)
    return found


def _known(assessment: OpenAssessment, answers: tuple[str, ...]) -> tuple[str, ...]:
    known = {finding.at for finding in for_the_plan(assessment)}
    return tuple(dict.fromkeys(at for at in answers if at in known))


def _note(
    session: Session, actor: Actor, reference: str, action: str, item: str, now: datetime
) -> None:
    audit.record(session, actor.id, action, "assessment", reference, {"item": item}, now)
