from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from riskform.engine.reviews.amounts import Amount
from riskform.engine.reviews.chart import Chart, chart_of
from riskform.engine.reviews.drawing import drawing_of
from riskform.engine.reviews.judging import Point
from tests.engine.reviews.making import VISITS, review, standing_of


def chart(*values: str) -> Chart | None:
    days = (date(2026, 3, 9 + 7 * number) for number in range(len(values)))
    reviews = [
        review(number, value=value, measured_on=day)
        for number, (value, day) in enumerate(zip(values, days, strict=True), start=1)
    ]
    now = standing_of(*reviews)
    return chart_of(now.measure, now.points)


def test_a_chart_needs_three_points_and_the_baseline_is_one() -> None:
    assert chart("1 of 6") is None
    assert chart("1 of 6", "2 of 6") is not None


def test_a_chart_tells_in_words_all_that_it_shows() -> None:
    found = chart("1 of 6", "3 of 6")
    assert found is not None
    assert found.words == (
        "2 March 2026: 0 of 3 visits; 9 March 2026: 1 of 6 visits; 16 March 2026: 3 of 6 visits."
        " Good enough is 6 of 6 visits. More is better."
    )
    assert [mark.along for mark in found.marks] == [0.0, 0.5, 1.0]


def test_each_point_has_its_words_where_there_is_room() -> None:
    found = chart("1 of 2", "2 of 3", "5 of 6")
    assert found is not None
    texts = [text.text for text in drawing_of(found).texts]
    assert texts[:5] == ["Good enough: 6 of 6 visits", "Then: 0 of 3", "5 of 6", "1 of 2", "2 of 3"]


def test_nothing_measured_gives_no_chart() -> None:
    assert chart_of(None, ()) is None


@given(st.lists(st.integers(0, 6), min_size=3, max_size=9))
@settings(max_examples=40)
def test_every_mark_lies_within_the_drawing_and_higher_is_more(counts: list[int]) -> None:
    points = [
        Point(date(2026, 3, 1 + at), Amount(number=_whole(count), of=_whole(6)))
        for at, count in enumerate(counts)
    ]
    found = chart_of(VISITS, points)
    assert found is not None
    assert all(0 <= mark.along <= 1 and 0 < mark.up < 1 for mark in found.marks)
    heights = [mark.up for mark in found.marks]
    assert sorted(range(len(counts)), key=lambda at: (heights[at], at)) == sorted(
        range(len(counts)), key=lambda at: (counts[at], at)
    )
    assert found.good_enough >= max(heights)


def _whole(number: int) -> Fraction:
    return Fraction(number)
