"""A PostgreSQL server for the tests of one process: private, quick, and gone afterwards."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from os import geteuid
from pathlib import Path
from signal import SIGQUIT

import psycopg
import pytest

STARTS_WITHIN = 60.0  # seconds; it takes one, and far longer on a busy machine


@dataclass
class PostgreSQL:
    """A running server; nothing but the socket in `folder` leads to it."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    free: list[str] = field(default_factory=list)
    owner: "psycopg.Connection[tuple[object, ...]] | None" = None

    def url(self, database: str) -> str:
        """Return the address of `database` as SQLAlchemy takes it."""
        return f"postgresql+psycopg://riskform@/{database}?host={self.folder}"

    def create_database(self, template: str = "template1") -> str:
        """Create a copy of the database `template`, which nobody may be using, and name it.

        The name may be that of a database that was dropped.
        """
        name = self.free.pop() if self.free else f"riskform_{next(self.numbers)}"
        # Copying files takes half as long as writing each page to the log, with nothing to sync.
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def drop_database(self, name: str) -> None:
        """Drop a database, and cut off whoever is still connected to it."""
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")
        self.free.append(name)

    def execute(self, statement: str) -> None:
        """Run one statement as the owner of the server, outside any transaction."""
        # The connection is kept: every test would wait twice for a new one.
        if self.owner is None:
            address = f"host={self.folder} user=riskform dbname=postgres"
            self.owner = psycopg.connect(address, autocommit=True)
        self.owner.execute(statement.encode())

    def close(self) -> None:
        """Let go of the server."""
        if self.owner is not None:
            self.owner.close()

    def wait_for(self, server: subprocess.Popen[bytes]) -> None:
        """Return when `server` takes connections; fail with its own words if it never does."""
        give_up = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                return self.execute("SELECT 1")
            except psycopg.OperationalError as error:
                if server.poll() is not None or time.monotonic() > give_up:
                    error.add_note((self.folder / "log").read_text())
                    raise
            time.sleep(0.05)


def _programs() -> Path:
    """Return the folder with the programs of this machine's newest PostgreSQL server."""
    found = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.fail("PostgreSQL is not on this machine; `make test` installs it.", pytrace=False)
    return max(found, key=lambda initdb: int(initdb.parts[-3])).parent


@contextmanager
def served_in(folder: Path) -> Iterator[PostgreSQL]:
    """Run a server that keeps all it has in the empty `folder`, and stop it at the end.

    PostgreSQL refuses to run as root, so root runs it as the user that Debian made for it. It
    never waits for the disk, because nothing in it outlives the tests.
    """
    programs, data, log = _programs(), folder / "data", folder / "log"
    # setpriv has the kernel stop the server when these tests are killed before they can stop it.
    run_as = ["/usr/bin/setpriv", "--pdeathsig=INT"]
    if geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        run_as += ["--reuid=postgres", "--regid=postgres", "--clear-groups"]
    create = [f"{programs}/initdb", f"--pgdata={data}", "--username=riskform", "--auth=trust"]
    create += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    serve = [f"{programs}/postgres", "-D", f"{data}", "-c", f"unix_socket_directories={folder}"]
    for setting in ("listen_addresses=", "fsync=off", "full_page_writes=off", "autovacuum=off"):
        serve += ["-c", setting]
    with log.open("wb") as out:
        created = subprocess.run(
            [*run_as, *create], check=False, cwd=folder, stdout=out, stderr=out
        )
        assert created.returncode == 0, log.read_text()
        server = subprocess.Popen([*run_as, *serve], cwd=folder, stdout=out, stderr=out)
    try:
        running = PostgreSQL(folder)
        running.wait_for(server)
        yield running
        running.close()
    finally:
        server.send_signal(SIGQUIT)  # the quick stop: there is nothing to save
        server.wait()
