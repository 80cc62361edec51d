"""A measure over time as a small drawing, which reads in black and white too.

It has neither style attributes nor scripts, which the pages' policy refuses, and tells all that it
shows in words. The table beside it says the same.
"""

from datetime import date

from markupsafe import Markup

from riskform.engine.days import MONTHS
from riskform.engine.reviews.chart import Chart, Mark
from riskform.web.components.markup import made, safe

_WIDTH, _HEIGHT = 360, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 26, 26, 34
_APART = 0.2  # of the width: days that are nearer than this would stand in each other
_WORDS_HIGH, _WORDS_WIDE = 26, 100
_SHIFT = {"start": -8, "end": 8, "middle": 0}


def measure_chart(chart: Chart, title: str, id: str) -> Markup:
    """Return the drawing; `title` says what is measured, `id` is one that the page has once."""
    own = safe(id)
    parts = [
        (
            f'<svg class="rf-chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
            f' aria-labelledby="{own}-title {own}-words" xmlns="http://www.w3.org/2000/svg">'
            f'<title id="{own}-title">{safe(title)}</title>'
            f'<desc id="{own}-words">{safe(chart.words)}</desc>'
        ),
        _level("rf-chart__axis", _HEIGHT - _BOTTOM),
        _level("rf-chart__good", _y(chart.good_enough), "7 4"),
        _text(f"Good enough: {chart.good_enough_said}", _LEFT, _y(chart.good_enough) - 6),
    ]
    if chart.baseline is not None:
        parts.append(_level("rf-chart__then", _y(chart.baseline), "1 5"))
    places = " ".join(f"{_x(mark)},{_y(mark.up)}" for mark in chart.marks)
    parts.append(f'<polyline class="rf-chart__line" fill="none" points="{places}"/>')
    for number, mark in enumerate(chart.marks):
        side = "start" if number == 0 else "end" if number == len(chart.marks) - 1 else "middle"
        words = f"Then: {mark.short}" if number == 0 and chart.baseline is not None else mark.short
        if side == "middle" and not _has_room(chart.marks, number):
            words = ""
        # A line that rises from a point would run through words above it.
        rises = number == 0 and chart.marks[1].up > mark.up
        parts.append(_point(mark, side, words, below=rises or _crosses(mark, chart)))
    parts += [_day(mark) for mark in _apart(chart.marks)]
    return made("".join(parts) + "</svg>")


def _x(mark: Mark) -> float:
    return round(_LEFT + mark.along * (_WIDTH - _LEFT - _RIGHT), 1)


def _y(up: float) -> float:
    return round(_HEIGHT - _BOTTOM - up * (_HEIGHT - _TOP - _BOTTOM), 1)


def _level(kind: str, y: float, dashes: str = "") -> str:
    broken = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line class="{kind}" x1="{_LEFT - 10}" x2="{_WIDTH - _RIGHT + 10}"'
        f' y1="{y}" y2="{y}"{broken}/>'
    )


def _text(text: str, x: float, y: float, anchor: str = "start") -> str:
    return (
        f'<text class="rf-chart__text" x="{x}" y="{round(y, 1)}" text-anchor="{anchor}"'
        f' font-size="13">{safe(text)}</text>'
    )


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


def _point(mark: Mark, side: str, words: str, *, below: bool) -> str:
    x, y = _x(mark), _y(mark.up)
    label = y + 18 if below and y + 18 < _HEIGHT - _BOTTOM else y - 10
    dot = f'<circle class="rf-chart__point" cx="{x}" cy="{y}" r="4.5"/>'
    return dot + _text(words, x + _SHIFT[side], label, side) if words else dot


def _apart(marks: tuple[Mark, ...]) -> list[Mark]:
    """Return the marks whose days can stand under the drawing: the first, the last, and between."""
    shown = [marks[0]]
    for mark in marks[1:-1]:
        if min(mark.along - shown[-1].along, marks[-1].along - mark.along) >= _APART:
            shown.append(mark)
    return [*shown, marks[-1]]


def _day(mark: Mark) -> str:
    anchor = "start" if mark.along == 0 else "end" if mark.along == 1 else "middle"
    return _text(_short(mark.on), _x(mark) + _SHIFT[anchor], _HEIGHT - _BOTTOM + 20, anchor)


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"
