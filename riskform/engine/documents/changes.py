"""What is different since last time, in words: answers, findings and the plan, person by person.

People keep their ids from one assessment of a family to the next, and so do questions and
findings.
"""

from collections.abc import Iterator
from dataclasses import replace

from riskform.definitions.conditions.tree import Ask
from riskform.engine.documents.blocks import AnswerRow, Block, ChangeRow, Note
from riskform.engine.documents.building import FULL_COPY, document_of
from riskform.engine.documents.changed_plan import changed_plan, row
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.model import Document, DocumentPart, DocumentSection
from riskform.engine.documents.omissions import WORKERS
from riskform.engine.documents.parts import answer_rows, child_words, findings_of
from riskform.engine.household import Household, Standing
from riskform.engine.saying import age_in_words, people_names

NAME = "Changes since last time"
_NOTHING = "Nothing that can be compared is different."


def changes_document(facts: RecordFacts, made_for: str) -> Document:
    """Return what is new, changed or gone since `facts.before`, which has to be there."""
    before = last_time(facts)
    copy = replace(FULL_COPY, name=NAME, made_for=made_for, left_out=facts.gone, setting="sheet")
    parts = tuple(part for part in _parts(before, facts) if part.sections)
    if not parts:
        none = DocumentSection("What is different", (Note(_NOTHING),))
        parts = (DocumentPart("family", "The family", (none,)),)
    made = document_of(facts, "changes", NAME, copy, parts, WORKERS)
    return replace(made, opening=(Note(f"Compared with {facts.before_said}."),))


def last_time(facts: RecordFacts) -> RecordFacts:
    """Return what `facts` are compared with. Raises ValueError where there is nothing."""
    if facts.before is None:
        message = "there is nothing to compare this record with"
        raise ValueError(message)
    return facts.before


def _parts(before: RecordFacts, now: RecordFacts) -> Iterator[DocumentPart]:
    then = {person.id: person for person in _everybody(before.evaluation.household)}
    household = now.evaluation.household
    for child, person in zip(now.children, household.children, strict=True):
        said = child_words(now, child)
        old = [one for one in before.children if one.id == child.id]
        same = bool(old) and child_words(before, old[0]) == said
        part = _part(before, now, "child", then.get(person.id), person)
        yield replace(
            part,
            about=age_in_words(child, now.visit_on),
            words=() if same or not part.sections else said,
        )
    family = replace(
        _part(before, now, "family", then.get(household.family.id), household.family),
        name="The family",
    )
    yield replace(family, sections=(*_people(before, now), *family.sections))
    for person in household.adults:
        yield _part(before, now, "adult", then.get(person.id), person)


def _part(
    before: RecordFacts, now: RecordFacts, ask: Ask, then: Standing | None, person: Standing
) -> DocumentPart:
    plan = tuple(one.row for one in changed_plan(before.plan, now.plan, person.id))
    found = (
        DocumentSection("Answers", tuple(_answers(before, now, ask, then, person))),
        DocumentSection("What was found", tuple(_findings(before, now, person.id))),
        DocumentSection("The plan", plan),
    )
    sections = tuple(section for section in found if section.blocks)
    return DocumentPart(ask, person.name, sections, no_words="")


def _people(before: RecordFacts, now: RecordFacts) -> Iterator[DocumentSection]:
    then, here = (people_names(one.evaluation.household) for one in (before, now))
    rows: list[Block] = [
        ChangeRow("new", "Who it is about", "", name)
        for person, name in here.items()
        if person not in then
    ]
    rows += [
        ChangeRow("gone", "Who it is about", name)
        for person, name in then.items()
        if person not in here
    ]
    rows += row("Level of need", *(one.level_in_words(one.level) for one in (before, now)))
    if rows:
        yield DocumentSection("People and level", tuple(rows))


def _answers(
    before: RecordFacts, now: RecordFacts, ask: Ask, then: Standing | None, person: Standing
) -> Iterator[Block]:
    old = _rows(before, ask, then) if then else {}
    new = _rows(now, ask, person)
    for ref in dict.fromkeys((*new, *old)):
        was, is_now = old.get(ref), new.get(ref)
        label = (is_now or was or AnswerRow("", "")).question
        yield from row(label, _said(was), _said(is_now))


def _rows(facts: RecordFacts, ask: str, person: Standing) -> dict[str, AnswerRow]:
    return {
        question.ref: answered
        for section in facts.form.sections
        if section.ask == ask
        for question, answered in answer_rows(facts, section, person, WORKERS)
    }


def _said(answered: AnswerRow | None) -> str:
    if answered is None:
        return ""
    lines = [
        ", ".join(f"{label}: {text}" for label, text in item.fields if text)
        for item in answered.items
    ]
    return "\n".join((*answered.answer, *lines))


def _findings(before: RecordFacts, now: RecordFacts, person_id: str) -> Iterator[Block]:
    old = {f.at: f for f in findings_of(before, person_id, WORKERS)}
    new = {f.at: f for f in findings_of(now, person_id, WORKERS)}
    for at, finding in new.items():
        if at not in old:
            yield ChangeRow("new", f"Finding: {finding.kind}", "", finding.says)
    for at, finding in old.items():
        if at not in new:
            yield ChangeRow("gone", f"Finding: {finding.kind}", finding.says)


def _everybody(household: Household) -> tuple[Standing, ...]:
    return (household.family, *household.children, *household.adults)
