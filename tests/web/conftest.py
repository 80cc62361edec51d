"""An application over an office (tests/services/office.py), and browsers to look at it with.

The database is SQLite: that both databases keep the same is for the tests of records and services.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from riskform.records import connect, upgrade
from riskform.services import publishing
from riskform.services.actors import Actor
from riskform.web.settings import Settings
from tests.originals import Places, opened, scratch
from tests.services.office import NOW, Office, account, short_library
from tests.web.applications import application, demo_settings, lent
from tests.web.browsing import Browser, Clock, another_browser


@pytest.fixture
def clock() -> Clock:
    """Give the clock of the application; it starts at NOW of the office."""
    return Clock()


@pytest.fixture(scope="session")
def in_memory() -> Iterator[Path]:
    """Give a folder for databases in memory: on a disk, each save waits for it."""
    with scratch() as folder:
        yield folder


@pytest.fixture(scope="session")
def furnished(in_memory: Path) -> tuple[Path, dict[str, Actor]]:
    """Give a database file with the office's people and form, made once; tests copy it."""
    path = in_memory / "office.sqlite3"
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


@pytest.fixture(scope="session")
def places(in_memory: Path) -> Places:
    """Give the folders that one test after the other has for its database."""
    return Places(in_memory)


@pytest.fixture
def database_address(furnished: tuple[Path, dict[str, Actor]], places: Places) -> Iterator[str]:
    """Give the address of a database of the test's own, with the office's people in it."""
    with places.empty() as folder:
        yield f"sqlite:///{shutil.copy(furnished[0], folder / 'riskform.sqlite3')}"


@pytest.fixture
def office(database_address: str, people: dict[str, Actor]) -> Iterator[Office]:
    """Give the office whose people, family and form the application shows."""
    with opened(database_address) as database:
        yield Office(database, priya=people["priya"], mo=people["mo"], sam=people["sam"])


@pytest.fixture
def settings(database_address: str, clock: Clock) -> Settings:
    """Give settings of a demo on this machine; PDFs hold the document's title only."""
    return demo_settings(database_address, clock)


@pytest.fixture(scope="session")
def kept_app(furnished: tuple[Path, dict[str, Actor]]) -> Flask:
    """Give the application that answers for one test after the other; they take `app`."""
    return application(demo_settings(f"sqlite:///{furnished[0]}", Clock()))


@pytest.fixture
def app(settings: Settings, kept_app: Flask) -> Iterator[Flask]:
    """Give the application; what a view does not catch fails the test."""
    with lent(kept_app, settings) as made:
        yield made


@pytest.fixture
def own_app(settings: Settings) -> Iterator[Flask]:
    """Give an application that the test may change."""
    made = application(settings)
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
