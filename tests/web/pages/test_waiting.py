"""Waiting for papers that take long: true progress, a stop that ends it, and nothing done twice."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from riskform.engine.documents import Document
from riskform.pdf import NotLaidOut, Step, Watch
from riskform.records import DatabaseBusy, audit, decisions
from riskform.services import keeping, printing
from riskform.services.actors import Actor
from riskform.services.exporting import Rendered
from riskform.services.opening import open_assessment
from riskform.web import laying_out
from riskform.web.settings import Settings
from tests.services.office import Office
from tests.web.applications import application
from tests.web.browsing import Browser, Clock, another_browser

# What a browser says that opens an address in a tab.
TAB = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Sec-Fetch-Dest": "document"}
LONG = 10.0  # seconds after which a test that hangs fails


@dataclass
class Printer:
    """Lays nothing out until it is let; says that it is at page 3, and goes on being watched."""

    goes_on: threading.Event = field(default_factory=threading.Event)
    begun: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    ended: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    fails: bool = False
    made: list[str] = field(default_factory=list)

    def __call__(self, document: Document, watch: Watch) -> Rendered:
        self.begun.release()
        try:
            while not self.goes_on.wait(0.01):
                watch(Step("pages", 3))
        finally:
            self.ended.release()
        if self.fails:
            raise NotLaidOut
        self.made.append(document.kind)
        return Rendered(f"%PDF {document.kind} {len(self.made)}".encode(), complete=True)


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Printer]:
    monkeypatch.setattr(laying_out, "SOON", 0.1)
    monkeypatch.setattr(laying_out, "TOLD_EVERY", 0.02)
    made = Printer()
    yield made
    made.goes_on.set()
    for thread in threading.enumerate():
        if thread.name == "printing":
            thread.join(LONG)


@pytest.fixture
def app(settings: Settings, printer: Printer) -> Iterator[Flask]:
    made = application(replace(settings, render=printer))
    yield made
    made.extensions["riskform"].database.dispose()


def paper_of(reference: str) -> str:
    return f"/assessments/{reference}/assessment.pdf"


def page_for(address: str) -> str:
    return f"/waiting?for={quote(address, safe='')}"


def ask(browser: Browser, address: str) -> TestResponse:
    return browser.get(address, headers=TAB)


def stop(browser: Browser, address: str) -> TestResponse:
    return browser.send("/waiting/stop", {"for": address})


def agree(browser: Browser, reference: str, reason: str = "Well seen.") -> TestResponse:
    fields = {"decision": "agree", "reason": reason}
    return browser.send(f"/review/{reference}", fields, headers=TAB)


def let(printer: Printer) -> None:
    """Let the printer finish, and wait until whoever asked could know it."""
    printer.goes_on.set()
    for thread in threading.enumerate():
        if thread.name == "printing":
            thread.join(LONG)


def handed_out(office: Office, reference: str) -> int:
    with office.writing() as session:
        events = audit.listed(session, object_reference=reference)
    return sum(event.action == "exported" for event in events)


def status(office: Office, reference: str) -> str:
    with office.writing() as session:
        return open_assessment(session, office.mo, reference).stored.status


def test_what_is_quick_comes_at_once(priya: Browser, office: Office, printer: Printer) -> None:
    reference = office.submitted()
    printer.goes_on.set()
    got = ask(priya, paper_of(reference))
    assert (got.status_code, got.data) == (200, b"%PDF assessment 1")
    assert handed_out(office, reference) == 1


def test_what_takes_longer_is_waited_for_at_a_page_that_says_how_far_it_is(
    priya: Browser, office: Office, printer: Printer
) -> None:
    reference = office.submitted("Marsh-Doyle")
    address = paper_of(reference)
    got = ask(priya, address)
    assert (got.status_code, got.location) == (303, page_for(address))
    while "Now: page 3" not in (page := priya.get(page_for(address)).text):
        assert "Your paper is being laid out" in page
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert "Marsh-Doyle" not in page
    assert handed_out(office, reference) == 0
    let(printer)
    page = priya.get(page_for(address)).text
    assert f'content="0; url={address}"' in page
    assert f'href="{address}"' in page
    assert handed_out(office, reference) == 0
    got = ask(priya, address)
    assert (got.data, got.headers["Cache-Control"]) == (b"%PDF assessment 1", "no-store")
    assert handed_out(office, reference) == 1


def test_a_program_waits_for_the_paper_in_one_answer(
    priya: Browser, office: Office, printer: Printer
) -> None:
    reference = office.submitted()
    threading.Timer(0.3, printer.goes_on.set).start()
    for accepts in ({}, {"Accept": "*/*"}, TAB | {"Sec-Fetch-Dest": "empty"}):
        assert priya.get(paper_of(reference), headers=accepts).mimetype == "application/pdf"


def test_stopping_ends_the_printing_and_nothing_is_made(
    priya: Browser, office: Office, printer: Printer
) -> None:
    reference = office.submitted()
    address = paper_of(reference)
    ask(priya, address)
    assert stop(priya, address).location == page_for(address)
    assert printer.ended.acquire(timeout=LONG)
    assert printer.made == []
    page = priya.get(page_for(address)).text
    assert "No paper was made" in page
    assert "http-equiv" not in page
    # Made after all, where somebody asks for it again.
    printer.goes_on.set()
    assert ask(priya, address).status_code == 200


def test_nobody_else_sees_stops_or_gets_it(
    app: Flask, priya: Browser, mo: Browser, people: dict[str, Actor], office: Office
) -> None:
    reference = office.submitted()
    address = paper_of(reference)
    ask(priya, address)
    sam = another_browser(app).sign_in(people["sam"])
    for other in (mo, sam):
        assert other.get(page_for(address)).location == address
        assert stop(other, address).status_code == 404
    assert ask(sam, address).status_code == 404
    assert "is being laid out" in priya.get(page_for(address)).text
    assert stop(priya, paper_of("000000")).status_code == 404


@pytest.mark.parametrize("address", ["", "//example.org/", "https://example.org/", "/a b", "\\"])
def test_nobody_is_led_to_another_site(priya: Browser, address: str) -> None:
    assert priya.get(page_for(address)).status_code == 404
    assert stop(priya, address).status_code == 404


def test_two_tabs_wait_for_one_printing_and_both_get_the_paper(
    priya: Browser, office: Office, printer: Printer
) -> None:
    reference = office.submitted()
    address = paper_of(reference)
    for _ in range(2):
        assert ask(priya, address).location == page_for(address)
    let(printer)
    first, second = (ask(priya, address) for _ in range(2))
    assert first.data == second.data == b"%PDF assessment 1"
    assert printer.made == ["assessment"]


def test_a_record_that_changed_meanwhile_is_laid_out_again_as_it_is_now(
    priya: Browser, office: Office, printer: Printer
) -> None:
    reference = office.start()
    address = paper_of(reference)
    ask(priya, address)
    office.answer(reference, "start", "family", danger="no")
    let(printer)
    printer.goes_on.clear()
    assert ask(priya, address).location == page_for(address)
    assert "The record was changed in the meantime" in priya.get(page_for(address)).text
    let(printer)
    assert ask(priya, address).data == b"%PDF assessment 2"


def test_whoever_signs_out_meanwhile_finds_the_paper_when_they_are_back(
    priya: Browser, people: dict[str, Actor], office: Office, printer: Printer
) -> None:
    reference = office.submitted()
    address = paper_of(reference)
    ask(priya, address)
    priya.send("/sign-out")
    let(printer)
    for path in (address, page_for(address)):
        assert priya.get(path, headers=TAB).location.startswith("/sign-in")
    assert handed_out(office, reference) == 0
    assert ask(priya.sign_in(people["priya"]), address).data == b"%PDF assessment 1"


def test_a_paper_that_can_not_be_laid_out_is_told_on_the_page_that_there_is_for_it(
    priya: Browser, office: Office, printer: Printer
) -> None:
    reference = office.submitted()
    address = paper_of(reference)
    printer.fails = True
    ask(priya, address)
    let(printer)
    got = priya.get(page_for(address))
    assert got.status_code == 503
    assert "This PDF could not be made" in got.text
    assert f'href="{address}"' in got.text


def test_what_fails_at_once_is_told_at_once_and_nobody_waits_for_it(
    priya: Browser, office: Office, printer: Printer
) -> None:
    address = paper_of(office.submitted())
    printer.fails = True
    printer.goes_on.set()
    assert ask(priya, address).status_code == 503
    assert priya.get(page_for(address)).location == address


def test_whose_server_was_killed_is_told_after_a_while_and_not_left_waiting(
    priya: Browser, office: Office, printer: Printer, clock: Clock
) -> None:
    reference = office.submitted()
    address = paper_of(reference)
    ask(priya, address)
    priya.send("/waiting/stop", {"for": address})
    printer.ended.acquire(timeout=LONG)
    with office.database.connection(write=True) as connection:
        connection.exec_driver_sql("UPDATE printing SET state = 'in hand'")
    assert "is being laid out" in priya.get(page_for(address)).text
    clock.forward(seconds=21)
    assert "Try again" in priya.get(page_for(address)).text
    printer.goes_on.set()
    assert ask(priya, address).status_code == 200


def test_a_fifth_paper_at_once_is_refused_with_what_to_do(
    priya: Browser, office: Office, printer: Printer
) -> None:
    for _ in range(4):
        ask(priya, paper_of(office.submitted()))
    got = ask(priya, paper_of(office.submitted()))
    assert got.status_code == 429
    assert "Wait until one of them is ready, or stop one." in got.text
    assert not printer.made


def test_a_blank_form_is_waited_for_too(priya: Browser, printer: Printer, office: Office) -> None:
    del office
    address = "/forms/short/blank.pdf?level=3"
    assert ask(priya, address).location == page_for(address)
    assert "Short assessment" in priya.get(page_for(address)).text
    let(printer)
    assert ask(priya, address).data.startswith(b"%PDF")


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
