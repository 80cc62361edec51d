"""`riskform serve` as people start it: in a process of its own."""

import gc
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest
from flask import Flask

from riskform.definitions.library import load
from riskform.records import connect, printings
from riskform.records.printings import Asked
from riskform.services.candidates import candidate_of
from riskform.services.publishing import Started
from riskform.web import serving
from riskform.web.places import Place
from riskform.web.settings import Settings
from tests.services.office import NOW, account, short_files, short_library

CHECKOUT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 60.0  # seconds; it takes two, and far longer on a busy machine

pytestmark = pytest.mark.browser  # lets the test reach the server on this machine


@dataclass(frozen=True)
class Server:
    """A server that was started in `folder` and listens on `port`."""

    process: "subprocess.Popen[str]"
    port: int

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return str(answer.read().decode())

    def wait(self) -> None:
        give_up = time.monotonic() + STARTS_WITHIN
        while self.process.poll() is None and time.monotonic() < give_up:
            try:
                self.get("/healthz")
            except (URLError, ConnectionError):
                time.sleep(0.05)
            else:
                return
        self.process.kill()
        pytest.fail(f"the server did not start: {self.process.communicate()}")


def start(folder: Path, *options: str, port: int) -> "subprocess.Popen[str]":
    environment = {
        **os.environ,
        "PYTHONPATH": str(CHECKOUT),
        "RISKFORM_DATABASE_URL": f"sqlite:///{folder}/riskform.sqlite3",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "riskform", "serve", f"--port={port}", "--workers=1", *options],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def free_port() -> int:
    with socket.socket() as trying:
        trying.bind(("127.0.0.1", 0))
        return int(trying.getsockname()[1])


@pytest.fixture
def demo(tmp_path: Path, free_port: int) -> Iterator[Server]:
    process = start(tmp_path, "--demo", port=free_port)
    server = Server(process, free_port)
    server.wait()
    yield server
    process.kill()
    process.communicate()


def test_the_demo_starts_from_nothing_and_ends_cleanly_with_ctrl_c(demo: Server) -> None:
    health = json.loads(demo.get("/healthz"))
    forms = len(list((CHECKOUT / "form_definitions").glob("*/form.yaml")))
    assert health["definitions"] == {"loaded": forms, "problems": 0}
    assert "Choose who to be" in demo.get("/sign-in")
    with pytest.raises(HTTPError, match="404") as refused:
        demo.get("/nothing?name=CANARY")
    refused.value.close()
    demo.process.send_signal(signal.SIGINT)
    out, err = demo.process.communicate(timeout=STARTS_WITHIN)
    assert demo.process.returncode == 0
    assert f"riskform is at http://127.0.0.1:{demo.port}\n" in out
    assert "No password is needed." in out
    assert err == ""
    assert "CANARY" not in out


def test_a_port_that_is_in_use_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        process = start(tmp_path, port=port)
        _, err = process.communicate(timeout=STARTS_WITHIN)
    assert process.returncode == 2
    assert err.startswith(f"riskform: port {port} of 127.0.0.1 is in use;")
    assert list(tmp_path.iterdir()) == []


def test_a_form_that_does_not_check_stops_the_start_with_its_problems(
    tmp_path: Path, free_port: int
) -> None:
    shutil.copytree(CHECKOUT / "form_definitions", tmp_path / "form_definitions")
    sleep = tmp_path / "form_definitions" / "sections" / "sleep.yaml"
    sleep.write_text(sleep.read_text().replace("type: date", "type: dat", 1))
    process = start(tmp_path, port=free_port)
    out, err = process.communicate(timeout=STARTS_WITHIN)
    assert process.returncode == 1
    assert out == ""
    assert "sections/sleep.yaml:" in err
    assert "'dat'" in err
    assert "riskform was not started" in err
    assert "Traceback" not in err
    assert "Traceback" not in err
    assert err.endswith("riskform was not started.\n")


def test_the_demo_is_not_served_over_real_accounts(tmp_path: Path, free_port: int) -> None:
    made = subprocess.run(
        [
            *(sys.executable, "-m", "riskform", "user", "add", "amina", "--name=Amina Khan"),
            *("--role=manager", "--team=North", "--password-stdin"),
        ],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(CHECKOUT),
            "RISKFORM_DATABASE_URL": f"sqlite:///{tmp_path}/riskform.sqlite3",
        },
        input="correct horse battery\n",
        text=True,
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    process = start(tmp_path, "--demo", port=free_port)
    _, err = process.communicate(timeout=STARTS_WITHIN)
    assert process.returncode == 2
    assert "accounts of real people" in err
    assert "Traceback" not in err


def test_debugging_is_refused(
    tmp_path: Path, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")
    process = start(tmp_path, port=free_port)
    _, err = process.communicate(timeout=STARTS_WITHIN)
    assert process.returncode == 2
    assert "does not run with FLASK_DEBUG" in err


def test_the_terminal_tells_which_forms_go_on_as_they_were(tmp_path: Path) -> None:
    settings = Settings("sqlite://", "k" * 32, tmp_path, demo=True)
    short = candidate_of(load(short_files(start="section: start\ntitle: Start\n")), "short")
    started = Started(waiting=("other",), refused=(short,), problems=short.told)
    said = serving.told(settings, Place("127.0.0.1", 8000, 1), started)
    assert said.startswith("sections/start.yaml:1:1: missing-key: the key 'questions' is missing.")
    assert "\nshort goes on as it was. This form has 1 problem." in said
    assert "Not in use as they stand in the files: other." in said


def test_a_start_forgets_papers_that_nobody_fetched_and_not_one_that_is_in_hand(
    migrated_database_url: str, tmp_path: Path
) -> None:
    database = connect(migrated_database_url)
    asked = {at: Asked(f"/{at}.pdf", "paper", "", "Plan") for at in ("old", "new")}
    with database.session(write=True) as session:
        priya = account(session, "Priya Nair", "practitioner", "North")
        old = printings.begin(session, priya.id, asked["old"], NOW - timedelta(hours=9))
        printings.end(session, old, "ready", NOW - timedelta(hours=9), content=b"%PDF")
        printings.begin(session, priya.id, asked["new"], NOW - timedelta(seconds=1))
    serving.prepare(
        Settings(migrated_database_url, "k" * 32, tmp_path, now=lambda: NOW), short_library()
    )
    with database.session(write=False) as session:
        there = [at for at in asked if printings.find(session, priya.id, asked[at].address)]
    database.dispose()
    assert there == ["new"]


def test_what_stands_before_the_first_request_is_never_looked_through_for_garbage(
    app: Flask,
) -> None:
    server = serving._Server(app, Place("127.0.0.1", 8000, 1), "")
    before = gc.get_freeze_count()
    try:
        server.cfg.pre_fork(None, None)
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
