"""The least that a page and a save of a record have to do, whatever form they show.

As `bench.bare`, Flask and the driver alone, but with what riskform promises of every request: a
signed cookie, the database asked who that is, the headers, the record and its people read. A save
is checked for its token and writes the record, a revision, a finding and an audit row. There is no
question in it: the page is a text that is ready, and nothing is judged.
"""

import json
import os
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from flask import Flask, Response, abort, redirect, request, session
from jinja2 import Environment
from markupsafe import Markup

from riskform.web.security import with_headers
from riskform.web.sessions import SignedCookies

TOKEN = "csrf_token"  # noqa: S105 - a name
FINDINGS = 12

_DATABASE = os.environ.get("LEAST_DATABASE", "")
_TEXT = Markup("x" * int(os.environ.get("LEAST_PAGE_BYTES", "1000")))  # noqa: S704 - no markup in it
_TABLES = """
CREATE TABLE IF NOT EXISTS account (id INTEGER PRIMARY KEY, name TEXT, role TEXT, team TEXT);
CREATE TABLE IF NOT EXISTS signed_in (token_hash TEXT PRIMARY KEY, account_id INTEGER, until TEXT);
CREATE TABLE IF NOT EXISTS person (id INTEGER PRIMARY KEY, record_id INTEGER, name TEXT, born TEXT);
CREATE INDEX IF NOT EXISTS person_record ON person (record_id);
CREATE TABLE IF NOT EXISTS record (
    id INTEGER PRIMARY KEY, reference TEXT UNIQUE, author_id INTEGER, status TEXT, revision INTEGER,
    document TEXT, updated_at TEXT);
CREATE TABLE IF NOT EXISTS finding (
    record_id INTEGER, at TEXT, says TEXT, raised INTEGER, PRIMARY KEY (record_id, at));
CREATE TABLE IF NOT EXISTS revision (
    id INTEGER PRIMARY KEY, record_id INTEGER, number INTEGER, changes TEXT, author_id INTEGER,
    saved_at TEXT, UNIQUE (record_id, number));
CREATE TABLE IF NOT EXISTS audit (
    id INTEGER PRIMARY KEY, at TEXT, account_id INTEGER, action TEXT, reference TEXT, detail TEXT);
"""
_WHO = """
SELECT account.* FROM signed_in JOIN account ON account.id = account_id
WHERE token_hash = ? AND until > ?"""
_RECORD = """
SELECT record.*, account.name FROM record JOIN account ON account.id = author_id
WHERE reference = ?"""
_KEEP = """
UPDATE record SET revision = revision + 1, document = ?, updated_at = ?
WHERE id = ? AND revision = ? AND status = 'draft'"""
_PAGE = Environment(autoescape=True).from_string(
    "<!doctype html><title>{{ title }}</title><p>{{ name }}</p>"
    '<form method="post"><input name="csrf_token" value="{{ token }}">{{ text }}</form>'
)

app = Flask(__name__)
app.secret_key = "the least"  # noqa: S105 - nobody's
app.session_interface = SignedCookies(app.secret_key)
app.after_request(with_headers)  # type: ignore[arg-type]  # Flask's response, as the page's is


class _Local(threading.local):
    reading: sqlite3.Connection | None = None
    writing: sqlite3.Connection | None = None


_local = _Local()


def _connection() -> sqlite3.Connection:
    connection = sqlite3.connect(_DATABASE, timeout=10, isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def _reading() -> sqlite3.Connection:
    if _local.reading is None:
        _local.reading = _connection()
    return _local.reading


def _writing() -> sqlite3.Connection:
    if _local.writing is None:
        _local.writing = _connection()
    return _local.writing


def _prepare(records: int = 4) -> None:
    """Make the tables, one account and a few records with their people and findings."""
    with closing(sqlite3.connect(_DATABASE, timeout=10)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(_TABLES)
        connection.execute("INSERT INTO account VALUES (1, 'Somebody', 'practitioner', 'A team')")
        for number in range(records):
            told = (number, f"R{number}", "{}", _moment())
            connection.execute("INSERT INTO record VALUES (?, ?, 1, 'draft', 0, ?, ?)", told)
            for place in range(3):
                person = (number, f"Person {place}", "2026-01-01")
                connection.execute("INSERT INTO person VALUES (NULL, ?, ?, ?)", person)
            for place in range(FINDINGS):
                said = (number, f"p/sleep.{place}", "It is not known where the child sleeps.")
                connection.execute("INSERT INTO finding VALUES (?, ?, ?, 1)", said)
        connection.commit()


@app.get("/enter")
def enter() -> str:
    """Sign in, and answer the token of all pages."""
    secret = os.urandom(16).hex()
    session["token"], session[TOKEN] = secret, os.urandom(16).hex()
    row = (sha256(secret.encode()).hexdigest(), "9999")
    _writing().execute("INSERT INTO signed_in VALUES (?, 1, ?)", row)
    return str(session[TOKEN])


@app.get("/record/<reference>")
def page(reference: str) -> str:
    """Answer a page that nobody had to make, about a record and its people that were read."""
    connection = _reading()
    connection.execute("BEGIN")
    try:
        account, _record, _people = _read(connection, reference)
    finally:
        connection.execute("ROLLBACK")
    return _PAGE.render(title=reference, name=account[1], token=session[TOKEN], text=_TEXT)


@app.post("/record/<reference>")
def save(reference: str) -> Response:
    """Keep what was posted, as one revision of the record, in one durable transaction."""
    if not compare_digest(request.form.get(TOKEN, ""), session[TOKEN]):
        abort(400)
    connection = _reading()
    connection.execute("BEGIN")
    try:
        account, record, _people = _read(connection, reference)
        asked = "SELECT at, says, raised FROM finding WHERE record_id = ? ORDER BY at"
        findings = connection.execute(asked, (record[0],)).fetchall()
    finally:
        connection.execute("ROLLBACK")
    answers = json.dumps(request.form.to_dict(flat=False))
    _write(record, account, answers, findings[record[4] % FINDINGS])
    return redirect(f"/record/{reference}", 303)  # type: ignore[return-value]  # Werkzeug's response is Flask's.


def _write(record: Any, account: Any, answers: str, finding: Any) -> None:  # noqa: ANN401 - rows
    connection, now = _writing(), _moment()
    number, reference, revision = record[0], record[1], record[4]
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(_KEEP, (answers, now, number, revision))
    kept = (number, revision + 1, answers, account[0], now)
    connection.execute("INSERT INTO revision VALUES (NULL, ?, ?, ?, ?, ?)", kept)
    raised = (1 - finding[2], number, finding[0])
    connection.execute("UPDATE finding SET raised = ? WHERE record_id = ? AND at = ?", raised)
    told = (now, account[0], "page saved", reference, json.dumps({"revision": revision + 1}))
    connection.execute("INSERT INTO audit VALUES (NULL, ?, ?, ?, ?, ?)", told)
    connection.execute("COMMIT")


def _read(connection: sqlite3.Connection, reference: str) -> tuple[Any, Any, list[Any]]:
    hashed = sha256(session["token"].encode()).hexdigest()
    account = connection.execute(_WHO, (hashed, _moment())).fetchone()
    record = connection.execute(_RECORD, (reference,)).fetchone()
    if account is None or record is None:
        abort(404)
    json.loads(record[5])
    people = connection.execute("SELECT * FROM person WHERE record_id = ?", (record[0],)).fetchall()
    return account, record, people


def _moment() -> str:
    return datetime.now(UTC).isoformat()


if _DATABASE:
    _prepare()
