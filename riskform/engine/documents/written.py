"""Documents as JSON text and back; the text is what crosses to the printing process."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import sha256

from riskform.engine.documents.action_lines import ActionLine
from riskform.engine.documents.blocks import (
    ActionTable,
    AnswerItem,
    AnswerRow,
    BlankQuestion,
    ChangeRow,
    EasyOutcome,
    EasyPoint,
    EasyText,
    FindingRow,
    Note,
    OutcomeCard,
    OwnAction,
    ReasonRow,
    Words,
    WriteIn,
)
from riskform.engine.documents.measured import Decided, MeasureChart, Measured, OutcomeProgress
from riskform.engine.documents.model import (
    Copy,
    Document,
    DocumentPart,
    DocumentSection,
    Signature,
)
from riskform.engine.reviews.drawing import Drawing, Lettering, Level
from riskform.errors import RiskformError

_TYPES: dict[str, Callable[..., object]] = {
    kind.__name__: kind
    for kind in (
        ActionLine,
        ActionTable,
        AnswerItem,
        AnswerRow,
        BlankQuestion,
        ChangeRow,
        Copy,
        Decided,
        Document,
        DocumentPart,
        DocumentSection,
        Drawing,
        EasyOutcome,
        EasyPoint,
        EasyText,
        FindingRow,
        Lettering,
        Level,
        MeasureChart,
        Measured,
        Note,
        OutcomeCard,
        OutcomeProgress,
        OwnAction,
        ReasonRow,
        Signature,
        Words,
        WriteIn,
    )
}


class UnreadableDocument(RiskformError):
    """A text is not the JSON of a document."""


def to_json(document: Document) -> str:
    """Return `document` as ASCII JSON: the same document always gives the same text.

    An object carries its type's name under `is`; a date is `{"is": "date", "day": "2026-03-02"}`.
    """
    return json.dumps(_plain(document), sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Document:
    """Return the document that `to_json` wrote; raise UnreadableDocument for anything else."""
    try:
        document = _typed(json.loads(text))
    except (KeyError, TypeError, ValueError, RecursionError) as problem:
        raise UnreadableDocument(type(problem).__name__) from problem
    if not isinstance(document, Document):
        raise UnreadableDocument(type(document).__name__)
    return document


def content_hash(document: Document) -> str:
    """Return the SHA-256 of the document's JSON, 64 hex digits."""
    return sha256(to_json(document).encode()).hexdigest()


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        plain = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **plain}
    if isinstance(value, date):
        return {"is": "date", "day": value.isoformat()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _typed(value: object) -> object:
    if isinstance(value, list):
        return tuple(_typed(each) for each in value)
    if not isinstance(value, dict):
        return value
    given = {str(key): _typed(each) for key, each in value.items()}
    name = given.pop("is")
    if name == "date":
        return date.fromisoformat(str(given["day"]))
    return _TYPES[str(name)](**given)
