from typing import Any

import pytest
from markupsafe import escape
from werkzeug.test import TestResponse

from riskform.engine.case import Answer
from riskform.records import DatabaseBusy, DatabaseFull, Session
from riskform.services import answering
from riskform.services.answering import OpenPage, PreparedSave, Saved
from riskform.web import section_pages, transactions
from tests.web.browsing import Browser
from tests.web.desk import Desk, plain
from tests.web.sent_forms import form_on


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


def test_somebody_with_two_windows_is_told_that_the_other_one_was_theirs(desk: Desk) -> None:
    opened = desk.page()
    desk.keep(one_line="In the other window")
    sent = desk.post(form_on(opened, desk.path, **{"q-one_line": "Here"}))
    assert sent.status_code == 409
    assert "You, in another window, answered the same question" in plain(sent.text)


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


@pytest.mark.parametrize(("problem", "status"), [(DatabaseBusy, 503), (DatabaseFull, 507)])
def test_what_was_typed_stands_on_the_page_that_says_that_nothing_was_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, problem: type[Exception], status: int
) -> None:
    fields = form_on(desk.page(), desk.path, **{"q-story": "A long\nstory <b>"})

    def fail(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr(transactions, "_RUN_AGAIN_FOR", 0)
    monkeypatch.setattr(answering, "write", fail)
    sent = desk.post(fields)
    assert sent.status_code == status
    assert "Nothing was saved." in sent.text
    assert str(escape("A long\nstory <b>")) in sent.text
    assert desk.value("story") is None


def test_who_was_signed_out_meanwhile_gets_every_word_back(desk: Desk, browser: Browser) -> None:
    typed = {"q-story": "A long\nstory <b>", "then": "next"}
    sent = desk.post(form_on(desk.page(), desk.path, **typed), browser)
    assert sent.status_code == 401
    assert str(escape("A long\nstory <b>")) in sent.text
    assert "then" not in plain(sent.text).partition("What you typed")[2].casefold()


def test_a_save_that_another_one_overtakes_is_judged_again_and_both_are_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, write, saves = desk.page(), answering.write, list[PreparedSave]()

    def overtaken(session: Session, save: PreparedSave) -> Saved:
        saves.append(save)
        if len(saves) == 1:
            desk.keep(desk.office.mo, one_line="Mo's words")
        return write(session, save)

    monkeypatch.setattr(answering, "write", overtaken)
    sent = desk.post(form_on(opened, desk.path, **{"q-story": "Priya's words"}))
    assert sent.status_code == 303
    assert [save.actor.name for save in saves] == ["Priya Nair", "Mo Haddad", "Priya Nair"]
    assert (desk.value("one_line"), desk.value("story")) == ("Mo's words", "Priya's words")


def test_nobody_waits_while_the_page_is_made_that_says_what_needs_another_look(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_answer = section_pages.to_answer

    def slow(opened: OpenPage, *rest: Any) -> dict[str, Any]:  # noqa: ANN401 - what to_answer takes.
        desk.keep(desk.office.mo, one_line="Mo's words")
        return to_answer(opened, *rest)

    opened = desk.page()
    monkeypatch.setattr(section_pages, "to_answer", slow)
    sent = desk.post(form_on(opened, desk.path, **{"q-weight": "heavy"}))
    assert sent.status_code == 422
    assert desk.value("one_line") == "Mo's words"
    # Whoever sends it again has not seen those, and overwrites nothing with what stands here.
    monkeypatch.undo()
    again = desk.post(form_on(sent.text, desk.path, **{"q-one_line": "Mine"}))
    assert again.status_code == 409
