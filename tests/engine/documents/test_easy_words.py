"""One idea a line, and never a line that says something else than what was written."""

import pytest

from riskform.engine.documents.easy_words import lines_of


def test_each_sentence_and_each_line_stands_alone() -> None:
    text = "Kit sleeps in a cot. Who helps? Carly does!\n\nDean too."
    assert lines_of(text) == ("Kit sleeps in a cot.", "Who helps?", "Carly does!", "Dean too.")


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Okoro and Mrs. J. Bell visit Kit.",
        "Give 2.5 ml at 9 a.m. with food.",
        "See room no. 5 upstairs.",
        "Ellie said “I am cold. I want a bed.” to Priya",
        "Carly rings (in the day. Not at night) the team.",
        "",
    ],
)
def test_a_full_stop_that_ends_no_sentence_breaks_no_line(text: str) -> None:
    assert lines_of(text) == ((text,) if text else ())


def test_a_long_sentence_is_broken_where_both_halves_stand() -> None:
    text = "Carly puts Kit into his own cot each evening, because Kit sleeps best in his own cot."
    assert lines_of(text) == (
        "Carly puts Kit into his own cot each evening,",
        "because Kit sleeps best in his own cot.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "If Dean has been drinking, Carly feeds Kit, and Dean goes up to bed on his own.",
        "Dean will not drink at home in the evening, and Dean's friends stay away from Kit.",
        "Nobody smokes in the room where the children sleep, and everybody smokes outside.",
        "The health visitor brings a cot, a mattress, two sheets, and a night light for Kit.",
        "Carly keeps the medicine, so that a child can, for example, never get near to it.",
    ],
)
def test_a_long_sentence_is_left_whole_where_a_half_would_say_too_much(text: str) -> None:
    assert len(lines_of(text)) == 1


def test_a_date_has_its_weekday_and_no_second_one() -> None:
    assert lines_of("Ring by 14 March 2026 or on Monday 16 March 2026, not 2/4/2026.") == (
        "Ring by Saturday 14 March 2026 or on Monday 16 March 2026, not Thursday 2 April 2026.",
    )


@pytest.mark.parametrize("text", ["31 February 2026", "31/2/2026", "3/12/2026/7", "March 2026"])
def test_what_is_no_day_stays_as_typed(text: str) -> None:
    assert lines_of(text) == (text,)


def test_numbers_are_digits() -> None:
    assert lines_of("Two adults watch Kit for three nights, at ten.") == (
        "2 adults watch Kit for 3 nights, at 10.",
    )


@pytest.mark.parametrize(
    "text",
    ["A two-year-old", "No one is alone", "two hundred steps", "“two beds”", "Ask Seven Bell"],
)
def test_a_number_inside_something_else_stays_a_word(text: str) -> None:
    assert lines_of(text) == (text,)
