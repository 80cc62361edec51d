"""Saves of answers: what is made ready before, what is written, and when nothing is."""

from datetime import timedelta

import pytest

from riskform.engine.case import Answer
from riskform.errors import WrongState
from riskform.records import DatabaseBusy, assessments, revisions, saves
from riskform.records.revisions import Change
from riskform.records.saves import ReadySave
from tests.records.desk import NOW, Desk

PLACE, SEEN = "kit/sleep.last_night", "kit/sleep.seen"


def ready(desk: Desk, answers: dict[str, Answer | None]) -> ReadySave:
    return saves.ready(desk.load(), "kit/sleep", answers, NOW)


def write(desk: Desk, save: ReadySave) -> None:
    with desk.database.session(write=True) as session:
        saves.write(session, save, author_id=desk.manager)


def test_a_save_keeps_the_answers_of_its_page_and_leaves_the_others(desk: Desk) -> None:
    sofa = Answer("sofa", "parent", "2026-03-01")
    desk.save({PLACE: sofa, SEEN: Answer("no")})
    desk.save({"family/start.danger": Answer("no")}, page="family/start", minute=1)
    stored = desk.load()
    assert stored.answers == {PLACE: sofa, SEEN: Answer("no"), "family/start.danger": Answer("no")}
    assert stored.pages == {"kit/sleep": NOW, "family/start": NOW + timedelta(minutes=1)}
    assert (stored.revision, stored.updated_at) == (2, NOW + timedelta(minutes=1))


def test_a_revision_holds_only_what_its_save_changed(desk: Desk) -> None:
    desk.save({PLACE: Answer("sofa", "parent"), SEEN: Answer("no")})
    desk.save({PLACE: Answer("cot"), SEEN: Answer("no")}, minute=1)
    desk.save({PLACE: None}, minute=2)
    with desk.database.session(write=False) as session:
        first, second, third = revisions.since(session, desk.draft)
    assert first.changes[PLACE] == Change(None, {"value": "sofa", "known_by": "parent"})
    assert second.changes == {
        PLACE: Change({"value": "sofa", "known_by": "parent"}, {"value": "cot"})
    }
    assert third.changes == {PLACE: Change({"value": "cot"}, None)}
    assert (second.kind, second.person, second.section) == ("answers", "kit", "sleep")
    assert (second.number, second.author_name) == (2, "Amina")
    assert second.saved_at == NOW + timedelta(minutes=1)
    assert desk.load().answers == {SEEN: Answer("no")}


def test_a_save_that_changes_nothing_is_a_revision_too(desk: Desk) -> None:
    desk.save({PLACE: Answer("cot")})
    assert desk.save({PLACE: Answer("cot")}).revision == 2
    with desk.database.session(write=False) as session:
        _, second = revisions.since(session, desk.draft)
    assert (second.number, second.changes) == (2, {})


def test_what_is_made_ready_is_what_is_read_once_it_is_written(desk: Desk) -> None:
    desk.save({PLACE: Answer("cot")})
    typed = "From <b>Kit</b>\x00 \U0001f469 \ud83d"
    items = [{"id": "i1", "words": typed}, {}]
    save = ready(desk, {PLACE: None, SEEN: Answer(items, "parent"), "kit/a": Answer(typed)})
    write(desk, save)
    assert desk.load() == save.after


def test_nothing_is_written_while_a_save_is_made_ready(desk: Desk) -> None:
    ready(desk, {PLACE: Answer("cot")})
    assert (desk.load().revision, desk.load().answers) == (0, {})


def test_a_save_is_not_written_onto_a_state_that_it_was_not_made_ready_for(desk: Desk) -> None:
    late = ready(desk, {SEEN: Answer("yes")})
    desk.save({PLACE: Answer("sofa")})
    with pytest.raises(DatabaseBusy, match="nothing was written"):
        write(desk, late)
    assert (desk.load().revision, desk.load().answers) == (1, {PLACE: Answer("sofa")})


def test_whoever_was_submitted_before_is_to_be_read_again_and_then_refused(desk: Desk) -> None:
    late = ready(desk, {SEEN: Answer("yes")})
    desk.submit()
    with pytest.raises(DatabaseBusy):
        write(desk, late)
    with pytest.raises(WrongState, match="is submitted"):
        write(desk, ready(desk, {SEEN: Answer("yes")}))
    assert desk.load().answers == {}


def test_a_document_is_kept_as_the_text_that_was_made_ready(desk: Desk) -> None:
    save = ready(desk, {PLACE: Answer("cot")})
    write(desk, save)
    with desk.database.session(write=False) as session:
        assert assessments.load(session, desk.reference).document == save.after.document
