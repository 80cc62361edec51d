"""Sessions: who waits, who sees what, and what is refused."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from riskform.engine.case import Answer
from riskform.errors import CouldNotRun
from riskform.records import (
    DatabaseBusy,
    DatabaseFull,
    DatabaseUnreachable,
    Session,
    assessments,
    connect,
    engine,
)
from tests.records.desk import Desk

SOFA = {"kit/sleep.last_night": Answer("sofa")}


@pytest.mark.parametrize(("write", "wait"), [(True, 0), (False, 10_000)])
def test_sqlite_is_set_for_durable_saves(tmp_path: Path, *, write: bool, wait: int) -> None:
    url = f"sqlite:///{tmp_path / 'a.sqlite3'}"
    with connect(url) as database, database.connection(write=write) as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "mmap_size", "busy_timeout")
        said = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert said == ["wal", 2, 1, 0, wait]


def test_a_writer_on_sqlite_looks_often_whether_its_turn_has_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(engine, "BUSY_TIMEOUT", 0.05)
    with connect(f"sqlite:///{tmp_path / 'a.sqlite3'}") as database:
        with database.connection(write=True):
            monkeypatch.setattr(engine.time, "sleep", pauses.append)
            with pytest.raises(DatabaseBusy), database.connection(write=True):
                raise AssertionError("two have the turn")
        with database.connection(write=True):
            assert 0 < pauses[0] < 0.001
            assert 0.001 < max(pauses) <= 0.01


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_the_usual_names_of_postgresql_are_known(scheme: str) -> None:
    assert connect(f"{scheme}://riskform@localhost/riskform").engine_name == "postgresql"


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://a/b", "riskform.db"])
def test_a_database_that_can_not_be_used_is_refused_at_once(url: str) -> None:
    with pytest.raises(CouldNotRun):
        connect(url)


def test_a_session_that_raises_leaves_nothing_behind(desk: Desk) -> None:
    def save_then_fail() -> None:
        with desk.database.session(write=True) as session:
            desk.save_in(session, SOFA)
            raise RuntimeError("the view failed")

    with pytest.raises(RuntimeError, match="the view failed"):
        save_then_fail()
    assert desk.load().answers == {}
    assert desk.load().revision == 0


def test_an_open_session_is_committed_by_whoever_asked_for_it(desk: Desk) -> None:
    session = desk.database.open(write=True)
    desk.save_in(session, SOFA)
    assert desk.load().answers == {}
    session.commit()
    session.close()
    assert desk.load().answers == SOFA


def test_a_reading_session_can_not_write(desk: Desk) -> None:
    def write_while_reading() -> None:
        with desk.database.session(write=False) as session:
            session.execute(text("UPDATE family SET name = 'changed'"))

    with pytest.raises(DBAPIError, match=r"readonly|read-only"):
        write_while_reading()


def test_a_reader_sees_one_state_from_its_first_question_to_its_last(desk: Desk) -> None:
    with desk.database.session(write=False) as session:
        before = assessments.load(session, desk.reference)
        desk.save(SOFA)
        assert assessments.load(session, desk.reference) == before
    assert desk.load().answers == SOFA


def test_a_busy_writer_waits_for_its_turn(desk: Desk) -> None:
    holds, saved = Event(), []

    def hold() -> None:
        with desk.database.session(write=True) as session:
            desk.save_in(session, SOFA)
            holds.set()
            time.sleep(0.3)
            saved.append("first")

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(hold)
        holds.wait()
        second = desk.save({"kit/sleep.last_night": Answer("cot")})
        saved.append("second")
        waiting.result()
    assert saved == ["first", "second"]
    assert second.revision == 2


def test_a_writer_whose_turn_does_not_come_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT", 1)
    impatient = connect(desk.url)
    with desk.database.session(write=True) as session:
        desk.save_in(session, SOFA)
        with pytest.raises(DatabaseBusy, match="nothing was written"):
            impatient.write(lambda second: desk.save_in(second, SOFA), retries=0)
    impatient.dispose()
    assert desk.load().revision == 1


def test_a_lost_race_is_run_again(desk: Desk) -> None:
    tries: list[int] = []

    def lose_twice(session: Session) -> int:
        tries.append(1)
        number = desk.save_in(session, SOFA).revision
        if len(tries) < 3:
            raise DatabaseBusy("lost")
        return number

    assert desk.database.write(lose_twice) == 1
    assert len(tries) == 3


def test_a_race_lost_every_time_is_told(desk: Desk) -> None:
    def lose(session: Session) -> None:
        raise DatabaseBusy(f"lost in {type(session).__name__}")

    with pytest.raises(DatabaseBusy):
        desk.database.write(lose, retries=2)


def test_a_full_disk_is_told_and_nothing_is_written(desk: Desk) -> None:
    full = {
        "sqlite": ["PRAGMA max_page_count = 1", "UPDATE family SET name = hex(zeroblob(9999))"],
        "postgresql": ["DO $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = '53100'; END $$"],
    }

    def fill() -> None:
        with desk.database.session(write=True) as session:
            desk.save_in(session, SOFA)
            for statement in full[desk.database.engine_name]:
                session.execute(text(statement))

    with pytest.raises(DatabaseFull, match="the disk is full; nothing was written"):
        fill()
    assert desk.load().revision == 0


def test_a_database_that_riskform_may_not_write_to_is_told(desk: Desk) -> None:
    # The folder of an SQLite file may be read-only, and a user of PostgreSQL need not own a table.
    url, statement = {
        "sqlite": (f"{desk.url.replace(':///', ':///file:')}?mode=ro&uri=true", "SELECT 1"),
        "postgresql": (desk.url, "SET LOCAL ROLE pg_read_all_data"),
    }[desk.database.engine_name]

    def write() -> None:
        with connect(url) as database, database.session(write=True) as session:
            session.execute(text(statement))
            session.execute(text("UPDATE family SET name = 'changed'"))

    with pytest.raises(DatabaseUnreachable, match="nothing was written"):
        write()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear team, " * 500)

    def look() -> None:
        url = f"sqlite:///{tmp_path}/letter.db"
        with connect(url) as database, database.session(write=False) as session:
            session.execute(text("SELECT 1"))

    with pytest.raises(DatabaseUnreachable, match="is none of SQLite"):
        look()


def test_a_postgresql_that_lets_nobody_in_says_why(desk: Desk) -> None:
    if desk.database.engine_name == "sqlite":
        return  # A file asks nobody who they are.
    nowhere = desk.url.replace("/riskform_", "/no_such_")

    def look() -> None:
        with connect(nowhere) as database, database.session(write=False) as session:
            session.execute(text("SELECT 1"))

    with pytest.raises(
        DatabaseUnreachable, match=r'riskform in \(database "no_such_.*does not exist'
    ):
        look()


def test_two_who_wait_for_each_other_are_told_apart_on_postgresql(desk: Desk) -> None:
    if desk.database.engine_name == "sqlite":
        return  # One writer at a time: nobody can wait for each other.
    first_holds, second_holds = Event(), Event()

    def lock(mine: str, theirs: str, holds: Event, other: Event) -> str:
        with desk.database.session(write=True) as session:
            session.execute(text(f"SELECT 1 FROM {mine} FOR UPDATE"))  # noqa: S608 - a name.
            holds.set()
            other.wait(5)
            session.execute(text(f"SELECT 1 FROM {theirs} FOR UPDATE"))  # noqa: S608 - a name.
            return "done"

    with ThreadPoolExecutor(2) as pool:
        runs = [
            pool.submit(lock, "family", "assessment", first_holds, second_holds),
            pool.submit(lock, "assessment", "family", second_holds, first_holds),
        ]
        said = {outcome(run.result) for run in runs}
    assert said == {"done", "busy"}


def outcome(result: Callable[[], str]) -> str:
    try:
        return result()
    except DatabaseBusy:
        return "busy"


def test_a_forked_child_and_its_parent_both_go_on_saving(desk: Desk) -> None:
    desk.save(SOFA)
    child = os.fork()
    if child == 0:
        try:
            desk.save({"kit/sleep.last_night": Answer("cot")})
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert desk.save({"kit/sleep.seen": Answer("yes")}).revision == 3
    assert desk.load().answers["kit/sleep.last_night"] == Answer("cot")
