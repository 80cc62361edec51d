from dataclasses import dataclass, replace
from datetime import date

from riskform.definitions.smart_rules import SmartRules
from riskform.engine.case import Adult, Child, Tie
from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from riskform.engine.smart import Context, check_plan

REVIEW = date(2026, 4, 13)
FAMILY = Context(
    level=3,
    children=(Child("kit", "Kit"), Child("ellie", "Ellie")),
    adults=(Adult("carly", "Carly Marsh", {"kit": Tie("mother", "yes")}),),
    next_review=REVIEW,
)
SHOW = Action("a1", "Show Dean the cot", "Priya Nair", "2026-03-14")
COT = Outcome(
    "o1",
    "kit",
    what="Kit sleeps in his own clear cot each night.",
    now="On the sofa 3 nights in 5",
    measure="Seen in his cot at 6 visits",
    by="2026-04-01",
    actions=(SHOW,),
)


@dataclass(frozen=True)
class Found:
    at: str
    kind: str
    person: str = "kit"


def actions(count: int, who: str = "Priya Nair", due: str = "2026-03-14") -> tuple[Action, ...]:
    return tuple(Action(f"a{n}", f"Ring school about day {n}", who, due) for n in range(count))


def broken(rules: SmartRules, plan: Plan, context: Context = FAMILY) -> set[tuple[str, str]]:
    return {(advice.about, advice.rule) for advice in check_plan(rules, plan, context)}


def test_a_good_plan_gets_no_advice(rules: SmartRules) -> None:
    assert check_plan(rules, Plan((COT,)), FAMILY) == ()


def test_an_empty_plan_gets_no_advice_where_nothing_was_found(rules: SmartRules) -> None:
    assert check_plan(rules, Plan(), FAMILY) == ()


def test_an_outcome_without_any_action_is_asked_for_one(rules: SmartRules) -> None:
    (advice,) = check_plan(rules, Plan((replace(COT, actions=()),)), FAMILY)
    assert (advice.about, advice.rule) == ("o1", "A1")
    assert advice.message == "Add an action that one named person does."


def test_more_than_five_actions_on_the_day_of_the_review_are_too_many(rules: SmartRules) -> None:
    five = replace(COT, actions=actions(5, due="13/04/2026"))
    six = replace(COT, actions=actions(6, due="13/04/2026"))
    assert broken(rules, Plan((five,))) == set()
    assert broken(rules, Plan((six,))) == {(f"a{n}", "T4") for n in range(6)}
    assert broken(rules, Plan((six,)), replace(FAMILY, next_review=None)) == set()


def test_more_than_four_actions_are_too_many_for_one_parent(rules: SmartRules) -> None:
    worker = Action("a9", "Weigh Kit on Monday", "Priya Nair", "2026-03-14")
    four = replace(COT, actions=(*actions(4, "Carly Marsh"), worker))
    five = replace(COT, actions=(*actions(5, "Carly Marsh (mum)"), worker))
    assert broken(rules, Plan((four,))) == set()
    assert broken(rules, Plan((five,))) == {(f"a{n}", "A3") for n in range(5)}


def test_all_the_actions_are_too_many_for_one_parent(rules: SmartRules) -> None:
    plan = Plan((replace(COT, actions=actions(3, "Mum")),))
    assert broken(rules, plan) == {(f"a{n}", "A3") for n in range(3)}
    assert broken(rules, Plan((replace(COT, actions=actions(2, "Mum")),))) == set()


def test_a_worker_may_own_all_actions(rules: SmartRules) -> None:
    assert broken(rules, Plan((replace(COT, actions=actions(5)),))) == set()


def test_the_same_outcome_for_two_children_is_a_copy(rules: SmartRules) -> None:
    copy = replace(
        COT, id="o2", child_id="ellie", what="Ellie sleeps in her own clear cot each night."
    )
    found = {pair for pair in broken(rules, Plan((COT, copy))) if pair[1] == "R3"}
    assert found == {("o1", "R3"), ("o2", "R3")}


def test_a_childs_own_outcome_is_no_copy(rules: SmartRules) -> None:
    own = replace(COT, id="o2", child_id="ellie", what="Ellie sleeps in her own bed each night.")
    assert {rule for _, rule in broken(rules, Plan((COT, own)))} == set()


def test_two_empty_outcomes_are_no_copies(rules: SmartRules) -> None:
    plan = Plan((Outcome("o1", "kit"), Outcome("o2", "ellie")))
    assert "R3" not in {rule for _, rule in broken(rules, plan)}


def test_a_finding_without_an_answer_blocks(rules: SmartRules) -> None:
    sofa, unclear = Found("kit/sleep.sofa", "concern"), Found("kit/sleep.where", "unclear")
    context = replace(FAMILY, findings=(unclear, sofa))
    found = check_plan(rules, Plan(), context)
    assert [(a.about, a.rule, a.strength, a.message) for a in found] == [
        ("kit/sleep.sofa", "R2", "blocks", "Answer this worry, or say why not."),
        ("kit/sleep.where", "R2", "blocks", "Say who will find out, by when."),
    ]


def test_a_reply_needs_one_person_and_a_real_day(rules: SmartRules) -> None:
    unclear = Found("kit/sleep.where", "unclear")
    reply = FindingReply(unclear.at, "unclear", owner="School", due="soon")
    found = check_plan(rules, Plan(replies=(reply,)), replace(FAMILY, findings=(unclear,)))
    assert {(a.rule, a.field) for a in found} == {
        ("A1", "owner"),
        ("T1", "due"),
        ("R2", "answers"),
    }
