"""The drawing of a measure: it stays within its frame, and its words stand clear of each other."""

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from riskform.engine.reviews.chart import chart_of
from riskform.web.components.chart import measure_chart
from tests.engine.reviews.making import VISITS, review, standing_of

_WIDE_LETTER = 7.2  # of 13 pixels


def drawing(*measured: tuple[date, str]) -> ET.Element:
    reviews = [
        review(number, value=value, measured_on=day)
        for number, (day, value) in enumerate(measured, start=1)
    ]
    chart = chart_of(VISITS, standing_of(*reviews).points)
    assert chart
    made = measure_chart(chart, "Visits & nights", "chart-1")
    return ET.fromstring(re.sub(r' xmlns="[^"]*"', "", made))  # noqa: S314 - our own markup.


def boxes(svg: ET.Element) -> list[tuple[str, float, float, float]]:
    """Return each text with its left end, its right end and its line."""
    found = []
    for text in svg.iter("text"):
        x, y, words = float(text.attrib["x"]), float(text.attrib["y"]), text.text or ""
        wide = len(words) * _WIDE_LETTER
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[text.attrib["text-anchor"]]
        found.append((words, left, left + wide, y))
    return found


@pytest.mark.parametrize(
    "measured",
    [
        [(date(2026, 3, 16), "1 of 6"), (date(2026, 3, 30), "3 of 6")],
        [
            (date(2026, 3, 30), "2 of 6"),
            (date(2026, 3, 31), "2 of 6"),
            (date(2026, 4, 1), "1 of 6"),
        ],
        [(date(2026, 3, 2), "6 of 6"), (date(2026, 3, 2), "6 of 6")],
        [(date(2026, 3, day), "5 of 6") for day in range(3, 23)],
    ],
)
def test_all_words_lie_within_the_frame_and_none_lies_on_another(
    measured: list[tuple[date, str]],
) -> None:
    found = boxes(drawing(*measured))
    assert all(left >= 0 and right <= 360 and 10 <= y <= 206 for _, left, right, y in found)
    crossing = [
        (one[0], other[0])
        for number, one in enumerate(found)
        for other in found[number + 1 :]
        if one[1] < other[2] and other[1] < one[2] and abs(one[3] - other[3]) < 11
    ]
    assert crossing == []


def test_it_has_a_title_and_words_for_those_who_do_not_see_it() -> None:
    svg = drawing((date(2026, 3, 16), "1 of 6"), (date(2026, 3, 30), "3 of 6"))
    assert svg.attrib["role"] == "img"
    named = svg.attrib["aria-labelledby"].split()
    told = {one.attrib["id"]: one.text for one in svg if "id" in one.attrib}
    assert told[named[0]] == "Visits & nights"
    assert "30 March 2026: 3 of 6 visits" in (told[named[1]] or "")


def test_its_lines_differ_in_more_than_colour() -> None:
    svg = drawing((date(2026, 3, 16), "1 of 6"), (date(2026, 3, 30), "3 of 6"))
    dashes = [line.get("stroke-dasharray") for line in svg.iter("line")]
    assert len(set(dashes)) == len(dashes) == 3
