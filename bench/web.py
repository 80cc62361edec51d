"""A section page and a save through gunicorn, each beside the bare thing of the same size."""

import http.client
import re
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from pathlib import Path

from bench.form_fields import body_of, posted_fields
from bench.load import Rate, Request, measure
from bench.servers import bare, free_port, riskform
from riskform.records import Session, accounts, connect
from riskform.services import assessing, people
from riskform.services.actors import Actor, actor_of

CLIENTS = 4
ROUNDS = 5
SECONDS = 2.0
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Desk:
    """One client: its cookie, and the address of its page about a baby's sleep."""

    cookie: str
    path: str


def main() -> None:
    """Print requests a second and server CPU for each, and the ratios, medians of the rounds."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = free_port(), free_port()
        database = str(Path(folder) / "riskform.db")
        with riskform(ours, database) as our_pid:
            desks = _desks(ours, database)
            page = _get(ours, desks[0])
            print(
                f"{CLIENTS} clients, {ROUNDS} rounds of {SECONDS:g} s, {len(page):,} bytes a page"
            )
            with bare(theirs, str(Path(folder) / "bare.db"), len(page)) as their_pid:
                ask_us = partial(measure, ours, our_pid, seconds=SECONDS)
                ask_them = partial(measure, theirs, their_pid, seconds=SECONDS)
                pages = _rounds(
                    lambda: ask_us([_reader(desk) for desk in desks], expected=200),
                    lambda: ask_them(_plain(Request("GET", "/page", None, {})), expected=200),
                )
                post = Request("POST", "/insert", body_of(posted_fields(page)), _FORM)
                saves = _rounds(
                    lambda: ask_us([_saver(ours, desk) for desk in desks], expected=303),
                    lambda: ask_them(_plain(post), expected=303),
                )
    _print("section page", "bare Flask page", pages)
    _print("save of a page", "bare Flask and SQLite insert", saves)


def _plain(request: Request) -> list[Callable[[], Request]]:
    return [lambda: request for _ in range(CLIENTS)]


def _rounds(ours: Callable[[], Rate], theirs: Callable[[], Rate]) -> list[tuple[Rate, Rate]]:
    ours(), theirs()
    return [(ours(), theirs()) for _ in range(ROUNDS)]


def _print(name: str, baseline: str, rounds: list[tuple[Rate, Rate]]) -> None:
    for label, index in ((name, 0), (baseline, 1)):
        per_second = statistics.median(pair[index].per_second for pair in rounds)
        cpu = statistics.median(pair[index].cpu_ms for pair in rounds)
        print(f"{label:32} {per_second:8.0f} a second  {cpu:7.2f} ms of server CPU each")
    ratio = statistics.median(ours.per_second / theirs.per_second for ours, theirs in rounds)
    print(f"{'ratio of the rates':32} {ratio:8.2f}")


def _desks(port: int, database: str) -> list[Desk]:
    """Start an assessment with a baby and two adults for each client, and sign each in."""
    kept = connect(f"sqlite:///{database}")
    now = datetime.now(UTC)
    references: list[tuple[str, str]] = []
    with kept.session(write=True) as session:
        account = next(a for a in accounts.listed(session) if a.role == "practitioner")
        actor = actor_of(account)
        for number in range(CLIENTS):
            started = assessing.start(
                session,
                actor,
                form_id="child_risk_assessment",
                family_reference="",
                new_family_name=f"Bench {number}",
                level="3",
                visit_on=now.date().isoformat(),
                today=now.date(),
                now=now,
            )
            references.append((started.reference, _people(session, actor, started.reference, now)))
    kept.dispose()
    paths = [f"/assessments/{reference}/sleep/{kit}" for reference, kit in references]
    return [_at_desk(port, account.id, path) for path in paths]


def _people(session: Session, actor: Actor, reference: str, now: datetime) -> str:
    today = now.date()
    kit = people.add_child(
        session, actor, reference, {"name": "Kit", "age_months": "3"}, today, now
    )
    for name in ("Carly", "Dean"):
        people.add_adult(session, actor, reference, {"name": name}, today, now)
    return kit


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


def _reader(desk: Desk) -> Callable[[], Request]:
    request = Request("GET", desk.path, None, {"Cookie": desk.cookie})
    return lambda: request


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
