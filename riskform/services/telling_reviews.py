"""The reviews of an agreed plan in words, for the history: who measured what, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from riskform.engine.days import day_in_words
from riskform.engine.reviews.history import review_line
from riskform.engine.reviews.model import DIRECTIONS, Measure, Review
from riskform.engine.reviews.standing import OutcomeNow
from riskform.records import Session, reviews
from riskform.services.opening import OpenAssessment
from riskform.services.plan_reviews.standing import reviewed_plan

Said = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was done to one outcome after the plan was agreed: when, by whom, about which child.

    `said` holds pairs of what it is about and the words.
    """

    at: datetime
    author: str
    what: str
    person: str
    said: Said


def reviewed(session: Session, assessment: OpenAssessment) -> tuple[Reviewed, ...]:
    """Return every measurement, way of measuring and comment, newest first; () before agreement.

    What the reader of `assessment` may not see of its plan is in none of them.
    """
    outcomes = reviewed_plan(session, assessment)
    measures = reviews.every_measure(session, assessment.stored.id) if outcomes else {}
    told = [
        one
        for child in assessment.people.children
        for one in _of_child(child.id, child.name, outcomes, measures)
    ]
    return tuple(sorted(told, key=lambda one: one.at)[::-1])


def _of_child(
    child_id: str,
    child: str,
    outcomes: Sequence[OutcomeNow],
    measures: dict[str, list[Measure]],
) -> Iterator[Reviewed]:
    own = [outcome for outcome in outcomes if outcome.agreed.child_id == child_id]
    for number, outcome in enumerate(own, start=1):
        name = f"outcome {number}"
        for measure in measures.get(outcome.id, []):
            if measure.set_at is not None:
                what, said = f"How {name} is measured", _measured(outcome, measure)
                yield Reviewed(measure.set_at, measure.set_by, what, child, said)
        numbers = {review.id: review.number for review in outcome.reviews}
        for review in outcome.reviews:
            if review.saved_at is not None:
                what, said = f"Review {review.number} of {name}", _review(review, child)
                yield Reviewed(review.saved_at, review.author, what, child, said)
        for comment in outcome.comments:
            what = f"Said to review {numbers[comment.review_id]} of {name}"
            said = (("What was said", comment.text),)
            yield Reviewed(comment.written_at, comment.author, what, child, said)


def _measured(outcome: OutcomeNow, measure: Measure) -> Said:
    about = ("What will be different", outcome.agreed.what)
    if not measure.counted:
        return about, ("How", "It can't be counted, so it is told in words.")
    return (
        about,
        ("What is counted", f"{measure.unit}. {DIRECTIONS.get(measure.direction, '')}"),
        ("At the assessment", measure.baseline or "Nothing was counted"),
        ("Good enough is", measure.good_enough),
    )


def _review(review: Review, child: str) -> Said:
    line = review_line(review, child)
    rows = (
        ("What will be different", review.what),
        ("When it was measured or seen", day_in_words(review.measured_on)),
        ("The measure", _with_unit(review)),
        ("What it is like now", review.words),
        (f"How it is for {child}", line.judged),
        ("What is unclear", line.unclear),
        ("How we know", line.evidence),
        ("What was decided", "\n".join(line.decided)),
    )
    return tuple(row for row in rows if row[1].strip())


def _with_unit(review: Review) -> str:
    """Return the measure as typed, with its unit where that was not typed too."""
    value, unit = review.value, review.unit
    if not value or unit.casefold().removesuffix("s") in value.casefold():
        return value
    return f"{value} {unit}"
