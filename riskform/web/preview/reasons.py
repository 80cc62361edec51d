"""What is asked and raised of one person in one section, what is not, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskform.definitions.model import Form, Section
from riskform.definitions.written_conditions import WrittenConditions
from riskform.engine.evaluation import Evaluation
from riskform.engine.explaining import Explainer
from riskform.engine.household import Standing
from riskform.engine.wording import filled, worded

_UNWRITTEN = ("if_blank", "not_known")


@dataclass(frozen=True, slots=True)
class Reason:
    """One question or finding as a scenario names it, in the form's words, and the reason."""

    at: str
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class Group:
    """Reasons under a heading; `id` is one of those in `groups_of`."""

    id: str
    title: str
    reasons: tuple[Reason, ...]


def groups_of(
    form: Form, evaluation: Evaluation, written: WrittenConditions, section: Section, who: Standing
) -> tuple[Group, ...]:
    """Return what is asked, raised, missing, not usable and calculated, and what is not."""
    reader = _Reader(form, evaluation, written, section, who)
    questions, findings = list(reader.questions()), list(reader.findings())
    asked, raised = set(evaluation.asked), {finding.at for finding in evaluation.findings}
    groups = (
        Group("asked", "Asked", tuple(one for one in questions if one.at in asked)),
        Group("not_asked", "Not asked", tuple(one for one in questions if one.at not in asked)),
        Group("raised", "Raised", tuple(one for one in findings if one.at in raised)),
        Group("not_raised", "Not raised", tuple(one for one in findings if one.at not in raised)),
        Group("missing", "Missing", tuple(reader.missing())),
        Group("invalid", "Can't be used", tuple(reader.invalid())),
        Group("values", "Calculated", tuple(reader.values())),
    )
    return tuple(group for group in groups if group.reasons)


class _Reader:
    def __init__(
        self,
        form: Form,
        evaluation: Evaluation,
        written: WrittenConditions,
        section: Section,
        who: Standing,
    ) -> None:
        self.evaluation = evaluation
        self.section = section
        self.who = who
        self.start = f"{who.id}/{section.id}."
        self.why = Explainer(form, evaluation, written)
        self.labels = {
            f"{who.id}/{question.ref}": worded(question, evaluation.household, who).label
            for question in section.questions
        }

    def questions(self) -> Iterator[Reason]:
        for at, label in self.labels.items():
            yield Reason(at, label, self.why.question(at))

    def findings(self) -> Iterator[Reason]:
        for question in self.section.questions:
            for end in _UNWRITTEN:
                unclear = getattr(question, end)
                if unclear is not None:
                    yield self._finding(f"{self.who.id}/{question.ref}.{end}", unclear.says)
        for rule in self.section.findings:
            yield self._finding(f"{self.start}{rule.id}", rule.says)

    def _finding(self, at: str, says: str) -> Reason:
        return Reason(at, filled(says, self.who, self.section.ask), self.why.finding(at))

    def missing(self) -> Iterator[Reason]:
        for at in self.evaluation.missing:
            if at.startswith(self.start):
                yield Reason(at, self._label(at), self.why.missing(at))

    def invalid(self) -> Iterator[Reason]:
        for one in self.evaluation.invalid:
            if one.at.startswith(self.start):
                yield Reason(one.at, self._label(one.at), one.message)

    def values(self) -> Iterator[Reason]:
        for at, value in self.evaluation.values.items():
            if at.startswith(self.start):
                yield Reason(at, f"{self._label(at)}: {value}", self.why.value(at))

    def _label(self, at: str) -> str:
        return self.labels.get(at.partition("[")[0], at)
