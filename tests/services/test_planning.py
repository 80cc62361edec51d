from datetime import date
from typing import Literal

import pytest

from riskform.engine.plan import FindingReply
from riskform.errors import InvalidInput, NotAllowed, NotFound, StaleAnswers
from riskform.records import audit, revisions
from riskform.services import planning
from riskform.services.opening import open_assessment
from riskform.services.planning import OpenPlan, PlannedFinding, Sent
from tests.services.office import NOW, TODAY, Office


def plan(office: Office, reference: str) -> OpenPlan:
    with office.database.session(write=False) as session:
        return planning.open_plan(session, office.priya, reference, TODAY)


def kit_on_the_sofa(office: Office) -> tuple[str, str, str]:
    """Return a draft's reference, Kit's id, and the finding that he sleeps on the sofa."""
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, sleeps="sofa")
    return reference, kit, f"{kit}/sleep.sofa_with_adult"


def finding(office: Office, reference: str, at: str) -> PlannedFinding:
    return next(p for p in plan(office, reference).findings if p.dated.finding.at == at)


def reply(office: Office, reference: str, at: str, seen: int | None = None, **typed: str) -> None:
    kind: Literal["reason", "unclear"] = "reason" if "reason" in typed else "unclear"
    with office.writing() as session:
        planning.put_replies(
            *(session, office.priya, reference, (FindingReply(at, kind, **typed),), NOW), seen
        )


def revision(office: Office, reference: str) -> int:
    return plan(office, reference).assessment.stored.revision


def add_action(office: Office, reference: str, outcome: str, **typed: str) -> str:
    with office.writing() as session:
        return planning.put_action(session, office.priya, reference, outcome, typed, (), NOW)


def test_a_worry_is_answered_by_an_outcome_that_is_tied_to_it(office: Office) -> None:
    reference, kit, at = kit_on_the_sofa(office)
    assert not finding(office, reference, at).answered
    office.outcome(reference, kit, at, what="Kit sleeps in his own cot.")
    assert finding(office, reference, at).answered
    assert finding(office, reference, at).tied


def test_findings_stand_worst_first_with_the_day_they_are_due(office: Office) -> None:
    reference, _, at = kit_on_the_sofa(office)
    first = plan(office, reference).findings[0].dated
    assert (first.finding.at, first.due) == (at, TODAY)


def test_what_was_never_asked_on_a_page_that_nobody_saved_waits(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    assert finding(office, reference, f"{kit}/sleep.last_night.if_blank").waits
    office.answer(reference, "sleep", kit)
    assert not finding(office, reference, f"{kit}/sleep.last_night.if_blank").waits


def test_everything_typed_is_kept_smart_or_not_and_the_advice_says_what_is_missing(
    office: Office,
) -> None:
    reference, kit, at = kit_on_the_sofa(office)
    made = office.outcome(reference, kit, at, what="Improve sleep", by="31/2/2026")
    found = plan(office, reference)
    (kept,) = found.assessment.plan.outcomes
    assert (kept.what, kept.by) == ("Improve sleep", "31/2/2026")
    assert {advice.rule for advice in found.advice[made]} >= {"T1", "R1", "M1", "M2"}
    assert found.blocking


@pytest.mark.parametrize("typed", ["24/4/2026", "24.4.26", "24 April 2026", "2026-04-24"])
def test_a_real_day_is_kept_as_one_however_it_was_typed(office: Office, typed: str) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    office.outcome(reference, kit, by=typed)
    (kept,) = plan(office, reference).assessment.plan.outcomes
    assert kept.by == "2026-04-24"


@pytest.mark.parametrize("text", ["a\x00b", "x" * 20_001])
def test_a_text_that_can_not_be_kept_is_refused_by_its_field(office: Office, text: str) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    with pytest.raises(InvalidInput) as refused:
        office.outcome(reference, kit, measure=text)
    assert list(refused.value.messages) == ["measure"]
    assert refused.value.messages["measure"].startswith("How will we know: ")
    assert plan(office, reference).assessment.plan.outcomes == ()


def test_a_reply_that_can_not_be_kept_names_its_finding(office: Office) -> None:
    reference, _, at = kit_on_the_sofa(office)
    with pytest.raises(InvalidInput) as refused:
        reply(office, reference, at, reason="\x00")
    assert list(refused.value.messages) == [f"reason-{at}"]
    assert "Kit sleeps on a sofa" in refused.value.messages[f"reason-{at}"]


def test_findings_that_are_not_raised_are_not_tied(office: Office) -> None:
    reference, kit, at = kit_on_the_sofa(office)
    office.outcome(reference, kit, at, at, f"{kit}/sleep.made_up", what="Kit sleeps in a cot.")
    assert plan(office, reference).assessment.plan.outcomes[0].answers == (at,)


def test_an_outcome_is_for_a_child_of_the_family(office: Office) -> None:
    reference, _, _ = kit_on_the_sofa(office)
    with pytest.raises(NotFound):
        office.outcome(reference, "pnobody00", what="Nobody sleeps.")


def test_actions_are_added_changed_and_removed_with_their_outcome(office: Office) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, what="Kit sleeps in a cot.")
    action = add_action(office, reference, outcome, what="Bring a cot", who="Priya Nair")
    with office.writing() as session:
        typed = {"what": "Bring a cot and build it", "who": "Priya Nair", "due": "3/3/2026"}
        planning.put_action(
            *(session, office.priya, reference, outcome, typed, (), NOW), action_id=action
        )
    (kept,) = plan(office, reference).assessment.plan.outcomes[0].actions
    assert (kept.id, kept.what, kept.due) == (action, "Bring a cot and build it", "2026-03-03")
    with office.writing() as session:
        planning.remove_action(session, office.priya, reference, action, NOW)
    assert plan(office, reference).assessment.plan.outcomes[0].actions == ()
    with office.writing() as session:
        planning.remove_outcome(session, office.priya, reference, outcome, NOW)
    assert plan(office, reference).assessment.plan.outcomes == ()


def test_an_outcome_action_or_advice_that_is_not_there_is_not_found(office: Office) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    sent = Sent({}, (), 0)
    outcome = office.outcome(reference, kit)
    with office.writing() as session:
        with pytest.raises(NotFound):
            planning.change_outcome(session, office.priya, reference, "inone", sent, NOW)
        with pytest.raises(NotFound):
            planning.change_action(session, office.priya, reference, "inone", sent, NOW)
        with pytest.raises(NotFound):
            planning.put_action(
                *(session, office.priya, reference, outcome, {}, (), NOW), action_id="inone"
            )
        with pytest.raises(NotFound):
            planning.leave(session, office.priya, reference, "inone", "S3", "Why", NOW)


def test_advice_is_left_aside_with_a_reason_and_taken_up_again_without_one(
    office: Office,
) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, what="Kit sleeps in a cot.")
    action = add_action(office, reference, outcome, what="Monitor sleep", who="Priya Nair")

    def rules() -> set[str]:
        return {advice.rule for advice in plan(office, reference).advice[action]}

    assert "S3" in rules()
    for reason, is_advised in (("The court asked for it", False), ("  ", True)):
        with office.writing() as session:
            planning.leave(session, office.priya, reference, action, "S3", reason, NOW)
        assert ("S3" in rules()) is is_advised


def test_a_reason_answers_a_worry_and_a_blank_one_takes_it_back(office: Office) -> None:
    reference, _, at = kit_on_the_sofa(office)
    reply(office, reference, at, reason="A cot was brought while I was there.")
    assert finding(office, reference, at).answered
    reply(office, reference, at, reason=" ")
    assert finding(office, reference, at).reply is None


def test_what_is_unclear_needs_a_name_and_a_real_day(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    at = f"{kit}/sleep.last_night.if_blank"
    for due, answered in (("31/2/2026", False), ("3/3/2026", True)):
        reply(office, reference, at, owner="Priya Nair", due=due)
        assert finding(office, reference, at).answered is answered
    kept = finding(office, reference, at).reply
    assert kept is not None
    assert kept.due == "2026-03-03"


def test_a_reply_that_says_the_same_is_not_written_again(office: Office) -> None:
    reference, _, at = kit_on_the_sofa(office)
    reply(office, reference, at, reason="A cot came.")
    before = revision(office, reference)
    reply(office, reference, at, reason="A cot came.")
    assert revision(office, reference) == before


def test_every_change_is_a_revision_and_an_audit_row_without_words(office: Office) -> None:
    reference, kit, at = kit_on_the_sofa(office)
    made = office.outcome(reference, kit, at, what="Kit sleeps in his own cot.")
    with office.writing() as session:
        stored = open_assessment(session, office.priya, reference).stored
        last = revisions.since(session, stored.id)[-1]
        event = audit.listed(session, object_reference=reference)[0]
    assert (last.kind, list(last.changes)) == ("plan", [f"outcome/{made}"])
    assert (event.action, dict(event.detail)) == ("outcome saved", {"item": made})


def test_nothing_changes_in_what_is_submitted(office: Office) -> None:
    reference = office.submitted()
    with pytest.raises(NotAllowed):
        office.outcome(reference, "p0", what="Too late")
    with pytest.raises(NotAllowed):
        reply(office, reference, "family/start.in_danger", reason="Too late")


def test_another_team_can_not_touch_the_plan(office: Office) -> None:
    reference, _, _ = kit_on_the_sofa(office)
    with office.database.session(write=False) as session, pytest.raises(NotFound):
        planning.open_plan(session, office.sam, reference, TODAY)


def change(office: Office, reference: str, outcome: str, seen: int, **typed: str) -> None:
    with office.writing() as session:
        sent = Sent(typed, (), seen)
        planning.change_outcome(session, office.mo, reference, outcome, sent, NOW)


def test_two_who_change_different_fields_of_an_outcome_both_keep_theirs(office: Office) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, what="Kit sleeps.", now="On the sofa.")
    seen = revision(office, reference)
    change(office, reference, outcome, seen, what="Kit sleeps.", now="On the sofa, 3 of 3 nights.")
    change(office, reference, outcome, seen, what="Kit sleeps in a cot.", now="On the sofa.")
    (kept,) = plan(office, reference).assessment.plan.outcomes
    assert (kept.what, kept.now) == ("Kit sleeps in a cot.", "On the sofa, 3 of 3 nights.")


def test_two_who_change_the_same_field_are_told_and_nothing_is_lost(office: Office) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, what="Kit sleeps.")
    seen = revision(office, reference)
    change(office, reference, outcome, seen, what="Kit sleeps on his back.")
    with pytest.raises(StaleAnswers) as stale:
        change(office, reference, outcome, seen, what="Kit sleeps in a cot.")
    (clash,) = stale.value.clashes
    assert (clash.yours, clash.theirs) == ("Kit sleeps in a cot.", "Kit sleeps on his back.")
    change(office, reference, outcome, stale.value.revision, what="Kit sleeps in a cot.")
    assert plan(office, reference).assessment.plan.outcomes[0].what == "Kit sleeps in a cot."


def test_a_line_that_was_not_touched_does_not_undo_what_somebody_else_wrote(
    office: Office,
) -> None:
    reference = office.start()
    kit = office.child(reference)
    at = f"{kit}/sleep.last_night.if_blank"
    seen = revision(office, reference)
    reply(office, reference, at, owner="Sam", due="3/3/2026")
    reply(office, reference, at, seen, owner="", due="")
    kept = finding(office, reference, at).reply
    assert kept is not None
    assert kept.owner == "Sam"


def test_the_last_day_is_the_end_of_the_review_limit_of_the_level(office: Office) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    assert plan(office, reference).last_day == {kit: date(2026, 4, 27)}  # level 3: 8 weeks


@pytest.mark.parametrize("text", ["n/a", " - ", "None."])
def test_a_worry_is_not_answered_by_a_reason_that_says_nothing(office: Office, text: str) -> None:
    reference, _, at = kit_on_the_sofa(office)
    with pytest.raises(InvalidInput) as refused:
        reply(office, reference, at, reason=text)
    assert refused.value.messages == {
        f"reason-{at}": "Kit sleeps on a sofa with an adult. Reason: write why this needs no"
        f" outcome, or leave it blank. “{text.strip()}” does not say it."
    }
    assert not finding(office, reference, at).answered


@pytest.mark.parametrize("text", ["n/a", "."])
def test_advice_is_not_left_aside_for_a_reason_that_says_nothing(office: Office, text: str) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, what="Improve sleep")
    with office.database.session(write=True) as session, pytest.raises(InvalidInput) as refused:
        planning.leave(session, office.priya, reference, outcome, "S2", text, NOW)
    assert refused.value.messages == {
        "reason": "Leave it, because: write why this advice does not fit here, or leave it blank."
        f" “{text}” does not say it."
    }
