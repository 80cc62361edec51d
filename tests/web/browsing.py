"""A clock that can be moved, and a browser that sends forms as our pages do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from re import sub
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from riskform.services.actors import Actor
from riskform.web.sessions import TOKEN
from tests.services.office import NOW

SECRET_KEY = "a key that is used in tests and nowhere else"  # noqa: S105 - no secret


@dataclass
class Clock:
    """A clock that stands still until it is told to move."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        """Move on, as in `forward(minutes=61)`."""
        self.at += timedelta(**by)


def without_token(page: TestResponse) -> str:
    """Return a page without the token in its forms, which is signed anew every second."""
    return sub(r'(name="csrf_token"[^>]* value=")[^"]*', r"\1", page.text)


class Browser(FlaskClient):
    """A browser: it keeps cookies, and sends the token that a page of ours would have held."""

    def token(self) -> str:
        """Return the token that a form on a page of this browser holds."""
        with self.session_transaction() as cookie:
            secret = cookie.setdefault("csrf_token", "f" * 40)
        return str(URLSafeTimedSerializer(SECRET_KEY, salt="wtf-csrf-token").dumps(secret))

    def send(
        self,
        path: str,
        fields: Mapping[str, Any] | None = None,
        **more: Any,  # noqa: ANN401 - as werkzeug's own test client takes it
    ) -> TestResponse:
        """Send a form, as a button on a page does."""
        return self.post(path, data={**(fields or {}), "csrf_token": self.token()}, **more)

    def sign_in(self, person: Actor) -> "Browser":
        """Sign in as a demo person, and return this browser."""
        assert self.send("/sign-in/demo", {"person": str(person.id)}).status_code == 303
        return self

    def secret(self) -> str:
        """Return the token of the person who is signed in, "" for nobody."""
        with self.session_transaction() as cookie:
            return str(cookie.get(TOKEN, ""))


def another_browser(app: Flask) -> Browser:
    """Return a browser in which nobody is signed in."""
    return Browser(app, app.response_class, use_cookies=True)
