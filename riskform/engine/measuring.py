"""The numbers and dates of conditions: each node to the function that gives it, or None."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Context, Decimal, Inexact

from riskform.definitions.conditions import tree as t
from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.engine.household import Household
from riskform.engine.looking import Measure, Who, look
from riskform.engine.values import Row

Quantity = int | Decimal | date | None

# No answer and no number of a condition is longer than 30 digits. What is longer than this is
# no number that anybody meant; it stays unknown, and no calculation can grow without end.
_DIGITS = 120
_LARGEST = 10**_DIGITS
_EXACT = Context(prec=_DIGITS, traps=[Inexact])


def _answer(tree: t.Ref | t.Field | t.Property) -> Measure:
    find = look(tree)

    def value(h: Household, c: Who, a: Who, r: Row | None) -> Quantity:
        found = find(h, c, a, r)
        # Not known is the only text that a number or a date question can hold.
        return found if isinstance(found, int | Decimal | date) else None

    return value


def _level(_tree: t.WorkedLevel) -> Measure:
    return lambda household, _c, _a, _r: household.level


def _number(tree: t.Number) -> Measure:
    number = tree.value
    return lambda _h, _c, _a, _r: number


def _day(tree: t.Day) -> Measure:
    day = tree.value
    return lambda household, _c, _a, _r: household.on if day is None else day


def _score(tree: t.Score) -> Measure:
    find, scores = look(tree.of), dict(tree.scores)

    def score(household: Household, child: Who, adult: Who, row: Row | None) -> Quantity:
        value = find(household, child, adult, row)
        chosen = value if isinstance(value, tuple) else (value,)
        if value is None or NOT_KNOWN in chosen:
            return None
        total: int | Decimal | None = 0
        for option in chosen:
            # A plain sum would round whatever is longer than 28 digits.
            total = None if total is None else _calculated("+", total, scores[str(option)])
        return total

    return score


def _days_since(tree: t.DaysSince) -> Measure:
    find = look(tree.of)

    def days(household: Household, child: Who, adult: Who, row: Row | None) -> int | None:
        day = find(household, child, adult, row)
        return (household.on - day).days if isinstance(day, date) else None

    return days


def _arithmetic(parts: tuple[tuple[str, Measure], ...]) -> Measure:
    """Return the exact result of `parts`, each with the sign before it, from left to right."""
    (_, first), *rest = parts

    def result(h: Household, c: Who, a: Who, r: Row | None) -> Quantity:
        total = first(h, c, a, r)
        for sign, part in rest:
            number = part(h, c, a, r)
            if total is None or number is None or isinstance(total, date):
                return None
            if not isinstance(number, date):
                total = _calculated(sign, total, number)
        return total

    return result


def _calculated(sign: str, one: int | Decimal, other: int | Decimal) -> int | Decimal | None:
    if isinstance(one, int) and isinstance(other, int):
        whole = one * other if sign == "*" else one + (other if sign == "+" else -other)
        return whole if -_LARGEST < whole < _LARGEST else None
    exact = {"+": _EXACT.add, "-": _EXACT.subtract, "*": _EXACT.multiply}[sign]
    try:
        found = exact(Decimal(one), Decimal(other))
    except Inexact:
        return None
    return found if -_LARGEST < found < _LARGEST else None


MEASURES: Mapping[type, Callable[..., Measure]] = {
    t.Ref: _answer,
    t.Field: _answer,
    t.Property: _answer,
    t.WorkedLevel: _level,
    t.Number: _number,
    t.Day: _day,
    t.Score: _score,
    t.DaysSince: _days_since,
    t.Arithmetic: _arithmetic,
}
