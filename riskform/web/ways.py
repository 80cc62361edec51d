"""Where a person may be sent: never to another site."""

from typing import Final
from urllib.parse import urlencode, urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

_HOMES: Final = {"author": "/forms", "administrator": "/forms"}
_LONGEST: Final = 500  # characters; none of our addresses is longer


def home_of(role: str) -> str:
    """Return the page at which the work of `role` begins."""
    return _HOMES.get(role, "/")


def safe_path(wanted: str) -> str:
    """Return `wanted` if it is a path of this site, else "".

    Browsers read a backslash as a slash and skip control characters, so neither may stand in it.
    """
    if not wanted.startswith("/") or wanted.startswith("//") or len(wanted) > _LONGEST:
        return ""
    if "\\" in wanted or not wanted.isprintable() or " " in wanted:
        return ""
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else wanted


def sign_in_path(back: str = "") -> str:
    """Return the address of the sign-in page, which leads on to `back`."""
    return f"/sign-in?{urlencode({'next': back})}" if back else "/sign-in"


def where_to_return() -> str:
    """Return the path to come back to after signing in, "" where no link could open it."""
    path = request.path
    if request.query_string and request.method == "GET":
        path = f"{path}?{request.query_string.decode('ascii', errors='replace')}"
    return safe_path(path) if _can_be_opened() else ""


def _can_be_opened() -> bool:
    if request.method in {"GET", "HEAD"}:
        return True
    try:
        current_app.create_url_adapter(request).match(request.path, "GET")  # type: ignore[union-attr]  # there is one for a request
    except (HTTPException, RequestRedirect):
        return False
    return True
