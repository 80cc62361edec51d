import pytest

from riskform.engine.plan import FindingReply
from riskform.errors import NotAllowed, NotFound
from riskform.records import audit, snapshots
from riskform.services import people, planning, submitting
from riskform.services.opening import open_assessment
from riskform.services.submitting import Check, Gap
from tests.services.office import NOW, TODAY, Office
from tests.services.statutory import statutory


def look_through(office: Office, reference: str) -> Check:
    with office.database.session(write=False) as session:
        return submitting.look_through(session, office.priya, reference, TODAY)


def status(office: Office, reference: str) -> str:
    with office.database.session(write=False) as session:
        return open_assessment(session, office.priya, reference).stored.status


def test_without_a_child_the_people_come_first(office: Office) -> None:
    first, *_rest = look_through(office, office.start()).gaps
    assert first == Gap("No child has been added yet. Add every child.", "people")


def test_everything_that_has_to_be_answered_is_named_with_its_place(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    dean = office.adult(reference)
    places = [(g.section, g.person, g.question) for g in look_through(office, reference).gaps]
    assert places[:3] == [
        ("", dean, f"relationship-{kit}"),
        ("start", "family", "danger"),
        ("sleep", kit, "last_night"),
    ]
    assert ("care", dean, "spoken") in places


@pytest.mark.parametrize(
    ("relationship", "lives_here", "missing"),
    [
        ("", "", "Say what Dean is to Kit, and whether Dean lives in Kit's home"),
        ("", "yes", "Say what Dean is to Kit"),
        ("", "not_known", "Say what Dean is to Kit"),
        ("father", "", "Say whether Dean lives in Kit's home"),
        ("not_known", "", "Say whether Dean lives in Kit's home"),
        ("father", "sometimes", None),
        ("not_known", "not_known", None),
    ],
)
def test_what_nobody_said_of_an_adult_and_a_child_is_a_gap_and_not_known_is_none(
    office: Office, relationship: str, lives_here: str, missing: str | None
) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit)
    ties = {f"relationship-{kit}": relationship, f"lives_here-{kit}": lives_here}
    with office.writing() as session:
        dean = people.add_adult(
            session, office.priya, reference, {"name": "Dean", **ties}, TODAY, NOW
        )
    office.answer(reference, "care", dean, spoken="yes")
    gaps = look_through(office, reference).gaps
    assert [gap.text for gap in gaps] == ([missing] if missing else [])
    assert all((gap.where, gap.person) == ("people", dean) for gap in gaps)


def test_each_adult_is_asked_about_for_each_child_and_not_after_being_taken_out(
    office: Office,
) -> None:
    reference = office.start()
    office.child(reference)
    office.child(reference, "Rosa", "2021-05-04")
    dean, gone = office.adult(reference), office.adult(reference, "Jo")
    with office.writing() as session:
        people.remove_person(session, office.priya, reference, gone, TODAY, NOW)
    gaps = [gap for gap in look_through(office, reference).gaps if gap.where == "people"]
    assert [(gap.person, gap.text[:24]) for gap in gaps] == [
        (dean, "Say what Dean is to Kit,"),
        (dean, "Say what Dean is to Rosa"),
    ]


def test_an_answer_that_can_not_be_used_is_a_gap_and_says_why(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit)
    office.answer(reference, "sleep", kit, last_night="cot", seen_on="31/2/2026")
    (gap,) = look_through(office, reference).gaps
    assert (gap.section, gap.person, gap.question) == ("sleep", kit, "seen_on")
    assert "31/2/2026" in gap.text
    assert gap.text.startswith("When did you see the place?")


def test_a_question_that_may_be_left_is_named_and_does_not_hold_anything_up(
    office: Office,
) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit)
    check = look_through(office, reference)
    assert check.gaps == ()
    assert [gap.text for gap in check.blank] == [
        "Not answered: What does Kit say?",
        "Not answered: Kit: When did you see the place?",
    ]


def test_a_worry_needs_an_outcome_or_a_reason(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, sleeps="sofa")
    at = f"{kit}/sleep.sofa_with_adult"
    (gap,) = look_through(office, reference).gaps
    assert (gap.where, gap.item) == ("plan", at)
    assert gap.text.endswith("Kit sleeps on a sofa with an adult.")
    with office.writing() as session:
        reply = FindingReply(at, "reason", reason="A cot was brought while I was there.")
        planning.put_replies(session, office.priya, reference, (reply,), NOW)
    assert look_through(office, reference).gaps == ()


def test_what_is_unclear_needs_a_person_and_a_day(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, sleeps="not_known")
    at = f"{kit}/sleep.last_night.not_known"
    assert [gap.item for gap in look_through(office, reference).gaps] == [at]
    with office.writing() as session:
        reply = FindingReply(at, "unclear", owner="Priya Nair", due="2026-03-03")
        planning.put_replies(session, office.priya, reference, (reply,), NOW)
    assert look_through(office, reference).gaps == ()


def test_a_plan_that_is_not_smart_yet_is_a_gap_at_the_outcome(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, sleeps="sofa")
    outcome = office.outcome(reference, kit, f"{kit}/sleep.sofa_with_adult", what="Sleeps well")
    gaps = look_through(office, reference).gaps
    assert gaps
    assert {(gap.where, gap.item) for gap in gaps} == {("plan", outcome)}


def test_submitting_with_gaps_is_refused_and_writes_nothing(office: Office) -> None:
    reference = office.start()
    with office.writing() as session, pytest.raises(submitting.NotReady) as caught:
        submitting.submit(session, office.priya, reference, TODAY, NOW)
    assert caught.value.check.gaps
    assert status(office, reference) == "draft"
    with office.writing() as session:
        actions = [event.action for event in audit.listed(session, object_reference=reference)]
    assert actions == ["assessment started"]


def test_submitting_keeps_the_whole_of_it_and_says_who(office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session:
        stored = open_assessment(session, office.mo, reference).stored
        kept = snapshots.read(session, stored.id)
        events = audit.listed(session, object_reference=reference)
    assert stored.status == "submitted"
    assert stored.submitted_at == NOW
    assert kept is not None
    assert [child["name"] for child in kept.content["people"]["children"]] == ["Kit"]
    (submitted,) = [event for event in events if event.action == "submitted"]
    assert (submitted.actor_id, submitted.detail["hash"]) == (office.priya.id, kept.hash)


def test_what_was_submitted_can_not_be_submitted_again(office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session, pytest.raises(NotAllowed):
        submitting.submit(session, office.priya, reference, TODAY, NOW)


def test_another_team_finds_nothing_to_submit(office: Office) -> None:
    reference = office.start()
    with office.writing() as session, pytest.raises(NotFound):
        submitting.submit(session, office.sam, reference, TODAY, NOW)
    with office.writing() as session, pytest.raises(NotFound):
        submitting.look_through(session, office.sam, reference, TODAY)


def test_a_factor_that_is_suggested_and_not_chosen_is_noted_and_holds_nothing_up(
    office: Office,
) -> None:
    record = statutory(office)
    office.answer(record.reference, "drink", record.vikram, use=["pills"])
    office.answer(record.reference, "decision", record.jaya, factors=["gangs"])
    check = look_through(office, record.reference)
    assert check.gaps == ()
    (note,) = check.notes
    assert note.text == (
        "The answers suggest Drug misuse: parent or carer. It is not among the factors."
    )
    assert (note.section, note.person, note.question) == ("decision", record.jaya, "factors")


def test_at_level_4_a_factor_has_to_be_chosen_and_at_level_3_nobody_asks(office: Office) -> None:
    four, three = statutory(office), statutory(office, "3")
    (gap,) = look_through(office, four.reference).gaps
    assert (gap.person, gap.question) == (four.jaya, "factors")
    assert look_through(office, three.reference).gaps == ()


@pytest.mark.parametrize(
    ("owner", "due", "said"),
    [
        ("All agencies", "2026-03-04", "Name one person who will do this."),
        ("Priya Nair", "2026-02-04", "This date has already passed."),
    ],
)
def test_what_is_unclear_is_found_out_by_one_person_on_a_day_to_come(
    office: Office, owner: str, due: str, said: str
) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, sleeps="not_known")
    at = f"{kit}/sleep.last_night.not_known"
    with office.writing() as session:
        reply = FindingReply(at, "unclear", owner=owner, due=due)
        planning.put_replies(session, office.priya, reference, (reply,), NOW)
    gaps = look_through(office, reference).gaps
    assert gaps == (Gap(f"Nobody knows where Kit slept. {said}", "plan", item=at),)
