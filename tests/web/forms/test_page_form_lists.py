"""The items of a list as they are sent."""

from typing import cast

import pytest

from riskform.engine.case import Answer
from riskform.web.forms import PageForm, Pressed, boxes_of, with_item
from tests.web.forms.asked_questions import NOT_KNOWN, answer, field, form_of, question, sent

AGENCIES = question(
    "list",
    fields=(field("text", "name"), field("date", "told_on"), field("choices", "about")),
)


def rows(*ids: str) -> dict[str, str | list[str]]:
    made: dict[str, str | list[str]] = {f"q-asked-{one}-name": one.upper() for one in ids}
    return {**made, "q-asked-row": list(ids)}


def test_the_items_of_a_list_are_found_by_their_ids() -> None:
    fields = {
        **rows("gp", "school"),
        "q-asked-school-told_on-day": "31",
        "q-asked-school-told_on-month": "2",
        "q-asked-school-about": ["sleep", "food"],
    }
    assert answer(AGENCIES, fields) == Answer(
        [
            {"id": "gp", "name": "GP"},
            {"id": "school", "name": "SCHOOL", "told_on": "31/2/", "about": ["sleep", "food"]},
        ]
    )


def test_five_items_are_five_items() -> None:
    """Trap: `FieldList(max_entries=2)` keeps 2 of 5 and says that all is well."""
    read_back = answer(AGENCIES, rows("a", "b", "c", "d", "e"))
    assert read_back is not None
    assert [row["id"] for row in cast("list[dict[str, str]]", read_back.value)] == list("abcde")


def test_items_stay_in_the_order_of_the_page_and_each_is_there_once() -> None:
    read_back = answer(AGENCIES, rows("z", "a") | {"q-asked-row": ["z", "a", "z"]})
    assert read_back is not None
    assert [row["id"] for row in cast("list[dict[str, str]]", read_back.value)] == ["z", "a"]


def test_an_item_without_a_word_in_it_goes_when_the_page_is_saved() -> None:
    fields = {"q-asked-row": ["gp", "i1"], "q-asked-gp-name": "GP", "q-asked-i1-name": " "}
    assert answer(AGENCIES, fields) == Answer([{"id": "gp", "name": "GP"}])


def test_a_button_adds_an_item_and_keeps_what_was_typed_in_the_others() -> None:
    page = PageForm.of_section(
        form_of(AGENCIES), "sleep", sent({**rows("gp"), "add-item": "asked"})
    )
    kept, added = page.boxes["asked"].rows
    assert kept.id == "gp"
    assert added.blank
    assert added.id != "gp"
    assert page.answers == {"asked": Answer([{"id": "gp", "name": "GP"}])}
    assert page.pressed == Pressed("add", "asked")


@pytest.mark.parametrize("added", ["", "asked", "asked-", "asked-gp", "other-i1", "asked-<b>"])
def test_no_item_is_shown_besides_where_the_address_names_none_that_is_new(added: str) -> None:
    boxes = boxes_of(AGENCIES, Answer([{"id": "gp", "name": "GP"}]))
    assert with_item(AGENCIES, boxes, added) == boxes


def test_one_blank_item_is_shown_where_the_address_names_it() -> None:
    boxes = boxes_of(AGENCIES, Answer([{"id": "gp", "name": "GP"}]))
    assert [row.id for row in with_item(AGENCIES, boxes, "asked-i1").rows] == ["gp", "i1"]


def test_a_button_removes_one_item() -> None:
    fields = {**rows("gp", "school"), "remove-item": "asked-gp"}
    page = PageForm.of_section(form_of(AGENCIES), "sleep", sent(fields))
    assert page.answers == {"asked": Answer([{"id": "school", "name": "SCHOOL"}])}
    assert page.pressed == Pressed("remove", "asked", "gp")


def test_removing_the_last_item_clears_the_list() -> None:
    assert answer(AGENCIES, {**rows("gp"), "remove-item": "asked-gp"}) is None


def test_not_known_of_a_list_stands_alone_and_gives_way_to_items() -> None:
    asked = question("list", fields=AGENCIES.fields, allows_not_known=True, options=(NOT_KNOWN,))
    ticked = {"q-asked-not_known": "yes"}
    assert answer(asked, ticked) == Answer("not_known")
    assert answer(asked, {**rows("gp"), **ticked}) == Answer([{"id": "gp", "name": "GP"}])


@pytest.mark.parametrize("row_id", ["", "a b", "../x", "<b>", "a-b", "a" * 41])
def test_an_item_with_an_id_that_we_never_gave_is_not_read(row_id: str) -> None:
    assert answer(AGENCIES, rows(row_id)) is None
