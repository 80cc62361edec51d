from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskform.engine.uk_dates import parse_uk_date


@pytest.mark.parametrize(
    "typed",
    [
        "24/04/2026",
        "24/4/2026",
        "24-04-2026",
        "24.04.2026",
        "24/04/26",
        "24 04 2026",
        "2026-04-24",
        "2026/04/24",
        "2026-04-24T00:00:00Z",
        "24 April 2026",
        "24th April 2026",
        "24th of April 2026",
        "24 Apr 2026",
        "24-Apr-26",
        "24 apr '26",
        "April 24, 2026",
        "April 24th 2026",
        "Friday 24 April 2026",
        "Fri 24/04/2026",
        "Fri, 24 April 2026",
        "by 24 April 2026",
        "By Friday the 24th of April, 2026.",
        "on 24/04/2026 at 3pm",
        "24/04/2026 at the latest",
        "  24/04/2026  ",
    ],
)
def test_a_day_that_is_meant_beyond_doubt_is_a_date(typed: str) -> None:
    assert parse_uk_date(typed) == date(2026, 4, 24)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "31 April 2026",
        "31/04/2026",
        "30/02/2026",
        "29 February 2026",
        "04/24/2026",
        "24 April",
        "April 2026",
        "24/04",
        "24/04/0026",
        "2026",
        "Monday 24 April 2026",
        "24/04/2026 or 1/05/2026",
        "24/04/2026 and ongoing",
        "ongoing, reviewed 24/04/2026",
        "next review",
        "6-8 weeks",
        "12 weeks",
        "asap",
        "24 Smarch 2026",
        "//",
        "24/04/2026" * 10,
    ],
)
def test_anything_else_is_no_date(typed: str) -> None:
    assert parse_uk_date(typed) is None


def test_first_of_may_is_not_read_as_a_weekday() -> None:
    assert parse_uk_date("1st May 2026") == date(2026, 5, 1)
    assert parse_uk_date("May 1 2026") == date(2026, 5, 1)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back_from_the_ways_people_write_it(day: date) -> None:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%A %d %b %Y"):
        assert parse_uk_date(day.strftime(form)) == day


@given(st.text(max_size=70))
def test_no_text_crashes_the_reading_of_a_date(typed: str) -> None:
    found = parse_uk_date(typed)
    assert found is None or isinstance(found, date)
