"""What every test stands on: how far it may reach, and a fresh database to write in.

Fixtures that only one floor needs live in that floor's own conftest.py.
"""

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.originals import Originals, scratch
from tests.postgresql import PostgreSQL, served_in

if TYPE_CHECKING:
    from tests.browser.windows import Windows

LOOPBACK = ["127.0.0.1", "::1"]

# Looking for garbage at every 700 objects, as Python does unless told, takes a tenth of all tests.
gc.set_threshold(20_000, 20, 20)

# The same examples in every run, so that a failure is about the change and can be seen again;
# no deadline, because a busy machine is no failure.
hypothesis.settings.register_profile("riskform", derandomize=True, deadline=None)
hypothesis.settings.load_profile("riskform")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests marked `browser` or `database` reach this machine, and no test reach further."""
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("database"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))


def pytest_collection_finish() -> None:
    """Look for garbage only in what the tests make: what was collected stays to the end."""
    gc.freeze()


def _migrate(url: str) -> None:
    from riskform.records import upgrade  # noqa: PLC0415 - the core's tests start without SQLAlchemy

    upgrade(url)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """Start a PostgreSQL server for the tests of this process, and stop it after the last."""
    with scratch() as folder, served_in(folder) as server:
        yield server


@pytest.fixture(scope="session")
def windows() -> Iterator["Windows"]:
    """Give the windows of one Chromium, which is started for the first test that asks."""
    from tests.browser.windows import Windows, started  # noqa: PLC0415 - most tests need no browser

    with started() as browser:
        yield Windows(browser)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.database)])
def kind_of_database(request: pytest.FixtureRequest) -> str:
    """Run the test once on each kind of database."""
    return str(request.param)


@pytest.fixture
def database_url(kind_of_database: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of an empty database of the test's own, once of each kind."""
    if kind_of_database == "sqlite":
        with scratch() as folder:
            yield f"sqlite:///{folder}/riskform.sqlite3"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    name = server.create_database()
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture(scope="session")
def originals(request: pytest.FixtureRequest) -> Iterator[Originals]:
    """Give what keeps the databases that tests of this process have copies of."""

    def server() -> PostgreSQL:
        started: PostgreSQL = request.getfixturevalue("postgresql")
        return started

    with scratch() as folder:
        yield Originals(folder, server)


@pytest.fixture
def migrated_database_url(kind_of_database: str, originals: Originals) -> Iterator[str]:
    """Give the address of a migrated database without rows of the test's own, once of each kind."""
    with originals.copy(kind_of_database, _migrate) as url:
        yield url


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hash passwords with little work: that it is much is for those who guess, and for no test."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - as above

    from riskform.services import accounts  # noqa: PLC0415 - as above

    monkeypatch.setattr(accounts, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64))
    accounts._nobody.cache_clear()
    yield
    accounts._nobody.cache_clear()
