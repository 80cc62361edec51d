"""The migrations make exactly the tables that the models say, and can be undone and redone."""

import multiprocessing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Inspector, inspect, text
from sqlalchemy.exc import IntegrityError

from riskform.errors import CouldNotRun
from riskform.records import assessments, connect, downgrade, form_versions, health, upgrade
from riskform.records.migrate import HEAD, config
from riskform.records.tables import Base
from tests.records.desk import Desk


def test_the_migrations_make_what_the_models_say(database_url: str) -> None:
    upgrade(database_url)
    with connect(database_url) as database, database.connection(write=False) as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_migrations_make_the_same_keys_checks_and_indexes_as_the_models(
    database_url: str,
) -> None:
    upgrade(database_url)
    with connect(database_url) as database, database.connection(write=False) as connection:
        migrated = everything_of(connection)
    downgrade(database_url, "base")
    with connect(database_url) as database, database.connection(write=True) as connection:
        Base.metadata.create_all(connection)
        modelled = everything_of(connection)
    assert len(migrated) == len(Base.metadata.tables) == 26
    assert migrated == modelled


def everything_of(connection: Connection) -> dict[str, Any]:
    seen = inspect(connection)
    tables = sorted(set(seen.get_table_names()) - {"alembic_version"})
    return {table: parts_of(seen, table) for table in tables}


def parts_of(seen: Inspector, table: str) -> list[list[str]]:
    return [
        sorted(repr(sorted(part.items())) for part in parts)
        for parts in (
            [{key: str(value) for key, value in c.items()} for c in seen.get_columns(table)],
            [dict(seen.get_pk_constraint(table))],
            seen.get_unique_constraints(table),
            seen.get_foreign_keys(table),
            [
                {key: value for key, value in index.items() if key != "dialect_options"}
                | {"where": [str(clause) for clause in index["dialect_options"].values()]}
                if "dialect_options" in index
                else index
                for index in seen.get_indexes(table)
            ],
            seen.get_check_constraints(table),
        )
    ]


def test_a_database_with_rows_goes_down_and_up_again(desk: Desk) -> None:
    desk.submit()
    desk.agree()
    desk.database.dispose()
    downgrade(desk.url, "base")
    with desk.database.connection(write=False) as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
        if desk.database.engine_name == "postgresql":
            left = "SELECT count(*) FROM pg_proc WHERE proname LIKE 'riskform%'"
            assert connection.execute(text(left)).scalar() == 0
    assert upgrade(desk.url)
    with desk.database.session(write=False) as session:
        assert assessments.listed(session) == ()


def test_what_was_published_last_is_in_use_after_migration_2_and_again_after_going_back(
    database_url: str,
) -> None:
    upgrade(database_url)
    downgrade(database_url, "0001")
    with connect(database_url) as database, database.connection(write=True) as connection:
        for name, form, version, day in (
            ("a", "infants", 2, "2026-03-01"),
            ("b", "infants", 1, "2026-03-05"),
            ("c", "infants", 3, "2026-03-02"),
            ("d", "adults", 1, "2026-02-01"),
        ):
            row = f"'{name * 64}', '{form}', {version}, 'Title', '{{}}', '{day} 09:30:00', NULL"
            connection.execute(text(f"INSERT INTO form_version VALUES ({row})"))  # noqa: S608 - ours
    for _ in range(2):
        assert upgrade(database_url)
        with connect(database_url) as database, database.session(write=False) as session:
            assert {hash_[0]: at.day for hash_, at in form_versions.in_use(session).items()} == {
                "b": 5,
                "d": 1,
            }
            assert len(form_versions.listed(session)) == 4
        downgrade(database_url, "0001")


def test_who_lives_where_survives_migration_3_and_what_is_not_known_going_back_is_left_out(
    desk: Desk,
) -> None:
    def lives_here() -> list[tuple[str, str, str | None]]:
        with desk.database.connection(write=False) as connection:
            rows = "SELECT adult_id, relationship, lives_here FROM relation"
            return [tuple(row) for row in connection.execute(text(rows))]

    assert lives_here() == [("dean", "father", "sometimes")]
    downgrade(desk.url, "0002")
    assert lives_here() == [("dean", "father", "sometimes")]
    not_known = text("UPDATE relation SET lives_here = 'not_known'")
    with pytest.raises(IntegrityError), desk.database.connection(write=True) as connection:
        connection.execute(not_known)
    upgrade(desk.url)
    with desk.database.connection(write=True) as connection:
        connection.execute(not_known)
    downgrade(desk.url, "0002")
    assert lives_here() == [("dean", "father", None)]
    assert upgrade(desk.url)


def test_the_head_is_the_newest_migration(database_url: str) -> None:
    with connect(database_url) as database, database.connection(write=True) as connection:
        assert ScriptDirectory.from_config(config(connection)).get_heads() == [HEAD]


def test_a_second_upgrade_finds_nothing_to_do(database_url: str) -> None:
    assert upgrade(database_url)
    assert not upgrade(database_url)


def test_two_servers_that_start_together_migrate_once(database_url: str) -> None:
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert sorted(pool.map(upgrade, [database_url, database_url])) == [False, True]


def test_a_database_of_a_newer_riskform_is_left_alone(database_url: str) -> None:
    upgrade(database_url)
    with connect(database_url) as database:
        with database.connection(write=True) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(CouldNotRun, match="made by a newer one"):
            upgrade(database_url)
        assert health(database).migration_at == "9999"


def test_the_folder_of_an_sqlite_file_is_made(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path / 'new' / 'folder' / 'riskform.sqlite3'}")
    assert (tmp_path / "new" / "folder" / "riskform.sqlite3").exists()
