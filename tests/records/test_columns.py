"""Both databases keep exactly the same things."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from riskform.engine.case import Answer
from riskform.records import Database, UnstorableText, audit, families, is_storable
from riskform.records.columns import canonical_json
from tests.records.desk import NOW, Desk

HARD_TEXTS = [
    "a NUL \x00 inside",
    "\x01\x02\x1f\x7f control characters\r\n\ttabs",
    "👩‍👧 emoji and 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "عائشہ بہت اچھی بچی ہے",
    "Zażółć gęślą jaźń",
    "half \ud83d of a pair",
    "{{7*7}} <script>alert(1)</script> ' \" \\ %s %(a)s",
    "w" * 20_000,
]


@pytest.mark.parametrize("typed", HARD_TEXTS, ids=range(len(HARD_TEXTS)))
def test_an_answer_comes_back_exactly_as_typed(desk: Desk, typed: str) -> None:
    answers = {
        "kit/voice.words": Answer(typed, "child", "2026-03-01"),
        "kit/voice.list": Answer([{"id": "i1", "said": typed, "who": [typed]}]),
    }
    desk.save(answers)
    assert desk.load().answers == answers


@pytest.mark.parametrize("typed", ["a NUL \x00 inside", "half \ud83d of a pair"])
def test_a_name_that_postgresql_could_not_keep_is_refused_on_both(
    database: Database, typed: str
) -> None:
    def keep() -> None:
        with database.session(write=True) as session:
            families.create(session, name=typed, team="North", created_at=NOW)

    assert not is_storable(typed)
    with pytest.raises(UnstorableText, match="NUL or half a character"):
        keep()


@pytest.mark.parametrize("typed", ["عائشہ", "👩‍👧", "Łucja", " ", ""])
def test_a_name_in_any_script_is_kept(database: Database, typed: str) -> None:
    with database.session(write=True) as session:
        made = families.create(session, name=typed, team="North", created_at=NOW)
    with database.session(write=False) as session:
        assert families.load(session, made.reference).name == typed
    assert is_storable(typed)


def test_a_moment_comes_back_in_utc_to_the_microsecond(database: Database) -> None:
    summer = datetime(2026, 6, 1, 0, 30, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
    with database.session(write=True) as session:
        audit.record(session, None, "tried", "account", "nobody", {}, summer)
    with database.session(write=False) as session:
        (event,) = audit.listed(session)
    assert event.at_utc == summer
    assert event.at_utc.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    def keep() -> None:
        with database.session(write=True) as session:
            naive = NOW.replace(tzinfo=None)
            families.create(session, name="A", team="North", created_at=naive)

    with pytest.raises(Exception, match="without a zone"):
        keep()


def test_the_same_document_is_always_the_same_text() -> None:
    assert canonical_json({"b": ["é"], "a": None}) == '{"a":null,"b":["\\u00e9"]}'


def test_a_number_that_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(float("nan"))
