"""What the rest of riskform prints with."""

import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from riskform.engine.documents import Document, to_json
from riskform.pdf.framing import FULL, PLAIN
from riskform.pdf.process import TICK, NotLaidOut, TooSlow, Worker
from riskform.pdf.steps import STAND_IN, TURN, Step, Watch, unwatched

GIBIBYTE = 1024**3
# WeasyPrint's memory grows slowly; a process that has printed this much makes way for a new one.
DOCUMENTS_PER_WORKER = 200


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF; `complete` is False for the plain page, and `problem` then says why in English."""

    content: bytes
    complete: bool
    problem: str = ""


class Renderer:
    """Makes PDFs in one printing process, kept between calls; safe to call from many threads.

    Calls take their turn. The process starts at the first call, and starts anew after it was ended
    or ended by itself. `close` ends it; so does the end of this process.
    """

    def __init__(
        self,
        *,
        limit_seconds: float = 30,
        plain_limit_seconds: float = 10,
        memory_bytes: int = GIBIBYTE,
    ) -> None:
        """Set the limits of one document, of one plain page, and of the process's memory."""
        self._limit = limit_seconds
        self._plain_limit = plain_limit_seconds
        self._memory = memory_bytes
        self._turn = threading.Lock()
        self._workers: list[Worker] = []
        self._finalizer = weakref.finalize(self, _stop_all, self._workers)

    def render(self, document: Document, watch: Watch = unwatched) -> bytes:
        """Return the PDF of `document`; the same document always gives the same bytes.

        Raise TooSlow when it takes longer than the limit (or waits that long for its turn), and
        WorkerStopped when the printing process fails. Both are NotLaidOut. What `watch` raises
        ends the printing process too, if it is this document's turn.
        """
        job = FULL + to_json(document).encode()
        with self._my_turn(watch):
            worker = self._worker()
            try:
                content = worker.ask(job, self._limit, watch)
            except BaseException:
                self._drop(worker)
                raise
            if worker.jobs_done >= DOCUMENTS_PER_WORKER:
                self._drop(worker)
            return content

    def plain_page(self, document: Document, watch: Watch = unwatched) -> bytes:
        """Return one page that says what was asked for, why it is not there, and what to do.

        It is made in a process of its own, so it waits for nobody. Raise NotLaidOut if even this
        page can't be made.
        """
        bare = replace(document, opening=(), parts=())
        worker = Worker(self._memory, self._plain_limit)
        try:
            return worker.ask(
                PLAIN + to_json(bare).encode(), self._plain_limit, lambda _: watch(Step(STAND_IN))
            )
        finally:
            worker.stop()

    def render_or_plain(self, document: Document, watch: Watch = unwatched) -> Rendered:
        """Return the PDF of `document`, or the plain page; raise NotLaidOut if neither works."""
        try:
            return Rendered(self.render(document, watch), complete=True)
        except NotLaidOut as problem:
            stand_in = self.plain_page(document, watch)
            return Rendered(stand_in, complete=False, problem=str(problem))

    def close(self) -> None:
        """End the printing process. A later `render` starts a new one."""
        with self._turn:
            _stop_all(self._workers)

    def __enter__(self) -> Self:
        """Return this renderer."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    @contextmanager
    def _my_turn(self, watch: Watch) -> Iterator[None]:
        until = time.monotonic() + self._limit
        while not self._turn.acquire(timeout=min(TICK, self._limit)):
            if time.monotonic() > until:
                message = f"waited {self._limit:g} seconds for documents that were asked for before"
                raise TooSlow(message)
            watch(Step(TURN))
        try:
            yield
        finally:
            self._turn.release()

    def _worker(self) -> Worker:
        if self._workers and not self._workers[0].usable:
            self._drop(self._workers[0])
        if not self._workers:
            self._workers.append(Worker(self._memory, self._limit))
        return self._workers[0]

    def _drop(self, worker: Worker) -> None:
        worker.stop()
        self._workers.remove(worker)


def _stop_all(workers: list[Worker]) -> None:
    while workers:
        workers.pop().stop()
