"""The reviews in the demo: what the practitioner measured again since the plan was agreed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from riskform.engine.reviews.given import ActionGiven, Given
from riskform.records import Session
from riskform.services.actors import Actor
from riskform.services.demo.family import DemoFamily, DemoOutcome, DemoReview
from riskform.services.plan_reviews import recording
from riskform.services.plan_reviews.recording import Reviewing, open_outcome
from riskform.services.plan_reviews.standing import open_reviews

_LATER = timedelta(days=14)  # from a review to the next day of an action


def review_plan(
    session: Session, actor: Actor, reference: str, family: DemoFamily, now: datetime
) -> None:
    """Record the reviews of a family's plan, each on its own day, oldest first."""
    reviewed = sorted(_reviews(family), key=lambda one: -one[1].days_ago)
    if not reviewed:
        return
    found = open_reviews(session, actor, reference, now.date()).now
    ids = {one.what: one.id for one in (found.outcomes if found else ())}
    for outcome, review in reviewed:
        then, outcome_id = now - timedelta(days=review.days_ago), ids[outcome.what]
        reviewing = open_outcome(session, actor, reference, outcome_id, then.date())
        if reviewing.outcome.measure is None and outcome.measured is not None:
            typed = {
                "counted": "yes",
                "unit": outcome.measured.unit,
                "direction": outcome.measured.direction,
                "baseline": outcome.measured.baseline,
                "good_enough": outcome.measured.good_enough,
            }
            recording.set_measure(session, actor, reference, outcome_id, typed, 0, then)
        given, seen = _given(reviewing, review, then), len(reviewing.outcome.reviews)
        recording.record(
            *(session, actor, reference, outcome_id, given, seen), today=then.date(), now=then
        )


def _reviews(family: DemoFamily) -> Iterator[tuple[DemoOutcome, DemoReview]]:
    for outcome in family.outcomes:
        for review in outcome.reviews:
            yield outcome, review


def _given(reviewing: Reviewing, review: DemoReview, then: datetime) -> Given:
    day, later = then.date().isoformat(), (then + _LATER).date().isoformat()
    actions = {
        action.id: ActionGiven(
            state="done" if action.what in review.done else "not_done",
            what=action.what,
            who=action.who,
            due=later,
            accepted=True,
        )
        for action in reviewing.outcome.actions
        if action.is_open
    }
    outcome = reviewing.outcome
    return Given(
        value=review.value,
        measured_on=day,
        words=review.words,
        progress=review.progress,
        evidence=review.evidence,
        next=review.next,
        contingency="now" if review.contingency_who else "",
        contingency_who=review.contingency_who,
        contingency_by=day,
        what=outcome.what,
        by=outcome.by if outcome.by > day else later,
        if_not=outcome.if_not,
        actions=actions,
        new_what=review.new_action,
        new_who=reviewing.found.assessment.stored.author_name if review.new_action else "",
        new_due=later if review.new_action else "",
    )
