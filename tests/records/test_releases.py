"""What was released for one copy: the newest row counts, and no row is ever changed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from riskform.errors import WrongState
from riskform.records import accounts, downgrade, releases, upgrade
from riskform.records.releases import Act, Release
from tests.records.desk import Desk

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def made(desk: Desk, item: str = "outcome:o1", by: int | None = None) -> Release:
    return Release(item, "0" * 64, "She asked for it.", by or desk.author, "Priya Nair", NOW)


def record(desk: Desk, act: Act, release: Release, reader: str = "meera") -> None:
    with desk.database.session(write=True) as session:
        releases.record(session, desk.draft, act, "plan", reader, release)


def standing(desk: Desk, reader: str = "meera") -> list[str]:
    with desk.database.session(write=False) as session:
        return [one.item for one in releases.standing(session, desk.draft, "plan", reader)]


def test_the_newest_row_of_each_thing_counts_for_its_own_copy(desk: Desk) -> None:
    for item in ("outcome:o1", "action:a1"):
        record(desk, "released", made(desk, item))
    assert standing(desk) == ["outcome:o1", "action:a1"]
    assert standing(desk, "vikram") == []
    record(desk, "taken_back", replace(made(desk), reason=""))
    assert standing(desk) == ["action:a1"]
    record(desk, "released", made(desk))
    assert standing(desk) == ["action:a1", "outcome:o1"]


def test_the_author_and_the_teams_manager_may_and_nobody_else(desk: Desk) -> None:
    record(desk, "released", made(desk, by=desk.manager))
    with desk.database.session(write=True) as session:
        accounts.set_role(session, desk.manager, "manager", "South")
    with pytest.raises(WrongState, match="or a manager of its team"):
        record(desk, "released", made(desk, "action:a1", by=desk.manager))


def test_what_was_released_is_kept_for_ever(desk: Desk) -> None:
    record(desk, "released", made(desk))
    statements = ["UPDATE release SET reason = 'x'", "DELETE FROM release"]
    if desk.database.engine_name == "postgresql":
        statements.append("TRUNCATE release")
    for statement in statements:
        with (
            desk.database.session(write=True) as session,
            pytest.raises(WrongState, match="kept for ever"),
        ):
            session.execute(text(statement))


def test_the_rules_stand_again_after_going_down_and_up(desk: Desk) -> None:
    record(desk, "released", made(desk))
    desk.database.dispose()
    downgrade(desk.url, "0005")
    assert upgrade(desk.url)
    assert standing(desk) == []
    record(desk, "released", made(desk))
    with desk.database.session(write=True) as session, pytest.raises(WrongState, match="kept"):
        session.execute(text("DELETE FROM release"))


def test_a_reader_that_no_row_can_hold_has_no_releases(desk: Desk) -> None:
    with desk.database.session(write=False) as session:
        assert releases.state_of(session, desk.draft, "\0") == ""
        assert releases.standing(session, desk.draft, "plan", "half a \ud800") == ()
