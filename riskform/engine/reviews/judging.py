"""What the measurements say: better, the same or worse, and whether it is good enough."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from riskform.engine.reviews.amounts import Amount, amounts_in, is_unit, normal_unit
from riskform.engine.reviews.model import Measure, Review

Word = Literal["better", "same", "worse"]
Trouble = Literal["none", "several", "unit", "of", "not_of", "above"]


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement that can be compared; `review` is None for the baseline."""

    on: date
    amount: Amount
    review: Review | None = None


def read_value(text: str, measure: Measure) -> Amount | Trouble:
    """Return the one number of `text` in the unit of `measure`, or what is wrong with it.

    `unit` is a number in another unit beyond doubt; `of` one without its "of so many", `not_of`
    one with it where the measure has none; `above` is more than the whole, or of 0.
    """
    found = amounts_in(text)
    if not found:
        return "none"
    if len(found) > 1:
        return "several"
    (amount,) = found
    if amount.unit and not _fits(amount.unit, measure.unit) and is_unit(amount.unit):
        return "unit"
    good = _amount(measure.good_enough)
    if good is not None and (good.of is None) != (amount.of is None):
        return "of" if amount.of is None else "not_of"
    if amount.of is not None and (amount.of == 0 or amount.number > amount.of):
        return "above"
    return amount


def compared(before: Amount, after: Amount, direction: str) -> Word:
    """Return how `after` stands to `before` where `direction` (more or less) is better."""
    if before.level == after.level:
        return "same"
    return "better" if (after.level > before.level) == (direction == "more") else "worse"


def is_good_enough(amount: Amount, measure: Measure) -> bool:
    """Tell whether an amount reaches what is good enough."""
    good = _amount(measure.good_enough)
    return good is not None and compared(good, amount, measure.direction) != "worse"


def points(measure: Measure, reviews: Iterable[Review], assessed_on: date) -> tuple[Point, ...]:
    """Return the baseline and every measurement in the unit that counts now, oldest first."""
    if not measure.counted:
        return ()
    baseline = _amount(measure.baseline)
    made = [Point(assessed_on, baseline)] if baseline else []
    for review in reviews:
        amount = read_value(review.value, measure) if review.value else "none"
        if isinstance(amount, Amount) and normal_unit(review.unit) == normal_unit(measure.unit):
            made.append(Point(review.measured_on, amount, review))
    return tuple(made)


def computed(measure: Measure, earlier: tuple[Point, ...], amount: Amount | None) -> Word | None:
    """Return what a new measurement says beside the last one, None where there is no telling."""
    if amount is None or not earlier or not measure.counted:
        return None
    return compared(earlier[-1].amount, amount, measure.direction)


def suggested(now: str, good_enough: str) -> tuple[str, str, str]:
    """Return baseline, good enough and unit as far as they stand in a plan's own words.

    Each is "" where it can't be told; a person confirms or changes them.
    """
    before, after = amounts_in(now), amounts_in(good_enough)
    unit = next((a.unit for a in (*after[:1], *before[:1]) if a.unit and is_unit(a.unit)), "")
    return _written(before), _written(after), unit


def _fits(said: str, unit: str) -> bool:
    return normal_unit(said) in {normal_unit(unit), *(normal_unit(word) for word in unit.split())}


def _amount(text: str) -> Amount | None:
    found = amounts_in(text)
    return found[0] if found else None


def _written(found: tuple[Amount, ...]) -> str:
    if not found:
        return ""
    number = float(found[0].number)
    whole = f" of {float(found[0].of):g}" if found[0].of else ""
    return f"{number:g}{whole}"
