"""How each condition of a form came out in one case, wherever the engine judged it.

The condition of a question is judged where its section is shown, a wording where its question is
asked and no wording before it held, a check where there is an answer to check. A check comes out
false by an answer that fails it; a blank is only ever raised.
"""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace

from riskform.definitions.conditions.tree import Condition, Named, walk
from riskform.definitions.model import Form, Question, Section
from riskform.definitions.written_conditions import WrittenConditions
from riskform.engine.compiling import judge
from riskform.engine.evaluation import Evaluation
from riskform.engine.explaining import TRUTHS, Truth
from riskform.engine.household import Household, Standing
from riskform.engine.looking import Judge
from riskform.engine.operand_words import is_not_known
from riskform.engine.passing import level_of_answer, scope_of
from riskform.engine.values import Unreadable, is_blank, known_trouble, read_value

Sight = tuple[str, Truth]  # what a condition decides, and how it came out


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition of a form, or a blank, which needs only to be raised (to be seen true).

    `what` is named as in `written_conditions`; `section` is where it stands, None for a named
    condition of the form itself.
    """

    what: str
    section: str | None
    blank: bool = False


class Judges:
    """Compiled conditions, each compiled once for all cases that are looked at."""

    def __init__(self) -> None:
        """Start with none."""
        self._kept: dict[int, tuple[Condition, Judge]] = {}

    def of(self, tree: Condition) -> Judge:
        """Return the compiled condition. It is kept beside its tree, whose id is its key."""
        if id(tree) not in self._kept:
            self._kept[id(tree)] = (tree, judge(tree))
        return self._kept[id(tree)][1]


def judged_in(form: Form, written: WrittenConditions) -> Iterator[Judged]:
    """Yield every condition and blank of a form, in reading order, named conditions first."""
    for name in form.conditions:
        yield Judged(*written.named(form.id, form.section_by_id, name))
    for section in form.sections:
        if section.show_if is not None:
            yield Judged(f"{section.id} show_if", section.id)
        for question in section.questions:
            yield from _judged_in(question)
        for rule in section.findings:
            yield Judged(f"{section.id}.{rule.id} when", section.id)


def _judged_in(question: Question) -> Iterator[Judged]:
    ref, section = question.ref, question.section
    if question.show_if is not None:
        yield Judged(f"{ref} show_if", section)
    for number in range(len(question.wording)):
        yield Judged(f"{ref} wording {number + 1}", section)
    for number in range(len(question.checks)):
        yield Judged(f"{ref} check {number + 1}", section)
    if question.not_known is not None:
        yield Judged(f"{ref} not_known", section, blank=True)
    if question.if_blank is not None and question.type != "calculated":
        yield Judged(f"{ref} if_blank", section, blank=True)


def sights(
    form: Form, evaluation: Evaluation, written: WrittenConditions, judges: Judges
) -> Iterator[Sight]:
    """Yield how each condition came out for everybody for whom the engine judged it."""
    household = evaluation.household
    names = {name: written.named(form.id, form.section_by_id, name)[0] for name in form.conditions}
    for name, tree in form.conditions.items():
        yield names[name], TRUTHS[judges.of(tree)(household, None, None, None)]
    asked = frozenset(evaluation.asked)
    for section in form.sections:
        for person in household.asked_as(section.ask):
            yield from _Looker(household, person, asked, judges, names).section(section)


@dataclass(frozen=True, slots=True)
class _Looker:
    """Looks at what is judged for one person."""

    household: Household
    person: Standing
    asked: frozenset[str]
    judges: Judges
    names: Mapping[str, str]

    def section(self, section: Section) -> Iterator[Sight]:
        if section.show_if is not None:
            shown = self._truth(section.show_if, section.ask)
            yield f"{section.id} show_if", TRUTHS[shown]
            if shown is not True:
                return
        for question in section.questions:
            if question.show_if is not None:
                yield f"{question.ref} show_if", TRUTHS[self._truth(question.show_if, section.ask)]
            if f"{self.person.id}/{question.ref}" in self.asked:
                yield from self._wordings(question)
                yield from self._checks(question)
                yield from self._blanks(question)
        for rule in section.findings:
            yield f"{section.id}.{rule.id} when", TRUTHS[self._truth(rule.when, section.ask)]

    def _truth(self, tree: Condition, ask: str) -> bool | None:
        child, adult = scope_of(ask, self.person)
        return self.judges.of(tree)(self.household, child, adult, None)

    def _wordings(self, question: Question) -> Iterator[Sight]:
        for number, wording in enumerate(question.wording, start=1):
            truth = self._truth(wording.when, question.ask)
            yield f"{question.ref} wording {number}", TRUTHS[truth]
            if truth is True:
                return

    def _checks(self, question: Question) -> Iterator[Sight]:
        if not question.checks:
            return
        household, person = self.household, self.person
        if question.ref not in person.values:
            put_back = self._with_the_answer(question)
            if put_back is None:
                return
            household, person = put_back
        child, adult = scope_of(question.ask, person)
        for number, check in enumerate(question.checks, start=1):
            truth = self.judges.of(check.that)(household, child, adult, None)
            if household is not self.household:
                yield from self._names_in(check.that, household)
            yield f"{question.ref} check {number}", TRUTHS[truth]
            if truth is False:
                return

    def _names_in(self, tree: Condition, household: Household) -> Iterator[Sight]:
        """Yield the named conditions that a check read: its answer may be what they need."""
        for node in walk(tree):
            if isinstance(node, Named):
                truth = self.judges.of(node.tree)(household, None, None, None)
                yield self.names[node.name], TRUTHS[truth]

    def _with_the_answer(self, question: Question) -> tuple[Household, Standing] | None:
        """Return the household as it was while the answer that failed was checked, or None.

        Whatever a check reads was judged before, and nothing that it reads depends on its question.
        """
        given = self.household.given.get(f"{self.person.id}/{question.ref}")
        if given is None or is_blank(given.value):
            return None
        if question.how_known and known_trouble(given):
            return None
        try:
            value = read_value(question, given.value, self.household.on)
        except Unreadable:
            return None
        person = copy(self.person)
        person.values = {**person.values, question.ref: value}
        if question.how_known and given.known_by:
            person.known_by = {**person.known_by, question.ref: given.known_by}
        if question.sets_child_level:
            person.level = level_of_answer(question, value) or person.level

        def with_the_answer(people: list[Standing]) -> list[Standing]:
            return [person if one is self.person else one for one in people]

        household = replace(
            self.household,
            family=person if self.household.family is self.person else self.household.family,
            children=with_the_answer(self.household.children),
            adults=with_the_answer(self.household.adults),
            memo={},
        )
        return household, person

    def _blanks(self, question: Question) -> Iterator[Sight]:
        value = self.person.values.get(question.ref)
        if question.not_known is not None and is_not_known(value):
            yield f"{question.ref} not_known", "true"
        if question.if_blank is not None and value is None:
            yield f"{question.ref} if_blank", "true"
