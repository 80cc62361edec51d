"""Making the papers: permission, document, bytes, and an audit row with the bytes' hash."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from riskform.definitions.contacts import Contact
from riskform.engine.documents import Document
from riskform.engine.documents.facts import NOBODY
from riskform.records import Session, audit
from riskform.services import copies
from riskform.services.actors import Actor

# Which copy of the family's plan is asked for: the one that the family needs, or one by its name.
AS_NEEDED = ""
PLAIN = "plain"
_PLAN = {PLAIN: "plan", "easy_read": "easy_read"}
# The same the other way round, for the kinds of copy that are settings of one paper.
SETTINGS = {kind: copy for copy, kind in _PLAN.items()}


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a paper; `complete` is False where only a plain page could be made in time."""

    content: bytes
    complete: bool


Render = Callable[[Document], Rendered]


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper: its name holds the reference only."""

    file_name: str
    content: bytes
    complete: bool


def document_of(
    session: Session,
    actor: Actor,
    reference: str,
    kind: str,
    today: date,
    contacts: Mapping[str, Contact] = NOBODY,
    copy: str = AS_NEEDED,
    reader: str = "",
) -> Document:
    """Return a copy ready to print: its kind, and the id of its reader, "" for several people.

    The `plan` is set in Easy Read where somebody of the family needs it so, unless `copy` is
    `plain` or `easy_read`; every other copy is NotFound. `contacts` are those whom workers may
    ring, by id. What is private to the author and a manager is in none, whoever makes it. Raises
    NotFound, also for the plan of a form that has none.
    """
    name = kind
    if kind == "plan":
        name = _PLAN.get(copy, "")
        if copy == AS_NEEDED:
            name = _as_needed(copies.copies_of(session, actor, reference, today), reader)
    elif copy != AS_NEEDED:
        name = ""
    return copies.document(session, actor, reference, name, reader, today, contacts)


def _as_needed(made: copies.Copies, reader: str) -> str:
    return "easy_read" if made.reader("plan", reader).needs_easy_read else "plan"


def handed_out(
    session: Session, actor: Actor, document: Document, rendered: Rendered, now: datetime
) -> Paper:
    """Note in the audit that `actor` got this paper, for whom, and its hash; return it.

    Making a paper takes long, so it stands between this and `document_of`, and holds nobody up.
    """
    kind, reference = document.kind, document.reference
    setting, reader = document.made_for.setting, document.made_for.reader
    digest = hashlib.sha256(rendered.content).hexdigest()
    detail = {"paper": kind, "sha256": digest, "complete": rendered.complete}
    if setting == "easy_read":
        detail["copy"] = setting
    if reader:
        detail["for"] = reader
    audit.record(session, actor.id, "exported", "assessment", reference, detail, now)
    name = f"{kind}-easy-read" if setting == "easy_read" else kind
    return Paper(f"{reference}-{name}.pdf", rendered.content, rendered.complete)


def export(
    session: Session,
    actor: Actor,
    reference: str,
    kind: str,
    today: date,
    now: datetime,
    render: Render,
    copy: str = AS_NEEDED,
) -> Paper:
    """Make a copy as a PDF in one transaction; see `document_of`."""
    document = document_of(session, actor, reference, kind, today, copy=copy)
    return handed_out(session, actor, document, render(document), now)
