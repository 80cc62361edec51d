"""Statements that every page or save needs, written as SQL once and asked of the driver itself.

For each execution SQLAlchemy finds out anew which statement it is, how it is written and how its
rows are read, and that takes far longer than the driver takes (docs/adr/0025-written-once.md).
What comes out is the same: SQLAlchemy writes the SQL, and its types turn values for the driver
and back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Insert, Select, Update
from sqlalchemy.engine import Dialect

from riskform.records.faults import raise_named

Statement = Select[Any] | Insert | Update
Values = Mapping[str, Any]
_Turn = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement in the words of one database, with what turns its values: by name, by place."""

    sql: str
    constants: Values
    sent: tuple[tuple[str, _Turn], ...]
    read: tuple[tuple[int, _Turn], ...]

    def to_driver(self, values: Values) -> Values:
        """Return all that the statement is executed with."""
        made = {**self.constants, **values}
        for name, turn in self.sent:
            made[name] = turn(made[name])
        return made

    def from_driver(self, row: Sequence[Any]) -> Sequence[Any]:
        """Return a row as Python's types."""
        if not self.read:
            return row
        made = list(row)
        for place, turn in self.read:
            if made[place] is not None:
                made[place] = turn(made[place])
        return made


class Prepared:
    """A statement that never changes but for the values of its named parameters.

    Each value that it writes is a parameter, and there is no list of which the length may change.
    """

    def __init__(self, statement: Statement, *columns: str) -> None:
        """Take a statement; it is written when it is first asked of a kind of database.

        `columns` are those that an insert or update sets, each from a value of its own name.
        """
        self.statement = statement
        self._columns = columns
        self._written: dict[str, _Written] = {}

    def ask(
        self, connection: Connection, values: Values, *, only_reads: bool = False
    ) -> list[Sequence[Any]]:
        """Return the rows. The connection must be in a transaction. Raises what `faults` names.

        `only_reads` tells that the connection is one that can't write.
        """
        dialect = connection.dialect
        written = self._written.get(dialect.name)
        if written is None:
            written = self._written[dialect.name] = _write(self.statement, self._columns, dialect)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(written.sql, written.to_driver(values))
            rows = cursor.fetchall() if cursor.description else []
        except Exception as problem:
            raise_named(problem, only_reads=only_reads)
            raise
        finally:
            cursor.close()
        return [written.from_driver(row) for row in rows]


def _write(statement: Statement, columns: tuple[str, ...], dialect: Dialect) -> _Written:
    compiled = statement.compile(dialect=dialect, column_keys=list(columns) or None)
    turns = {
        name: compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
        for name in compiled.params
    }
    constants = {
        name: turn(value) if (turn := turns.pop(name)) else value
        for name, value in compiled.params.items()
        if not compiled.binds[name].required
    }
    read = (
        column.type.dialect_impl(dialect).result_processor(dialect, None)
        for column in statement.exported_columns
    )
    return _Written(
        str(compiled),
        constants,
        tuple((name, turn) for name, turn in turns.items() if turn is not None),
        tuple((place, turn) for place, turn in enumerate(read) if turn is not None),
    )
