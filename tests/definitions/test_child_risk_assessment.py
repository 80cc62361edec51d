"""What must stay true of the form that comes with riskform, whoever edits its sections."""

import pytest

from riskform.definitions.model import Form
from riskform.engine.confidential import withheld_from_family
from tests.shipped import shipped

ABUSE = ("domestic_abuse", "domestic_abuse_child")


@pytest.fixture(scope="module")
def form() -> Form:
    return shipped().forms["child_risk_assessment"]


@pytest.mark.parametrize("section", ABUSE)
def test_nothing_about_abuse_at_home_is_in_a_copy_for_the_family(form: Form, section: str) -> None:
    withheld = withheld_from_family(form)
    asked = form.section_by_id[section]
    assert {question.ref for question in asked.questions} <= withheld.questions
    assert {f"{section}.{rule.id}" for rule in asked.findings} <= withheld.findings


def test_what_was_told_of_abuse_is_kept_from_the_person_who_is_named(form: Form) -> None:
    told = {
        question.ref: question.confidential_from
        for section in ABUSE
        for question in form.section_by_id[section].questions
        if question.id != "by_whom"
    }
    assert set(told.values()) == {"domestic_abuse.by_whom"}, told


def test_worst_thoughts_are_kept_out_of_family_copies_and_the_rest_of_mental_health_is_not(
    form: Form,
) -> None:
    withheld = withheld_from_family(form).questions
    asked = {question.ref for question in form.section_by_id["mental_health"].questions}
    assert asked & withheld == {"mental_health.child_in_thoughts", "mental_health.which_child"}


def test_every_question_that_comes_with_riskform_says_why_it_is_asked_and_its_source() -> None:
    forms = shipped().published
    silent = {
        f"{name}: {question.ref}"
        for name, form in forms.items()
        for question in form.questions.values()
        if question.type != "calculated" and not (question.why and question.source)
    }
    assert silent == set()
