"""The three boxes of a day that is no answer to a question, such as a date of birth."""

from collections.abc import Mapping
from datetime import date

from riskform.web.forms.boxes import Day

NO_DAY = Day()
_BOXES = ("day", "month", "year")


def sent(form: Mapping[str, str], name: str, stands: Day = NO_DAY) -> Day:
    """Return the boxes of the date field `name` as a form sent them; one it left out `stands`."""
    return Day(*(form.get(f"{name}-{box}", getattr(stands, box)) for box in _BOXES))


def is_sent(form: Mapping[str, str], name: str) -> bool:
    """Tell whether a form holds any box of the date field `name`."""
    return any(f"{name}-{box}" in form for box in _BOXES)


def filled(day: date | None) -> Day:
    """Return boxes with a day in them, or blank ones."""
    return Day() if day is None else Day(str(day.day), str(day.month), str(day.year))
