import re
from typing import Any

import pytest

from riskform.definitions.smart_rules import SmartRules
from riskform.engine.smart import separate_actions
from riskform.engine.smart.text import words

# What may stand between two parts and is in neither.
BETWEEN = {"and", "then", "also"}
LONG = "Ring housing and then visit Carly; " * 60


def test_each_part_begins_with_a_doing_word(rules: SmartRules) -> None:
    text = "Ring housing and visit Carly and write to the school"
    assert separate_actions(text, rules) == (
        "Ring housing",
        "Visit Carly",
        "Write to the school",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ring housing, visit Carly",
        "Ring housing; then visit Carly",
        "Ring housing. visit Carly",
        "Ring housing & also visit Carly",
        "- ring housing\n- visit Carly\n",
        "1. Ring housing\r\n2. Visit Carly",
        "Ring housing\nvisit Carly",
    ],
)
def test_parts_are_told_by_what_joins_them(rules: SmartRules, text: str) -> None:
    assert [part.rstrip(".") for part in separate_actions(text, rules)] == [
        "Ring housing",
        "Visit Carly",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n ",
        "and",
        "Take Tomasz and his mother to the dentist",
        "Ring and visit Carly",
        "Start the bath, book, bed routine",
        "Write down each meal and call",
        "Ask the ward for the dates and visits of his nan",
        "Arrange the blood test and check-up at the clinic",
    ],
)
def test_one_thing_to_do_has_no_parts(rules: SmartRules, text: str) -> None:
    assert separate_actions(text, rules) == ()


def test_lines_are_parts_where_no_doing_word_tells_them(rules: SmartRules) -> None:
    text = "the housing office\n\n* a visit to Carly"
    assert separate_actions(text, rules) == ("The housing office", "A visit to Carly")


def test_without_rules_only_lines_are_told_apart() -> None:
    assert separate_actions("Ring housing and visit Carly", None) == ()
    assert separate_actions("Ring housing\nVisit Carly", None) == ("Ring housing", "Visit Carly")


def test_what_comes_after_the_twelfth_part_stays_in_it(rules: SmartRules) -> None:
    parts = separate_actions(LONG, rules)
    assert len(parts) == 12
    assert parts[-1].startswith("Visit Carly; Ring housing and then visit Carly; Ring")
    assert parts[-1].count("Ring housing and then visit Carly") == 54


HARD = [
    LONG,
    "and and then, ring ; visit , \n - \n 3) write and",
    "нет and ring هاتف housing and visit Łukasz\x00 & write\u2028to Zoë",
    "ring " * 5000,
    "- - - ring the and visit the and\n- write",
    "ǆ ring a b, visit c d",
]


@pytest.mark.parametrize("text", HARD)
def test_no_word_is_lost_whatever_the_text_is(rules: SmartRules, text: str) -> None:
    parts = separate_actions(text, rules)
    left = list(words(" ".join(parts)))
    for word in words(text):
        if left and word == left[0]:
            left.pop(0)
        elif parts:
            assert word in BETWEEN or re.fullmatch(r"\d{1,2}", word)
    assert left == []


def test_no_word_of_the_banks_is_lost(rules: SmartRules, banks: dict[str, Any]) -> None:
    for bank in banks.values():
        for item in (*bank["good"], *bank["bad"]):
            parts = separate_actions(item.get("action", ""), rules)
            kept = [w for w in words(" ".join(parts)) if w not in BETWEEN]
            said = [w for w in words(item.get("action", "")) if w not in BETWEEN]
            assert kept in ([], said)
