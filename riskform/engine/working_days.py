"""Working days in England and Wales: Monday to Friday without bank holidays."""

from datetime import date, timedelta
from functools import cache

_SATURDAY = 5
_DAY = timedelta(days=1)


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of `year`, with the days given instead of a weekend."""
    # It reads the calendars of the whole world: an eighth of a second.
    from holidays import country_holidays  # noqa: PLC0415 - few commands need it.

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Tell whether offices are open in England and Wales on `day`."""
    return day.weekday() < _SATURDAY and day not in _bank_holidays(day.year)


def due_on(start: date, within: int) -> date:
    """Return the day that lies `within` working days after `start`.

    0 is `start` itself, a weekend or bank holiday included, because "today" can't wait.
    Raises ValueError for a negative number.
    """
    if within < 0:
        msg = f"within counts working days from 0, not {within}"
        raise ValueError(msg)
    day = start
    for _ in range(within):
        day += _DAY
        while not is_working_day(day):
            day += _DAY
    return day


def working_days_between(start: date, end: date) -> int:
    """Count the working days after `start`, up to and with `end`; negative if `end` is earlier."""
    if end < start:
        return -working_days_between(end, start)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(1 for day in days if is_working_day(day))
