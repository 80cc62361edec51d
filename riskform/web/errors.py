"""What a person reads when something did not work: what happened, what was not done, what now.

On every page about a form that was sent stands what was typed, so that no word is lost.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import Flask, Response, g, jsonify, make_response, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from riskform.errors import InvalidInput, NotAllowed, NotFound, StaleAnswers, WrongState
from riskform.pdf import NotLaidOut
from riskform.records import DatabaseBusy, DatabaseFull, DatabaseUnreachable, UnstorableText
from riskform.services.accounts import TRY_AGAIN_AFTER, TooManyTries
from riskform.services.printing import TooManyInHand
from riskform.web import application, typed, ways
from riskform.web.transactions import SAFE_METHODS, was_saved


@dataclass(frozen=True, slots=True)
class Said:
    """One page: its status, its heading, and what it says, one paragraph each."""

    status: int
    title: str
    paragraphs: tuple[str, ...]


_PAGES: Final = {
    page.status: page
    for page in (
        Said(
            400,
            "We could not use what your browser sent",
            ("Go back, open the page again, and try once more.",),
        ),
        Said(
            401,
            "You are not signed in any more",
            (
                "You were signed out, or were away for an hour.",
                "Keep this page open, sign in in a new tab, and put your words back from here.",
            ),
        ),
        Said(403, "You can't do this", ()),
        Said(
            404,
            "Page not found",
            (
                "There is no such page, or it is not one that you can open.",
                "If you typed the address, check that it is right.",
            ),
        ),
        Said(
            405,
            "This address can't be used in that way",
            ("Go back and use the links and buttons of the page.",),
        ),
        Said(
            409,
            "Something changed in the meantime",
            ("Go back to the record and look at how it stands now.",),
        ),
        Said(
            413,
            "That was too much at once",
            (
                "Go back with your browser's Back button: what you typed should still be there.",
                "Make the longest text shorter, or save a part of it first.",
            ),
        ),
        Said(422, "Something needs to be put right", ()),
        Said(
            429,
            "Too many tries",
            (
                "Signing in failed ten times, with this sign-in name or from where you are.",
                "Wait 15 minutes, then try again. Nobody else is held up by this.",
            ),
        ),
        Said(
            500,
            "Something went wrong in riskform",
            ("It is not your fault. Try again; if it happens again, tell whoever runs riskform.",),
        ),
        Said(
            503,
            "riskform is busy or its database does not answer",
            ("Wait a moment, then try again.",),
        ),
        Said(
            507,
            "There is no room left to save",
            (
                "The disk of riskform's database is full. Tell whoever runs riskform.",
                "Keep this page open until your words are safe somewhere else.",
            ),
        ),
    )
}
# What went wrong lies with us, so the same form may be sent again as it is.
_WORTH_TRYING_AGAIN: Final = frozenset({500, 503, 507})
_NOT_SAVED: Final = "Nothing was saved."
_WAS_SAVED: Final = "What you typed was saved, but the page after it could not be made."
_NO_PAPER: Final = Said(
    503, "This PDF could not be made", ("It took too long to lay out. Try again in a moment.",)
)
_TOO_MANY_PAPERS: Final = Said(
    429,
    "Several papers are being laid out for you already",
    ("Wait until one of them is ready, or stop one. Then ask for this one again.",),
)
_OPEN_TOO_LONG: Final = Said(
    400,
    "This page was opened before you last signed in",
    ("Open the page again, put your words back from here, and save.",),
)
_STRANGE_CHARACTER: Final = Said(
    422,
    "There is a character that can't be kept",
    ("What you typed holds a character that can't be printed. Type the text again, not pasted.",),
)


def install(app: Flask) -> None:
    """Answer every error of `app` with a page (or JSON, for who asked for JSON)."""
    for kind, answer in _ANSWERS.items():
        app.register_error_handler(kind, answer)


def signed_out() -> Response:
    """Send a reader to the sign-in page; show somebody who wrote what they wrote."""
    if request.method in SAFE_METHODS and not _wants_json():
        back = ways.where_to_return()
        return make_response(redirect(ways.sign_in_path("" if back == "/" else back), code=303))
    return _page(_PAGES[401], sign_in=ways.sign_in_path(ways.where_to_return()))


def error_page(status: int, *paragraphs: str) -> Response:
    """Return the page for `status`; `paragraphs` come before what it always says."""
    page = _PAGES[status]
    return _page(replace(page, paragraphs=(*paragraphs, *page.paragraphs)))


def _page(said: Said, *, messages: tuple[str, ...] = (), sign_in: str = "") -> Response:
    wrote = request.method not in SAFE_METHODS
    outcome = (_WAS_SAVED if was_saved() else _NOT_SAVED) if wrote else ""
    paragraphs = (outcome, *said.paragraphs) if outcome else said.paragraphs
    if _wants_json():
        body = {"title": said.title, "text": " ".join((*messages, *paragraphs))}
        return make_response(jsonify(body), said.status)
    again = wrote and said.status in _WORTH_TRYING_AGAIN and not was_saved()
    html = render_template(
        "error.html",
        said=said,
        paragraphs=paragraphs,
        messages=messages,
        number=application.failure_number(),
        words=typed.words(),
        send_again=typed.fields() if again and g.get("csrf_valid") else (),
        sign_in=sign_in,
    )
    return make_response(html, said.status)


def _wants_json() -> bool:
    accepted = request.accept_mimetypes
    return request.is_json or (
        accepted["application/json"] > accepted["text/html"]  # by the browser's own order
    )


def _sentence(problem: Exception) -> str:
    text = str(problem)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _not_found(_problem: Exception) -> Response:
    return error_page(404)


def _from_http(problem: HTTPException) -> Response:
    code = problem.code or 500
    page = _PAGES.get(code) or replace(_PAGES[500 if code >= 500 else 400], status=code)  # noqa: PLR2004 - HTTP's own border.
    if problem.description and problem.description != type(problem).description:
        # Ours: what werkzeug says by itself is not written for the people who read this.
        page = replace(page, paragraphs=(problem.description, *page.paragraphs))
    response = _page(page)
    if isinstance(problem, MethodNotAllowed) and problem.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(problem.valid_methods))
    return response


def _too_many_tries(_problem: TooManyTries) -> Response:
    response = error_page(429)
    response.headers["Retry-After"] = str(int(TRY_AGAIN_AFTER.total_seconds()))
    return response


def _invalid(problem: InvalidInput) -> Response:
    return _page(_PAGES[422], messages=tuple(problem.messages.values()))


def _stale(problem: StaleAnswers) -> Response:
    return error_page(409, f"{problem.saved_by} saved the same questions while you were writing.")


_ANSWERS: Final[dict[type[Exception], Callable[[Any], Response]]] = {
    NotFound: _not_found,
    NotAllowed: lambda problem: error_page(403, _sentence(problem)),
    WrongState: lambda problem: error_page(409, _sentence(problem)),
    StaleAnswers: _stale,
    InvalidInput: _invalid,
    UnstorableText: lambda _problem: _page(_STRANGE_CHARACTER),
    TooManyTries: _too_many_tries,
    TooManyInHand: lambda _problem: _page(_TOO_MANY_PAPERS),
    DatabaseBusy: lambda _problem: error_page(503),
    DatabaseUnreachable: lambda _problem: error_page(503),
    DatabaseFull: lambda _problem: error_page(507),
    NotLaidOut: lambda _problem: _page(_NO_PAPER),
    CSRFError: lambda _problem: _page(_OPEN_TOO_LONG),
    HTTPException: _from_http,
}
