"""Values as revisions keep them, in words."""

from typing import Any

from riskform.engine.case import LIVES_HERE, RELATIONSHIPS
from riskform.engine.days import day_in_words


def plain(value: object) -> str:
    """Return a plain value, a day where it is one, "" for nothing."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else day(str(value))


def day(text: str) -> str:
    """Return a day as people say it."""
    return day_in_words(text)


def tie(kept: Any) -> str:  # noqa: ANN401 - JSON as it was read.
    """Return what an adult is to a child."""
    if kept is None:
        return ""
    lives = LIVES_HERE.get(kept["lives_here"] or "", "")
    words = (RELATIONSHIPS.get(kept["relationship"] or "", ""), lives and f"Lives here: {lives}")
    return ", ".join(word for word in words if word)


def as_typed(value: object) -> str:
    """Return a value that no question can hold as it was typed."""
    if isinstance(value, dict):
        return "; ".join(as_typed(each) for key, each in value.items() if key != "id")
    if isinstance(value, list):
        return "\n".join(as_typed(each) for each in value)
    return "" if value is None else str(value)
