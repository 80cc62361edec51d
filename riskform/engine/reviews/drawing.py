"""The chart of a measure laid out: lines, points and words at their places, for page and paper.

It reads in black and white: its lines differ in how they are broken, and each has its words.
Lengths are in units of which the drawing is 360 wide; y grows downwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from riskform.engine.days import MONTHS
from riskform.engine.reviews.chart import Chart, Mark

Anchor = Literal["start", "middle", "end"]

LETTERS_HIGH = 13
POINT = 4.5  # from the middle of a point to its edge
_WIDTH, _HEIGHT = 360, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 26, 26, 34
_APART = 0.2  # of the width: days that are nearer than this would stand in each other
_LETTER_WIDE = 7.2  # of the widest letters that stand in a measure, on average
_WAYS = (-10, 18, -18, 27)  # where words can stand: above or below a point, near or farther
_STEPS = 24  # places looked at along a line from point to point
_SHIFT = {"start": -8, "end": 8, "middle": 0}


@dataclass(frozen=True, slots=True)
class Level:
    """A line from side to side: `kind` is axis, good or then; `dashes` are as SVG has them."""

    kind: str
    x1: float
    x2: float
    y: float
    dashes: str = ""


@dataclass(frozen=True, slots=True)
class Lettering:
    """A few words; `x` is their start, middle or end, as `anchor` says, `y` their base line."""

    text: str
    x: float
    y: float
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart laid out. `points` are joined in their order, and each is a point to see."""

    width: int
    height: int
    levels: tuple[Level, ...]
    points: tuple[tuple[float, float], ...]
    texts: tuple[Lettering, ...]


def drawing_of(chart: Chart) -> Drawing:
    """Return the chart laid out; words that would stand in others are left to the table."""
    return Drawing(
        _WIDTH,
        _HEIGHT,
        tuple(_levels(chart)),
        tuple((_x(mark), _y(mark.up)) for mark in chart.marks),
        tuple(_texts(chart)),
    )


def _levels(chart: Chart) -> Iterator[Level]:
    ends = (_LEFT - 10, _WIDTH - _RIGHT + 10)
    yield Level("axis", *ends, _HEIGHT - _BOTTOM)
    yield Level("good", *ends, _y(chart.good_enough), "7 4")
    if chart.baseline is not None:
        yield Level("then", *ends, _y(chart.baseline), "1 5")


def _texts(chart: Chart) -> Iterator[Lettering]:
    good = round(_y(chart.good_enough) - 6, 1)
    said = Lettering(f"Good enough: {chart.good_enough_said}", _LEFT, good)
    placed, last = [said], len(chart.marks) - 1
    # The first and the last tell most, so they choose their places before those between them.
    for number in (0, last, *range(1, last)):
        found = _words_of(chart, number, placed)
        placed += [found] if found is not None else []
    yield from placed
    yield from (_day(mark) for mark in _apart(chart.marks))


def _words_of(chart: Chart, number: int, placed: Sequence[Lettering]) -> Lettering | None:
    """Return the words of a mark where they stand clear of all else, None where they can't."""
    mark, last = chart.marks[number], len(chart.marks) - 1
    side: Anchor = "start" if number == 0 else "end" if number == last else "middle"
    words = f"Then: {mark.short}" if number == 0 and chart.baseline is not None else mark.short
    x, y = _x(mark) + _SHIFT[side], _y(mark.up)
    ways = [Lettering(words, round(x, 1), round(y + way, 1), side) for way in _WAYS]
    free = (one for one in ways if _is_clear(one, chart, placed))
    return next(free, None if side == "middle" else _least_bad(ways, placed))


def _least_bad(ways: Sequence[Lettering], placed: Sequence[Lettering]) -> Lettering | None:
    """Return words of an end that cross a line, but stay in the frame and out of other words."""
    free = (one for one in ways if _is_inside(one) and not _meets(one, placed))
    return next(free, None)


def _is_clear(text: Lettering, chart: Chart, placed: Sequence[Lettering]) -> bool:
    left, right, top, bottom = _box(text)
    levels = (level.y for level in _levels(chart))
    through = (
        left <= x <= right and top <= y <= bottom
        for before, after in pairwise(chart.marks)
        for x, y in _along(before, after)
    )
    crossed = any(top <= y <= bottom for y in levels) or any(through)
    return _is_inside(text) and not crossed and not _meets(text, placed)


def _is_inside(text: Lettering) -> bool:
    left, right, top, bottom = _box(text)
    return left >= 0 and right <= _WIDTH and top >= 0 and bottom < _HEIGHT - _BOTTOM


def _meets(text: Lettering, placed: Iterable[Lettering]) -> bool:
    left, right, top, bottom = _box(text)
    return any(
        left < other[1] and other[0] < right and top < other[3] and other[2] < bottom
        for other in map(_box, placed)
    )


def _box(text: Lettering) -> tuple[float, float, float, float]:
    """Return where words stand: left, right, top, bottom, with a little room around them."""
    wide = len(text.text) * _LETTER_WIDE
    left = text.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
    return left, left + wide, text.y - LETTERS_HIGH + 2, text.y + 3


def _along(before: Mark, after: Mark) -> Iterator[tuple[float, float]]:
    for step in range(_STEPS + 1):
        part = step / _STEPS
        x = _x(before) + part * (_x(after) - _x(before))
        yield x, _y(before.up) + part * (_y(after.up) - _y(before.up))


def _x(mark: Mark) -> float:
    return round(_LEFT + mark.along * (_WIDTH - _LEFT - _RIGHT), 1)


def _y(up: float) -> float:
    return round(_HEIGHT - _BOTTOM - up * (_HEIGHT - _TOP - _BOTTOM), 1)


def _apart(marks: tuple[Mark, ...]) -> list[Mark]:
    """Return the marks whose days can stand under the drawing: the first, the last, and between."""
    shown = [marks[0]]
    for mark in marks[1:-1]:
        if min(mark.along - shown[-1].along, marks[-1].along - mark.along) >= _APART:
            shown.append(mark)
    return [*shown, marks[-1]]


def _day(mark: Mark) -> Lettering:
    anchor: Anchor = "start" if mark.along == 0 else "end" if mark.along == 1 else "middle"
    x = round(_x(mark) + _SHIFT[anchor], 1)
    return Lettering(_short(mark.on), x, _HEIGHT - _BOTTOM + 20, anchor)


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
