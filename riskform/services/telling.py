"""The saves of an assessment in words, each in those of the version that it was saved under."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from riskform.definitions.model import Form, Question, Section
from riskform.engine.case import FAMILY, KNOWN_BY, Answer
from riskform.engine.confidential import hidden_from, united
from riskform.engine.household import Standing
from riskform.engine.older_words import with_older
from riskform.engine.plan import Plan, all_actions
from riskform.engine.saying import said, typed
from riskform.engine.values import Row, Unreadable, is_blank, read_value
from riskform.engine.wording import filled
from riskform.records import moves
from riskform.records.revisions import Change, Revision
from riskform.services.kept_words import as_typed, day, plain, tie
from riskform.services.older_words import Step, words_then
from riskform.services.opening import OpenAssessment
from riskform.services.telling_plans import Changed, plan_changes

_KINDS = {
    "people": "Children and adults",
    "details": "Level or day of the visit",
    "plan": "Plan",
    "submitted": "Submitted",
    "returned": "Returned",
    "agreed": "Agreed",
}
_DETAILS = {"level": "Level of need", "visit_on": "Day of the last visit"}
_PERSON = {
    "name": "Name",
    "date_of_birth": "Date of birth",
    "due_date": "Due date",
    "age_months": "Age in months, as a guess",
    "removed": "Taken out of the family",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One save: its number, when and by whom, what and about whom, and each change.

    `reason` is what a manager wrote with a decision.
    """

    number: int
    saved_at: datetime
    author: str
    what: str
    person: str
    changes: tuple[Changed, ...]
    reason: str = ""


class Teller:
    """Says revisions of one assessment, each in the words of the version that it was saved under.

    `steps` are all its saves, newest first. What is hidden in one version is hidden as well where
    another would show it.
    """

    def __init__(
        self,
        assessment: OpenAssessment,
        names: Mapping[str, str],
        steps: Sequence[Step],
        roles: frozenset[str],
    ) -> None:
        self.steps = steps
        self.place = {step.revision.number: place for place, step in enumerate(steps)}
        left = (step.before for step in reversed(steps) if step.before)
        self.forms = {form.hash: form for form in (*left, assessment.form)}
        self.questions: dict[str, Question] = {}
        self.sections: dict[str, Section] = {}
        for form in self.forms.values():
            self.questions |= form.questions
            self.sections |= form.section_by_id
        self.on = assessment.stored.visit_on
        self.names = {FAMILY: "the family", **names}
        before = (hidden_from(form, roles) for form in self.forms.values())
        self.hidden = (
            united(assessment.hidden, *before) if len(self.forms) > 1 else assessment.hidden
        )
        self.hidden_items: set[str] = set()
        if self.hidden:
            gone = self._were_tied() - _items(assessment.plan)
            self.hidden_items = gone | _items(assessment.everything.plan) - _items(assessment.plan)
        self.says = {finding.at: finding.says for finding in assessment.evaluation.findings}

    def _were_tied(self) -> set[str]:
        """Return what was tied to something hidden at any time, also if it was removed since."""
        changes = (one for step in self.steps for one in step.revision.changes.items())
        return {
            key.partition("/")[2]
            for key, change in changes
            for state in (change.before, change.after)
            if isinstance(state, dict)
            and any(map(self.hidden.holds_finding, state.get("answers", ())))
        }

    def numbered(self, found: Iterable[Revision]) -> list[tuple[int, Revision]]:
        """Return what the reader may know of, each with its number.

        That a hidden page was saved says too much, and so would a number that is left out.
        """
        if not self.hidden:
            return [(one.number, one) for one in found]
        return list(enumerate(filter(self._may_tell, found), start=1))

    def _may_tell(self, revision: Revision) -> bool:
        section = self.sections.get(revision.section or "")
        if revision.kind == "plan":
            return not all(self._is_hidden("plan", *one) for one in revision.changes.items())
        if section is None:
            return True
        known = {q.ref for q in section.questions} - self.hidden.questions
        return bool(known or self.hidden.named & {q.ref for q in section.questions})

    def entry(self, number: int, revision: Revision, reason: str) -> Entry:
        """Return one save; `reason` is what a manager wrote with it."""
        form = self.steps[self.place[revision.number]].form
        name = revision.section or ""
        section = form.section_by_id.get(name) or self.sections.get(name)
        return Entry(
            number=number,
            saved_at=revision.saved_at,
            author=revision.author_name,
            what=section.title if section else _what(revision),
            person=self.names.get(revision.person or "", ""),
            changes=tuple(self._changes(revision)),
            reason=reason,
        )

    def _changes(self, revision: Revision) -> Iterator[Changed]:
        steps = self.steps[self.place[revision.number] :]
        tell: Mapping[str, Callable[[str, Change], Iterator[Changed]]] = {
            "answers": lambda key, change: self._answer(key, change, steps),
            "people": self._of_person,
            "details": lambda key, change: self._detail(key, change, steps),
            "plan": lambda key, change: plan_changes(key, change, self.says),
        }
        along = _taken_along(steps[0])
        if revision.kind in tell:
            for key, change in revision.changes.items():
                if key in along.values() or self._is_hidden(revision.kind, key, change):
                    continue
                if key not in along:
                    yield from tell[revision.kind](key, change)
                elif not self._is_hidden(revision.kind, along[key], change):
                    for told in self._answer(key, change, steps):
                        # It stood under another id, which is no change that anybody sees.
                        yield Changed(f"{told.label} (taken along)", told.after, told.after)

    def _is_hidden(self, kind: str, key: str, change: Change) -> bool:
        if kind in {"answers", "details"}:
            return self.hidden.holds_answer(key)
        if kind != "plan" or not self.hidden:
            return False
        item = key.partition("/")[2]
        states = [one for one in (change.before, change.after) if isinstance(one, dict)]
        under = {item, *(one.get("outcome_id", "") for one in states)}
        tied = [item, *(at for one in states for at in one.get("answers", ()))]
        return bool(under & self.hidden_items) or any(map(self.hidden.holds_finding, tied))

    def _answer(self, key: str, change: Change, steps: Sequence[Step]) -> Iterator[Changed]:
        """Yield a change of an answer; `steps` begin with the save that made it."""
        person, _, ref = key.partition("/")
        question = steps[0].form.questions.get(ref) or self.questions.get(ref)
        if question is None:
            yield Changed(key, as_typed(change.before), as_typed(change.after))
            return
        standing = Standing(person, self.names.get(person, person))
        label = filled(question.label, standing, question.ask)
        before = self._said(question, change.before, standing, _before(steps), steps[0].form)
        after = self._said(question, change.after, standing, steps, steps[0].form)
        yield Changed(label, before, after)

    def _said(
        self,
        question: Question,
        kept: Any,  # noqa: ANN401 - JSON as it was read.
        person: Standing,
        steps: Sequence[Step],
        form: Form,
    ) -> str:
        """Return an answer as it stood after the first of `steps`, in the words of `form`."""
        if kept is None:
            return ""
        key = f"{person.id}/{question.ref}"
        older = words_then(steps, {key: Answer(kept["value"])}, form)
        given = with_older(question, key, older)
        words = [] if is_blank(kept["value"]) else [self._value(given, kept["value"], person)]
        words += [KNOWN_BY.get(kept["known_by"], kept["known_by"])] if kept.get("known_by") else []
        words += [day(kept["known_on"])] if kept.get("known_on") else []
        return "\n".join(words)

    def _value(self, question: Question, value: object, person: Standing) -> str:
        try:
            read = read_value(question, value, self.on)
        except Unreadable:
            return as_typed(value)
        rows = read if isinstance(read, tuple) else ()
        if any(isinstance(row, Row) and row.invalid for row in rows):
            return typed(question, value, person)  # What can't be used in a row is told, too.
        return said(question, read, person)

    def _of_person(self, key: str, change: Change) -> Iterator[Changed]:
        if key.startswith("to."):
            label = f"What the adult is to {self.names.get(key[3:], 'a child')}"
            yield Changed(label, tie(change.before), tie(change.after))
        elif key in _PERSON and (change.before or change.after):
            yield Changed(_PERSON[key], plain(change.before), plain(change.after))

    def _detail(self, key: str, change: Change, steps: Sequence[Step]) -> Iterator[Changed]:
        if "/" in key:
            yield from self._answer(key, change, steps)
        elif key == moves.FORM:
            yield Changed(
                "Version of the form", self._version(change.before), self._version(change.after)
            )
        else:
            yield Changed(_DETAILS.get(key, key), plain(change.before), plain(change.after))

    def _version(self, form_hash: object) -> str:
        form = self.forms.get(str(form_hash))
        return f"{form.name}, version {form.version}" if form else str(form_hash)[:12]


def _before(steps: Sequence[Step]) -> Sequence[Step]:
    """Return the saves before the first of `steps`, or at least the version before it."""
    first = steps[0]
    return steps[1:] or (Step(first.revision, first.before or first.form),)


def _taken_along(step: Step) -> dict[str, str]:
    """Return where each answer that a move took along unchanged stood before, by its new key."""
    found = {}
    for key, change in step.revision.changes.items():
        person, _, ref = key.partition("/")
        was = f"{person}/{(step.renamed or {}).get(ref, '')}"
        left = step.revision.changes.get(was)
        if left and (change.before, left.after, left.before) == (None, None, change.after):
            found[key] = was
    return found


def _what(revision: Revision) -> str:
    if moves.is_move(revision):
        return "Moved to another version of the form"
    return _KINDS.get(revision.kind, revision.kind)


def _items(plan: Plan) -> set[str]:
    return {one.id for one in plan.outcomes} | {one.id for one in all_actions(plan)}
