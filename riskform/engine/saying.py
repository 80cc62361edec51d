"""Answers and dates in plain words, as a page, a paper or a reason shows them."""

from datetime import date
from decimal import Decimal

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.model import ListField, Question
from riskform.engine.case import KNOWN_BY, LIVES_HERE, RELATIONSHIPS, Adult, Answer, Child
from riskform.engine.days import day_in_words
from riskform.engine.household import Standing, born_and_age
from riskform.engine.values import Row, Value, read_date
from riskform.engine.wording import filled

_MONTHS_TO_COUNT_IN_WEEKS = 3
_MONTHS_TO_COUNT_IN_MONTHS = 24
_MONTHS_PER_YEAR = 12
_DAYS_PER_WEEK = 7


def said(question: Question, value: Value, person: Standing) -> str:
    """Return a readable value in the words of the form; items of a list stand on lines."""
    if value in (NOT_KNOWN, (NOT_KNOWN,)):
        option = question.option(NOT_KNOWN)
        return option.label if option else "Not known"
    if question.type == "list" and isinstance(value, tuple):
        return "\n".join(_row_said(question, row, person) for row in value)
    return filled(field_said(question, value), person, question.ask)


def field_said(question: Question | ListField, value: Value) -> str:
    """Return one readable value in the words of its options, without filling in names."""
    labels = {option.id: option.label for option in question.options}
    if isinstance(value, tuple):
        return "; ".join(labels.get(str(item), str(item)) for item in value)
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, int | Decimal):
        unit = f" {question.unit}" if question.unit else ""
        return f"{value}{unit}"
    return labels.get(str(value), str(value)) if labels else str(value)


def _row_said(question: Question, row: Value, person: Standing) -> str:
    if not isinstance(row, Row):
        return str(row)
    parts = [
        f"{field.label}: {field_said(field, row.values[field.id])}"
        for field in question.fields
        if field.id in row.values
    ]
    return filled("; ".join(parts), person, question.ask)


def how_known(answer: Answer) -> str:
    """Return how and since when an answer is known, or an empty text."""
    how = KNOWN_BY.get(answer.known_by or "", "")
    day = read_date(answer.known_on) if answer.known_on else None
    when = day_in_words(day) if day else ""
    return ", ".join(part for part in (how, when) if part)


def age_in_words(child: Child, on: date) -> str:
    """Return `11 weeks old`, `14 months old`, `6 years old`, `due on …`, or that it is a guess."""
    born, months = born_and_age(child, on)
    if child.date_of_birth is None and child.due_date is not None and not born:
        return f"not born yet, due on {day_in_words(child.due_date)}"
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
    relation = RELATIONSHIPS.get(tie.relationship or "", "Relation not said")
    if tie.relationship in {None, NOT_KNOWN}:
        words = f"Relation to {child.name} not known"
    elif tie.relationship == "other":
        words = f"Someone else in {child.name}'s life"
    else:
        words = f"{relation} of {child.name}"
    here = {"yes": "lives here", "no": "does not live here", "sometimes": "lives here sometimes"}
    lives = here.get(tie.lives_here or "", "")
    return f"{words}, {lives}" if lives and tie.lives_here in LIVES_HERE else words


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" + ("" if number == 1 else "s")
