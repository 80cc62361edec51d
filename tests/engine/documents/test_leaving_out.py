from dataclasses import replace

from riskform.engine.documents import to_json
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.leaving_out import (
    LeftOut,
    left_out_of_actions,
    left_out_of_plan,
    left_out_of_tonight,
)
from riskform.engine.documents.omissions import for_adult, for_family
from riskform.engine.documents.owners import owners_of
from riskform.engine.documents.tonight import tonight_document
from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from tests.engine.documents.tiny import FILES, facts, form

AFRAID, SOFA = "kit/abuse.afraid_at_home", "kit/sleep.sofa"
HURT = {"kit/abuse.afraid": "yes", "kit/abuse.of_whom": "Dean", "kit/sleep.place": ["sofa"]}
WHY = ("Is the child afraid of anybody at home?",)
URGENT = LeftOut(
    *("Urgent finding", "Kit is afraid at home.", WHY),
    key=f"finding:{AFRAID}",
)


def left_out(facts: RecordFacts) -> tuple[LeftOut, ...]:
    return left_out_of_plan(facts, for_family(facts.form))


def test_an_outcome_that_is_tied_to_others_too_is_left_out_with_its_actions_and_says_why() -> None:
    secret = Outcome(
        "o1", "kit", "Kit is safe", answers=(SOFA, AFRAID), actions=(Action("a1", "Ring"),)
    )
    assert left_out(facts(HURT, Plan((secret,)))) == (
        URGENT,
        LeftOut("Outcome for Kit", "Kit is safe", WHY, key="outcome:o1"),
        LeftOut("Action for Kit", "Ring", WHY, key="action:a1", after="outcome:o1"),
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
        LeftOut("Action for Kit", "Ring", WHY, key="action:a2"),
    )


def test_a_reason_is_named_by_its_finding() -> None:
    reply = FindingReply("kit/abuse.afraid_of", "reason", reason="The police know.")
    (_, reason) = left_out(facts(HURT, Plan((), (reply,))))
    assert reason == LeftOut(
        *("Reason, or who finds it out", "Kit named somebody.", WHY),
        key="reply:kit/abuse.afraid_of",
        more=("Because: The police know.",),
    )


def test_a_level_and_words_that_depend_on_it_are_named() -> None:
    abuse = FILES["sections/abuse.yaml"].replace(
        "findings:",
        "  - {id: how_bad, label: Which level?, type: number, sets: child.level,\n"
        "     show_if: afraid is yes}\nfindings:",
    )
    (_, level) = left_out(facts(HURT | {"kit/abuse.how_bad": "5"}, form_=form(abuse)))
    assert (level.what, level.says[:8], level.why) == ("Level of need of Kit", "Level 5:", WHY)
    assert level.key == "level:kit"


def test_a_plan_in_which_nothing_depends_on_it_leaves_nothing_out() -> None:
    outcome = Outcome("o1", "kit", "Kit sleeps in a cot", answers=(SOFA,))
    assert left_out(facts({"kit/sleep.place": ["sofa"]}, Plan((outcome,)))) == ()


def test_one_adults_copy_leaves_out_what_is_found_about_another_and_says_so() -> None:
    outcome = Outcome("o1", "kit", "Kit is safe", answers=("dean/adults.silent",))
    made = facts({}, Plan((outcome,)))
    others = for_adult(made.form, made.adults, "carly")
    assert left_out_of_plan(made, others) == (
        LeftOut(
            *("Why Kit has an outcome", "Dean was told nothing.", ()),
            about="Dean",
            key="finding:dean/adults.silent",
        ),
    )
    assert left_out_of_plan(made, for_adult(made.form, made.adults, "dean")) == ()


def test_of_an_owners_list_an_action_and_what_it_is_for_are_left_out_one_by_one() -> None:
    secret = Outcome(
        "o1", "kit", "Kit is safe", answers=(AFRAID,), actions=(Action("a1", "Ring", "Dean"),)
    )
    made = facts(HURT, Plan((secret,)))
    (dean,) = owners_of(made.plan, made.children, made.adults)
    assert left_out_of_actions(made, for_family(made.form), dean) == (
        LeftOut("Action", "Ring", WHY, key="action:a1", more=("Who: Dean",)),
        LeftOut("What an action is for", "Kit is safe", WHY, key="outcome:o1"),
    )


def test_of_tonight_a_worry_that_depends_on_it_is_left_out() -> None:
    held = FILES["sections/sleep.yaml"].replace(
        "options: {cot: Cot, sofa: Sofa}}",
        "options: {cot: Cot, sofa: Sofa}, confidential_from: family copies}",
    )
    made = facts({"kit/sleep.place": ["sofa"]}, form_=form(sleep=held))
    (kit,) = made.children
    (worry,) = left_out_of_tonight(made, for_family(made.form), kit)
    assert (worry.says, worry.key) == ("Kit sleeps on a sofa.", f"finding:{SOFA}")


def test_of_tonight_an_action_that_depends_on_it_is_left_out_and_said_to_be() -> None:
    ring = Action("a1", "Ring the refuge", "Priya Nair", "2026-03-02", answers=(AFRAID,))
    later = replace(ring, id="a2", due="2026-03-20")
    safe = Outcome("o1", "kit", "Kit sleeps in a cot", answers=(SOFA,), actions=(ring, later))
    made = facts(HURT, Plan((safe,)))
    (kit,), held = made.children, for_family(made.form)
    (action,) = left_out_of_tonight(made, held, kit)
    assert (action.says, action.key, action.why) == ("Ring the refuge", "action:a1", WHY)
    assert "refuge" not in to_json(tonight_document(made, kit, "Kit", held))
    told = for_family(made.form, frozenset({action.key}))
    assert "Priya Nair: Ring the refuge" in to_json(tonight_document(made, kit, "Kit", told))
