"""The chart of a measure laid out: lines, points and words at their places, for page and paper.

It reads in black and white: its lines differ in how they are broken, and each has its words.
Lengths are in units of which the drawing is 360 wide; y grows downwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from riskform.engine.days import MONTHS
from riskform.engine.reviews.chart import Chart, Mark

Anchor = Literal["start", "middle", "end"]

LETTERS_HIGH = 13
POINT = 4.5  # from the middle of a point to its edge
_WIDTH, _HEIGHT = 360, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 26, 26, 34
_APART = 0.2  # of the width: days that are nearer than this would stand in each other
_WORDS_HIGH, _WORDS_WIDE = 26, 100
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
    yield Lettering(f"Good enough: {chart.good_enough_said}", _LEFT, good)
    for number, mark in enumerate(chart.marks):
        side: Anchor = "middle"
        if number in {0, len(chart.marks) - 1}:
            side = "end" if number else "start"
        words = f"Then: {mark.short}" if number == 0 and chart.baseline is not None else mark.short
        if side == "middle" and not _has_room(chart.marks, number):
            continue
        # A line that rises from a point would run through words above it.
        rises = number == 0 and chart.marks[1].up > mark.up
        yield _beside(mark, side, words, below=rises or _crosses(mark, chart))
    yield from (_day(mark) for mark in _apart(chart.marks))


def _x(mark: Mark) -> float:
    return round(_LEFT + mark.along * (_WIDTH - _LEFT - _RIGHT), 1)


def _y(up: float) -> float:
    return round(_HEIGHT - _BOTTOM - up * (_HEIGHT - _TOP - _BOTTOM), 1)


def _has_room(marks: tuple[Mark, ...], number: int) -> bool:
    """Tell whether the words of a mark would stand clear of those beside it; the table has all."""
    mark = marks[number]
    within = _WORDS_WIDE / 2 <= _x(mark) <= _WIDTH - _WORDS_WIDE / 2
    return within and all(
        abs(_x(mark) - _x(other)) >= _WORDS_WIDE or abs(_y(mark.up) - _y(other.up)) >= _WORDS_HIGH
        for other in (marks[number - 1], marks[-1])
    )


def _crosses(mark: Mark, chart: Chart) -> bool:
    """Tell whether words above a point would cross the line of what is good enough, or the top."""
    y = _y(mark.up)
    return 0 <= y - _y(chart.good_enough) < _WORDS_HIGH or y < _TOP


def _beside(mark: Mark, side: Anchor, words: str, *, below: bool) -> Lettering:
    x, y = _x(mark), _y(mark.up)
    label = y + 18 if below and y + 18 < _HEIGHT - _BOTTOM else y - 10
    return Lettering(words, round(x + _SHIFT[side], 1), round(label, 1), side)


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
