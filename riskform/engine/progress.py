"""How far an assessment is: its pages in order, and the state of each."""

from collections.abc import Collection, Iterable, Iterator
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
    asked, kept = _by_page(evaluation.asked), _by_page(kept_back)
    missing = _by_page(sorted(evaluation.missing))
    invalid = _by_page(sorted({item.at for item in evaluation.invalid}))
    for section in form.sections:
        for person in evaluation.household.asked_as(section.ask):
            key = f"{person.id}/{section.id}"
            if key not in asked and key not in kept:
                continue
            refs = [at.partition("/")[2] for at in asked.get(key, ())]
            questions = tuple([form.questions[ref] for ref in refs])
            yield Page(
                section=section,
                person=person,
                questions=questions,
                missing=tuple(missing.get(key, ())),
                invalid=tuple(invalid.get(key, ())),
                blank=tuple(
                    [
                        f"{person.id}/{ref}"
                        for ref, question in zip(refs, questions, strict=True)
                        if ref not in person.values and question.type != "calculated"
                    ]
                ),
                saved=key in saved,
            )


def _by_page(keys: Iterable[str]) -> dict[str, list[str]]:
    """Return `person/section.question` keys, and those of fields, by the key of their page."""
    found: dict[str, list[str]] = {}
    for at in keys:
        found.setdefault(at.partition(".")[0], []).append(at)
    return found
