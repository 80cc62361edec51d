"""A mistake in the YAML of one entry of a file hides no mistake in the others."""

from time import process_time

import pytest

from riskform.definitions.source import LARGEST_FILE
from riskform.definitions.yaml_recovery import recovered
from tests.definitions.checking import FORM, said

SECTION = """\
section: s
title: Section
conditions:
  calm: a is x
questions:
  - id: a
    label: A?
    type: choice
    options: {x: X, y: Y}
  - id: b
    label: B?
    type: text
    show_if: a is x and calm
  # What follows is about nights.
  - id: c
    label: C?
    type: text
    hint: |
      - one
      - two
findings:
  - {id: f, kind: concern, when: a is y, says: F., do: D.}
"""


def told(text: str, **others: str) -> list[str]:
    files = {"sections/s.yaml": text, "f/form.yaml": FORM}
    found = said({**files, **{f"sections/{name}.yaml": other for name, other in others.items()}})
    return [one.removeprefix("sections/s.yaml:") for one in found]


def changed(*changes: tuple[str, str]) -> str:
    text = SECTION
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


BROKEN = [
    pytest.param(("label: A?", 'label: "A?'), "7:12: not-yaml", id="a quote"),
    pytest.param(("label: A?", "\tlabel: A?"), "7:5: not-yaml", id="a tab"),
    pytest.param(("    label: A?", "   label: A?"), "7:4: not-yaml", id="too far out"),
    pytest.param(("    label: A?", "      label: A?"), "7:7: not-yaml", id="too far in"),
    pytest.param(("label: A?", "label: A: B"), "7:13: not-yaml", id="a colon"),
    pytest.param(("{x: X, y: Y}", "{x: X, y: Y"), "9:14: not-yaml", id="a bracket"),
    pytest.param(("label: A?", "label: *name"), "7:12: alias", id="an alias"),
]


@pytest.mark.parametrize(("broken", "where"), BROKEN)
def test_it_is_told_alone_where_the_rest_is_right(broken: tuple[str, str], where: str) -> None:
    assert told(changed(broken)) == [where]


@pytest.mark.parametrize(("broken", "where"), BROKEN)
def test_another_item_s_mistake_is_told_in_the_same_run(
    broken: tuple[str, str], where: str
) -> None:
    found = told(changed(broken, ("label: C?\n    type: text", "label: C?\n    type: txt")))
    assert [one.rpartition(" ")[2] for one in found] == [where.rpartition(" ")[2], "unknown-word"]
    assert found[1] == "17:11: unknown-word"


def test_two_items_that_are_no_yaml_are_both_told() -> None:
    text = changed(("label: A?", 'label: "A?'), ("label: C?", "label: C: ?"))
    assert told(text) == ["7:12: not-yaml", "16:13: not-yaml"]


def test_a_quote_that_is_closed_by_another_item_s_is_told_where_it_opens() -> None:
    text = changed(("label: A?", 'label: "A?'), ("label: B?", 'label: "B?" he said'))
    assert told(text) == ["7:12: not-yaml", "11:17: not-yaml"]


def test_what_reads_an_item_or_a_condition_that_is_left_out_is_no_further_mistake() -> None:
    other = "section: t\ntitle: T\nquestions: [{id: q, label: Q, type: text, show_if: s.a is x}]\n"
    form = FORM.replace("[s]", "[s, t]")
    for text in (changed(("id: a", "id: [a")), changed(("calm: a is x", "calm: [a is x"))):
        files = {"sections/s.yaml": text, "sections/t.yaml": other, "f/form.yaml": form}
        assert len(said(files)) == 1


def test_a_condition_is_still_compared_with_the_questions_that_are_there() -> None:
    text = changed(("title: Section", "title: Section: one"), ("calm: a is x", "calm: a is z"))
    assert told(text) == ["2:15: not-yaml", "4:14: unknown-option"]


@pytest.mark.parametrize(
    "text",
    [
        changed(("section: s", "section: 's")),
        changed(("questions:", " questions:")),
        changed(("questions:\n", "questions: [\n")),
        changed(("questions:\n", "questions\n")),
        changed(("questions:\n", "- questions:\n")),
        changed(("title: Section\n", "title: Section\nask: [each chidl\n"), ("A?", "'{child}?'")),
        "section: s\ntitle: S\nquestions:\n  [{id: a, label: A?, type: txt}\n",
        "- a\n- [\n",
        "section: s\n---\ntitle: [\n",
    ],
)
def test_where_it_is_not_certain_what_is_left_nothing_more_is_said(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize("ask", ["ask: [each child", "ask each child", " ask: each child"])
def test_of_whom_a_section_is_asked_is_read_also_from_a_broken_line(ask: str) -> None:
    asked = SECTION.replace("conditions:\n  calm: a is x\n", "").replace(" and calm", "")
    text = asked.replace("title: Section\n", f"title: Section\n{ask}\n")
    text = text.replace("A?", "'{child}?'")
    (only,) = told(text)
    assert only.endswith("not-yaml")


@pytest.mark.parametrize("blank", ["'{child}?'", '"{adult} sleeps"'])
def test_a_placeholder_is_told_beside_a_broken_line(blank: str) -> None:
    found = told(changed(("title: Section", "title: Section: one"), ("A?", blank)))
    assert found == ["2:15: not-yaml", "7:13: unknown-placeholder"]


def test_a_line_that_is_left_out_is_no_part_of_the_text_before_it() -> None:
    text = changed(("show_if: a is x and calm", "hint: |\n      H."), ("id: c", "id: 'c"))
    found = recovered(text)
    assert found is not None
    questions = found.data["questions"]
    assert isinstance(questions, list)
    assert questions[1] == {"id": "b", "label": "B?", "type": "text", "hint": "H.\n"}


@pytest.mark.parametrize("item", ["  - [\n", "  - id: a\n", "  - {a: 'b}\n", "  - *a\n", "a:\n"])
def test_thousands_of_items_end_soon(item: str) -> None:
    start = "section: s\ntitle: T\nquestions:\n"
    text = start + item * ((LARGEST_FILE - 100) // len(item)) + "  - '\n"
    started = process_time()
    assert told(text)
    assert process_time() - started < 2


def test_a_question_of_which_nothing_is_left_after_two_mistakes_is_no_crash() -> None:
    text = (
        "section: s\ntitle: S\nquestions:\n  - id: a\n    label: A?\n    type: text\n"
        "  - \tid: b\n    labl: B?\n    type: choice\n    options:\n      x: X\n      y: Y\n"
    )
    assert said({"sections/s.yaml": text, "f/form.yaml": FORM}) != []
