from riskform.engine.documents.leaving_out import LeftOut, left_out
from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from tests.engine.documents.tiny import FILES, facts, form

AFRAID, SOFA = "kit/abuse.afraid_at_home", "kit/sleep.sofa"
HURT = {"kit/abuse.afraid": "yes", "kit/abuse.of_whom": "Dean", "kit/sleep.place": ["sofa"]}
WHY = ("Is the child afraid of anybody at home?",)
URGENT = LeftOut("Urgent finding", "Kit is afraid at home.", WHY)


def test_an_outcome_that_is_tied_to_others_too_is_left_out_with_its_actions_and_says_why() -> None:
    secret = Outcome(
        "o1", "kit", "Kit is safe", answers=(SOFA, AFRAID), actions=(Action("a1", "Ring"),)
    )
    assert left_out(facts(HURT, Plan((secret,)))) == (
        URGENT,
        LeftOut("Outcome for Kit", "Kit is safe", WHY),
        LeftOut("Action for Kit", "Ring", WHY),
    )


def test_an_action_of_an_outcome_that_is_printed_is_left_out_by_itself() -> None:
    outcome = Outcome(
        "o1",
        "kit",
        "Kit sleeps in a cot",
        answers=(SOFA,),
        actions=(Action("a1", "Bring a cot"), Action("a2", "Ring", answers=(AFRAID,))),
    )
    assert left_out(facts(HURT, Plan((outcome,)))) == (
        URGENT,
        LeftOut("Action for Kit", "Ring", WHY),
    )


def test_a_reason_is_named_by_its_finding() -> None:
    reply = FindingReply("kit/abuse.afraid_of", "reason", reason="The police know.")
    (_, reason) = left_out(facts(HURT, Plan((), (reply,))))
    assert reason == LeftOut("Reason, or who finds it out", "Kit named somebody.", WHY)


def test_a_level_and_words_that_depend_on_it_are_named() -> None:
    abuse = FILES["sections/abuse.yaml"].replace(
        "findings:",
        "  - {id: how_bad, label: Which level?, type: number, sets: child.level,\n"
        "     show_if: afraid is yes}\nfindings:",
    )
    (_, level) = left_out(facts(HURT | {"kit/abuse.how_bad": "5"}, form_=form(abuse)))
    assert (level.what, level.says[:8], level.why) == ("Level of need of Kit", "Level 5:", WHY)


def test_a_plan_in_which_nothing_depends_on_it_leaves_nothing_out() -> None:
    outcome = Outcome("o1", "kit", "Kit sleeps in a cot", answers=(SOFA,))
    assert left_out(facts({"kit/sleep.place": ["sofa"]}, Plan((outcome,)))) == ()
