from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskform.engine.working_days import due_on, is_working_day, working_days_between

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))


def test_within_0_is_that_day_even_on_a_bank_holiday() -> None:
    christmas = date(2026, 12, 25)
    assert due_on(christmas, 0) == christmas


def test_one_working_day_after_a_friday_is_monday() -> None:
    assert due_on(date(2026, 3, 6), 1) == date(2026, 3, 9)


def test_easter_2026_has_no_working_day_from_good_friday_to_easter_monday() -> None:
    maundy_thursday = date(2026, 4, 2)
    assert due_on(maundy_thursday, 1) == date(2026, 4, 7)
    assert working_days_between(maundy_thursday, date(2026, 4, 6)) == 0


def test_christmas_2026_gives_monday_for_a_boxing_day_on_saturday() -> None:
    christmas_eve = date(2026, 12, 24)
    assert not is_working_day(date(2026, 12, 28))
    assert due_on(christmas_eve, 1) == date(2026, 12, 29)
    assert due_on(christmas_eve, 4) == date(2027, 1, 4)


def test_a_scottish_bank_holiday_is_a_working_day_here() -> None:
    assert is_working_day(date(2026, 11, 30))


def test_days_before_count_negative() -> None:
    assert working_days_between(date(2026, 3, 9), date(2026, 3, 6)) == -1


def test_a_negative_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="not -1"):
        due_on(date(2026, 3, 6), -1)


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_a_limit_of_working_days_is_met_exactly_on_the_day_it_is_due(
    start: date, within: int
) -> None:
    due = due_on(start, within)
    assert is_working_day(due)
    assert working_days_between(start, due) == within
    assert working_days_between(start, due - timedelta(days=1)) == within - 1
