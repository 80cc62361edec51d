"""What was typed in a form that could not be saved, so that a page can show every word of it."""

from typing import Final

from flask import g, request
from werkzeug.exceptions import HTTPException

from riskform.web.transactions import SAFE_METHODS

# What a form carries for the machine's sake, or for nobody's eyes.
_NOT_WORDS: Final = frozenset(
    {"csrf_token", "for", "next", "on-page", "seen_revision", "person", "then"}
    | {"add-item", "remove-item", "clear-answer"}
)


def fields() -> tuple[tuple[str, str], ...]:
    """Return every field of the form as it was sent, but for tokens and passwords."""
    if request.method in SAFE_METHODS or g.get("from_another_site"):
        return ()
    if request.mimetype != "application/x-www-form-urlencoded":
        return ()
    try:
        sent = tuple(request.form.items(multi=True))
    except HTTPException:
        return ()
    return tuple(
        (name, value) for name, value in sent if name != "csrf_token" and "password" not in name
    )


def words() -> tuple[tuple[str, str], ...]:
    """Return what a person typed or chose: a name for it, as well as can be told, and the text."""
    return tuple(
        (_in_words(name), value)
        for name, value in fields()
        if value.strip() and name not in _NOT_WORDS and not name.endswith("-row")
    )


def _in_words(name: str) -> str:
    plain = name.removeprefix("q-").replace("-", ", ").replace("_", " ").strip()
    return plain[:1].upper() + plain[1:]
