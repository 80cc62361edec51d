"""Where a server of this machine listens, and what it needs before it can."""

import errno
import os
import socket
from dataclasses import dataclass

from riskform.errors import CouldNotRun
from riskform.paths import bundled


@dataclass(frozen=True, slots=True)
class Place:
    """Where to listen, and with how many processes."""

    host: str
    port: int
    workers: int

    @property
    def address(self) -> str:
        """Return what to open in a browser on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 - said, not bound.
        return f"http://{host}:{self.port}"


def require_free(place: Place) -> None:
    """Raise CouldNotRun where this port can't be listened on."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((place.host, place.port))
        except OSError as problem:
            raise CouldNotRun(_why_not(problem, place)) from problem


def require_assets() -> None:
    """Raise CouldNotRun where style and script were never built."""
    if not (bundled("assets") / "riskform.css").exists():
        message = "the style and script of the pages are not built yet. `make run` builds them."
        raise CouldNotRun(message)


def _why_not(problem: OSError, place: Place) -> str:
    if problem.errno == errno.EADDRINUSE:
        return (
            f"port {place.port} of {place.host} is in use; riskform may be running already."
            " Stop that program, or name another port with --port."
        )
    return f"{place.host} port {place.port} can't be listened on: {os.strerror(problem.errno or 0)}"
