"""One measure over time as data for a drawing: places from 0 to 1, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from riskform.engine.days import day_in_words
from riskform.engine.reviews.amounts import Amount, amount_in_words, amounts_in
from riskform.engine.reviews.judging import Point
from riskform.engine.reviews.model import DIRECTIONS, Measure

FEWEST = 3  # With fewer points a line says more than is known.
_ROOM = Fraction(1, 5)  # of the height, above and below what is drawn, for words


@dataclass(frozen=True, slots=True)
class Mark:
    """One point: `along` from the first day (0) to the last (1), `up` from the bottom (0) to 1.

    `short` is the measure without its unit, to stand beside the point.
    """

    along: float
    up: float
    said: str
    short: str
    on: date


@dataclass(frozen=True, slots=True)
class Chart:
    """A measure over time. `good_enough` and `baseline` are heights; `words` tell it all."""

    marks: tuple[Mark, ...]
    good_enough: float
    good_enough_said: str
    baseline: float | None
    words: str


def chart_of(measure: Measure | None, points: Sequence[Point]) -> Chart | None:
    """Return the chart of an outcome's measure, None with fewer than three points."""
    if measure is None or len(points) < FEWEST:
        return None
    good = amounts_in(measure.good_enough)[0]
    levels = [point.amount.level for point in points] + [good.level]
    low, high = min(levels), max(levels)
    spread = (high - low) or Fraction(1)
    low, high = low - spread * _ROOM, high + spread * _ROOM
    alongs = _alongs([point.on for point in points])

    def up(amount: Amount) -> float:
        return float((amount.level - low) / (high - low))

    def said(amount: Amount) -> str:
        return amount_in_words(amount, measure.unit)

    marks = tuple(
        Mark(
            along,
            up(point.amount),
            said(point.amount),
            amount_in_words(point.amount, ""),
            point.on,
        )
        for along, point in zip(alongs, points, strict=True)
    )
    then = points[0] if points[0].review is None else None
    told = "; ".join(f"{day_in_words(mark.on)}: {mark.said}" for mark in marks)
    words = f"{told}. Good enough is {said(good)}. {DIRECTIONS[measure.direction]}."
    return Chart(
        marks,
        up(good),
        said(good),
        up(then.amount) if then else None,
        words,
    )


def _alongs(days: Sequence[date]) -> list[float]:
    """Return where each day lies from the first to the last; all of one day in their order."""
    whole = (days[-1] - days[0]).days
    if whole == 0:
        return [number / (len(days) - 1) for number in range(len(days))]
    return [(day - days[0]).days / whole for day in days]
