"""A manager agrees: the papers are kept, and everybody gets those from then on."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from flask import Flask

from riskform.engine.documents import Document
from riskform.pdf import NotLaidOut, Watch
from riskform.records import Database
from riskform.services.actors import Actor
from riskform.services.exporting import Rendered
from riskform.services.opening import open_assessment
from riskform.web.settings import Settings
from tests.services.office import Office
from tests.web.applications import application
from tests.web.browsing import Browser, another_browser

KEPT = "Everybody who opens one gets the same file"
NOT_KEPT = "The papers took too long to make just now."


@dataclass
class Printer:
    """Makes other bytes every time, and knows what it made; `fails` as a slow one does."""

    made: list[str] = field(default_factory=list)
    fails: str = ""

    def __call__(self, document: Document, _watch: Watch) -> Rendered:
        if self.fails == "altogether":
            raise NotLaidOut
        self.made.append(document.kind)
        return Rendered(f"%PDF {len(self.made)}".encode(), complete=not self.fails)


@pytest.fixture
def printer() -> Printer:
    return Printer()


@pytest.fixture
def app(settings: Settings, printer: Printer) -> Iterator[Flask]:
    made = application(replace(settings, render=printer))
    yield made
    made.extensions["riskform"].database.dispose()


def agree(mo: Browser, reference: str) -> str:
    assert mo.send(f"/review/{reference}", {"decision": "agree"}).status_code == 303
    return mo.get(f"/review/{reference}/decided").text


def bytes_of(browser: Browser, reference: str, kind: str = "plan") -> bytes:
    sent = browser.get(f"/assessments/{reference}/{kind}.pdf")
    assert sent.status_code == 200
    assert sent.headers["Content-Disposition"] == f'inline; filename="{reference}-{kind}.pdf"'
    return sent.data


def test_agreeing_keeps_both_papers_and_nobody_lays_them_out_again(
    mo: Browser, priya: Browser, office: Office, printer: Printer
) -> None:
    reference = office.submitted()
    assert KEPT in agree(mo, reference)
    assert printer.made == ["assessment", "plan"]
    for browser in (mo, priya, priya):
        assert bytes_of(browser, reference, "assessment") == b"%PDF 1"
        assert bytes_of(browser, reference) == b"%PDF 2"
        # The same content, asked for by its own name.
        assert browser.get(f"/assessments/{reference}/plan.pdf?copy=plain").data == b"%PDF 2"
    assert printer.made == ["assessment", "plan"]


@pytest.mark.parametrize("fails", ["slowly", "altogether"])
def test_agreeing_works_where_laying_out_does_not_and_the_first_hand_out_is_kept(
    mo: Browser, office: Office, printer: Printer, fails: str
) -> None:
    reference = office.submitted()
    printer.fails = fails
    assert NOT_KEPT in agree(mo, reference)
    printer.fails = ""
    first = bytes_of(mo, reference)
    assert bytes_of(mo, reference) == first
    assert KEPT in mo.get(f"/review/{reference}/decided").text


def test_laying_out_holds_up_nobody_who_saves(
    app: Flask, office: Office, people: dict[str, Actor], printer: Printer
) -> None:
    waiting, other = office.submitted("Family A"), office.start("Family B")
    states: list[str] = []

    def saves_meanwhile(document: Document, watch: Watch) -> Rendered:
        office.answer(other, "start", "family", danger="no")
        states.append(status(office.database, people["mo"], waiting))
        return printer(document, watch)

    surroundings = app.extensions["riskform"]
    app.extensions["riskform"] = replace(surroundings, render=saves_meanwhile)
    assert KEPT in agree(another_browser(app).sign_in(people["mo"]), waiting)
    assert states == ["submitted", "submitted"]
    assert status(office.database, people["mo"], waiting) == "agreed"


def test_what_is_returned_is_not_laid_out(mo: Browser, office: Office, printer: Printer) -> None:
    reference = office.submitted()
    sent = mo.send(f"/review/{reference}", {"decision": "return", "reason": "See the cot."})
    assert sent.status_code == 303
    assert printer.made == []
    assert KEPT not in mo.get(f"/review/{reference}/decided").text


def status(database: Database, actor: Actor, reference: str) -> str:
    with database.session(write=False) as session:
        return open_assessment(session, actor, reference).stored.status
