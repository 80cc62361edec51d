import pytest

from riskform.engine.smart.reading_age import reading_age
from riskform.engine.smart.text import Phrases, stem, tokens, verb_forms, words


def test_words_are_folded_and_hyphens_part_them() -> None:
    assert words("Zoë's CO-OPERATION, at 9pm!") == ("zoe", "co", "operation", "at", "9pm")


def test_an_apostrophe_is_the_same_however_it_is_typed() -> None:
    typed = "D\N{RIGHT SINGLE QUOTATION MARK}Angelo's"
    assert [(token.word, token.possessive) for token in tokens(typed)] == [("d'angelo", True)]


def test_an_accent_typed_apart_is_the_same_letter() -> None:
    assert words("Zoe\N{COMBINING DIAERESIS}") == words("Zoë") == ("zoe",)


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("monitor", "monitoring"),
        ("ensure", "ensuring"),
        ("comply", "complies"),
        ("stop", "stopping"),
        ("address", "addresses"),
    ],
)
def test_a_verb_is_known_in_its_regular_forms(verb: str, form: str) -> None:
    assert form in verb_forms(verb)


def test_the_longest_phrase_wins_and_none_lies_inside_another() -> None:
    phrases = Phrases(["long term", "long", "term"])
    assert list(phrases.spans(words("a long-term plan of a long day"))) == [(1, 3), (6, 7)]


def test_an_entry_without_a_word_is_passed_over() -> None:
    assert not Phrases(["--", ""]).found_in(("a",))


@pytest.mark.parametrize(("one", "other"), [("attends", "attended"), ("safe", "safely")])
def test_stems_join_forms_of_one_word(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_plain_words_are_read_younger_than_long_ones() -> None:
    plain = reading_age("Kit sleeps in his own cot each night.")
    hard = reading_age("Facilitate a multidisciplinary intervention regarding parental capacity.")
    assert plain is not None
    assert hard is not None
    assert plain < 11
    assert hard > 20


def test_a_few_words_say_nothing_about_reading() -> None:
    assert reading_age("Psychological assessment") is None
