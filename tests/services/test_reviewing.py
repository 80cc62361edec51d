from datetime import timedelta

import pytest

from riskform.engine.case import Answer
from riskform.engine.plan import FindingReply
from riskform.errors import InvalidInput, NotAllowed, NotFound, WrongState
from riskform.records import audit, snapshots
from riskform.services import answering, planning, reviewing, submitting
from riskform.services.opening import open_assessment
from tests.services.office import NOW, TODAY, Office, account


def status(office: Office, reference: str) -> str:
    with office.database.session(write=False) as session:
        return open_assessment(session, office.priya, reference).stored.status


def test_what_waits_longest_comes_first(office: Office) -> None:
    later, sooner = (office.start(name) for name in ("Family A", "Family B"))
    for reference, days in ((later, 2), (sooner, 1)):
        office.answer_everything(reference, office.child(reference))
        with office.writing() as session:
            at = NOW + timedelta(days=days)
            submitting.submit(session, office.priya, reference, at.date(), at)
    with office.database.session(write=False) as session:
        items = reviewing.waiting(session, office.mo)
    assert [item.assessment.reference for item in items] == [sooner, later]


def test_what_is_urgent_comes_before_what_waits_longer(office: Office) -> None:
    calm, pressing = office.submitted("Family A"), office.start("Family B")
    kit = office.child(pressing)
    office.answer_everything(pressing, kit, sleeps="sofa")
    reply = FindingReply(f"{kit}/sleep.sofa_with_adult", "reason", reason="Kit is at Pat's.")
    later = NOW + timedelta(days=1)
    with office.writing() as session:
        planning.put_replies(session, office.priya, pressing, (reply,), NOW)
        submitting.submit(session, office.priya, pressing, later.date(), later)
    with office.database.session(write=False) as session:
        items = reviewing.waiting(session, office.mo)
    assert [item.assessment.reference for item in items] == [pressing, calm]


def test_only_managers_have_a_list_of_what_waits(office: Office) -> None:
    with office.database.session(write=False) as session:
        for look in (reviewing.waiting, reviewing.decided):
            with pytest.raises(NotFound):
                look(session, office.priya)


def test_another_teams_manager_sees_neither_list_nor_assessment(office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session:
        south = account(session, "Una South", "manager", "South")
        assert reviewing.waiting(session, south) == ()
        for decide in (reviewing.agree, reviewing.send_back):
            with pytest.raises(NotFound):
                decide(session, south, reference, "Because", NOW)
        with pytest.raises(NotFound):
            reviewing.open_review(session, south, reference)


def test_agreeing_keeps_a_snapshot_a_decision_and_an_audit_row(office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "  Good work. ", NOW)
    with office.writing() as session:
        found = reviewing.open_review(session, office.mo, reference)
        kept = snapshots.read(session, found.assessment.stored.id)
        event = audit.listed(session, object_reference=reference)[0]
        assert [item.assessment.reference for item in reviewing.decided(session, office.mo)] == [
            reference
        ]
    (decision,) = found.decisions
    assert (decision.kind, decision.reason, decision.level) == ("agreed", "Good work.", 3)
    assert kept is not None
    assert (event.action, event.detail["hash"]) == ("agreed", kept.hash)
    assert found.assessment.stored.agreed_at == NOW


def test_an_agreed_assessment_can_not_be_decided_or_written_again(office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "", NOW)
    for decide in (reviewing.agree, reviewing.send_back):
        with office.writing() as session, pytest.raises(WrongState):
            decide(session, office.mo, reference, "Once more", NOW)
    with pytest.raises(NotAllowed):
        office.answer(reference, "start", "family", danger="yes")


def test_returning_needs_a_reason_and_opens_it_again(office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session, pytest.raises(InvalidInput) as refused:
        reviewing.send_back(session, office.mo, reference, " \n", NOW)
    assert list(refused.value.messages) == ["reason"]
    with office.writing() as session, pytest.raises(InvalidInput) as refused:
        reviewing.send_back(session, office.mo, reference, "n/a", NOW)
    assert refused.value.messages == {
        "reason": "Why you return it: write what has to change. “n/a” does not say it."
    }
    assert status(office, reference) == "submitted"
    with office.writing() as session:
        reviewing.send_back(session, office.mo, reference, "See the cot.", NOW)
    assert status(office, reference) == "returned"
    office.answer(reference, "start", "family", danger="yes")


@pytest.mark.parametrize("reason", ["a\x00b", "x" * 5_001])
def test_a_reason_that_can_not_be_kept_is_refused_and_nothing_is_decided(
    office: Office, reason: str
) -> None:
    reference = office.submitted()
    for decide in (reviewing.agree, reviewing.send_back):
        with office.writing() as session, pytest.raises(InvalidInput):
            decide(session, office.mo, reference, reason, NOW)
    assert status(office, reference) == "submitted"


def test_a_draft_is_not_decided(office: Office) -> None:
    reference = office.start()
    with office.writing() as session, pytest.raises(WrongState):
        reviewing.agree(session, office.mo, reference, "", NOW)
    with office.database.session(write=False) as session:
        assert not reviewing.open_review(session, office.mo, reference).may_decide


def test_who_wrote_it_can_not_decide_even_as_a_manager(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit)
    with office.writing() as session:
        ida = account(session, "Ida Best", "manager", "North")
        page = answering.open_page(session, ida, reference, "voice", kit, TODAY)
        answering.save_page(
            *(session, ida, reference, "voice", kit, {"wishes": Answer("Nan")}, page.seen_revision),
            today=TODAY,
            now=NOW,
        )
    office.submit(reference)
    with office.writing() as session:
        found = reviewing.open_review(session, ida, reference)
        assert found.why_not.startswith("You wrote part of this assessment")
        assert not found.may_decide
        with pytest.raises(NotAllowed):
            reviewing.agree(session, ida, reference, "", NOW)
    assert status(office, reference) == "submitted"


def test_a_manager_who_only_returned_it_may_decide_again(office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session:
        reviewing.send_back(session, office.mo, reference, "See the cot.", NOW)
        submitting.submit(session, office.priya, reference, TODAY, NOW)
        assert reviewing.open_review(session, office.mo, reference).may_decide
        reviewing.agree(session, office.mo, reference, "", NOW)
    assert status(office, reference) == "agreed"


def test_a_practitioner_can_not_decide(office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session, pytest.raises(NotAllowed):
        reviewing.agree(session, office.priya, reference, "", NOW)


def test_who_submitted_it_can_not_agree_it_alone(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit)
    with office.writing() as session:
        submitting.submit(session, office.mo, reference, TODAY, NOW)
        with pytest.raises(NotAllowed):
            reviewing.agree(session, office.mo, reference, "", NOW)
    assert status(office, reference) == "submitted"
