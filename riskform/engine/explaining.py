"""Why something is as it is in a case: the condition as it was written, and what it read.

Each sentence is for a form's author, who wrote a scenario and expected something else.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from riskform.definitions.conditions import tree as t
from riskform.definitions.conditions.tree import Condition
from riskform.definitions.model import FindingRule, Form, Question, Section
from riskform.definitions.written_conditions import WrittenConditions
from riskform.engine.compiling import judge
from riskform.engine.evaluation import Evaluation
from riskform.engine.household import Standing
from riskform.engine.operand_words import MOST_TOLD, answer_in_words, in_words, is_not_known
from riskform.engine.operands import Operand, OperandReader, Scope
from riskform.engine.passing import scope_of

_MOST_STEPS = 3  # from a question that is not asked to the one that hides it
_UNWRITTEN = (".if_blank", ".not_known")

Truth = Literal["true", "false", "unknown"]
TRUTHS: dict[bool | None, Truth] = {True: "true", False: "false", None: "unknown"}


@dataclass(frozen=True, slots=True)
class ReadCondition:
    """A condition, how it came out, and what it read, each of those in words.

    `what` is what it decides (`sleep.plan show_if`), `text` how its author wrote it, and `hidden`
    why the first question that it read and that is not asked is not asked.
    """

    what: str
    text: str | None
    truth: Truth
    read: tuple[str, ...] = ()
    hidden: str = ""

    def __str__(self) -> str:
        """Return all of it in one sentence without its full stop."""
        said = (
            f"{self.what} `{self.text}` is {self.truth}"
            if self.text
            else f"{self.what} is {self.truth}"
        )
        return f"{said}: {self.because}" if self.read else said

    @property
    def because(self) -> str:
        """Return what made it come out so; empty where it read nothing."""
        return "; ".join(self.read) + self.hidden if self.read else ""


@dataclass(frozen=True, slots=True)
class Explainer:
    """Explains one evaluation; every answer is a sentence without its full stop, or empty."""

    form: Form
    evaluation: Evaluation
    written: WrittenConditions
    steps: int = 0

    def question(self, at: str) -> str:
        """Return why the question `person/section.question` is asked, or is not."""
        found = self._question(at)
        if found is None:
            return self._nobody(at)
        person, section, question = found
        decided = self._asked_by(person, section, question)
        return str(decided) if decided else "it is always asked"

    def asked_by(self, at: str) -> ReadCondition | None:
        """Return the condition that decided whether a question is asked; None for always."""
        found = self._question(at)
        return self._asked_by(*found) if found else None

    def _asked_by(
        self, person: Standing, section: Section, question: Question
    ) -> ReadCondition | None:
        """Return the first condition that hides it, else the one that shows it."""
        conditions = [
            (f"{what} show_if", shown)
            for what, shown in ((section.id, section.show_if), (question.ref, question.show_if))
            if shown is not None
        ]
        for what, shown in conditions:
            if self._truth(shown, section, person) is not True:
                return self._condition(what, shown, section, person)
        return self._condition(*conditions[-1], section, person) if conditions else None

    def finding(self, at: str) -> str:
        """Return why the finding `person/section.finding` is raised, or is not."""
        for end in _UNWRITTEN:
            if at.endswith(end):
                return self._unwritten(at.removesuffix(end), end.removeprefix("."))
        person_id, _, ref = at.partition("/")
        if ref == "people.age_not_known":
            return self._age(person_id, at)
        section = self.form.section_by_id.get(ref.partition(".")[0])
        person = self._person(section, person_id) if section else None
        if section is None or person is None:
            return self._nobody(at)
        rule = next((one for one in section.findings if f"{section.id}.{one.id}" == ref), None)
        if rule is None:
            return self._nobody(at)
        return str(self.raised_by(rule, section, person))

    def raised_by(self, rule: FindingRule, section: Section, person: Standing) -> ReadCondition:
        """Return the condition that decided whether it is raised: the section's, or its own."""
        hidden = section.show_if
        if hidden is not None and self._truth(hidden, section, person) is not True:
            return self._condition(f"{section.id} show_if", hidden, section, person)
        return self._condition(f"{section.id}.{rule.id} when", rule.when, section, person)

    def missing(self, at: str) -> str:
        """Return why an answer is missing, or is not."""
        found = self._question(at.partition("[")[0])
        if found is None:
            return self._nobody(at)
        person, _, question = found
        of, in_an_item, _ = at.partition("[")
        if of not in self.evaluation.asked:
            return f"it is not asked: {self.question(of)}"
        if in_an_item and at in self.evaluation.missing:
            return "each item needs it, and this one has no answer that can be used"
        if not in_an_item and not question.required:
            return "it is not required"
        return answer_in_words(self.evaluation, person, question.ref)

    def usable(self, at: str) -> str:
        """Return why an answer is not invalid."""
        found = self._question(at.partition("[")[0])
        if found is None:
            return self._nobody(at)
        person, section, question = found
        if at not in self.evaluation.asked or question.ref not in person.values:
            return answer_in_words(self.evaluation, person, question.ref)
        reasons = [answer_in_words(self.evaluation, person, question.ref)]
        reasons += [
            str(self._condition(f"{question.ref} check {number}", check.that, section, person))
            for number, check in enumerate(question.checks, start=1)
        ]
        return "; ".join(reasons)

    def value(self, at: str) -> str:
        """Return what a calculated question was calculated from."""
        found = self._question(at)
        if found is None:
            return self._nobody(at)
        person, section, question = found
        if at not in self.evaluation.asked:
            return f"it is not asked: {self.question(at)}"
        if question.value is None:
            return "it is not calculated"
        text = self.written.text(f"{question.ref} value")
        read = self._read(question.value, section, person)
        return f"{f'`{text}`' if text else 'its value'} reads: {'; '.join(read)}" if read else ""

    def _question(self, at: str) -> tuple[Standing, Section, Question] | None:
        person_id, _, ref = at.partition("/")
        question = self.form.questions.get(ref)
        if question is None:
            return None
        section = self.form.section_by_id[question.section]
        person = self._person(section, person_id)
        return (person, section, question) if person else None

    def _person(self, section: Section, person_id: str) -> Standing | None:
        people = self.evaluation.household.asked_as(section.ask)
        return next((person for person in people if person.id == person_id), None)

    def _age(self, child_id: str, at: str) -> str:
        """Return whether a child's age is a guess."""
        for child in self.evaluation.household.children:
            if child.id == child_id:
                guess = "is only a guess" if child.age_is_a_guess else "is not a guess"
                return f"the age of {child.name} {guess}"
        return self._nobody(at)

    def _nobody(self, at: str) -> str:
        return f"no question and no finding of this form and these people is called {at}"

    def _unwritten(self, at: str, end: str) -> str:
        found = self._question(at)
        if found is None:
            return self._nobody(f"{at}.{end}")
        person, _, question = found
        if getattr(question, end) is None:
            return f"{question.ref} has no '{end}:'"
        if at not in self.evaluation.asked:
            return f"{at} is not asked: {self.question(at)}"
        words = answer_in_words(self.evaluation, person, question.ref)
        written_plain = end == "not_known" and is_not_known(person.values.get(question.ref))
        return f"{words}, Not known" if written_plain else words

    def _truth(self, tree: Condition, section: Section, person: Standing) -> bool | None:
        child, adult = scope_of(section.ask, person)
        return judge(tree)(self.evaluation.household, child, adult, None)

    def _condition(
        self, what: str, tree: Condition, section: Section, person: Standing
    ) -> ReadCondition:
        read = self._read(tree, section, person)
        return ReadCondition(
            what,
            self.written.text(what),
            TRUTHS[self._truth(tree, section, person)],
            read,
            self._hidden(tree, section, person) if read else "",
        )

    def _hidden(self, tree: Condition, section: Section, person: Standing) -> str:
        """Return why the first question that it read and that is not asked is not asked."""
        if self.steps == _MOST_STEPS:
            return ""
        for operand in self._operands(tree, section, person):
            whose = operand.person(self.evaluation.household)
            if operand.ref is not None and operand.ref.present and whose is not None:
                at = f"{whose.id}/{operand.ref.ref}"
                if at not in self.evaluation.asked:
                    return f". {at} is not asked, because {self._next().question(at)}"
        return ""

    def _next(self) -> "Explainer":
        return replace(self, steps=self.steps + 1)

    def _operands(
        self, tree: Condition | t.Operand, section: Section, person: Standing
    ) -> Iterator[Operand]:
        scope = Scope(*scope_of(section.ask, person))
        return OperandReader(self.evaluation.household).read(tree, scope)

    def _read(
        self, tree: Condition | t.Operand, section: Section, person: Standing
    ) -> tuple[str, ...]:
        """Return everything that decided it, each thing once, the first dozen of them."""
        operands = self._operands(tree, section, person)
        words = list(dict.fromkeys(in_words(one, self.evaluation) for one in operands))
        more = len(words) - MOST_TOLD
        return (*words[:MOST_TOLD], *([f"and {more} more"] if more > 0 else []))
