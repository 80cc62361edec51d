"""Printed documents as data: no HTML, no file, nothing left to decide but how it looks.

`model` and `blocks` say what a document is, `written` turns one to JSON and back.
"""

from collections.abc import Callable

from riskform.engine.days import day_in_words
from riskform.engine.documents.action_lines import ActionLine
from riskform.engine.documents.blocks import (
    ActionTable,
    AnswerItem,
    AnswerRow,
    BlankQuestion,
    Block,
    ChangeRow,
    EasyOutcome,
    EasyPoint,
    EasyText,
    FindingKind,
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
    DocumentKind,
    DocumentPart,
    DocumentSection,
    PartKind,
    Signature,
)
from riskform.engine.documents.written import (
    UnreadableDocument,
    content_hash,
    from_json,
    to_json,
)

# What `services` is handed to make a PDF with: `riskform.pdf.Renderer.render` is one.
Render = Callable[[Document], bytes]

__all__ = [
    "ActionLine",
    "ActionTable",
    "AnswerItem",
    "AnswerRow",
    "BlankQuestion",
    "Block",
    "ChangeRow",
    "Copy",
    "Decided",
    "Document",
    "DocumentKind",
    "DocumentPart",
    "DocumentSection",
    "EasyOutcome",
    "EasyPoint",
    "EasyText",
    "FindingKind",
    "FindingRow",
    "MeasureChart",
    "Measured",
    "Note",
    "OutcomeCard",
    "OutcomeProgress",
    "OwnAction",
    "PartKind",
    "ReasonRow",
    "Render",
    "Signature",
    "UnreadableDocument",
    "Words",
    "WriteIn",
    "content_hash",
    "day_in_words",
    "from_json",
    "to_json",
]
