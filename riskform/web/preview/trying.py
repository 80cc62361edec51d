"""The case that an author tries out with a form: who is in it, and what was answered so far."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from threading import Lock
from typing import Final

from riskform.definitions.model import Form
from riskform.engine.case import FAMILY, Adult, Answer, Case, Child, Tie
from riskform.engine.evaluation import Evaluation, evaluate

_ELEVEN_WEEKS: Final = timedelta(weeks=11)
_MIDDLE_LEVEL: Final = 3


@dataclass(frozen=True, slots=True)
class Trying:
    """A case with the agency whose form it is, and the file that it was started from, if any.

    `saved` are the keys `person/section` of the pages that were saved, as in an assessment.
    """

    case: Case
    agency: str = ""
    start: str = ""
    saved: frozenset[str] = frozenset()

    def answered(self, person: str, section: str, given: Mapping[str, Answer | None]) -> "Trying":
        """Return the case with what a page sent: answers by question id, None where cleared."""
        answers = dict(self.case.answers)
        for question, answer in given.items():
            at = f"{person}/{section}.{question}"
            if answer is None:
                answers.pop(at, None)
            else:
                answers[at] = answer
        saved = self.saved | {f"{person}/{section}"}
        return replace(self, case=replace(self.case, answers=answers), saved=saved)

    def about(self, changed: Case, agency: str) -> "Trying":
        """Return the same answers with other people, level and day, and without who has gone."""
        people = {FAMILY, *(child.id for child in changed.children)}
        people |= {adult.id for adult in changed.adults}
        own = {at: a for at, a in self.case.answers.items() if at.partition("/")[0] in people}
        return replace(self, case=replace(changed, answers=own), agency=agency)

    def evaluation(self, form: Form) -> Evaluation:
        """Return what the engine says of it."""
        return evaluate(form, self.case)


@dataclass(slots=True)
class Desk:
    """What is being tried out, by form, in the memory of this process."""

    today: date
    cases: dict[str, Trying] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def of(self, form: Form) -> Trying:
        """Return what is tried out with a form; a baby and her father to begin with."""
        with self.lock:
            return self.cases.setdefault(form.id, first_case(form, self.today))

    def put(self, form_id: str, trying: Trying) -> None:
        """Keep what is tried out now."""
        with self.lock:
            self.cases[form_id] = trying


def first_case(form: Form, on: date) -> Trying:
    """Return a small made-up family, at the middle one of the levels that the form is for."""
    level = _MIDDLE_LEVEL if _MIDDLE_LEVEL in form.levels else form.levels[0]
    baby = Child("kit", "Kit", on - _ELEVEN_WEEKS)
    father = Adult("dean", "Dean", {"kit": Tie("father", "yes")})
    return Trying(Case(on, level, (baby,), (father,)))


def pages_saved(case: Case) -> frozenset[str]:
    """Return the pages that count as saved in a case that was loaded: those with an answer."""
    return frozenset(at.partition(".")[0] for at in case.answers)


def new_id(name: str, taken: Sequence[str]) -> str:
    """Return an id for a person with that name, as a scenario names people, that is not taken."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:40]
    if not plain or not plain[0].isalpha():
        plain = f"p_{plain}".rstrip("_")
    found, number = plain, 2
    while found in {FAMILY, *taken}:
        found, number = f"{plain}_{number}", number + 1
    return found
