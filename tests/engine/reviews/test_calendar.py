from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskform.engine.reviews.calendar import Entry, calendar_feed, folded
from tests.engine.reviews.reading_ics import read_ics

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DUE = Entry("review", "7K3F9Q", "plan", date(2026, 4, 2))


def test_an_entry_is_a_whole_day_with_a_reference_and_nothing_else() -> None:
    (event,) = read_ics(calendar_feed((DUE,), NOW))
    assert event["SUMMARY"] == "Review due: record 7K3F9Q"
    assert (event["DTSTART"], event["DTEND"]) == ("20260402", "20260403")
    assert event["DTSTAMP"] == "20260302T093000Z"
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP"}


def test_an_empty_calendar_is_a_calendar() -> None:
    assert read_ics(calendar_feed((), NOW)) == []


def test_an_entry_that_moves_keeps_its_uid_and_others_have_their_own() -> None:
    moved = Entry("review", "7K3F9Q", "plan", date(2026, 5, 1))
    other = Entry("action", "7K3F9Q", "plan", date(2026, 4, 2))
    uids = [read_ics(calendar_feed((one,), NOW))[0]["UID"] for one in (DUE, moved, other)]
    assert uids[0] == uids[1] != uids[2]


def test_the_same_entry_twice_stands_once_and_days_are_in_their_order() -> None:
    first = Entry("unclear", "ABC234", "i1", date(2026, 3, 9))
    found = read_ics(calendar_feed((DUE, first, DUE), NOW))
    assert [event["DTSTART"] for event in found] == ["20260309", "20260402"]


def test_an_id_of_the_database_is_not_in_the_calendar() -> None:
    made = calendar_feed((Entry("action", "7K3F9Q", "isecret77", date(2026, 3, 9)),), NOW)
    assert b"isecret77" not in made


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=300))
@settings(max_examples=60)
def test_a_folded_line_keeps_to_75_octets_and_unfolds_to_itself(line: str) -> None:
    parts = list(folded(line))
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line


@pytest.mark.parametrize(
    "broken",
    [
        b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\n" + b"X:" + b"y" * 80 + b"\r\nEND:VCALENDAR\r\n",
    ],
)
def test_the_reader_of_these_tests_is_strict(broken: bytes) -> None:
    with pytest.raises(AssertionError):
        read_ics(broken)
