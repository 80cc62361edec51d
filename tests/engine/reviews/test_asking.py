from dataclasses import replace

import pytest

from riskform.definitions.smart_rules import SmartRules
from riskform.engine.reviews.asking import lacking
from riskform.engine.reviews.given import ActionGiven
from riskform.engine.reviews.model import ActionReview
from tests.engine.reviews.making import COT, UNCOUNTED, asked, review, standing_of
from tests.shipped import shipped

PAST = replace(COT, by="2026-03-20")
ON = {"by": "2026-05-01"}


@pytest.fixture(scope="module")
def rules() -> SmartRules:
    rules = shipped().forms["child_risk_assessment"].smart_rules
    assert rules is not None
    return rules


def fields(**given: object) -> list[str]:
    return list(lacking(asked(**given)))


def test_a_review_that_says_everything_lacks_nothing() -> None:
    assert lacking(asked()) == {}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"value": "31 tonnes of 6"}, "value"),
        ({"value": ""}, "value"),
        ({"value": "2.4 kg"}, "value"),
        ({"measured_on": "31/2/2026"}, "measured"),
        ({"measured_on": "2026-04-02"}, "measured"),
        ({"measured_on": "2026-03-01"}, "measured"),
        ({"progress": "splendid"}, "progress"),
        ({"evidence": ()}, "evidence"),
        ({"evidence": ("rumour",)}, "evidence"),
        ({"next": ""}, "next"),
        ({"by": "31/4/2026"}, "by"),
        ({"by": "2026-04-01"}, "by"),
    ],
)
def test_what_is_blank_or_impossible_is_asked_for(changed: dict[str, object], field: str) -> None:
    assert field in fields(**changed)


def test_another_unit_is_refused_with_the_outcome_and_what_to_do() -> None:
    said = lacking(asked(value="2.4 kg"))["value"]
    assert said == (
        "What is the measure now, for “Kit sleeps in his own cot for every sleep.”: “2.4 kg” is in"
        " another unit. Write it in visits, or change how this outcome is measured first."
    )


def test_a_word_that_differs_from_the_numbers_needs_a_reason_and_both_are_kept() -> None:
    assert fields(progress="same") == ["reason-differs"]
    assert fields(progress="same", reasons={"differs": "Only because I rang first"}) == []


def test_done_needs_good_enough_or_a_reason() -> None:
    assert fields(progress="done", next="close", value="6 of 6") == []
    assert fields(progress="done", next="close") == ["reason-done"]
    assert fields(progress="done", next="close", reasons={"done": "He has moved"}) == []


def test_cannot_tell_needs_no_number_but_somebody_who_finds_out_by_a_day() -> None:
    assert fields(progress="cannot_tell", value="") == ["finds_out", "find_out_by"]
    assert fields(progress="cannot_tell", value="", finds_out="Sam", find_out_by="2026-04-03") == []


def test_only_a_parents_word_is_unclear_and_another_source_beside_it_is_not() -> None:
    assert fields(evidence=("parent",)) == ["finds_out", "find_out_by"]
    assert fields(evidence=("parent", "agency")) == []


def test_the_same_twice_asks_for_a_change_or_a_reason() -> None:
    now = standing_of(review(progress="same", computed="same"))
    same = {"progress": "same", "value": "3 of 6"}
    assert list(lacking(asked(now, **same))) == ["reason-same"]
    assert lacking(asked(now, **same, reasons={"same": "The cot came yesterday"})) == {}
    changed = {"next": "change", "new_what": "Go at night", "new_who": "Sam"}
    assert lacking(asked(now, **same, **changed, new_due="2026-04-03")) == {}


def test_words_that_are_changed_are_no_keeping() -> None:
    assert fields(what="Kit sleeps in a cot by day too.") == ["next"]


def test_doing_the_contingency_now_is_a_change_and_needs_no_reason_for_none() -> None:
    now = standing_of(review(value="4 of 6"))
    done = {"contingency": "now", "contingency_who": "Sam", "contingency_by": "2026-04-01"}
    assert lacking(asked(now, value="1 of 6", progress="worse", **done)) == {}


def test_a_day_that_does_not_exist_is_named() -> None:
    said = lacking(asked(measured_on="31/2/2026"))["measured"]
    assert said == ("When was this: 31/2/2026 is not a real date. Write a day, a month and a year.")


def test_what_is_kept_twice_and_gets_better_is_left_alone() -> None:
    assert lacking(asked(standing_of(review()), value="4 of 6")) == {}


def test_what_is_kept_twice_and_is_not_better_asks() -> None:
    unclear = {
        "value": "",
        "progress": "cannot_tell",
        "finds_out": "Sam",
        "find_out_by": "2026-04-03",
    }
    assert list(lacking(asked(standing_of(review()), **unclear))) == ["reason-same"]


def test_change_without_a_change_is_asked_what_changes() -> None:
    assert fields(next="change") == ["what"]
    assert fields(next="change", what="Kit sleeps in a cot by day too.") == []


def test_closing_before_it_is_good_enough_needs_a_reason() -> None:
    assert fields(next="close") == ["reason-close"]
    assert fields(next="close", value="6 of 6") == []
    assert fields(next="close", value="6 of 6", by="31/2/2026") == ["by"]


def test_worse_puts_the_contingency_before_the_person() -> None:
    now = standing_of(review(value="4 of 6"))
    worse = {"value": "1 of 6", "progress": "worse"}
    assert next(iter(lacking(asked(now, **worse)))) == "contingency"
    later = asked(now, **worse, contingency="not", reasons={"contingency": "Pat has him now"})
    assert "contingency" not in lacking(later)
    at_once = asked(now, **worse, contingency="now")
    assert {"contingency_who", "contingency_by"} <= set(lacking(at_once))


def test_a_day_that_passed_without_good_enough_makes_the_contingency_due_first() -> None:
    now = standing_of(outcome=PAST)
    assert next(iter(lacking(asked(now, **ON)))) == "contingency"
    assert "contingency" not in lacking(asked(now, **ON, value="6 of 6"))


def test_what_cannot_be_counted_is_told_in_words() -> None:
    assert list(lacking(asked(measure=UNCOUNTED, value=""))) == ["words"]
    assert lacking(asked(measure=UNCOUNTED, value="", words="Settles in his cot")) == {}


@pytest.mark.parametrize(
    ("action", "field"),
    [
        (ActionGiven(), "action-ibring-state"),
        (ActionGiven("not_needed"), "action-ibring-why"),
        (ActionGiven("not_done", what="Bring it", who="Sam", due=""), "action-ibring-due"),
        (ActionGiven("not_done", what="Bring it", due="2026-04-09"), "action-ibring-who"),
    ],
)
def test_each_open_action_says_what_became_of_it(action: ActionGiven, field: str) -> None:
    assert fields(actions={"ibring": action}) == [field]


def test_an_action_carried_unchanged_through_two_reviews_asks_for_a_change_or_a_reason() -> None:
    (bring,) = standing_of().actions
    on = ActionGiven("not_done", what=bring.what, who=bring.who, due="2026-04-09")
    once = standing_of(review(actions=(_carried(bring.what, bring.who),)))
    assert once.actions[0].carried == 1
    given = {"value": "4 of 6", "actions": {"ibring": on}}
    assert list(lacking(asked(once, **given))) == ["action-ibring-why"]
    changed = {**given, "actions": {"ibring": replace(on, who="Sam Okoro")}}
    assert lacking(asked(once, **changed)) == {}


def test_a_new_action_needs_somebody_and_a_day() -> None:
    assert fields(new_what="Go at night") == ["new_who", "new_due"]
    assert fields(new_who="Sam") == ["new_what"]


def _carried(what: str, who: str) -> ActionReview:
    return ActionReview("ibring", "not_done", what, who, "2026-03-30")


@pytest.mark.parametrize("why", ["n/a", "-", "x"])
def test_a_reason_that_says_nothing_is_asked_for_again_and_quoted(why: str) -> None:
    said = lacking(asked(progress="done", next="close", reasons={"done": why}))
    assert said == {
        "reason-done": "Why it is done: good enough is Cot seen clear on 6 of 6 visits. Say why it"
        f" is done all the same. “{why}” does not say it."
    }


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"progress": "same", "reasons": {"differs": "none"}}, "reason-differs"),
        ({"next": "close", "reasons": {"close": "."}}, "reason-close"),
        ({"what": "n/a", "next": "change"}, "what"),
        ({"if_not": "-", "next": "change"}, "if_not"),
        ({"new_what": "tbc", "new_who": "Sam", "new_due": "2026-05-01"}, "new_what"),
        ({"actions": {"ibring": ActionGiven("not_needed", "n/a")}}, "action-ibring-why"),
        (
            {"actions": {"ibring": ActionGiven("not_done", "", "-", "Sam", "2026-05-01")}},
            "action-ibring-what",
        ),
    ],
)
def test_a_change_or_a_reason_that_says_nothing_is_refused(
    changed: dict[str, object], field: str
) -> None:
    said = lacking(asked(**changed))
    assert "” does not say it." in said[field]


@pytest.mark.parametrize("who", ["n/a", "none", "-", "tbc", "to be named", "School", "Mum and Dad"])
def test_who_does_something_is_one_person_as_in_the_plan(who: str, rules: SmartRules) -> None:
    unclear = {"evidence": ("parent",), "finds_out": who, "find_out_by": "2026-04-03"}
    added = {"new_what": "Go at night", "new_who": who, "new_due": "2026-05-01"}
    carried = {"ibring": ActionGiven("not_done", "", "Bring it", who, "2026-05-01")}
    given = asked(standing_of(outcome=PAST), **unclear, **added, **ON, actions=carried)
    at_once = {"contingency": "now", "contingency_who": who, "contingency_by": "2026-05-01"}
    given = replace(given, given=replace(given.given, **at_once), rules=rules)
    assert lacking(given) == {
        "contingency_who": f"Who does it: name one person. “{who}” is not one person.",
        "finds_out": "Who finds out: only a parent has said so, so it is unclear. Name one person."
        f" “{who}” is not one person.",
        "action-ibring-who": "“Bring a cot and watch it set up”: name one person."
        f" “{who}” is not one person.",
        "new_who": f"Who does the new action: name one person. “{who}” is not one person.",
    }


@pytest.mark.parametrize("who", ["Nan", "Nona Reid", "N. A. Khan", "Sarah Every", "Aung Oo", "王"])
def test_a_person_is_one_whatever_their_name(who: str, rules: SmartRules) -> None:
    given = asked(evidence=("parent",), finds_out=who, find_out_by="2026-04-03")
    assert lacking(replace(given, rules=rules)) == {}


def test_who_was_agreed_for_an_action_may_stay_there(rules: SmartRules) -> None:
    (bring,) = COT.actions
    agreed = standing_of(outcome=replace(COT, actions=(replace(bring, who="The school"),)))
    carried = ActionGiven("not_done", "", "Bring it", "The school", "2026-05-01")
    given = replace(asked(agreed, actions={"ibring": carried}), rules=rules)
    assert lacking(given) == {}
    changed = replace(carried, who="The nursery")
    changed_given = replace(given.given, actions={"ibring": changed})
    assert list(lacking(replace(given, given=changed_given))) == ["action-ibring-who"]


def test_words_that_say_nothing_are_no_change_where_something_has_to_change() -> None:
    before = standing_of(review(progress="same"))
    given = {"progress": "same", "value": "3 of 6", "new_what": "-"}
    assert "reason-same" in lacking(asked(before, **given))
    assert "what" in fields(next="change", what=" ")
