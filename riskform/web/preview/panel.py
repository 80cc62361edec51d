"""The fields of the side panel: the day, the level, the agency and the people, read and filled."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from riskform.definitions.library import Library
from riskform.definitions.model import Form
from riskform.definitions.overlay_shapes import variant_name
from riskform.engine.case import LIVES_HERE, RELATIONSHIPS, Adult, Case, Child, Tie
from riskform.web.preview.trying import Trying, new_id

_LONGEST_NAME: Final = 100
_OLDEST: Final = 1200  # months, as in a case file
_AGE: Final = re.compile(
    r"(\d{1,4})\s*(day|week|month|year)s?(?:\s+old)?\Z", re.ASCII | re.IGNORECASE
)
_MONTHS_PER_YEAR: Final = 12

NOT_A_DAY: Final = "Write a day as in 2026-03-02."
NOT_AN_AGE: Final = "Write a day as in 2026-03-02, or an age: 11 weeks, 7 months, 4 years."
NO_AGE: Final = "Say when {} was born or is due, or about how old {} is."


@dataclass(slots=True)
class Sent:
    """The panel as it was sent: the case that it makes, and what is wrong by the field's name."""

    case: Case
    agency: str
    messages: dict[str, str] = field(default_factory=dict)


def filled(trying: Trying) -> dict[str, str]:
    """Return what stands in each field of the panel, by its name."""
    case = trying.case
    fields = {"on": case.on.isoformat(), "level": str(case.level), "agency": trying.agency}
    for child in case.children:
        fields[f"child-{child.id}-name"] = child.name
        fields[f"child-{child.id}-born"] = _day(child.date_of_birth)
        fields[f"child-{child.id}-due"] = _day(child.due_date)
        fields[f"child-{child.id}-months"] = (
            "" if child.age_months is None else str(child.age_months)
        )
    for adult in case.adults:
        fields[f"adult-{adult.id}-name"] = adult.name
        for child in case.children:
            tie = adult.to.get(child.id, Tie())
            fields[f"adult-{adult.id}-to-{child.id}"] = tie.relationship or ""
            fields[f"adult-{adult.id}-home-{child.id}"] = tie.lives_here or ""
    return fields


def agencies_of(library: Library, form_id: str) -> dict[str, str]:
    """Return the agencies that add something to a form, by id."""
    return {
        agency: title
        for agency, title in library.agencies.items()
        if variant_name(form_id, agency) in library.variants
    }


def read(fields: Mapping[str, str], before: Case, form: Form, agencies: Mapping[str, str]) -> Sent:
    """Return the case that the panel makes; where a field can't be used, what stood before."""
    reader = _Panel(fields, before)
    on = reader.day("on", before.on) or before.on
    level = fields.get("level", "")
    children = [
        reader.child(child, on) for child in before.children if reader.stays("child", child)
    ]
    children += reader.new_child(on)
    adults = [reader.adult(a, children) for a in before.adults if reader.stays("adult", a)]
    adults += reader.new_adult(children)
    chosen = next((n for n in form.levels if str(n) == level), before.level)
    agency = fields.get("agency", "")
    case = Case(on, chosen, tuple(children), tuple(adults))
    return Sent(case, agency if agency in agencies else "", reader.messages)


class _Panel:
    """Reads the fields, and notes what is wrong with one under its name."""

    def __init__(self, fields: Mapping[str, str], before: Case) -> None:
        self.fields = fields
        self.before = before
        self.messages: dict[str, str] = {}
        self.pressed = fields.get("do", "")
        self.taken = [child.id for child in before.children]
        self.taken += [adult.id for adult in before.adults]

    def text(self, name: str, before: str = "") -> str:
        return self.fields.get(name, before).strip()[:_LONGEST_NAME]

    def stays(self, kind: str, person: Child | Adult) -> bool:
        return self.pressed != f"remove-{kind}-{person.id}"

    def day(self, name: str, before: date | None, on: date | None = None) -> date | None:
        """Return a day; where `on` is given, an age on that day will do too."""
        text = self.text(name, _day(before))
        if not text:
            return None
        age = _AGE.match(text) if on else None
        try:
            return _back(on, int(age[1]), age[2].lower()) if on and age else _iso(text)
        except (ValueError, OverflowError):
            self.messages[name] = NOT_AN_AGE if on else NOT_A_DAY
            return before

    def child(self, child: Child, on: date) -> Child:
        start = f"child-{child.id}"
        name = self.text(f"{start}-name", child.name) or child.name
        born = self.day(f"{start}-born", child.date_of_birth, on)
        due = self.day(f"{start}-due", child.due_date)
        months = self._months(f"{start}-months", child.age_months)
        if born is None and due is None and months is None:
            self.messages.setdefault(f"{start}-born", NO_AGE.format(name, name))
            return Child(child.id, name, child.date_of_birth, child.due_date, child.age_months)
        return Child(child.id, name, born, due, months)

    def _months(self, name: str, before: int | None) -> int | None:
        text = self.text(name, "" if before is None else str(before))
        if not text:
            return None
        if text.isascii() and text.isdigit() and int(text[:5]) <= _OLDEST:
            return int(text)
        self.messages[name] = f"Write whole months, from 0 to {_OLDEST}."
        return before

    def new_child(self, on: date) -> list[Child]:
        name = self.text("new-child")
        if not name and self.pressed != "add-child":
            return []
        return [Child(new_id(name or "child", self.taken), name or "Child", _back(on, 11, "week"))]

    def new_adult(self, children: list[Child]) -> list[Adult]:
        name = self.text("new-adult")
        if not name and self.pressed != "add-adult":
            return []
        found = new_id(name or "adult", [*self.taken, *(child.id for child in children)])
        return [Adult(found, name or "Adult", {})]

    def adult(self, adult: Adult, children: list[Child]) -> Adult:
        start = f"adult-{adult.id}"
        ties = {}
        for child in children:
            before = adult.to.get(child.id, Tie())
            relationship = self.fields.get(f"{start}-to-{child.id}", before.relationship or "")
            home = self.fields.get(f"{start}-home-{child.id}", before.lives_here or "")
            tie = Tie(
                relationship if relationship in RELATIONSHIPS else None,
                home if home in LIVES_HERE and home != "not_known" else None,
            )
            if tie != Tie():
                ties[child.id] = tie
        return Adult(adult.id, self.text(f"{start}-name", adult.name) or adult.name, ties)


def _iso(text: str) -> date:
    return date.fromisoformat(text)


def _back(on: date, number: int, unit: str) -> date:
    """Return the day of birth of somebody who is so old `on` that day."""
    if unit in {"day", "week"}:
        return on - timedelta(days=number * (7 if unit == "week" else 1))
    months = on.year * _MONTHS_PER_YEAR + on.month - 1
    months -= number * (_MONTHS_PER_YEAR if unit == "year" else 1)
    year, month = divmod(months, _MONTHS_PER_YEAR)
    # Who is born on a day that a shorter month lacks is a whole month old the day after it.
    for day in range(on.day, 0, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            if day == 1:
                raise
    return on


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
