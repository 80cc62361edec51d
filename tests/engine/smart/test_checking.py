from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from riskform.definitions.smart_rules import SmartRules, read_smart_rules
from riskform.engine.case import Child
from riskform.engine.plan import Action, Outcome
from riskform.engine.smart import Advice, Context, check_action, check_outcome

KIT = Child("kit", "Kit", date_of_birth=date(2025, 12, 15))
FAMILY = Context(
    level=3,
    children=(KIT,),
    assessed_on=date(2026, 3, 2),
    next_review=date(2026, 5, 1),
    review_weeks=8,
)
GOOD = Outcome(
    "i1",
    "kit",
    what="Kit sleeps in his own clear cot for every sleep.",
    now="On 3 of 5 visits Kit was asleep on the sofa.",
    measure="Cot seen clear on 6 of 6 visits",
    by="2026-04-20",
    if_not="Kit sleeps at Pat's.",
)
SHOW = Action("i2", "Show Dean how to set up the cot", "Priya Nair, health visitor", "2026-03-14")


@dataclass(frozen=True)
class Found:
    at: str
    kind: str
    person: str = "kit"


SOFA = Found("kit/sleep.sofa", "concern")


def broken(advice: tuple[Advice, ...]) -> dict[str, str]:
    return {found.rule: found.strength for found in advice}


def test_a_good_outcome_and_action_get_no_advice(rules: SmartRules) -> None:
    assert check_outcome(rules, GOOD, FAMILY) == ()
    assert check_action(rules, SHOW, FAMILY, "kit") == ()


def test_an_empty_outcome_blocks_on_what_is_missing(rules: SmartRules) -> None:
    found = broken(check_outcome(rules, Outcome("i1", "kit"), FAMILY))
    assert found == {"R1": "blocks", "M1": "blocks", "M2": "blocks", "T1": "blocks"}


def test_a_word_that_holds_the_place_is_blank(rules: SmartRules) -> None:
    assert broken(check_outcome(rules, replace(GOOD, now="TBC"), FAMILY)) == {"M1": "blocks"}


@pytest.mark.parametrize(("level", "strength"), [(2, "advises"), (3, "blocks"), (5, "blocks")])
def test_a_missing_baseline_blocks_from_level_3(
    rules: SmartRules, level: int, strength: str
) -> None:
    context = replace(FAMILY, level=level)
    assert broken(check_outcome(rules, replace(GOOD, now=""), context)) == {"M1": strength}


def test_the_childs_own_level_counts(rules: SmartRules) -> None:
    context = replace(FAMILY, level_of={"kit": 2})
    assert broken(check_outcome(rules, replace(GOOD, now=""), context)) == {"M1": "advises"}


@pytest.mark.parametrize(
    ("level", "expected"), [(2, {}), (3, {}), (4, {"C1": "advises"}), (5, {"C1": "blocks"})]
)
def test_what_if_nothing_changes_is_asked_at_level_4_and_blocks_at_5(
    rules: SmartRules, level: int, expected: dict[str, str]
) -> None:
    context = replace(FAMILY, level=level)
    assert broken(check_outcome(rules, replace(GOOD, if_not=" "), context)) == expected


def test_weak_wording_of_a_measure_only_advises(rules: SmartRules) -> None:
    found = check_outcome(rules, replace(GOOD, measure="Improved sleep"), FAMILY)
    assert broken(found) == {"M2": "advises"}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("2026-03-01", {"T3": "blocks"}),
        ("2026-03-02", {}),
        ("2026-04-27", {}),
        ("2026-04-28", {"T3": "advises"}),
        ("31/4/2026", {"T1": "blocks"}),
    ],
)
def test_a_date_lies_between_the_assessment_and_the_earlier_limit(
    rules: SmartRules, by: str, expected: dict[str, str]
) -> None:
    assert broken(check_outcome(rules, replace(GOOD, by=by), FAMILY)) == expected


def test_the_next_review_is_the_limit_where_it_comes_first(rules: SmartRules) -> None:
    context = replace(FAMILY, next_review=date(2026, 4, 1))
    assert broken(check_outcome(rules, GOOD, context)) == {"T3": "advises"}


def test_without_dates_of_the_plan_no_date_is_late(rules: SmartRules) -> None:
    context = replace(FAMILY, assessed_on=None, next_review=None)
    assert check_outcome(rules, replace(GOOD, by="1/1/2001"), context) == ()


def test_an_outcome_after_the_18th_birthday_is_too_late(rules: SmartRules) -> None:
    rowan = replace(KIT, date_of_birth=date(2008, 4, 1))
    found = check_outcome(rules, GOOD, replace(FAMILY, children=(rowan,)))
    assert [advice.message for advice in found] == ["This is after the child turns 18."]


def test_who_was_born_on_29_february_turns_18_on_1_march(rules: SmartRules) -> None:
    leap = replace(FAMILY, children=(replace(KIT, date_of_birth=date(2008, 2, 29)),))
    before = replace(leap, assessed_on=None, next_review=None)
    assert check_outcome(rules, replace(GOOD, by="28/02/2026"), before) == ()
    assert broken(check_outcome(rules, replace(GOOD, by="1/03/2026"), before)) == {"T3": "advises"}


def test_an_outcome_after_the_birth_is_too_late_and_an_action_is_not(rules: SmartRules) -> None:
    unborn = Child("kit", "Kit", due_date=date(2026, 3, 10))
    context = replace(FAMILY, children=(unborn,))
    assert broken(check_outcome(rules, GOOD, context)) == {"T3": "advises"}
    assert check_action(rules, SHOW, context, "kit") == ()


def test_open_ended_words_are_advised_against_in_any_text(rules: SmartRules) -> None:
    outcome = replace(GOOD, what="Kit sleeps in his cot where possible.")
    assert broken(check_outcome(rules, outcome, FAMILY)) == {"T2": "advises"}
    action = replace(SHOW, what="Ring Dean as required")
    assert broken(check_action(rules, action, FAMILY)) == {"T2": "advises"}


def test_throughout_the_night_has_an_end(rules: SmartRules) -> None:
    outcome = replace(GOOD, what="Kit stays in his cot throughout the night.")
    assert check_outcome(rules, outcome, FAMILY) == ()


def test_hard_words_are_advised_against_without_a_letter(rules: SmartRules) -> None:
    action = replace(
        SHOW, what="Undertake comprehensive multidisciplinary psychological assessment of parenting"
    )
    hard = next(a for a in check_action(rules, action, FAMILY) if a.rule == "P1")
    assert (hard.letter, hard.strength) == (None, "advises")


def test_an_outcome_has_to_answer_something_that_was_found(rules: SmartRules) -> None:
    context = replace(FAMILY, findings=(SOFA,))
    assert broken(check_outcome(rules, GOOD, context)) == {"R2": "blocks"}
    assert check_outcome(rules, replace(GOOD, answers=(SOFA.at,)), context) == ()
    under = replace(GOOD, actions=(replace(SHOW, answers=(SOFA.at,)),))
    assert check_outcome(rules, under, context) == ()


def test_where_nothing_was_found_an_outcome_answers_nothing(rules: SmartRules) -> None:
    assert check_outcome(rules, GOOD, replace(FAMILY, findings=())) == ()
    strength = Found("kit/protect.warm", "strength")
    assert check_outcome(rules, GOOD, replace(FAMILY, findings=(strength,))) == ()


@pytest.mark.parametrize(
    "what",
    [
        "Kit gets better.",
        "Things improve for Kit at home.",
        "Kit is settled and safe with his mum.",
    ],
)
def test_an_outcome_that_shows_nothing_is_advised_against_though_the_measure_is_good(
    rules: SmartRules, what: str
) -> None:
    (found,) = check_outcome(rules, replace(GOOD, what=what), FAMILY)
    assert (found.rule, found.strength, found.field, found.letter) == ("M6", "advises", "what", "M")
    assert found.message == "Say what anybody will see, hear or count."


@pytest.mark.parametrize(
    "what",
    [
        "Kit gets better at 3 of his sounds.",
        "Kit settles in his cot.",
        "Kit is well enough to go to nursery.",
        "Kit lives with his nan for good.",
        "Kit lives at home.",
        "Kit.",
    ],
)
def test_an_outcome_that_shows_something_is_left_alone(rules: SmartRules, what: str) -> None:
    assert "M6" not in broken(check_outcome(rules, replace(GOOD, what=what), FAMILY))


def test_a_label_is_told_to_be_one_and_nothing_more(rules: SmartRules) -> None:
    assert broken(check_outcome(rules, replace(GOOD, what="Improve Kit's behaviour"), FAMILY)) == {
        "S2": "advises"
    }


def test_advice_that_it_shows_nothing_has_an_example_of_the_same_subject(
    rules: SmartRules,
) -> None:
    typed = replace(GOOD, what="Kit is better at school.", now="Late on 7 of 20 days in class")
    (found,) = check_outcome(rules, typed, FAMILY)
    assert found.example == "Ellie is at school by 8.50 and has eaten breakfast."


def test_a_reason_silences_advice(rules: SmartRules) -> None:
    outcome = replace(GOOD, measure="Improved sleep", leave={"M2": "The nurse will say."})
    assert check_outcome(rules, outcome, FAMILY) == ()


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_blank_reason_silences_nothing(rules: SmartRules, reason: str) -> None:
    outcome = replace(GOOD, measure="Improved sleep", leave={"M2": reason})
    assert broken(check_outcome(rules, outcome, FAMILY)) == {"M2": "advises"}


def test_a_reason_never_silences_what_blocks(rules: SmartRules) -> None:
    outcome = replace(GOOD, measure="", leave={"M2": "We do not know yet."})
    (found,) = check_outcome(rules, outcome, FAMILY)
    assert (found.rule, found.strength, found.may_leave) == ("M2", "blocks", False)


def test_an_outcome_that_answers_nothing_may_stand_with_a_reason(rules: SmartRules) -> None:
    context = replace(FAMILY, findings=(SOFA,))
    (found,) = check_outcome(rules, GOOD, context)
    assert found.may_leave
    assert check_outcome(rules, replace(GOOD, leave={"R2": "Kit asked for it."}), context) == ()


def test_acceptance_and_history_are_silent_until_they_are_known(rules: SmartRules) -> None:
    assert check_action(rules, SHOW, FAMILY) == ()
    context = replace(FAMILY, accepted=frozenset(), reviews_unchanged={"i2": 2})
    assert broken(check_action(rules, SHOW, context)) == {"A2": "advises", "R4": "advises"}
    accepted = replace(context, accepted=frozenset({"i2"}), reviews_unchanged={"i2": 1})
    assert check_action(rules, SHOW, accepted) == ()


def test_who_wrote_the_plan_has_accepted_it(rules: SmartRules) -> None:
    context = replace(FAMILY, accepted=frozenset(), author="Priya Nair")
    assert check_action(rules, replace(SHOW, who="Priya Nair"), context) == ()


def test_the_example_is_from_the_same_subject(rules: SmartRules) -> None:
    outcome = replace(GOOD, what="Kit has no toothache.", now="", measure="No toothache, 14 days")
    (found,) = check_outcome(rules, outcome, FAMILY)
    assert found.example == "Awake with pain 4 nights a week, and 3 appointments missed."


def test_where_no_subject_fits_the_example_is_about_breakfast(rules: SmartRules) -> None:
    outcome = replace(GOOD, what="Kit is Kit.", now="", measure="3")
    (found,) = check_outcome(rules, outcome, FAMILY)
    assert found.example == "Came to school hungry on 7 of the last 20 days."


def test_advice_names_the_item_and_the_field(rules: SmartRules) -> None:
    (found,) = check_action(rules, replace(SHOW, who="Everyone"), FAMILY)
    assert (found.about, found.field, found.letter) == ("i2", "who", "A")


def test_a_rule_that_authors_take_out_is_not_used(written: dict[str, Any]) -> None:
    written["rules"] = [rule for rule in written["rules"] if rule["code"] != "M1"]
    assert check_outcome(read_smart_rules(written), replace(GOOD, now=""), FAMILY) == ()


def test_authors_change_words_without_code(written: dict[str, Any]) -> None:
    written["words"]["vague"].append("touch base")
    action = replace(SHOW, what="Touching base with mum")
    assert broken(check_action(read_smart_rules(written), action, FAMILY)) == {"S3": "advises"}
