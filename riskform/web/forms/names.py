"""The names of a page's fields: what a browser sends, and what labels and errors point to.

Ids of the definition language have no hyphen, so a hyphen parts them beyond doubt:
`q-last_night`, `q-last_night-known_by`, `q-seen_on-day`, `q-known-gp-said`.
"""

import re
from typing import Final

from riskform.definitions.model import Question

# One for each question that stands on the page: its fields may be missing because they are empty.
ON_PAGE: Final = "on-page"
# Buttons; their value is a question, for REMOVE_ITEM the question and the row: `known-gp`.
ADD_ITEM: Final = "add-item"
REMOVE_ITEM: Final = "remove-item"
CLEAR: Final = "clear-answer"

PREFIX: Final = "q-"
OTHER: Final = "other"
NOT_KNOWN_BOX: Final = "not_known"
ROW: Final = "row"
KNOWN_BY: Final = "known_by"
KNOWN_ON: Final = "known_on"

_ROW_ID: Final = re.compile(r"[A-Za-z0-9_]{1,40}\Z", re.ASCII)


def field_name(question_id: str, *parts: str) -> str:
    """Return the name of a question's field, or of a part of it: `field_name("seen", "day")`."""
    return PREFIX + "-".join((question_id, *parts))


def anchor(question: Question) -> str:
    """Return where an error summary leads for `question`: the first box in which to type."""
    name = field_name(question.id)
    return f"#{name}-day" if question.type == "date" else f"#{name}"


def is_row_id(text: str) -> bool:
    """Tell whether an item may have this id: since when a list is known is named like an item."""
    return text != KNOWN_ON and _ROW_ID.match(text) is not None
