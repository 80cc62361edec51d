"""Days in words, the same in every locale."""

from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
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
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_with_weekday(day: date) -> str:
    """Return "Monday 2 March 2026"."""
    return f"{WEEKDAYS[day.weekday()]} {day_in_words(day)}"
