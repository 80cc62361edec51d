"""How far an assessment is: its pages in order, and the state of each."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from riskform.definitions.model import Form, Question, Section
from riskform.engine.evaluation import Evaluation
from riskform.engine.household import Standing

State = Literal["not started", "in progress", "done"]


class _Keys:
    """Answer keys by the key of their page. Few ask for missing and invalid ones, so they wait."""

    def __init__(self, form: Form, evaluation: Evaluation) -> None:
        self.form = form
        self.asked = _by_page(evaluation.asked)
        self._evaluation = evaluation

    @cached_property
    def missing(self) -> dict[str, list[str]]:
        return _by_page(sorted(self._evaluation.missing))

    @cached_property
    def invalid(self) -> dict[str, list[str]]:
        return _by_page(sorted({item.at for item in self._evaluation.invalid}))


@dataclass(frozen=True)
class Page:
    """The questions of one section that are asked about one person (or the family) now.

    `key` is `person/section`, by which the page is saved. Who goes from page to page looks at one
    of them: what stands on a page is found out where somebody asks for it.
    """

    key: str
    section: Section
    person: Standing
    saved: bool
    _keys: _Keys = field(repr=False, compare=False)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Return the questions that are asked, in their order."""
        by_ref = self._keys.form.questions
        return tuple([by_ref[at.partition("/")[2]] for at in self._asked])

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the keys of the answers that are required and not there."""
        return tuple(self._keys.missing.get(self.key, ()))

    @property
    def invalid(self) -> tuple[str, ...]:
        """Return the keys of the answers that can't be used."""
        return tuple(self._keys.invalid.get(self.key, ()))

    @cached_property
    def blank(self) -> tuple[str, ...]:
        """Return the keys of the questions that are not answered."""
        return tuple(
            [
                at
                for at, question in zip(self._asked, self.questions, strict=True)
                if question.type != "calculated" and question.ref not in self.person.values
            ]
        )

    @property
    def _asked(self) -> Collection[str]:
        return self._keys.asked.get(self.key, ())

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
    keys = _Keys(form, evaluation)
    return tuple(_pages(form, evaluation, keys, saved, frozenset(_by_page(kept_back))))


def _pages(
    form: Form,
    evaluation: Evaluation,
    keys: _Keys,
    saved: Collection[str],
    kept: Collection[str],
) -> Iterator[Page]:
    for section in form.sections:
        for person in evaluation.household.asked_as(section.ask):
            key = f"{person.id}/{section.id}"
            if key in keys.asked or key in kept:
                yield Page(key, section, person, key in saved, keys)


def _by_page(keys: Iterable[str]) -> dict[str, list[str]]:
    """Return `person/section.question` keys, and those of fields, by the key of their page."""
    found: dict[str, list[str]] = {}
    for at in keys:
        found.setdefault(at.partition(".")[0], []).append(at)
    return found
