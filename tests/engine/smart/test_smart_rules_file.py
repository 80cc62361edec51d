from collections.abc import Callable
from dataclasses import fields
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from riskform.definitions.smart_rules import (
    MOST_WORDS,
    RULE_CASES,
    RULE_NAMES,
    Code,
    SmartRules,
    WordLists,
    read_smart_rules,
)
from riskform.engine.smart.vocabulary import Vocabulary
from riskform.engine.uk_dates import parse_uk_date


def test_every_rule_of_the_engine_is_in_the_file_with_all_its_cases(rules: SmartRules) -> None:
    assert [rule.code for rule in rules.rules] == list(RULE_NAMES)
    for rule in rules.rules:
        assert {case.case for case in rule.cases} == set(RULE_CASES.get(rule.code, ()))


def test_every_code_that_can_be_written_has_a_name() -> None:
    assert get_args(Code) == tuple(RULE_NAMES)


def test_every_message_is_eight_words_or_fewer(rules: SmartRules) -> None:
    messages = [rule.message for rule in rules.rules]
    messages += [case.message for rule in rules.rules for case in rule.cases]
    assert [text for text in messages if len(text.split()) > MOST_WORDS] == []


def test_a_rule_is_found_by_its_code(rules: SmartRules) -> None:
    found = rules.rule("M2")
    assert found is not None
    assert found.name == "no_measure"
    assert rules.rule("Z9") is None


def test_language_rules_only_advise(rules: SmartRules) -> None:
    blocking = {rule.code for rule in rules.rules if rule.strength == "blocks"}
    assert blocking == {"T1", "A1", "A4", "M1", "M2", "R1", "R2", "C1"}


def test_the_engine_reads_every_word_list_of_the_file() -> None:
    ready = {field.name for field in fields(Vocabulary)}
    assert set(WordLists.model_fields) <= ready


def test_the_examples_keep_the_rules_themselves(rules: SmartRules) -> None:
    for subject in (*rules.subjects, rules.any_subject):
        assert parse_uk_date(subject.due)
        assert "," in subject.owner


def without_message(data: dict[str, Any]) -> None:
    del data["rules"][0]["message"]


def long_message(data: dict[str, Any]) -> None:
    data["rules"][0]["message"] = "one two three four five six seven eight nine"


def long_message_of_a_case(data: dict[str, Any]) -> None:
    rule = next(rule for rule in data["rules"] if rule["code"] == "T3")
    rule["cases"][0]["message"] = "one two three four five six seven eight nine"


def unknown_rule(data: dict[str, Any]) -> None:
    data["rules"][0]["code"] = "Z9"


def other_name(data: dict[str, Any]) -> None:
    data["rules"][0]["name"] = "nodate"


def unknown_case(data: dict[str, Any]) -> None:
    data["rules"][0]["cases"] = [{"case": "later", "message": "Too late."}]


def unknown_key(data: dict[str, Any]) -> None:
    data["rules"][0]["severity"] = "high"


def unknown_strength(data: dict[str, Any]) -> None:
    data["rules"][0]["strength"] = "warns"


def levels_of_advice(data: dict[str, Any]) -> None:
    data["rules"][1]["blocks_at"] = ["3"]


def rule_twice(data: dict[str, Any]) -> None:
    data["rules"].append(data["rules"][0])


def no_number(data: dict[str, Any]) -> None:
    data["limits"]["copy_share"] = "most"


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (without_message, "message"),
        (long_message, "at most 8 words"),
        (long_message_of_a_case, "at most 8 words"),
        (unknown_rule, "'Z9'"),
        (other_name, "is called no_date"),
        (unknown_case, "has no case later"),
        (unknown_key, "severity"),
        (unknown_strength, "'blocks' or 'advises'"),
        (levels_of_advice, "blocks_at is only for"),
        (rule_twice, "written twice"),
        (no_number, "copy_share"),
    ],
)
def test_a_slip_in_the_file_is_refused_in_words(
    written: dict[str, Any], spoil: Callable[[dict[str, Any]], None], says: str
) -> None:
    spoil(written)
    with pytest.raises(ValidationError) as refused:
        read_smart_rules(written)
    assert says in str(refused.value)


def test_rules_from_before_there_was_a_limit_of_outcomes_have_one(written: dict[str, Any]) -> None:
    del written["limits"]["outcomes_of_one_child"]
    assert read_smart_rules(written).limits.outcomes_of_one_child == 5
