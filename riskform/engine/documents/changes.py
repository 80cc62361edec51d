"""What is different since last time, in words: answers, findings and the plan, person by person.

People keep their ids from one assessment of a family to the next, and so do questions and
findings; outcomes and actions are the same where their id or their first words are.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from riskform.definitions.conditions.tree import Ask
from riskform.engine.days import day_in_words
from riskform.engine.documents.blocks import AnswerRow, Block, ChangeRow, Note
from riskform.engine.documents.building import FULL_COPY, document_of
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.model import Document, DocumentPart, DocumentSection
from riskform.engine.documents.omissions import WORKERS
from riskform.engine.documents.parts import answer_rows, child_words, findings_of
from riskform.engine.household import Household, Standing
from riskform.engine.plan import Action, Outcome
from riskform.engine.saying import age_in_words, people_names

T = TypeVar("T")
NAME = "Changes since last time"
_NOTHING = "Nothing that can be compared is different."
_FIELDS: Mapping[str, Callable[[Outcome], str]] = {
    "How it is now": lambda outcome: outcome.now,
    "Good enough is": lambda outcome: outcome.measure,
    "We check on": lambda outcome: day_in_words(outcome.by) if outcome.by else "",
    "If not by then": lambda outcome: outcome.if_not,
}


def changes_document(facts: RecordFacts, made_for: str) -> Document:
    """Return what is new, changed or gone since `facts.before`, which has to be there."""
    before = facts.before
    if before is None:
        message = "there is nothing to compare this record with"
        raise ValueError(message)
    copy = replace(FULL_COPY, name=NAME, made_for=made_for, left_out=facts.gone, setting="sheet")
    parts = tuple(part for part in _parts(before, facts) if part.sections)
    if not parts:
        none = DocumentSection("Nothing is different", (Note(_NOTHING),))
        parts = (DocumentPart("family", "The family", (none,)),)
    made = document_of(facts, "changes", NAME, copy, parts, WORKERS)
    return replace(made, opening=(Note(f"Compared with {facts.before_said}."),))


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
    found = (
        DocumentSection("Answers", tuple(_answers(before, now, ask, then, person))),
        DocumentSection("What was found", tuple(_findings(before, now, person.id))),
        DocumentSection("The plan", tuple(_outcomes(before, now, person.id))),
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
    rows += _row("Level of need", *(one.level_in_words(one.level) for one in (before, now)))
    if rows:
        yield DocumentSection("People and level", tuple(rows))


def _answers(
    before: RecordFacts, now: RecordFacts, ask: Ask, then: Standing | None, person: Standing
) -> Iterator[Block]:
    old = _rows(before, ask, then) if then else {}
    new = _rows(now, ask, person)
    for ref in dict.fromkeys((*new, *old)):
        was, row = old.get(ref), new.get(ref)
        label = (row or was or AnswerRow("", "")).question
        yield from _row(label, _said(was), _said(row))


def _rows(facts: RecordFacts, ask: str, person: Standing) -> dict[str, AnswerRow]:
    return {
        question.ref: row
        for section in facts.form.sections
        if section.ask == ask
        for question, row in answer_rows(facts, section, person, WORKERS)
    }


def _said(row: AnswerRow | None) -> str:
    if row is None:
        return ""
    lines = [
        ", ".join(f"{label}: {text}" for label, text in item.fields if text) for item in row.items
    ]
    return "\n".join((*row.answer, *lines))


def _findings(before: RecordFacts, now: RecordFacts, person_id: str) -> Iterator[Block]:
    old = {f.at: f for f in findings_of(before, person_id, WORKERS)}
    new = {f.at: f for f in findings_of(now, person_id, WORKERS)}
    for at, finding in new.items():
        if at not in old:
            yield ChangeRow("new", f"Finding: {finding.kind}", "", finding.says)
    for at, finding in old.items():
        if at not in new:
            yield ChangeRow("gone", f"Finding: {finding.kind}", finding.says)


def _outcomes(before: RecordFacts, now: RecordFacts, child_id: str) -> Iterator[Block]:
    old = [one for one in before.plan.outcomes if one.child_id == child_id]
    new = [one for one in now.plan.outcomes if one.child_id == child_id]
    for was, outcome in _pairs(old, new):
        what = (outcome or was or Outcome("", "")).what
        yield from _row("Outcome", was.what if was else "", outcome.what if outcome else "")
        if was is None or outcome is None:
            continue
        short = what.strip().rstrip(".")
        for label, field in _FIELDS.items():
            yield from _row(f"{label} ({short})", field(was), field(outcome))
        for old_action, action in _pairs(was.actions, outcome.actions):
            yield from _row(f"Action ({short})", _action(old_action), _action(action))


def _pairs(old: Iterable[T], new: Iterable[T]) -> Iterator[tuple[T | None, T | None]]:
    """Yield what belongs together, in the order of now, then what is gone."""
    left = list(old)
    for item in new:
        same = next((one for one in left if _alike(one, item)), None)
        if same is not None:
            left.remove(same)
        yield same, item
    yield from ((one, None) for one in left)


def _alike(one: object, other: object) -> bool:
    if not isinstance(one, Outcome | Action) or not isinstance(other, Outcome | Action):
        return False
    words = " ".join(one.what.split()).casefold()
    return one.id == other.id or (bool(words) and words == " ".join(other.what.split()).casefold())


def _action(action: Action | None) -> str:
    if action is None:
        return ""
    due = day_in_words(action.due) if action.due else ""
    return ", ".join(part for part in (action.what, action.who, due) if part)


def _row(what: str, before: str, now: str) -> Iterator[ChangeRow]:
    if before != now:
        yield ChangeRow(
            "changed" if before and now else "new" if now else "gone", what, before, now
        )


def _everybody(household: Household) -> tuple[Standing, ...]:
    return (household.family, *household.children, *household.adults)
