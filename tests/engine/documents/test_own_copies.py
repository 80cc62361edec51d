"""The copies that are one person's: a child's, an owner's list, and tonight's page."""

from dataclasses import replace
from datetime import date

import pytest

from riskform.definitions.contacts import Contact
from riskform.engine.case import Adult, Child
from riskform.engine.documents import (
    EasyPoint,
    FindingRow,
    OutcomeCard,
    OwnAction,
    WriteIn,
    to_json,
)
from riskform.engine.documents.building import child_document
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.leaving_out import left_out_of_actions
from riskform.engine.documents.omissions import (
    WORKERS,
    Omissions,
    for_adult,
    for_child,
    for_family,
)
from riskform.engine.documents.outline import Line, lines_naming, outline
from riskform.engine.documents.own_actions import actions_document, in_easy_read
from riskform.engine.documents.owners import owners_of
from riskform.engine.documents.tonight import has_tonight, tonight_document
from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from tests.engine.documents.tiny import DEAN, FILES, KIT, facts, form

SOFA, NOT_SEEN = "kit/sleep.sofa", "kit/sleep.not_seen"
CARLY = Adult("carly", "Carly Marsh", {})
ASLEEP = {"kit/sleep.place": ["sofa"], "kit/voice.wishes": "Turns to the light."}
PLAN = Plan(
    (
        Outcome(
            "o1",
            "kit",
            "Kit sleeps in a cot",
            if_not="The police are called.",
            answers=(SOFA,),
            actions=(
                Action("a1", "Bring a cot", "Priya Nair", "2026-03-02"),
                Action("a2", "Go to bed early", "  dean ", "2026-03-20"),
                Action("a3", "Ring", "Dean", "2026-03-03", answers=(NOT_SEEN,)),
            ),
        ),
    ),
    (FindingReply(NOT_SEEN, "unclear", owner="Priya Nair", due="2026-03-05"),),
)
PLAN_TOLD = FILES["sections/sleep.yaml"].replace(
    "  - {id: seen_on,", "  - {id: plan, label: The plan?, type: long_text}\n  - {id: seen_on,"
)


def blocks_of(document: object) -> list[object]:
    return [
        block
        for part in document.parts  # type: ignore[attr-defined]  # a Document
        for section in part.sections
        for block in section.blocks
    ]


def test_a_childs_copy_says_nothing_to_workers() -> None:
    made = facts(ASLEEP, PLAN)
    document = child_document(made, KIT, "Kit", for_child(made.form, (KIT,), (DEAN,), "kit"))
    (card,) = (block for block in blocks_of(document) if isinstance(block, OutcomeCard))
    assert (card.what, card.short, card.if_not, card.answers) == (
        "Kit sleeps in a cot",
        True,
        "",
        (),
    )
    assert [(said.text, said.question) for said in document.parts[0].words] == [
        ("Turns to the light.", "")
    ]
    assert (document.opening, document.level) == ((), "")
    for row in blocks_of(document):
        assert not isinstance(row, FindingRow) or (row.do, row.because, row.by) == ("", "", "")


def test_a_childs_copy_says_what_is_still_found_out_and_not_why_a_worry_has_no_outcome() -> None:
    reasons = (*PLAN.replies, FindingReply(SOFA, "reason", reason="The court said so."))
    made = facts(ASLEEP, Plan(PLAN.outcomes, reasons))
    held = for_child(made.form, (KIT,), (DEAN,), "kit")
    text = to_json(child_document(made, KIT, "Kit", held))
    assert "Nobody saw it." in text
    assert "The court said so." not in text


def test_a_childs_copy_has_no_part_of_a_brother_or_a_sister() -> None:
    ellie = Child("ellie", "Ellie", age_months=60)
    made = replace(facts(ASLEEP, PLAN), children=(KIT,))
    both = replace(made, plan=Plan((*PLAN.outcomes, Outcome("o2", "ellie", "Ellie eats"))))
    held = for_child(made.form, (KIT, ellie), (DEAN,), "kit")
    assert "Ellie" not in to_json(child_document(both, KIT, "Kit", held))


@pytest.mark.parametrize(
    ("typed", "adults", "found"),
    [
        ("Dean", (DEAN,), "dean"),
        (" dean  ", (DEAN,), "dean"),
        ("Carly", (CARLY,), "carly"),
        ("carly MARSH", (CARLY,), "carly"),
        ("Carly", (CARLY, Adult("c2", "Carly Oak", {})), ""),
        ("Carly Marsh", (CARLY, Adult("c2", "Carly marsh", {})), ""),
        ("Kit", (Adult("k2", "Kit", {}),), ""),
        ("Mum", (CARLY,), ""),
        ("Dean and Carly", (DEAN, CARLY), ""),
    ],
)
def test_an_owner_is_of_the_family_only_by_a_name_that_one_of_them_has(
    typed: str, adults: tuple[Adult, ...], found: str
) -> None:
    plan = Plan((Outcome("o1", "kit", actions=(Action("a1", "Ring", typed),)),))
    (owner,) = owners_of(plan, (KIT,), adults)
    assert (owner.person, owner.id) == (found, found or "a1")


def test_a_name_typed_in_two_ways_is_one_owner() -> None:
    assert [(o.id, o.name) for o in owners_of(PLAN, (KIT,), (DEAN,))] == [
        ("a1", "Priya Nair"),
        ("dean", "dean"),
    ]


def list_of(made: RecordFacts, name: str, omissions: Omissions) -> list[OwnAction]:
    owners = {owner.name: owner for owner in owners_of(made.plan, made.children, made.adults)}
    document = actions_document(made, owners[name], name, omissions)
    return [block for block in blocks_of(document) if isinstance(block, OwnAction)]


def test_an_owners_list_has_what_that_owner_does_and_what_it_is_for() -> None:
    made = facts(ASLEEP, PLAN)
    assert list_of(made, "dean", for_family(made.form)) == [
        OwnAction("Go to bed early", "20 March 2026", "Kit sleeps in a cot"),
        OwnAction("Ring", "3 March 2026", "Kit sleeps in a cot", ("Nobody saw it.",)),
    ]
    assert list_of(made, "Priya Nair", WORKERS) == [
        OwnAction("Bring a cot", "2 March 2026", "Kit sleeps in a cot"),
        OwnAction("Nobody saw it.", "5 March 2026"),
    ]


def test_what_an_owner_finds_out_stands_in_the_order_of_its_days() -> None:
    days = {NOT_SEEN: "2026-03-05", SOFA: "2026-03-03", "kit/voice.none": "soon"}
    plan = Plan(
        (), tuple(FindingReply(at, "unclear", owner="Pat", due=due) for at, due in days.items())
    )
    found = list_of(facts(ASLEEP, plan), "Pat", WORKERS)
    assert [one.due for one in found] == ["3 March 2026", "5 March 2026"]


def test_an_owners_list_in_easy_read_says_when_and_what_for() -> None:
    made = facts(ASLEEP, PLAN)
    dean = owners_of(PLAN, (KIT,), (DEAN,))[1]
    easy = in_easy_read(actions_document(made, dean, "Dean", for_family(made.form)))
    first = next(block for block in blocks_of(easy) if isinstance(block, EasyPoint))
    assert first.lines == ("Go to bed early",)
    assert [(t.heading, t.lines) for t in first.more] == [
        ("By when", ("Friday 20 March 2026",)),
        ("What it is for", ("Kit sleeps in a cot",)),
    ]
    assert easy.made_for.setting == "easy_read"


def tonight(answers: dict[str, object], **contacts: Contact) -> list[object]:
    made = replace(facts(answers, PLAN, form_=form(sleep=PLAN_TOLD)), contacts=contacts)
    return blocks_of(tonight_document(made, KIT, "Kit", for_family(made.form)))


def test_tonights_page_holds_what_is_urgent_and_done_by_tomorrow_and_lines_to_write_on() -> None:
    found = tonight(ASLEEP)
    written = [block.label for block in found if isinstance(block, WriteIn) and block.lines]
    assert written[:2] == [
        "Kit sleeps here tonight:",
        "This adult stays sober and looks after Kit:",
    ]
    text = str(found)
    assert "Kit sleeps on a sofa." in text
    assert "Bring a cot, by 2 March 2026." in text
    assert "Ring, by 3 March 2026." in text
    assert "Go to bed early" not in text


def test_tonights_page_has_the_plan_as_the_carers_told_it() -> None:
    found = tonight({**ASLEEP, "kit/sleep.plan": "Nan stays sober. Kit is in the cot."})
    assert WriteIn("What we agreed", ("Nan stays sober.", "Kit is in the cot."), 0) in found


@pytest.mark.parametrize(
    ("child", "there"),
    [
        (KIT, True),
        (Child("kit", "Kit", age_months=59), True),
        (Child("kit", "Kit", age_months=60), False),
        (Child("kit", "Kit", due_date=date(2026, 6, 1)), False),
    ],
)
def test_there_is_a_page_for_tonight_for_a_child_under_five_who_is_born(
    child: Child,
    there: bool,  # noqa: FBT001 - one of the cases
) -> None:
    assert has_tonight(facts(child=child), child) is there


def test_an_outline_says_each_outcome_in_its_own_words_and_finds_who_is_named() -> None:
    made = facts(ASLEEP, PLAN)
    parts = outline(child_document(made, KIT, "Kit", for_family(made.form)))
    lines = [line for section in parts[0].sections for line in section.lines]
    assert Line("Outcome 1", "Kit sleeps in a cot") in lines
    assert Line("Action", "Bring a cot (Priya Nair, 2 March 2026)") in lines
    assert lines_naming(parts, "Dean") == (
        "Go to bed early (  dean , 20 March 2026)",
        "Ring (Dean, 3 March 2026)",
    )
    assert lines_naming(parts, "Pri") == ()


def test_what_an_owner_finds_out_is_told_as_left_out_and_stands_there_once_released() -> None:
    at = "dean/adults.silent"
    reply = FindingReply(at, "unclear", owner="Carly", due="2026-03-05")
    made = replace(facts({}, Plan((), (reply,))), adults=(DEAN, CARLY))
    (carly,) = owners_of(made.plan, made.children, made.adults)
    held = for_adult(made.form, made.adults, "carly")
    (left,) = left_out_of_actions(made, held, carly)
    assert (left.key, left.about) == (f"reply:{at}", "Dean")
    assert list_of(made, "Carly", held) == []
    told = for_adult(made.form, made.adults, "carly", frozenset({left.key}))
    assert list_of(made, "Carly", told) == [OwnAction("Dean was told nothing.", "5 March 2026")]
