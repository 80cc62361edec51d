"""What a browser sends, read to answers word for word. Each trap was seen in WTForms 3.3."""

from collections.abc import Mapping

import pytest
from werkzeug.datastructures import MultiDict

from riskform.engine.case import Answer
from riskform.web.components.fields import textarea
from riskform.web.forms import PageForm, anchor, boxes_of, read
from tests.web.forms.asked_questions import (
    COT,
    NOT_KNOWN,
    SOFA,
    answer,
    form_of,
    question,
    sent,
)


@pytest.mark.parametrize(
    ("kind", "fields", "value"),
    [
        ("text", {"q-asked": "Kit"}, "Kit"),
        ("long_text", {"q-asked": "one\r\ntwo\r\n\r\n"}, "one\ntwo\n\n"),
        ("long_text", {"q-asked": "\r\n\r\nafter two empty lines"}, "\n\nafter two empty lines"),
        ("number", {"q-asked": " 2.50 "}, " 2.50 "),
        ("number", {"q-asked": "about three"}, "about three"),
        ("yes_no", {"q-asked": "yes"}, "yes"),
        ("choice", {"q-asked": "cot"}, "cot"),
        ("choice", {"q-asked": "soffa"}, "soffa"),
        ("choice", {"q-asked": "not_known"}, "not_known"),
        ("choices", {"q-asked": ["cot", "sofa"]}, ["cot", "sofa"]),
        ("choices", {"q-asked": ["not_known"]}, ["not_known"]),
        ("choices", {"q-asked": ["cot", "cot", "<b>"]}, ["cot", "<b>"]),
        ("scale", {"q-asked": "0"}, "0"),
        ("scale", {"q-asked": "10"}, "10"),
        ("person", {"q-asked": "p123"}, "p123"),
        ("person", {"q-asked": "", "q-asked-other": "Nurse Joy"}, "Nurse Joy"),
    ],
)
def test_an_answer_is_what_was_typed(
    kind: str, fields: Mapping[str, str | list[str]], value: object
) -> None:
    assert answer(question(kind), fields) == Answer(value)


def test_ticks_are_in_the_order_of_the_form_wherever_they_stood_on_the_page() -> None:
    asked = question("choices", options=(COT, SOFA, NOT_KNOWN))
    ticked = {"q-asked": ["<b>", "not_known", "sofa", "cot"]}
    assert answer(asked, ticked) == Answer(["cot", "sofa", "not_known", "<b>"])


@pytest.mark.parametrize(
    ("day", "month", "year", "value"),
    [
        ("2", "3", "2026", "2026-03-02"),
        (" 02 ", "03", "2026 ", "2026-03-02"),
        ("29", "2", "2024", "2024-02-29"),
        ("31", "2", "2026", "31/2/2026"),
        ("", "3", "2026", "/3/2026"),
        ("2", "", "", "2//"),
        ("2", "3", "26", "2/3/26"),
        ("2", "March", "2026", "2/March/2026"),
        ("-2", "3", "2026", "-2/3/2026"),
        ("٢", "٣", "٢٠٢٦", "٢/٣/٢٠٢٦"),
        ("2/3/2026", "", "", "2/3/2026//"),
        ("0", "0", "0000", "0/0/0000"),
    ],
)
def test_a_date_is_a_day_if_there_is_one_and_else_as_typed(
    day: str, month: str, year: str, value: str
) -> None:
    boxes = {"q-asked-day": day, "q-asked-month": month, "q-asked-year": year}
    assert answer(question("date"), boxes) == Answer(value)


@pytest.mark.parametrize(
    "text",
    [
        "a\x00b\x07\x1b",
        "<script>alert('1')</script>",
        "{{7*7}}",
        "a" * 20_001,
        "Żółć اردو 👩‍👧 e\N{COMBINING ACUTE ACCENT}",
        "  spaces before and after  ",
        "\ttab and \r alone",
        "not_known",
    ],
)
def test_hostile_and_foreign_text_is_kept_letter_for_letter(text: str) -> None:
    assert answer(question("long_text"), {"q-asked": text}) == Answer(text)


# --- empty, cleared and not on the page -----------------------------------------------------

EMPTY = [
    ("text", {"q-asked": ""}),
    ("long_text", {"q-asked": ""}),
    ("number", {"q-asked": ""}),
    ("date", {"q-asked-day": "", "q-asked-month": " ", "q-asked-year": ""}),
    ("yes_no", {}),
    ("choice", {"q-asked": ""}),
    ("choices", {}),
    ("scale", {"q-asked": ""}),
    ("person", {"q-asked": "", "q-asked-other": ""}),
    ("list", {}),
]


@pytest.mark.parametrize(("kind", "fields"), EMPTY)
def test_a_question_on_the_page_that_was_left_empty_is_cleared(
    kind: str, fields: Mapping[str, str]
) -> None:
    assert read((question(kind),), sent(fields)) == {"asked": None}


@pytest.mark.parametrize("kind", [kind for kind, _ in EMPTY])
def test_a_question_that_was_not_on_the_page_is_left_alone(kind: str) -> None:
    """Trap: WTForms gives a field that is missing from the form the value that was stored."""
    assert read((question(kind),), sent({}, on_page="another")) == {}


def test_an_old_yes_does_not_survive_that_the_page_was_sent_without_it() -> None:
    """Trap: `data=` passed beside the form would keep it."""
    assert answer(question("yes_no"), {}) is None


def test_one_field_that_is_sent_alone_is_read_and_its_neighbours_are_left_alone() -> None:
    questions = (question("text", "first"), question("yes_no", "second"))
    assert read(questions, MultiDict({"q-first": "Kit"})) == {"first": Answer("Kit")}


def test_a_button_clears_an_answer_whatever_else_was_sent() -> None:
    asked = question("choice", how_known=True)
    fields = {"q-asked": "cot", "q-asked-known_by": "seen", "clear-answer": "asked"}
    assert answer(asked, fields) is None


def test_a_calculated_question_is_never_read() -> None:
    assert read((question("calculated"),), sent({"q-asked": "7"})) == {}


@pytest.mark.parametrize(
    "name", ["validate", "data", "errors", "process", "csrf_token", "meta", "populate_obj"]
)
def test_a_question_may_be_called_as_it_likes(name: str) -> None:
    """Trap: on a `Form` class a question called `validate` or `data` breaks the form."""
    asked = question("text", name)
    assert read((asked,), MultiDict({f"q-{name}": "Kit"})) == {name: Answer("Kit")}
    page = PageForm.of_section(form_of(asked), "sleep", MultiDict({f"q-{name}": "Kit"}))
    assert page.answers == {name: Answer("Kit")}


def test_two_forms_with_a_section_of_one_name_are_not_mixed_up() -> None:
    for kind, value in (("text", "cot"), ("choices", ["cot"])):
        page = PageForm.of_section(form_of(question(kind)), "sleep", sent({"q-asked": "cot"}))
        assert page.answers == {"asked": Answer(value)}


# --- how it is known ------------------------------------------------------------------------


def test_how_an_answer_is_known_and_since_when_goes_with_it() -> None:
    fields = {
        "q-asked": "sofa",
        "q-asked-known_by": "parent",
        "q-asked-known_on-day": "1",
        "q-asked-known_on-month": "3",
        "q-asked-known_on-year": "2026",
    }
    asked = question("choice", how_known=True)
    assert answer(asked, fields) == Answer("sofa", "parent", "2026-03-01")


def test_how_it_is_known_is_kept_even_without_an_answer() -> None:
    asked = question("choice", how_known=True)
    fields = {"q-asked-known_by": "seen", "q-asked-known_on-day": "31"}
    assert answer(asked, fields) == Answer(None, "seen", "31//")


def test_how_it_is_known_is_not_read_where_the_question_does_not_ask_it() -> None:
    assert answer(question("text"), {"q-asked": "a", "q-asked-known_by": "seen"}) == Answer("a")


# --- not known, and what contradicts it -----------------------------------------------------


@pytest.mark.parametrize("kind", ["text", "long_text", "number", "date", "person", "list"])
def test_not_known_can_be_ticked_where_there_are_no_options(kind: str) -> None:
    asked = question(kind, allows_not_known=True, options=(NOT_KNOWN,))
    assert answer(asked, {"q-asked-not_known": "yes"}) == Answer("not_known")


def test_not_known_is_not_read_where_the_question_does_not_offer_it() -> None:
    assert answer(question("text"), {"q-asked-not_known": "yes"}) is None


@pytest.mark.parametrize(
    ("kind", "fields", "value"),
    [
        ("text", {"q-asked": "Kit"}, ["Kit", "not_known"]),
        ("date", {"q-asked-day": "2"}, ["2//", "not_known"]),
        ("person", {"q-asked": "p1", "q-asked-other": "Jo"}, ["p1", "Jo", "not_known"]),
    ],
)
def test_words_beside_not_known_are_kept_and_so_is_not_known(
    kind: str, fields: Mapping[str, str], value: list[str]
) -> None:
    asked = question(kind, allows_not_known=True, options=(NOT_KNOWN,))
    assert answer(asked, {**fields, "q-asked-not_known": "yes"}) == Answer(value)


def test_a_person_chosen_beside_a_name_written_is_kept_and_so_is_the_name() -> None:
    fields = {"q-asked": "p1", "q-asked-other": "Nurse Joy"}
    assert answer(question("person"), fields) == Answer(["p1", "Nurse Joy"])


# --- lists ----------------------------------------------------------------------------------


def test_a_textarea_shows_the_first_empty_line_that_browsers_drop() -> None:
    """Trap: a browser drops a line feed straight after <textarea>."""
    boxes = boxes_of(question("long_text"), answer(question("long_text"), {"q-asked": "\r\nx"}))
    assert boxes.value == "\nx"
    assert ">\n\nx</textarea>" in textarea("a", "A", boxes.value)


def test_an_error_leads_to_the_first_box() -> None:
    assert anchor(question("text")) == "#q-asked"
    assert anchor(question("date")) == "#q-asked-day"
