import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from markupsafe import escape
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from riskform.definitions.library import Library, load_folder
from riskform.engine.case import Answer
from riskform.records import DatabaseBusy, DatabaseFull
from riskform.services import answering, assessing, people, publishing
from riskform.services.actors import Actor
from riskform.services.opening import open_assessment
from riskform.web import transactions
from tests.services.office import NOW, TODAY, Office
from tests.web.browsing import Browser, another_browser
from tests.web.sent_forms import form_on

EVERY_TYPE = Path(__file__).parents[2] / "forms" / "every_type"
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


@dataclass
class Desk:
    """An assessment on the form with every type of question, about Kit, open in a browser."""

    office: Office
    browser: Browser
    reference: str
    kit: str
    dean: str

    @property
    def path(self) -> str:
        return f"/assessments/{self.reference}/types/{self.kit}"

    def page(self, path: str = "") -> str:
        got = self.browser.get(path or self.path)
        assert got.status_code == 200
        return got.text

    def send(self, **typed: str | list[str]) -> TestResponse:
        """Open the page, type, and press Save and continue, as a browser does."""
        return self.post(form_on(self.page(), self.path, **typed))

    def post(self, fields: MultiDict[str, str], browser: Browser | None = None) -> TestResponse:
        return (browser or self.browser).post(self.path, data=fields)

    def answer(self, question: str, section: str = "types", person: str = "") -> Answer | None:
        with self.office.database.session(write=False) as session:
            stored = open_assessment(session, self.office.priya, self.reference).stored
        return stored.answers.get(f"{person or self.kit}/{section}.{question}")

    def value(self, question: str) -> object:
        answer = self.answer(question)
        return None if answer is None else answer.value

    def keep(self, by: Actor | None = None, **given: object) -> None:
        """Save answers past the browser."""
        values = {
            name: value if isinstance(value, Answer) or value is None else Answer(value)
            for name, value in given.items()
        }
        with self.office.writing() as session:
            page = answering.open_page(
                session, self.office.priya, self.reference, "types", self.kit, TODAY
            )
            answering.save_page(
                *(session, by or self.office.priya, self.reference, "types", self.kit, values),
                page.seen_revision,
                today=TODAY,
                now=NOW,
            )


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Keep templates compiled from one test to the next: every test has an application anew."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))


@pytest.fixture
def desk(app: Flask, office: Office, priya: Browser, compiled: FileSystemBytecodeCache) -> Desk:
    app.jinja_env.bytecode_cache = compiled
    with office.writing() as session:
        publishing.publish_library(session, library(), NOW)
        started = assessing.start(
            *(session, office.priya),
            form_id="every_type",
            family_reference="",
            new_family_name="Marsh",
            level="3",
            visit_on=TODAY.isoformat(),
            today=TODAY,
            now=NOW,
        )
        child = {"name": "Kit", "date_of_birth": "2025-12-15"}
        ref = started.reference
        kit = people.add_child(session, office.priya, ref, child, TODAY, NOW)
        dean = people.add_adult(session, office.priya, ref, {"name": "Dean"}, TODAY, NOW)
    return Desk(office, priya, ref, kit, dean)


@cache
def library() -> Library:
    return load_folder(EVERY_TYPE)


def plain(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


# ---- whose page it is -----------------------------------------------------------------------


def test_the_page_says_whose_it_is_what_is_asked_and_where_it_leads(desk: Desk) -> None:
    html = desk.page()
    assert f"<title>Every type – {desk.reference} – riskform</title>" in html
    text = plain(html)
    assert "Kit 11 weeks old" in text
    assert "Not saved yet" in text
    assert "One question of each type." in text
    assert "0 of 11 questions answered. Next: Afterwards, Kit." in text
    assert "What does Kit say? (needed to submit)" in text
    assert "In Kit's own words." in text
    assert "Kept by Practice lead, to be reviewed by 1 March 2027." in text


def test_a_page_about_the_family_has_no_person_in_its_address(desk: Desk) -> None:
    path = f"/assessments/{desk.reference}/home"
    assert "Has the family been told?" in desk.page(path)
    moved = desk.browser.get(f"{path}/family")
    assert (moved.status_code, moved.location) == (308, f"http://localhost{path}")


@pytest.mark.parametrize("rest", ["types", "types/nobody", "home/nobody", "nothing", "later/x"])
def test_a_page_that_is_not_there_is_not_found(desk: Desk, rest: str) -> None:
    assert desk.browser.get(f"/assessments/{desk.reference}/{rest}").status_code == 404
    assert desk.browser.send(f"/assessments/{desk.reference}/{rest}").status_code == 404


def test_another_team_may_not_know_that_there_is_a_page(
    desk: Desk, app: Flask, people: dict[str, Actor]
) -> None:
    sam = another_browser(app).sign_in(people["sam"])
    assert sam.get(desk.path).status_code == 404
    assert sam.send(desk.path, {"q-one_line": "x"}).status_code == 404


# ---- every type, there and back --------------------------------------------------------------

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
    assert "0 means: Not at all. 10 means: Very." in text
    assert "In kg." in text


# ---- lists -----------------------------------------------------------------------------------


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
    assert "Since when: 31/2/2026 is not a real date" in plain(sent.text)
    assert desk.post(form_on(sent.text, desk.path)).status_code == 422
    assert desk.value("agencies")[0]["said"] == "Fine\nso far"  # type: ignore[index]


def test_adding_an_item_saves_the_page_and_comes_back_to_the_new_one(desk: Desk) -> None:
    fields = form_on(desk.page(), desk.path, **{"q-one_line": "Kitty"})
    row = row_of(fields)
    fields[f"q-agencies-{row}-name"] = "School"
    fields["add-item"] = "agencies"
    sent = desk.post(fields)
    assert sent.status_code == 303
    assert desk.value("one_line") == "Kitty"
    first, second = desk.value("agencies")  # type: ignore[misc]
    assert first == {"id": row, "name": "School"}
    assert sent.location == f"{desk.path}?done=saved#q-agencies-{second['id']}"
    assert f'id="q-agencies-{second["id"]}"' in desk.page()


def test_removing_an_item_leaves_the_others(desk: Desk) -> None:
    desk.keep(agencies=[{"id": "gp", "name": "GP"}, {"id": "school", "name": "School"}])
    sent = desk.send(**{"remove-item": "agencies-gp"})
    assert (sent.status_code, sent.location) == (303, f"{desk.path}?done=saved#q-agencies")
    assert desk.value("agencies") == [{"id": "school", "name": "School"}]


# ---- what can't be used ----------------------------------------------------------------------

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


# ---- clearing and hiding ---------------------------------------------------------------------


def test_an_old_yes_can_be_taken_back(desk: Desk) -> None:
    desk.keep(safe="yes", one_line="Kitty")
    assert "Take back: Is Kit safe tonight?" in desk.page()
    sent = desk.send(**{"clear-answer": "safe", "q-one_line": "Kitten"})
    assert (sent.status_code, sent.location) == (303, f"{desk.path}?done=saved#q-safe")
    assert (desk.value("safe"), desk.value("one_line")) == (None, "Kitten")
    assert "Take back: Is Kit safe tonight?" not in desk.page()


def test_a_text_that_was_emptied_is_gone(desk: Desk) -> None:
    desk.keep(one_line="Kitty")
    desk.send(**{"q-one_line": ""})
    assert desk.value("one_line") is None


def test_questions_that_appear_are_shown_before_the_next_page(desk: Desk) -> None:
    sent = desk.send(**{"q-safe": "no"})
    assert (sent.status_code, sent.location) == (303, f"{desk.path}?done=saved&appeared=why_not")
    html = desk.page(sent.location)
    assert "Saved. 1 more question appeared because of your answers: Why is Kit not safe?" in plain(
        html
    )
    assert 'href="#q-why_not"' in html


def test_a_hidden_answer_is_kept_comes_back_and_that_is_said(desk: Desk) -> None:
    desk.send(**{"q-safe": "no"})
    desk.send(**{"q-why_not": "He is alone."})
    sent = desk.send(**{"q-safe": "yes", "then": "stay"})
    assert "Saved. 1 answer is kept but not used" in desk.page(sent.location)
    assert desk.value("why_not") == "He is alone."
    desk.send(**{"q-safe": "no"})
    assert "He is alone." in desk.page()


def test_a_blank_says_so_only_once_the_page_was_saved(desk: Desk) -> None:
    assert "Nobody wrote down what Kit says." not in desk.page()
    desk.send()
    assert "Nobody wrote down what Kit says." in desk.page()


# ---- findings --------------------------------------------------------------------------------


def test_a_finding_says_what_why_what_to_do_and_by_when(desk: Desk) -> None:
    assert "Nothing yet. That means only that no answer on this page" in plain(desk.page())
    desk.send(**{"q-safe": "no"})
    text = plain(desk.page())
    assert "Urgent" in text
    assert "Kit is not safe tonight." in text
    assert "Because Is Kit safe tonight? No" in text
    assert "Do Agree a plan before you leave. Today" in text
    assert "What these answers raise: 1 urgent" in text


# ---- ways on ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "rest"),
    [
        ("next", "/later/{kit}?done=saved"),
        ("stay", "/types/{kit}?done=saved"),
        ("previous", "/home?done=saved"),
        ("overview", "?done=saved"),
        ("nonsense", "/later/{kit}?done=saved"),
    ],
)
def test_each_button_saves_and_leads_where_it_says(desk: Desk, then: str, rest: str) -> None:
    sent = desk.send(then=then, **{"q-one_line": "Kitty"})
    want = f"/assessments/{desk.reference}" + rest.format(kit=desk.kit)
    assert (sent.status_code, sent.location) == (303, want)
    assert desk.value("one_line") == "Kitty"


def test_after_saving_the_next_page_and_this_one_say_so(desk: Desk) -> None:
    sent = desk.send(**{"q-one_line": "Kitty"})
    assert "Saved." in desk.page(sent.location)
    assert "Saved at 09:30" in desk.page()


def test_the_last_page_leads_to_the_task_list(desk: Desk) -> None:
    later = f"/assessments/{desk.reference}/later/{desk.kit}"
    sent = desk.browser.post(later, data=form_on(desk.page(later), later))
    assert sent.location == f"/assessments/{desk.reference}?done=saved"


def test_the_enter_key_saves_and_stays_where_lists_have_buttons_of_their_own(desk: Desk) -> None:
    form = desk.page().partition(f'action="{desk.path}"')[2]
    first = re.search(r"<button[^>]*>", form)
    assert first is not None
    assert 'name="then" value="stay"' in first[0]


# ---- two people ------------------------------------------------------------------------------


def test_two_people_who_answer_different_questions_are_both_kept(desk: Desk) -> None:
    opened = desk.page()
    desk.keep(desk.office.mo, one_line="Mo's words")
    sent = desk.post(form_on(opened, desk.path, **{"q-story": "Priya's words"}))
    assert sent.status_code == 303
    assert (desk.value("one_line"), desk.value("story")) == ("Mo's words", "Priya's words")


def clashed(desk: Desk) -> TestResponse:
    """Have Mo answer two questions while Priya answers three, one of them the same."""
    desk.keep(story="Old words", one_line="Old name", safe="yes")
    opened = desk.page()
    theirs = Answer("Theirs\n<b>in full</b>", "child", "2026-03-01")
    desk.keep(desk.office.mo, story=theirs, one_line="New name")
    typed = {"q-story": "Mine\r\n{{7*7}}", "q-weight": "heavy", "q-safe": "no"}
    return desk.post(form_on(opened, desk.path, **typed))


def test_a_clash_shows_both_texts_and_all_that_was_typed_and_writes_nothing(desk: Desk) -> None:
    sent = clashed(desk)
    assert sent.status_code == 409
    assert desk.value("story") == "Theirs\n<b>in full</b>"
    assert f"Two answers – Every type – {desk.reference}" in sent.text
    assert "Mo Haddad answered the same question" in plain(sent.text)
    assert str(escape("Theirs\n<b>in full</b>")) in sent.text
    assert "The child told me, 1 March 2026" in sent.text
    fields = form_on(sent.text, desk.path)
    assert fields["q-story"] == "Mine\r\n{{7*7}}"
    assert (fields["q-weight"], fields["q-safe"]) == ("heavy", "no")
    assert fields["take-story"] == "mine"


def test_what_only_the_other_changed_stands_on_the_clash_page_as_it_stands_now(desk: Desk) -> None:
    assert form_on(clashed(desk).text, desk.path)["q-one_line"] == "New name"


@pytest.mark.parametrize(
    ("take", "story"), [("mine", "Mine\n{{7*7}}"), ("theirs", "Theirs\n<b>in full</b>")]
)
def test_one_may_keep_ones_own_or_take_the_others(desk: Desk, take: str, story: str) -> None:
    sent = desk.post(form_on(clashed(desk).text, desk.path, **{"take-story": take}))
    assert sent.status_code == 422  # the weight is no number, and is saved all the same
    assert desk.value("story") == story
    assert (desk.value("weight"), desk.value("safe")) == ("heavy", "no")
    assert desk.value("one_line") == "New name"


def test_a_third_change_meanwhile_clashes_again_and_loses_nothing(desk: Desk) -> None:
    first = clashed(desk)
    desk.keep(desk.office.mo, story="Theirs, once more")
    sent = desk.post(form_on(first.text, desk.path))
    assert sent.status_code == 409
    assert "Theirs, once more" in sent.text
    assert form_on(sent.text, desk.path)["q-story"] == "Mine\r\n{{7*7}}"


def test_an_answer_that_the_other_took_out_is_a_clash_too(desk: Desk) -> None:
    desk.keep(one_line="Old")
    opened = desk.page()
    desk.keep(desk.office.mo, one_line=None)
    sent = desk.post(form_on(opened, desk.path, **{"q-one_line": "New"}))
    assert sent.status_code == 409
    assert "Nothing: the answer was taken out." in sent.text


def test_a_text_in_a_question_that_somebody_else_has_hidden_meanwhile_is_kept(desk: Desk) -> None:
    desk.keep(safe="no")
    opened = desk.page()
    desk.keep(desk.office.mo, safe="yes")
    sent = desk.post(form_on(opened, desk.path, **{"q-why_not": "He is alone."}))
    assert sent.status_code == 303
    assert (desk.value("safe"), desk.value("why_not")) == ("yes", "He is alone.")


def test_the_same_page_sent_twice_is_no_clash(desk: Desk) -> None:
    fields = form_on(desk.page(), desk.path, **{"q-one_line": "Kitty"})
    assert [desk.post(fields).status_code for _ in range(2)] == [303, 303]


# ---- when nothing can be saved ---------------------------------------------------------------


@pytest.mark.parametrize(("problem", "status"), [(DatabaseBusy, 503), (DatabaseFull, 507)])
def test_what_was_typed_stands_on_the_page_that_says_that_nothing_was_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, problem: type[Exception], status: int
) -> None:
    fields = form_on(desk.page(), desk.path, **{"q-story": "A long\nstory <b>"})

    def fail(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr(transactions, "_RUN_AGAIN_FOR", 0)
    monkeypatch.setattr(answering, "save_page", fail)
    sent = desk.post(fields)
    assert sent.status_code == status
    assert "Nothing was saved." in sent.text
    assert str(escape("A long\nstory <b>")) in sent.text
    assert desk.value("story") is None


def test_who_was_signed_out_meanwhile_gets_every_word_back(desk: Desk, browser: Browser) -> None:
    fields = form_on(desk.page(), desk.path, **{"q-story": "A long\nstory <b>"})
    sent = desk.post(fields, browser)
    assert sent.status_code == 401
    assert str(escape("A long\nstory <b>")) in sent.text
    assert "then" not in plain(sent.text).partition("What you typed")[2].casefold()


# ---- to read ---------------------------------------------------------------------------------


def test_a_submitted_page_is_text_without_a_form(office: Office, priya: Browser) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, "sofa")
    office.answer(reference, "sleep", kit, last_night="cot", seen_on="31/2/2026")
    office.answer(reference, "sleep", kit, last_night="cot", seen_on="2026-03-01")
    office.submit(reference)
    path = f"/assessments/{reference}/sleep/{kit}"
    got = priya.get(path)
    text = plain(got.text)
    assert "This assessment is submitted. It can be read, and can't be changed." in text
    assert "Where did Kit sleep last night? Own cot" in text
    assert "1 March 2026" in text
    assert f'action="{path}"' not in got.text
    refused = priya.send(path, {"q-last_night": "sofa", "seen_revision": "0"})
    assert refused.status_code == 403
    assert "Nothing was saved." in refused.text
