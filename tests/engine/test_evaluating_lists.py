"""Rows of a list, and answers of several: what is missing and what is invalid."""

import pytest

from tests.engine.small_forms import KIT, form_of, result

LIST = """
    section: agencies
    title: Agencies
    ask: each child
    questions:
      - id: known
        label: Who knows {child}?
        type: list
        required: true
        fields:
          - {id: agency, label: Agency?, type: text, required: true}
          - {id: said, label: Said?, type: choice, options: {given: Given, waiting: Waiting}}
    findings:
      - {id: waiting, kind: unclear, when: any of known where (said is waiting), says: W., do: Ask.}
"""


def test_a_row_of_a_list_is_named_in_missing_and_invalid() -> None:
    rows = "[{id: gp, agency: GP, said: perhaps}, {id: hv, said: waiting}]"
    found = result(form_of(LIST), f"{KIT}\nanswers: {{kit: {{agencies.known: {rows}}}}}")
    assert found["invalid"] == ["kit/agencies.known[gp].said"]
    assert found["missing"] == ["kit/agencies.known[hv].agency"]
    assert found["findings"] == ["kit/agencies.waiting"]


@pytest.mark.parametrize("rows", ["[]", "null", "[{}]"])
def test_a_list_without_rows_is_missing(rows: str) -> None:
    found = result(form_of(LIST), f"{KIT}\nanswers: {{kit: {{agencies.known: {rows}}}}}")
    assert found["missing"] == ["kit/agencies.known"]


def test_an_item_that_was_added_is_there_while_its_fields_are_blank() -> None:
    found = result(form_of(LIST), f"{KIT}\nanswers: {{kit: {{agencies.known: [{{id: gp}}]}}}}")
    assert found["missing"] == ["kit/agencies.known[gp].agency"]


@pytest.mark.parametrize(
    ("given", "invalid"),
    [
        ("[alcohol, none]", True),
        ("[alcohol, not_known]", True),
        ("[none, not_known]", True),
        ("[alcohol, drugs]", False),
        ("[none]", False),
        ("not_known", False),
        ("alcohol", False),
        ("[alcohol, tea]", True),
    ],
)
def test_what_excludes_the_others_stands_alone(given: str, *, invalid: bool) -> None:
    form = form_of("""
        section: s
        title: S
        questions:
          - id: use
            label: Use?
            type: choices
            not_known: Not known.
            options: {alcohol: A, drugs: D, none: {label: None, none_of_these: true}}
    """)
    found = result(form, f"answers: {{family: {{s.use: {given}}}}}")
    assert bool(found["invalid"]) is invalid
