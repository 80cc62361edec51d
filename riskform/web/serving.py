"""Serving riskform with gunicorn, in this process and its workers."""

import gc
import sys
from pathlib import Path
from typing import Any, Final

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # ships no types

from riskform.definitions.library import Library
from riskform.records import connect, upgrade
from riskform.services import printing
from riskform.services.demo import load_demo
from riskform.services.publishing import Started, begin, publish_library
from riskform.web.app import create_app, require_demo_database
from riskform.web.contacts import require_contacts
from riskform.web.places import Place, require_assets, require_free
from riskform.web.settings import Settings
from riskform.web.surroundings import LONDON

NOTHING_STARTED: Final = Started()
_MOST_TOLD: Final = 12
THREADS: Final = 4
SLOWEST: Final = 60  # seconds without a sign of life, after which a worker is started anew
GRACE: Final = 30  # seconds in which requests may end when the server is stopped
_FAST_FOLDER: Final = Path("/dev/shm")  # noqa: S108 - gunicorn makes its files there by itself


def serve(settings: Settings, library: Library, place: Place) -> None:
    """Prepare the database, publish `library`, and answer until told to stop.

    Raises CouldNotRun where something is missing or in the way, and NotPublishable where a form
    that has no version in use does not check, or fails a scenario.
    """
    require_free(place)
    require_assets()
    require_contacts(settings.contacts)
    started = prepare(settings, library)
    app = create_app(settings, library)
    del library  # It holds far more than is needed from here on.
    _Server(app, place, told(settings, place, started)).run()


def prepare(settings: Settings, library: Library) -> Started:
    """Bring the database up to date, put `library` in use at a first start, fill an empty demo.

    Papers that nobody fetched before are forgotten. Raises NotPublishable.
    """
    upgrade(settings.database_url)
    database = connect(settings.database_url)
    now = settings.now()
    try:
        if settings.demo:
            require_demo_database(database)
        with database.session(write=True) as session:
            printing.forget_old(session, now)
            publish = publish_library if settings.publish_at_start else begin
            started = publish(session, library, now)
            if settings.demo:
                load_demo(session, now.astimezone(LONDON).date(), now)
    finally:
        database.dispose()
    return started


def told(settings: Settings, place: Place, started: Started = NOTHING_STARTED) -> str:
    """Return what the terminal says once the server answers, and what is not in use of the files.

    The problems of a form that was refused come before all else.
    """
    if settings.demo:
        how = "Open it and choose one of the made-up people. No password is needed."
    else:
        how = "Sign in with an account made by `riskform user add`."
    problems = "".join(f"{line}\n" for line in started.problems[:_MOST_TOLD])
    if len(started.problems) > _MOST_TOLD:
        problems += f"… and {len(started.problems) - _MOST_TOLD} more.\n"
    note = "".join(f"{new.form_id} goes on as it was. {new.trouble}\n" for new in started.refused)
    if started.waiting:
        note += (
            f"Not in use as they stand in the files: {', '.join(started.waiting)}. Nothing changes"
            " until a form author proposes it and somebody else agrees; see Forms, or riskform"
            " publish.\n"
        )
    return f"{problems}riskform is at {place.address}\n{how}\n{note}To stop it, press Ctrl-C.\n"


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn around one application that is made before the workers start."""

    def __init__(self, app: Flask, place: Place, told_when_ready: str) -> None:
        self._app = app
        self._place = place
        self._told = told_when_ready
        super().__init__()

    def load_config(self) -> None:
        host = f"[{self._place.host}]" if ":" in self._place.host else self._place.host
        chosen: dict[str, Any] = {
            "bind": f"{host}:{self._place.port}",
            "worker_class": "gthread",
            "workers": self._place.workers,
            "threads": THREADS,
            "preload_app": True,
            "timeout": SLOWEST,
            "graceful_timeout": GRACE,
            "loglevel": "warning",
            # X-Forwarded headers are believed in web/app.py, where proxies are counted.
            "forwarded_allow_ips": "",
            # It would listen on a socket in the home folder, for commands that nobody here gives.
            "control_socket_disable": True,
            "when_ready": self._when_ready,
            "pre_fork": self._pre_fork,
            "post_fork": self._post_fork,
        }
        if _FAST_FOLDER.is_dir():
            chosen["worker_tmp_dir"] = str(_FAST_FOLDER)
        for name, value in chosen.items():
            if name in self.cfg.settings:  # the oldest gunicorn that we allow lacks one of them
                self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app

    def _when_ready(self, _server: object) -> None:
        sys.stdout.write(self._told)
        sys.stdout.flush()

    def _pre_fork(self, _server: object, _worker: object) -> None:
        # All that stands before the first request stays for good. Looking through it for garbage
        # would find none, and make somebody wait for a fifth of a second every time.
        gc.collect()
        gc.freeze()

    def _post_fork(self, _server: object, _worker: object) -> None:
        self._app.extensions["riskform"].database.dispose()
