"""A save is judged while others save, and written only where what it was judged by still stands."""

from collections.abc import Callable

import pytest

from riskform.engine.case import Answer
from riskform.records import DatabaseBusy, assessments, audit, findings, revisions
from riskform.services import answering, assessing, people
from riskform.services.answering import PreparedSave, Saved
from riskform.services.opening import open_assessment
from tests.services.office import NOW, TODAY, Office


def prepared(office: Office, reference: str, kit: str, slept: str = "sofa") -> PreparedSave:
    """Judge a save of Priya's, in a session in which nothing can be written."""
    with office.database.session(write=False) as session:
        asked = (session, office.priya, reference, "sleep", kit, TODAY)
        page = answering.open_page_for_editing(*asked)
        given = {"last_night": Answer(slept)}
        return answering.prepare(office.priya, page, given, page.seen_revision, NOW)


def write(office: Office, save: PreparedSave) -> Saved:
    with office.writing() as session:
        return answering.write(session, save)


def says(office: Office, reference: str) -> list[str]:
    """Return what the findings that are kept of an assessment say."""
    with office.database.session(write=False) as session:
        kept = findings.of_assessment(session, assessments.load(session, reference).id)
    return [one.says for one in kept if one.raised]


def test_what_was_judged_is_what_stands_once_it_is_written(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    saved = write(office, prepared(office, reference, kit))
    with office.database.session(write=False) as session:
        stands = open_assessment(session, office.priya, reference)
    assert stands.stored == saved.open_page.assessment.stored
    assert stands.judged is saved.open_page.assessment.judged
    assert says(office, reference) == ["Kit sleeps on a sofa with an adult."]


def test_nobody_waits_for_a_save_that_is_judged(office: Office) -> None:
    mine, theirs = office.start(), office.start("Family B")
    kit, rosa = office.child(mine), office.child(theirs, "Rosa")
    with office.database.session(write=False) as session:
        asked = (session, office.priya, mine, "sleep", kit, TODAY)
        page = answering.open_page_for_editing(*asked)
        office.answer(theirs, "sleep", rosa, last_night="cot")
        given = {"last_night": Answer("sofa")}
        save = answering.prepare(office.priya, page, given, page.seen_revision, NOW)
        office.answer(theirs, "sleep", rosa, last_night="sofa")
    write(office, save)
    assert says(office, mine) == ["Kit sleeps on a sofa with an adult."]
    assert says(office, theirs) == ["Rosa sleeps on a sofa with an adult."]


def answered(office: Office, reference: str, kit: str) -> None:
    office.answer(reference, "sleep", kit, seen_on="2026-02-20")


def gave_another_level(office: Office, reference: str, _kit: str) -> None:
    with office.writing() as session:
        details = {"level": "4", "visit_on": TODAY.isoformat()}
        assessing.change_details(session, office.mo, reference, **details, today=TODAY, now=NOW)


def took_the_child_out(office: Office, reference: str, kit: str) -> None:
    with office.writing() as session:
        people.remove_person(session, office.mo, reference, kit, TODAY, NOW)


def submitted(office: Office, reference: str, _kit: str) -> None:
    with office.writing() as session:
        stored = assessments.load(session, reference)
        by = {"author_id": office.priya.id, "saved_at": NOW}
        assessments.set_status(session, stored.id, "submitted", **by)  # type: ignore[arg-type]  # two kinds of value


@pytest.mark.parametrize("meanwhile", [answered, gave_another_level, took_the_child_out, submitted])
def test_a_save_is_not_written_where_the_assessment_changed_after_it_was_judged(
    office: Office, meanwhile: Callable[[Office, str, str], None]
) -> None:
    reference = office.start()
    kit = office.child(reference)
    save = prepared(office, reference, kit)
    meanwhile(office, reference, kit)
    with office.database.session(write=False) as session:
        before = assessments.load(session, reference)
    with pytest.raises(DatabaseBusy, match="nothing was written"):
        write(office, save)
    with office.database.session(write=False) as session:
        assert assessments.load(session, reference) == before
        assert len(revisions.since(session, before.id)) == before.revision
        said = [one.action for one in audit.listed(session, object_reference=reference)]
    assert said.count("page saved") == (meanwhile is answered)
    assert "Kit sleeps on a sofa with an adult." not in says(office, reference)


def test_who_changes_people_in_another_assessment_of_the_family_comes_after_the_save(
    office: Office,
) -> None:
    reference = office.start()
    kit = office.child(reference)
    other = office.start_again(reference)
    save = prepared(office, reference, kit)
    with office.writing() as session:
        typed = {"name": "Kitty", "date_of_birth": "2025-12-15"}
        people.add_child(session, office.priya, other, typed, TODAY, NOW, kit)
    write(office, save)
    assert says(office, reference) == ["Kit sleeps on a sofa with an adult."]
    write(office, prepared(office, reference, kit))
    assert says(office, reference) == ["Kitty sleeps on a sofa with an adult."]
