"""Dates as people in the United Kingdom type them, day before month."""

import re
from datetime import date

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST = 60  # No date is longer; a longer text is never searched.

_BEFORE = r"(?:(?:by|on|before|due)\s+)?(?:(?:by|on|the)\s+)?"
_WEEKDAY = r"(?:(?P<weekday>[a-z]{3,9})\.?\s*,?\s+(?:the\s+)?)?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH_NAME = r"(?P<name>[a-z]{3,9})\.?"
_GAP = r"[\s,./-]*"
_AFTER = (
    r"(?:[t\s,]+(?:at\s+)?\d{1,2}(?:[:.]\d{2}){0,2}(?:\.\d+)?\s?(?:am|pm)?(?:z|\+00:?00)?)?"
    r"(?:\s*,?\s+(?:at the latest|latest|or sooner|or before))?[.\s]*"
)
_SHAPES = tuple(
    re.compile(_BEFORE + _WEEKDAY + shape + _AFTER)
    for shape in (
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\s?(?P<sep>[-/. ])\s?(?P<month>\d{1,2})\s?(?P=sep)\s?" + _YEAR,
        _DAY + r"[\s-]*(?:of\s+)?" + _MONTH_NAME + _GAP + _YEAR,
        _MONTH_NAME + r"\s+(?:the\s+)?" + _DAY + r"[\s,]+" + _YEAR,
    )
)


def parse_uk_date(text: str) -> date | None:
    """Return the calendar day that `text` names beyond doubt, or None.

    Accepted: `24/04/2026`, `24.4.26`, `2026-04-24`, `1st May 2026`, `May 1, 2026`,
    `by Friday 24 April 2026`. Refused: a day that does not exist (31 April), a date without a
    year, a weekday that contradicts the date, and any text with more in it than one date.
    A year of two digits is in this century.
    """
    typed = text.strip()
    if not typed or len(typed) > _LONGEST:
        return None
    typed = typed.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    for shape in _SHAPES:
        found = shape.fullmatch(typed)
        if found and (day := _day_of(found)):
            return day
    return None


def _day_of(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    month = _month_number(parts["name"]) if "name" in parts else int(parts["month"])
    year = int(parts["year"].lstrip("'"))
    if len(parts["year"].lstrip("'")) == 2:  # noqa: PLR2004 - two digits, as in 24/04/26
        year += 2000
    if month is None or not 1900 <= year <= 2199:  # noqa: PLR2004 - other years are slips
        return None
    try:
        day = date(year, month, int(parts["day"]))
    except ValueError:
        return None
    return day if _weekday_agrees(parts["weekday"], day) else None


def _month_number(name: str) -> int | None:
    for number, month in enumerate(_MONTHS, start=1):
        if month.startswith(name):
            return number
    return 9 if name == "sept" else None


def _weekday_agrees(typed: str | None, day: date) -> bool:
    if typed is None:
        return True
    weekday = _WEEKDAYS[day.weekday()]
    return weekday.startswith((typed, typed.removesuffix("s")))
