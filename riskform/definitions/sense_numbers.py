"""The few numbers and dates that are enough to tell all comparisons of a condition apart."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from riskform.definitions.conditions import tree as t
from riskform.definitions.model import ListField, Question
from riskform.definitions.sense_truth import TODAY

Amount = int | Decimal

_SCALE = tuple(range(11))


class Unsure(Exception):
    """A condition that can't be tried out: nothing is said about it."""


def numbers_of(
    node: t.Operand, nodes: Iterable[t.Tree | t.Domain], asked: Question | ListField | None
) -> list[Amount]:
    """Return numbers at, and on both sides of, each number that `node` is compared with.

    Of a scale it is every number. Raises Unsure where `node` is compared with something else.
    """
    if asked is not None and asked.type == "scale":
        return list(_SCALE)
    found = _around({_number_beside(node, compare) for compare in _comparisons(node, nodes)})
    low, high = (asked.min, asked.max) if asked is not None else (None, None)
    inside = [n for n in found if (low is None or n >= low) and (high is None or n <= high)]
    return inside or [n for n in (low, high) if n is not None]


def days_of(node: t.Ref | t.Field, nodes: Iterable[t.Tree | t.Domain]) -> list[Amount]:
    """Return days, as ordinals, at and around each day that the date `node` is compared with.

    Raises Unsure for dates that are compared with each other, and for one that is compared both
    with today and with a day that is written: which of them is earlier, nobody can tell.
    """
    since = t.DaysSince(node)
    written: set[Amount] = set()
    relative: set[Amount] = set()
    for compare in _comparisons(node, nodes):
        if since in (compare.left, compare.right):
            relative.add(TODAY - _number_beside(since, compare))
            continue
        other = _beside(node, compare)
        if not isinstance(other, t.Day):
            raise Unsure
        if other.value is None:
            relative.add(TODAY)
        else:
            written.add(other.value.toordinal())
    if written and relative:
        raise Unsure
    return _around(written | relative or {TODAY})


def _comparisons(node: t.Operand, nodes: Iterable[t.Tree | t.Domain]) -> Iterator[t.Compare]:
    return (c for c in nodes if isinstance(c, t.Compare) and _reads(c, node))


def _number_beside(node: t.Operand, compare: t.Compare) -> Amount:
    other = _beside(node, compare)
    if isinstance(other, t.Number):
        return other.value
    raise Unsure


def _beside(node: t.Operand, compare: t.Compare) -> t.Operand:
    if compare.left == node:
        return compare.right
    if compare.right == node:
        return compare.left
    raise Unsure


def _reads(compare: t.Compare, node: t.Operand) -> bool:
    return any(below == node for side in (compare.left, compare.right) for below in t.walk(side))


def _around(marks: set[Amount]) -> list[Amount]:
    points = sorted(marks or {0})
    between = [(one + other) / Decimal(2) for one, other in pairwise(points)]
    return [points[0] - 1, *points, *between, points[-1] + 1]
