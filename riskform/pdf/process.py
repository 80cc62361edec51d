"""One printing process, seen from the process that uses it."""

import contextlib
import os
import select
import subprocess
import sys
import threading
from collections.abc import Iterator
from io import BufferedReader, FileIO
from math import ceil
from pathlib import Path
from typing import BinaryIO, Final, cast

import riskform
from riskform.errors import RiskformError
from riskform.pdf.framing import DONE, READY, STEP, receive, send
from riskform.pdf.steps import START, Step, Watch, unwatched

# What a printing process may know of its surroundings: where programs and fonts are. It never
# sees the database's address or any secret.
_KEPT = ("PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
_FIXED = {
    "LC_ALL": "C.UTF-8",
    # Font subsets carry a time of making; this one makes the bytes of a PDF repeatable.
    "SOURCE_DATE_EPOCH": "0",
    "PYTHONHASHSEED": "0",
}
TICK: Final = 0.25  # seconds after which who watches is asked again


class NotLaidOut(RiskformError):
    """The document could not be made into a PDF. Nothing was kept."""


class TooSlow(NotLaidOut):
    """The document was not ready within the limit, and its process was ended."""


class WorkerStopped(NotLaidOut):
    """The printing process ended by itself, ran out of memory, or could not start."""


class Worker:
    """A printing process. Not thread-safe: one job at a time, from one thread."""

    def __init__(self, memory_bytes: int, cpu_seconds: float) -> None:
        """Start the process; it gets ready while this one goes on."""
        self._process = subprocess.Popen(  # noqa: S603 - our own module, fixed arguments
            [
                sys.executable,
                "-P",
                "-m",
                "riskform.pdf.worker",
                str(memory_bytes),
                str(ceil(cpu_seconds) + 1),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            # Ctrl-C at the server's terminal lets the document in hand be finished.
            start_new_session=True,
            env=_environment(),
        )
        # A process forked from this one must not use, or wait for, a worker that is not its own.
        self._started_by = os.getpid()
        self.jobs_done = 0
        self._ready = False

    @property
    def id(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def usable(self) -> bool:
        """Tell whether this process started the worker and the worker still runs."""
        return self._started_by == os.getpid() and self._process.poll() is None

    def ask(self, job: bytes, seconds: float, watch: Watch = unwatched) -> bytes:
        """Return the PDF for `job` (a letter of worker.py and a document's JSON).

        Raise TooSlow after `seconds`, WorkerStopped if the process ends or reports a failure, and
        what `watch` raises. After any of them, only `stop` may be called.
        """
        with self._ended_after(seconds) as too_late:
            try:
                reply = self._exchange(job, watch)
            except OSError:
                reply = None
        if too_late.is_set():
            message = f"not laid out within {seconds:g} seconds; the process was ended"
            raise TooSlow(message)
        if reply is None:
            message = f"the printing process ended with status {self._process.wait()}"
            raise WorkerStopped(message)
        if reply[:1] != DONE:
            message = f"the printing process reported {reply[1:].decode(errors='replace')}"
            raise WorkerStopped(message)
        self.jobs_done += 1
        return reply[1:]

    def stop(self) -> None:
        """End the process, whatever it is doing; harmless if it has ended or is another's."""
        if self._started_by != os.getpid():
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                cast("BinaryIO", pipe).close()

    def _exchange(self, job: bytes, watch: Watch) -> bytes | None:
        if not self._ready:
            first = self._reply(watch)
            if first != READY:
                return first
            self._ready = True
        send(cast("BinaryIO", self._process.stdin), job)
        return self._reply(watch)

    def _reply(self, watch: Watch) -> bytes | None:
        """Return the next message that is no step; tell `watch` the steps before it."""
        # Without the buffer, in which a message could lie unseen by the poll.
        replies = cast("BufferedReader[FileIO]", self._process.stdout).raw
        there = select.poll()
        there.register(replies, select.POLLIN)
        step = Step(START)
        while True:
            watch(step)
            if there.poll(TICK * 1000):
                message = receive(replies)
                if message is None or message[:1] != STEP:
                    return message
                step = Step.from_bytes(message[1:])

    @contextlib.contextmanager
    def _ended_after(self, seconds: float) -> Iterator[threading.Event]:
        """End the process if the block takes longer than `seconds`; its pipes then end too."""
        too_late = threading.Event()

        def end() -> None:
            too_late.set()
            self._process.kill()

        clock = threading.Timer(seconds, end)
        clock.daemon = True
        clock.start()
        try:
            yield too_late
        finally:
            clock.cancel()
            # Waited for, so that a clock that has just rung can't end the next job.
            clock.join()


def _environment() -> dict[str, str]:
    package = Path(riskform.__file__).resolve().parent.parent
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, **_FIXED, "PYTHONPATH": str(package)}
