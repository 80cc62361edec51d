"""The column types that make both databases keep exactly the same things."""

import json
from datetime import UTC, datetime

from sqlalchemy import DateTime, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator


class UnstorableText(DontWrapMixin, ValueError):
    """A text column was given a NUL character or half a character. Nothing was written."""


def is_storable(text: str) -> bool:
    """Tell whether a text column of both databases can hold `text`.

    PostgreSQL refuses NUL, and neither database can hold half of a surrogate pair.
    """
    try:
        return b"\x00" not in text.encode()
    except UnicodeEncodeError:
        return False


def canonical_json(document: object) -> str:
    """Return `document` as JSON in ASCII with sorted keys: the same content, the same text.

    NUL and every other character stand as escapes, so both databases keep them in text columns.
    """
    return _CANONICAL.encode(document)


_CANONICAL = json.JSONEncoder(
    ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False
)


class JsonText(str):
    """A document that `canonical_json` wrote already, so that it is not written out twice."""

    __slots__ = ()


class PlainText(TypeDecorator[str]):
    """Text that people typed. Raises `UnstorableText` before the driver can fail on it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy passes it.
        """Refuse what PostgreSQL can't store, on both databases alike."""
        if value is not None and not is_storable(value):
            message = f"a text of {len(value)} characters holds NUL or half a character"
            raise UnstorableText(message)
        return value


class Json(TypeDecorator[object]):
    """A JSON document kept as canonical text; None is kept as `null`, never as SQL NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy passes it.
        """Write the document as text."""
        return value if isinstance(value, JsonText) else canonical_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002 - SQLAlchemy passes it.
        """Read the document back."""
        return None if value is None else json.loads(value)


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC. A time without a zone is refused, because nobody can say when it was."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn the moment to UTC; SQLite keeps it as text without the zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"a time without a zone can't be kept: {value.isoformat()}"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy passes it.
        """Return the moment in UTC, whatever zone the connection speaks."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
