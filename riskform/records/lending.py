"""Connections lent to sessions, of which those of SQLite stay open between two of them.

SQLAlchemy's pool keeps the driver's connection, and wraps it anew each time: that takes as long
as a statement. So what it gives is kept as it is, for the next session, with nothing begun in it
(docs/adr/0026-lent-connections.md).
"""

from collections import deque

from sqlalchemy import Connection, Engine


class Lender:
    """Lends the connections of one engine."""

    def __init__(self, engine: Engine, *, most_kept: int = 0) -> None:
        """Lend connections of `engine`.

        `most_kept` are ready for the next session; further ones go back to the pool, where it is
        asked whether they still stand. It is 0 for a server, which may have gone away meanwhile.
        """
        self.engine = engine
        self._most_kept = most_kept
        self._kept: deque[Connection] = deque()

    def lend(self) -> Connection:
        """Return a connection in which nothing was begun."""
        try:
            return self._kept.pop()
        except IndexError:
            return self.engine.connect()

    def take_back(self, connection: Connection) -> None:
        """Undo what was not committed, and keep the connection for the next session."""
        if len(self._kept) >= self._most_kept:
            connection.close()
            return
        try:
            connection.rollback()
        except BaseException:
            connection.close()
            raise
        if connection.invalidated:
            connection.close()
        else:
            self._kept.append(connection)

    def dispose(self) -> None:
        """Close every connection that is not lent."""
        while self._kept:
            self._kept.pop().close()
        self.engine.dispose()
