from datetime import date
from typing import Any

import pytest

from riskform.definitions.smart_rules import SmartRules
from riskform.engine.smart import smart_report

GOOD: dict[str, object] = {
    "id": "G1",
    "children": ["Kit", "Ellie"],
    "level": 4,
    "outcome": "Kit sleeps in his own clear cot each night.",
    "baseline": "On the sofa 3 nights in 5",
    "measure": "Seen in his cot at 6 visits",
    "action": "Show Dean the cot",
    "owner": "Priya Nair, health visitor",
    "due": "1st May 2026",
    "contingency": "Kit sleeps at Pat's.",
    "assessed_on": "2026-04-01",
    "next_review": "2026-05-13",
}


def report(rules: SmartRules, **changes: object) -> dict[str, Any]:
    (line,) = smart_report(rules, [{**GOOD, **changes}], {4: 6})
    return line


def codes(line: dict[str, Any]) -> list[str]:
    return sorted(rule["rule"] for rule in line["rules"])


def test_a_good_item_has_no_letters_and_no_rules(rules: SmartRules) -> None:
    assert report(rules) == {"id": "G1", "letters": [], "rules": []}


def test_a_rule_is_given_with_letter_strength_and_message(rules: SmartRules) -> None:
    assert report(rules, owner="Everyone") == {
        "id": "G1",
        "letters": ["A"],
        "rules": [
            {
                "rule": "A1",
                "letter": "A",
                "strength": "blocks",
                "message": "Name one person who will do this.",
            }
        ],
    }


def test_letters_come_in_the_order_of_the_word(rules: SmartRules) -> None:
    line = report(rules, outcome="Mum to engage", measure="", owner="", due="ongoing")
    assert line["letters"] == ["S", "M", "A", "R", "T"]


def test_the_contingency_has_no_letter(rules: SmartRules) -> None:
    line = report(rules, contingency=None)
    assert line["letters"] == []
    assert [(rule["rule"], rule["letter"]) for rule in line["rules"]] == [("C1", None)]


@pytest.mark.parametrize("value", [None, "", "  ", "-", "NULL", "n/a", "Not applicable"])
def test_missing_null_and_blank_are_the_same(rules: SmartRules, value: str | None) -> None:
    missing = {key: text for key, text in GOOD.items() if key not in ("measure", "owner")}
    (without,) = smart_report(rules, [missing], {4: 6})
    assert report(rules, measure=value, owner=value) == without
    assert codes(without) == ["A1", "M2"]


def test_a_date_that_is_both_the_outcomes_and_the_actions_is_named_once(rules: SmartRules) -> None:
    assert codes(report(rules, due="31 April 2026")) == ["T1"]
    assert codes(report(rules, due="14/05/2026")) == ["T3"]


def test_too_late_means_after_the_earlier_of_review_and_limit(rules: SmartRules) -> None:
    assert codes(report(rules, next_review="2026-04-20")) == ["T3"]
    assert codes(report(rules, next_review=None, due="13/05/2026")) == []
    assert codes(report(rules, next_review=None, due="14/05/2026")) == ["T3"]
    assert codes(report(rules, next_review=None, assessed_on=None, due="2030-01-01")) == []


def test_a_day_before_the_assessment_blocks(rules: SmartRules) -> None:
    (rule,) = report(rules, due="31/03/2026")["rules"]
    assert (rule["rule"], rule["strength"]) == ("T3", "blocks")


@pytest.mark.parametrize("level", [2, "2", "Level 2"])
def test_what_blocks_at_some_levels_advises_at_the_others(rules: SmartRules, level: object) -> None:
    (rule,) = report(rules, level=level, baseline="")["rules"]
    assert (rule["rule"], rule["strength"]) == ("M1", "advises")


def test_without_children_no_name_is_asked_for(rules: SmartRules) -> None:
    assert codes(report(rules, children=None)) == []


@pytest.mark.parametrize(
    "children", ["Kit", "Kit and Ellie", ["Kit"], [{"name": "Kit"}], {"name": "Kit"}]
)
def test_children_may_be_written_in_several_ways(rules: SmartRules, children: object) -> None:
    assert codes(report(rules, children=children)) == []
    assert codes(report(rules, children=children, outcome="He sleeps well each night.")) == ["R1"]


def test_values_that_are_no_text_are_read_as_their_text(rules: SmartRules) -> None:
    assert codes(report(rules, due=date(2026, 5, 1), level=4.0, baseline=3)) == []


def test_items_that_share_a_child_are_judged_together(rules: SmartRules) -> None:
    for_ellie = {**GOOD, "id": 2, "outcome": "Ellie sleeps in her own clear cot each night."}
    first, second = smart_report(rules, [GOOD, for_ellie])
    assert (codes(first), codes(second)) == (["R3"], ["R3"])


def test_items_that_share_no_child_are_not(rules: SmartRules) -> None:
    kit = {**GOOD, "children": ["Kit"]}
    ellie = {
        **GOOD,
        "children": ["Ellie"],
        "outcome": "Ellie sleeps in her own clear cot each night.",
    }
    assert [codes(line) for line in smart_report(rules, [kit, ellie])] == [[], []]


def test_one_parent_with_too_many_actions_is_seen_across_items(rules: SmartRules) -> None:
    items = [{**GOOD, "id": n, "owner": "Carly Marsh, mother"} for n in range(5)]
    items.append(GOOD)
    found = [codes(line) for line in smart_report(rules, items)]
    assert found == [["A3"]] * 5 + [[]]


def test_six_actions_on_the_day_of_the_review_are_seen_across_items(rules: SmartRules) -> None:
    items = [{**GOOD, "id": n, "due": "2026-05-13"} for n in range(6)]
    assert [codes(line) for line in smart_report(rules, items)] == [["T4"]] * 6
    assert [codes(line) for line in smart_report(rules, items[:5])] == [[]] * 5


def test_an_item_of_nothing_gets_its_line(rules: SmartRules) -> None:
    (line,) = smart_report(rules, [{}])
    assert line["id"] is None
    assert codes(line) == ["A1", "M1", "M2", "T1"]


def test_an_item_without_an_action_is_judged_by_its_owner_as_before(rules: SmartRules) -> None:
    assert codes(report(rules, action="")) == []
    assert codes(report(rules, action="", owner="")) == ["A1"]


def test_no_items_give_an_empty_list(rules: SmartRules) -> None:
    assert smart_report(rules, []) == []
