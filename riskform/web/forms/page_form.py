"""One page as a browser sent it. WTForms binds the strings; here they become boxes and answers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, Final

from werkzeug.datastructures import MultiDict
from wtforms.fields import SelectMultipleField, StringField
from wtforms.form import BaseForm

from riskform.definitions.model import ListField, Question, Section
from riskform.engine.case import Answer
from riskform.ids import new_item_id
from riskform.web.forms.boxes import Boxes, Day, RowBoxes, answer_of, has_not_known_box
from riskform.web.forms.names import (
    ADD_ITEM,
    CLEAR,
    KNOWN_BY,
    KNOWN_ON,
    NOT_KNOWN_BOX,
    ON_PAGE,
    OTHER,
    REMOVE_ITEM,
    ROW,
    field_name,
)

Sent = MultiDict[str, str]
Inputs = Mapping[str, Any]  # the name of a field to WTForms' unbound field
Typed = Mapping[str, Any]  # the name of a field to what was typed: a text, several, or None
_ROW_ID: Final = re.compile(r"[A-Za-z0-9_]{1,40}\Z", re.ASCII)
_DAY: Final = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class Pressed:
    """The button that sent the page: `save`, or `add`, `remove`, `clear` with its question."""

    what: str = "save"
    question: str = ""
    row: str = ""


class PageForm:
    """The questions of one page, as they were sent; each only if it stood on the page.

    `answers` is what a save takes, by question id; `boxes` fills the page again, word for word.
    """

    def __init__(self, questions: Iterable[Question], sent: Sent, typed: Typed) -> None:
        """Take what WTForms read; use `of_section` or `read` instead of calling this."""
        self._sent = sent
        self._typed = typed
        self._on_page = frozenset(sent.getlist(ON_PAGE))
        self._questions = [one for one in questions if one.type != "calculated"]

    @classmethod
    def of_section(cls, form_hash: str, section: Section, sent: Sent) -> "PageForm":
        """Return the form of one section of a published form, whose fields are made once."""
        kinds = tuple((one.id, one.type, one.how_known) for one in section.questions)
        published = _Published(form_hash, section.id, kinds, section)
        return cls(section.questions, sent, _compiled(published).read(sent))

    @cached_property
    def pressed(self) -> Pressed:
        """Return which button was pressed."""
        for what, name in (("add", ADD_ITEM), ("remove", REMOVE_ITEM), ("clear", CLEAR)):
            if name in self._sent:
                question, _, row = self._sent[name].partition("-")
                return Pressed(what, question, row)
        return Pressed()

    @cached_property
    def boxes(self) -> dict[str, Boxes]:
        """Return what stands in the boxes of each question that was on the page, by its id."""
        return {one.id: self._read(one) for one in self._questions if self._was_sent(one)}

    @cached_property
    def answers(self) -> dict[str, Answer | None]:
        """Return each question's answer, None where it was cleared or left empty."""
        by_id = {one.id: one for one in self._questions}
        return {name: answer_of(by_id[name], boxes) for name, boxes in self.boxes.items()}

    def _was_sent(self, question: Question) -> bool:
        return (
            question.id in self._on_page
            or question.id == self.pressed.question
            or any(name in self._sent for name in _inputs_of(question))
        )

    def _read(self, question: Question) -> Boxes:
        if self.pressed == Pressed("clear", question.id):
            return Boxes()
        name = field_name(question.id)
        return _boxes_in(question, self._typed, name, self._rows(question))

    def _rows(self, question: Question) -> tuple[RowBoxes, ...]:
        if question.type != "list":
            return ()
        here = self.pressed.question == question.id
        adds = here and self.pressed.what == "add"
        removed = self.pressed.row if here and self.pressed.what == "remove" else ""
        sent_ids = dict.fromkeys(self._typed[field_name(question.id, ROW)] or ())
        ids = [one for one in sent_ids if _ROW_ID.match(one) and one not in {removed, KNOWN_ON}]
        rows = [self._row(question, row_id) for row_id in ids]
        if adds:
            return (*rows, RowBoxes(new_item_id()))
        return tuple(row for row in rows if not row.blank)

    def _row(self, question: Question, row_id: str) -> RowBoxes:
        inputs: dict[str, Any] = {}
        for one in question.fields:
            inputs |= _inputs_for(one, one.id)
        typed = _Fields(inputs, prefix=f"{field_name(question.id, row_id)}-").read(self._sent)
        return RowBoxes(row_id, {one.id: _boxes_in(one, typed, one.id) for one in question.fields})


def read(questions: Sequence[Question], sent: Sent) -> dict[str, Answer | None]:
    """Return the answers in `sent` to those of `questions` that stood on the page, by their id."""
    inputs: dict[str, Any] = {}
    for question in questions:
        inputs |= _inputs_of(question)
    return PageForm(questions, sent, _Fields(inputs).read(sent)).answers


def with_item(question: Question, boxes: Boxes, added: str) -> Boxes:
    """Return `boxes` with one more blank item where `added` names this list: `known-i1`."""
    question_id, _, row_id = added.partition("-")
    known = {one.id for one in boxes.rows}
    if question.type != "list" or question_id != question.id or row_id in known:
        return boxes
    if not _ROW_ID.match(row_id) or row_id == KNOWN_ON:
        return boxes
    return replace(boxes, rows=(*boxes.rows, RowBoxes(row_id)))


@dataclass(frozen=True, slots=True)
class _Published:
    """A section of a published form. The hash names its content; `kinds` make doubly sure.

    Fields made for other questions would read as if nobody had typed anything.
    """

    form_hash: str
    section_id: str
    kinds: tuple[tuple[str, str, bool], ...]
    section: Section = field(compare=False)


class _Fields:
    """WTForms' fields of a page, which take longer to bind than to read: once bound, they stay.

    Several may read at once, each with bound fields of its own.
    """

    def __init__(self, inputs: Inputs, prefix: str = "") -> None:
        self._inputs, self._prefix = inputs, prefix
        self._free: list[BaseForm] = []

    def read(self, sent: Sent) -> Typed:
        """Return what was typed in each field."""
        try:
            bound = self._free.pop()
        except IndexError:
            bound = BaseForm(self._inputs, prefix=self._prefix)
        # Never `data=`: a field that is missing from `sent` would keep what was stored before.
        bound.process(sent)
        typed: Typed = bound.data
        self._free.append(bound)
        return typed


@lru_cache(maxsize=256)
def _compiled(published: _Published) -> _Fields:
    inputs: dict[str, Any] = {}
    for question in published.section.questions:
        inputs |= _inputs_of(question)
    return _Fields(inputs)


def _inputs_of(question: Question) -> dict[str, Any]:
    return _inputs_for(question, field_name(question.id))


def _inputs_for(question: Question | ListField, name: str) -> dict[str, Any]:
    """Return every field of one question, by the name that the browser sends."""
    if question.type == "date":
        inputs = {f"{name}-{box}": _text() for box in _DAY}
    elif question.type == "choices":
        inputs = {name: _several()}
    elif question.type == "list":
        inputs = {f"{name}-{ROW}": _several()}
    elif question.type == "person":
        inputs = {name: _text(), f"{name}-{OTHER}": _text()}
    else:
        inputs = {name: _text()}
    if has_not_known_box(question):
        inputs[f"{name}-{NOT_KNOWN_BOX}"] = _text()
    if isinstance(question, Question) and question.how_known:
        inputs[f"{name}-{KNOWN_BY}"] = _text()
        inputs |= {f"{name}-{KNOWN_ON}-{box}": _text() for box in _DAY}
    return inputs


def _boxes_in(
    question: Question | ListField,
    typed: Typed,
    name: str,
    rows: tuple[RowBoxes, ...] = (),
) -> Boxes:
    def text(part: str) -> str:
        return str(typed.get(f"{name}-{part}") or "")

    def day(*parts: str) -> Day:
        return Day(*(text("-".join((*parts, box))) for box in _DAY))

    several = question.type == "choices"
    how_known = isinstance(question, Question) and question.how_known
    return Boxes(
        value="" if several else str(typed.get(name) or ""),
        values=_in_order(question, typed[name] or ()) if several else (),
        date=day() if question.type == "date" else Day(),
        other=text(OTHER),
        not_known=bool(text(NOT_KNOWN_BOX)),
        rows=rows,
        known_by=text(KNOWN_BY),
        known_on=day(KNOWN_ON) if how_known else Day(),
    )


def _in_order(question: Question | ListField, ticked: Iterable[str]) -> tuple[str, ...]:
    """Return what is ticked in the order of the form, wherever it stood on the page."""
    places = {option.id: place for place, option in enumerate(question.options)}
    once = dict.fromkeys(one for one in ticked if one)
    return tuple(sorted(once, key=lambda one: places.get(one, len(places))))


def _text() -> StringField:
    return StringField(filters=[_with_line_feeds])


def _several() -> SelectMultipleField:
    return SelectMultipleField(choices=[], validate_choice=False)


def _with_line_feeds(text: str | None) -> str | None:
    """Browsers send every line break as two characters; one is kept."""
    return None if text is None else text.replace("\r\n", "\n")
