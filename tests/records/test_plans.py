"""The plan: outcomes, actions and replies, each change a revision."""

from collections.abc import Callable
from typing import Any

import pytest

from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from riskform.errors import NotFound, WrongState
from riskform.records import Session, assessments, plans, revisions
from riskform.records.assessments import NewAssessment
from riskform.records.revisions import Change, Revision
from tests.records.desk import NOW, Desk

SAFE = Outcome(
    *("i1", "kit", "Kit sleeps safely", "On the sofa", "Seen in a cot", "2026-04-01", "Call"),
    answers=("kit/sleep.sofa",),
    leave={"measure-vague": "Agreed with the mother"},
)
COT = Action(
    *("i2", "Bring a cot", "Amina", "31/2/2026", ("kit/sleep.sofa",), {"who": "x"}, "2026-03-02")
)
TALK = Action("i3", "Talk with Dean")
REPLY = FindingReply("kit/sleep.unclear_place", "unclear", "", "Amina", "2026-03-05")


def write(desk: Desk, change: Callable[..., int], *what: object) -> int:
    """Run one change of the plan as the author, in a transaction of its own."""
    with desk.database.session(write=True) as session:
        return change(session, desk.draft, *what, author_id=desk.author, saved_at=NOW)


def now(desk: Desk) -> Plan:
    """Return the plan as it stands."""
    with desk.database.session(write=False) as session:
        return plans.load(session, desk.draft)


def last(desk: Desk) -> Revision:
    """Return the newest revision of the draft."""
    with desk.database.session(write=False) as session:
        return revisions.since(session, desk.draft)[-1]


def with_actions(outcome: Outcome, *actions: Action) -> Outcome:
    return Outcome(
        *(outcome.id, outcome.child_id, outcome.what, outcome.now, outcome.measure, outcome.by),
        *(outcome.if_not, outcome.answers, outcome.leave, actions),
    )


def test_a_plan_comes_back_as_it_was_put_in_its_order(desk: Desk) -> None:
    later = Outcome("i0", "")
    numbers = [
        write(desk, plans.put_outcome, SAFE),
        write(desk, plans.put_outcome, later),
        write(desk, plans.put_action, "i1", TALK),
        write(desk, plans.put_action, "i1", COT),
        write(desk, plans.put_reply, REPLY),
    ]
    assert numbers == [1, 2, 3, 4, 5]
    assert now(desk) == Plan((with_actions(SAFE, TALK, COT), later), (REPLY,))


def test_an_empty_plan_is_a_plan(desk: Desk) -> None:
    assert now(desk) == Plan()


def test_changing_an_outcome_keeps_its_place_and_its_actions(desk: Desk) -> None:
    write(desk, plans.put_outcome, SAFE)
    write(desk, plans.put_outcome, Outcome("i9", "kit"))
    write(desk, plans.put_action, "i1", COT)
    changed = Outcome("i1", "kit", "Kit sleeps in his own cot")
    write(desk, plans.put_outcome, changed)
    assert now(desk).outcomes == (with_actions(changed, COT), Outcome("i9", "kit"))
    change = last(desk).changes["outcome/i1"]
    assert isinstance(change.before, dict)
    assert isinstance(change.after, dict)
    assert (change.before["what"], change.after["what"]) == (SAFE.what, changed.what)
    assert (last(desk).kind, last(desk).person) == ("plan", "kit")


def test_an_action_is_changed_in_place_or_moved_to_another_outcome(desk: Desk) -> None:
    for outcome in (SAFE, Outcome("i9", "kit")):
        write(desk, plans.put_outcome, outcome)
    for action in (COT, TALK):
        write(desk, plans.put_action, "i1", action)
    changed = Action("i2", "Bring a new cot")
    write(desk, plans.put_action, "i1", changed)
    assert now(desk).outcomes[0].actions == (changed, TALK)
    write(desk, plans.put_action, "i9", changed)
    assert [outcome.actions for outcome in now(desk).outcomes] == [(TALK,), (changed,)]


def test_removing_an_outcome_keeps_it_and_its_actions_in_the_revision(desk: Desk) -> None:
    write(desk, plans.put_outcome, SAFE)
    write(desk, plans.put_action, "i1", COT)
    write(desk, plans.remove_outcome, "i1")
    assert now(desk) == Plan()
    assert set(last(desk).changes) == {"outcome/i1", "action/i2"}
    before = last(desk).changes["action/i2"].before
    assert isinstance(before, dict)
    assert (before["what"], before["outcome_id"]) == ("Bring a cot", "i1")


def test_removing_an_action_leaves_the_others(desk: Desk) -> None:
    write(desk, plans.put_outcome, SAFE)
    write(desk, plans.put_action, "i1", COT)
    write(desk, plans.put_action, "i1", TALK)
    write(desk, plans.remove_action, "i2")
    assert now(desk).outcomes[0].actions == (TALK,)


def test_a_reply_takes_the_place_of_the_one_before(desk: Desk) -> None:
    write(desk, plans.put_reply, REPLY)
    reason = FindingReply(REPLY.at, "reason", "Answered at the visit")
    write(desk, plans.put_reply, reason)
    assert now(desk).replies == (reason,)
    write(desk, plans.remove_reply, REPLY.at)
    assert now(desk) == Plan()
    assert last(desk).changes[f"reply/{REPLY.at}"] == Change(
        {"kind": "reason", "reason": "Answered at the visit", "owner": "", "due": ""}, None
    )


def test_items_of_another_assessment_are_not_found(desk: Desk) -> None:
    with desk.database.session(write=True) as session:
        new = NewAssessment(desk.family, "a" * 64, 3, NOW.date(), desk.author, "North")
        other = assessments.create(session, new, created_at=NOW)
        by: dict[str, Any] = {"author_id": desk.author, "saved_at": NOW}
        plans.put_outcome(session, other.id, SAFE, **by)
        plans.put_action(session, other.id, "i1", COT, **by)
    write(desk, plans.put_outcome, Outcome("i5", "kit"))
    attempts: list[tuple[Callable[..., int], tuple[object, ...]]] = [
        (plans.put_outcome, (SAFE,)),
        (plans.put_outcome, (Outcome("i7", "dean"),)),
        (plans.put_action, ("i1", TALK)),
        (plans.put_action, ("i5", COT)),
        (plans.put_action, ("nowhere", TALK)),
        (plans.remove_outcome, ("i1",)),
        (plans.remove_action, ("i2",)),
    ]
    for change, what in attempts:
        with pytest.raises(NotFound):
            write(desk, change, *what)
    assert now(desk) == Plan((Outcome("i5", "kit"),))
    assert desk.load().revision == 1


@pytest.mark.parametrize("status", ["submitted", "agreed"])
def test_the_plan_of_an_assessment_that_waits_or_is_agreed_can_not_change(
    desk: Desk, status: str
) -> None:
    write(desk, plans.put_outcome, SAFE)
    desk.submit()
    if status == "agreed":
        desk.agree()

    def put(session: Session) -> int:
        return plans.put_action(session, desk.draft, "i1", COT, author_id=desk.author, saved_at=NOW)

    with pytest.raises(WrongState, match=f"is {status}"):
        desk.database.write(put)
    assert now(desk) == Plan((SAFE,))
