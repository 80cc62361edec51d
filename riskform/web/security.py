"""What every request must pass before a view sees it, and what every response says of itself."""

from typing import Final

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect
from werkzeug.exceptions import BadRequest, Forbidden, RequestEntityTooLarge

from riskform.web import sessions
from riskform.web.errors import signed_out
from riskform.web.surroundings import settings
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
_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_TWO_YEARS: Final = 2 * 365 * 24 * 60 * 60  # seconds

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
    app.before_request(_guard)
    app.after_request(_with_all_headers)


def _guard() -> ResponseReturnValue | None:
    if request.endpoint in _FOR_MACHINES:
        return None
    unsafe = request.method not in SAFE_METHODS
    if unsafe:
        refuse_large_bodies()
        refuse_other_sites()
    sessions.look_up()
    if request.routing_exception is not None:
        return None
    if request.endpoint not in OPEN_VIEWS and sessions.who() is None:
        return signed_out()
    if unsafe:
        _csrf.protect()
    return None


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
    response.headers.extend(
        {name: said for name, said in _HEADERS.items() if name not in response.headers}
    )
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response


def _with_all_headers(response: Response) -> Response:
    if settings().secure_cookies:
        response.headers["Strict-Transport-Security"] = f"max-age={_TWO_YEARS}; includeSubDomains"
    return with_headers(response)
