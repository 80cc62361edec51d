"""Which level of need an answer to the question with `sets: child.level` means."""

import re
from collections.abc import Iterable
from decimal import Decimal

from riskform.definitions.shapes import QuestionShape

LEVELS = range(1, 6)

_LAST_DIGIT = re.compile(r"_([1-5])\Z")


def level_of_option(option_id: str, score: int | Decimal) -> int | None:
    """Return an option's score from 1 to 5, else the level that its id ends in, else None."""
    if score in LEVELS:
        return int(score)
    last = _LAST_DIGIT.search(option_id)
    return int(last[1]) if last else None


def level_of_number(number: int | Decimal) -> int | None:
    """Return a whole number from 1 to 5, else None."""
    return int(number) if number in LEVELS else None


def sets_a_level(question: QuestionShape) -> bool:
    """Tell whether some answer to the question is a level."""
    options: Iterable[tuple[str, int | Decimal]] = (
        (name, option.score) for name, option in (question.options or {}).items()
    )
    if question.type == "choice":
        return any(level_of_option(name, score) is not None for name, score in options)
    return question.type in {"number", "scale"}
