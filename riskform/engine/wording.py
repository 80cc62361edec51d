"""The words of a question for one person: the wording that applies, with names filled in."""

import re
from dataclasses import dataclass
from functools import lru_cache

from riskform.definitions.model import Form, Question
from riskform.engine.compiling import Judge, judge
from riskform.engine.household import Household, Standing

FAMILY_WORDS = "the family"
_PLACEHOLDER = re.compile(r"\{(?:child|adult|family)\}")


@dataclass(frozen=True, slots=True)
class Worded:
    """A question's label and hint as this person's page shows them."""

    label: str
    hint: str | None

    def about(self, person: Standing, ask: str) -> "Worded":
        """Return the words with the names filled in."""
        hint = filled(self.hint, person, ask) if self.hint else None
        return Worded(filled(self.label, person, ask), hint)


@dataclass(frozen=True, slots=True)
class _Wordings:
    """The words of a question before names are filled in: its own, and those that may be instead.

    The first whose condition holds is taken.
    """

    own: Worded
    others: tuple[tuple[Judge, Worded], ...]


def worded(question: Question, household: Household, person: Standing) -> Worded:
    """Return the question's words for a person, with the names filled in."""
    words = _chosen(_wordings(question), question.ask, household, person)
    return words.about(person, question.ask)


def words_of_author(
    form: Form, question: Question, household: Household, person: Standing
) -> Worded:
    """Return the words of a question of `form` for a person, before names are filled in."""
    return _chosen(_all_wordings(form)[question.ref], question.ask, household, person)


@lru_cache(maxsize=64)
def _all_wordings(form: Form) -> dict[str, _Wordings]:
    return {ref: _wordings(question) for ref, question in form.questions.items()}


def _wordings(question: Question) -> _Wordings:
    def words(label: str | None, hint: str | None) -> Worded:
        return Worded(label or question.label, _both(hint or question.hint, question.agency_hint))

    others = ((judge(one.when), words(one.label, one.hint)) for one in question.wording)
    return _Wordings(words(None, None), tuple(others))


def _chosen(wordings: _Wordings, ask: str, household: Household, person: Standing) -> Worded:
    child = person if ask == "child" else None
    adult = person if ask == "adult" else None
    for holds, words in wordings.others:
        if holds(household, child, adult, None) is True:
            return words
    return wordings.own


def _both(hint: str | None, more: str | None) -> str | None:
    """Return the question's hint, and after it what an agency adds."""
    if not hint or not more:
        return hint or more
    return f"{hint}{'' if hint.endswith(('.', '?', '!', ':')) else '.'} {more}"


def by_agency(words: Worded, question: Question) -> str:
    """Return the label, and who asks this where it is no question of the section itself."""
    return f"{words.label} (asked by {question.asked_by})" if question.asked_by else words.label


def about(label: str, trouble: str) -> str:
    """Return a message that names its question: `Weight: write …`, `Weight? Write …`."""
    if label.rstrip().endswith(("?", "!", ".")):
        return f"{label} {trouble[:1].upper()}{trouble[1:]}"
    return f"{label}: {trouble}"


def filled(text: str, person: Standing, ask: str) -> str:
    """Return `text` with {child} or {adult} replaced by the person's name, and {family}.

    Each placeholder is replaced once, in one pass over the author's text, so that a name that
    looks like a placeholder stays as it was typed.
    """
    if "{" not in text:
        return text
    names = {"{family}": FAMILY_WORDS}
    if ask in {"child", "adult"}:
        names[f"{{{ask}}}"] = person.name
    return _PLACEHOLDER.sub(lambda match: names.get(match[0], match[0]), text)
