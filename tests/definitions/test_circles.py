# ruff: noqa: E501 - a form of many keys stands on one line for each question.
"""Circles of conditions: each is named whole, all are told at once."""

import pytest

from tests.definitions.checking import FORM, library_of, of_section, said


@pytest.mark.parametrize(
    ("extra", "circle"),
    [
        ("show_if: a is yes", "s.a → s.a"),
        ("show_if: b is yes", "s.a → s.b → s.a"),
        ("show_if: c > 3", "s.a → s.c → s.a"),
        ("show_if: child.level > 3", "s.a → s.d → s.a"),
        ("show_if: any other child where (a is yes)", "s.a → s.a"),
        ("show_if: any adult where (t.u is yes)", "s.a → t.u → s.a"),
        ("show_if: named", "s.a → s.b → s.a"),
        ("check: [{that: e is yes, message: M.}]", "s.a → s.e → s.a"),
        ("check: [{that: no other child where (a is yes), message: M.}]", "s.a → s.a"),
    ],
)
def test_a_circle_is_named_whole_whatever_it_goes_through(extra: str, circle: str) -> None:
    text = f"""
        section: s
        title: S
        ask: each child
        conditions: {{named: any child where (b is yes)}}
        questions:
          - id: a
            label: A?
            type: yes_no
            {extra}
          - {{id: b, label: B?, type: yes_no, show_if: a is yes}}
          - {{id: c, label: C, type: calculated, value: "count(child where a is yes)"}}
          - {{id: d, label: D?, type: number, sets: child.level, check: [{{that: a is yes, message: M.}}]}}
          - {{id: e, label: E?, type: yes_no, show_if: a is answered}}
    """
    adults = """
        section: t
        title: T
        ask: each adult
        questions:
          - {id: u, label: U?, type: yes_no, show_if: any child where (s.a is yes)}
    """
    form = FORM.replace("[s]", "[s, t]")
    files = {"sections/s.yaml": text, "sections/t.yaml": adults, "f/form.yaml": form}
    problems = said(files)
    assert [one.rsplit(" ", 1)[1] for one in problems] == ["circle"]
    assert problems[0].startswith("sections/s.yaml:10:")
    (problem,) = library_of(files).errors
    assert f"depend on each other: {circle}." in problem.what


def test_a_circle_through_a_section_s_show_if_is_found() -> None:
    text = """\
        section: s
        title: S
        show_if: a is yes
        questions:
          - {id: a, label: A?, type: yes_no}
    """
    assert of_section(text) == ["3:10: circle"]


def test_a_check_may_read_the_answer_that_it_checks() -> None:
    text = """
        section: s
        title: S
        ask: each child
        questions:
          - {id: a, label: A?, type: number, check: [{that: a > 3, message: M.}]}
    """
    assert of_section(text) == []


def test_every_circle_is_told_at_once() -> None:
    text = """\
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: yes_no, show_if: b is yes}
          - {id: b, label: B?, type: yes_no, show_if: a is yes}
          - {id: c, label: C?, type: yes_no, show_if: d is yes}
          - {id: d, label: D?, type: yes_no, show_if: c is yes}
    """
    assert of_section(text) == ["4:47: circle", "6:47: circle"]
