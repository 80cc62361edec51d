"""A document in short lines, in the order in which it prints: what somebody will read in it.

Answers of the whole assessment are counted; everything else is said in its own words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from riskform.engine.documents.action_lines import ActionLine
from riskform.engine.documents.blocks import (
    ActionTable,
    AnswerRow,
    Block,
    ChangeRow,
    EasyOutcome,
    EasyPoint,
    EasyText,
    FindingRow,
    Note,
    OutcomeCard,
    OwnAction,
    ReasonRow,
    WriteIn,
)
from riskform.engine.documents.measured import OutcomeProgress
from riskform.engine.documents.model import Document, DocumentSection

KIND_WORDS = {
    "urgent": "Urgent",
    "concern": "Concern",
    "unclear": "Unclear",
    "protective": "Protective",
    "strength": "Strength",
}
CHANGE_WORDS = {"new": "New", "changed": "Changed", "gone": "Gone"}
_NOT_DECIDED = "Not decided"


@dataclass(frozen=True, slots=True)
class Line:
    """A few words in the margin, or "", and what stands beside them."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A heading and its lines."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """What is about one person: name, age and level, the child's own words, sections."""

    name: str
    about: tuple[str, ...]
    words: tuple[str, ...]
    sections: tuple[OutlineSection, ...]


def outline(document: Document) -> tuple[OutlinePart, ...]:
    """Return the parts of a document in short; what opens it stands in a part without a name."""
    parts = [
        OutlinePart(
            part.name,
            tuple(line for line in (part.about, part.level) if line),
            tuple(said.text for said in part.words),
            tuple(_section(section) for section in part.sections if section.blocks),
        )
        for part in document.parts
    ]
    if document.opening:
        title = "On the first page"
        first = OutlineSection(title, tuple(lines_of(document.opening)))
        parts.insert(0, OutlinePart("", (), (), (first,)))
    return tuple(parts)


def lines_naming(parts: Iterable[OutlinePart], name: str) -> tuple[str, ...]:
    """Return the texts in which somebody is named, whole or by the first name."""
    first = name.split(maxsplit=1)[0] if name.split() else name
    named = re.compile(rf"(?<!\w){re.escape(first)}(?!\w)", re.IGNORECASE)
    texts = (
        text
        for part in parts
        for text in (*part.words, *(line.text for one in part.sections for line in one.lines))
    )
    return tuple(dict.fromkeys(text for text in texts if named.search(text)))


def _section(section: DocumentSection) -> OutlineSection:
    return OutlineSection(section.title, tuple(lines_of(section.blocks)))


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield the lines of blocks, in the order in which they print."""
    answers = 0
    for block in blocks:
        if isinstance(block, AnswerRow):
            answers += 1
            continue
        yield from _OF[type(block)](block)
    if answers:
        yield Line("", f"{answers} question{'s' if answers > 1 else ''} with what was answered")


def _outcome(card: OutcomeCard) -> Iterator[Line]:
    yield Line(f"Outcome {card.number}", card.what or _NOT_DECIDED)
    yield Line("Now", card.now or _NOT_DECIDED)
    yield Line("Good enough is", card.measure or _NOT_DECIDED)
    yield Line("We check on", card.by or _NOT_DECIDED)
    if not card.short:
        yield Line("If not by then", card.if_not or _NOT_DECIDED)
    yield from (_action(line) for line in card.actions)
    yield from (Line("Why", text) for text in card.answers)


def _action(line: ActionLine) -> Line:
    what = line.what or _NOT_DECIDED
    return Line("Action", f"{what} ({line.who or _NOT_DECIDED}, {line.due or _NOT_DECIDED})")


def _table(table: ActionTable) -> Iterator[Line]:
    return (_action(line) for line in table.actions)


def _finding(row: FindingRow) -> Iterator[Line]:
    yield Line(KIND_WORDS[row.kind], row.says)
    if row.do:
        yield Line("What to do", row.do)


def _reason(row: ReasonRow) -> Iterator[Line]:
    yield Line(KIND_WORDS[row.kind], row.says)
    if row.reason:
        yield Line("Because", row.reason)
    if row.owner:
        yield Line("Who finds out", ", ".join(text for text in (row.owner, row.due) if text))


def _own_action(action: OwnAction) -> Iterator[Line]:
    yield Line(action.due or _NOT_DECIDED, action.what or _NOT_DECIDED)
    if action.serves:
        yield Line("So that", action.serves)
    yield from (Line("Why", text) for text in action.answers)


def _change(row: ChangeRow) -> Iterator[Line]:
    sides = (("Before", row.before), ("Now", row.now))
    said = "\n".join(f"{when}: {text}" for when, text in sides if text)
    what = f"{row.what} ({row.of})" if row.of else row.what
    yield Line(CHANGE_WORDS[row.kind], f"{what}\n{said}")


def _write_in(block: WriteIn) -> Iterator[Line]:
    known = "\n".join(block.known)
    yield Line(block.label, known or "A line to write on")


def _note(note: Note) -> Iterator[Line]:
    yield Line(note.heading, note.text)


def _easy_text(text: EasyText) -> Iterator[Line]:
    yield Line(text.heading, "\n".join(text.lines))


def _easy_point(point: EasyPoint) -> Iterator[Line]:
    yield Line("", "\n".join(point.lines))
    for text in point.more:
        yield from _easy_text(text)


def _easy_outcome(outcome: EasyOutcome) -> Iterator[Line]:
    yield Line(f"Number {outcome.number}", "\n".join(outcome.goal.lines))
    for text in outcome.goal.more:
        yield from _easy_text(text)
    for action in outcome.actions:
        yield Line("What we will do", "\n".join(action.lines))
        for text in action.more:
            yield from _easy_text(text)
    for text in outcome.after:
        yield from _easy_text(text)


def _progress(card: OutcomeProgress) -> Iterator[Line]:
    yield Line(f"Outcome {card.number}", card.what or _NOT_DECIDED)
    first = (
        ("At the start", card.start),
        ("Good enough is", card.good_enough),
        ("Now", card.now),
        ("How it is", card.how_it_is),
        ("Unclear", card.unclear),
        ("Due", card.overdue),
    )
    yield from (Line(label, text) for label, text in first if text)
    for row in card.measured:
        texts = (row.measure, row.how_it_is, row.how_known, row.words)
        yield Line(row.day, "\n".join(text for text in texts if text))
    if card.chart is not None:
        yield Line("Chart", card.chart.words)
    for decided in card.decided:
        yield Line(f"Decided on {decided.day}", "\n".join(decided.texts))
    yield from (_action(line) for line in card.actions)
    last = (("We check on", card.again), ("If not by then", card.if_not))
    yield from (Line(label, text) for label, text in last if text)
    yield from (Line("Asked or said", text) for text in card.comments)


_OF: Mapping[type, Callable[[Any], Iterator[Line]]] = {
    OutcomeCard: _outcome,
    ActionTable: _table,
    FindingRow: _finding,
    ReasonRow: _reason,
    OwnAction: _own_action,
    WriteIn: _write_in,
    ChangeRow: _change,
    Note: _note,
    EasyText: _easy_text,
    EasyPoint: _easy_point,
    EasyOutcome: _easy_outcome,
    OutcomeProgress: _progress,
}
