"""The servers that are measured: all under gunicorn, two workers of four threads."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

WORKERS, THREADS = 2, 4
_START_LIMIT = 60


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], path: str, port: int, **environment: str) -> Iterator[int]:
    """Run a server until the block ends; give its process id once `path` answers."""
    server = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}{path}", server)
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


@contextmanager
def riskform(port: int, database: str) -> Iterator[int]:
    """Run riskform with its demo on a database of its own."""
    command = [sys.executable, "-m", "riskform", "serve", "--demo", "--port", str(port)]
    with running(command, "/healthz", port, RISKFORM_DATABASE_URL=f"sqlite:///{database}") as pid:
        yield pid


@contextmanager
def bare(port: int, database: str, page_bytes: int) -> Iterator[int]:
    """Run the baselines of `bench.bare`."""
    facts = {"BARE_DATABASE": database, "BARE_PAGE_BYTES": str(page_bytes)}
    with running(_gunicorn(port, "bench.bare:app"), "/page", port, **facts) as pid:
        yield pid


@contextmanager
def least(port: int, database: str, page_bytes: int) -> Iterator[int]:
    """Run the baselines of `bench.least`."""
    facts = {"LEAST_DATABASE": database, "LEAST_PAGE_BYTES": str(page_bytes)}
    with running(_gunicorn(port, "bench.least:app"), "/enter", port, **facts) as pid:
        yield pid


def _gunicorn(port: int, app: str) -> list[str]:
    """Return the command that serves `app` as riskform is served."""
    return [
        *(sys.executable, "-m", "gunicorn", "--worker-class", "gthread"),
        *("--workers", str(WORKERS), "--threads", str(THREADS), "--keep-alive", "5"),
        *("--preload", "--bind", f"127.0.0.1:{port}", app),
    ]


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_LIMIT
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended before it answered"
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own address.
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url} in {_START_LIMIT} s")
