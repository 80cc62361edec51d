"""Why a finding was raised: the answers that its condition read, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskform.definitions.conditions.tree import Condition
from riskform.definitions.model import Form
from riskform.engine.evaluation import Evaluation, RaisedFinding
from riskform.engine.household import Household, Standing
from riskform.engine.operands import OperandReader, Scope
from riskform.engine.passing import scope_of
from riskform.engine.saying import people_names, said
from riskform.engine.wording import worded

NOT_ANSWERED = "Not answered"
TO_PUT_RIGHT = "Answered, but not counted until it is put right"
_NO_ANSWER = frozenset({NOT_ANSWERED, TO_PUT_RIGHT})
LONGEST_ANSWER = 200  # characters of an answer that a reason repeats


@dataclass(frozen=True, slots=True)
class Reason:
    """A question as its person's page shows it, and what was answered ("Not answered").

    An answer that can't be used counts as none, and is not said to be missing.

    A long answer is cut short, with an ellipsis: it stands in full at its question.
    """

    at: str
    question: str
    answer: str


def because(form: Form, evaluation: Evaluation, finding: RaisedFinding) -> tuple[Reason, ...]:
    """Return the reasons for a finding, each question once, in the order of its condition.

    What was answered is the reason; a blank is only where nothing that was read was answered.
    """
    reader = _Reader(form, evaluation, finding.person)
    person = _person(evaluation.household, finding.person)
    if finding.rule is None:
        ref = f"{finding.section}.{finding.question}" if finding.question else ""
        return tuple(reader.reason(ref, person)) if person and ref in form.questions else ()
    ask = form.section_by_id[finding.section].ask
    scope = Scope(*scope_of(ask, person)) if person else Scope()
    reasons = {reason.at: reason for reason in reader.reasons(finding.rule.when, scope)}
    answered = tuple(reason for reason in reasons.values() if reason.answer not in _NO_ANSWER)
    return answered or tuple(reasons.values())


def _person(household: Household, person_id: str) -> Standing | None:
    everybody = [household.family, *household.children, *household.adults]
    return next((person for person in everybody if person.id == person_id), None)


class _Reader:
    """Reads conditions; `about` is the person whose finding it is, who needs no naming."""

    def __init__(self, form: Form, evaluation: Evaluation, about: str) -> None:
        self.form = form
        self.household = evaluation.household
        self.about = about
        self.names = people_names(self.household)
        self.invalid = {one.at for one in evaluation.invalid}

    def reason(self, ref: str, person: Standing) -> Iterator[Reason]:
        question = self.form.questions[ref]
        label = worded(question, self.household, person).label
        at, value = f"{person.id}/{ref}", person.values.get(ref)
        blank = TO_PUT_RIGHT if at in self.invalid else NOT_ANSWERED
        answer = blank if value is None else said(question, value, person, self.names)
        if person.id in self.names and person.id != self.about and person.name not in label:
            label = f"{person.name}: {label}"
        yield Reason(at, label, _in_short(answer))

    def reasons(self, when: Condition, scope: Scope) -> Iterator[Reason]:
        for operand in OperandReader(self.household).read(when, scope):
            person = operand.person(self.household)
            if operand.ref is not None and operand.ref.present and person is not None:
                yield from self.reason(operand.ref.ref, person)


def _in_short(answer: str) -> str:
    if len(answer) <= LONGEST_ANSWER:
        return answer
    kept = answer[: LONGEST_ANSWER - 1]
    # What follows the last space may be half a word, which could be read as another.
    whole = kept.rpartition(" ")[0] if not answer[LONGEST_ANSWER - 1].isspace() else kept
    return (whole or kept).rstrip(" \n,;:") + "…"
