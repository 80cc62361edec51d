"""Agreeing waits for both signed papers, and can be stopped: nothing is done by halves."""

import threading

import pytest

from riskform.records import DatabaseBusy, decisions
from riskform.services import keeping, printing
from riskform.services.actors import Actor
from riskform.services.opening import open_assessment
from tests.services.office import Office
from tests.web.browsing import Browser, Clock
from tests.web.pages.waiting.printer import (
    LONG,
    Printer,
    agree,
    ask,
    let,
    page_for,
    paper_of,
    status,
    stop,
)


def test_agreeing_waits_for_both_papers_and_then_leads_where_it_always_did(
    mo: Browser, office: Office, printer: Printer
) -> None:
    reference = office.submitted()
    decided = f"/review/{reference}/decided"
    assert agree(mo, reference).location == page_for(decided)
    page = mo.get(page_for(decided)).text
    assert "Laying out the signed copies: 1 of 2." in page
    assert "Nothing is agreed yet" in page
    assert status(office, reference) == "submitted"
    assert "See how far they are, or stop" in mo.get(f"/review/{reference}").text
    let(printer)
    assert mo.get(page_for(decided)).location == decided
    assert "Everybody who opens one gets the same file" in mo.get(decided).text
    with office.writing() as session:
        stored = open_assessment(session, office.mo, reference).stored
        (decision,) = decisions.of_assessment(session, stored.id)
    assert (decision.kind, decision.reason) == ("agreed", "Well seen.")
    assert printer.made == ["assessment", "plan"]


def test_agreeing_that_is_stopped_writes_nothing_and_keeps_the_reason(
    mo: Browser, office: Office, printer: Printer
) -> None:
    reference = office.submitted()
    decided = f"/review/{reference}/decided"
    agree(mo, reference, "Seen <b>twice</b>.")
    stop(mo, decided)
    assert printer.ended.acquire(timeout=LONG)
    page = mo.get(page_for(decided)).text
    assert "Nothing was agreed." in page
    assert "Seen &lt;b&gt;twice&lt;/b&gt;." in page
    page = mo.get(f"/review/{reference}").text
    assert "Seen &lt;b&gt;twice&lt;/b&gt;.</textarea>" in page
    assert 'value="agree" checked' in page
    assert status(office, reference) == "submitted"
    sent = {"decision": "return", "reason": "See the cot."}
    assert mo.send(f"/review/{reference}", sent).status_code == 303
    office.submit(reference)
    assert "twice" not in mo.get(f"/review/{reference}").text.partition("Your decision")[2]


def test_a_second_press_agrees_once_with_the_reason_that_was_typed_last(
    mo: Browser, office: Office, printer: Printer
) -> None:
    reference = office.submitted()
    decided = f"/review/{reference}/decided"
    for reason in ("First.", "Second.", "Second."):
        assert agree(mo, reference, reason).location == page_for(decided)
    let(printer)
    assert mo.get(page_for(decided)).location == decided
    with office.writing() as session:
        stored = open_assessment(session, office.mo, reference).stored
        (decision,) = decisions.of_assessment(session, stored.id)
    assert decision.reason == "Second."


def test_who_was_signed_out_agrees_nothing_and_finds_the_reason(
    mo: Browser, people: dict[str, Actor], office: Office, printer: Printer
) -> None:
    reference = office.submitted()
    agree(mo, reference)
    mo.send("/sign-out")
    let(printer)
    assert status(office, reference) == "submitted"
    got = mo.sign_in(people["mo"]).get(page_for(f"/review/{reference}/decided"))
    assert got.status_code == 503
    assert "You were signed out before it was agreed." in got.text
    assert "Well seen.</textarea>" in mo.get(f"/review/{reference}").text


def test_an_agreement_whose_server_was_killed_is_not_made_and_the_reason_is_there(
    mo: Browser, office: Office, printer: Printer, clock: Clock
) -> None:
    reference = office.submitted()
    decided = f"/review/{reference}/decided"
    agree(mo, reference)
    stop(mo, decided)
    printer.ended.acquire(timeout=LONG)
    with office.database.connection(write=True) as connection:
        connection.exec_driver_sql("UPDATE printing SET state = 'in hand'")
    clock.forward(seconds=21)
    page = mo.get(page_for(decided)).text
    assert "riskform stopped while it laid out the copies." in page
    assert "Well seen." in page
    assert "Well seen.</textarea>" in mo.get(f"/review/{reference}").text
    assert status(office, reference) == "submitted"


def test_a_failure_of_ours_is_logged_without_words_and_told(
    mo: Browser,
    office: Office,
    printer: Printer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("Kit's secret")

    monkeypatch.setattr(keeping, "agree_as_rehearsed", fail)
    reference = office.submitted()
    agree(mo, reference)
    let(printer)
    assert mo.get(page_for(f"/review/{reference}/decided")).status_code == 503
    assert status(office, reference) == "submitted"
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_a_busy_database_holds_up_no_paper(
    priya: Browser, office: Office, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = threading.Event()

    def busy(*_: object) -> bool:
        told.set()
        raise DatabaseBusy

    monkeypatch.setattr(printing, "go_on", busy)
    address = paper_of(office.submitted())
    ask(priya, address)
    assert told.wait(LONG)
    let(printer)
    assert ask(priya, address).data == b"%PDF assessment 1"


def test_what_was_returned_meanwhile_is_not_agreed(
    mo: Browser, office: Office, printer: Printer
) -> None:
    reference = office.submitted()
    agree(mo, reference)
    mo.send(f"/review/{reference}", {"decision": "return", "reason": "See the cot."})
    let(printer)
    assert status(office, reference) == "returned"


def test_papers_that_can_not_be_laid_out_hold_up_no_agreement(
    mo: Browser, office: Office, printer: Printer
) -> None:
    reference = office.submitted()
    printer.fails = True
    agree(mo, reference)
    let(printer)
    assert (
        "The papers took too long to make just now." in mo.get(f"/review/{reference}/decided").text
    )
    assert status(office, reference) == "agreed"
