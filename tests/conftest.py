"""What every test stands on: how far it may reach, and a fresh database to write in.

Fixtures that only one floor needs live in that floor's own conftest.py.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest

from tests.postgresql import PostgreSQL, served_in

LOOPBACK = ["127.0.0.1", "::1"]
MEMORY, DISK = Path("/dev/shm"), Path("/tmp")  # noqa: S108 - mkdtemp makes names nobody foresees
MEMORY_NEEDED = 2 * 1024**3  # bytes; the databases of two test processes take a tenth of it

# The same examples in every run, so that a failure is about the change and can be seen again;
# no deadline, because a busy machine is no failure.
hypothesis.settings.register_profile("riskform", derandomize=True, deadline=None)
hypothesis.settings.load_profile("riskform")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests marked `browser` or `database` reach this machine, and no test reach further."""
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("database"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))


@contextmanager
def _scratch() -> Iterator[Path]:
    """Make a folder for databases, in memory where there is room: a busy disk is ten times slower.

    It is not one of pytest's own folders, because a socket's path may have 107 letters and
    PostgreSQL's user must be able to enter, and they promise neither.
    """
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MEMORY_NEEDED
    folder = Path(tempfile.mkdtemp(prefix="riskform-", dir=MEMORY if roomy else DISK))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _migrate(url: str) -> None:
    from riskform.records import upgrade  # noqa: PLC0415 - the core's tests start without SQLAlchemy

    upgrade(url)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """Start a PostgreSQL server for the tests of this process, and stop it after the last."""
    with _scratch() as folder, served_in(folder) as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.database)])
def kind_of_database(request: pytest.FixtureRequest) -> str:
    """Run the test once on each kind of database."""
    return str(request.param)


@pytest.fixture
def database_url(kind_of_database: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of an empty database of the test's own, once of each kind."""
    if kind_of_database == "sqlite":
        with _scratch() as folder:
            yield f"sqlite:///{folder}/riskform.sqlite3"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    name = server.create_database()
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture(scope="session")
def migrated_file() -> Iterator[Path]:
    """Migrate an SQLite file once, for copies of it."""
    with _scratch() as folder:
        file = folder / "riskform.sqlite3"
        _migrate(f"sqlite:///{file}")
        yield file


@pytest.fixture(scope="session")
def migrated_template(postgresql: PostgreSQL) -> str:
    """Migrate a PostgreSQL database once, for copies of it."""
    name = postgresql.create_database()
    _migrate(postgresql.url(name))
    return name


@pytest.fixture
def migrated_database_url(kind_of_database: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of a migrated database without rows of the test's own, once of each kind."""
    if kind_of_database == "sqlite":
        with _scratch() as folder:
            copy = shutil.copy(request.getfixturevalue("migrated_file"), folder)
            yield f"sqlite:///{copy}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    name = server.create_database(request.getfixturevalue("migrated_template"))
    yield server.url(name)
    server.drop_database(name)
