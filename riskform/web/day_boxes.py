"""A day in three boxes, kept as it was typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DayBoxes:
    """What stands in the boxes for day, month and year."""

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def text(self) -> str:
        """Return "2/3/2026", also for what is no real day; "" where all boxes are blank."""
        parts = [part.strip() for part in (self.day, self.month, self.year)]
        return "/".join(parts) if any(parts) else ""


def sent(form: Mapping[str, str], name: str) -> DayBoxes:
    """Return the boxes of the date field `name` as a form sent them."""
    return DayBoxes(*(form.get(f"{name}-{part}", "") for part in ("day", "month", "year")))


def filled(day: date | None) -> DayBoxes:
    """Return boxes with a day in them, or blank ones."""
    return DayBoxes() if day is None else DayBoxes(str(day.day), str(day.month), str(day.year))
