from dataclasses import replace
from datetime import date

import pytest

from riskform.engine.case import Answer, Child
from riskform.engine.documents import (
    AnswerRow,
    Document,
    DocumentPart,
    FindingRow,
    Note,
    OutcomeCard,
    ReasonRow,
    to_json,
)
from riskform.engine.documents.building import assessment_document, plan_document
from riskform.engine.documents.model import NO_WORDS
from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from tests.engine.documents.tiny import FILES, KIT, facts, form
from tests.services.statutory import factors_library

SOFA, AFRAID = "kit/sleep.sofa", "kit/abuse.afraid_at_home"
HURT = {"kit/abuse.afraid": "yes", "kit/abuse.of_whom": "Dean", "kit/sleep.place": ["sofa"]}


def blocks(part: DocumentPart) -> list[object]:
    return [block for section in part.sections for block in section.blocks]


def part(document: Document, name: str) -> DocumentPart:
    return next(one for one in document.parts if one.name == name)


def cards(document: Document) -> list[OutcomeCard]:
    return [b for p in document.parts for b in blocks(p) if isinstance(b, OutcomeCard)]


def test_each_child_comes_first_then_the_family_then_each_adult() -> None:
    given = {"kit/sleep.place": ["cot"], "dean/adults.told": "Safer sleep"}
    names = [one.name for one in assessment_document(facts(given), "Workers").parts]
    assert names == ["Kit", "Dean"]


def test_a_baby_shows_and_an_older_child_says() -> None:
    says = {"kit/voice.wishes": Answer("نہیں", known_by="seen", known_on="2026-03-01")}
    (shown,) = part(assessment_document(facts(says), ""), "Kit").words
    assert (shown.text, shown.spoken, shown.question) == (
        "نہیں",
        False,
        "What does Kit show us?",
    )
    assert shown.how == "I saw it, 1 March 2026"
    older = Child("kit", "Kit", age_months=60)
    (said,) = part(assessment_document(facts(says, child=older), ""), "Kit").words
    assert (said.spoken, said.question) == (True, "What does Kit say?")


@pytest.mark.parametrize("wishes", [None, "", "   ", ["not", "text"]])
def test_words_that_were_not_written_down_are_none(wishes: object) -> None:
    answers = {} if wishes is None else {"kit/voice.wishes": wishes}
    assert part(assessment_document(facts(answers), ""), "Kit").words == ()


def test_every_question_on_the_route_has_a_row_also_without_an_answer() -> None:
    rows = blocks(part(assessment_document(facts(), ""), "Kit"))
    asked = {b.question: b.answer for b in rows if isinstance(b, AnswerRow)}
    assert asked["Where does Kit sleep?"] == ()
    assert "Of whom is Kit afraid?" not in asked


def test_an_answer_that_can_not_be_used_is_printed_with_what_is_wrong() -> None:
    rows = blocks(part(assessment_document(facts({"kit/sleep.seen_on": "31/2/2026"}), ""), "Kit"))
    (row,) = [b for b in rows if isinstance(b, AnswerRow) and b.question == "When was it seen?"]
    assert "31/2/2026 is not a real date" in row.problem
    assert row.answer == ("31/2/2026",)


@pytest.mark.parametrize("typed", ["x" * 20_001, "bell \x07"])
def test_a_text_that_can_not_be_used_is_printed_in_full(typed: str) -> None:
    answers = {"kit/abuse.afraid": "yes", "kit/abuse.of_whom": typed}
    rows = blocks(part(assessment_document(facts(answers), ""), "Kit"))
    (row,) = [b for b in rows if isinstance(b, AnswerRow) and b.question.startswith("Of whom")]
    assert row.answer == (typed,)
    assert row.problem


def test_ticks_stand_one_by_one_and_items_with_every_field() -> None:
    answers = {
        "kit/sleep.place": ["sofa", "cot"],
        "kit/sleep.visits": [{"id": "r1", "day": "2026-03-01", "worker": ""}],
    }
    rows = {
        b.question: b
        for b in blocks(part(assessment_document(facts(answers), ""), "Kit"))
        if isinstance(b, AnswerRow)
    }
    assert rows["Where does Kit sleep?"].answer == ("Cot", "Sofa")
    (item,) = rows["Which visits?"].items
    assert item.fields == (("Day", "1 March 2026"), ("Who", ""))


def test_what_is_urgent_opens_the_paper_with_its_reason_and_its_day() -> None:
    (row,) = assessment_document(facts({"kit/sleep.place": ["sofa"]}), "").opening
    assert row == FindingRow(
        kind="urgent",
        says="Kit sleeps on a sofa.",
        because="Where does Kit sleep? Sofa",
        do="Agree a safe plan.",
        by="By 2 March 2026",
    )


def test_who_finds_out_what_is_unclear_about_an_adult_stands_in_the_adults_part() -> None:
    reply = FindingReply("dean/adults.silent", "unclear", owner="Priya", due="2026-03-09")
    document = assessment_document(facts(plan=Plan(replies=(reply,))), "")
    rows = [b for b in blocks(part(document, "Dean")) if isinstance(b, ReasonRow)]
    assert rows == [
        ReasonRow("unclear", "Dean was told nothing.", owner="Priya", due="9 March 2026")
    ]


def test_an_outcome_is_printed_as_typed_with_the_advice_that_was_left_aside() -> None:
    action = Action("a1", "Monitor sleep", "Priya", "31/2/2026", leave={"S3": "The court's words"})
    leave = {"S2": "Agreed so", "XX": "No such rule"}
    outcome = Outcome(
        "o1", "kit", "Kit sleeps", by="2026-04-01", answers=(SOFA,), leave=leave, actions=(action,)
    )
    answers = {"kit/sleep.place": ["sofa"]}
    (card,) = cards(assessment_document(facts(answers, Plan((outcome,))), ""))
    assert (card.number, card.by, card.answers) == ("1", "1 April 2026", ("Kit sleeps on a sofa.",))
    assert len(card.notes) == 1
    assert card.notes[0].endswith("Because: Agreed so")
    assert card.actions[0].due == "31/2/2026"
    assert card.actions[0].notes[0].endswith("Because: The court's words")
    (for_family,) = cards(plan_document(facts(answers, Plan((outcome,))), ""))
    assert (for_family.notes, for_family.actions[0].notes) == ((), ())


def test_the_workers_copy_holds_what_the_family_copy_leaves_out() -> None:
    text = to_json(assessment_document(facts(HURT), ""))
    for held in ("Kit is afraid at home.", "Kit named somebody.", "Is Kit afraid of anybody"):
        assert held in text


def test_the_family_copy_leaves_out_the_confidential_and_all_that_depends_on_it() -> None:
    outcome = Outcome("o1", "kit", "Kit sleeps in a cot", answers=(SOFA,), actions=(
        Action("a1", "Bring a cot", "Priya"),
        Action("a2", "Ring the police", "Sam", answers=("kit/abuse.afraid_of",)),
    ))  # fmt: skip
    secret = Outcome("o2", "kit", "Kit is safe from Dean", answers=(SOFA, AFRAID))
    plan = Plan(
        (outcome, secret),
        (
            FindingReply("kit/abuse.afraid_of", "reason", reason="The police know."),
            FindingReply("dean/adults.not_told", "unclear", owner="Sam"),
        ),
    )
    document = plan_document(facts(HURT, plan), "The family")
    text = to_json(document)
    assert [card.what for card in cards(document)] == ["Kit sleeps in a cot"]
    assert [line.what for line in cards(document)[0].actions] == ["Bring a cot"]
    assert [row.says for row in document.opening if isinstance(row, FindingRow)] == [
        "Kit sleeps on a sofa."
    ]
    for left_out in ("afraid", "police", "named somebody", "safe from Dean", "must not be told"):
        assert left_out not in text, left_out
    assert document.made_for.left_out == (
        "Anything that is confidential is left out of this copy.",
    )


def test_what_to_do_is_told_to_workers_and_left_out_of_the_family_s_copy() -> None:
    record = facts({"kit/sleep.place": ["sofa"]})
    (told,), (read,) = assessment_document(record, "").opening, plan_document(record, "").opening
    assert isinstance(told, FindingRow)
    assert isinstance(read, FindingRow)
    assert told.do
    assert (read.do, read.says, read.by) == ("", told.says, told.by)


def test_an_outcome_stays_left_out_when_its_finding_is_not_raised_any_more() -> None:
    secret = Outcome("o1", "kit", "Kit is safe from Dean", answers=(AFRAID,))
    document = plan_document(facts({"kit/abuse.afraid": "no"}, Plan((secret,))), "")
    assert "safe from Dean" not in to_json(document)
    assert document.made_for.left_out


def test_the_level_that_a_confidential_answer_sets_is_left_out() -> None:
    abuse = FILES["sections/abuse.yaml"].replace(
        "findings:",
        "  - {id: how_bad, label: Which level?, type: number, sets: child.level,\n"
        "     confidential_from: family copies}\nfindings:",
    )
    made = facts({"kit/abuse.how_bad": "5"}, form_=form(abuse))
    (for_workers,) = assessment_document(made, "").parts[:1]
    (for_family,) = plan_document(made, "").parts
    assert for_workers.level.startswith("Level 5: ")
    assert for_family.level == ""


def test_a_plan_with_nothing_in_it_says_so_and_what_helps_is_named() -> None:
    document = plan_document(facts({"kit/sleep.place": ["cot"]}), "The family")
    (kit,) = document.parts
    assert Note("Nothing in this plan is for Kit alone.") in blocks(kit)
    assert any(isinstance(b, FindingRow) and b.kind == "protective" for b in blocks(kit))
    assert document.made_for.made_for == "The family"
    assert not document.made_for.official_sensitive


def test_no_title_holds_a_name() -> None:
    for document in (assessment_document(facts(), ""), plan_document(facts(), "")):
        assert not any(name in document.title for name in ("Kit", "Dean", "Marsh"))


@pytest.mark.parametrize("make", [assessment_document, plan_document])
def test_the_same_facts_make_the_same_document(make: object) -> None:
    assert callable(make)
    assert to_json(make(facts(HURT), "")) == to_json(make(facts(HURT), ""))


def test_a_factor_that_is_suggested_and_not_chosen_is_noted_for_workers_only() -> None:
    drinks = {"dean/drink.use": ["pills"], "kit/decision.factors": ["gangs"]}
    record = facts(drinks, form_=factors_library().forms["factors"], level=4)
    note = Note("The answers suggest Drug misuse: parent or carer. It is not among the factors.")
    assert note in blocks(part(assessment_document(record, ""), "Kit"))
    assert note not in blocks(part(plan_document(record, ""), "Kit"))


def titles(*replies: FindingReply) -> list[str]:
    """Return the titles of Kit's sections in a plan with these replies and nothing else."""
    made = facts({"kit/sleep.place": ["sofa"]}, Plan((), replies))
    return [section.title for section in plan_document(made, "").parts[0].sections]


def test_the_last_title_of_a_plan_names_what_stands_under_it() -> None:
    unclear = FindingReply("kit/sleep.not_seen", "unclear", owner="Priya Nair", due="2026-03-05")
    reason = FindingReply("kit/sleep.sofa", "reason", reason="The court said so.")
    assert titles(unclear)[-1] == "To find out"
    assert titles(reason)[-1] == "What else we decided"
    assert titles(unclear, reason)[-1] == "To find out, and what else we decided"


def test_no_words_are_missed_of_a_child_who_is_not_born_yet() -> None:
    unborn = replace(KIT, date_of_birth=None, due_date=date(2026, 6, 1))
    for make in (assessment_document, plan_document):
        assert make(facts(child=unborn), "").parts[0].no_words == ""
        assert make(facts(), "").parts[0].no_words == NO_WORDS


def test_the_answers_behind_a_finding_stand_on_lines_of_their_own() -> None:
    (first, *_) = assessment_document(facts({"kit/sleep.place": ["sofa"]}), "").opening
    assert isinstance(first, FindingRow)
    assert first.because == "Where does Kit sleep? Sofa"
