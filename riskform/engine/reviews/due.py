"""When a plan is to be reviewed, and when it has run for too long."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from riskform.engine.working_days import is_working_day, working_days_between

_MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True)
class Clock:
    """When a plan is due: `review_by` is the last day, None where nothing is left to review.

    `days_left` counts working days, negative once it is late. `drifts_on` is the day from which
    the plan has run for too long, None for a level without a limit.
    """

    review_by: date | None
    days_left: int
    drifts_on: date | None
    drift_months: int | None
    drifts: bool

    @property
    def is_late(self) -> bool:
        """Tell whether the review's day has passed."""
        return self.review_by is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class Limit:
    """What the level of one open outcome's child allows; None where the level has no limit.

    `last_review` is the day on which the outcome was looked at last, or the plan was agreed.
    """

    last_review: date
    review_days: int | None
    drift_months: int | None


def clock(agreed_on: date, limits: Sequence[Limit], today: date) -> Clock:
    """Return when a plan with these open outcomes is due: the day that comes first.

    Where a limit ends on a weekend or a bank holiday, the working day before it is the last.
    """
    ends = [
        one.last_review + timedelta(days=one.review_days)
        for one in limits
        if one.review_days is not None
    ]
    review_by = working_day_before(min(ends)) if ends else None
    left = 0 if review_by is None else _left(today, review_by)
    months = min((one.drift_months for one in limits if one.drift_months is not None), default=None)
    drifts_on = None if months is None else months_after(agreed_on, months)
    drifts = drifts_on is not None and today > drifts_on
    return Clock(review_by, left, drifts_on, months, drifts)


def working_day_before(day: date) -> date:
    """Return `day`, or the last working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of that month."""
    year, month = divmod(day.month - 1 + months, _MONTHS_PER_YEAR)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _left(today: date, day: date) -> int:
    # A day that has passed is late, also where only a weekend lies between.
    left = working_days_between(today, day)
    return min(left, -1) if day < today else left
