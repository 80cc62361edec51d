"""Recording reviews of an agreed plan: how an outcome is measured, a review, a comment to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from riskform.engine.reviews.asked import Asked
from riskform.engine.reviews.asking import lacking
from riskform.engine.reviews.given import Given
from riskform.engine.reviews.measuring import unmeasurable
from riskform.engine.reviews.model import Measure, Review
from riskform.engine.reviews.recording import is_kept_already, review_of
from riskform.engine.reviews.standing import OutcomeNow
from riskform.errors import InvalidInput, NotFound, StaleAnswers, WrongState
from riskform.ids import new_item_id
from riskform.records import Session, audit, reviews
from riskform.services.actors import Actor, require
from riskform.services.plan_reviews.standing import OpenReviews, open_reviews, outcome_of
from riskform.services.plan_texts import judge

_LONGEST_COMMENT = 5_000
_TEXTS = {
    "value": "What is the measure now",
    "words": "What is it like now",
    "finds_out": "Who finds out",
    "contingency_who": "Who does it",
    "what": "What will be different",
    "if_not": "What to do if it has not changed",
    "new_what": "A new action",
    "new_who": "Who does the new action",
}
_REASONS = {
    "differs": "Why your word differs",
    "done": "Why it is done",
    "same": "Why nothing changes",
    "close": "Why it is closed",
    "contingency": "Why not now",
}
_MEASURE = {
    "counted": "Can it be counted",
    "unit": "What is counted",
    "direction": "Which way is better",
    "baseline": "What it was then",
    "good_enough": "Good enough",
}
_OF_A_MEASURE = ("unit", "direction", "baseline", "good_enough")
_OF_ACTION = {"what": "What has to be done", "who": "Who does it", "why": "Why"}


@dataclass(frozen=True, slots=True)
class Reviewing:
    """An outcome that is being reviewed, with what there is to judge it by."""

    found: OpenReviews
    outcome: OutcomeNow
    child: str


def open_outcome(
    session: Session, actor: Actor, reference: str, outcome_id: str, today: date
) -> Reviewing:
    """Return an outcome for reviewing it. Raises NotFound, and NotAllowed before agreement."""
    found = open_reviews(session, actor, reference, today, "plan.open")
    if all(one.id != outcome_id for one in found.assessment.plan.outcomes):
        message = f"there is no outcome {outcome_id} in the plan of {reference}"
        raise NotFound(message)
    require(actor, "plan.review", found.assessment.stored)
    outcome = outcome_of(found.now, outcome_id)
    names = {child.id: child.name for child in found.assessment.people.children}
    return Reviewing(found, outcome, names.get(outcome.agreed.child_id, "the child"))


def set_measure(
    session: Session,
    actor: Actor,
    reference: str,
    outcome_id: str,
    typed: Mapping[str, str],
    seen: int,
    now: datetime,
) -> None:
    """Keep how an outcome is measured from now on; earlier reviews keep their unit.

    `typed` holds counted, unit, direction, baseline and good_enough; `seen` is the number of what
    the page showed, 0 for none. What is said already is not kept again. Raises InvalidInput,
    StaleAnswers, NotFound and NotAllowed.
    """
    reviewing = open_outcome(session, actor, reference, outcome_id, now.date())
    messages: dict[str, str] = {}
    judge(dict(typed), _MEASURE, messages)
    messages |= {} if messages else unmeasurable(typed)
    if messages:
        raise InvalidInput(messages)
    kept = reviewing.outcome.measure
    number = kept.number if kept else 0
    measure = _measure(outcome_id, number + 1, typed)
    if kept is not None:
        if all(getattr(kept, n) == getattr(measure, n) for n in ("counted", *_OF_A_MEASURE)):
            return
        if number != seen:
            raise StaleAnswers(kept.set_by, (), number)
    stored = reviewing.found.assessment.stored
    reviews.add_measure(session, stored.id, measure, author_id=actor.id, saved_at=now)
    detail = {"item": outcome_id, "number": number + 1}
    audit.record(session, actor.id, "measure set", "assessment", reference, detail, now)


def _measure(outcome_id: str, number: int, typed: Mapping[str, str]) -> Measure:
    """Return what was typed as a measure; what can't be counted has neither unit nor numbers."""
    counted = typed["counted"] == "yes"
    texts = {name: typed.get(name, "").strip() if counted else "" for name in _OF_A_MEASURE}
    return Measure(
        outcome_id,
        number,
        counted,
        unit=texts["unit"],
        direction=texts["direction"],
        baseline=texts["baseline"],
        good_enough=texts["good_enough"],
    )


def asked_of(reviewing: Reviewing, given: Given, today: date) -> Asked:
    """Return a review as the engine judges it. Raises WrongState before it is known how to measure.

    A text that was left blank stays as it stands.
    """
    outcome = reviewing.outcome
    if outcome.measure is None:
        message = "First say how this outcome is measured. Nothing was written."
        raise WrongState(message)
    last = outcome.last
    first_day = last.measured_on if last else reviewing.found.assessment.stored.visit_on
    filled = replace(given, what=given.what or outcome.what, if_not=given.if_not or outcome.if_not)
    rules = reviewing.found.assessment.form.smart_rules
    asked = Asked(outcome, outcome.measure, filled, reviewing.child, first_day, today)
    if rules is None:
        return asked
    adults = reviewing.found.assessment.people.adults
    many = rules.limits.unchanged_reviews
    return replace(asked, unchanged_reviews=many, rules=rules, adults=adults)


def record(
    session: Session,
    actor: Actor,
    reference: str,
    outcome_id: str,
    given: Given,
    seen: int,
    *,
    today: date,
    now: datetime,
) -> Review:
    """Keep a review of an outcome and return it; `seen` is how many reviews the page showed.

    One that was kept already, because the button was pressed twice, is not kept again. Raises
    InvalidInput with a message for each field that it lacks, StaleAnswers where somebody else
    reviewed the outcome meanwhile, NotFound, NotAllowed and WrongState.
    """
    reviewing = open_outcome(session, actor, reference, outcome_id, today)
    before = reviewing.outcome.reviews
    if len(before) == seen + 1 and before[-1].author == actor.name:
        last = before[-1]
        if last.reviewed_on == today and is_kept_already(given, last):
            return last
    if len(before) != seen:
        raise StaleAnswers(before[-1].author if before else "", (), len(before))
    messages = _unkeepable(given)
    asked = asked_of(reviewing, given, today)
    messages = messages or lacking(asked)
    if messages:
        raise InvalidInput(messages)
    review = review_of(asked, (new_item_id(), new_item_id()), actor.name)
    stored = reviewing.found.assessment.stored
    made = reviews.add(session, stored.id, review, author_id=actor.id, saved_at=now)
    detail = {"item": outcome_id, "review": review.number}
    audit.record(session, actor.id, "outcome reviewed", "assessment", reference, detail, now)
    return replace(review, id=made)


def comment(
    session: Session,
    actor: Actor,
    reference: str,
    outcome_id: str,
    number: int,
    text: str,
    now: datetime,
) -> None:
    """Keep what somebody says to a review of an outcome, for ever; said twice running, once.

    Raises InvalidInput, NotFound and NotAllowed.
    """
    outcome = open_outcome(session, actor, reference, outcome_id, now.date()).outcome
    review = next((one for one in outcome.reviews if one.number == number), None)
    if review is None:
        message = f"there is no review {number} of outcome {outcome_id}"
        raise NotFound(message)
    messages: dict[str, str] = {}
    judge({"comment": text}, {"comment": "Comment"}, messages)
    if not text.strip() or len(text) > _LONGEST_COMMENT:
        messages["comment"] = f"Comment: write up to {_LONGEST_COMMENT:,} characters."
    if messages:
        raise InvalidInput(messages)
    said = [one for one in outcome.comments if one.review_id == review.id]
    if said and (said[-1].author, said[-1].text) == (actor.name, text.strip()):
        return
    reviews.add_comment(session, review.id, text.strip(), author_id=actor.id, saved_at=now)
    detail = {"item": outcome_id, "review": number}
    audit.record(session, actor.id, "review commented", "assessment", reference, detail, now)


def _unkeepable(given: Given) -> dict[str, str]:
    """Return a message for each text that is too long or can't be printed."""
    messages: dict[str, str] = {}
    judge({name: getattr(given, name) for name in _TEXTS}, _TEXTS, messages)
    for name, text in given.reasons.items():
        judge({f"reason-{name}": text}, {f"reason-{name}": _REASONS[name]}, messages)
    for action_id, action in given.actions.items():
        for name, question in _OF_ACTION.items():
            field = f"action-{action_id}-{name}"
            judge({field: getattr(action, name)}, {field: question}, messages)
    return messages
