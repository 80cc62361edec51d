"""Answers and dates in plain words, as a page, a paper or a reason shows them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.model import ListField, Question
from riskform.engine.case import KNOWN_BY, RELATIONSHIPS, Adult, Answer, Child
from riskform.engine.days import day_in_words
from riskform.engine.household import Household, Standing, born_and_age
from riskform.engine.values import Row, Value, is_blank, read_date
from riskform.engine.wording import filled

Names = Mapping[str, str]  # the name of a person by id
Fill = Callable[[str], str]  # the author's words to words with names filled in
NOBODY_ELSE: Final[Names] = MappingProxyType({})

_LIVES_IN_WORDS: Final[Mapping[str | None, str]] = {
    "yes": "lives here",
    "no": "does not live here",
    "sometimes": "lives here sometimes",
    "not_known": "not known whether they live here",
    None: "not said whether they live here",
}
_MONTHS_TO_COUNT_IN_WEEKS = 3
_MONTHS_TO_COUNT_IN_MONTHS = 24
_MONTHS_PER_YEAR = 12
_DAYS_PER_WEEK = 7


def said(question: Question, value: Value, person: Standing, names: Names = NOBODY_ELSE) -> str:
    """Return a readable value in the words of the form; items of a list stand on lines.

    Placeholders are filled in the author's words only, so that what was typed stays as typed.
    `names` are the family's people by id, for questions that are answered with one of them.
    """
    if value in (NOT_KNOWN, (NOT_KNOWN,)):
        option = question.option(NOT_KNOWN)
        return option.label if option else "Not known"
    fill = _filler(question, person)
    if question.type == "list" and isinstance(value, tuple):
        return "\n".join(_row_said(question, row, fill, names) for row in value)
    return field_said(question, value, fill, names)


def field_said(
    question: Question | ListField, value: Value, fill: Fill = str, names: Names = NOBODY_ELSE
) -> str:
    """Return one readable value; `fill` fills the names into the words of its options."""
    labels = {option.id: fill(option.label) for option in question.options}
    if isinstance(value, tuple):
        return "; ".join(labels.get(str(item), str(item)) for item in value)
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, int | Decimal):
        unit = f" {question.unit}" if question.unit else ""
        return f"{value}{unit}"
    if question.type == "person":
        return names.get(str(value), str(value))
    return labels.get(str(value), str(value)) if labels else str(value)


def typed(question: Question, value: object, person: Standing, names: Names = NOBODY_ELSE) -> str:
    """Return what was typed, whether or not it can be used, with nothing left out.

    What can be read (an option, a real day, somebody of the family) is said in words.
    """
    fill = _filler(question, person)
    if question.type == "list" and isinstance(value, list):
        rows = [row for row in value if isinstance(row, dict)]
        return "\n".join(_row_typed(question, row, fill, names) for row in rows) or _raw(value)
    return field_typed(question, value, fill, names)


def people_names(household: Household) -> dict[str, str]:
    """Return the names of the children and adults by id."""
    return {person.id: person.name for person in (*household.children, *household.adults)}


def _filler(question: Question, person: Standing) -> Fill:
    return lambda text: filled(text, person, question.ask)


def _row_said(question: Question, row: Value, fill: Fill, names: Names) -> str:
    if not isinstance(row, Row):
        return str(row)
    return "; ".join(
        f"{lead(fill(field.label))} {field_said(field, row.values[field.id], fill, names)}"
        for field in question.fields
        if field.id in row.values
    )


def _row_typed(question: Question, row: dict[str, object], fill: Fill, names: Names) -> str:
    return "; ".join(
        f"{lead(fill(field.label))} {field_typed(field, row[field.id], fill, names)}"
        for field in question.fields
        if not is_blank(row.get(field.id))
    )


def lead(label: str) -> str:
    """Return a label with a colon, unless it ends as a sentence does."""
    return label if label.endswith(("?", ":", ".")) else f"{label}:"


def field_typed(question: Question | ListField, value: object, fill: Fill, names: Names) -> str:
    """Return one value as it was typed; see `typed`."""
    if isinstance(value, list):
        return "; ".join(field_typed(question, one, fill, names) for one in value)
    text = _raw(value)
    for option in question.options:
        if option.id == text:
            return fill(option.label)
    if text == NOT_KNOWN and isinstance(question, Question) and question.allows_not_known:
        return "Not known"
    if question.type == "date":
        return day_in_words(read_date(text)) or text
    if question.type == "number" and question.unit:
        return f"{text} {question.unit}"
    return names.get(text, text) if question.type == "person" else text


def _raw(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)


def how_known(answer: Answer) -> str:
    """Return how and since when an answer is known, or an empty text."""
    how = KNOWN_BY.get(answer.known_by or "", "")
    day = read_date(answer.known_on) if answer.known_on else None
    when = day_in_words(day) if day else ""
    return ", ".join(part for part in (how, when) if part)


def age_in_words(child: Child, on: date) -> str:
    """Return `11 weeks old`, `14 months old`, `6 years old`, `due on …`, or that it is a guess.

    A visit dated before the birth, as a slip in the year makes it, hides what is asked of the
    born; so that is said wherever the age stands.
    """
    born, months = born_and_age(child, on)
    if child.date_of_birth is None and child.due_date is not None and not born:
        return f"not born yet, due on {day_in_words(child.due_date)}"
    if child.date_of_birth is not None and not born:
        return "born after the last visit, and asked about as not born yet"
    if not born or months is None:
        return "age not known"
    guess = "about " if child.date_of_birth is None else ""
    if child.date_of_birth is not None and months < _MONTHS_TO_COUNT_IN_WEEKS:
        return f"{_count((on - child.date_of_birth).days // _DAYS_PER_WEEK, 'week')} old"
    if months < _MONTHS_TO_COUNT_IN_MONTHS:
        return f"{guess}{_count(months, 'month')} old"
    return f"{guess}{_count(months // _MONTHS_PER_YEAR, 'year')} old"


def tie_in_words(adult: Adult, child: Child) -> str:
    """Return what an adult is to a child: `Father of Kit, lives here sometimes`."""
    tie = adult.to.get(child.id)
    if tie is None or (tie.relationship is None and tie.lives_here is None):
        return f"relation to {child.name} not said"
    if tie.relationship in {None, NOT_KNOWN}:
        how = "not said" if tie.relationship is None else "not known"
        words = f"Relation to {child.name} {how}"
    elif tie.relationship == "other":
        words = f"Someone else in {child.name}'s life"
    else:
        words = f"{RELATIONSHIPS[tie.relationship]} of {child.name}"
    return f"{words}, {_LIVES_IN_WORDS[tie.lives_here]}"


def ties_in_words(adult: Adult, children: Sequence[Child]) -> str:
    """Return what an adult is to each child: `Mother of Kit and Ellie, lives here`.

    Children to whom the adult is the same stand together, in the place of the first of them.
    """
    alike: dict[str, list[Child]] = {}
    for child in children:
        alike.setdefault(tie_in_words(adult, replace(child, name="")), []).append(child)
    return "; ".join(
        tie_in_words(adult, replace(those[0], name=_names(those))) for those in alike.values()
    )


def _names(children: Sequence[Child]) -> str:
    *others, last = (child.name for child in children)
    return f"{', '.join(others)} and {last}" if others else last


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" + ("" if number == 1 else "s")
