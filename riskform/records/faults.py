"""What the database itself may say, turned into errors that the floors above can name."""

import re
import sqlite3
from typing import Any

from riskform.errors import RiskformError, WrongState

# The messages of our triggers begin with this, on both databases.
REFUSED = "refused: "

_SQLITE_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# Serialization failure, deadlock, lock not available.
_POSTGRESQL_BUSY = {"40001", "40P01", "55P03"}
# Somebody else owns the tables.
_POSTGRESQL_NOT_ALLOWED = "42501"
# Disk full, out of memory, too many connections are all of class 53; only the first is about space.
_POSTGRESQL_FULL = "53100"
# Connection lost, wrong role or password, no such database, server starting or stopping. Where no
# server answers at all, there is no code.
_POSTGRESQL_UNREACHABLE = ("08", "28", "3D", "57P")
_WHY_NOT = re.compile(r"FATAL:\s+(.+)")


class DatabaseBusy(RiskformError):
    """Somebody else held the record for too long, or won a race. Nothing was written."""


class DatabaseFull(RiskformError):
    """The disk of the database is full. Nothing was written."""


class DatabaseUnreachable(RiskformError):
    """The database can't be opened, is silent, or refuses riskform. Nothing was written."""


def raise_named(original: BaseException, *, only_reads: bool = False) -> None:
    """Raise our own error where the driver's is one that a person can be told about.

    This is asked about every error of the driver; all others go on as they are. On a
    connection that `only_reads`, an attempt to write is a mistake of ours, and goes on too.
    """
    if isinstance(original, sqlite3.Error):
        _raise_from_sqlite(original, only_reads=only_reads)
    elif hasattr(original, "sqlstate"):
        _raise_from_postgresql(original)


def _raise_from_sqlite(original: sqlite3.Error, *, only_reads: bool) -> None:
    code = getattr(original, "sqlite_errorcode", 0) & 0xFF
    if code in _SQLITE_BUSY:
        message = "the database was busy for too long; nothing was written"
        raise DatabaseBusy(message) from original
    if code == sqlite3.SQLITE_FULL:
        message = "the disk is full; nothing was written"
        raise DatabaseFull(message) from original
    if code == sqlite3.SQLITE_CANTOPEN:
        message = "the database file can't be opened; nothing was written"
        raise DatabaseUnreachable(message) from original
    if code == sqlite3.SQLITE_NOTADB:
        message = "the file that should be the database is none of SQLite; nothing was written"
        raise DatabaseUnreachable(message) from original
    if code == sqlite3.SQLITE_READONLY and not only_reads:
        message = "the database file or its folder can't be written to; nothing was written"
        raise DatabaseUnreachable(message) from original
    if str(original).startswith(REFUSED):
        raise WrongState(str(original).removeprefix(REFUSED)) from original


def _raise_from_postgresql(original: Any) -> None:  # noqa: ANN401 - psycopg is not loaded for SQLite.
    if original.sqlstate in _POSTGRESQL_BUSY:
        message = "somebody else saved at the same moment; nothing was written"
        raise DatabaseBusy(message) from original
    if original.sqlstate == _POSTGRESQL_FULL:
        message = "the disk is full; nothing was written"
        raise DatabaseFull(message) from original
    if original.sqlstate == _POSTGRESQL_NOT_ALLOWED:
        message = (
            "the database's user may not do this, and has to own the tables; nothing was written"
        )
        raise DatabaseUnreachable(message) from original
    if _is_unreachable(original):
        # A server that answers says why it lets nobody in.
        why = _WHY_NOT.search(str(original))
        said = f"does not let riskform in ({why[1]})" if why else "does not answer"
        message = f"the database server {said}; nothing was written"
        raise DatabaseUnreachable(message) from original
    said = original.diag.message_primary or ""
    if said.startswith(REFUSED):
        raise WrongState(said.removeprefix(REFUSED)) from original


def _is_unreachable(original: Any) -> bool:  # noqa: ANN401 - as above.
    state = original.sqlstate
    if state is None:
        return any(kind.__name__ == "OperationalError" for kind in type(original).__mro__)
    return str(state).startswith(_POSTGRESQL_UNREACHABLE)
