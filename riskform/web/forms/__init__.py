"""Reading a page's fields to answers as they were typed, and back. Nothing is judged here.

`PageForm` reads what a browser sent, `boxes_of` fills the boxes of a page from what is stored.
"""

from riskform.web.forms.boxes import BLANK, Boxes, Day, RowBoxes, answer_of, boxes_of
from riskform.web.forms.names import ADD_ITEM, CLEAR, ON_PAGE, REMOVE_ITEM, anchor, field_name
from riskform.web.forms.page_form import PageForm, Pressed, read, with_item

__all__ = [
    "ADD_ITEM",
    "BLANK",
    "CLEAR",
    "ON_PAGE",
    "REMOVE_ITEM",
    "Boxes",
    "Day",
    "PageForm",
    "Pressed",
    "RowBoxes",
    "anchor",
    "answer_of",
    "boxes_of",
    "field_name",
    "read",
    "with_item",
]
