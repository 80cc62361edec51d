"""The rates that keep the check worth listening to, on sentences of three kinds."""

from typing import Any

import pytest

from riskform.definitions.smart_rules import SmartRules
from riskform.engine.smart import smart_report

Banks = dict[str, dict[str, list[dict[str, Any]]]]


def letters(report: dict[str, Any]) -> set[str]:
    return set(report["letters"])


def test_no_good_example_of_the_pack_is_flagged(rules: SmartRules, banks: Banks) -> None:
    flagged = [line for line in smart_report(rules, banks["banks"]["good"]) if line["rules"]]
    assert flagged == []


def test_every_bad_example_of_the_pack_breaks_at_least_its_letters(
    rules: SmartRules, banks: Banks
) -> None:
    bad = banks["banks"]["bad"]
    found = smart_report(rules, bad)
    missed = {
        item["id"]: set(item["breaks"]) - letters(line)
        for item, line in zip(bad, found, strict=True)
        if not set(item["breaks"]) <= letters(line)
    }
    assert missed == {}


@pytest.mark.parametrize("name", ["held_out", "single_faults", "practice", "unseen"])
def test_at_most_1_in_20_good_sentences_is_advised_against(
    rules: SmartRules, banks: Banks, name: str
) -> None:
    good = banks[name]["good"]
    flagged = [line for line in smart_report(rules, good) if line["rules"]]
    assert len(flagged) * 20 <= len(good), flagged


@pytest.mark.parametrize("name", ["held_out", "single_faults", "practice", "unseen"])
def test_at_least_9_in_10_bad_sentences_are_caught_with_all_their_letters(
    rules: SmartRules, banks: Banks, name: str
) -> None:
    bad = banks[name]["bad"]
    found = zip(bad, smart_report(rules, bad), strict=True)
    missed = [line for item, line in found if not set(item["breaks"]) <= letters(line)]
    assert len(missed) * 10 <= len(bad), missed


def broken_by(rules: SmartRules, items: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Return by outcome the rules that it breaks, each item by itself."""
    broken = {}
    for item in items:
        alone: list[dict[str, Any]] = smart_report(rules, [item])
        broken[item["outcome"]] = {rule["rule"] for rule in alone[0]["rules"]}
    return broken


@pytest.mark.parametrize("half", ["worked_on", "put_aside"])
def test_at_most_1_in_20_outcomes_that_show_something_is_said_to_show_nothing(
    rules: SmartRules, to_see: Banks, half: str
) -> None:
    good = to_see[half]["good"]
    flagged = [said for said, broken in broken_by(rules, good).items() if "M6" in broken]
    assert len(flagged) * 20 <= len(good) == 40, flagged


@pytest.mark.parametrize("half", ["worked_on", "put_aside"])
def test_at_least_9_in_10_outcomes_that_show_nothing_are_told_so(
    rules: SmartRules, to_see: Banks, half: str
) -> None:
    bad = to_see[half]["bad"]
    missed = [said for said, broken in broken_by(rules, bad).items() if "M6" not in broken]
    assert len(missed) * 10 <= len(bad) == 20, missed


def test_names_do_not_matter(rules: SmartRules, banks: Banks) -> None:
    def renamed(item: dict[str, Any], name: str) -> dict[str, Any]:
        old = item["children"][0]
        return {
            key: [name] if key == "children" else value.replace(old, name)
            for key, value in item.items()
            if isinstance(value, str) or key == "children"
        }

    for name in ("Nguyễn Ánh", "Zoë-Mae", "O'Shea", "Will", "محمد", "Łukasz", "X"):
        items = [renamed(item, name) for item in banks["banks"]["good"]]
        flagged = [line for line in smart_report(rules, items) if line["rules"]]
        assert flagged == [], name
