"""Typing into the boxes of a question: what a browser sends, and what should be kept of it.

What should be kept is worked out here from the questions alone, and not by the code under test.
"""

import re
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from riskform.definitions.model import ListField, Question
from tests.soak.texts import any_day, any_text, short_text

Fields = MultiDict[str, str]
_CHOSEN: Final = {"choice", "yes_no", "scale"}
_KNOWN_BY: Final = ("seen", "child", "parent", "agency", "record", "", "rumour", "<b>")


def type_in(question: Question, people: Sequence[str], random: Random, sent: Fields) -> object:
    """Add to `sent` what was typed for `question`; return the JSON that should be kept of it."""
    name = f"q-{question.id}"
    value = _value(question, name, people, random, sent)
    if not question.how_known:
        return None if value is None else {"value": value}
    known_by = random.choice(_KNOWN_BY)
    known_on = _send_day(f"{name}-known_on", any_day(random), sent)
    sent.add(f"{name}-known_by", known_by)
    if value is None and not known_by and not known_on:
        return None
    said = {"known_by": known_by, "known_on": known_on}
    return {"value": value, **{key: text for key, text in said.items() if text}}


def _value(
    question: Question | ListField, name: str, people: Sequence[str], random: Random, sent: Fields
) -> Any:  # noqa: ANN401 - JSON of the kind that the question takes.
    if question.type == "list":
        return _rows(question, name, people, random, sent)
    if question.type == "choices":
        ids = [option.id for option in question.options]
        chosen = random.sample(ids, random.randint(0, len(ids)))
        chosen += [any_text(random)] if random.random() < 0.2 else []
        sent.setlist(name, chosen)
        return list(dict.fromkeys(lines(one) for one in chosen if one)) or None
    if question.type == "date":
        return _send_day(name, any_day(random), sent) or None
    if question.type == "person":
        return _person(name, people, random, sent)
    if question.type in _CHOSEN and random.random() < 0.8:
        ids = [option.id for option in getattr(question, "options", ())]
        typed = random.choice(ids or ["yes", "no", "not_known", "0", "10", "11"])
    elif question.type == "number":
        typed = random.choice(("0", "2.5", "-3", " 7 ", "1e5", "1,5", "½", any_text(random)))
    else:
        typed = any_text(random)
    sent.add(name, typed)
    return lines(typed) or None


def _person(name: str, people: Sequence[str], random: Random, sent: Fields) -> object:
    chosen = random.choice((*people, "", "somebody"))
    other = random.choice(("", short_text(random)))
    sent.add(name, chosen)
    sent.add(f"{name}-other", other)
    said = [lines(text) for text in (chosen, other) if text.strip()]
    return said[0] if len(said) == 1 else said or None


def _rows(
    question: Question | ListField, name: str, people: Sequence[str], random: Random, sent: Fields
) -> object:
    kept = []
    for number in range(random.randint(0, 3)):
        row = f"i{number}row"
        sent.add(f"{name}-row", row)
        values = {}
        for one in question.fields if isinstance(question, Question) else ():
            value = _value(one, f"{name}-{row}-{one.id}", people, random, sent)
            if value is not None:
                values[one.id] = value
        if any(_says_something(value) for value in values.values()):
            kept.append({"id": row, **values})
    return kept or None


def _says_something(value: object) -> bool:
    return any(str(part).strip() for part in (value if isinstance(value, list) else [value]))


def _send_day(name: str, boxes: tuple[str, str, str], sent: Fields) -> str:
    for box, typed in zip(("day", "month", "year"), boxes, strict=True):
        sent.add(f"{name}-{box}", typed)
    return day_kept(boxes)


def day_kept(boxes: tuple[str, str, str]) -> str:
    """Return the day as ISO where it is a real one, else what was typed, "" for nothing."""
    plain = [lines(box) for box in boxes]
    if not any(box.strip() for box in plain):
        return ""
    digits = [re.fullmatch(r"\s*([0-9]+)\s*", box) for box in plain]
    lengths = [len(found[1]) if found else 0 for found in digits]
    if all(digits) and lengths[0] in {1, 2} and lengths[1] in {1, 2} and lengths[2] == 4:
        day, month, year = (int(box) for box in plain)
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            pass
    return "/".join(plain)


def lines(text: str) -> str:
    """Return `text` with each line break as one character, as browsers send it as two."""
    return text.replace("\r\n", "\n")
