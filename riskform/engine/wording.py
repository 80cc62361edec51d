"""The words of a question for one person: the wording that applies, with names filled in."""

import re
from dataclasses import dataclass

from riskform.definitions.model import Question
from riskform.engine.compiling import judge
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


def worded(question: Question, household: Household, person: Standing) -> Worded:
    """Return the question's words for a person, with the names filled in."""
    return words_of_author(question, household, person).about(person, question.ask)


def words_of_author(question: Question, household: Household, person: Standing) -> Worded:
    """Return the words before names are filled in: the first `wording` that holds, else its own."""
    label, hint = question.label, question.hint
    child = person if question.ask == "child" else None
    adult = person if question.ask == "adult" else None
    for wording in question.wording:
        if judge(wording.when)(household, child, adult, None) is True:
            label = wording.label or label
            hint = wording.hint or hint
            break
    return Worded(label, _both(hint, question.agency_hint))


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
