"""How long the forms that come with riskform may be, whoever edits their sections.

Counted are the different questions that a family is asked; people and the plan stand apart.
"""

from datetime import date, timedelta

import pytest

from riskform.definitions.library import Library
from riskform.definitions.model import Form
from riskform.engine.case import Adult, Case, Child, Tie
from riskform.engine.evaluation import evaluate
from riskform.engine.path_length import path_length
from tests.shipped import shipped

TODAY = date(2026, 3, 2)
BIG, VISIT = "child_risk_assessment", "safer_sleep_visit"
MOST, MOST_AT_LEVEL_2, MOST_AT_A_VISIT = 90, 50, 16
AGES_IN_DAYS = {
    "11 weeks": 77,
    "18 months": 560,
    "4 years": 1_650,
    "9 years": 3_480,
    "15 years": 5_680,
}
ADULTS = (("ann", "mother", "yes"), ("bob", "father", "sometimes"))


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped()


def child(age: str) -> Child:
    if age == "unborn":
        return Child("kit", "Kit", due_date=TODAY + timedelta(days=70))
    return Child("kit", "Kit", date_of_birth=TODAY - timedelta(days=AGES_IN_DAYS[age]))


def unanswered(level: int, age: str, adults: int) -> Case:
    people = tuple(
        Adult(name, name.title(), {"kit": Tie(relationship, home)})
        for name, relationship, home in ADULTS[:adults]
    )
    return Case(TODAY, level, (child(age),), people)


def length(form: Form, case: Case) -> int:
    return path_length(form, evaluate(form, case)).questions


def test_there_are_no_more_questions_than_the_largest_family_may_meet(library: Library) -> None:
    """Whatever is answered, nobody meets a question that is not there."""
    forms = [library.forms[BIG], *(library.form_for(BIG, name) for name in library.agencies)]
    asked = [[q for q in form.questions.values() if q.type != "calculated"] for form in forms]
    assert len(forms) > 1
    assert [len(questions) for questions in asked if len(questions) > MOST] == []


@pytest.mark.parametrize("adults", [1, 2])
@pytest.mark.parametrize("age", ["unborn", *AGES_IN_DAYS])
def test_a_level_2_family_with_nothing_answered_meets_50_at_most(
    library: Library, age: str, adults: int
) -> None:
    assert 30 < length(library.forms[BIG], unanswered(2, age, adults)) <= MOST_AT_LEVEL_2


@pytest.mark.parametrize("age", ["unborn", *AGES_IN_DAYS])
def test_a_visit_starts_with_16_questions_at_most(library: Library, age: str) -> None:
    assert length(library.forms[VISIT], unanswered(2, age, 1)) <= MOST_AT_A_VISIT


def test_depth_comes_with_the_level_and_never_goes_with_it(library: Library) -> None:
    """What is asked at a level is asked at the one above: level 2 is a part of level 3."""
    for age in ("unborn", *AGES_IN_DAYS):
        asked = [set(evaluate(library.forms[BIG], unanswered(n, age, 2)).asked) for n in (2, 3, 4)]
        assert asked[0] < asked[1] < asked[2]
