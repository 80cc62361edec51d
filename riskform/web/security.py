"""What every request must pass before a view sees it, and what every response says of itself."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Final, cast

from flask import Flask, Response, g, request, session
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from werkzeug.exceptions import BadRequest, Forbidden, RequestEntityTooLarge

from riskform.web import sessions
from riskform.web.errors import signed_out
from riskform.web.transactions import SAFE_METHODS

LARGEST_BODY: Final = 2 * 1024 * 1024  # bytes
MOST_FIELDS: Final = 2_000

# Everybody may ask for these; every other view needs somebody who is signed in.
OPEN_VIEWS: Final = frozenset(
    {
        "assets.file",
        # A calendar program can't sign in: the address itself is the secret.
        "calendars.feed",
        "health.healthz",
        "sign_in.page",
        "sign_in.with_password",
        "sign_in.as_demo_person",
        "sign_in.out",
    }
)
# These never ask who it is, so that they answer when the database does not.
_FOR_MACHINES: Final = frozenset({"assets.file", "health.healthz"})

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none';"
    " frame-ancestors 'none'"
)
_HEADERS: Final = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cache-Control", "no-store"),
)
_TWO_YEARS: Final = 2 * 365 * 24 * 60 * 60  # seconds

_TOKEN: Final = "csrf_token"  # noqa: S105 - flask-wtf's name, in the cookie and in templates
_MOST_TOKENS: Final = 1024  # signed tokens a process, of about 200 bytes each
_csrf = CSRFProtect()


def protect(app: Flask) -> None:
    """Put the guard before every view of `app` and the headers on every response."""
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_BODY,
        MAX_FORM_PARTS=MOST_FIELDS,
        # The guard asks, at its place; the token lasts as long as the cookie.
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        # Our pages send no Referer, which flask-wtf would ask for; see `refuse_other_sites`.
        WTF_CSRF_SSL_STRICT=False,
    )
    _csrf.init_app(app)
    token = _signs_once()
    app.context_processor(lambda: {_TOKEN: token})
    app.before_request(partial(_guard, _checks_once()))
    app.after_request(_with_all_headers if app.config["SESSION_COOKIE_SECURE"] else with_headers)


def _guard(check_token: Callable[[], None]) -> ResponseReturnValue | None:
    endpoint = request.endpoint
    if endpoint in _FOR_MACHINES:
        return None
    unsafe = request.method not in SAFE_METHODS
    if unsafe:
        refuse_large_bodies()
        refuse_other_sites()
    sessions.look_up()
    if request.routing_exception is not None:
        return None
    if endpoint not in OPEN_VIEWS and sessions.who() is None:
        return signed_out()
    if unsafe:
        check_token()
    return None


def _signs_once() -> Callable[[], str]:
    """Return what gives the token of a page's forms, which lasts as long as the cookie.

    flask-wtf signs it, and would do so again for each page.
    """

    @lru_cache(maxsize=_MOST_TOKENS)
    def signed(_held: str) -> str:
        return cast("str", generate_csrf())

    def token() -> str:
        held = session.get(_TOKEN)
        return signed(held) if isinstance(held, str) else cast("str", generate_csrf())

    return token


def _checks_once() -> Callable[[], None]:
    """Return what raises CSRFError where a form's token does not go with the cookie.

    A page sends the same token each time, so that a pair that was found right stays so.
    """

    @lru_cache(maxsize=_MOST_TOKENS)
    def fits(_sent: str, _held: str) -> bool:
        _csrf.protect()
        return True

    def check() -> None:
        sent, held = request.form.get(_TOKEN), session.get(_TOKEN)
        if sent and isinstance(held, str):
            g.csrf_valid = fits(sent, held)  # as flask-wtf says it
        else:
            _csrf.protect()

    return check


def refuse_large_bodies() -> None:
    """Raise 413 for too many bytes or fields, and 400 for the kind of form that holds files.

    None of our forms is of that kind, and werkzeug loses fields of it where they meet the edge of
    a buffer (pallets/werkzeug#3285; an empty field is lost without a word).
    """
    if request.mimetype == "application/x-www-form-urlencoded":
        # Counted before it is read, because reading a million fields takes long.
        if request.get_data(cache=True).count(b"&") >= MOST_FIELDS:
            raise RequestEntityTooLarge
    elif request.mimetype.startswith("multipart/"):
        raise BadRequest("riskform takes no files.")


def refuse_other_sites() -> None:
    """Raise 403 where the browser says that a page of another site sent this form."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        g.from_another_site = True
        raise Forbidden("This form was sent by a page of another website.")


def with_headers(response: Response) -> Response:
    """Put on a response what every page says of itself to a browser."""
    # Asked one by one, headers that are not there take longer than all else a response does.
    there = {name.lower() for name, _ in response.headers}
    for name, said in _HEADERS:
        if name.lower() not in there:
            response.headers.add(name, said)
    return response


def _with_all_headers(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = f"max-age={_TWO_YEARS}; includeSubDomains"
    return with_headers(response)
