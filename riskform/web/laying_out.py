"""Laying out what somebody asked for: in the same request where it is quick, else while they wait.

A thread of this process lays it out, and writes into the database how far it is: whoever waits may
ask another process. docs/adr/0022-waiting-is-a-page.md.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import urlencode

from flask import Flask, current_app, redirect, request
from flask.typing import ResponseReturnValue

from riskform.engine.documents import Document, UnreadableDocument
from riskform.errors import InvalidInput, NotAllowed, RiskformError, WrongState
from riskform.pdf import NotLaidOut, Step, unwatched
from riskform.records import DatabaseBusy, DatabaseFull, DatabaseUnreachable, Session
from riskform.records.printings import Asked, HowFar
from riskform.services import printing
from riskform.services.exporting import Rendered
from riskform.web import sessions
from riskform.web.application import places_of
from riskform.web.surroundings import Surroundings, now, surroundings

SOON: Final = 0.8  # seconds for which nobody needs to be told how far it is
TOLD_EVERY: Final = 0.5  # seconds, also until a press of Stop is heard
_NO_DATABASE: Final = (DatabaseBusy, DatabaseFull, DatabaseUnreachable)
_NO_PAPER: Final = (NotLaidOut, UnreadableDocument)

# What becomes of papers once whoever asked waits at a page: it is given the printing's id, and no
# papers where they could not be laid out.
Afterwards = Callable[[str, Sequence[Rendered]], None]


class NotYet(RiskformError):
    """It is not laid out yet; whoever asked for `address` waits at a page."""

    def __init__(self, address: str) -> None:
        """Keep where it will be."""
        super().__init__("it is being laid out")
        self.address = address


class Stopped(RiskformError):
    """Nobody waits for it any more. Nothing was written."""


def install(app: Flask) -> None:
    """Lead whoever has to wait to the page where they can."""
    app.register_error_handler(NotYet, _to_the_page)


def waiting_at(address: str) -> str:
    """Return the address of the page at which somebody waits for what is at `address`."""
    return f"/waiting?{urlencode({'for': address})}"


def laid_out(
    asked: Asked, documents: Sequence[Document], afterwards: Afterwards
) -> tuple[Rendered, ...]:
    """Return the papers that are `asked` for.

    For a person who looks at pages, NotYet is raised where that takes longer than SOON, and
    `afterwards` then has the papers. A program waits. Raises NotLaidOut, UnreadableDocument and
    TooManyInHand. No transaction of the request may have begun.
    """
    here, actor = surroundings(), sessions.actor()
    if not _looks_at_pages():
        return tuple(here.render(document, unwatched) for document in documents)
    begun = here.database.write(lambda session: printing.begin(session, actor, asked, now()))
    if begun.ready is not None:
        return (begun.ready,)
    if not begun.id:
        raise NotYet(asked.address)
    job = _Job(here, begun.id, documents, afterwards, current_app.logger)
    try:
        papers = job.papers_within(SOON)
    except Stopped:
        raise NotYet(asked.address) from None
    except _NO_PAPER:
        here.database.write(lambda session: printing.taken(session, actor, asked.address))
        raise
    if papers is None:
        raise NotYet(asked.address)
    here.database.write(lambda session: printing.taken(session, actor, asked.address))
    return papers


def kept_for_who_asked() -> Afterwards:
    """Return what keeps a paper in the database until whoever asked for it has it."""
    here = surroundings()

    def keep(printing_id: str, papers: Sequence[Rendered]) -> None:
        if not papers:
            raise NotLaidOut("not laid out")
        at = here.settings.now()
        here.database.write(
            lambda session: printing.paper_ready(session, printing_id, papers[0], at)
        )

    return keep


def _looks_at_pages() -> bool:
    """Tell whether a browser opens this address to show it, and not a program to have the file."""
    shows = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    return shows and "text/html" in request.accept_mimetypes.values()


def _to_the_page(not_yet: NotYet) -> ResponseReturnValue:
    return redirect(waiting_at(not_yet.address), 303)


class _Job:
    """Papers that a thread of this process lays out, one after the other."""

    def __init__(
        self,
        here: Surroundings,
        printing_id: str,
        documents: Sequence[Document],
        afterwards: Afterwards,
        logger: logging.Logger,
    ) -> None:
        """Begin."""
        self._here = here
        self._id = printing_id
        self._documents = documents
        self._afterwards = afterwards
        self._logger = logger
        self._known = threading.Condition()
        self._ended = False
        self._alone = False
        self._papers: tuple[Rendered, ...] = ()
        self._problem: Exception | None = None
        self._told_at = time.monotonic()
        threading.Thread(target=self._run, name="printing").start()

    def papers_within(self, seconds: float) -> tuple[Rendered, ...] | None:
        """Return the papers, or None where they take longer: `afterwards` then has them.

        Raises what laying them out raised.
        """
        with self._known:
            if not self._known.wait_for(lambda: self._ended, seconds):
                self._alone = True
                return None
        if self._problem is not None:
            raise self._problem
        return self._papers

    def _run(self) -> None:
        try:
            papers = [self._lay_out(*one) for one in enumerate(self._documents, 1)]
        except Exception as problem:  # noqa: BLE001 - whoever waits is told.
            self._problem = problem
        else:
            self._papers = tuple(papers)
        with self._known:
            self._ended = True
            self._known.notify_all()
        if self._alone:
            self._finish()

    def _lay_out(self, number: int, document: Document) -> Rendered:
        def watch(step: Step) -> None:
            self._tell(HowFar(number, step.name, step.page, step.pages, step.attempt))

        return self._here.render(document, watch)

    def _tell(self, how_far: HowFar) -> None:
        """Write how far it is, not too often. Raises Stopped where nobody waits any more."""
        if time.monotonic() < self._told_at + TOLD_EVERY:
            return
        at = self._here.settings.now()

        def note(session: Session) -> bool:
            return printing.go_on(session, self._id, how_far, at)

        # Where the database is busy, the next time will do.
        with contextlib.suppress(*_NO_DATABASE):
            if not self._here.database.write(note, retries=0):
                raise Stopped("nobody waits for it any more")
        self._told_at = time.monotonic()

    def _finish(self) -> None:
        problem = self._problem
        if problem is None or isinstance(problem, _NO_PAPER):
            problem = self._problem_afterwards()
        if problem is None or isinstance(problem, Stopped):
            return
        if not isinstance(problem, RiskformError):
            told = "\n".join(places_of(problem))
            self._logger.error("Failure while papers were laid out\n%s", told)
        why, at = _said(problem), self._here.settings.now()
        # What is not written now is told as lost after a while.
        with contextlib.suppress(*_NO_DATABASE):
            self._here.database.write(lambda session: printing.failed(session, self._id, why, at))

    def _problem_afterwards(self) -> Exception | None:
        try:
            self._afterwards(self._id, self._papers)
        except Exception as problem:  # noqa: BLE001 - as above.
            return problem
        return None


def _said(problem: Exception) -> str:
    """Return what a person may be told of a problem, "" where it is none that they can mend."""
    if isinstance(problem, InvalidInput):
        return " ".join(problem.messages.values())
    return str(problem) if isinstance(problem, NotAllowed | WrongState) else ""
