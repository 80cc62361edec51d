"""Whether the database can be reached, is migrated, and is a version that can be trusted."""

import sqlite3
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from riskform.errors import RiskformError
from riskform.records.engine import Database
from riskform.records.migrate import HEAD, level_of

# https://sqlite.org/wal.html#walresetbug: two connections that write and checkpoint at the same
# moment could corrupt the file. Fixed in 3.51.3; 3.52.0 was withdrawn.
_FIRST_BROKEN, _FIRST_FIXED, _WITHDRAWN = (3, 7, 0), (3, 51, 3), (3, 52, 0)


@dataclass(frozen=True, slots=True)
class Health:
    """What `/healthz` says of the database; `migration_at` is None before the first migration."""

    reachable: bool
    migration_at: str | None
    migration_head: str
    engine: str
    sqlite_version: str | None
    warning: str | None


def health(database: Database) -> Health:
    """Ask the database how it is; never raises because the database can't be reached."""
    on_sqlite = database.engine_name == "sqlite"
    at: str | None = None
    try:
        with database.connection(write=False) as connection:
            at = level_of(connection)
            reachable = True
    except (SQLAlchemyError, RiskformError, OSError):
        reachable = False
    return Health(
        reachable=reachable,
        migration_at=at,
        migration_head=HEAD,
        engine=database.engine_name,
        sqlite_version=sqlite3.sqlite_version if on_sqlite else None,
        warning=sqlite_warning(sqlite3.sqlite_version_info) if on_sqlite else None,
    )


def sqlite_warning(version: tuple[int, ...]) -> str | None:
    """Return what to know about this version of SQLite, None if there is nothing."""
    if not (_FIRST_BROKEN <= version < _FIRST_FIXED or version == _WITHDRAWN):
        return None
    said = ".".join(map(str, version))
    return (
        f"SQLite {said} has the WAL-reset fault, which can damage the file when several processes"
        " write. Use SQLite 3.51.3 or later (not 3.52.0), or PostgreSQL, for real records."
    )
