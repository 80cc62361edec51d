from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskform.engine.reviews.amounts import (
    Amount,
    amount_in_words,
    amounts_in,
    is_unit,
    normal_unit,
)


@pytest.mark.parametrize(
    ("text", "number", "of", "unit"),
    [
        ("3 of 14", 3, 14, ""),
        ("3/14", 3, 14, ""),
        ("3 out of the last 14 nights", 3, 14, "nights"),
        ("Late no more than 2 days in 20", 2, 20, "days"),
        ("9th centile", 9, None, "centile"),
        ("41%", 41, None, "%"),
        ("41 per cent", 41, None, "%"),
        ("2.4 kg", "2.4", None, "kg"),
        ("2.4kg", "2.4", None, "kg"),
        ("33.33333333 %", "33.33333333", None, "%"),
        ("1,200 g", 1200, None, "g"),
        ("£20", 20, None, "£"),
        ("2 incidents in 8 weeks", 2, None, "incidents"),
        ("90% or more for 6 weeks", 90, None, "%"),
        ("None in the last 2 months", 0, None, ""),
        ("Twice", 2, None, ""),
        ("three visits", 3, None, "visits"),
    ],
)
def test_a_number_is_read_as_people_here_write_it(
    text: str, number: int | str, of: int | None, unit: str
) -> None:
    whole = None if of is None else Fraction(of)
    assert amounts_in(text) == (Amount(Fraction(number), whole, unit),)


@pytest.mark.parametrize(
    "text", ["", "No change", "by 8:50", "24/04/2026", "no pain nights in the last 14 days", "½"]
)
def test_what_is_no_count_is_no_number(text: str) -> None:
    assert amounts_in(text) == ()


@pytest.mark.parametrize(
    "text", ["-5", "\N{MINUS SIGN}5 kg", "£-5", "3½ hours", "1e309", "0x10", "1_000", "5.5.5"]
)
def test_half_of_a_number_is_not_read_as_another_number(text: str) -> None:
    assert amounts_in(text) == ()


def test_a_number_with_more_groups_than_anybody_counts_can_still_be_said() -> None:
    for amount in amounts_in("1" + ",000" * 120 + ".5"):
        assert amount_in_words(amount, "kg")


def test_two_numbers_are_two() -> None:
    assert [a.number for a in amounts_in("Late 11 of 20 days, hungry on 7.")] == [11, 7]


@pytest.mark.parametrize(
    ("one", "other"), [("Visits", "visit"), ("kilograms", "kg"), ("percentile", "centile")]
)
def test_a_unit_is_the_same_in_the_plural_and_by_its_other_name(one: str, other: str) -> None:
    assert normal_unit(one) == normal_unit(other)
    assert is_unit(one)


@pytest.mark.parametrize("written", ["9th", "91st", "2nd", "3rd", "11th", "0.4th", "99.6th"])
def test_a_centile_is_said_as_people_say_it(written: str) -> None:
    (amount,) = amounts_in(f"{written} centile")
    assert amount_in_words(amount, "centile") == f"{written} centile"


def test_grams_and_kilograms_are_two_units() -> None:
    assert normal_unit("g") != normal_unit("kg")


@given(st.integers(0, 99_999), st.one_of(st.none(), st.integers(1, 99_999)))
@settings(max_examples=40)
def test_what_is_said_in_words_is_read_back_as_the_same_amount(number: int, of: int | None) -> None:
    amount = Amount(Fraction(number), None if of is None else Fraction(of), "visits")
    assert amounts_in(amount_in_words(amount, "visits")) == (amount,)


@given(st.text(max_size=600))
@settings(max_examples=60)
def test_any_text_is_read_without_harm(text: str) -> None:
    for amount in amounts_in(text):
        assert amount.number >= 0
