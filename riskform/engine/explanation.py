"""A whole case explained: why each question is asked or not, each finding raised or not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from riskform.definitions.model import FindingRule, Form, Question, Section, Unclear
from riskform.definitions.written_conditions import WrittenConditions
from riskform.engine.evaluation import Evaluation
from riskform.engine.explaining import Explainer, ReadCondition
from riskform.engine.household import Standing
from riskform.engine.operand_words import answer_in_words
from riskform.engine.wording import filled, worded

State = Literal["not asked", "answered", "missing", "not answered", "invalid", "calculated"]


@dataclass(frozen=True, slots=True)
class QuestionExplained:
    """A question as one person is asked it; `condition` is None where it is always asked.

    `answer` is a sentence about what was answered or worked out, and `items` are those about the
    items of a list that lack something or have something that can't be used.
    """

    at: str
    section: str
    person: str
    label: str
    asked: bool
    condition: ReadCondition | None
    state: State
    answer: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingExplained:
    """A finding of one person; `why` is a sentence where no condition decided."""

    at: str
    section: str
    person: str
    kind: str
    says: str
    raised: bool
    condition: ReadCondition | None
    why: str = ""


Explained = QuestionExplained | FindingExplained


def explanation(
    form: Form, evaluation: Evaluation, written: WrittenConditions
) -> tuple[Explained, ...]:
    """Return everything in reading order: by section, then by person, findings after questions."""
    whole = _Whole(
        form,
        evaluation,
        Explainer(form, evaluation, written),
        asked=frozenset(evaluation.asked),
        missing=frozenset(evaluation.missing),
        invalid=frozenset(one.at for one in evaluation.invalid),
        raised=frozenset(one.at for one in evaluation.findings),
    )
    return tuple(whole.everything())


@dataclass(frozen=True, slots=True)
class _Whole:
    form: Form
    evaluation: Evaluation
    why: Explainer
    asked: frozenset[str]
    missing: frozenset[str]
    invalid: frozenset[str]
    raised: frozenset[str]

    def everything(self) -> Iterator[Explained]:
        yield from self._ages()
        for section in self.form.sections:
            for person in self.evaluation.household.asked_as(section.ask):
                for question in section.questions:
                    yield self._question(section, person, question)
                yield from self._findings(section, person)

    def _question(
        self, section: Section, person: Standing, question: Question
    ) -> QuestionExplained:
        at = f"{person.id}/{question.ref}"
        state = self._state(at, person, question)
        return QuestionExplained(
            at=at,
            section=section.title,
            person=_named(person, section),
            label=worded(question, self.evaluation.household, person).label,
            asked=at in self.asked,
            condition=self.why.asked_by(at),
            state=state,
            answer=self._answer(at, person, question, state),
            items=tuple(self._items(at)),
        )

    def _state(self, at: str, person: Standing, question: Question) -> State:
        if at not in self.asked:
            return "not asked"
        if question.type == "calculated":
            return "calculated"
        if at in self.invalid:
            return "invalid"
        if question.ref in person.values:
            return "answered"
        return "missing" if at in self.missing else "not answered"

    def _answer(self, at: str, person: Standing, question: Question, state: State) -> str:
        words = answer_in_words(self.evaluation, person, question.ref)
        if state == "not asked":
            given = self.evaluation.household.given.get(at)
            return "What was answered before is kept, and does not count" if given else ""
        if state == "calculated":
            known = at in self.evaluation.values
            reads = self.why.value(at)
            said = words if known else f"{at} is not known yet"
            return f"{said}, because {reads}" if reads else said
        if state == "missing":
            return f"{words}, and it has to be answered to submit"
        if state == "invalid" and question.required:
            return f"{words}, so it is missing too"
        return words

    def _items(self, at: str) -> Iterator[str]:
        for one in self.evaluation.invalid:
            if one.at.startswith(f"{at}["):
                yield f"{one.at} can't be used ({one.message})"
        for missing in self.evaluation.missing:
            if missing.startswith(f"{at}["):
                yield f"{missing} is missing"

    def _findings(self, section: Section, person: Standing) -> Iterator[FindingExplained]:
        for question in section.questions:
            for end, unclear in (
                ("not_known", question.not_known),
                ("if_blank", question.if_blank),
            ):
                if unclear is not None:
                    yield self._unwritten(section, person, question, end, unclear)
        for rule in section.findings:
            yield self._finding(section, person, rule)

    def _finding(self, section: Section, person: Standing, rule: FindingRule) -> FindingExplained:
        at = f"{person.id}/{section.id}.{rule.id}"
        return FindingExplained(
            at=at,
            section=section.title,
            person=_named(person, section),
            kind=rule.kind,
            says=filled(rule.says, person, section.ask),
            raised=at in self.raised,
            condition=self.why.raised_by(rule, section, person),
        )

    def _unwritten(
        self, section: Section, person: Standing, question: Question, end: str, unclear: Unclear
    ) -> FindingExplained:
        at = f"{person.id}/{question.ref}.{end}"
        return FindingExplained(
            at=at,
            section=section.title,
            person=_named(person, section),
            kind="unclear",
            says=filled(unclear.says, person, section.ask),
            raised=at in self.raised,
            condition=None,
            why=self.why.finding(at),
        )

    def _ages(self) -> Iterator[FindingExplained]:
        """Yield that a child's age is only a guess, for each child of whom that is so."""
        names = {child.id: child.name for child in self.evaluation.household.children}
        for one in self.evaluation.findings:
            if one.section == "people":
                yield FindingExplained(
                    at=one.at,
                    section="People",
                    person=names.get(one.person, ""),
                    kind=one.kind,
                    says=one.says,
                    raised=True,
                    condition=None,
                    why=self.why.finding(one.at),
                )


def _named(person: Standing, section: Section) -> str:
    return "" if section.ask == "family" else person.name
