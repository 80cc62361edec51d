"""The one pass over the questions: who is asked what, and what was answered."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.levels import level_of_number, level_of_option
from riskform.definitions.model import Question
from riskform.engine.case import Answer
from riskform.engine.household import Household, Standing
from riskform.engine.program import Program, SectionRules, Step
from riskform.engine.values import Row, Unreadable, is_blank, known_trouble, read_value

Positions = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an answer can't be used; `by_author` tells that the message is that of a check."""

    at: str
    question: Question
    person: Standing
    message: str
    by_author: bool


class _FailedCheck(Unreadable):
    """An answer that fails a check of its question; the message is the author's."""


class Pass:
    """The growing result: `asked` and `missing` are positions in reading order, by person."""

    def __init__(self, household: Household, program: Program) -> None:
        """Prepare to judge `household` by `program`, once."""
        self.household = household
        self.program = program
        self.asked: Positions = {}
        self.missing: Positions = {}
        self.missing_fields: list[str] = []
        self.troubles: list[Trouble] = []
        self.values: dict[str, int | Decimal] = {}
        self._open: dict[tuple[str, str], bool] = {}
        self._asked_of: dict[str, frozenset[str]] = {}

    def run(self) -> None:
        """Judge every question for everybody it is asked about."""
        household = self.household
        people = {ask: household.asked_as(ask) for ask in ("family", "child", "adult")}
        everybody = [person for group in people.values() for person in group]
        self.asked = {person.id: [] for person in everybody}
        self.missing = {person.id: [] for person in everybody}
        for step in self.program.steps:
            for person in people[step.ask]:
                self._step(step, person)

    def _step(  # noqa: C901 - every call less counts here: it runs for each question and person.
        self, step: Step, person: Standing
    ) -> None:
        child = adult = None
        if step.ask == "child":
            child = person
        elif step.ask == "adult":
            adult = person
        if step.section.shown is not None and not self._is_open(step.section, person):
            return
        if step.shown is not None and step.shown(self.household, child, adult, None) is not True:
            return
        self.asked[person.id].append(step.position)
        if step.value is not None:
            self._calculate(step, person, step.value(self.household, child, adult, None))
            return
        at = step.family_key if step.ask == "family" else f"{person.id}/{step.ref}"
        answer = self.household.given.get(at)
        if answer is not None:
            value = answer.value
            if step.plain and type(value) is str and value in step.choices:
                person.values[step.ref] = value
                return
            if not is_blank(value):
                self._read(step, person, at, answer)
        if step.required and step.ref not in person.values:
            self.missing[person.id].append(step.position)

    def _is_open(self, rules: SectionRules, person: Standing) -> bool:
        """Tell whether the section is shown to the person; all that it needs is judged by now."""
        key = (rules.section.id, person.id)
        if key not in self._open:
            child, adult = scope_of(rules.section.ask, person)
            shown = rules.shown
            self._open[key] = shown is None or shown(self.household, child, adult, None) is True
        return self._open[key]

    def _calculate(self, step: Step, person: Standing, value: int | Decimal | date | None) -> None:
        if value is not None and not isinstance(value, date):
            person.values[step.ref] = value
            self.values[f"{person.id}/{step.ref}"] = value

    def _read(self, step: Step, person: Standing, at: str, answer: Answer) -> None:
        question = step.question
        level_before = person.level
        try:
            value = read_value(question, answer.value, self.household.on)
            person.values[question.ref] = value
            self._know(question, person, answer)
            if question.sets_child_level:
                person.level = level_of_answer(question, value) or level_before
            self._check(step, person)
        except Unreadable as trouble:
            person.values.pop(question.ref, None)
            person.known_by.pop(question.ref, None)
            person.level = level_before
            # A check may have found something out from the answer that is now taken away.
            self.household.memo.clear()
            by_author = isinstance(trouble, _FailedCheck)
            self.troubles.append(Trouble(at, question, person, str(trouble), by_author))
            return
        if question.type == "list" and isinstance(value, tuple):
            self._rows(question, person, at, value)

    @staticmethod
    def _know(question: Question, person: Standing, answer: Answer) -> None:
        if not question.how_known:
            return
        trouble = known_trouble(answer)
        if trouble:
            raise Unreadable(trouble)
        if answer.known_by:
            person.known_by[question.ref] = answer.known_by

    def _check(self, step: Step, person: Standing) -> None:
        child, adult = scope_of(step.ask, person)
        for passes, message in step.checks:
            if passes(self.household, child, adult, None) is False:
                raise _FailedCheck(message)

    def _rows(
        self, question: Question, person: Standing, at: str, rows: tuple[object, ...]
    ) -> None:
        for row in rows:
            if not isinstance(row, Row):
                continue
            for name, message in row.invalid.items():
                where = f"{at}[{row.id}].{name}"
                self.troubles.append(Trouble(where, question, person, message, by_author=False))
            self.missing_fields += [f"{at}[{row.id}].{name}" for name in row.missing]

    def in_reading_order(self, positions: Positions) -> tuple[str, ...]:
        """Return the keys `person/section.question`: by section, then by person, then in order."""
        for own in positions.values():
            own.sort()
        return tuple(self._keys(positions))

    def _keys(self, positions: Positions) -> Iterator[str]:
        refs, family_keys = self.program.refs, self.program.family_keys
        for rules in self.program.sections:
            for person in self.household.asked_as(rules.section.ask):
                own = positions[person.id]
                first, last = bisect_left(own, rules.start), bisect_left(own, rules.end)
                if rules.section.ask == "family":
                    yield from (family_keys[number] for number in own[first:last])
                else:
                    yield from (f"{person.id}/{refs[number]}" for number in own[first:last])

    def asked_of(self, person: Standing) -> frozenset[str]:
        """Return the refs of the questions that are asked about the person."""
        found = self._asked_of.get(person.id)
        if found is None:
            refs = self.program.refs
            found = frozenset(refs[number] for number in self.asked[person.id])
            self._asked_of[person.id] = found
        return found


def scope_of(ask: str, person: Standing) -> tuple[Standing | None, Standing | None]:
    """Return the child and the adult that are in scope for a section asked about `person`."""
    return (person if ask == "child" else None, person if ask == "adult" else None)


def level_of_answer(question: Question, value: object) -> int | None:
    """Return the level that an answer sets for its child, or None where it sets none."""
    if value == NOT_KNOWN:
        return None
    if isinstance(value, int | Decimal):
        return level_of_number(value)
    option = question.option(str(value))
    return level_of_option(option.id, option.score) if option else None
