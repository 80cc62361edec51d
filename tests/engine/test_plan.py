from dataclasses import dataclass

from riskform.engine.plan import Action, FindingReply, Outcome, Plan, tied_findings, unanswered


@dataclass(frozen=True)
class Found:
    at: str
    kind: str
    person: str = "kit"


SOFA = Found("kit/sleep.sofa", "concern")
TONIGHT = Found("kit/sleep.tonight", "urgent")
UNCLEAR = Found("kit/sleep.unclear", "unclear")
NAN = Found("kit/protect.nan", "protective")
WARM = Found("kit/protect.warm", "strength")


def plan_with(*actions: Action, answers: tuple[str, ...] = ()) -> Plan:
    return Plan((Outcome("i1", "kit", "Kit has a bed.", answers=answers, actions=actions),))


def test_findings_left_without_an_answer_come_worst_first() -> None:
    left = unanswered(Plan(), [WARM, UNCLEAR, SOFA, NAN, TONIGHT])
    assert left == (TONIGHT, SOFA, UNCLEAR)


def test_a_concern_is_answered_by_an_outcome() -> None:
    assert unanswered(plan_with(answers=(SOFA.at,)), [SOFA]) == ()


def test_a_concern_is_answered_by_an_action() -> None:
    assert unanswered(plan_with(Action("i2", "Bring a cot", answers=(SOFA.at,))), [SOFA]) == ()


def test_a_concern_is_answered_by_a_reason() -> None:
    plan = Plan(replies=(FindingReply(SOFA.at, "reason", reason="The sofa has been taken away."),))
    assert unanswered(plan, [SOFA]) == ()


def test_a_blank_reason_answers_nothing() -> None:
    plan = Plan(replies=(FindingReply(SOFA.at, "reason", reason="  "),))
    assert unanswered(plan, [SOFA]) == (SOFA,)


def test_an_unclear_finding_needs_an_owner_and_a_real_day() -> None:
    def plan(owner: str, due: str) -> Plan:
        return Plan(replies=(FindingReply(UNCLEAR.at, "unclear", owner=owner, due=due),))

    assert unanswered(plan("Priya Nair", "2026-03-04"), [UNCLEAR]) == ()
    assert unanswered(plan("", "2026-03-04"), [UNCLEAR]) == (UNCLEAR,)
    assert unanswered(plan("Priya Nair", "31/2/2026"), [UNCLEAR]) == (UNCLEAR,)


def test_an_unclear_finding_is_answered_by_an_action_with_an_owner_and_a_day() -> None:
    found_out = Action("i2", "Ask", who="Priya Nair", due="2026-03-04", answers=(UNCLEAR.at,))
    assert unanswered(plan_with(found_out), [UNCLEAR]) == ()
    assert unanswered(plan_with(Action("i2", "Bring a cot", answers=(UNCLEAR.at,))), [UNCLEAR]) == (
        UNCLEAR,
    )


def test_an_outcome_or_an_action_that_says_nothing_yet_answers_nothing() -> None:
    blank = Outcome("i1", "kit", " ", answers=(SOFA.at,), actions=(Action("i2", "", answers=()),))
    assert unanswered(Plan((blank,)), [SOFA]) == (SOFA,)
    nothing = Action("i2", " ", who="Priya Nair", due="2026-03-04", answers=(UNCLEAR.at, SOFA.at))
    assert unanswered(plan_with(nothing), [UNCLEAR, SOFA]) == (SOFA, UNCLEAR)


def test_an_outcome_alone_does_not_answer_an_unclear_finding() -> None:
    assert unanswered(plan_with(answers=(UNCLEAR.at,)), [UNCLEAR]) == (UNCLEAR,)


def test_findings_are_tied_by_outcomes_and_by_actions() -> None:
    plan = plan_with(Action("i2", "Bring a cot", answers=(SOFA.at,)), answers=(TONIGHT.at,))
    assert tied_findings(plan) == {SOFA.at, TONIGHT.at}
