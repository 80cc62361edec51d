"""The audit form that comes with riskform: what practice.md asks of it, whoever edits its words."""

from datetime import date

import pytest

from riskform.definitions.model import Form
from riskform.engine.case import Case, Child
from riskform.engine.evaluation import evaluate
from tests.shipped import shipped

TODAY = date(2026, 3, 2)
NO_GRADES = {"level_right_why"}


@pytest.fixture(scope="module")
def form() -> Form:
    return shipped().forms["plan_audit"]


def test_the_same_is_asked_at_levels_2_and_3_as_at_4_and_5(form: Form) -> None:
    kit = Child("kit", "Kit", date_of_birth=date(2025, 12, 15))
    asked = [evaluate(form, Case(TODAY, level, (kit,))).asked for level in form.levels]
    assert form.levels == (2, 3, 4, 5)
    assert asked == [asked[0]] * 4


def test_fourteen_questions_are_graded_in_words_that_no_score_can_add_up(form: Form) -> None:
    graded = [q for q in form.section_by_id["audit"].questions if q.id not in NO_GRADES]
    assert len(graded) == 14
    assert all(question.required and question.why and question.source for question in graded)
    assert not any(option.score for q in form.questions.values() for option in q.options)
    assert not any(question.type in {"calculated", "scale"} for question in form.questions.values())


def test_it_is_about_an_assessment_and_ends_in_no_plan(form: Form) -> None:
    assert (form.about, form.plan) == ("assessment", "none")
