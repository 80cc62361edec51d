"""The components that GOV.UK Frontend has not: findings, answers, who and where."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from riskform.definitions.contacts import Contact
from tests.web.components import parameters

KINDS = ("urgent", "concern", "unclear", "protective", "strength")
HOSTILE = "<b onclick='x'>\"Zoë\" & {{7*7}}</b>"


@pytest.fixture(scope="module")
def macros() -> Mapping[str, Any]:
    return parameters.macros("content", "ways", "record")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_every_kind_has_a_word_and_a_shape_of_its_own(macros: Mapping[str, Any]) -> None:
    marks = [str(macros["kind_mark"](kind)) for kind in KINDS]
    assert [words(mark) for mark in marks] == [
        "Urgent",
        "Concern",
        "Unclear",
        "Protective",
        "Strength",
    ]
    shapes = {re.sub(r".*?<svg[^>]*>(.*)</svg>.*", r"\1", mark) for mark in marks}
    assert len(shapes) == len(KINDS)


def test_shapes_are_silent_and_take_the_colour_of_their_text(macros: Mapping[str, Any]) -> None:
    for kind in KINDS:
        shape = str(macros["icon"](kind))
        assert 'aria-hidden="true"' in shape
        assert not re.search(r'(?:fill|stroke)="(?!none|currentColor)', shape)


def test_a_finding_says_what_why_what_to_do_and_by_when(macros: Mapping[str, Any]) -> None:
    finding = macros["finding"](
        "concern",
        "The basket is not used at night",
        because=["Slept on the sofa", "No basket was seen"],
        do="Agree what would make it easy.",
        by="Friday 6 March 2026",
        person="Kit",
    )
    assert words(finding) == (
        "Concern Kit The basket is not used at night Because Slept on the sofa "
        "No basket was seen Do Agree what would make it easy. By Friday 6 March 2026"
    )


def test_a_finding_that_is_due_today_does_not_say_by_today(macros: Mapping[str, Any]) -> None:
    finding = words(macros["finding"]("urgent", "It is not safe", do="Ring.", by="today"))
    assert finding.endswith("Do Ring. Today")


def test_a_strength_asks_for_nothing(macros: Mapping[str, Any]) -> None:
    finding = words(macros["finding"]("strength", "They asked for help"))
    assert finding == "Strength They asked for help"


def test_no_findings_is_said_and_not_said_to_be_safe(macros: Mapping[str, Any]) -> None:
    assert "not that all is well" in words(macros["findings"]([]))


def test_headings_of_findings_stand_under_the_heading_of_the_list(
    macros: Mapping[str, Any],
) -> None:
    html = macros["findings"]([{"kind": "unclear", "says": "Not seen"}], level=3)
    assert re.findall(r"<h(\d)", html) == ["3", "4"]


def test_a_blank_answer_never_looks_answered(macros: Mapping[str, Any]) -> None:
    row = words(macros["answer_row"]("Who puts her to bed?", state="blank", href="/sleep"))
    assert row == "Who puts her to bed? Not answered yet Answer : Who puts her to bed?"


def test_an_invalid_answer_is_shown_as_typed_with_what_is_wrong(
    macros: Mapping[str, Any],
) -> None:
    row = macros["answer_row"]("When?", "31/2/2026", state="invalid", problem="Not a day.")
    assert words(row) == "When? 31/2/2026 To put right: Not a day."


def test_progress_is_told_without_a_score(macros: Mapping[str, Any]) -> None:
    note = macros["progress_note"](7, 12, minutes=1)
    assert words(note) == "7 of 12 questions answered. About 1 minute left."
    assert "%" not in note


def test_where_it_was_saved_is_read_out_when_it_changes(macros: Mapping[str, Any]) -> None:
    assert 'role="status">Saved at 14:32' in macros["who_bar"](
        "Kit", "7K3F9Q", saved="Saved at 14:32"
    )


ITEM = dict.fromkeys(("text", "value", "hint", "key", "status", "about", "says"), HOSTILE)
ROW = ITEM | {"kind": "urgent", "href": "/", "actions": [ITEM | {"href": "/"}]}
LINK = {"href": "/", "text": HOSTILE, "label": HOSTILE}
# What is no text, by parameter, or by macro and parameter where they differ.
GIVEN: dict[str, Any] = {
    "kind": "urgent",
    "level": 2,
    "card_level": 2,
    "done": 1,
    "of": 2,
    "minutes": 3,
    "rows": 5,
    "items": [ROW, {"divider": HOSTILE}],
    "select.items": [ROW],
    "task_list.items": [ROW],
    "findings.items": [{"kind": "urgent", "says": HOSTILE, "href": "/", "because": [HOSTILE]}],
    "summary_list.rows": [ROW],
    "table.rows": [[HOSTILE, ITEM]],
    "head": [HOSTILE, ITEM],
    "errors": [ROW],
    "error_in": ["day"],
    "values": [HOSTILE],
    "because": [HOSTILE],
    "previous": LINK,
    "next": LINK,
    "card_actions": [ROW],
    "ring.contact": Contact(HOSTILE, HOSTILE, HOSTILE, example=True),
    "guidance.contact": Contact(HOSTILE, HOSTILE, HOSTILE),
    "needs": [HOSTILE],
    "caller": None,
    "spellcheck": None,
    "once": None,
    "maxlength": "",
    "maxwords": 9,
}
PIECES = ("fieldset", "answers", "describing", "icon")


def hostile_parameters(name: str, accepted: tuple[str, ...]) -> dict[str, Any]:
    """Return text that would run, if it were not escaped, for every parameter."""
    return {
        parameter: GIVEN.get(f"{name}.{parameter}", GIVEN.get(parameter, HOSTILE))
        for parameter in accepted
        if "attributes" not in parameter
    }


def test_text_from_outside_is_escaped_wherever_it_goes(macros: Mapping[str, Any]) -> None:
    written = {
        name: str(macro(**hostile_parameters(name, parameters.accepted(macro))))
        for name, macro in macros.items()
        if callable(macro) and name not in PIECES
    }
    assert len(written) > 25
    for name, html in written.items():
        assert "&lt;b onclick=&#39;" in html, name
        assert not re.search(r"<b |onclick='|[^;]Zoë", html), name
