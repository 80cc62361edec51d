"""WTForms' field of one question: it holds every box that a browser sends of it, as `Boxes`.

WTForms would have a field for each box, which costs more to ask one by one than to read.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from werkzeug.datastructures import MultiDict
from wtforms.fields import Field
from wtforms.form import BaseForm
from wtforms.utils import unset_value

from riskform.definitions.model import ListField, Question
from riskform.web.forms.boxes import BLANK, Boxes, Day, RowBoxes, has_not_known_box
from riskform.web.forms.names import KNOWN_BY, KNOWN_ON, NOT_KNOWN_BOX, OTHER, ROW, is_row_id

Sent = MultiDict[str, str]
_DAY: Final = ("day", "month", "year")


class _Part(NamedTuple):
    """A part of `Boxes`: how it is read, and the names of the inputs that it is read from."""

    of: str
    read: Callable[..., Any]
    names: tuple[str, ...]


class QuestionField(Field):  # type: ignore[misc]  # WTForms ships no types
    """A question, or a field of an item. `data` is what was typed, None if no box was sent."""

    data: Boxes | None

    def __init__(self, asked: Question | ListField, **bound: Any) -> None:  # noqa: ANN401 - WTForms' own.
        """Take what is asked; WTForms passes the form, and the name of what is asked in it."""
        super().__init__(**bound)
        self._parts = tuple(_parts_of(asked, self.name))
        self._names = tuple(name for part in self._parts for name in part.names)

    def process(
        self,
        formdata: Sent,
        data: object = unset_value,  # noqa: ARG002 - WTForms passes it.
        extra_filters: Sequence[Callable[..., object]] = (),  # noqa: ARG002 - WTForms passes it.
    ) -> None:
        """Read all boxes at once. What was stored before is never looked at."""
        self.data = None
        if any(map(formdata.__contains__, self._names)):
            self.data = Boxes(**{of: read(formdata, *names) for of, read, names in self._parts})


class Fields:
    """A form of WTForms, which takes longer to bind than to read: once bound, it stays.

    Several may read at once, each with a bound form of its own.
    """

    def __init__(self, asked: Iterable[Question | ListField], prefix: str) -> None:
        """Take what is asked; in the page, `prefix` stands before the id of each."""
        self._unbound = {one.id: QuestionField(one) for one in asked}
        self._prefix = prefix
        self._free: list[BaseForm] = []

    def read(self, sent: Sent) -> dict[str, Boxes | None]:
        """Return what was typed, by id; None where no box of it was sent."""
        try:
            bound = self._free.pop()
        except IndexError:
            bound = BaseForm(self._unbound, prefix=self._prefix)
        # WTForms would look for filters and stored values first; no field here has any.
        for field in bound:
            field.process(sent)
        typed: dict[str, Boxes | None] = bound.data
        self._free.append(bound)
        return typed


def _parts_of(asked: Question | ListField, name: str) -> Iterator[_Part]:
    if asked.type == "date":
        yield _Part("date", _day, _days(name))
    elif asked.type == "choices":
        yield _Part("values", partial(_ticked, _places(asked)), (name,))
    elif asked.type == "list" and isinstance(asked, Question):
        yield _Part("rows", partial(_rows, asked, name), (f"{name}-{ROW}",))
    else:
        yield _Part("value", _text, (name,))
    if asked.type == "person":
        yield _Part("other", _text, (f"{name}-{OTHER}",))
    if has_not_known_box(asked):
        yield _Part("not_known", _is_filled, (f"{name}-{NOT_KNOWN_BOX}",))
    if isinstance(asked, Question) and asked.how_known:
        yield _Part("known_by", _text, (f"{name}-{KNOWN_BY}",))
        yield _Part("known_on", _day, _days(f"{name}-{KNOWN_ON}"))


def _days(name: str) -> tuple[str, ...]:
    return tuple(f"{name}-{box}" for box in _DAY)


def _places(asked: Question | ListField) -> dict[str, int]:
    return {option.id: place for place, option in enumerate(asked.options)}


def _text(sent: Sent, name: str) -> str:
    """Return what was typed. Browsers send every line break as two characters; one is kept."""
    return sent[name].replace("\r\n", "\n") if name in sent else ""


def _is_filled(sent: Sent, name: str) -> bool:
    return bool(_text(sent, name))


def _day(sent: Sent, day: str, month: str, year: str) -> Day:
    return Day(_text(sent, day), _text(sent, month), _text(sent, year))


def _ticked(places: dict[str, int], sent: Sent, name: str) -> tuple[str, ...]:
    """Return what is ticked in the order of the form, wherever it stood on the page."""
    once = dict.fromkeys(one for one in sent.getlist(name) if one)
    return tuple(sorted(once, key=lambda one: places.get(one, len(places))))


def _rows(asked: Question, name: str, sent: Sent, rows: str) -> tuple[RowBoxes, ...]:
    """Return the items in the order of the page, also those in which nothing was typed."""
    ids = filter(is_row_id, dict.fromkeys(sent.getlist(rows)))
    return tuple(_row(asked, f"{name}-{row_id}-", row_id, sent) for row_id in ids)


def _row(asked: Question, prefix: str, row_id: str, sent: Sent) -> RowBoxes:
    typed = Fields(asked.fields, prefix).read(sent)
    return RowBoxes(row_id, {name: boxes or BLANK for name, boxes in typed.items()})
