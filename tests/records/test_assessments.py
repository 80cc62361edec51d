"""Assessments: what stands, what a save writes, and which status follows which."""

from datetime import date, timedelta

import pytest

from riskform.engine.case import Answer
from riskform.errors import Clash, NotFound, WrongState
from riskform.records import assessments, decisions, revisions, snapshots
from riskform.records.revisions import Change
from tests.records.desk import NOW, Desk

PLACE, SEEN = "kit/sleep.last_night", "kit/sleep.seen"


def test_a_new_assessment_is_an_empty_draft(desk: Desk) -> None:
    stored = desk.load()
    assert (stored.status, stored.revision, stored.answers, stored.pages) == ("draft", 0, {}, {})
    assert (stored.level, stored.visit_on) == (3, date(2026, 3, 1))
    assert (stored.family_name, stored.author_name, stored.team) == ("Family A", "Amina", "North")
    assert stored.created_at == stored.updated_at == NOW


def test_an_unknown_assessment_is_not_found(desk: Desk) -> None:
    with desk.database.session(write=False) as session, pytest.raises(NotFound):
        assessments.load(session, "NO0NE")


def test_what_others_saved_since_a_page_was_opened_is_found(desk: Desk) -> None:
    desk.save({PLACE: Answer("cot"), SEEN: Answer("no")})
    desk.save({PLACE: Answer("sofa")})
    desk.save({PLACE: Answer("shared_bed")})
    with desk.database.session(write=False) as session:
        later = revisions.since(session, desk.draft, 1)
    given = {PLACE: Answer("floor"), SEEN: Answer("yes")}
    assert [revision.number for revision in later] == [2, 3]
    assert revisions.clashes(later, given) == (Clash(PLACE, "floor", "shared_bed"),)
    assert revisions.clashes(later, {PLACE: Answer("cot")}) == ()  # left as the page showed it
    assert revisions.clashes(later, {PLACE: Answer("shared_bed")}) == ()  # the same in the end


def test_details_change_with_a_revision(desk: Desk) -> None:
    with desk.database.session(write=True) as session:
        number = assessments.change_details(
            session,
            desk.draft,
            author_id=desk.author,
            saved_at=NOW,
            level=4,
            visit_on=date(2026, 3, 2),
        )
        (revision,) = revisions.since(session, desk.draft)
    assert number == 1
    assert revision.changes == {
        "level": Change(3, 4),
        "visit_on": Change("2026-03-01", "2026-03-02"),
    }
    assert (desk.load().level, desk.load().visit_on) == (4, date(2026, 3, 2))


def test_a_submitted_assessment_takes_no_answers_until_it_is_returned(desk: Desk) -> None:
    desk.submit()
    with pytest.raises(WrongState, match=f"{desk.reference} is submitted. Nothing was written"):
        desk.save({PLACE: Answer("cot")})
    desk.set_status("returned", desk.manager)
    assert desk.save({PLACE: Answer("cot")}).revision == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([], "agreed"),
        ([], "returned"),
        (["submitted"], "submitted"),
        (["submitted", "returned"], "agreed"),
        (["submitted", "agreed"], "returned"),
        (["submitted", "agreed"], "submitted"),
        (["submitted", "agreed"], "agreed"),
    ],
)
def test_a_status_that_can_not_follow_is_refused(desk: Desk, before: list[str], after: str) -> None:
    for status in before:
        desk.set_status(status, desk.manager)
    with pytest.raises(WrongState):
        desk.set_status(after, desk.manager)
    assert desk.load().revision == len(before)


def test_submitting_and_agreeing_leave_their_times_and_revisions(desk: Desk) -> None:
    assert (desk.submit(), desk.agree()) == (1, 2)
    stored = desk.load()
    assert (stored.status, stored.submitted_at, stored.agreed_at) == ("agreed", NOW, NOW)
    with desk.database.session(write=False) as session:
        assert [r.kind for r in revisions.since(session, desk.draft)] == ["submitted", "agreed"]


def test_lists_are_by_team_author_family_and_status_latest_first(desk: Desk) -> None:
    with desk.database.session(write=True) as session:
        new = assessments.NewAssessment(
            desk.family, "a" * 64, 2, date(2026, 3, 3), desk.manager, "South"
        )
        second = assessments.create(session, new, created_at=NOW + timedelta(days=1))
    desk.submit()
    with desk.database.session(write=False) as session:
        both = [found.reference for found in assessments.listed(session, family_id=desk.family)]
        assert both == [second.reference, desk.reference]
        for wanted in (
            assessments.listed(session, team="North"),
            assessments.listed(session, author_id=desk.author),
            assessments.listed(session, statuses=("submitted", "returned")),
            assessments.listed(session, limit=1, offset=1),
        ):
            assert [found.id for found in wanted] == [desk.draft]


def test_a_snapshot_is_read_back_with_its_hash(desk: Desk) -> None:
    number = desk.submit()
    content = {"answers": {PLACE: {"value": "NUL \x00 عائشہ"}}, "people": ["kit"]}
    with desk.database.session(write=True) as session:
        made = snapshots.write(session, desk.draft, number, "submitted", content, saved_at=NOW)
    with desk.database.session(write=False) as session:
        snapshot = snapshots.read(session, desk.draft, "submitted")
        assert snapshots.read(session, desk.draft, "agreed") is None
    assert snapshot is not None
    assert (snapshot.content, snapshot.hash, snapshot.revision) == (content, made, number)
    assert snapshot.is_intact


def test_decisions_are_read_back_in_order(desk: Desk) -> None:
    for kind in ("returned", "agreed"):
        desk.submit()
        number = desk.set_status(kind, desk.manager)
        with desk.database.session(write=True) as session:
            decisions.record(
                session,
                desk.draft,
                revision=number,
                kind=kind,
                decided_by=desk.manager,
                reason=f"because {kind}",
                decided_at=NOW,
                level=3 if kind == "agreed" else None,
            )
    with desk.database.session(write=False) as session:
        returned, agreed = decisions.of_assessment(session, desk.draft)
    assert (returned.kind, returned.revision, returned.level) == ("returned", 2, None)
    assert (agreed.kind, agreed.revision, agreed.level) == ("agreed", 4, 3)
    assert (agreed.reason, agreed.decided_by_name) == ("because agreed", "Bryn")
