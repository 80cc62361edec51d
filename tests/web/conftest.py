"""An application over an office (tests/services/office.py), and browsers to look at it with.

The database is SQLite: that both databases keep the same is for the tests of records and services.
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from riskform.engine.documents import Document
from riskform.paths import bundled
from riskform.records import connect, upgrade
from riskform.services import accounts, publishing
from riskform.services.actors import Actor
from riskform.services.exporting import Rendered
from riskform.web.app import create_app
from riskform.web.sessions import TOKEN
from riskform.web.settings import Settings
from tests.services.office import NOW, Office, account, short_library

SECRET_KEY = "a key that is used in tests and nowhere else"


@dataclass
class Clock:
    """A clock that stands still until it is told to move."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        """Move on, as in `forward(minutes=61)`."""
        self.at += timedelta(**by)


class Browser(FlaskClient):
    """A browser: it keeps cookies, and sends the token that a page of ours would have held."""

    def token(self) -> str:
        """Return the token that a form on a page of this browser holds."""
        with self.session_transaction() as cookie:
            secret = cookie.setdefault("csrf_token", "f" * 40)
        return str(URLSafeTimedSerializer(SECRET_KEY, salt="wtf-csrf-token").dumps(secret))

    def send(self, path: str, fields: Mapping[str, Any] | None = None, **more: Any) -> TestResponse:
        """Send a form, as a button on a page does."""
        return self.post(path, data={**(fields or {}), "csrf_token": self.token()}, **more)

    def sign_in(self, person: Actor) -> "Browser":
        """Sign in as a demo person, and return this browser."""
        assert self.send("/sign-in/demo", {"person": str(person.id)}).status_code == 303
        return self

    def secret(self) -> str:
        """Return the token of the person who is signed in, "" for nobody."""
        with self.session_transaction() as cookie:
            return str(cookie.get(TOKEN, ""))


@pytest.fixture
def clock() -> Clock:
    """Give the clock of the application; it starts at NOW of the office."""
    return Clock()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Actor]]:
    """Give a database file with the office's people and form, made once and copied for each test."""
    path = tmp_path_factory.mktemp("office") / "office.sqlite3"
    url = f"sqlite:///{path}"
    upgrade(url)
    database = connect(url)
    with database.session(write=True) as session:
        publishing.publish_library(session, short_library(), NOW)
        people = {
            "priya": account(session, "Priya Nair", "practitioner", "North"),
            "mo": account(session, "Mo Haddad", "manager", "North"),
            "sam": account(session, "Sam Lowe", "practitioner", "South"),
            "ada": account(session, "Ada Author", "author", "North"),
            "amir": account(session, "Amir Admin", "administrator", "North"),
        }
    with database.session(write=False) as session:
        assert accounts.holds_only_demo_people(session)
    database.dispose()
    return path, people


@pytest.fixture
def people(furnished: tuple[Path, dict[str, Actor]]) -> dict[str, Actor]:
    """Give everyone of the office by first name: priya, mo, sam, ada (author), amir."""
    return furnished[1]


@pytest.fixture
def database_address(furnished: tuple[Path, dict[str, Actor]], tmp_path: Path) -> str:
    """Give the address of a database of the test's own, with the office's people in it."""
    shutil.copy(furnished[0], tmp_path / "riskform.sqlite3")
    return f"sqlite:///{tmp_path / 'riskform.sqlite3'}"


@pytest.fixture
def office(database_address: str, people: dict[str, Actor]) -> Iterator[Office]:
    """Give the office whose people, family and form the application shows."""
    database = connect(database_address)
    yield Office(database, priya=people["priya"], mo=people["mo"], sam=people["sam"])
    database.dispose()


@pytest.fixture
def settings(database_address: str, clock: Clock) -> Settings:
    """Give settings of a demo on this machine; PDFs hold the document's title only."""

    def render(document: Document) -> Rendered:
        return Rendered(f"%PDF {document.title}".encode(), complete=True)

    return Settings(
        database_address,
        SECRET_KEY,
        bundled("form_definitions"),
        demo=True,
        secure_cookies=False,
        now=clock,
        render=render,
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """Give the application; what a view does not catch fails the test."""
    made = create_app(settings, short_library())
    made.test_client_class = Browser
    made.testing = True
    yield made
    made.extensions["riskform"].database.dispose()


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Give a browser in which nobody is signed in."""
    made = app.test_client()
    assert isinstance(made, Browser)
    return made


@pytest.fixture
def priya(app: Flask, people: dict[str, Actor]) -> Browser:
    """Give the browser of Priya, a practitioner of the North team."""
    return app.test_client().sign_in(people["priya"])  # type: ignore[attr-defined, no-any-return]  # a Browser


@pytest.fixture
def mo(app: Flask, people: dict[str, Actor]) -> Browser:
    """Give the browser of Mo, the manager of the North team."""
    return app.test_client().sign_in(people["mo"])  # type: ignore[attr-defined, no-any-return]  # a Browser
