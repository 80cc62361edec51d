"""A measure over time as a small drawing, which reads in black and white too.

It has neither style attributes nor scripts, which the pages' policy refuses, and tells all that it
shows in words. The table beside it says the same.
"""

from markupsafe import Markup

from riskform.engine.reviews.chart import Chart
from riskform.engine.reviews.drawing import LETTERS_HIGH, POINT, Lettering, Level, drawing_of
from riskform.web.components.markup import made, safe


def measure_chart(chart: Chart, title: str, id: str) -> Markup:
    """Return the drawing; `title` says what is measured, `id` is one that the page has once."""
    own, drawn = safe(id), drawing_of(chart)
    places = " ".join(f"{x},{y}" for x, y in drawn.points)
    return made(
        f'<svg class="rf-chart" viewBox="0 0 {drawn.width} {drawn.height}" role="img"'
        f' aria-labelledby="{own}-title {own}-words" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{own}-title">{safe(title)}</title>'
        f'<desc id="{own}-words">{safe(chart.words)}</desc>'
        + "".join(_level(level) for level in drawn.levels)
        + f'<polyline class="rf-chart__line" fill="none" points="{places}"/>'
        + "".join(
            f'<circle class="rf-chart__point" cx="{x}" cy="{y}" r="{POINT}"/>'
            for x, y in drawn.points
        )
        + "".join(_text(text) for text in drawn.texts)
        + "</svg>"
    )


def _level(level: Level) -> str:
    broken = f' stroke-dasharray="{level.dashes}"' if level.dashes else ""
    return (
        f'<line class="rf-chart__{level.kind}" x1="{level.x1}" x2="{level.x2}"'
        f' y1="{level.y}" y2="{level.y}"{broken}/>'
    )


def _text(text: Lettering) -> str:
    return (
        f'<text class="rf-chart__text" x="{text.x}" y="{text.y}" text-anchor="{text.anchor}"'
        f' font-size="{LETTERS_HIGH}">{safe(text.text)}</text>'
    )
