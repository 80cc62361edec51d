"""One pass over a case: which questions are asked, what is missing, what is found.

Questions are judged in the form's sorted order, each once for each person it is asked about; then
the findings, which nothing depends on. A hidden, blank or invalid answer is absent for all of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from riskform.definitions.model import Form
from riskform.engine.case import Case
from riskform.engine.findings import AGE_NOT_KNOWN, RaisedFinding, raised_findings
from riskform.engine.household import Household, household_of
from riskform.engine.passing import Pass, Trouble
from riskform.engine.program import program_of
from riskform.engine.wording import about, filled, worded

__all__ = ["AGE_NOT_KNOWN", "Evaluation", "Invalid", "RaisedFinding", "evaluate"]


@dataclass(frozen=True, slots=True)
class Invalid:
    """An answer that is kept and can't be used; the message names its question."""

    at: str
    message: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What follows from a case. Keys are `person/section.question`, in reading order.

    `household` holds the values that conditions saw; it is for reading only.
    """

    asked: tuple[str, ...]
    missing: tuple[str, ...]
    invalid: tuple[Invalid, ...]
    findings: tuple[RaisedFinding, ...]
    values: Mapping[str, int | Decimal]
    household: Household = field(repr=False, compare=False)


def evaluate(form: Form, case: Case) -> Evaluation:
    """Judge the whole case once; the same form and case give the same result, in any order."""
    household = household_of(case)
    program = program_of(form)
    passed = Pass(household, program)
    passed.run()
    asked = passed.in_reading_order(passed.asked)
    missing = passed.in_reading_order(passed.missing)
    turns = {}
    if passed.troubles or passed.missing_fields:
        turns = {at: number for number, at in enumerate(asked)}

    def turn(at: str) -> int:
        return turns.get(at.split("[", maxsplit=1)[0], 0)

    return Evaluation(
        asked=asked,
        missing=(*missing, *sorted(dict.fromkeys(passed.missing_fields), key=turn)),
        invalid=tuple(
            _invalid(trouble, household)
            for trouble in sorted(passed.troubles, key=lambda trouble: turn(trouble.at))
        ),
        findings=raised_findings(form, program, household, passed.asked),
        values=passed.values,
        household=household,
    )


def _invalid(trouble: Trouble, household: Household) -> Invalid:
    """Return the message, in the words of the question as everything was answered.

    What the author of a check says about an answer is enough; our own messages name the question.
    """
    question, person = trouble.question, trouble.person
    if trouble.by_author:
        return Invalid(trouble.at, filled(trouble.message, person, question.ask))
    label = worded(question, household, person).label
    return Invalid(trouble.at, about(label, trouble.message))
