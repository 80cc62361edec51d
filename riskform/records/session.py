"""One transaction at a time on one connection: all that records need of a database session."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Executable, NestedTransaction
from sqlalchemy.engine import CursorResult

from riskform.records.lending import Lender
from riskform.records.prepared import Prepared

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class Session:
    """Statements in a transaction, which begins with the first of them.

    SQLAlchemy's own session keeps objects in step with rows. Records return frozen dataclasses
    and have none, so that half of what a statement cost there would be for nothing.
    """

    def __init__(self, lender: Lender, *, reads_only: bool = False) -> None:
        """Prepare to use a connection of `lender`; nothing is asked of the database yet.

        `reads_only` tells that the database refuses writes of this session.
        """
        self.reads_only = reads_only
        self._lender = lender
        self._connection: Connection | None = None

    def execute(
        self, statement: Executable, parameters: Parameters | None = None
    ) -> "CursorResult[*tuple[Any, ...]]":
        """Run a statement; several mappings run it once for each."""
        return self._open().execute(statement, parameters)

    def ask(self, prepared: Prepared, values: Mapping[str, Any]) -> list[Sequence[Any]]:
        """Run a statement that is written once, and return its rows."""
        connection = self._open()
        if not connection.in_transaction():
            connection.begin()
        return prepared.ask(connection, values, only_reads=self.reads_only)

    def begin_nested(self) -> NestedTransaction:
        """Return a block whose writes are undone if it raises."""
        return self._open().begin_nested()

    def commit(self) -> None:
        """Keep what was written; the next statement begins a new transaction."""
        if self._connection is not None:
            self._connection.commit()

    def rollback(self) -> None:
        """Undo what was written since the last commit."""
        if self._connection is not None:
            self._connection.rollback()

    def close(self) -> None:
        """Undo what was not committed and give the connection back; `execute` opens a new one."""
        if self._connection is not None:
            lent, self._connection = self._connection, None
            self._lender.take_back(lent)

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._lender.lend()
        return self._connection
