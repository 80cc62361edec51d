"""How a plan is going, in Easy Read: made from the plain copy for home and from nothing else.

What was counted stands in lines, without the chart and the table of the plain copy.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from riskform.engine.documents.blocks import Block, EasyOutcome, EasyPoint
from riskform.engine.documents.easy_read import (
    NOT_DECIDED,
    as_easy_read,
    each_line,
    easy_action,
    easy_part,
    nothing_for,
    texts_under,
    when,
)
from riskform.engine.documents.easy_words import lines_of
from riskform.engine.documents.measured import Decided, Measured, OutcomeProgress
from riskform.engine.documents.measurements import AT_THE_START, NO_NUMBER
from riskform.engine.documents.model import Document, DocumentPart, DocumentSection
from riskform.engine.documents.progress import AT_HOME, CONTINGENCY, NAME

_HOW_IT_IS: Mapping[str, str] = {
    "Better": "It is better.",
    "The same": "It is the same.",
    "Worse": "It is worse.",
    "Cannot tell": "We cannot tell yet.",
    "Done": "It is done.",
}
_NOT_AGAIN = ("We have not looked again yet.",)
_NOTHING_TO_DO = EasyPoint(("Nothing has to be done now.",))
# What each review decides in the same words; the words of the last one are enough.
_USUAL = frozenset((*AT_HOME.values(), *CONTINGENCY.values()))


def in_easy_read(plain: Document) -> Document:
    """Return the Easy Read copy of how the plan is going, for the same reader."""
    parts = tuple(_part(part) for part in plain.parts)
    return as_easy_read(replace(plain, parts=parts), NAME)


def _part(part: DocumentPart) -> DocumentPart:
    cards = [
        block
        for section in part.sections
        for block in section.blocks
        if isinstance(block, OutcomeProgress)
    ]
    still: tuple[Block, ...] = tuple(_outcome(card) for card in cards if not card.closed)
    closed = tuple(_goal(card) for card in cards if card.closed)
    nothing: tuple[Block, ...] = () if closed else (nothing_for(part.name),)
    sections = (
        DocumentSection("What is different now", still or nothing),
        DocumentSection("What is finished", closed),
    )
    return easy_part(part, tuple(section for section in sections if section.blocks))


def _outcome(card: OutcomeProgress) -> EasyOutcome:
    return EasyOutcome(
        card.number,
        _goal(card),
        tuple(easy_action(line) for line in card.actions) or (_NOTHING_TO_DO,),
        texts_under(
            ("When we will look at this again", when(card.again) or NOT_DECIDED),
            ("If it is not different by then", lines_of(card.if_not)),
        ),
    )


def _goal(card: OutcomeProgress) -> EasyPoint:
    again = [row for row in card.measured if row.how_it_is != AT_THE_START]
    return EasyPoint(
        lines_of(card.what) or NOT_DECIDED,
        texts_under(
            ("How it was at the start", lines_of(card.start) or NOT_DECIDED),
            ("What we want to see", lines_of(card.good_enough) or NOT_DECIDED),
            ("How it was after that", _looked_at(again[:-1])),
            ("How it is now", _looked_at(again[-1:]) or _NOT_AGAIN),
            ("What we still have to find out", lines_of(card.unclear)),
            ("What has to happen now", lines_of(card.overdue)),
            *_decided(card.decided),
        ),
        picture=True,
    )


def _looked_at(rows: Iterable[Measured]) -> tuple[str, ...]:
    """Return each time that it was measured: the day, the number, what it means, what was seen."""
    return each_line(line for row in rows for line in _row(row))


def _row(row: Measured) -> Iterator[str]:
    if row.measure == NO_NUMBER:
        yield f"We looked on {row.day}."
    else:
        yield f"{row.day}: {row.measure.rstrip('.')}."
    first, _, rest = row.how_it_is.partition(". ")
    yield from (_HOW_IT_IS.get(first, first), rest, row.words)


def _decided(reviews: tuple[Decided, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what was decided last, and before that only what a person wrote."""
    for review in reviews:
        told = [text for text in review.texts if review is reviews[-1] or text not in _USUAL]
        if told:
            (day,) = when(review.day)
            yield f"What we decided on {day}", each_line(told)
