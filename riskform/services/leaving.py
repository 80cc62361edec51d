"""Leaving advice aside, with a reason that stays in the plan."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from riskform.engine.reasons import refused, says_something
from riskform.errors import InvalidInput, NotFound
from riskform.records import Session, audit, plans
from riskform.services.actors import Actor
from riskform.services.opening import open_assessment
from riskform.services.plan_texts import texts_of

_SAY_WHY = "Leave it, because: write why this advice does not fit here, or leave it blank."


def leave(
    session: Session,
    actor: Actor,
    reference: str,
    about: str,
    rule: str,
    reason: str,
    now: datetime,
) -> None:
    """Keep why an advice about an outcome or action is left aside; an empty reason takes it back.

    Raises InvalidInput, NotFound and NotAllowed.
    """
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    texts_of({"reason": reason}, {"reason": "Leave it, because"})
    if reason.strip() and not says_something(reason):
        raise InvalidInput({"reason": _SAY_WHY + refused(reason)})
    outcomes = assessment.plan.outcomes
    ids = {o.id for o in outcomes} | {a.id for o in outcomes for a in o.actions}
    if about not in ids:
        raise NotFound(about)
    stored = assessment.stored
    for outcome in assessment.plan.outcomes:
        if outcome.id == about:
            left = replace(outcome, leave=_left(outcome.leave, rule, reason))
            plans.put_outcome(session, stored.id, left, author_id=actor.id, saved_at=now)
        for action in outcome.actions:
            if action.id == about:
                kept = replace(action, leave=_left(action.leave, rule, reason))
                plans.put_action(
                    session, stored.id, outcome.id, kept, author_id=actor.id, saved_at=now
                )
    audit.record(
        session, actor.id, "advice left aside", "assessment", reference, {"item": about}, now
    )


def _left(leave_now: Mapping[str, str], rule: str, reason: str) -> dict[str, str]:
    rest = {code: why for code, why in leave_now.items() if code != rule}
    return {**rest, rule: reason} if reason.strip() else rest
