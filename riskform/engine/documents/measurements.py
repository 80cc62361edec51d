"""What was measured of one outcome, as a table, a chart, and in words."""

from collections.abc import Iterator
from datetime import date

from riskform.engine.days import day_in_words
from riskform.engine.documents.measured import MeasureChart, Measured
from riskform.engine.documents.omissions import Omissions
from riskform.engine.reviews.amounts import amount_in_words, amounts_in
from riskform.engine.reviews.chart import chart_of
from riskform.engine.reviews.drawing import drawing_of
from riskform.engine.reviews.history import judged
from riskform.engine.reviews.model import Review
from riskform.engine.reviews.standing import OutcomeNow

NO_NUMBER = "No number"
AT_THE_START = "At the start"
# A page says "I", which on paper would be nobody.
_HOW_KNOWN = {
    "seen": "{author} saw it",
    "child": "{child} told {author}",
    "parent": "a parent told {author}",
    "agency": "another agency told {author}",
    "record": "a record or a test",
}


def measured_rows(
    now: OutcomeNow, visit_on: date, child: str, omissions: Omissions
) -> tuple[Measured, ...]:
    """Return the table of an outcome: what was counted at the assessment, and at each review."""
    return tuple(_rows(now, visit_on, child, omissions))


def measure_text(review: Review, *, whole: bool) -> str:
    """Return a measure with its unit, "" for none.

    `whole` is the text as it was typed, where that says more than the number: for workers.
    """
    typed = review.value.strip()
    found = amounts_in(typed)
    if not found:
        return typed if whole else ""
    said = amount_in_words(found[0], review.unit)
    return said if not whole or typed in said else typed


def counted_then(now: OutcomeNow) -> str:
    """Return what was counted at the assessment, "" for nothing."""
    measure = now.measure
    found = amounts_in(measure.baseline)[:1] if measure and measure.counted else ()
    return amount_in_words(found[0], measure.unit) if measure and found else ""


def with_counted(words: str, counted: str) -> str:
    """Return the plan's own words, and what is counted where they hold another number or none."""
    numbers = {(one.number, one.of) for one in amounts_in(words)}
    if not counted or {(one.number, one.of) for one in amounts_in(counted)[:1]} <= numbers:
        return words
    return f"{words}\n\nCounted: {counted}." if words.strip() else counted


def chart_block(now: OutcomeNow) -> MeasureChart | None:
    """Return the chart of an outcome from three points, with all that it shows in words."""
    chart = chart_of(now.measure, now.points)
    if chart is None or now.measure is None:
        return None
    words = f"Chart of {now.measure.unit} over time. {chart.words}"
    return MeasureChart(words, drawing_of(chart))


def _rows(now: OutcomeNow, visit_on: date, child: str, omissions: Omissions) -> Iterator[Measured]:
    whole, then = omissions.for_workers, counted_then(now)
    if then:
        known = "Written in the assessment" if whole else ""
        yield Measured(day_in_words(visit_on), then, AT_THE_START, known)
    for review in now.reviews:
        yield Measured(
            day_in_words(review.measured_on),
            measure_text(review, whole=whole) or NO_NUMBER,
            judged(review),
            _how_known(review, child) if whole else "",
            "" if omissions.written(now.id, review.number) else review.words,
        )


def _how_known(review: Review, child: str) -> str:
    said = [
        _HOW_KNOWN[one].format(child=child, author=review.author)
        for one in review.evidence
        if one in _HOW_KNOWN
    ]
    joined = "; ".join(said)
    return joined[:1].upper() + joined[1:]
