from dataclasses import replace

from riskform.engine.documents import (
    Document,
    EasyOutcome,
    EasyPoint,
    EasyText,
    Signature,
    from_json,
    to_json,
)
from riskform.engine.documents.building import plan_document
from riskform.engine.documents.easy_read import in_easy_read
from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from tests.engine.documents.tiny import facts

SAFE = {"kit/sleep.place": ["sofa", "cot"]}
HURT = SAFE | {"kit/abuse.afraid": "yes", "kit/abuse.of_whom": "Dean"}
PLAN = Plan(
    (
        Outcome(
            "o1",
            "kit",
            "Kit sleeps in a cot. It is his own.",
            now="Three nights on the sofa",
            measure="A clear cot on four visits",
            by="2026-04-01",
            if_not="We meet.",
            answers=("kit/sleep.sofa",),
            actions=(Action("a1", "Bring a cot", "Priya Nair", "2026-03-14"), Action("a2")),
        ),
        Outcome("o2", "kit", "Kit is hidden", answers=("kit/abuse.afraid_at_home",)),
    ),
    (FindingReply("kit/sleep.not_seen", "unclear", owner="Priya Nair", due="2026-03-09"),),
)


def easy(answers: dict[str, object], plan: Plan = PLAN) -> Document:
    return in_easy_read(plan_document(facts(answers, plan), "the family"))


def section(document: Document, title: str) -> tuple[object, ...]:
    (part,) = document.parts
    return next((one.blocks for one in part.sections if one.title == title), ())


def test_it_says_which_copy_it_is_and_for_whom() -> None:
    copy = easy(SAFE).made_for
    assert (copy.name, copy.made_for, copy.setting) == (
        "Easy Read copy",
        "the family",
        "easy_read",
    )


def test_an_outcome_has_its_lines_a_place_for_a_picture_and_digits() -> None:
    (outcome,) = section(easy(SAFE), "What will be different")
    assert isinstance(outcome, EasyOutcome)
    assert outcome.goal == EasyPoint(
        ("Kit sleeps in a cot.", "It is his own."),
        (
            EasyText("Why this is in the plan", ("Kit sleeps on a sofa.",)),
            EasyText("How it is now", ("3 nights on the sofa",)),
            EasyText("What we want to see", ("A clear cot on 4 visits",)),
        ),
        picture=True,
    )
    assert outcome.after == (
        EasyText("When we will look at this again", ("Wednesday 1 April 2026",)),
        EasyText("If it is not different by then", ("We meet.",)),
    )


def test_an_action_says_who_does_it_and_by_which_weekday_also_when_that_is_not_decided() -> None:
    (outcome,) = section(easy(SAFE), "What will be different")
    assert isinstance(outcome, EasyOutcome)
    decided, blank = outcome.actions
    assert decided == EasyPoint(
        ("Bring a cot",),
        (
            EasyText("Who will do it", ("Priya Nair",)),
            EasyText("By when", ("Saturday 14 March 2026",)),
        ),
        picture=True,
    )
    assert {text.lines for text in blank.more} == {("Not decided yet.",)}


def test_what_is_unclear_says_who_finds_out_and_what_is_good_is_said() -> None:
    document = easy(SAFE)
    assert section(document, "What we need to find out") == (
        EasyPoint(
            ("Nobody saw it.",),
            (
                EasyText("Who will find out", ("Priya Nair",)),
                EasyText("By when", ("Monday 9 March 2026",)),
            ),
        ),
    )
    assert section(document, "What is good already") == (EasyPoint(("Kit sleeps in a cot.",)),)


def test_what_is_urgent_comes_without_what_it_tells_a_worker() -> None:
    assert easy(SAFE).opening[1:] == (
        EasyPoint(
            ("Kit sleeps on a sofa.",), (EasyText("We must act by", ("Monday 2 March 2026",)),)
        ),
    )


def test_it_says_whom_to_ask() -> None:
    written = replace(facts(SAFE), signatures=(Signature("Written by", "Priya Nair"),))
    for record, line in (
        (written, "Ask Priya Nair."),
        (facts(SAFE), "Ask the worker who gave you this plan."),
    ):
        first = in_easy_read(plan_document(record, "")).opening[0]
        assert isinstance(first, EasyText)
        assert first.lines[0] == line


def test_a_child_without_an_outcome_is_said_to_have_none_by_name() -> None:
    assert section(easy(SAFE, Plan()), "What will be different") == (
        EasyPoint(("Nothing in this plan is for Kit alone.",)),
    )


def test_it_is_the_same_word_for_word_whatever_the_confidential_answers_are() -> None:
    assert to_json(easy(HURT)) == to_json(easy(SAFE))
    assert "private" in to_json(easy(SAFE))


def test_it_holds_no_level_and_comes_back_from_json() -> None:
    document = easy(SAFE)
    assert "Level" not in to_json(document)
    assert from_json(to_json(document)) == document
