"""One page as a browser sent it. WTForms reads the boxes; here they become answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from riskform.definitions.model import Form, Question
from riskform.engine.case import Answer
from riskform.ids import new_item_id
from riskform.web.forms.boxes import BLANK, Boxes, RowBoxes, answer_of
from riskform.web.forms.fields import Fields, Sent
from riskform.web.forms.names import ADD_ITEM, CLEAR, ON_PAGE, PREFIX, REMOVE_ITEM, is_row_id

_BUTTONS: Final = (("add", ADD_ITEM), ("remove", REMOVE_ITEM), ("clear", CLEAR))


@dataclass(frozen=True, slots=True)
class Pressed:
    """The button that sent the page: `save`, or `add`, `remove`, `clear` with its question."""

    what: str = "save"
    question: str = ""
    row: str = ""


_SAVE: Final = Pressed()


class PageForm:
    """The questions of one page, as they were sent; each only if it stood on the page.

    `answers` is what a save takes, by question id; `boxes` fills the page again, word for word.
    """

    def __init__(self, questions: Iterable[Question], fields: Fields, sent: Sent) -> None:
        """Read what was sent; use `of_section` or `read` instead of calling this."""
        self._sent = sent
        self._typed = fields.read(sent)
        self._on_page = frozenset(sent.getlist(ON_PAGE))
        self._questions = {one.id: one for one in questions if one.type != "calculated"}

    @classmethod
    def of_section(cls, form: Form, section_id: str, sent: Sent) -> "PageForm":
        """Return the page of one section of a form, whose fields are made once."""
        return cls(form.section_by_id[section_id].questions, _fields_of(form, section_id), sent)

    @cached_property
    def pressed(self) -> Pressed:
        """Return which button was pressed."""
        for what, name in _BUTTONS:
            if name in self._sent:
                question, _, row = self._sent[name].partition("-")
                return Pressed(what, question, row)
        return _SAVE

    @cached_property
    def boxes(self) -> dict[str, Boxes]:
        """Return what stands in the boxes of each question that was on the page, by its id."""
        return {
            name: self._as_pressed(question, typed or BLANK)
            for name, question in self._questions.items()
            for typed in (self._typed[name],)
            if typed or name in self._on_page or name == self.pressed.question
        }

    @cached_property
    def answers(self) -> dict[str, Answer | None]:
        """Return each question's answer, None where it was cleared or left empty."""
        asked = self._questions
        return {name: answer_of(asked[name], boxes) for name, boxes in self.boxes.items()}

    def _as_pressed(self, question: Question, boxes: Boxes) -> Boxes:
        """Return the boxes once the button did its work; items left blank go, but for a new one."""
        here = self.pressed if self.pressed.question == question.id else _SAVE
        if here.what == "clear" and not here.row:
            return BLANK
        if question.type != "list":
            return boxes
        if here.what == "add":
            return replace(boxes, rows=(*boxes.rows, RowBoxes(new_item_id())))
        removed = here.row if here.what == "remove" else ""
        rows = tuple(row for row in boxes.rows if not row.blank and row.id != removed)
        return replace(boxes, rows=rows)


def read(questions: Sequence[Question], sent: Sent) -> dict[str, Answer | None]:
    """Return the answers in `sent` to those of `questions` that stood on the page, by their id."""
    return PageForm(questions, Fields(questions, PREFIX), sent).answers


def with_item(question: Question, boxes: Boxes, added: str) -> Boxes:
    """Return `boxes` with one more blank item where `added` names this list: `known-i1`."""
    question_id, _, row_id = added.partition("-")
    known = {one.id for one in boxes.rows}
    if question.type != "list" or question_id != question.id or row_id in known:
        return boxes
    if not is_row_id(row_id):
        return boxes
    return replace(boxes, rows=(*boxes.rows, RowBoxes(row_id)))


@lru_cache(maxsize=256)
def _fields_of(form: Form, section_id: str) -> Fields:
    return Fields(form.section_by_id[section_id].questions, PREFIX)
