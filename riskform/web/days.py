"""The three boxes of a day that is no answer to a question, such as a date of birth."""

from collections.abc import Mapping
from datetime import date

from riskform.web.forms.boxes import Day


def sent(form: Mapping[str, str], name: str) -> Day:
    """Return the boxes of the date field `name` as a form sent them."""
    return Day(*(form.get(f"{name}-{box}", "") for box in ("day", "month", "year")))


def filled(day: date | None) -> Day:
    """Return boxes with a day in them, or blank ones."""
    return Day() if day is None else Day(str(day.day), str(day.month), str(day.year))
