"""The names of a page's fields: what a browser sends, and what labels and errors point to.

Ids of the definition language have no hyphen, so a hyphen parts them beyond doubt:
`q-last_night`, `q-last_night-known_by`, `q-seen_on-day`, `q-known-gp-said`.
"""

from typing import Final

from riskform.definitions.model import Question

# One for each question that stands on the page: its fields may be missing because they are empty.
ON_PAGE: Final = "on-page"
# Buttons; their value is a question, for REMOVE_ITEM the question and the row: `known-gp`.
ADD_ITEM: Final = "add-item"
REMOVE_ITEM: Final = "remove-item"
CLEAR: Final = "clear-answer"

OTHER: Final = "other"
NOT_KNOWN_BOX: Final = "not_known"
ROW: Final = "row"
KNOWN_BY: Final = "known_by"
KNOWN_ON: Final = "known_on"


def field_name(question_id: str, *parts: str) -> str:
    """Return the name of a question's field, or of a part of it: `field_name("seen", "day")`."""
    return "-".join(("q", question_id, *parts))


def anchor(question: Question) -> str:
    """Return where an error summary leads for `question`: the first box in which to type."""
    name = field_name(question.id)
    return f"#{name}-day" if question.type == "date" else f"#{name}"
