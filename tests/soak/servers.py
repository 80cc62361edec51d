"""`riskform serve --demo` in a process group of its own, to be killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

STARTS_WITHIN = 60.0  # seconds; it takes two, and far longer on a busy machine
_KEY = "a key that is used in soaks and nowhere else"


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as trying:
        trying.bind(("127.0.0.1", 0))
        return int(trying.getsockname()[1])


@dataclass
class Server:
    """A demo on a database in `folder`; what it says on its terminal is kept in `folder`/log."""

    folder: Path
    workers: int = 2
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def database(self) -> Path:
        """Return the database's file."""
        return self.folder / "riskform.sqlite3"

    @property
    def log(self) -> Path:
        """Return the file that holds all that the server wrote to its terminal."""
        return self.folder / "log"

    def start(self) -> None:
        """Start, and return when it answers."""
        command = [sys.executable, "-m", "riskform", "serve", "--demo", f"--port={self.port}"]
        environment = {
            **os.environ,
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
            "RISKFORM_DATABASE_URL": f"sqlite:///{self.database}",
            "RISKFORM_SECRET_KEY": _KEY,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, f"--workers={self.workers}"],
                cwd=self.folder,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait()

    def wait(self) -> None:
        """Return when the server answers; raise AssertionError where it never does."""
        give_up = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            ended = self.process is None or self.process.poll() is not None
            said = self.log.read_text("utf-8", errors="replace")[-2_000:]
            assert not ended, f"the server ended: {said}"
            assert time.monotonic() < give_up, f"the server does not answer: {said}"
            time.sleep(0.02)

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def worker_pids(self) -> list[int]:
        """Return the processes that answer requests."""
        assert self.process is not None
        pid = self.process.pid
        with suppress(OSError):
            return [
                int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            ]
        return []

    def kill_worker(self, number: int) -> None:
        """Kill one worker at once; gunicorn starts another."""
        pids = self.worker_pids()
        if pids:
            with suppress(ProcessLookupError):
                os.kill(pids[number % len(pids)], signal.SIGKILL)

    def kill_everything(self) -> None:
        """Kill the server and its workers at once, as the end of the machine would."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
