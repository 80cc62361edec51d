"""Making the papers: permission, document, bytes, and an audit row with the bytes' hash."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from riskform.definitions.contacts import Contact
from riskform.engine.documents import Document, content_hash
from riskform.engine.documents.facts import NOBODY
from riskform.records import Session, assessments, audit, kept_papers, releases
from riskform.records.kept_papers import PaperFile, Which, paper_file
from riskform.services import copies
from riskform.services.actors import Actor, require

# Which copy of the family's plan is asked for: the one that the family needs, or one by its name.
AS_NEEDED = ""
# The papers that say the same for ever once an assessment is agreed; the others are lists of the
# day on which they are made.
KEPT = frozenset({"assessment", "plan", "child"})
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
    session: Session,
    actor: Actor,
    document: Document,
    rendered: Rendered,
    now: datetime,
    which: Which | None = None,
) -> Paper:
    """Note in the audit that `actor` got this paper, for whom, and its hash; return it.

    A paper that can't change any more is kept, under `which` it was asked for as: from now on
    everybody gets the same bytes. Who comes second while both were being made gets the first's.
    Making a paper takes long, so it stands between this and `document_of`, and holds nobody up.
    """
    kind, setting, reader = document.kind, document.made_for.setting, document.made_for.reader
    file = paper_file(file_name(document), rendered.content)
    if document.final and rendered.complete and kind in KEPT:
        asked = which or which_paper(session, actor, document.reference, kind, setting, reader)
        file = _kept_first(session, actor, document, file, asked, now)
    detail = {"paper": kind, "sha256": file.sha256, "complete": rendered.complete}
    if setting == "easy_read":
        detail["copy"] = setting
    if reader:
        detail["for"] = reader
    audit.record(session, actor.id, "exported", "assessment", document.reference, detail, now)
    return Paper(file.name, file.content, rendered.complete)


def file_name(document: Document) -> str:
    """Return what the file of a paper is called: the reference and the kind, and no name."""
    easy = document.made_for.setting == "easy_read"
    return f"{document.reference}-{document.kind}{'-easy-read' if easy else ''}.pdf"


def which_paper(
    session: Session, actor: Actor, reference: str, kind: str, copy: str, reader: str
) -> Which:
    """Return which paper that is, with all that was released for this reader until now.

    Raises NotFound.
    """
    stored = assessments.load(session, reference)
    require(actor, "assessment.see", stored)
    return Which(kind, copy, reader, releases.state_of(session, stored.id, reader))


def keep(
    session: Session,
    actor: Actor,
    assessment_id: int,
    document: Document,
    file: PaperFile,
    which: Which,
    now: datetime,
) -> None:
    """Keep a paper that can't change any more, and its hash in the audit, in one transaction.

    Raises WrongState where it can still change.
    """
    mark = content_hash(document)
    kept_papers.keep(session, assessment_id, which, file, mark, made_at=now, made_by=actor.id)
    detail = {"paper": which.paper, "sha256": file.sha256, "content_hash": mark}
    if which.copy:
        detail["copy"] = which.copy
    audit.record(session, actor.id, "paper kept", "assessment", document.reference, detail, now)


def _kept_first(
    session: Session,
    actor: Actor,
    document: Document,
    file: PaperFile,
    which: Which,
    now: datetime,
) -> PaperFile:
    stored = assessments.load(session, document.reference, lock=True)
    known = kept_papers.read(session, stored.id, which)
    if known is None:
        known = kept_papers.read_same(session, stored.id, content_hash(document))
    if known is not None:
        return known
    keep(session, actor, stored.id, document, file, which, now)
    return file


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
