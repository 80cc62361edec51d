from dataclasses import replace

import pytest

from riskform.engine.plan import Action, all_actions
from riskform.errors import InvalidInput, NotAllowed, StaleAnswers
from riskform.services import planning, splitting
from riskform.services.opening import OpenAssessment, open_assessment
from tests.services.office import NOW, Office

WHOLE = {
    "what": "Ring housing and visit Carly",
    "who": "Priya Nair",
    "due": "9/3/2026",
    "agreed": "2026-03-02",
}
PARTS = ({**WHOLE, "what": "Ring housing"}, {**WHOLE, "what": "Visit Carly"})


def opened(office: Office, reference: str) -> OpenAssessment:
    with office.database.session(write=False) as session:
        return open_assessment(session, office.priya, reference)


def actions(office: Office, reference: str) -> tuple[Action, ...]:
    with office.database.session(write=False) as session:
        return all_actions(open_assessment(session, office.priya, reference).plan)


def many_in_one(office: Office) -> tuple[str, str, str, str]:
    """Return a draft's reference, its outcome, an action that says two things, and its worry."""
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, sleeps="sofa")
    at = f"{kit}/sleep.sofa_with_adult"
    outcome = office.outcome(reference, kit, what="Kit sleeps in a cot.")
    with office.writing() as session:
        made = planning.put_action(session, office.priya, reference, outcome, WHOLE, (at,), NOW)
        planning.leave(session, office.priya, reference, made, "S4", "It is one phone call", NOW)
        planning.leave(session, office.priya, reference, made, "S3", "The court's words", NOW)
    return reference, outcome, made, at


def split(office: Office, reference: str, outcome: str, at: str, made: str, seen: int) -> str:
    with office.writing() as session:
        return splitting.put_parts(
            *(session, office.priya, reference, outcome, PARTS, (at,), NOW), (made, seen)
        )


def test_each_part_keeps_owner_day_yes_and_findings_and_the_first_the_place(
    office: Office,
) -> None:
    reference, outcome, made, at = many_in_one(office)
    seen = opened(office, reference).stored.revision
    assert split(office, reference, outcome, at, made, seen) == made
    first, second = actions(office, reference)
    assert (first.id, first.what, second.what) == (made, "Ring housing", "Visit Carly")
    for action in (first, second):
        assert replace(action, id="", what="", leave={}) == Action(
            "", "", "Priya Nair", "2026-03-09", (at,), agreed="2026-03-02"
        )


def test_the_reason_for_leaving_it_whole_goes_and_other_reasons_stay(office: Office) -> None:
    reference, outcome, made, at = many_in_one(office)
    split(office, reference, outcome, at, made, opened(office, reference).stored.revision)
    first, second = actions(office, reference)
    assert (first.leave, second.leave) == ({"S3": "The court's words"}, {})


def test_parts_of_an_action_that_nobody_kept_yet_are_all_new(office: Office) -> None:
    reference, outcome, made, at = many_in_one(office)
    with office.writing() as session:
        splitting.put_parts(session, office.priya, reference, outcome, PARTS, (at,), NOW)
    ids = [action.id for action in actions(office, reference)]
    assert ids[0] == made
    assert len(set(ids)) == 3


def test_pressing_the_button_twice_keeps_the_parts_once(office: Office) -> None:
    reference, outcome, made, at = many_in_one(office)
    seen = opened(office, reference).stored.revision
    split(office, reference, outcome, at, made, seen)
    with pytest.raises(StaleAnswers):
        split(office, reference, outcome, at, made, seen)
    assert len(actions(office, reference)) == 2


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(office: Office) -> None:
    reference, outcome, made, at = many_in_one(office)
    seen = opened(office, reference).stored.revision
    theirs = {**WHOLE, "who": "Mo Haddad"}
    with office.writing() as session:
        planning.put_action(session, office.mo, reference, outcome, theirs, (at,), NOW, made)
    split(office, reference, outcome, at, made, seen)
    assert actions(office, reference)[0].who == "Mo Haddad"


def test_a_part_that_can_not_be_kept_is_named_by_its_number(office: Office) -> None:
    reference, outcome, _, at = many_in_one(office)
    spoilt = (PARTS[0], {**PARTS[1], "what": "a\x00b"})
    with office.database.session(write=True) as session, pytest.raises(InvalidInput) as refused:
        splitting.put_parts(session, office.priya, reference, outcome, spoilt, (at,), NOW)
    assert refused.value.messages == {
        "what-2": "Action 2. Who needs to do what: take out the character that can't be printed."
    }


def test_nobody_splits_an_action_of_a_plan_that_was_submitted(office: Office) -> None:
    reference = office.submitted()
    with office.database.session(write=True) as session, pytest.raises(NotAllowed):
        splitting.put_parts(session, office.priya, reference, "i0", PARTS, (), NOW)
