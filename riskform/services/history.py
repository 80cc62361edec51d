"""What was changed in an assessment, when and by whom, newest first, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from riskform.definitions.model import Form, Question
from riskform.engine.case import FAMILY, KNOWN_BY, LIVES_HERE, RELATIONSHIPS
from riskform.engine.days import day_in_words
from riskform.engine.household import Standing
from riskform.engine.plan import Plan, all_actions
from riskform.engine.saying import said
from riskform.engine.values import Unreadable, is_blank, read_value
from riskform.engine.wording import filled
from riskform.records import Session, decisions, people, revisions
from riskform.records.revisions import Change, Revision
from riskform.services.actors import Actor
from riskform.services.opening import OpenAssessment, open_assessment

ON_A_PAGE = 40
_KINDS = {
    "people": "Children and adults",
    "details": "Level or day of the visit",
    "plan": "Plan",
    "submitted": "Submitted",
    "returned": "Returned",
    "agreed": "Agreed",
}
_FIELDS = {
    "outcome": {
        "what": "What will be different",
        "now": "What it is like now",
        "measure": "How we will know",
        "by": "When we check",
        "if_not": "If it has not changed",
        "answers": "Findings that it answers",
        "leave": "Advice left aside",
    },
    "action": {
        "what": "What has to be done",
        "who": "Who does it",
        "due": "By when",
        "answers": "Findings that it answers",
        "leave": "Advice left aside",
    },
    "reply": {"reason": "Reason", "owner": "Who finds out", "due": "By when"},
}
_ITEMS = {"outcome": "Outcome", "action": "Action", "reply": "Reply"}
_DETAILS = {"level": "Level of need", "visit_on": "Day of the last visit"}
_PERSON = {
    "name": "Name",
    "date_of_birth": "Date of birth",
    "due_date": "Due date",
    "age_months": "Age in months, as a guess",
    "removed": "Taken out of the family",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that was changed: what it is called, and what stood there; "" for nothing."""

    label: str
    before: str
    after: str


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


@dataclass(frozen=True, slots=True)
class History:
    """A part of the history; `older` asks for the next part, and is None where there is none."""

    assessment: OpenAssessment
    entries: tuple[Entry, ...]
    older: int | None


def history(session: Session, actor: Actor, reference: str, before: int | None = None) -> History:
    """Return the newest saves, or those before the save with the number `before`.

    Raises NotFound, also for who is no practitioner or manager of the team.
    """
    assessment = open_assessment(session, actor, reference)
    reasons = {
        decision.revision: decision.reason
        for decision in decisions.of_assessment(session, assessment.stored.id)
    }
    family = people.of_family(session, assessment.stored.family_id)
    names = {child.id: child.name for child in family.children}
    names |= {adult.id: adult.name for adult in family.adults}
    names |= {gone.id: gone.name for gone in family.removed}
    teller = _Teller(assessment, names)
    numbered = teller.numbered(revisions.since(session, assessment.stored.id))
    wanted = [(number, one) for number, one in numbered if before is None or number < before]
    shown = wanted[-ON_A_PAGE:]
    entries = tuple(
        teller.entry(number, one, reasons.get(one.number, "")) for number, one in reversed(shown)
    )
    return History(assessment, entries, shown[0][0] if len(wanted) > len(shown) else None)


class _Teller:
    """Says revisions of one assessment in the words of its form."""

    def __init__(self, assessment: OpenAssessment, names: Mapping[str, str]) -> None:
        self.form: Form = assessment.form
        self.on = assessment.stored.visit_on
        self.names = {FAMILY: "the family", **names}
        self.hidden = assessment.hidden
        self.hidden_items: set[str] = set()
        if self.hidden:
            self.hidden_items = _items(assessment.everything.plan) - _items(assessment.plan)
        self.says = {finding.at: finding.says for finding in assessment.evaluation.findings}

    def numbered(self, found: Iterable[Revision]) -> list[tuple[int, Revision]]:
        """Return what the reader may know of, each with its number.

        That a hidden page was saved says too much, and so would a number that is left out.
        """
        if not self.hidden:
            return [(one.number, one) for one in found]
        return list(enumerate(filter(self._may_tell, found), start=1))

    def _may_tell(self, revision: Revision) -> bool:
        section = self.form.section_by_id.get(revision.section or "")
        if revision.kind == "plan":
            return not all(self._is_hidden("plan", *one) for one in revision.changes.items())
        if section is None:
            return True
        known = {q.ref for q in section.questions} - self.hidden.questions
        return bool(known or self.hidden.named & {q.ref for q in section.questions})

    def entry(self, number: int, revision: Revision, reason: str) -> Entry:
        section = self.form.section_by_id.get(revision.section or "")
        return Entry(
            number=number,
            saved_at=revision.saved_at,
            author=revision.author_name,
            what=section.title if section else _KINDS.get(revision.kind, revision.kind),
            person=self.names.get(revision.person or "", ""),
            changes=tuple(self._changes(revision)),
            reason=reason,
        )

    def _changes(self, revision: Revision) -> Iterator[Changed]:
        tell: Mapping[str, Callable[[str, Change], Iterator[Changed]]] = {
            "answers": self._answer,
            "people": self._of_person,
            "details": self._detail,
            "plan": self._of_plan,
        }
        if revision.kind in tell:
            for key, change in revision.changes.items():
                if not self._is_hidden(revision.kind, key, change):
                    yield from tell[revision.kind](key, change)

    def _is_hidden(self, kind: str, key: str, change: Change) -> bool:
        if kind == "answers":
            return self.hidden.holds_answer(key)
        if kind != "plan" or not self.hidden:
            return False
        item = key.partition("/")[2]
        states = [one for one in (change.before, change.after) if isinstance(one, dict)]
        under = {item, *(one.get("outcome_id", "") for one in states)}
        tied = [item, *(at for one in states for at in one.get("answers", ()))]
        return bool(under & self.hidden_items) or any(map(self.hidden.holds_finding, tied))

    def _answer(self, key: str, change: Change) -> Iterator[Changed]:
        person, _, ref = key.partition("/")
        question = self.form.questions.get(ref)
        if question is None:
            yield Changed(key, _as_typed(change.before), _as_typed(change.after))
            return
        standing = Standing(person, self.names.get(person, person))
        before, after = (
            self._said(question, one, standing) for one in (change.before, change.after)
        )
        yield Changed(filled(question.label, standing, question.ask), before, after)

    def _said(self, question: Question, kept: Any, person: Standing) -> str:  # noqa: ANN401 - JSON as it was read.
        if kept is None:
            return ""
        words = [] if is_blank(kept["value"]) else [self._value(question, kept["value"], person)]
        words += [KNOWN_BY.get(kept["known_by"], kept["known_by"])] if kept.get("known_by") else []
        words += [_day(kept["known_on"])] if kept.get("known_on") else []
        return "\n".join(words)

    def _value(self, question: Question, value: object, person: Standing) -> str:
        try:
            return said(question, read_value(question, value, self.on), person)
        except Unreadable:
            return _as_typed(value)

    def _of_person(self, key: str, change: Change) -> Iterator[Changed]:
        if key.startswith("to."):
            label = f"What the adult is to {self.names.get(key[3:], 'a child')}"
            yield Changed(label, _tie(change.before), _tie(change.after))
        elif key in _PERSON and (change.before or change.after):
            yield Changed(_PERSON[key], _plain(change.before), _plain(change.after))

    def _detail(self, key: str, change: Change) -> Iterator[Changed]:
        yield Changed(_DETAILS.get(key, key), _plain(change.before), _plain(change.after))

    def _of_plan(self, key: str, change: Change) -> Iterator[Changed]:
        item, _, at = key.partition("/")
        before: Any = change.before or {}
        after: Any = change.after or {}
        about = f" ({self.says[at]})" if at in self.says else ""
        for field, label in _FIELDS.get(item, {}).items():
            was, is_now = (self._field(field, one.get(field)) for one in (before, after))
            if was != is_now:
                yield Changed(f"{_ITEMS[item]}: {label}{about}", was, is_now)

    def _field(self, field: str, kept: Any) -> str:  # noqa: ANN401 - JSON as it was read.
        if not kept:
            return ""
        if field == "answers":
            return "\n".join(
                self.says.get(at, "A finding that is not raised any more") for at in kept
            )
        if field == "leave":
            return "\n".join(kept.values())
        return _day(kept) if field in {"by", "due"} else str(kept)


def _items(plan: Plan) -> set[str]:
    return {one.id for one in plan.outcomes} | {one.id for one in all_actions(plan)}


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else _day(str(value))


def _day(text: str) -> str:
    return day_in_words(text)


def _tie(kept: Any) -> str:  # noqa: ANN401 - JSON as it was read.
    if kept is None:
        return ""
    lives = LIVES_HERE.get(kept["lives_here"] or "", "")
    words = (RELATIONSHIPS.get(kept["relationship"] or "", ""), lives and f"Lives here: {lives}")
    return ", ".join(word for word in words if word)


def _as_typed(value: object) -> str:
    """Return a value that no question can hold as it was typed."""
    if isinstance(value, dict):
        return "; ".join(_as_typed(each) for key, each in value.items() if key != "id")
    if isinstance(value, list):
        return "\n".join(_as_typed(each) for each in value)
    return "" if value is None else str(value)
