"""One transaction for each request, committed before the response goes out.

GET and HEAD get a session that can't write, unless the view is marked with `writes`. Who writes
may read first, in `looking`: then nobody waits for it until it asks for its `session`.
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, ParamSpec, TypeVar, cast

from flask import Response, current_app, g, request

from riskform.records import DatabaseBusy, Session
from riskform.web.surroundings import database

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# A lost race is run again for so long; who waited a full turn for SQLite has waited enough.
_RUN_AGAIN_FOR: Final = 3.0  # seconds
_MARK: Final = "writes_when_read"
_WRITING: Final = "writing"
_LOOKING: Final = "looking"


def writes(view: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Mark a view that writes although it answers GET, as an export that leaves an audit row."""
    setattr(view, _MARK, True)
    return view


def session() -> Session:
    """Return this request's session. It is committed when the view has returned.

    It is rolled back when the view raises. After `finish`, it can only read. Where it may write,
    it ends what was begun with `looking`, whose view of the records is from before.
    """
    if not _may_write():
        return looking()
    opened = _opened()
    if _WRITING not in opened:
        _close(opened)
        opened[_WRITING] = database().open(write=True)
    return opened[_WRITING]


def looking() -> Session:
    """Return the session in which this request only reads, and for which nobody waits.

    It shows the records as they were at its first question, however much is asked of it.
    """
    opened = _opened()
    if _LOOKING not in opened:
        opened[_LOOKING] = database().open(write=False)
    return opened[_LOOKING]


@contextmanager
def attempt() -> Iterator[Session]:
    """Give this request's session; whatever the block wrote is undone if it raises.

    For a view that catches the error and answers with a page of its own.
    """
    with session().begin_nested():
        yield session()


@contextmanager
def reading() -> Iterator[Session]:
    """Give a session for a short look, apart from this request's, so that nobody waits for it."""
    with database().session(write=False) as looking:
        yield looking


@contextmanager
def undone() -> Iterator[Session]:
    """Give a session apart from this request's, in which something is tried and then undone."""
    trying = database().open(write=True)
    try:
        yield trying
    finally:
        trying.rollback()
        trying.close()


def finish() -> None:
    """Commit now, so that nobody waits while a slow page is made.

    Nothing can be written after it, and an error after it can't say that nothing was saved.
    """
    opened = _opened()
    if _WRITING in opened and _may_write():
        opened[_WRITING].commit()
        g.saved = True
    _close(opened)


def was_saved() -> bool:
    """Tell whether something of this request was committed already."""
    return bool(g.get("saved"))


def run(view: Callable[[], Response]) -> Response:
    """Return what `view` returns, once its transaction is committed.

    A view that loses a race is run again from its start. Raises what it raises, rolled back.
    """
    until = time.monotonic() + _RUN_AGAIN_FOR
    while True:
        try:
            response = view()
            finish()
        except DatabaseBusy:
            close()
            if was_saved() or not _may_write() or time.monotonic() > until:
                raise
        except BaseException:
            close()
            raise
        else:
            return response
        # Two that met once should not meet again: each waits for a time of its own.
        time.sleep(random.uniform(0.005, 0.05))  # noqa: S311 - no secret.


def close(_problem: BaseException | None = None) -> None:
    """Forget what was not committed; a later `session` is a fresh one."""
    _close(_opened())


def _opened() -> dict[str, Session]:
    """Return this request's sessions that are not closed yet."""
    return cast("dict[str, Session]", g.setdefault("sessions", {}))


def _close(opened: dict[str, Session]) -> None:
    while opened:
        opened.popitem()[1].close()


def _may_write() -> bool:
    if was_saved():
        return False
    if request.method not in SAFE_METHODS:
        return True
    view = current_app.view_functions.get(request.endpoint or "")
    return bool(getattr(view, _MARK, False))
