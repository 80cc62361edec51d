import sqlite3
from dataclasses import replace
from pathlib import Path

from flask import Flask

from riskform import __version__
from riskform.web.app import create_app
from riskform.web.settings import Settings
from tests.services.office import short_library
from tests.web.browsing import Browser


def test_health_tells_how_the_database_and_the_definitions_are(browser: Browser) -> None:
    answer = browser.get("/healthz")
    assert answer.status_code == 200
    assert answer.json is not None
    database = answer.json["database"]
    assert database["reachable"] is True
    assert database["engine"] == "sqlite"
    assert database["migration"] == database["head"]
    assert database["sqlite_version"] == sqlite3.sqlite_version
    assert answer.json["definitions"] == {"loaded": 1, "problems": 0}
    assert answer.json["version"] == __version__


def test_health_needs_nobody_signed_in_and_leaves_no_cookie(browser: Browser) -> None:
    assert "Set-Cookie" not in browser.get("/healthz").headers


def health_of(settings: Settings) -> tuple[int, dict[str, object]]:
    app: Flask = create_app(settings, short_library())
    answer = app.test_client().get("/healthz")
    app.extensions["riskform"].database.dispose()
    assert answer.json is not None
    return answer.status_code, answer.json["database"]


def test_a_database_that_was_never_migrated_is_not_well(settings: Settings, tmp_path: Path) -> None:
    empty = replace(settings, database_url=f"sqlite:///{tmp_path}/empty.sqlite3", demo=False)
    status, database = health_of(empty)
    assert (status, database["reachable"], database["migration"]) == (503, True, None)


def test_a_database_that_is_not_there_is_told_and_no_crash(settings: Settings) -> None:
    gone = replace(settings, database_url="sqlite:////nowhere/riskform.sqlite3", demo=False)
    status, database = health_of(gone)
    assert (status, database["reachable"]) == (503, False)
