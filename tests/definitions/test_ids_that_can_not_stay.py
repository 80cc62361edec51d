"""Ids that stand twice, or that can be none: told once, and nothing that names them as well."""

import pytest

from tests.definitions.checking import FORM, of_section, said


def test_the_same_id_is_refused_wherever_it_stands_twice() -> None:
    text = """\
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: text}
          - {id: a, label: B?, type: text}
          - id: rows
            label: Rows?
            type: list
            fields: [{id: x, label: X, type: text}, {id: x, label: Y, type: text}]
            findings: [{id: f, kind: strength, when: rows is answered, says: F.}]
        findings: [{id: f, kind: strength, when: rows is answered, says: F.}]
    """
    assert of_section(text) == ["5:10: duplicate-id", "9:50: duplicate-id", "11:17: duplicate-id"]


@pytest.mark.parametrize(
    ("name", "code"), [("a", "duplicate-id"), ("Plan", "bad-id"), ("child", "reserved-id")]
)
def test_an_id_that_can_not_stay_makes_no_further_mistakes_of_what_names_it(
    name: str, code: str
) -> None:
    text = f"""\
        section: s
        title: S
        questions:
          - {{id: a, label: A?, type: choice, options: {{x: X, y: Y}}}}
          - {{id: {name}, label: Plan?, type: text, show_if: a is x}}
          - {{id: b, label: B?, type: text, show_if: plan is answered or a is y}}
    """
    assert of_section(text) == [f"5:10: {code}"]


def test_of_two_files_with_one_section_the_one_that_is_called_so_is_kept() -> None:
    section = "section: s\ntitle: S\nquestions: [{id: a, label: A?, type: text}]\n"
    copy = section.replace("id: a", "id: b")
    files = {
        "sections/a copy.yaml": copy,
        "sections/s.yaml": section,
        "f/form.yaml": FORM + "conditions: {c: s.a is answered}\n",
    }
    assert said(files) == ["sections/a copy.yaml:1:10: duplicate-id"]


def test_two_files_can_t_be_the_same_section_form_or_topic() -> None:
    section = "section: s\ntitle: S\nquestions: [{id: a, label: A?, type: text}]\n"
    guidance = "topic: t\ntitle: T\ntext: Words.\nowner: O\nreview_by: 2027-01-01\n"
    files = {
        "sections/s.yaml": section,
        "sections/z.yaml": section,
        "f/form.yaml": FORM,
        "g/form.yaml": FORM,
        "guidance/t.yaml": guidance,
        "guidance/u.yaml": guidance,
    }
    assert said(files) == [
        "g/form.yaml:1:7: duplicate-id",
        "guidance/u.yaml:1:8: duplicate-id",
        "sections/z.yaml:1:10: duplicate-id",
    ]


def test_a_question_of_a_doubled_id_that_can_not_be_read_is_told_once_too() -> None:
    text = """\
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: choise, options: {x: X, y: Y}}
          - {id: a, label: B?, type: text}
        findings: [{id: f, kind: strength, when: a is x, says: F.}]
    """
    assert of_section(text) == ["4:30: unknown-word", "5:10: duplicate-id"]
