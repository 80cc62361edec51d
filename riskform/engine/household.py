"""The people of a case while it is judged, and what each answered so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from riskform.engine.case import FAMILY, Adult, Answer, Case, Child
from riskform.engine.values import Value

_MONTHS_PER_YEAR = 12


@dataclass(slots=True)
class Standing:
    """One person (or the family): values by ref; hidden, blank and invalid answers are absent."""

    id: str
    name: str
    values: dict[str, Value] = field(default_factory=dict)
    known_by: dict[str, str] = field(default_factory=dict)
    born: bool = False
    age_months: int | None = None
    age_is_a_guess: bool = False
    level: int = 0
    adult: Adult | None = None

    @property
    def age_years(self) -> int | None:
        """Return the age in whole years, None while unborn or not known."""
        return None if self.age_months is None else self.age_months // _MONTHS_PER_YEAR


@dataclass(slots=True)
class Household:
    """Everybody of one case, on the assessment's date.

    `memo` keeps what was found out about the whole household, by whoever asked; it may hold only
    what no later answer can change.
    """

    on: date
    level: int
    family: Standing
    children: list[Standing]
    adults: list[Standing]
    given: Mapping[str, Answer] = field(default_factory=dict, repr=False)
    memo: dict[object, object] = field(default_factory=dict, repr=False)

    def asked_as(self, ask: str) -> list[Standing]:
        """Return whom a section with this `ask` is about."""
        if ask == "child":
            return self.children
        return self.adults if ask == "adult" else [self.family]


def household_of(case: Case) -> Household:
    """Return the people of `case`, with what was given for them; nothing is judged yet."""
    family = Standing(FAMILY, "the family")
    children = [_child(child, case.on, case.level) for child in case.children]
    adults = [Standing(adult.id, adult.name, adult=adult) for adult in case.adults]
    return Household(case.on, case.level, family, children, adults, case.answers)


def _child(child: Child, on: date, level: int) -> Standing:
    born, age = born_and_age(child, on)
    guessed = child.age_months is not None and child.date_of_birth is None
    return Standing(
        child.id, child.name, born=born, age_months=age, age_is_a_guess=guessed, level=level
    )


def born_and_age(child: Child, on: date) -> tuple[bool, int | None]:
    """Return whether the child is born on that day, and the age in whole months or None."""
    if child.date_of_birth is not None:
        if child.date_of_birth > on:
            return False, None
        return True, whole_months(child.date_of_birth, on)
    if child.age_months is not None:
        return True, child.age_months
    return False, None


def whole_months(start: date, end: date) -> int:
    """Return the whole calendar months from `start` to `end`; 31 January to 28 February is 0."""
    months = (end.year - start.year) * _MONTHS_PER_YEAR + end.month - start.month
    return months - 1 if end.day < start.day else months
