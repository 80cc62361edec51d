"""Lengths of time as authors write them: `5 working days`, `12 weeks`, `12 months`."""

import re

_WITHIN = re.compile(r"([0-9]{1,3}) working days?\Z")
_REVIEW = re.compile(r"([0-9]{1,3}) (weeks?|days?|working days?)\Z")
_MONTHS = re.compile(r"([0-9]{1,3}) months?\Z")
_DAYS_PER_WEEK = 7
_WORKING_DAYS_PER_WEEK = 5


def working_days(text: str) -> int | None:
    """Return the number in `5 working days`, or None where the text is not of that form."""
    match = _WITHIN.match(text.strip())
    return int(match[1]) if match else None


def calendar_days(text: str) -> int | None:
    """Return the calendar days in `12 weeks`, `84 days` or `20 working days` (= 28), or None."""
    match = _REVIEW.match(text.strip())
    if match is None:
        return None
    number, unit = int(match[1]), match[2]
    if unit.startswith("week"):
        return number * _DAYS_PER_WEEK
    if unit.startswith("working"):
        return number * _DAYS_PER_WEEK // _WORKING_DAYS_PER_WEEK
    return number


def calendar_months(text: str) -> int | None:
    """Return the number in `12 months`, or None where the text is not of that form."""
    match = _MONTHS.match(text.strip())
    return int(match[1]) if match else None
