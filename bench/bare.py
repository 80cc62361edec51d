"""The baselines: as little as Flask, and Flask with SQLite, can do for the same request.

`GET /page` answers BARE_PAGE_BYTES bytes of HTML. `POST /insert` writes the posted body into a
table with the durability of riskform's own saves (WAL, synchronous=FULL, BEGIN IMMEDIATE), then
sends the browser on.
"""

import os
import sqlite3
import threading
from contextlib import closing

from flask import Flask, Response, redirect, request

app = Flask(__name__)
_PAGE = "<!doctype html><title>bare</title>" + "x" * int(os.environ.get("BARE_PAGE_BYTES", "1000"))
_DATABASE = os.environ.get("BARE_DATABASE", "")


class _Local(threading.local):
    connection: sqlite3.Connection | None = None


_local = _Local()


def _connection() -> sqlite3.Connection:
    if _local.connection is None:
        connection = sqlite3.connect(_DATABASE, timeout=10, isolation_level=None)
        connection.execute("PRAGMA synchronous=FULL")
        _local.connection = connection
    return _local.connection


def _prepare() -> None:
    """Make the table before the workers start: turning WAL on does not wait for its turn."""
    with closing(sqlite3.connect(_DATABASE, timeout=10)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE IF NOT EXISTS saved (id INTEGER PRIMARY KEY, body TEXT)")


if _DATABASE:
    _prepare()


@app.get("/page")
def page() -> str:
    """Answer a page that nobody had to make."""
    return _PAGE


@app.post("/insert")
def insert() -> Response:
    """Keep the posted body in one durable transaction."""
    connection = _connection()
    connection.execute("BEGIN IMMEDIATE")
    body = request.get_data(as_text=True)
    connection.execute("INSERT INTO saved (body) VALUES (?)", (body,))
    connection.execute("COMMIT")
    return redirect("/page", 303)  # type: ignore[return-value]  # Werkzeug's response is Flask's.
