"""What the database says of itself."""

from pathlib import Path

import pytest

from riskform.records import Database, connect, health
from riskform.records.health import sqlite_warning
from riskform.records.migrate import HEAD


def test_a_migrated_database_is_reachable_and_at_the_head(database: Database) -> None:
    said = health(database)
    assert (said.reachable, said.migration_at, said.migration_head) == (True, HEAD, HEAD)
    assert said.engine == database.engine_name


def test_a_new_database_stands_before_the_first_migration(database_url: str) -> None:
    with connect(database_url) as database:
        said = health(database)
    assert (said.reachable, said.migration_at) == (True, None)


def test_postgresql_is_not_warned_of_a_fault_of_sqlite(database: Database) -> None:
    said = health(database)
    if database.engine_name == "postgresql":
        assert (said.sqlite_version, said.warning) == (None, None)
    else:
        assert said.sqlite_version is not None


@pytest.mark.parametrize("scheme", ["sqlite", "postgresql"])
def test_a_database_that_is_not_there_is_unreachable(scheme: str, tmp_path: Path) -> None:
    nowhere = tmp_path / "missing"
    url = {
        "sqlite": f"sqlite:///{nowhere}/riskform.sqlite3",
        "postgresql": f"postgresql://riskform@/riskform?host={nowhere}",
    }[scheme]
    said = health(connect(url))
    assert (said.reachable, said.migration_at) == (False, None)


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 51, 2), (3, 52, 0)])
def test_a_version_with_the_wal_reset_fault_is_warned_of(version: tuple[int, int, int]) -> None:
    assert "WAL-reset" in (sqlite_warning(version) or "")


@pytest.mark.parametrize("version", [(3, 6, 23), (3, 51, 3), (3, 52, 1), (3, 53, 0)])
def test_a_version_without_the_fault_is_not_warned_of(version: tuple[int, int, int]) -> None:
    assert sqlite_warning(version) is None
