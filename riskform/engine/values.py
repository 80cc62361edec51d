"""What was typed, read as what a question can hold: a value, nothing, or a message.

Values: text and people are str, numbers int or Decimal, dates `date`, one choice the option's id,
several choices a tuple of ids in the order of the options, a list a tuple of Rows. The answer Not
known is the str `not_known`, in several choices the tuple of it alone.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.model import ListField, Question
from riskform.engine.case import KNOWN_BY, Answer

LONGEST_TEXT = 20_000
_LONGEST_NUMBER = 30
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?\Z", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z", re.ASCII)
# Typed in three boxes, or whole in the first of them.
_SHORT_YEAR = re.compile(r"\s*\d{0,2}\s*([/.-])\s*\d{0,2}\s*\1\s*'?\d{1,3}\s*/{0,2}\Z", re.ASCII)
_UK_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z", re.ASCII)
_LARGEST_ON_A_SCALE = 10
# Tab, new line and carriage return are words' own; every other control character is an accident.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

Value = object


class Unreadable(Exception):
    """What was typed is no value of the question; the message ends the question's name."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a list: its id, its readable fields, and a message for each other one."""

    id: str
    values: Mapping[str, Value]
    invalid: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def is_blank(value: object) -> bool:
    """Tell whether nothing was answered: no value, blank text, an empty list, no filled row."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, dict):
        # An item that somebody added has an id, and is there even while its fields are blank.
        return is_blank(value.get("id")) and all(is_blank(field) for field in value.values())
    if isinstance(value, list | tuple):
        return all(is_blank(item) for item in value)
    return False


def read_value(question: Question | ListField, value: object, on: date) -> Value:
    """Return the value that `value` (JSON, as typed, not blank) stands for.

    `on` is the assessment's date. Raises Unreadable with a sentence that says what to do.
    """
    if isinstance(question, Question) and question.allows_not_known and _says_not_known(value):
        return (NOT_KNOWN,) if question.type == "choices" else NOT_KNOWN
    return _READERS[question.type](question, value, on)


def known_trouble(answer: Answer) -> str | None:
    """Return what is wrong with how and when an answer is known, or None."""
    if answer.known_by and answer.known_by not in KNOWN_BY:
        return "choose one of the ways in which this is known."
    if answer.known_on and read_date(answer.known_on) is None:
        if _SHORT_YEAR.match(answer.known_on):
            return "write the year since it is known with four digits, like 2026."
        return f"{answer.known_on} is not a date. Write the day, month and year since it is known."
    return None


def read_date(text: str) -> date | None:
    """Return the real day in `2026-03-02` or `2/3/2026` (day first), else None."""
    text = text.strip()
    iso, uk = _ISO_DATE.match(text), _UK_DATE.match(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if uk:
            return date(int(uk[3]), int(uk[2]), int(uk[1]))
    except ValueError:
        return None
    return None


def date_trouble(text: str) -> str:
    """Return what is wrong with a text, not blank, that is no real day, and what to do about it."""
    if _SHORT_YEAR.match(text):
        return "write the year with four digits, like 2026."
    return f"{text.strip()} is not a real date. Write a day, a month and a year."


def _says_not_known(value: object) -> bool:
    return value in (NOT_KNOWN, [NOT_KNOWN])


def _as_text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise Unreadable(_several_at_once(value))
    return str(value)


def _several_at_once(value: object) -> str:
    """Return what to do where one box was filled in, and another that contradicts it."""
    if isinstance(value, list) and NOT_KNOWN in value:
        return "this has an answer, and Not known is chosen too. Keep one of the two."
    return "write one text here."


def _text(_question: Question | ListField, value: object, _on: date) -> Value:
    text = _as_text(value)
    if len(text) > LONGEST_TEXT:
        over = len(text) - LONGEST_TEXT
        much = "1 character" if over == 1 else f"{over:,} characters"
        message = f"this is {much} too long. Keep it to {LONGEST_TEXT:,} characters."
        raise Unreadable(message)
    strange = _CONTROL.search(text)
    if strange:
        message = (
            f"character {strange.start() + 1} can't be printed. Take it out, or type it again."
        )
        raise Unreadable(message)
    return text


def _number(question: Question | ListField, value: object, _on: date) -> Value:
    text = _as_text(value).strip()
    if len(text) > _LONGEST_NUMBER or not _NUMBER.match(text):
        raise Unreadable("write a number in digits, such as 3 or 2.5.")
    number = Decimal(text)
    unit = f" {question.unit}" if question.unit else ""
    if question.min is not None and number < question.min:
        raise Unreadable(f"the number must be {_plain(question.min)}{unit} or more.")
    if question.max is not None and number > question.max:
        raise Unreadable(f"the number must be {_plain(question.max)}{unit} or less.")
    return int(number) if number == number.to_integral_value() else number


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _scale(_question: Question | ListField, value: object, _on: date) -> Value:
    text = _as_text(value).strip()
    in_digits = len(text) <= _LONGEST_NUMBER and text.isascii() and text.isdigit()
    if not in_digits or int(text) > _LARGEST_ON_A_SCALE:
        raise Unreadable("choose a whole number from 0 to 10.")
    return int(text)


def _date(question: Question | ListField, value: object, on: date) -> Value:
    text = _as_text(value)
    day = read_date(text)
    if day is None:
        raise Unreadable(date_trouble(text))
    if question.not_after_today and day > on:
        shown = f"{on.day}/{on.month}/{on.year}"
        raise Unreadable(f"the date can't be after the day of this assessment, {shown}.")
    return day


def _one(question: Question | ListField, value: object, _on: date) -> Value:
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, str) and any(value == option.id for option in question.options):
        return value
    raise Unreadable("choose one of the answers listed.")


def _several(question: Question | ListField, value: object, _on: date) -> Value:
    given = value if isinstance(value, list) else [value]
    ids = [option.id for option in question.options]
    if not all(isinstance(item, str) and item in ids for item in given):
        raise Unreadable("choose only from the answers listed.")
    chosen = tuple(option for option in ids if option in given)
    alone = {option.id for option in question.options if option.none_of_these} | {NOT_KNOWN}
    if len(chosen) > 1 and alone.intersection(chosen):
        label = next(o.label for o in question.options if o.id in alone and o.id in chosen)
        raise Unreadable(f"'{label}' can't be chosen together with other answers.")
    return chosen


def _person(question: Question | ListField, value: object, on: date) -> Value:
    if isinstance(value, list) and NOT_KNOWN not in value:
        raise Unreadable("a person is chosen, and another name is written. Keep one of the two.")
    return _text(question, value, on)


def _list(question: Question | ListField, value: object, on: date) -> Value:
    fields = question.fields if isinstance(question, Question) else ()
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise Unreadable("give one item for each.")
    filled = [row for row in value if not is_blank(row)]
    return tuple(_row(fields, row, index, on) for index, row in enumerate(filled, start=1))


def _row(fields: tuple[ListField, ...], row: Mapping[str, object], index: int, on: date) -> Row:
    values: dict[str, Value] = {}
    invalid: dict[str, str] = {}
    for one in fields:
        typed = row.get(one.id)
        if is_blank(typed):
            continue
        try:
            values[one.id] = read_value(one, typed, on)
        except Unreadable as trouble:
            invalid[one.id] = f"{one.label}: {trouble}"
    missing = tuple(one.id for one in fields if one.required and one.id not in values)
    return Row(str(row.get("id") or index), values, invalid, missing)


_READERS: dict[str, Callable[[Question | ListField, object, date], Value]] = {
    "text": _text,
    "long_text": _text,
    "number": _number,
    "date": _date,
    "yes_no": _one,
    "choice": _one,
    "choices": _several,
    "scale": _scale,
    "list": _list,
    "person": _person,
}
