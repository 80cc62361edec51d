"""One family on one day: the people, and what was answered about them, exactly as typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

FAMILY = "family"

RELATIONSHIPS = {
    "mother": "Mother",
    "father": "Father",
    "step_parent": "Step-parent or parent's partner",
    "grandparent": "Grandparent",
    "other": "Someone else",
    "not_known": "Not known",
}
LIVES_HERE = {"yes": "Yes", "no": "No", "sometimes": "Sometimes", "not_known": "Not known"}
KNOWN_BY = {
    "seen": "I saw it",
    "child": "The child told me",
    "parent": "A parent told me",
    "agency": "Another agency told me",
    "record": "From a record",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A value as it was typed, how it is known (a key of KNOWN_BY) and since when (a date text)."""

    value: object
    known_by: str | None = None
    known_on: str | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """A child: a date of birth, or a due date, or an age in whole months that is only a guess."""

    id: str
    name: str
    date_of_birth: date | None = None
    due_date: date | None = None
    age_months: int | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """What an adult is to one child: keys of RELATIONSHIPS and LIVES_HERE, None if not said."""

    relationship: str | None = None
    lives_here: str | None = None


@dataclass(frozen=True, slots=True)
class Adult:
    """An adult and, by child id, what the adult is to each child."""

    id: str
    name: str
    to: Mapping[str, Tie] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the engine judges. `answers` is keyed `person/section.question`."""

    on: date
    level: int
    children: tuple[Child, ...] = ()
    adults: tuple[Adult, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
