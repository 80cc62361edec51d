from datetime import date, timedelta

import pytest

from riskform.definitions.library import load
from riskform.engine.case import Answer
from riskform.errors import NotAllowed, NotFound, WrongState
from riskform.records import audit, findings
from riskform.services import answering, history, moving, publishing
from riskform.services.opening import OpenAssessment, open_assessment
from tests.services.office import NOW, SHORT_FORM, TODAY, Office, short_files

FORM, SLEEP = SHORT_FORM["short/form.yaml"], SHORT_FORM["sections/sleep.yaml"]
LATER = NOW + timedelta(days=3)
SECOND = FORM.replace("version: 1", "version: 2")
RENAMED = SLEEP.replace("id: last_night", "id: slept_where\n    was: last_night").replace(
    "when: last_night", "when: slept_where"
)
WITHOUT_DATE = SLEEP.replace(
    "  - {id: seen_on, label: When did you see the place?, type: date, not_after: today}\n", ""
)
NO_SOFA = SLEEP.replace("sofa: Sofa with an adult, ", "").replace("is sofa", "is not_known")


def publish(office: Office, **changed: str) -> str:
    library = load(short_files(form=SECOND, **changed))
    assert not library.errors, library.errors
    with office.writing() as session:
        publishing.publish_library(session, library, NOW + timedelta(days=1))
    return library.forms["short"].hash


def seen(office: Office, reference: str) -> moving.Move:
    with office.writing() as session:
        return moving.open_move(session, office.priya, reference)


def move(office: Office, reference: str) -> OpenAssessment:
    found = seen(office, reference)
    with office.writing() as session:
        moving.move(
            *(session, office.priya, reference, found.to.hash),
            found.assessment.stored.revision,
            today=TODAY + timedelta(days=3),
            now=LATER,
        )
    return opened(office, reference)


def opened(office: Office, reference: str) -> OpenAssessment:
    with office.writing() as session:
        return open_assessment(session, office.priya, reference)


def test_a_draft_stays_on_its_version_until_its_author_moves_it(office: Office) -> None:
    draft = office.start()
    before = opened(office, draft).stored.form_hash
    newer = publish(office, sleep=RENAMED)
    assert opened(office, draft).stored.form_hash == before
    after = move(office, draft)
    assert after.stored.form_hash == newer
    with office.writing() as session:
        event = audit.listed(session, object_reference=draft)[0]
        assert moving.newer_version(session, office.priya, after.stored) is None
    assert (event.action, event.detail["to"]) == ("assessment moved", newer)
    with pytest.raises(NotFound):
        seen(office, draft)


def test_a_renamed_question_takes_its_answer_how_it_is_known_and_its_date_along(
    office: Office,
) -> None:
    draft = office.start()
    kit = office.child(draft)
    given = Answer("sofa", "parent", "2026-03-01")
    with office.writing() as session:
        page = answering.open_page(session, office.priya, draft, "sleep", kit, TODAY)
        answering.save_page(
            *(session, office.priya, draft, "sleep", kit, {"last_night": given}),
            page.seen_revision,
            today=TODAY,
            now=NOW,
        )
    publish(office, sleep=RENAMED)
    assert [line.question for line in seen(office, draft).carried] == [
        "Where did Kit sleep last night?"
    ]
    revision = opened(office, draft).stored.revision
    after = move(office, draft)
    assert after.stored.answers == {f"{kit}/sleep.slept_where": given}
    assert after.stored.revision == revision + 1
    assert [one.at for one in after.shown_findings if one.kind == "urgent"] == [
        f"{kit}/sleep.sofa_with_adult"
    ]


def test_a_renamed_question_is_no_new_one_where_it_has_no_answer_yet(office: Office) -> None:
    draft = office.start()
    office.child(draft)
    publish(office, sleep=RENAMED)
    found = seen(office, draft)
    assert (found.asked, found.carried) == ((), ())


def test_the_clock_of_a_not_known_goes_on_when_its_question_is_renamed(office: Office) -> None:
    draft = office.start()
    kit = office.child(draft)
    office.answer(draft, "sleep", kit, last_night="not_known")
    publish(office, sleep=RENAMED)
    after = move(office, draft)
    with office.writing() as session:
        kept = {one.at: one for one in findings.of_assessment(session, after.stored.id)}
    assert kept[f"{kit}/sleep.slept_where.not_known"].first_saved_on == date(2026, 3, 2)
    assert kept[f"{kit}/sleep.slept_where.not_known"].raised
    assert not kept[f"{kit}/sleep.last_night.not_known"].raised


def test_the_history_tells_an_answer_that_was_taken_along_once_and_not_as_gone(
    office: Office,
) -> None:
    draft = office.start()
    office.answer(draft, "sleep", office.child(draft), last_night="cot")
    publish(office, sleep=RENAMED)
    move(office, draft)
    with office.writing() as session:
        newest = history.history(session, office.priya, draft).entries[0]
    (told,) = newest.changes[1:]
    assert told.label.endswith("(taken along)")
    assert told.before == told.after == "Own cot"


def test_the_answer_to_a_question_that_is_gone_is_kept_and_told_in_the_history(
    office: Office,
) -> None:
    draft = office.start()
    kit = office.child(draft)
    office.answer(draft, "sleep", kit, last_night="cot", seen_on="2026-03-01")
    publish(office, sleep=WITHOUT_DATE)
    assert [line.question for line in seen(office, draft).kept] == ["When did you see the place?"]
    after = move(office, draft)
    assert after.stored.answers[f"{kit}/sleep.seen_on"].value == "2026-03-01"
    with office.writing() as session:
        newest, before, *_ = history.history(session, office.priya, draft).entries
    assert newest.what == "Moved to another version of the form"
    assert [(one.before, one.after) for one in newest.changes] == [
        ("Short assessment, version 1", "Short assessment, version 2")
    ]
    assert "When did you see the place?" in [one.label for one in before.changes]


def test_an_answer_that_was_taken_out_is_kept_and_is_not_one_of_the_answers(office: Office) -> None:
    draft = office.start()
    kit = office.child(draft)
    office.answer(draft, "sleep", kit, last_night="sofa")
    publish(office, sleep=NO_SOFA)
    (line,) = seen(office, draft).invalid
    assert line.why == (
        "“Sofa with an adult” is not one of the answers any more. Choose one of the answers listed."
    )
    after = move(office, draft)
    assert after.stored.answers[f"{kit}/sleep.last_night"].value == "sofa"
    assert [one.at for one in after.evaluation.invalid] == [f"{kit}/sleep.last_night"]


def test_new_questions_and_other_words_are_told_for_this_assessment(office: Office) -> None:
    draft = office.start()
    office.child(draft)
    more = SLEEP.replace("findings:", "  - {id: why, label: Why there?, type: text}\nfindings:")
    words = SHORT_FORM["sections/care.yaml"].replace("Have you spoken to", "Did you speak to")
    publish(office, sleep=more.replace("When did you see", "When was it that you saw"), care=words)
    found = seen(office, draft)
    assert [(line.question, line.person) for line in found.asked] == [("Why there?", "Kit")]
    # There is no adult, so nobody is asked the question of the section care.
    assert [(one.kind, one.at) for one in found.words] == [("wording", "sleep.seen_on")]


def test_only_the_author_moves_and_only_what_is_open(office: Office) -> None:
    draft, submitted = office.start(), office.submitted("Family B")
    newer = publish(office, sleep=RENAMED)
    with office.writing() as session:
        for actor, reference in ((office.mo, draft), (office.priya, submitted)):
            with pytest.raises(NotAllowed):
                moving.move(session, actor, reference, newer, 0, today=TODAY, now=NOW)
            stored = open_assessment(session, office.priya, reference).stored
            assert moving.newer_version(session, actor, stored) is None
        with pytest.raises(NotFound):
            moving.open_move(session, office.sam, draft)


def test_a_list_that_is_out_of_date_moves_nothing(office: Office) -> None:
    draft = office.start()
    kit = office.child(draft)
    found_at = opened(office, draft).stored.revision
    newer = publish(office, sleep=RENAMED)
    office.answer(draft, "sleep", kit, last_night="sofa")
    for to, revision in ((newer, found_at), ("0" * 64, found_at + 1)):
        with office.writing() as session, pytest.raises(WrongState, match="nothing was moved"):
            moving.move(session, office.priya, draft, to, revision, today=TODAY, now=NOW)


def test_moving_twice_is_moving_once(office: Office) -> None:
    draft = office.start()
    newer = publish(office, sleep=RENAMED)
    revision = move(office, draft).stored.revision
    with office.writing() as session:
        moving.move(session, office.priya, draft, newer, 0, today=TODAY, now=NOW)
    assert opened(office, draft).stored.revision == revision


def test_a_page_that_was_open_while_the_draft_moved_is_not_saved_over(office: Office) -> None:
    draft = office.start()
    kit = office.child(draft)
    before = opened(office, draft).stored.revision
    publish(office, sleep=RENAMED)
    move(office, draft)
    with office.writing() as session, pytest.raises(WrongState, match="Nothing was written"):
        answering.save_page(
            *(session, office.priya, draft, "sleep", kit, {"last_night": Answer("cot")}),
            before,
            today=TODAY,
            now=NOW,
        )


def test_the_history_does_not_tell_others_a_private_answer_that_is_not_asked_any_more(
    office: Office,
) -> None:
    note = "  - {id: note, label: Your worry?, type: text, private_to: [author]}\n"
    publish(
        office, start=SHORT_FORM["sections/start.yaml"].replace("findings:", f"{note}findings:")
    )
    draft = office.start()
    office.answer(draft, "start", "family", danger="no", note="I am afraid of him")
    library = load(short_files(form=FORM.replace("version: 1", "version: 3")))
    with office.writing() as session:
        publishing.publish_library(session, library, NOW + timedelta(days=2))
    move(office, draft)
    with office.writing() as session:
        for actor, told in ((office.priya, True), (office.mo, False)):
            entries = history.history(session, actor, draft).entries
            said = [change.after for entry in entries for change in entry.changes]
            assert ("I am afraid of him" in said) is told
