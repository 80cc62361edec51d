"""What decides whether a question is shown says what the truth of three values says."""

from dataclasses import replace
from datetime import date

import pytest

from riskform.definitions.conditions import tree as t
from riskform.engine.case import Case, Child
from riskform.engine.compiling import judge
from riskform.engine.deciding import is_false, is_true, one_answer
from riskform.engine.household import Household, household_of

RED = t.Is(t.Ref("f.colour", "family", "choice"), ("red",))
NOT_RED = replace(RED, negated=True)
OWN = t.Is(t.Ref("c.shape", "child", "choice"), ("round",))
ADULTS = t.Is(t.Ref("a.size", "adult", "choice"), ("small",))
LEFT_OUT = t.Is(t.Ref("gone.away", "family", "choice", present=False), ("red",))
CONDITIONS = [
    RED,
    NOT_RED,
    OWN,
    ADULTS,
    LEFT_OUT,
    t.Not(RED),
    t.Not(t.Not(OWN)),
    t.Join("and", (RED, OWN)),
    t.Join("or", (NOT_RED, OWN)),
    t.Join("and", (RED, t.Not(OWN), LEFT_OUT)),
    t.Join("or", (RED, OWN, t.Answered(RED.subject))),
    t.Not(t.Join("and", (RED, OWN))),
    t.Not(t.Join("or", (NOT_RED, OWN, ADULTS))),
]


def a_family(colour: str | None, shape: str | None) -> Household:
    """A family with one child; None is no answer."""
    child = Child("kit", "Kit", age_months=3)
    household = household_of(Case(date(2026, 3, 2), 3, (child,)))
    household.family.values |= {"f.colour": colour} if colour else {}
    household.children[0].values |= {"c.shape": shape} if shape else {}
    return household


@pytest.mark.parametrize("colour", [None, "red", "blue", "not_known"])
@pytest.mark.parametrize("shape", [None, "round", "square"])
@pytest.mark.parametrize("condition", CONDITIONS)
def test_true_and_false_are_what_the_truth_of_three_values_is(
    condition: t.Condition, shape: str | None, colour: str | None
) -> None:
    household = a_family(colour, shape)
    scope = (household, household.children[0], None, None)
    truth = judge(condition)(*scope)
    assert (is_true(condition)(*scope), is_false(condition)(*scope)) == (
        truth is True,
        truth is False,
    )


def test_a_question_of_the_same_person_is_one_answer() -> None:
    assert one_answer(OWN, "child") == ("c.shape", frozenset({"round"}))


@pytest.mark.parametrize("condition", [None, NOT_RED, OWN, LEFT_OUT, t.Not(RED)])
def test_all_else_is_more_than_one_answer_of_the_family(condition: t.Condition | None) -> None:
    assert one_answer(condition, "family") is None
