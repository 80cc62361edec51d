"""Section pages and saves through gunicorn, each beside the bare thing of the same size.

And beside the least that such a page or save has to do (`bench.least`), which tells how much of
the bare thing's rate is left for the form itself: its questions, their words, the judging.
"""

import http.client
import random
import re
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from itertools import cycle
from pathlib import Path

from bench import families
from bench.form_fields import body_of, posted_fields
from bench.load import Rate, Request, measure
from bench.servers import bare, free_port, least, riskform
from riskform.records import accounts, connect
from riskform.services.actors import actor_of

CLIENTS = 4
FAMILIES = 12
ROUNDS = 5
SECONDS = 2.0
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_GET = Request("GET", "/page", None, {})


@dataclass(frozen=True, slots=True)
class Desk:
    """One client: its cookie, and the address of its page about a baby's sleep."""

    cookie: str
    path: str


@dataclass(frozen=True, slots=True)
class Work:
    """The desks, and all pages of further families that are answered differently, shuffled."""

    desks: list[Desk]
    pages: list[str]


def main() -> None:
    """Print requests a second and server CPU for each, and the ratios, medians of the rounds."""
    with tempfile.TemporaryDirectory() as folder:
        port, database = free_port(), str(Path(folder) / "riskform.db")
        with riskform(port, database) as pid:
            work = _work(port, database)
            page = _get(port, work.desks[0])
            mean = _mean_size(port, work)
            ask = partial(measure, port, pid, seconds=SECONDS)
            print(f"{CLIENTS} clients, {ROUNDS} rounds of {SECONDS:g} s")
            own = [_reader(desk, [desk.path]) for desk in work.desks]
            against = partial(_rounds, folder)
            _print(
                f"one page, {len(page):,} bytes",
                against(len(page), lambda: ask(own, expected=200), _GET),
            )
            turns = [_reader(desk, _from(work, n)) for n, desk in enumerate(work.desks)]
            _print(
                f"{len(work.pages)} pages in turn, {mean:,} bytes",
                against(mean, lambda: ask(turns, expected=200), _GET),
            )
            post = Request("POST", "/insert", body_of(posted_fields(page)), _FORM)

            def save() -> Rate:
                return ask([_saver(port, desk) for desk in work.desks], expected=303)

            _print("a save of the one page", against(len(page), save, post))


def _rounds(
    folder: str, size: int, ours: Callable[[], Rate], bare_request: Request
) -> list[tuple[Rate, ...]]:
    """Measure ours, the bare thing and the least by turns, after a turn that does not count."""
    ports = free_port(), free_port()
    expected = HTTPStatus.OK if bare_request is _GET else HTTPStatus.SEE_OTHER
    clients = [lambda: bare_request] * CLIENTS
    with (
        bare(ports[0], str(Path(folder) / "bare.db"), size) as pid,
        tempfile.TemporaryDirectory() as own,
        least(ports[1], str(Path(own) / "least.db"), size) as least_pid,
    ):
        entered = [_at_least(ports[1], number, bare_request) for number in range(CLIENTS)]
        turns = [
            (
                ours(),
                measure(ports[0], pid, clients, SECONDS, expected),
                measure(ports[1], least_pid, entered, SECONDS, expected),
            )
            for _ in range(ROUNDS + 1)
        ]
    return turns[1:]


def _at_least(port: int, number: int, bare_request: Request) -> Callable[[], Request]:
    """Return one client's requests of `bench.least`: as the bare one, for a record of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/enter")
    response = connection.getresponse()
    token, cookie = response.read().decode(), _cookie(response)
    body = None
    if bare_request.body is not None:
        body = re.sub(rb"(?<=csrf_token=)[^&]*", token.encode(), bare_request.body)
    headers = {**bare_request.headers, "Cookie": cookie}
    request = Request(bare_request.method, f"/record/R{number}", body, headers)
    return lambda: request


def _print(name: str, rounds: list[tuple[Rate, ...]]) -> None:
    for index, label in enumerate((name, "the bare thing", "the least that it has to do")):
        per_second = statistics.median(turn[index].per_second for turn in rounds)
        cpu = statistics.median(turn[index].cpu_ms for turn in rounds)
        print(f"{label:36} {per_second:8.0f} a second  {cpu:7.2f} ms of server CPU each")
    for index, label in enumerate(("ratio to the bare thing", "the same of the least")):
        rates = statistics.median(
            turn[2 * index].per_second / turn[1].per_second for turn in rounds
        )
        costs = statistics.median(turn[1].cpu_ms / turn[2 * index].cpu_ms for turn in rounds)
        print(f"{label:36} {rates:8.2f}  {costs:8.2f} of the CPU")


def _work(port: int, database: str) -> Work:
    """Start an assessment for each client and for each further family, and sign the clients in."""
    kept, now = connect(f"sqlite:///{database}"), datetime.now(UTC)
    with kept.session(write=True) as session:
        account = next(a for a in accounts.listed(session) if a.role == "practitioner")
        actor = actor_of(account)
        own = [families.start(session, actor, f"Bench {n}", now) for n in range(CLIENTS)]
        pages: list[str] = []
        for number in range(FAMILIES):
            reference, _ = families.start(session, actor, f"Family {number}", now)
            pages += families.answer(session, actor, reference, number, now)
    kept.dispose()
    desks = [_at_desk(port, account.id, f"/assessments/{ref}/sleep/{kit}") for ref, kit in own]
    random.Random(0).shuffle(pages)  # noqa: S311 - no secret
    return Work(desks, pages)


def _from(work: Work, client: int) -> list[str]:
    """Return all pages in turn, from a place of the client's own."""
    start = client * len(work.pages) // CLIENTS
    return work.pages[start:] + work.pages[:start]


def _mean_size(port: int, work: Work) -> int:
    cookie = work.desks[0].cookie
    return round(statistics.mean(len(_get(port, Desk(cookie, page))) for page in work.pages))


def sign_in(port: int, account_id: int) -> str:
    """Sign a demo's person in; return the cookie."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/sign-in")
    response = connection.getresponse()
    page, cookie = response.read().decode(), _cookie(response)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token, "the sign-in page has no token"
    body = body_of([("csrf_token", token[1]), ("person", str(account_id))])
    connection.request("POST", "/sign-in/demo", body, {**_FORM, "Cookie": cookie})
    response = connection.getresponse()
    response.read()
    assert response.status == HTTPStatus.SEE_OTHER, f"signing in answered {response.status}"
    return _cookie(response)


def _at_desk(port: int, account_id: int, path: str) -> Desk:
    """Sign in and open the page once; its answer sets the cookie that its form goes with."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    cookie = sign_in(port, account_id)
    connection.request("GET", path, headers={"Cookie": cookie})
    response = connection.getresponse()
    response.read()
    return Desk(_cookie(response) or cookie, path)


def _cookie(response: http.client.HTTPResponse) -> str:
    return (response.getheader("Set-Cookie") or "").split(";")[0]


def _get(port: int, desk: Desk) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", desk.path, headers={"Cookie": desk.cookie})
    response = connection.getresponse()
    page = response.read().decode()
    assert response.status == HTTPStatus.OK, f"the page answered {response.status}"
    return page


def _reader(desk: Desk, paths: list[str]) -> Callable[[], Request]:
    requests = cycle([Request("GET", path, None, {"Cookie": desk.cookie}) for path in paths])
    return lambda: next(requests)


def _saver(port: int, desk: Desk) -> Callable[[], Request]:
    """Return saves of the same page, each seen at the revision that the last one wrote."""
    fields = posted_fields(_get(port, desk))
    revision = int(dict(fields)["seen_revision"])
    headers = {**_FORM, "Cookie": desk.cookie}
    count = iter(range(revision, revision + 10_000_000))

    def next_save() -> Request:
        number = next(count)
        answered = [(name, value) for name, value in fields if not name.startswith("q-advice")]
        chosen = ("q-advice", "showed" if number % 2 else "not_checked")
        body = body_of([*answered, chosen], seen_revision=str(number))
        return Request("POST", desk.path, body, headers)

    return next_save
