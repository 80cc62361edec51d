"""Bringing a database to the tables that this version of riskform needs, and back."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import make_url

from riskform.errors import CouldNotRun
from riskform.records.engine import Database, connect

if TYPE_CHECKING:
    from alembic.config import Config

# The newest migration; a test keeps it equal to the last file in migrations/versions.
HEAD = "0010"
_SCRIPTS = Path(__file__).with_name("migrations")
# Any number of its own: the advisory lock that two servers starting together take in turn.
_POSTGRESQL_LOCK = 7_265_921


def level_of(connection: Connection) -> str | None:
    """Return the migration that the database stands at, None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def upgrade(url: str) -> bool:
    """Bring the database to `HEAD` in one transaction; return whether anything had to be done.

    Makes the folder of an SQLite file that does not exist yet. Raises `CouldNotRun` where the
    database was made by a newer riskform. Alembic is only loaded where there is work, because
    every start of the server comes through here.
    """
    database = connect(url)
    _make_folder(url)
    try:
        with database.connection(write=False) as connection:
            if level_of(connection) == HEAD:
                return False
        with database.connection(write=True) as connection:
            _wait_for_turn(database, connection)
            return _upgrade_in(connection)
    finally:
        database.dispose()


def downgrade(url: str, to: str) -> None:
    """Take the database back to the migration `to` (`base` is before the first).

    Raises `CouldNotRun` where the database can't be taken there.
    """
    from alembic import command  # noqa: PLC0415 - only where there is work to do.
    from alembic.util import CommandError  # noqa: PLC0415 - only where there is work to do.

    database = connect(url)
    try:
        with database.connection(write=True) as connection:
            _wait_for_turn(database, connection)
            before = level_of(connection)
            try:
                command.downgrade(config(connection), to)
            except CommandError as problem:
                message = (
                    f"the database stands at {before or 'base'}, and there is no way back from"
                    f" there to {to}. The newest that this riskform knows is {HEAD}. Nothing was"
                    " changed."
                )
                raise CouldNotRun(message) from problem
    finally:
        database.dispose()


def config(connection: Connection) -> "Config":
    """Return Alembic's configuration for running the packaged migrations on `connection`."""
    from alembic.config import Config  # noqa: PLC0415 - only where there is work to do.

    made = Config()
    made.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def _upgrade_in(connection: Connection) -> bool:
    from alembic import command  # noqa: PLC0415 - only where there is work to do.
    from alembic.util import CommandError  # noqa: PLC0415 - only where there is work to do.

    # Another process may have done it while this one waited for its turn.
    before = level_of(connection)
    if before == HEAD:
        return False
    try:
        command.upgrade(config(connection), "head")
    except CommandError as problem:
        message = (
            f"the database stands at migration {before}, which this riskform does not know;"
            " it was made by a newer one. Nothing was changed."
        )
        raise CouldNotRun(message) from problem
    return True


def _wait_for_turn(database: Database, connection: Connection) -> None:
    # On SQLite, BEGIN IMMEDIATE has waited already.
    if database.engine_name == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(:number)"), {"number": _POSTGRESQL_LOCK}
        )


def _make_folder(url: str) -> None:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
