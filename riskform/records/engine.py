"""Connections: how SQLite and PostgreSQL are opened so that a save is whole, durable and in turn.

SQLite: WAL, synchronous=FULL, `BEGIN IMMEDIATE` for writers (docs/adr/0003-storage.md).
PostgreSQL: a writer reads committed rows and locks the assessment's row; a reader sees one
snapshot for its whole session. Both give the same promise: no lost save, no torn read.
"""

import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self, TypeVar
from weakref import WeakSet

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError

from riskform.errors import CouldNotRun
from riskform.records.faults import DatabaseBusy, raise_named
from riskform.records.lending import Lender
from riskform.records.session import Session

Result = TypeVar("Result")

_MOST_KEPT = 10  # connections of SQLite that stay open, of each kind
BUSY_TIMEOUT = 10  # seconds that a writer waits for its turn
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.0003, 0.01  # seconds between two looks whether it has come
_POSTGRESQL_NAMES = {"postgres", "postgresql", "postgresql+psycopg"}

_opened: WeakSet["Database"] = WeakSet()


def _close_before_fork() -> None:
    # A connection that two processes hold is the ruin of both: PostgreSQL mixes their talk, and
    # SQLite in the child takes its parent's locks for its own. So a child inherits none.
    for database in tuple(_opened):
        database.dispose()


os.register_at_fork(before=_close_before_fork)


class Database:
    """One database and its connections; `engine_name` is `sqlite` or `postgresql`.

    `with connect(url) as database:` closes its connections at the end.
    """

    def __init__(self, reading: Lender, writing: Lender) -> None:
        """Use connections that can't write and ones that can; use `connect(url)` instead."""
        self.engine_name = writing.engine.dialect.name
        self._reading, self._writing = reading, writing
        _opened.add(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.dispose()

    def open(self, *, write: bool) -> Session:
        """Return a session; whoever asked commits or rolls it back, and closes it.

        A session opened with `write=False` can't write. The transaction begins with the first
        statement; then a writer on SQLite waits for its turn, up to `BUSY_TIMEOUT` seconds, and
        raises `DatabaseBusy`.
        """
        return Session(self._writing) if write else Session(self._reading, reads_only=True)

    @contextmanager
    def session(self, *, write: bool) -> Iterator[Session]:
        """Give a session that is committed at the end of the block, rolled back if it raises."""
        session = self.open(write=write)
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()

    def write(self, function: Callable[[Session], Result], *, retries: int = 5) -> Result:
        """Run `function` in a write session of its own, again if it loses a race.

        `function` may run `retries` times more, so it must do nothing but write to the session.
        The last `DatabaseBusy` is raised.
        """
        for attempt in range(retries):
            try:
                with self.session(write=True) as session:
                    return function(session)
            except DatabaseBusy:
                # Two that met once should not meet again: each waits for a time of its own.
                time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311 - no secret.
        with self.session(write=True) as session:
            return function(session)

    @contextmanager
    def connection(self, *, write: bool) -> Iterator[Connection]:
        """Give a bare connection in a transaction, for migrations and health."""
        lender = self._writing if write else self._reading
        with lender.engine.begin() as connection:
            yield connection

    def dispose(self) -> None:
        """Close every connection that nobody is using; the next session opens a new one.

        A fork does this first by itself. No thread may be in a session while the process forks.
        """
        self._reading.dispose()
        self._writing.dispose()


def connect(url: str) -> Database:
    """Return the database that `url` names, without touching it yet.

    `sqlite:///file.db`, `postgresql://…`, `postgres://…` and `postgresql+psycopg://…` are known;
    anything else raises `CouldNotRun`, as does SQLite in memory, which two threads can't share.
    """
    known = _known_url(url)
    if known.get_backend_name() == "sqlite":
        return Database(_sqlite(known, write=False), _sqlite(known, write=True))
    writing = create_engine(
        known,
        pool_size=10,
        max_overflow=20,
        pool_pre_ping=True,
        connect_args={"connect_timeout": BUSY_TIMEOUT},
    )
    event.listen(writing, "connect", _prepare_postgresql)
    event.listen(writing, "handle_error", _raise_named)
    only_reads = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    reading = writing.execution_options(**only_reads)
    return Database(Lender(reading), Lender(writing))


def _sqlite(known: URL, *, write: bool) -> Lender:
    """Lend connections that do nothing but read, or such as begin with a lock."""
    engine = create_engine(
        known,
        pool_size=_MOST_KEPT,
        max_overflow=20,
        connect_args={"timeout": BUSY_TIMEOUT, "check_same_thread": False},
        paramstyle="named",
    )
    event.listen(engine, "connect", _prepare_sqlite_to_write if write else _prepare_sqlite_to_read)
    event.listen(engine, "begin", _begin_to_write if write else _begin_to_read)
    event.listen(engine, "handle_error", _raise_named if write else _raise_named_of_reading)
    return Lender(engine, most_kept=_MOST_KEPT)


def _begin_to_write(connection: Connection) -> None:
    # SQLite itself would sleep for 1, 2, 5, 10 and more milliseconds between two looks, while a
    # save needs its turn for less than one.
    until, pause = time.monotonic() + BUSY_TIMEOUT, _SHORTEST_PAUSE
    while True:
        try:
            return _begin(connection, "BEGIN IMMEDIATE")
        except DatabaseBusy:
            if time.monotonic() > until:
                raise
        time.sleep(random.uniform(pause / 2, pause))  # noqa: S311 - no secret.
        pause = min(2 * pause, _LONGEST_PAUSE)


def _begin_to_read(connection: Connection) -> None:
    _begin(connection, "BEGIN")


def _begin(connection: Connection, statement: str) -> None:
    try:
        connection.connection.cursor().execute(statement)
    except sqlite3.Error as problem:
        raise_named(problem)
        raise


def _raise_named(context: ExceptionContext) -> None:
    raise_named(context.original_exception)


def _raise_named_of_reading(context: ExceptionContext) -> None:
    raise_named(context.original_exception, only_reads=True)


def _known_url(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as problem:
        message = "the database address can't be read; it should look like sqlite:///riskform.db"
        raise CouldNotRun(message) from problem
    if parsed.drivername in _POSTGRESQL_NAMES:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in {"sqlite", "sqlite+pysqlite"}:
        message = f"riskform keeps records in sqlite or postgresql, not in {parsed.drivername}"
        raise CouldNotRun(message)
    if parsed.database in {None, "", ":memory:"}:
        message = "SQLite in memory can't be shared; name a file, such as sqlite:///riskform.db"
        raise CouldNotRun(message)
    return parsed


def _prepare_sqlite(connection: sqlite3.Connection, record: Any) -> None:  # noqa: ANN401, ARG001 - SQLAlchemy's.
    # The driver must begin nothing by itself; our own listener does.
    connection.isolation_level = None
    _turn_on_wal(connection)
    for pragma in (
        "synchronous=FULL",  # NORMAL loses acknowledged saves when the power is cut
        "foreign_keys=ON",
        "recursive_triggers=ON",  # so that REPLACE can't slip past a trigger on DELETE
        "mmap_size=0",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_sqlite_to_write(connection: sqlite3.Connection, record: Any) -> None:  # noqa: ANN401 - as above.
    _prepare_sqlite(connection, record)
    connection.execute("PRAGMA busy_timeout=0")  # `_begin_to_write` waits instead


def _prepare_sqlite_to_read(connection: sqlite3.Connection, record: Any) -> None:  # noqa: ANN401 - as above.
    _prepare_sqlite(connection, record)
    connection.execute("PRAGMA query_only=ON")


def _prepare_postgresql(connection: Any, record: Any) -> None:  # noqa: ANN401, ARG001 - SQLAlchemy's.
    connection.execute(f"SET lock_timeout = '{BUSY_TIMEOUT}s'".encode())
    connection.commit()


def _turn_on_wal(connection: sqlite3.Connection) -> None:
    # Turning WAL on does not wait for its turn as other statements do, so this waits.
    until = time.monotonic() + BUSY_TIMEOUT
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return
