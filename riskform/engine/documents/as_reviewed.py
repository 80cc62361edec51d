"""The plan as its reviews left it, for the list that somebody is handed of what to do now."""

from dataclasses import replace

from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.omissions import Omissions
from riskform.engine.plan import Action, Outcome
from riskform.engine.reviews.standing import OutcomeNow


def as_reviewed(facts: RecordFacts) -> RecordFacts:
    """Return `facts` with what is still open of the plan, or as they are before any review."""
    if not any(now.reviews for now in facts.reviewed):
        return facts
    outcomes = tuple(_outcome(now) for now in facts.reviewed if not now.is_closed)
    return replace(facts, plan=replace(facts.plan, outcomes=outcomes))


def dated_by_reviews(facts: RecordFacts, omissions: Omissions) -> RecordFacts:
    """Return `facts` as at the last review of an outcome that this copy may tell of."""
    days = (
        review.reviewed_on
        for now in facts.reviewed
        if not omissions.outcome(now.agreed)
        for review in now.reviews
    )
    return replace(facts, as_at=max((facts.as_at, *days)))


def _outcome(now: OutcomeNow) -> Outcome:
    tied = {action.id: action for action in now.agreed.actions}
    actions = tuple(
        replace(tied.get(one.id, Action(one.id)), what=one.what, who=one.who, due=one.due)
        for one in now.actions
        if one.is_open
    )
    return replace(now.agreed, what=now.what, by=now.by, if_not=now.if_not, actions=actions)
