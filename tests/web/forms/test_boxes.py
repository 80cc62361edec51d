from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskform.definitions.model import FieldType, ListField, Option, Question, QuestionType
from riskform.engine.case import Answer
from riskform.web.forms import Boxes, Day, RowBoxes, answer_of, boxes_of
from riskform.web.forms.boxes import day_of

PEOPLE = ("p1", "p2")
NOT_KNOWN = (Option("not_known", "Not known"),)


def question(kind: str, **more: Any) -> Question:  # noqa: ANN401 - any key of a question
    return Question("asked", "sleep", "child", "What?", cast("QuestionType", kind), **more)


def field(kind: str, name: str) -> ListField:
    return ListField(name, "What?", cast("FieldType", kind))


LIST = question("list", fields=(field("text", "name"), field("date", "on"), field("person", "who")))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "Kit"),
        ("long_text", "\n\n one\ntwo\n"),
        ("number", " 2.50"),
        ("date", "2026-03-02"),
        ("date", "31/2/2026"),
        ("date", "//2026"),
        ("date", "2/3/2026//"),
        ("yes_no", "no"),
        ("choice", "soffa"),
        ("choice", "not_known"),
        ("choices", ["cot", "sofa"]),
        ("choices", ["not_known"]),
        ("scale", "0"),
        ("person", "p1"),
        ("person", "Nurse Joy"),
        ("person", ["p1", "Nurse Joy"]),
        ("text", "not_known"),
        ("text", ["Kit", "not_known"]),
        ("date", ["2026-03-02", "not_known"]),
        ("person", ["p1", "Nurse Joy", "not_known"]),
        ("list", "not_known"),
    ],
)
def test_an_answer_fills_the_boxes_that_give_it_again(kind: str, value: object) -> None:
    asked = question(kind, allows_not_known=True, options=NOT_KNOWN, how_known=True)
    stored = Answer(value, "seen", "31/2/2026")
    assert answer_of(asked, boxes_of(asked, stored, PEOPLE)) == stored


def test_the_items_of_a_list_fill_the_boxes_that_give_them_again() -> None:
    stored = Answer(
        [
            {"id": "gp", "name": "GP", "on": "2026-03-02", "who": "p1"},
            {"id": "school", "on": "31/2/2026", "who": "Nurse Joy"},
        ]
    )
    boxes = boxes_of(LIST, stored, PEOPLE)
    assert [row.id for row in boxes.rows] == ["gp", "school"]
    assert boxes.rows[1].fields["who"].other == "Nurse Joy"
    assert answer_of(LIST, boxes) == stored


def test_an_item_in_which_nothing_stands_has_boxes_and_is_no_part_of_the_answer() -> None:
    boxes = boxes_of(LIST, Answer([{"id": "gp", "name": "GP"}, {"id": "i2"}]))
    assert [row.id for row in boxes.rows] == ["gp", "i2"]
    assert answer_of(LIST, boxes) == Answer([{"id": "gp", "name": "GP"}])


def test_no_answer_fills_no_box() -> None:
    assert boxes_of(question("text"), None) == Boxes()
    assert not boxes_of(question("text"), None).typed


def test_a_real_day_is_shown_as_people_write_it() -> None:
    assert day_of("2026-03-02") == Day("2", "3", "2026")
    assert day_of("31/2/2026") == Day("31", "2", "2026")
    assert day_of("some time in March") == Day("some time in March", "", "")


@pytest.mark.parametrize(("value", "text"), [(3, "3"), (True, "yes"), (2.5, "2.5")])
def test_an_answer_that_came_by_another_way_is_shown_too(value: object, text: str) -> None:
    assert boxes_of(question("number"), Answer(value)).value == text


def test_an_item_is_blank_until_there_is_a_letter_in_it() -> None:
    assert RowBoxes("i1", {"name": Boxes(value=" "), "on": Boxes(date=Day(" "))}).blank
    assert not RowBoxes("i1", {"on": Boxes(date=Day("2"))}).blank


@given(st.text(), st.text(), st.text())
def test_no_date_is_lost_on_the_way_there_and_back(day: str, month: str, year: str) -> None:
    text = Day(day, month, year).text
    assert day_of(text).text == text


@given(st.text())
def test_no_text_is_changed_on_the_way_there_and_back(text: str) -> None:
    asked = question("long_text")
    answer = answer_of(asked, Boxes(value=text))
    assert boxes_of(asked, answer).value == text
