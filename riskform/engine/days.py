"""Days in words, the same in every locale."""

from datetime import date

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_in_words(day: date | str | None) -> str:
    """Return "2 March 2026" for a date or an ISO text, "" for None, other text as it was typed."""
    if day is None:
        return ""
    if isinstance(day, str):
        try:
            day = date.fromisoformat(day)
        except ValueError:
            return str(day)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
