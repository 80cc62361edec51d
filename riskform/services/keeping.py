"""The signed copy: kept when a manager agrees, and handed out from the store for ever after.

Laying a paper out takes seconds, and a database that one person writes to at a time can't wait for
that. So agreeing is first tried and undone, which gives the papers as they will be (`rehearsed`);
they are laid out while nobody waits; and then it is agreed, and they are kept with it if nothing
changed in between (`agree`). What could not be kept then is kept when it is first handed out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from riskform.definitions.contacts import Contact
from riskform.engine.documents import Document, content_hash
from riskform.errors import NotFound, WrongState
from riskform.records import Session, assessments, audit, kept_papers
from riskform.records.kept_papers import PaperFile, Which, paper_file
from riskform.services import exporting, reviewing
from riskform.services.actors import Actor, require
from riskform.services.exporting import Paper, Rendered

# What is kept at once: the copy for workers, and the family's copy as the family needs it.
SIGNED: Final = (Which("assessment"), Which("plan"))


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The papers of an assessment as they will be once it is agreed, at that revision."""

    revision: int
    documents: Mapping[Which, Document]

    def signed(self, rendered: Sequence[Rendered]) -> "SignedPapers | None":
        """Return its papers as they were laid out, None where one of them could not be."""
        if len(rendered) != len(self.documents) or not all(one.complete for one in rendered):
            return None
        papers = zip(self.documents.items(), rendered, strict=True)
        return SignedPapers(
            self.revision, tuple((which, document, one) for (which, document), one in papers)
        )


@dataclass(frozen=True, slots=True)
class SignedPapers:
    """A rehearsal's papers, laid out."""

    revision: int
    papers: tuple[tuple[Which, Document, Rendered], ...]


def rehearsed(
    session: Session,
    actor: Actor,
    reference: str,
    reason: str,
    today: date,
    now: datetime,
    contacts: Mapping[str, Contact],
) -> Rehearsal:
    """Agree an assessment, and return its papers; whoever calls undoes all of it at once.

    Raises what `reviewing.agree` raises.
    """
    reviewing.agree(session, actor, reference, reason, now)
    documents = {}
    for paper in SIGNED:
        # With what is released for it now: it is kept as that paper, and as no other.
        which = exporting.which_paper(session, actor, reference, paper.paper, paper.copy, "")
        try:
            documents[which] = exporting.document_of(
                session, actor, reference, which.paper, today, contacts, which.copy
            )
        except NotFound:
            continue  # a form without a plan
    return Rehearsal(assessments.load(session, reference).revision, documents)


def agree(
    session: Session,
    actor: Actor,
    reference: str,
    reason: str,
    now: datetime,
    signed: SignedPapers | None = None,
) -> bool:
    """Agree an assessment and keep its `signed` papers; return whether they were kept.

    They are not where they were laid out for another revision than this one. Raises what
    `reviewing.agree` raises.
    """
    reviewing.agree(session, actor, reference, reason, now)
    stored = assessments.load(session, reference)
    if signed is None or signed.revision != stored.revision:
        return False
    for which, document, rendered in signed.papers:
        file = paper_file(exporting.file_name(document), rendered.content)
        exporting.keep(session, actor, stored.id, document, file, which, now)
    return bool(signed.papers)


def agree_as_rehearsed(
    session: Session,
    actor: Actor,
    reference: str,
    reason: str,
    now: datetime,
    rehearsal: Rehearsal,
    rendered: Sequence[Rendered],
) -> None:
    """Agree what was rehearsed, some time after a manager said so; keep its papers, if laid out.

    `now` is when they said so, which is what the papers say. Raises WrongState where the record is
    not as it was then, and what `reviewing.agree` raises.
    """
    agree(session, actor, reference, reason, now, rehearsal.signed(rendered))
    if assessments.load(session, reference).revision != rehearsal.revision:
        message = "It was changed while its papers were laid out. Read it again."
        raise WrongState(message)


def are_kept(session: Session, actor: Actor, reference: str) -> bool:
    """Tell whether a paper of an assessment that `actor` may see is kept already."""
    stored = assessments.load(session, reference)
    require(actor, "assessment.see", stored)
    return bool(kept_papers.of_assessment(session, stored.id))


def look_up(session: Session, actor: Actor, reference: str, which: Which) -> PaperFile | None:
    """Return the paper as it was kept, None if it was not. Raises NotFound."""
    stored = assessments.load(session, reference)
    require(actor, "assessment.see", stored)
    return kept_papers.read(session, stored.id, which)


def kept_or_document(
    session: Session,
    actor: Actor,
    reference: str,
    which: Which,
    document_of: Callable[[Session], Document],
) -> PaperFile | Document:
    """Return the paper from the store, or, where it was not kept, the document to lay out.

    A kept paper that says exactly the same under another name is the same paper. Raises NotFound.
    """
    kept = look_up(session, actor, reference, which)
    if kept is not None:
        return kept
    document = document_of(session)
    if not document.final:
        return document
    stored = assessments.load(session, reference)
    return kept_papers.read_same(session, stored.id, content_hash(document)) or document


def handed_out_again(
    session: Session, actor: Actor, reference: str, which: Which, file: PaperFile, now: datetime
) -> Paper:
    """Note in the audit that `actor` got a paper from the store, and for whom; return it."""
    detail = {"paper": which.paper, "sha256": file.sha256, "complete": True, "file": file.name}
    if which.copy:
        detail["copy"] = which.copy
    if which.reader:
        detail["for"] = which.reader
    audit.record(session, actor.id, "exported", "assessment", reference, detail, now)
    return Paper(file.name, file.content, complete=True)
