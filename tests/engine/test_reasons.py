import pytest

from riskform.engine.reasons import SAYS_NOTHING, refused, says_something


@pytest.mark.parametrize("text", ["", "  ", "-", "--", ".", "...", "?", "x", "X", "xxx", "1", "🦊"])
def test_marks_and_one_letter_say_nothing(text: str) -> None:
    assert not says_something(text)


@pytest.mark.parametrize("text", ["n/a", "N/A.", " n.a. ", "N / A", "None", "nil", "NO REASON!"])
def test_words_that_only_fill_a_box_say_nothing_however_they_are_typed(text: str) -> None:
    assert not says_something(text)


def test_every_entry_of_the_list_says_nothing() -> None:
    assert [entry for entry in SAYS_NOTHING if says_something(entry)] == []


@pytest.mark.parametrize(
    "text",
    ["He moved", "Court", "None of us was let in", "No car", "N/A until he is born", "Нет", "好的"],
)
def test_a_short_reason_is_one(text: str) -> None:
    assert says_something(text)


def test_what_says_nothing_is_quoted_and_a_blank_is_not() -> None:
    assert refused(" n/a\n") == " “n/a” does not say it."
    assert refused(" \n ") == ""
    assert refused("." * 90) == f" “{'.' * 60}…” does not say it."
