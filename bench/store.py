"""Signed papers: how many a second come from the store, what they weigh, and a hundred at once."""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from pathlib import Path

from bench.load import Rate, Request, measure
from bench.paper_documents import agreed_families
from bench.servers import free_port, riskform
from bench.web import sign_in
from riskform.records import accounts, connect

CLIENTS = 4
ROUNDS = 5
SECONDS = 2.0
PLANS = 100


def main() -> None:
    """Print downloads a second, kilobytes a paper, and the time of an export of a hundred plans."""
    with tempfile.TemporaryDirectory() as folder:
        database, port = str(Path(folder) / "riskform.db"), free_port()
        with riskform(port, database) as pid:
            references, manager = _furnish(database)
            cookie = sign_in(port, manager.id)
            for kind in ("assessment", "plan"):
                _download(port, pid, cookie, references[0], kind)
        _export(database, manager.sign_in_name, str(Path(folder) / "plans"))


def _furnish(database: str) -> tuple[list[str], accounts.Account]:
    now = datetime.now(UTC)
    with connect(f"sqlite:///{database}") as kept, kept.session(write=True) as session:
        references = agreed_families(session, PLANS, now)
        return references, accounts.listed(session, roles=("manager",))[0]


def _download(port: int, pid: int, cookie: str, reference: str, kind: str) -> None:
    path = f"/assessments/{reference}/{kind}.pdf"
    size = len(_get(port, path, cookie))
    request = Request("GET", path, None, {"Cookie": cookie})
    ask = partial(measure, port, pid, seconds=SECONDS, expected=HTTPStatus.OK)
    clients: list[Callable[[], Request]] = [lambda: request] * CLIENTS
    ask(clients)
    rounds: list[Rate] = [ask(clients) for _ in range(ROUNDS)]
    per_second = statistics.median(each.per_second for each in rounds)
    cpu = statistics.median(each.cpu_ms for each in rounds)
    print(
        f"signed {kind} from the store, {size / 1024:.0f} KB: {per_second:.0f} a second,"
        f" {cpu:.2f} ms of server CPU each"
    )


def _get(port: int, path: str, cookie: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Cookie": cookie})
    response = connection.getresponse()
    content = response.read()
    assert response.status == HTTPStatus.OK, f"the paper answered {response.status}"
    return content


def _export(database: str, name: str, folder: str) -> None:
    command = [sys.executable, "-m", "riskform", "export", "plans", "--to", folder, "--as", name]
    for what in ("laid out", "there already"):
        started = time.perf_counter()
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "RISKFORM_DATABASE_URL": f"sqlite:///{database}"},
        )
        files = list(Path(folder).glob("*.pdf"))
        size = sum(file.stat().st_size for file in files) / len(files) / 1024
        took = time.perf_counter() - started
        print(f"export of {len(files)} plans, {what}: {took:.1f} s, {size:.0f} KB each")
