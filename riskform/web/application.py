"""The Flask application: one transaction around each view, and a log that tells no secrets."""

import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final, cast

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue

from riskform import ids
from riskform.web import transactions

_DEEPEST: Final = 10  # causes of causes
ExceptionInfo = tuple[type, BaseException, TracebackType] | tuple[None, None, None]


class Application(Flask):
    """Flask, with one transaction around each view and a log that tells no secrets."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view, and commit what it wrote before anybody can read that it was saved."""

        def view() -> Response:
            return self.make_response(super(Application, self).dispatch_request())

        return transactions.run(view)

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return `func`: none of ours is a coroutine, and Flask would ask ten for each request."""
        return func

    def log_exception(self, exc_info: ExceptionInfo) -> None:
        """Log the kinds and places of an exception, under a number that the person is shown too.

        Its words are left out, because they may be a family's.
        """
        g.failure_number = ids.new_reference()
        where = request.endpoint or "no view"
        told = "\n".join(places_of(exc_info[1]))
        self.logger.error("Failure %s at %s %s\n%s", g.failure_number, request.method, where, told)


def failure_number() -> str:
    """Return the number under which this request's failure is logged, "" for none."""
    return cast("str", g.get("failure_number", ""))


def places_of(problem: BaseException | None) -> list[str]:
    """Return the kinds and places of a problem and of its causes, and nothing of its words."""
    lines: list[str] = []
    for _ in range(_DEEPEST):
        if problem is None:
            break
        kind = type(problem)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(problem.__traceback__)
        ]
        problem = problem.__cause__ or problem.__context__
    return lines
