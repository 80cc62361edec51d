"""Waiting for papers that take long: true progress, a stop that ends it, nothing done twice."""

import threading

import pytest
from flask import Flask

from riskform.services.actors import Actor
from tests.services.office import Office
from tests.web.browsing import Browser, Clock, another_browser
from tests.web.pages.waiting.printer import (
    LONG,
    TAB,
    Printer,
    ask,
    handed_out,
    let,
    page_for,
    paper_of,
    stop,
)


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
