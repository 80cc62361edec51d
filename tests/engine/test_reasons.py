import pytest

from riskform.engine.reasons import SAYS_NOTHING, refused, says_something


@pytest.mark.parametrize(
    "text", ["", "  ", "-", "--", ".", "...", "?", "x", "X", "xxx", "x x x", "1", "123", "🦊"]
)
def test_marks_digits_and_one_letter_say_nothing(text: str) -> None:
    assert not says_something(text)


@pytest.mark.parametrize("text", ["n/a", "N/A.", " n.a. ", "N / A", "None", "nil", "NO REASON!"])
def test_words_that_only_fill_a_box_say_nothing_however_they_are_typed(text: str) -> None:
    assert not says_something(text)


def test_every_entry_of_the_list_says_nothing() -> None:
    assert [entry for entry in SAYS_NOTHING if says_something(entry)] == []


@pytest.mark.parametrize(
    "text",
    [
        *("He moved", "moved out", "Court", "died", "Died.", "In prison", "Ill", "Mum said no"),
        *("same as Ali", "Same as last time, no cot yet", "As above, and she has moved too"),
        *("None of us was let in", "No car", "No need: he left", "N/A until he is born"),
        *("Not needed now that the cot is here", "18 now", "A&E", "OK'd by Sam", "Нет", "好的"),
    ],
)
def test_a_short_reason_is_one(text: str) -> None:
    assert says_something(text)


def test_what_says_nothing_is_quoted_and_a_blank_is_not() -> None:
    assert refused(" n/a\n") == " “n/a” does not say it."
    assert refused(" \n ") == ""
    assert refused("." * 90) == f" “{'.' * 60}…” does not say it."
