"""What lays nothing out until it is let, and how people ask, stop and agree meanwhile."""

import threading
from dataclasses import dataclass, field
from urllib.parse import quote

from werkzeug.test import TestResponse

from riskform.engine.documents import Document
from riskform.pdf import NotLaidOut, Step, Watch
from riskform.records import audit
from riskform.services.exporting import Rendered
from riskform.services.opening import open_assessment
from tests.services.office import Office
from tests.web.browsing import Browser

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
