from datetime import timedelta

import pytest

from riskform.engine.case import Answer
from riskform.errors import InvalidInput, NotAllowed, NotFound
from riskform.records import assessments, audit, practice_audits, snapshots
from riskform.services import (
    answering,
    assessing,
    auditing,
    exporting,
    overview,
    people,
    reviewing,
    submitting,
)
from riskform.services.actors import Actor
from riskform.services.opening import open_assessment
from tests.services.audit_office import agreed, auditor, complete, grade, start
from tests.services.office import NOW, TODAY, Office, account


@pytest.fixture
def ida(office: Office) -> Actor:
    """Give a manager who neither wrote nor agreed anything, and publish an audit form."""
    return auditor(office)


def test_an_audit_is_about_one_child_as_it_was_when_the_assessment_was_agreed(
    office: Office, ida: Actor
) -> None:
    reference, kit = agreed(office)
    later = office.start_again(reference)
    with office.writing() as session:
        typed = {"name": "Christopher", "date_of_birth": "2025-11-01"}
        people.add_child(session, office.priya, later, typed, TODAY, NOW, kit)
    made = start(office, ida, reference, kit)
    with office.database.session(write=False) as session:
        found = open_assessment(session, ida, made.reference)
        audited = open_assessment(session, ida, reference)
    assert [child.name for child in found.people.children] == ["Kit"]
    assert found.people.children[0].date_of_birth == audited.people.children[0].date_of_birth
    (dean,) = found.people.adults
    assert set(dean.to) == {kit}
    assert [page.key for page in found.pages] == [f"{kit}/grades"]
    assert (found.stored.level, found.stored.visit_on, found.stored.team) == (3, TODAY, "North")
    assert found.form.about == "assessment"


def test_starting_leaves_an_event_that_says_of_what_and_of_whom(office: Office, ida: Actor) -> None:
    reference, kit = agreed(office)
    made = start(office, ida, reference, kit)
    with office.writing() as session:
        (event,) = audit.listed(session, object_reference=made.reference)
    assert (event.action, event.actor_id) == ("audit started", ida.id)
    assert event.detail == {"form": made.form_hash, "of": reference, "child": kit}


def test_who_wrote_agreed_or_wrote_part_of_it_does_not_audit_it(office: Office, ida: Actor) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit)
    with office.writing() as session:
        una = account(session, "Una Cole", "manager", "North")
        page = answering.open_page(session, una, reference, "voice", kit, TODAY)
        answering.save_page(
            *(session, una, reference, "voice", kit, {"wishes": Answer("Nan")}, page.seen_revision),
            today=TODAY,
            now=NOW,
        )
    office.submit(reference)
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "", NOW)
    for who, why in ((office.mo, "You agreed"), (una, "You wrote part"), (office.priya, "Only a")):
        with office.writing() as session, pytest.raises(NotAllowed, match=why):
            auditing.start(session, who, reference, child_id=kit, form_id="", now=NOW)
    assert start(office, ida, reference, kit).author_id == ida.id


def test_what_is_not_agreed_or_not_known_is_not_audited(office: Office, ida: Actor) -> None:
    draft, submitted = office.start(), office.submitted()
    for reference in (draft, submitted):
        with office.writing() as session, pytest.raises(NotAllowed, match="not agreed"):
            auditing.auditable(session, ida, reference)
    reference, _kit = agreed(office)
    with office.writing() as session:
        south = account(session, "Una South", "manager", "South")
        with pytest.raises(NotFound):
            auditing.auditable(session, south, reference)


def test_an_audit_is_not_audited(office: Office, ida: Actor) -> None:
    reference, kit = agreed(office)
    made = start(office, ida, reference, kit)
    with office.writing() as session, pytest.raises(NotAllowed, match="an audit is not audited"):
        auditing.auditable(session, office.mo, made.reference)


def test_a_child_that_is_not_in_it_is_refused_and_nothing_is_started(
    office: Office, ida: Actor
) -> None:
    reference, _kit = agreed(office)
    stranger = office.child(office.start("Family B"))
    with office.writing() as session:
        for child in ("", stranger):
            with pytest.raises(InvalidInput) as refused:
                auditing.start(session, ida, reference, child_id=child, form_id="", now=NOW)
            assert list(refused.value.messages) == ["child"]
        assert practice_audits.listed(session) == ()


def test_pressing_start_twice_starts_one_audit(office: Office, ida: Actor) -> None:
    reference, kit = agreed(office)
    first = start(office, ida, reference, kit)
    assert start(office, ida, reference, kit).reference == first.reference
    complete(office, ida, first.reference, kit)
    assert start(office, ida, reference, kit).reference != first.reference


def test_only_the_auditor_writes_in_it(office: Office, ida: Actor) -> None:
    reference, kit = agreed(office)
    made = start(office, ida, reference, kit)
    with pytest.raises(NotAllowed, match="Ida Best does this audit"):
        grade(office, office.mo, made.reference, kit)
    with pytest.raises(NotFound):
        grade(office, office.priya, made.reference, kit)
    grade(office, ida, made.reference, kit)


def test_people_level_and_day_of_an_audit_stay_as_they_are(office: Office, ida: Actor) -> None:
    reference, kit = agreed(office)
    made = start(office, ida, reference, kit).reference
    with office.writing() as session:
        for change in (
            lambda: people.remove_person(session, ida, made, kit, TODAY, NOW),
            lambda: people.add_adult(session, ida, made, {"name": "Pat"}, TODAY, NOW),
            lambda: assessing.change_details(
                *(session, ida, made),
                level="2",
                visit_on=TODAY.isoformat(),
                today=TODAY,
                now=NOW,
            ),
        ):
            with pytest.raises(NotAllowed, match="An audit keeps the people"):
                change()


def test_submitting_completes_it_with_a_snapshot_and_nobody_decides(
    office: Office, ida: Actor
) -> None:
    reference, kit = agreed(office)
    made = start(office, ida, reference, kit)
    with office.writing() as session, pytest.raises(submitting.NotReady):
        submitting.submit(session, ida, made.reference, TODAY, NOW)
    complete(office, ida, made.reference, kit)
    with pytest.raises(NotAllowed, match="complete"):
        grade(office, ida, made.reference, kit)
    with office.writing() as session:
        kept = snapshots.read(session, made.id)
        assert kept is not None
        assert kept.content["answers"][f"{kit}/grades.seen"]["value"] == "good"
        assert [child["id"] for child in kept.content["people"]["children"]] == [kit]
        assert reviewing.waiting(session, office.mo) == ()
        for decide in (reviewing.agree, reviewing.send_back):
            with pytest.raises(NotAllowed, match="nobody agrees or returns"):
                decide(session, office.mo, made.reference, "Because", NOW)
        with pytest.raises(NotFound):
            reviewing.open_review(session, office.mo, made.reference)


def test_managers_know_of_it_and_the_worker_once_it_is_complete(office: Office, ida: Actor) -> None:
    reference, kit = agreed(office)
    made = start(office, ida, reference, kit).reference
    with office.writing() as session:
        adam = account(session, "Adam Cole", "practitioner", "North")

    def know_of_it() -> list[str]:
        knowing = []
        for who in (ida, office.mo, office.priya, adam, office.sam):
            with office.writing() as session:
                try:
                    open_assessment(session, who, made)
                except NotFound:
                    continue
                knowing.append(who.name)
        return knowing

    assert know_of_it() == ["Ida Best", "Mo Haddad"]
    complete(office, ida, made, kit)
    assert know_of_it() == ["Ida Best", "Mo Haddad", "Priya Nair"]


def test_my_work_keeps_audits_apart_and_shows_each_to_whom_it_concerns(
    office: Office, ida: Actor
) -> None:
    reference, kit = agreed(office)
    made = start(office, ida, reference, kit).reference

    def work(who: Actor) -> overview.Work:
        with office.writing() as session:
            return overview.my_work(session, who)

    for who in (ida, office.mo):
        assert [item.assessment.reference for item in work(who).auditing] == [made]
        assert work(who).drafts == work(who).submitted == work(who).audited == ()
    assert work(office.priya).auditing == ()
    complete(office, ida, made, kit)
    for who in (ida, office.mo, office.priya):
        (item,) = work(who).audited
        assert (item.assessment.reference, item.children) == (made, ("Kit",))
        assert [one.assessment.reference for one in work(who).agreed] == [reference]


def test_the_audited_assessment_names_its_audits_to_who_may_know(
    office: Office, ida: Actor
) -> None:
    reference, kit = agreed(office)
    made = start(office, ida, reference, kit).reference

    def named(who: Actor) -> list[str]:
        with office.writing() as session:
            found = overview.overview(session, who, reference, TODAY).audits
        return [one.reference for one in found]

    assert (named(ida), named(office.priya)) == ([made], [])
    complete(office, ida, made, kit)
    assert named(office.priya) == [made]


def test_a_new_assessment_offers_no_audit_form_and_the_family_has_one_assessment(
    office: Office, ida: Actor
) -> None:
    reference, kit = agreed(office)
    made = start(office, ida, reference, kit)
    with office.writing() as session:
        offered = assessing.choices(session, office.priya)
        (of_family,) = assessments.listed(session, family_id=made.family_id)
    assert [form.form_id for form in offered.forms] == ["short"]
    assert of_family.reference == reference
    with office.writing() as session, pytest.raises(InvalidInput):
        assessing.start(
            session,
            ida,
            form_id="short_audit",
            family_reference=of_family.family_reference,
            new_family_name="",
            level="3",
            visit_on=TODAY.isoformat(),
            today=TODAY,
            now=NOW,
        )


def test_its_paper_says_of_which_record_it_is_and_who_audited_it(
    office: Office, ida: Actor
) -> None:
    reference, kit = agreed(office)
    made = start(office, ida, reference, kit).reference
    with office.writing() as session:
        draft = exporting.document_of(session, ida, made, "assessment", TODAY)
    assert (draft.status, draft.final) == (f"Audit of record {reference}, not finished", False)
    complete(office, ida, made, kit)
    with office.writing() as session:
        paper = exporting.document_of(session, office.priya, made, "assessment", TODAY)
        with pytest.raises(NotFound):
            exporting.document_of(session, ida, made, "plan", TODAY)
    assert (paper.status, paper.final) == (f"Audit of record {reference}", True)
    assert [(one.did, one.name) for one in paper.signatures] == [("Audited by", "Ida Best")]
    assert paper.made_for.made_for == "managers and the worker who wrote what was audited"
    (child,) = paper.parts  # it asks nothing of Dean, so he gets no page of his own
    # A form that does not ask for a child's own words has no place for them on its paper.
    assert (child.name, child.words, child.no_words) == ("Kit", (), "")


def test_a_blank_is_dated_from_the_day_it_was_saved_and_not_from_the_visit(
    office: Office, ida: Actor
) -> None:
    reference, kit = agreed(office)
    made = start(office, ida, reference, kit).reference
    day = TODAY + timedelta(days=30)
    with office.writing() as session:
        page = answering.open_page(session, ida, made, "grades", kit, day)
        given = {"cannot_wait": Answer("yes")}
        answering.save_page(
            *(session, ida, made, "grades", kit, given, page.seen_revision),
            today=day,
            now=NOW + timedelta(days=30),
        )
        first_saved = open_assessment(session, ida, made).first_saved
    assert first_saved == {f"{kit}/grades.worry": day}
