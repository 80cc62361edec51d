"""Who is signed in. The cookie holds a random token; all else is looked up for each request."""

import contextlib
import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final, cast

from flask import Flask, Request, Response, g, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer
from werkzeug.http import parse_cookie

from riskform.errors import NotFound
from riskform.records import DatabaseBusy, DatabaseFull, Session
from riskform.records.sessions import SignedIn
from riskform.services import accounts, printing
from riskform.services.actors import Actor, actor_of
from riskform.web import transactions
from riskform.web.surroundings import database, now, settings

TOKEN: Final = "token"  # noqa: S105 - the name under which the token stands in the cookie
_NO_TIME: Final = timedelta(0)
_MOST_OPENED: Final = 1024  # cookies a process, of about 300 bytes each


class SignedCookies(SecureCookieSessionInterface):
    """Flask's signed cookie, signed with SHA-256 instead of SHA-1.

    A browser sends the same cookie with every request, so one whose signature was found right is
    not opened again. Whether its session still stands is asked of the database each time.
    """

    digest_method = staticmethod(hashlib.sha256)

    def __init__(self, secret_key: str) -> None:
        """Sign with `secret_key`, as Flask would; the key is not derived anew for each request."""
        derived = TimestampSigner(
            secret_key,
            self.salt,
            key_derivation=self.key_derivation,
            digest_method=self.digest_method,
        ).derive_key()
        self._signing = URLSafeTimedSerializer(
            derived,
            self.salt,
            self.serializer,
            signer_kwargs={"key_derivation": "none", "digest_method": self.digest_method},
        )
        self._opened = lru_cache(maxsize=_MOST_OPENED)(self._open)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """Return what the cookie holds, nothing where it is missing, too old or not ours."""
        sent = request.headers.get("Cookie")
        if sent:
            with contextlib.suppress(BadSignature):
                held, signed_at = self._opened(sent, self.get_cookie_name(app))
                if _NO_TIME <= datetime.now(UTC) - signed_at <= app.permanent_session_lifetime:
                    return self.session_class(held)
        return self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie where what it holds has changed, and say that the page depends on it."""
        unchanged = session and not session.modified and not session.permanent
        if unchanged and session.accessed and "Vary" not in response.headers:
            response.headers.add("Vary", "Cookie")
        else:
            super().save_session(app, session, response)

    def _open(self, sent: str, name: str) -> tuple[Mapping[str, Any], datetime]:
        ours = parse_cookie(sent).get(name, "")
        held, signed_at = self._signing.loads(ours, return_timestamp=True)
        return held, signed_at

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer:  # noqa: ARG002 - Flask passes it.
        """Return what signs the cookie and opens it, the same for every request."""
        return self._signing


def look_up() -> None:
    """Find out who asks, and note at most once a minute that they are still there."""
    token, moment = session.get(TOKEN), now()
    if not isinstance(token, str):
        return
    found = accounts.signed_in(transactions.looking(), token, moment)
    if found is None or (found.account.demo and not settings().demo):
        return
    g.actor, g.token = actor_of(found.account), token
    if accounts.needs_touch(found, moment):
        _touch(token, found)


def who() -> Actor | None:
    """Return who is signed in, None for nobody, or where nobody looked."""
    return cast("Actor | None", g.get("actor"))


def actor() -> Actor:
    """Return who is signed in. Every view that is not open to all has somebody."""
    found = who()
    if found is None:
        message = "nobody is signed in"
        raise NotFound(message)
    return found


def token() -> str:
    """Return the secret of the session of whoever is signed in, "" for nobody."""
    return cast("str", g.get("token", ""))


def start(token: str) -> None:
    """Give the browser a new cookie for `token`; nothing of the old one is kept."""
    session.clear()
    g.pop("csrf_token", None)
    session[TOKEN] = token


def end() -> None:
    """End the session on the server too, so that a copy of the cookie is worth nothing."""
    signed_in = who()
    if signed_in is not None:
        accounts.sign_out(transactions.session(), g.token, signed_in.id, now())
    session.clear()
    g.pop("csrf_token", None)


def _touch(token: str, found: SignedIn) -> None:
    # Who only reads must not fail because the note can't be written now.
    with contextlib.suppress(DatabaseBusy, DatabaseFull):
        database().write(lambda session: _note(session, token, found), retries=0)


def _note(session: Session, token: str, found: SignedIn) -> None:
    accounts.touch(session, token, found.created_at, now())
    # Somebody is at work, so papers that nobody fetched do not lie about overnight.
    printing.forget_old(session, now())
