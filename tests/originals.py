"""Databases that are made once and copied for each test, which takes a tenth of making them.

The copies stand where those of earlier tests stood, so that an engine is made once for each place.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from tests.postgresql import PostgreSQL

if TYPE_CHECKING:
    from riskform.records import Database

MEMORY, DISK = Path("/dev/shm"), Path("/tmp")  # noqa: S108 - mkdtemp makes names nobody foresees
MEMORY_NEEDED = 2 * 1024**3  # bytes; the databases of two test processes take a tenth of it

Fill = Callable[[str], None]

_OPENED: dict[str, "Database"] = {}


@contextmanager
def opened(url: str) -> Iterator["Database"]:
    """Give the database at `url`; at the end of the block none of its connections is left.

    What it knows of statements is kept for the next test at this address. To put each of them
    together anew took as long as all that tests do with a database.
    """
    from riskform.records import connect  # noqa: PLC0415 - the core's tests start without SQLAlchemy

    if url not in _OPENED:
        _OPENED[url] = connect(url)
    with _OPENED[url] as database:
        yield database


@contextmanager
def scratch() -> Iterator[Path]:
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


@dataclass
class Places:
    """Folders in `within`, which tests have one after the other."""

    within: Path
    _free: list[Path] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @contextmanager
    def empty(self) -> Iterator[Path]:
        """Give an empty folder that nobody else has until the end of the block."""
        folder = self._free.pop() if self._free else self.within / f"place{next(self._numbers)}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder)
            self._free.append(folder)


@dataclass
class Originals:
    """What was filled once, in `folder` or on the server, by the function that filled it.

    `server` starts PostgreSQL where it does not run yet: tests on SQLite alone never wait for it.
    """

    folder: Path
    server: Callable[[], PostgreSQL]
    _made: dict[tuple[str, Fill], str] = field(default_factory=dict)
    _places: Places = field(init=False)

    def __post_init__(self) -> None:
        self._places = Places(self.folder)

    @contextmanager
    def copy(self, kind: str, fill: Fill) -> Iterator[str]:
        """Give the address of a copy of the `sqlite` or `postgresql` database that `fill` fills.

        `fill` takes the address of an empty database, and leaves nothing connected to it.
        """
        original = self._made.get((kind, fill)) or self._make(kind, fill)
        if kind == "sqlite":
            with self._places.empty() as folder:
                yield f"sqlite:///{shutil.copy(original, folder / 'riskform.sqlite3')}"
        else:
            name = self.server().create_database(original)
            yield self.server().url(name)
            self.server().drop_database(name)

    def _make(self, kind: str, fill: Fill) -> str:
        if kind == "sqlite":
            made = str(self.folder / f"{len(self._made)}.sqlite3")
            fill(f"sqlite:///{made}")
        else:
            made = self.server().create_database()
            fill(self.server().url(made))
        self._made[kind, fill] = made
        return made
