"""Closed loops of requests on kept-open connections, and what they cost the server."""

import http.client
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `headers` as sent."""

    method: str
    path: str
    body: bytes | None
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Rate:
    """What one round came to: requests a second, and server CPU milliseconds a request."""

    per_second: float
    cpu_ms: float


def measure(
    port: int,
    pid: int,
    clients: list[Callable[[], Request]],
    seconds: float,
    expected: int,
) -> Rate:
    """Send requests from each of `clients` in a loop of its own for `seconds`.

    `pid` is the server's first process; the CPU time of it and its workers is counted. Raises
    AssertionError for any answer but `expected`.
    """
    counts = [0] * len(clients)
    wrong: list[int] = []
    until = time.monotonic() + seconds

    def loop(index: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < until and not wrong:
            request = clients[index]()
            connection.request(request.method, request.path, request.body, request.headers)
            response = connection.getresponse()
            response.read()
            if response.status != expected:
                wrong.append(response.status)
            counts[index] += 1
        connection.close()

    before, started = cpu_seconds(pid), time.monotonic()
    threads = [threading.Thread(target=loop, args=(n,)) for n in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong, f"the server answered {wrong[0]} and not {expected}"
    total, took = sum(counts), time.monotonic() - started
    return Rate(total / took, 1000 * (cpu_seconds(pid) - before) / max(total, 1))


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process and of its living children, from /proc."""
    pids = [pid]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    pids += [int(child) for child in children]
    total = 0
    for one in pids:
        fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / _TICKS


def tree_cpu_seconds() -> float:
    """Return the CPU time of this process and of everything below it that lives, from /proc."""
    total, waiting = 0.0, [os.getpid()]
    while waiting:
        pid = waiting.pop()
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue  # it ended in this moment
        total += (int(fields[11]) + int(fields[12])) / _TICKS
    return total
