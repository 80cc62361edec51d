"""Warnings where a question about safety hides behind a blank."""

import pytest

from tests.definitions.checking import FORM, of_section, said

SAFETY = """\
section: s
title: S
ask: each child
questions:
  - {id: share, label: Share?, type: choice, options: {never: Never, often: Often}}
  - {id: drinks, label: Drinks?, type: yes_no}
  - id: where
    label: Where?
    type: choice
    options: {bed: Bed, sofa: Sofa}
    show_if: SHOW_IF
findings:
  - {id: danger, kind: KIND, when: WHEN, says: F., do: D.}
""".replace("id: where", "id: place")


def hidden(show_if: str, kind: str = "urgent", when: str = "place is sofa") -> list[str]:
    adults = """
        section: t
        title: T
        ask: each adult
        questions:
          - {id: use, label: Use?, type: choices, options: {gin: G, tea: T}}
    """
    text = SAFETY.replace("SHOW_IF", show_if).replace("KIND", kind).replace("WHEN", when)
    files = {"sections/s.yaml": text, "sections/t.yaml": adults}
    files["f/form.yaml"] = FORM.replace("[s]", "[s, t]")
    return said(files, warnings=True)


@pytest.mark.parametrize(
    "show_if",
    [
        "share is often",
        "share is not never",
        "drinks is yes or share is often",
        "child.age_months < 24 and share is often",
        "not share is never",
        "any adult where (t.use includes gin)",
        "any other child where (share is often)",
    ],
)
def test_a_question_about_safety_should_not_hide_behind_a_blank(show_if: str) -> None:
    assert hidden(show_if) == ["sections/s.yaml:11:14: hidden-by-blank"]


@pytest.mark.parametrize(
    "show_if",
    [
        "share is not answered or share is not never",
        "child.age_months < 24",
        "child.age_months < 24 and (share is not answered or share is often)",
        "any adult where (t.use is not answered or t.use includes gin)",
        "level >= 3",
        "share is not answered",
        "not any adult where (t.use is answered)",
    ],
)
def test_a_question_that_shows_while_the_other_is_blank_is_fine(show_if: str) -> None:
    assert hidden(show_if) == []


def test_what_is_not_about_safety_may_hide() -> None:
    assert hidden("share is often", kind="unclear") == []
    assert hidden("share is often", when="drinks is yes") == []


def test_safety_is_also_what_is_read_by_way_of_a_calculation_or_stands_above_the_finding() -> None:
    text = """\
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: yes_no}
          - {id: b, label: B?, type: number, show_if: a is yes}
          - {id: total, label: T, type: calculated, value: b + 1}
          - id: c
            label: C?
            type: text
            show_if: a is yes
            findings: [{id: f, kind: concern, when: total > 3, says: F., do: D.}]
    """
    assert of_section(text, warnings=True) == ["5:47: hidden-by-blank", "10:14: hidden-by-blank"]


def test_a_section_about_safety_should_not_hide_behind_a_blank() -> None:
    hiding = """\
        section: s
        title: S
        show_if: t.a is yes
        questions: [{id: b, label: B?, type: yes_no}]
        findings: [{id: f, kind: concern, when: b is yes, says: F., do: D.}]
    """
    other = "section: t\ntitle: T\nquestions: [{id: a, label: A?, type: yes_no}]\n"
    files = {"sections/s.yaml": hiding, "sections/t.yaml": other}
    files["f/form.yaml"] = FORM.replace("[s]", "[s, t]")
    assert said(files, warnings=True) == ["sections/s.yaml:3:10: hidden-by-blank"]
