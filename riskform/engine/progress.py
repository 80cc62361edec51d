"""How far an assessment is: its pages in order, and the state of each."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from riskform.definitions.model import Form, Question, Section
from riskform.engine.evaluation import Evaluation
from riskform.engine.household import Standing

State = Literal["not started", "in progress", "done"]


@dataclass(frozen=True, slots=True)
class Page:
    """The questions of one section that are asked about one person (or the family) now.

    `missing` are required and not answered, `invalid` can't be used, `blank` are not answered;
    each holds answer keys.
    """

    section: Section
    person: Standing
    questions: tuple[Question, ...]
    missing: tuple[str, ...]
    invalid: tuple[str, ...]
    blank: tuple[str, ...]
    saved: bool

    @property
    def key(self) -> str:
        """Return `person/section`, by which the page is saved."""
        return f"{self.person.id}/{self.section.id}"

    @property
    def state(self) -> State:
        """Return how far the page is; done is saved with every question answered.

        A page on which its reader has nothing to answer is done.
        """
        if not self.questions:
            return "done"
        nothing = len(self.blank) == len([q for q in self.questions if q.type != "calculated"])
        if not self.saved and nothing and not self.invalid:
            return "not started"
        finished = self.saved and not (self.missing or self.invalid or self.blank)
        return "done" if finished else "in progress"


def pages(
    form: Form, evaluation: Evaluation, saved: Collection[str], kept_back: Collection[str] = ()
) -> tuple[Page, ...]:
    """Return every page with a question on the route, in the order of the form.

    `saved` holds the keys of the pages that were saved at least once; `kept_back` the keys of
    questions that a reader is not shown, whose pages stay for a note that says so.
    """
    return tuple(_pages(form, evaluation, saved, kept_back))


def _pages(
    form: Form, evaluation: Evaluation, saved: Collection[str], kept_back: Collection[str]
) -> Iterator[Page]:
    asked, missing = set(evaluation.asked), set(evaluation.missing)
    invalid = {item.at for item in evaluation.invalid}
    for section in form.sections:
        for person in evaluation.household.asked_as(section.ask):
            prefix = f"{person.id}/"
            questions = tuple(q for q in section.questions if prefix + q.ref in asked)
            if not questions and not any(prefix + q.ref in kept_back for q in section.questions):
                continue
            keys = tuple(prefix + q.ref for q in questions)
            of_page = tuple(prefix + f"{section.id}.{q.id}" for q in questions)
            yield Page(
                section=section,
                person=person,
                questions=questions,
                missing=tuple(sorted(at for at in missing if at.split("[")[0] in of_page)),
                invalid=tuple(sorted(at for at in invalid if at.split("[")[0] in of_page)),
                blank=tuple(
                    key
                    for key, q in zip(keys, questions, strict=True)
                    if q.type != "calculated" and q.ref not in person.values
                ),
                saved=f"{person.id}/{section.id}" in saved,
            )
