"""Questions as they stand on a page to answer, laid out once for all families.

Most questions of a page hold nothing that anybody typed: they are blank, or something is chosen in
them. Such a question looks the same for everybody but for the name of the person it is about, so
that it is laid out with a gap for the name, and kept (docs/adr/0023-questions-laid-out-once.md).
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from riskform.definitions.contacts import Contact
from riskform.definitions.model import Form, Question
from riskform.engine.case import KNOWN_BY, Adult, Answer, Case, Child
from riskform.engine.evaluation import Evaluation
from riskform.engine.factors import asks_for_factors
from riskform.engine.household import household_of
from riskform.engine.wording import Worded
from riskform.web.asked import Shower
from riskform.web.choosing import SCALE
from riskform.web.components.markup import made
from riskform.web.components.questions import question as markup_of
from riskform.web.forms import BLANK, Boxes, answer_of
from riskform.web.shown import OnPage, said_who_sees

MOST_KEPT: Final = 2048  # questions a process, of 3 or 4 kB each
# No name can hold it. Where an author's text does, the person's name stands there.
_NAME: Final = "\0"
_NOBODY: Final = household_of(Case(date.min, 0, (Child("", _NAME),), (Adult("", _NAME),)))
_NOT_EVALUATED: Final = Evaluation((), (), (), (), {}, _NOBODY)
# What these show is of one family alone: its people, what was typed in rows, what was worked out.
_OF_ONE_FAMILY: Final = frozenset({"person", "list", "calculated"})
_WAYS_TO_KNOW: Final = frozenset({"", *KNOWN_BY})


class _Chosen(NamedTuple):
    """What is chosen in the boxes of a question, none of it typed; see `Boxes`."""

    value: str = ""
    values: tuple[str, ...] = ()
    not_known: bool = False
    known_by: str = ""


_NOTHING_CHOSEN: Final = _Chosen()


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """A question with gaps for a name: its markup in pieces, and the label to take it back by."""

    id: str
    pieces: tuple[str, ...]
    to_take_back: str

    def about(self, name: str, safe_name: str) -> OnPage:
        """Return the question as it stands on the page of somebody with that name."""
        markup = made(safe_name.join(self.pieces))
        return OnPage(
            self.id, markup, answerable=True, to_take_back=self.to_take_back.replace(_NAME, name)
        )


def on_page(
    form: Form,
    shower: Shower,
    question: Question,
    words: Worded,
    boxes: Boxes,
    answer: Answer | None,
    who_sees: str = "",
) -> OnPage:
    """Return a question of `form`; `words` are its author's, before names are filled in."""
    person = shower.person
    chosen = None if who_sees else _chosen(shower, question, boxes)
    if chosen is not None:
        contact = shower.contact_of(question)
        laid_out = _laid_out(form, question.ref, words.label, words.hint, chosen, contact)
        return laid_out.about(person.name, shower.safe_name)
    shown = shower.shown(question, boxes, answer, words.about(person, question.ask))
    shown = said_who_sees(shown, who_sees)
    return OnPage(shown.id, markup_of(shown), shown.answerable, shown.to_take_back, shown.errors)


def _chosen(shower: Shower, question: Question, boxes: Boxes) -> _Chosen | None:
    """Return what is chosen in a question in which nothing else is of one family alone, or None."""
    if question.type in _OF_ONE_FAMILY or asks_for_factors(question):
        return None
    if shower.message_at(question):
        return None
    if boxes is BLANK:
        return _NOTHING_CHOSEN
    if boxes.date != BLANK.date or boxes.known_on != BLANK.known_on:
        return None
    steps = SCALE if question.type == "scale" else ()
    given = boxes.values or ((boxes.value,) if boxes.value else ())
    offered = all(one in steps or question.option(one) is not None for one in given)
    chosen = _Chosen(boxes.value, boxes.values, boxes.not_known, boxes.known_by)
    return chosen if offered and boxes.known_by in _WAYS_TO_KNOW else None


@lru_cache(maxsize=MOST_KEPT)
def _laid_out(
    form: Form, ref: str, label: str, hint: str | None, chosen: _Chosen, contact: Contact | None
) -> _LaidOut:
    """Return a question laid out from nothing but what is named here, about nobody."""
    question = form.questions[ref]
    (nobody,) = _NOBODY.asked_as(question.ask)
    at = question.guidance.contact if question.guidance else None
    shower = Shower(_NOT_EVALUATED, nobody, {at: contact} if at and contact else {})
    boxes = Boxes(chosen.value, chosen.values, not_known=chosen.not_known, known_by=chosen.known_by)
    answer = answer_of(question, boxes)
    words = Worded(label, hint).about(nobody, question.ask)
    shown = shower.shown(question, boxes, answer, words)
    return _LaidOut(shown.id, tuple(markup_of(shown).split(_NAME)), shown.to_take_back)


def kept() -> int:
    """Return how many questions are kept laid out in this process."""
    return _laid_out.cache_info().currsize
