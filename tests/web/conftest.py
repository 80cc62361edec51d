"""An application over an office (tests/services/office.py), and browsers to look at it with.

The database is SQLite: that both databases keep the same is for the tests of records and services.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from riskform.engine.documents import Document
from riskform.paths import bundled
from riskform.pdf import Watch
from riskform.records import connect, upgrade
from riskform.services import publishing
from riskform.services.actors import Actor
from riskform.services.exporting import Rendered
from riskform.web.app import create_app
from riskform.web.settings import Settings
from tests.services.office import NOW, Office, account, short_library
from tests.web.browsing import SECRET_KEY, Browser, Clock, another_browser
from tests.web.compiled_templates import COMPILED


@pytest.fixture
def clock() -> Clock:
    """Give the clock of the application; it starts at NOW of the office."""
    return Clock()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Actor]]:
    """Give a database file with the office's people and form, made once; tests copy it."""
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

    def render(document: Document, _watch: Watch) -> Rendered:
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
    made.testing = True
    made.jinja_env.bytecode_cache = COMPILED
    yield made
    made.extensions["riskform"].database.dispose()


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Give a browser in which nobody is signed in."""
    return another_browser(app)


@pytest.fixture
def priya(app: Flask, people: dict[str, Actor]) -> Browser:
    """Give the browser of Priya, a practitioner of the North team."""
    return another_browser(app).sign_in(people["priya"])


@pytest.fixture
def mo(app: Flask, people: dict[str, Actor]) -> Browser:
    """Give the browser of Mo, the manager of the North team."""
    return another_browser(app).sign_in(people["mo"])
