from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskform.engine.reviews.due import Limit, clock, months_after, working_day_before
from riskform.engine.working_days import is_working_day

AGREED = date(2026, 3, 2)


def of(days: int | None, months: int | None = None, last: date = AGREED) -> Limit:
    """Return what the level of one outcome's child allows."""
    return Limit(last, days, months)


def test_the_outcome_that_comes_first_says_when_a_plan_is_due() -> None:
    limits = [of(56, 12), of(42, 15), of(42, 9, date(2026, 4, 13)), of(None)]
    found = clock(AGREED, limits, AGREED)
    assert (found.review_by, found.drift_months) == (date(2026, 4, 13), 9)
    assert clock(AGREED, [], AGREED).review_by is None


def test_a_plan_is_due_so_long_after_it_was_agreed_or_last_reviewed() -> None:
    assert clock(AGREED, [of(56)], AGREED).review_by == date(2026, 4, 27)
    again = clock(AGREED, [of(56, last=date(2026, 4, 13))], AGREED)
    assert again.review_by == date(2026, 6, 8)


def test_a_limit_that_ends_on_a_bank_holiday_ends_on_the_working_day_before() -> None:
    # 35 days after Monday 2 March is Easter Monday 2026.
    assert clock(AGREED, [of(35)], AGREED).review_by == date(2026, 4, 2)


@pytest.mark.parametrize(
    ("today", "left", "late"),
    [(date(2026, 4, 24), 1, False), (date(2026, 4, 27), 0, False), (date(2026, 4, 29), -2, True)],
)
def test_days_are_counted_as_working_days(today: date, left: int, *, late: bool) -> None:
    found = clock(AGREED, [of(56)], today)
    assert (found.days_left, found.is_late) == (left, late)


def test_a_friday_that_has_passed_is_late_on_saturday() -> None:
    assert clock(AGREED, [of(53)], date(2026, 4, 25)).is_late


def test_a_plan_drifts_on_the_day_after_its_limit() -> None:
    assert not clock(AGREED, [of(None, 12)], date(2027, 3, 2)).drifts
    assert clock(AGREED, [of(None, 12)], date(2027, 3, 3)).drifts


def test_a_level_without_limits_has_no_clock() -> None:
    found = clock(AGREED, [of(None)], date(2040, 1, 1))
    assert (found.review_by, found.drifts, found.is_late) == (None, False, False)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 3, 2), 15, date(2027, 6, 2)),
    ],
)
def test_months_end_where_the_month_does(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
@settings(max_examples=40)
def test_the_working_day_before_is_one_and_is_near(day: date) -> None:
    found = working_day_before(day)
    assert is_working_day(found)
    assert timedelta(0) <= day - found <= timedelta(days=5)
