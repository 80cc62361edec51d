# ruff: noqa: E501 - a message stands on one line, as it is printed.
import pytest

from riskform.engine.confidential import withheld_from_family
from tests.definitions.checking import messages
from tests.shipped import shipped

SECTION = "section: s\ntitle: S\nquestions:\n  - QUESTION\n"
OPTIONS = "options: {b: {label: B, family_copy: COPY}}"


def said(question: str, copy: str = "easy_read") -> list[str]:
    text = SECTION.replace("QUESTION", question).replace("COPY", copy)
    return [message.partition(" ")[2] for message in messages(text)]


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_easy_read_is_taken_and_an_unknown_copy_refused_with_what_is_meant(kind: str) -> None:
    question = f"{{id: a, label: A?, type: {kind}, {OPTIONS}}}"
    assert said(question) == []
    assert said(question, "easy-read") == [
        "unknown-word: 'easy-read' can't stand here. Did you mean 'easy_read'?"
    ]


@pytest.mark.parametrize("kept", ["private_to: author", "confidential_from: family copies"])
def test_an_answer_that_is_kept_from_the_family_can_not_change_its_copy(kept: str) -> None:
    assert said(f"{{id: a, label: A?, type: choice, {kept}, {OPTIONS}}}") == [
        "key-for-other-type: warning: 'family_copy' does nothing here: the family's copy must not tell this answer. Take it out, or let the family know the answer."
    ]


def test_a_field_of_a_list_can_not_change_the_copy() -> None:
    field = f"{{id: f, label: F?, type: choice, {OPTIONS}}}"
    assert said(f"{{id: a, label: A?, type: list, fields: [{field}]}}") == [
        "key-for-other-type: warning: 'family_copy' does nothing in a field of a list. Ask it in a question of its own, or take it out."
    ]


def test_the_bundled_form_makes_an_easy_read_copy_for_who_needs_it() -> None:
    form = shipped().forms["child_risk_assessment"]
    changing = [
        (question.ref, option.id, option.family_copy)
        for question in form.questions.values()
        for option in question.options
        if option.family_copy
    ]
    assert changing == [("learning_disability.adjust", "easy_read", "easy_read")]


def test_no_finding_that_the_family_may_read_speaks_of_a_judgement() -> None:
    form = shipped().forms["child_risk_assessment"]
    withheld = withheld_from_family(form)
    read_at_home = {
        f"{section.id}.{finding.id}": finding.says
        for section in form.sections
        for finding in section.findings
        if not withheld.holds_finding(f"any/{section.id}.{finding.id}")
    }
    assert "analysis.not_judged" in read_at_home
    assert [at for at, says in read_at_home.items() if "judgement" in says.casefold()] == []
