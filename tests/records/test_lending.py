"""Connections that are lent: what the next session finds, and what becomes of them."""

from pathlib import Path

from sqlalchemy import Engine, create_engine

from riskform.engine.case import Answer
from riskform.records import assessments
from riskform.records.lending import Lender
from tests.records.desk import Desk

SOFA = {"kit/sleep.last_night": Answer("sofa")}


def engine(folder: Path) -> Engine:
    return create_engine(f"sqlite:///{folder / 'a.sqlite3'}")


def test_a_connection_is_lent_again_and_no_two_have_the_same(tmp_path: Path) -> None:
    lender = Lender(engine(tmp_path), most_kept=2)
    first, second = lender.lend(), lender.lend()
    assert first is not second
    lender.take_back(first)
    assert lender.lend() is first
    lender.take_back(first)
    lender.take_back(second)
    lender.dispose()
    assert first.closed
    assert second.closed


def test_no_more_are_kept_than_was_said(tmp_path: Path) -> None:
    lender = Lender(engine(tmp_path), most_kept=1)
    first, second = lender.lend(), lender.lend()
    lender.take_back(first)
    lender.take_back(second)
    assert not first.closed
    assert second.closed
    lender.dispose()


def test_nothing_that_was_begun_is_left_in_a_connection_that_is_kept(tmp_path: Path) -> None:
    lender = Lender(engine(tmp_path), most_kept=1)
    lent = lender.lend()
    lent.exec_driver_sql("CREATE TABLE t (n INTEGER)")
    lent.commit()
    lent.exec_driver_sql("INSERT INTO t VALUES (1)")
    lender.take_back(lent)
    again = lender.lend()
    assert again is lent
    assert not again.in_transaction()
    assert again.exec_driver_sql("SELECT count(*) FROM t").scalar() == 0
    lender.take_back(again)
    lender.dispose()


def test_a_connection_that_broke_is_not_kept(tmp_path: Path) -> None:
    lender = Lender(engine(tmp_path), most_kept=1)
    lent = lender.lend()
    lent.invalidate()
    lender.take_back(lent)
    assert lent.closed
    assert lender.lend() is not lent
    lender.dispose()


def test_each_session_that_reads_sees_what_was_saved_before_it(desk: Desk) -> None:
    for last_night in ("sofa", "cot", "sofa"):
        answers = {"kit/sleep.last_night": Answer(last_night)}
        desk.save(answers)
        assert desk.load().answers == answers


def test_a_session_that_reads_sees_the_newest_state_after_a_commit(desk: Desk) -> None:
    session = desk.database.open(write=False)
    assert assessments.load(session, desk.reference).answers == {}
    desk.save(SOFA)
    assert assessments.load(session, desk.reference).answers == {}
    session.commit()
    assert assessments.load(session, desk.reference).answers == SOFA
    session.close()


def test_a_writer_that_gave_up_holds_nobody_up(desk: Desk) -> None:
    session = desk.database.open(write=True)
    desk.save_in(session, SOFA)
    session.close()
    assert desk.load().answers == {}
    assert desk.save(SOFA).revision == 1
