"""Databases of tests stand at the same addresses in turn, and share nothing but that."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from riskform.records import Database
from tests.originals import Originals, opened


def test_a_copy_stands_where_an_earlier_one_stood_and_holds_nothing_of_it(
    kind_of_database: str, originals: Originals
) -> None:
    with originals.copy(kind_of_database, _one_row) as first, _told(first) as (database, told):
        told.exec_driver_sql("INSERT INTO told VALUES ('of an earlier test')")
    with originals.copy(kind_of_database, _one_row) as second, _told(second) as (again, told):
        rows = told.exec_driver_sql("SELECT word FROM told").scalars().all()
    assert (second, again) == (first, database)
    assert rows == ["made once"]


@contextmanager
def _told(url: str) -> Iterator[tuple[Database, Connection]]:
    with opened(url) as database, database.connection(write=True) as connection:
        yield database, connection


def _one_row(url: str) -> None:
    with _told(url) as (_, told):
        told.exec_driver_sql("CREATE TABLE told (word TEXT)")
        told.exec_driver_sql("INSERT INTO told VALUES ('made once')")
