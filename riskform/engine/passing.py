"""The one pass over the questions: who is asked what, and what was answered."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import compress

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.levels import level_of_number, level_of_option
from riskform.definitions.model import Question
from riskform.engine.case import FAMILY, Answer
from riskform.engine.household import Household, Standing
from riskform.engine.program import Program, Run, SectionRules, Step
from riskform.engine.values import Row, Unreadable, is_blank, known_trouble, read_value

Marks = dict[str, bytearray]
"""By person: one byte for each question of the form in reading order, 1 where it is marked."""


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
    """The growing result: `asked` and `missing` mark questions, by person."""

    def __init__(self, household: Household, program: Program) -> None:
        """Prepare to judge `household` by `program`, once."""
        self.household = household
        self.program = program
        self.asked: Marks = {}
        self.missing: Marks = {}
        self.missing_fields: list[str] = []
        self.troubles: list[Trouble] = []
        self.values: dict[str, int | Decimal] = {}
        self._open: dict[tuple[str, str], bool] = {}

    def run(self) -> None:
        """Judge every question for everybody it is asked about."""
        household, length = self.household, len(self.program.refs)
        everybody = [household.family, *household.children, *household.adults]
        self.asked = {person.id: bytearray(length) for person in everybody}
        self.missing = {person.id: bytearray(length) for person in everybody}
        for run in self.program.runs:
            for person in household.asked_as(run.ask):
                if run.section is None or self._is_open(run.section, person):
                    self._take(run, person)

    def _take(  # noqa: C901 - every call less counts here: it runs for each question and person.
        self, run: Run, person: Standing
    ) -> None:
        household, given, values = self.household, self.household.given, person.values
        child, adult = scope_of(run.ask, person)
        asked, missing = self.asked[person.id], self.missing[person.id]
        prefix = "" if run.ask == FAMILY else f"{person.id}/"
        for step in run.steps:
            if step.needs is not None:
                ref, options = step.needs
                if values.get(ref) not in options:
                    continue
            elif step.shown is not None and not step.shown(household, child, adult, None):
                continue
            asked[step.position] = 1
            at = prefix + step.ref if prefix else step.family_key
            answer = given.get(at)
            if answer is not None:
                value = answer.value
                if type(value) is str and value in step.plain:
                    values[step.ref] = value
                    continue
            if step.value is not None:
                self._calculate(step, person, step.value(household, child, adult, None))
            elif answer is not None and not is_blank(answer.value):
                self._read(step, person, at, answer)
            if step.required and step.ref not in values:
                missing[step.position] = 1

    def _is_open(self, rules: SectionRules, person: Standing) -> bool:
        """Tell whether the section is shown to the person; all that it needs is judged by now."""
        key = (rules.section.id, person.id)
        if key not in self._open:
            child, adult = scope_of(rules.section.ask, person)
            shown = rules.shown
            self._open[key] = shown is None or shown(self.household, child, adult, None)
        return self._open[key]

    def _calculate(self, step: Step, person: Standing, value: int | Decimal | date | None) -> None:
        if value is not None and not isinstance(value, date):
            person.values[step.ref] = value
            self.values[f"{person.id}/{step.ref}"] = value

    def _read(self, step: Step, person: Standing, at: str, answer: Answer) -> None:
        question = step.question
        level_before = person.level
        try:
            value = answer.value
            if type(value) is not str or value not in step.choices:
                value = read_value(question, value, self.household.on)
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
        child, adult = scope_of(step.question.ask, person)
        for fails, message in step.checks:
            if fails(self.household, child, adult, None):
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

    def in_reading_order(self, marks: Marks) -> tuple[str, ...]:
        """Return the keys `person/section.question`: by section, then by person, then in order."""
        found: list[str] = []
        for rules in self.program.sections:
            ask, start, end = rules.section.ask, rules.start, rules.end
            for person in self.household.asked_as(ask):
                own = marks[person.id]
                if own.find(1, start, end) >= 0:
                    keys = compress(rules.keys, own[start:end])
                    found += keys if ask == FAMILY else map(f"{person.id}/".__add__, keys)
        return tuple(found)


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
