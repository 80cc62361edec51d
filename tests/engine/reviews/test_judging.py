from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskform.engine.reviews.amounts import Amount
from riskform.engine.reviews.judging import (
    compared,
    computed,
    is_good_enough,
    points,
    read_value,
    suggested,
)
from riskform.engine.reviews.model import Measure
from tests.engine.reviews.making import UNCOUNTED, VISITED, VISITS, review

KG = Measure("iweight", 1, True, "kg", "more", "2.1 kg", "3 kg")  # noqa: FBT003 - counted
AMOUNTS = st.builds(
    lambda number, more: Amount(Fraction(number), Fraction(number + more)),
    st.integers(0, 50),
    st.integers(1, 50),
)
WAYS = st.sampled_from(["more", "less"])
OPPOSITE = {"better": "worse", "worse": "better", "same": "same"}


@given(AMOUNTS, AMOUNTS, WAYS)
@settings(max_examples=60)
def test_going_back_is_the_opposite_of_going_there(one: Amount, other: Amount, way: str) -> None:
    assert compared(other, one, way) == OPPOSITE[compared(one, other, way)]


@given(AMOUNTS, AMOUNTS)
@settings(max_examples=60)
def test_what_is_better_one_way_is_worse_the_other_way(one: Amount, other: Amount) -> None:
    assert compared(one, other, "less") == OPPOSITE[compared(one, other, "more")]


@given(AMOUNTS, AMOUNTS, WAYS, st.integers(1, 9))
@settings(max_examples=60)
def test_counting_more_of_the_same_changes_nothing(
    one: Amount, other: Amount, way: str, times: int
) -> None:
    assert one.of is not None
    longer = Amount(one.number * times, one.of * times)
    assert compared(longer, other, way) == compared(one, other, way)


@given(AMOUNTS, WAYS)
@settings(max_examples=40)
def test_the_same_amount_is_the_same_and_never_worse_than_good_enough(
    amount: Amount, way: str
) -> None:
    assert compared(amount, amount, way) == "same"
    good = f"{amount.number} of {amount.of}"
    assert is_good_enough(amount, Measure("i", 1, True, "", way, "", good))  # noqa: FBT003 - counted


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("often", "none"),
        ("4 of 6, and 2 of 6 in the day", "several"),
        ("2.4 kg", "unit"),
        ("4 of 6 nights", "unit"),
        ("4", "of"),
        ("7 of 6", "above"),
        ("0 of 0", "above"),
    ],
)
def test_a_value_that_cannot_be_compared_is_refused_for_its_reason(text: str, trouble: str) -> None:
    assert read_value(text, VISITS) == trouble


@pytest.mark.parametrize(
    "text", ["4 of 6", "4 of 6 visits", "Seen clear on 4 of the last 6 Visits"]
)
def test_a_value_in_the_unit_or_without_one_is_read(text: str) -> None:
    found = read_value(text, VISITS)
    assert isinstance(found, Amount)
    assert found.level == Fraction(2, 3)


def test_a_share_of_what_is_a_weight_is_refused() -> None:
    assert read_value("2 of 3", KG) == "not_of"
    assert isinstance(read_value("2.4", KG), Amount)


def test_a_measurement_is_compared_with_the_last_one_and_the_first_with_the_baseline() -> None:
    four = Amount(Fraction(4), Fraction(6))
    baseline = points(VISITS, (), VISITED)
    later = points(VISITS, (review(value="5 of 6"),), VISITED)
    assert computed(VISITS, baseline, four) == "better"
    assert computed(VISITS, later, four) == "worse"
    assert computed(VISITS, later, None) is None


def test_what_was_measured_in_another_unit_is_kept_and_not_compared() -> None:
    measured = (review(1, value="2 of 7", unit="nights"), review(2, value="4 of 6"))
    assert [p.review and p.review.number for p in points(VISITS, measured, VISITED)] == [None, 2]


def test_what_cannot_be_counted_has_no_points() -> None:
    assert points(UNCOUNTED, (review(value=""),), VISITED) == ()


def test_a_plans_own_words_suggest_the_numbers_and_a_person_decides() -> None:
    now, good = "On 3 of 5 visits the cot was seen.", "Seen clear on 6 of 6 visits"
    assert suggested(now, good) == ("3 of 5", "6 of 6", "visits")
    assert suggested("Jaya could not name anyone.", "Jaya names the person") == ("", "", "")


def test_a_day_or_a_time_of_day_in_a_plans_words_is_no_number_that_it_suggests() -> None:
    now = "On the sofa on 19 November; 4 of the last 7 nights."
    assert suggested(now, "In bed by 7 pm on 6 of 7 nights") == ("4 of 7", "6 of 7", "nights")
    assert suggested("On 3 May 2026 the fridge was empty.", "") == ("", "", "")
