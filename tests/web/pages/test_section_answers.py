import re

import pytest
from werkzeug.datastructures import MultiDict

from riskform.engine.case import Answer
from tests.web.desk import Desk, plain
from tests.web.sent_forms import form_on

URDU = "میری بیٹی\u200c گھر"
HOSTILE = [
    "two\nlines",
    "\nbegins with an empty line",
    "\n\n two, and ends with some \n\n",
    "<script>alert(1)</script>",
    "{{7*7}} {child} ${x} %s",
    "</textarea><b>x</b>",
    "&amp; &lt; &#39; \" '",
    "👩\u200d👧 Żółć " + URDU,
    "a" * 20_000,
    "a" * 20_001,
]


ANSWERS: list[tuple[str, dict[str, str | list[str]], object]] = [
    ("one_line", {"q-one_line": "Kitty"}, "Kitty"),
    ("story", {"q-story": "I like\r\nthe dog."}, "I like\nthe dog."),
    ("story", {"q-story-not_known": "yes"}, "not_known"),
    ("weight", {"q-weight": "4.25"}, "4.25"),
    ("seen_on", {"q-seen_on-day": "2", "q-seen_on-month": "3", "q-seen_on-year": "2026"},
     "2026-03-02"),
    ("safe", {"q-safe": "yes"}, "yes"),
    ("stay", {"q-stay": "there"}, "there"),
    ("stay", {"q-stay": "not_known"}, "not_known"),
    ("helps", {"q-helps": ["family", "friends"]}, ["family", "friends"]),
    ("worry", {"q-worry": "10"}, "10"),
    ("lead", {"q-lead-other": "Sam Okoro, social worker"}, "Sam Okoro, social worker"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "typed", "value"), ANSWERS)
def test_an_answer_is_kept_and_shown_again_so_that_sending_it_back_changes_nothing(
    desk: Desk, question: str, typed: dict[str, str | list[str]], value: object
) -> None:
    assert desk.send(**typed).status_code == 303
    assert desk.value(question) == value
    again = form_on(desk.page(), desk.path)
    assert {name: again.getlist(name) for name in typed} == {
        name: given if isinstance(given, list) else [given] for name, given in typed.items()
    }
    assert desk.post(again).status_code == 303
    assert desk.value(question) == value


def test_somebody_of_the_family_is_chosen_and_named(desk: Desk) -> None:
    assert desk.send(**{"q-lead": desk.dean}).status_code == 303
    assert desk.value("lead") == desk.dean
    assert re.search(rf'<option value="{desk.dean}" selected>Dean</option>', desk.page())


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_kept_letter_for_letter_and_never_run(desk: Desk, text: str) -> None:
    sent = desk.send(**{"q-story": text.replace("\n", "\r\n"), "q-one_line": "x"})
    assert sent.status_code == (422 if len(text) > 20_000 else 303)
    assert desk.value("story") == text
    html = sent.text if sent.status_code == 422 else desk.page()
    assert form_on(html, desk.path)["q-story"] == text.replace("\n", "\r\n")
    assert "<script>alert" not in html


def test_a_character_that_cannot_be_printed_is_kept_and_named(desk: Desk) -> None:
    sent = desk.send(**{"q-one_line": "Ki\0t"})
    assert sent.status_code == 422
    assert desk.value("one_line") == "Ki\0t"
    assert "character 3 can't be printed" in plain(sent.text).casefold()
    assert 'value="Ki\0t"' in sent.text


def test_how_it_is_known_and_since_when_is_kept_and_said_while_folded(desk: Desk) -> None:
    sent = {"q-safe": "yes", "q-safe-known_by": "seen", "q-safe-known_on-day": "1",
            "q-safe-known_on-month": "3", "q-safe-known_on-year": "2026"}  # fmt: skip
    assert desk.send(**sent).status_code == 303
    assert desk.answer("safe") == Answer("yes", "seen", "2026-03-01")
    assert "How this is known: I saw it, 1 March 2026" in desk.page()
    assert {name: form_on(desk.page(), desk.path)[name] for name in sent} == sent


def test_a_calculated_value_is_a_plain_line(desk: Desk) -> None:
    assert "Worry and calm together Not known until" in plain(desk.page())
    desk.send(**{"q-worry": "7", "q-calm": "2"})
    html = desk.page()
    assert "Worry and calm together 9" in plain(html)
    assert not any(name.startswith("q-both") for name in form_on(html, desk.path))


def test_the_ends_of_a_scale_and_a_unit_are_said_in_words(desk: Desk) -> None:
    text = plain(desk.page())
    assert "0: Not at all 1 2" in text
    assert "9 10: Very" in text
    assert ", in kg" in text


def row_of(fields: MultiDict[str, str]) -> str:
    (row,) = fields.getlist("q-agencies-row")
    return row


def test_the_first_item_can_be_typed_at_once_and_every_field_is_kept(desk: Desk) -> None:
    fields = form_on(desk.page(), desk.path)
    row = row_of(fields)
    typed = {"name": "School", "said": "Fine\r\nso far", "visits": "2", "open": "yes",
             "state": "waiting", "trust": "8", "worker-other": "Mr Bell",
             "since-day": "31", "since-month": "2", "since-year": "2026"}  # fmt: skip
    for name, value in typed.items():
        fields[f"q-agencies-{row}-{name}"] = value
    fields.setlist(f"q-agencies-{row}-shared", ["plan", "dates"])
    sent = desk.post(fields)
    assert sent.status_code == 422
    assert desk.value("agencies") == [
        {"id": row, "name": "School", "said": "Fine\nso far", "since": "31/2/2026",
         "visits": "2", "open": "yes", "state": "waiting", "shared": ["plan", "dates"],
         "trust": "8", "worker": "Mr Bell"}
    ]  # fmt: skip
    assert f'<a href="#q-agencies-{row}-since-day">' in sent.text
    assert "Which agencies know Kit? Number 1, Since when: 31/2/2026 is not" in plain(sent.text)
    assert desk.post(form_on(sent.text, desk.path)).status_code == 422
    assert desk.value("agencies")[0]["said"] == "Fine\nso far"  # type: ignore[index]  # a list answer


def test_adding_an_item_saves_the_page_and_comes_back_to_a_new_one_that_is_not_stored_yet(
    desk: Desk,
) -> None:
    fields = form_on(desk.page(), desk.path, **{"q-one_line": "Kitty"})
    row = row_of(fields)
    fields[f"q-agencies-{row}-name"] = "School"
    fields["add-item"] = "agencies"
    sent = desk.post(fields)
    assert sent.status_code == 303
    assert desk.value("one_line") == "Kitty"
    assert desk.value("agencies") == [{"id": row, "name": "School"}]
    address, _, place = sent.location.partition("#")
    new = place.removeprefix("q-agencies-")
    assert address == f"{desk.path}?done=saved&added=agencies-{new}"
    assert f'id="{place}"' in desk.browser.get(address).text
    assert f'id="{place}"' not in desk.page()


def test_removing_an_item_leaves_the_others(desk: Desk) -> None:
    desk.keep(agencies=[{"id": "gp", "name": "GP"}, {"id": "school", "name": "School"}])
    sent = desk.send(**{"remove-item": "agencies-gp"})
    assert (sent.status_code, sent.location) == (303, f"{desk.path}?done=saved#q-agencies")
    assert desk.value("agencies") == [{"id": "school", "name": "School"}]


UNUSABLE: list[tuple[dict[str, str | list[str]], str, str]] = [
    ({"q-seen_on-day": "31", "q-seen_on-month": "2", "q-seen_on-year": "2026"},
     "#q-seen_on-day", "When was Kit seen? 31/2/2026 is not a real date."),
    ({"q-seen_on-day": "", "q-seen_on-month": "2", "q-seen_on-year": ""},
     "#q-seen_on-day", "When was Kit seen? /2/ is not a real date."),
    ({"q-seen_on-day": "3", "q-seen_on-month": "3", "q-seen_on-year": "2026"},
     "#q-seen_on-day", "When was Kit seen? The date can't be after the day"),
    ({"q-weight": "heavy"}, "#q-weight", "How heavy is Kit? Write a number in digits"),
    ({"q-weight": "1000"}, "#q-weight", "How heavy is Kit? The number must be 150 kg or less."),
    ({"q-stay": "moon"}, "#q-stay", "Where does Kit stay? Choose one of the answers listed."),
    ({"q-helps": ["family", "nobody"]}, "#q-helps",
     "Who helps Kit? 'Nobody' can't be chosen together with other answers."),
    ({"q-helps": ["family", "aliens"]}, "#q-helps", "Choose only from the answers listed."),
    ({"q-worry": "11"}, "#q-worry", "How worried are you? Choose a whole number from 0 to 10."),
    ({"q-story": "words", "q-story-not_known": "yes"}, "#q-story", "What does Kit say?"),
    ({"q-lead": "nobody", "q-lead-other": "Sam"}, "#q-lead", "Who leads?"),
    ({"q-safe": "yes", "q-safe-known_by": "a_bird"}, "#q-safe-known_on-day", "Is Kit safe"),
    ({"q-safe": "yes", "q-safe-known_on-day": "99"}, "#q-safe-known_on-day", "99// is not a date."),
    ({"q-seen_on-day": "2", "q-seen_on-month": "3", "q-seen_on-year": "26"},
     "#q-seen_on-day", "When was Kit seen? Write the year with four digits, like 2026."),
    ({"q-safe": "yes", "q-safe-known_on-day": "2", "q-safe-known_on-month": "3",
      "q-safe-known_on-year": "26"},
     "#q-safe-known_on-day", "Write the year since it is known with four digits, like 2026."),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "href", "message"), UNUSABLE)
def test_what_cannot_be_used_is_saved_named_at_the_head_and_shown_back(
    desk: Desk, typed: dict[str, str | list[str]], href: str, message: str
) -> None:
    sent = desk.send(**typed, **{"q-one_line": "Kitty"})
    assert sent.status_code == 422
    assert "<title>Error: Every type" in sent.text
    assert f'<a href="{href}">' in sent.text
    assert f'id="{href[1:]}"' in sent.text
    assert message in plain(sent.text)
    assert "Saved. One answer needs another look." in sent.text
    assert "govuk-form-group--error" in sent.text
    assert desk.value("one_line") == "Kitty"
    again = form_on(sent.text, desk.path)
    shown = {
        name: again.getlist(name) if isinstance(given, list) else again.get(name)
        for name, given in typed.items()
    }
    assert shown == typed


def test_who_comes_back_later_finds_the_messages_again(desk: Desk) -> None:
    desk.send(**{"q-weight": "heavy"})
    html = desk.page()
    assert "<title>Error: " in html
    assert 'value="heavy"' in html
    assert "Saved." not in plain(html)


def test_somebody_may_go_on_and_put_it_right_later(desk: Desk) -> None:
    sent = desk.send(**{"q-weight": "heavy", "then": "onward"})
    later = f"/assessments/{desk.reference}/later/{desk.kit}"
    assert (sent.status_code, sent.location) == (303, f"{later}?done=saved")
    assert desk.value("weight") == "heavy"


def test_missing_extra_and_doubled_fields_do_no_harm(desk: Desk) -> None:
    desk.keep(one_line="Kitty", safe="yes")
    fields = MultiDict([("csrf_token", desk.browser.token()), ("seen_revision", "99"),
                        ("q-story", "one"), ("q-story", "two"), ("q-nothing", "x"),
                        ("q-both", "99"), ("on-page", "nothing"), ("take-x", "theirs")]
    )  # fmt: skip
    assert desk.post(fields).status_code == 303
    assert desk.value("story") == "one"
    assert (desk.value("one_line"), desk.value("safe"), desk.value("both")) == (
        "Kitty", "yes", None,
    )  # fmt: skip


@pytest.mark.parametrize("told", ["", "x", "-1", "9" * 30, "99", "٣", "1.5"])
def test_a_revision_that_nobody_was_shown_overwrites_nothing(desk: Desk, told: str) -> None:
    desk.keep(one_line="Kitty")
    sent = desk.send(seen_revision=told, **{"q-one_line": "Kitten"})
    assert sent.status_code == 409
    assert desk.value("one_line") == "Kitty"
