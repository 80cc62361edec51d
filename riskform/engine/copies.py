"""How the people of a family need to be told things, and whom the family's copy is made for.

Which questions tell it is said by the form: those with an option that has a `family_copy`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.model import CopyKind, Form, Question
from riskform.engine.confidential import withheld_from_family
from riskform.engine.evaluation import Evaluation
from riskform.engine.household import Standing
from riskform.engine.wording import filled


@dataclass(frozen=True, slots=True)
class Need:
    """What helps one person to understand.

    name: the person's. helps: the options ticked, each label up to its colon ("Easy Read",
    "pictures"). copies: how this person needs the family's copy, () for the plain one.
    """

    name: str
    helps: tuple[str, ...]
    copies: tuple[CopyKind, ...] = ()

    @property
    def in_words(self) -> str:
        """Return "Carly: Easy Read, pictures, being shown how"."""
        return f"{self.name}: {', '.join(self.helps)}"


def needs_of(form: Form, evaluation: Evaluation) -> tuple[Need, ...]:
    """Return the needs that were ticked, in the order of the form, then of the people.

    An answer that is kept from the family is none of them: no copy, and no link to one, may tell.
    """
    return tuple(_needs(form, evaluation))


def needing(needs: tuple[Need, ...], copy: CopyKind) -> tuple[str, ...]:
    """Return the names of those who need the family's copy so, each once."""
    return tuple(dict.fromkeys(need.name for need in needs if copy in need.copies))


def _needs(form: Form, evaluation: Evaluation) -> Iterator[Need]:
    for question in _telling(form):
        for person in evaluation.household.asked_as(question.ask):
            if need := _need(question, person):
                yield need


@lru_cache(maxsize=64)
def _telling(form: Form) -> tuple[Question, ...]:
    """Return the questions that tell what somebody needs, but for those kept from the family."""
    withheld = withheld_from_family(form).questions
    return tuple(
        question
        for question in form.questions.values()
        if question.ref not in withheld and any(one.family_copy for one in question.options)
    )


def _need(question: Question, person: Standing) -> Need | None:
    value = person.values.get(question.ref)
    ticked = value if isinstance(value, tuple) else (value,)
    chosen = [
        option
        for option in question.options
        if option.id in ticked and not option.none_of_these and option.id != NOT_KNOWN
    ]
    if not chosen:
        return None
    helps = (filled(one.label, person, question.ask).partition(":")[0].strip() for one in chosen)
    copies = tuple(dict.fromkeys(one.family_copy for one in chosen if one.family_copy))
    return Need(person.name, tuple(_inside_a_sentence(text) for text in helps), copies)


def _inside_a_sentence(label: str) -> str:
    """Return a label with a small first letter, unless it is a name: "pictures", "Easy Read"."""
    first, *rest = label.split() or [""]
    is_name = first[1:] != first[1:].lower() or any(word[:1].isupper() for word in rest)
    return label if is_name else label[:1].lower() + label[1:]
