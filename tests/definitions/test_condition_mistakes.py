# ruff: noqa: E501 - a message stands on one line, as it is printed.
"""What is wrong in a condition: the code, the line and the column (language.md, section 5)."""

import pytest

from tests.definitions.checking import messages, of_section

QUESTION = """\
section: s
title: S
ask: each child
questions:
  - {id: night, label: Night?, type: choice, options: {cot: Cot, sofa: Sofa}}
  - {id: use, label: Use?, type: choices, options: {alcohol: A, drugs: D}}
  - {id: seen_on, label: Seen on?, type: date}
  - {id: weight, label: Weight?, type: number}
  - {id: danger, label: Danger?, type: yes_no}
  - {id: note, label: Note?, type: text}
  - {id: known, label: Known?, type: list, fields: [{id: said, label: Said?, type: text}]}
  - id: asked
    label: Asked?
    type: text
"""


def about(condition: str) -> list[str]:
    """Return the messages about a condition; it starts at 15:14."""
    return [m.split(":", 1)[1] for m in messages(f"{QUESTION}    show_if: {condition}\n")]


@pytest.mark.parametrize(
    ("condition", "problem"),
    [
        ("nigth is cot", "15:14: unknown-question: there is no question 'nigth' in this section. Did you mean 'night'?"),
        ("night is soffa", "15:23: unknown-option: 'soffa' is not an option of night. Did you mean 'sofa'?"),
        ("night is alcohol", "15:23: option-of-another: 'alcohol' is not an option of night. It is an option of use."),
        ("night is one of (cot, bed)", "15:36: unknown-option: 'bed' is not an option of night. Use one of: cot, sofa."),
        ("slep.night is cot", "15:14: unknown-section: there is no section 'slep'. Use one of: s."),
        ("s.nite is cot", "15:14: unknown-question: section 's' has no question 'nite'. Did you mean 'note'?"),
        ("child.age < 2", "15:14: unknown-property: 'child.age' is not known of a person. Write 'child.age_years' or 'child.age_months'."),
        ("some_one_uses", "15:14: unknown-condition: f has no condition 'some_one_uses'. There is none to choose from yet."),
        ("use is alcohol", "15:18: wrong-type: 'is' needs one answer. 'use' can have several answers: write 'use includes …'."),
        ("night includes cot", "15:20: wrong-type: 'includes' needs a list. 'night' has one answer: write 'night is …'."),
        ("night < 3", "15:14: wrong-type: 'night' is no number. Write 'is …', or compare score(…)."),
        ("note is x", "15:14: wrong-type: 'note' is a text and has no options. Write 'is answered' or 'is not answered'."),
        ("weight is before today", "15:14: wrong-type: this is no date. Compare a date question with a date, 'today' or another date question."),
        ("seen_on is after 2026-02-31", "15:31: bad-date: there is no date 2026-02-31. Write it as in 2026-03-02."),
        ("seen_on > 3", "15:14: wrong-type: 'seen_on' is no number. Write 'is before …', 'is after …' or days_since(…)."),
        ("score(weight) > 3", "15:20: wrong-type: 'weight' has no scores. Only questions of type choice or choices have scores."),
        ("days_since(weight) > 3", "15:25: wrong-type: 'weight' is no date. Use a date question."),
        ("night", "15:14: wrong-type: 'night' is not compared. Write 'night is …', 'night includes …' or 'night is answered'."),
        ("danger", "15:14: wrong-type: 'danger' is not compared. Write 'danger is yes' or 'danger is no'."),
        ("night is known by (seen)", "15:20: not-how-known: 'night' does not record how it is known. Give the question 'how_known: true'."),
        ("any of night where (danger is yes)", "15:21: wrong-type: 'night' is no list. Write child, other child, adult, or 'of' and a question of type list."),
        ("any child where (any adult where (adult.lives_here is yes))", "15:31: nested: 'any' stands inside another any, every, no or count. Give one of the two a name under 'conditions:'."),
        ("adult.relationship is father", "15:14: out-of-scope: 'adult.relationship' needs one adult, and no adult is meant here. Say which: 'any adult where …', 'every adult where …' or 'no adult where …'."),
        ("any adult where adult.relationship is uncle", "15:52: unknown-option: 'uncle' is not an option of adult.relationship. Use one of: father, grandparent, mother, not_known, other, step_parent."),
        ("night is", "15:22: syntax: the condition ends too early. Write the id of an option here."),
        ("night is not", "15:26: syntax: the condition ends too early. Write the id of an option here."),
        ("night == sofa", "15:21: syntax: '=' stands where it has no meaning. Write 'is' before an option, and one '=' between numbers."),
        ("weight / 2 > 3", "15:21: syntax: '/' has no meaning in a condition. Nothing is divided; to compare, multiply the other side, as in 'missed * 10 > days'."),
        ("(night is cot", "15:27: syntax: the condition ends too early. Close the bracket."),
        ("night is cot danger is yes", "15:27: syntax: 'danger' stands where it has no meaning. Join two conditions with 'and' or 'or', and close every bracket once."),
        ("night is cot & danger is yes", "15:27: syntax: '&' has no meaning in a condition. Write 'and'."),
        ("Night is cot", "15:14: syntax: a capital letter ('N') stands here. Ids and words are written in small letters."),
        ("night is cot or sofa", "15:30: unknown-condition: f has no condition 'sofa'. For one answer out of several, write 'is one of (…, …)'."),
        ("1 < weight < 3", "15:25: syntax: '<' stands where it has no meaning. Compare two things at a time, and join them with 'and'."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_condition_is_told_at_its_place(condition: str, problem: str) -> None:
    assert about(condition) == [problem]


def test_a_child_s_answer_is_out_of_scope_in_a_family_section() -> None:
    family = """
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: text, show_if: c.b is answered}
    """
    child = """
        section: c
        title: C
        ask: each child
        questions:
          - {id: b, label: B?, type: text}
    """
    assert of_section(family, c=child) == ["5:45: out-of-scope"]


def test_other_child_is_out_of_scope_outside_a_child_s_section() -> None:
    text = """
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: text, show_if: any other child where (child.is_born)}
    """
    assert of_section(text) == ["5:49: out-of-scope"]


def test_a_named_condition_sees_no_single_child() -> None:
    text = """
        section: s
        title: S
        ask: each child
        conditions: {young: child.age_months < 24}
        questions:
          - {id: a, label: A?, type: text, show_if: young}
    """
    assert of_section(text) == ["5:21: out-of-scope"]


def test_a_condition_on_several_lines_is_told_at_its_line_and_column() -> None:
    text = """\
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: yes_no}
          - id: b
            label: B?
            type: text
            show_if: >-
              a is yes
              or
                 a is perhaps
          - id: c
            label: C?
            type: text
            show_if: a is yes
              or a is maybe
          - {id: d, label: D?, type: text, show_if: "a is yes and a is never"}
    """
    assert of_section(text) == [
        "11:15: unknown-option",
        "16:15: unknown-option",
        "17:64: unknown-option",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "'note is answered or night is soffa'",
        r'"note\x20is\u0020answered or\tnight is soffa"',
        r'"\x6eote is answered or night is soffa"',
        '"note is answered \\\n      or night is soffa"',
    ],
)
def test_a_mistake_in_quotes_is_told_where_it_is_written(written: str) -> None:
    before = f"{QUESTION}    show_if: {written}".partition("soffa")[0].split("\n")
    place = f"{len(before)}:{len(before[-1]) + 1}"
    assert [one.split(": ")[0] for one in about(written)] == [place]


@pytest.mark.parametrize(
    "written", ["'Don''t you? It''s {famly}.'", r'"He said \"no\" of {famly}."']
)
def test_a_placeholder_after_marks_of_quotation_is_told_where_it_is_written(written: str) -> None:
    question = f"  - {{id: a, label: {written}, type: text}}"
    place = f"4:{question.index('{famly}') + 1}"
    text = f"section: s\ntitle: S\nquestions:\n{question}\n"
    assert of_section(text) == [f"{place}: unknown-placeholder"]


def test_white_space_in_a_condition_means_nothing() -> None:
    text = """
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: yes_no}
          - id: b
            label: B?
            type: text
            show_if: |
              (a is yes)
                or   not(a is
                no)
    """
    assert of_section(text) == []


def test_an_option_after_a_sign_of_equality_says_how_options_are_compared() -> None:
    question = "{id: a, label: A?, type: yes_no}"
    asked = "{id: b, label: B?, type: text, show_if: a = yes}"
    text = f"section: s\ntitle: S\nquestions:\n  - {question}\n  - {asked}\n"
    assert any("write 'is yes', without a sign such as =." in one for one in messages(text))
