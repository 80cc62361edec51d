"""What stands in the boxes of one question, and the answer that it makes; both ways, word for word.

Where two boxes contradict each other (a text, and Not known ticked), the answer is a list of both:
nothing is lost, and the engine says that it can't be used.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.model import ListField, Question
from riskform.engine.case import Answer

_DIGITS: Final = re.compile(r"\s*(\d{1,2})\s*\Z", re.ASCII)
_YEAR: Final = re.compile(r"\s*(\d{4})\s*\Z", re.ASCII)
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z", re.ASCII)
_CHOSEN: Final = frozenset({"choice", "yes_no", "scale"})


@dataclass(frozen=True, slots=True)
class Day:
    """A date in three boxes, as typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def text(self) -> str:
        """Return 2026-03-02 for a real day, "31/2/2026" for another one, "" where all is blank."""
        if not (self.day.strip() or self.month.strip() or self.year.strip()):
            return ""
        real = self._real()
        return real.isoformat() if real else f"{self.day}/{self.month}/{self.year}"

    def _real(self) -> date | None:
        day, month, year = (
            _DIGITS.match(self.day),
            _DIGITS.match(self.month),
            _YEAR.match(self.year),
        )
        if not (day and month and year):
            return None
        try:
            return date(int(year[1]), int(month[1]), int(day[1]))
        except ValueError:
            return None


NO_DAY: Final = Day()


def day_of(text: str) -> Day:
    """Return the boxes that make `text`, which is one of the texts of `Day`."""
    iso = _ISO.match(text)
    if iso:
        return Day(str(int(iso[3])), str(int(iso[2])), iso[1])
    # From the right, because a whole date is sometimes typed into the first box.
    day, *rest = text.rsplit("/", 2)
    return Day(day, *rest)


@dataclass(frozen=True, slots=True)
class RowBoxes:
    """One item of a list: its id, and the boxes of each of its fields."""

    id: str
    fields: Mapping[str, "Boxes"] = field(default_factory=dict)

    @property
    def blank(self) -> bool:
        """Tell whether nothing was typed in any box."""
        return not any(one.typed for one in self.fields.values())


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of one question or field, whatever its type; those it does not have are empty.

    value      a text, a number, the id of what is chosen, 0 to 10, or the id of a person
    values     the ids of what is ticked
    date       a date's three boxes
    other      the name of somebody who is not in the list of people
    not_known  whether the box Not known is ticked (of questions without options)
    rows       the items of a list
    known_by, known_on
               how the answer is known and since when
    """

    value: str = ""
    values: tuple[str, ...] = ()
    date: Day = NO_DAY
    other: str = ""
    not_known: bool = False
    rows: tuple[RowBoxes, ...] = ()
    known_by: str = ""
    known_on: Day = NO_DAY

    @property
    def typed(self) -> bool:
        """Tell whether anything stands in any box."""
        texts = (self.value, self.other, self.date.text, *self.values)
        return self.not_known or bool(self.rows) or any(text.strip() for text in texts)


BLANK: Final = Boxes()


def answer_of(question: Question, boxes: Boxes) -> Answer | None:
    """Return the answer that `boxes` make, None where nothing was typed.

    An item in which nothing stands is boxes to type in, and no part of the answer.
    """
    value = _value_of(question, boxes)
    known_by, known_on = boxes.known_by or None, boxes.known_on.text or None
    if value is None and known_by is None and known_on is None:
        return None
    return Answer(value, known_by, known_on)


def boxes_of(question: Question, answer: Answer | None, people: Collection[str] = ()) -> Boxes:
    """Return the boxes that show `answer`; `people` are the ids of the family's people."""
    if answer is None:
        return BLANK
    return replace(
        _boxes_with(question, answer.value, people),
        known_by=answer.known_by or "",
        known_on=day_of(answer.known_on) if answer.known_on else NO_DAY,
    )


def has_not_known_box(question: Question | ListField) -> bool:
    """Tell whether Not known is a box of its own; where there are options, it is one of them."""
    takes = isinstance(question, Question) and question.allows_not_known
    return takes and question.type not in {*_CHOSEN, "choices", "calculated"}


def _value_of(question: Question | ListField, boxes: Boxes) -> object:
    if question.type == "list":
        rows = [_row_of(question, row) for row in boxes.rows if not row.blank]
        return rows or (NOT_KNOWN if boxes.not_known else None)
    if question.type == "choices":
        return list(boxes.values) or None
    given = _texts_of(question, boxes)
    if boxes.not_known:
        given = [*(text for text in given if text.strip()), NOT_KNOWN]
    return given[0] if len(given) == 1 else given or None


def _texts_of(question: Question | ListField, boxes: Boxes) -> list[str]:
    if question.type == "date":
        return [boxes.date.text] if boxes.date.text else []
    if question.type == "person":
        return [text for text in (boxes.value, boxes.other) if text.strip()]
    return [boxes.value] if boxes.value else []


def _row_of(question: Question | ListField, row: RowBoxes) -> dict[str, object]:
    fields = question.fields if isinstance(question, Question) else ()
    values = {one.id: _value_of(one, row.fields.get(one.id, BLANK)) for one in fields}
    return {"id": row.id, **{name: value for name, value in values.items() if value is not None}}


def _boxes_with(question: Question | ListField, value: object, people: Collection[str]) -> Boxes:
    parts = [_text(part) for part in value] if isinstance(value, list) else [_text(value)]
    if question.type == "list":
        return _list_boxes(question, value, people)
    if question.type == "choices":
        return Boxes(values=tuple(parts))
    not_known = has_not_known_box(question) and NOT_KNOWN in parts
    texts = [part for part in parts if not (not_known and part == NOT_KNOWN)]
    if question.type == "person":
        chosen = [text for text in texts if text in people]
        written = [text for text in texts if text not in people]
        return Boxes(value="".join(chosen[:1]), other=" ".join(written), not_known=not_known)
    text = "".join(texts[:1])
    if question.type == "date":
        return Boxes(date=day_of(text), not_known=not_known)
    return Boxes(value=text, not_known=not_known)


def _list_boxes(question: Question | ListField, value: object, people: Collection[str]) -> Boxes:
    fields = question.fields if isinstance(question, Question) else ()
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    return Boxes(
        rows=tuple(
            RowBoxes(
                str(row.get("id", "")),
                {one.id: _boxes_with(one, row[one.id], people) for one in fields if one.id in row},
            )
            for row in rows
        ),
        not_known=value in (NOT_KNOWN, [NOT_KNOWN]),
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
