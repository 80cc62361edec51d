"""What is new, changed or gone since last time."""

from dataclasses import replace

import pytest

from riskform.engine.documents import ChangeRow, Document, Note
from riskform.engine.documents.changes import changes_document
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.plan import Action, Outcome, Plan
from tests.engine.documents.tiny import facts

THEN = {"kit/sleep.place": ["sofa"], "kit/voice.wishes": "Cries.", "dean/adults.told": "Nothing"}
NOW = {"kit/sleep.place": ["cot"], "kit/voice.wishes": "Smiles.", "kit/sleep.seen_on": "2026-03-01"}
OUTCOME = Outcome(
    "o1", "kit", "Kit sleeps in a cot", now="On a sofa", measure="Seen twice", by="2026-04-01",
    actions=(Action("a1", "Bring a cot", "Priya", "2026-03-09"),),
)  # fmt: skip


def compared(now: RecordFacts, before: RecordFacts) -> Document:
    said = replace(now, before=before, before_said="what was handed in on 2 March 2026")
    return changes_document(said, "workers with this family")


def rows(document: Document, name: str, section: str) -> list[ChangeRow]:
    return [
        block
        for part in document.parts
        if part.name == name
        for one in part.sections
        if one.title == section
        for block in one.blocks
        if isinstance(block, ChangeRow)
    ]


def test_answers_are_new_changed_or_gone_person_by_person() -> None:
    made = compared(facts(NOW), facts(THEN))
    assert rows(made, "Kit", "Answers") == [
        ChangeRow("changed", "What does Kit show us?", "Cries.", "Smiles."),
        ChangeRow("changed", "Where does Kit sleep?", "Sofa", "Cot"),
        ChangeRow("new", "When was it seen?", "", "1 March 2026"),
    ]
    assert rows(made, "Dean", "Answers") == [ChangeRow("gone", "What was Dean told?", "Nothing")]
    assert [words.text for words in made.parts[0].words] == ["Smiles."]


def test_findings_come_and_go() -> None:
    made = compared(facts(NOW), facts(THEN))
    assert rows(made, "Kit", "What was found") == [
        ChangeRow("new", "Finding: protective", "", "Kit sleeps in a cot."),
        ChangeRow("gone", "Finding: urgent", "Kit sleeps on a sofa."),
        ChangeRow("gone", "Finding: unclear", "Nobody saw it."),
    ]


def test_an_outcome_is_the_same_one_by_its_id_or_its_words() -> None:
    copied = replace(
        OUTCOME, id="o9", what="kit sleeps  in a cot", measure="Seen 6 times",
        actions=(replace(OUTCOME.actions[0], id="a9", who="Sam"),),
    )  # fmt: skip
    other = Outcome("o2", "kit", "Kit eats")
    made = compared(facts({}, Plan((copied,))), facts({}, Plan((OUTCOME, other))))
    found = rows(made, "Kit", "The plan")
    assert (
        ChangeRow("changed", "Good enough is", "Seen twice", "Seen 6 times", "kit sleeps  in a cot")
        in found
    )
    assert found[-1] == ChangeRow("gone", "Outcome", "Kit eats")
    assert ChangeRow(
        *("changed", "Action"),
        "Bring a cot\nWho: Priya\nBy when: 9 March 2026",
        "Bring a cot\nWho: Sam\nBy when: 9 March 2026",
        "kit sleeps  in a cot",
    ) in found  # fmt: skip


def test_who_came_and_who_went_and_the_level() -> None:
    before, now = facts({}, level=3), facts({}, level=4)
    made = compared(now, before)
    assert [r.kind for r in rows(made, "The family", "People and level")] == ["changed"]


def test_nothing_different_is_said_in_so_many_words() -> None:
    made = compared(facts(THEN), facts(THEN))
    (part,) = made.parts
    assert part.sections[0].blocks == (Note("Nothing that can be compared is different."),)
    assert made.opening == (Note("Compared with what was handed in on 2 March 2026."),)


def test_without_anything_to_compare_with_it_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to compare"):
        changes_document(facts(THEN), "workers")
