"""Handing out a paper: from the store where it was kept, else laid out now.

Laying out comes before the transaction that writes begins, so that nobody waits for it to save.
"""

from collections.abc import Callable, Sequence

from flask import make_response
from flask.typing import ResponseReturnValue

from riskform.engine.documents import Document, UnreadableDocument, content_hash
from riskform.errors import NotAllowed, RiskformError
from riskform.pdf import NotLaidOut
from riskform.records import Session
from riskform.records.kept_papers import PaperFile, Which
from riskform.records.printings import Asked
from riskform.services import accounts, exporting, keeping, printing
from riskform.services.actors import actor_of
from riskform.services.exporting import Rendered
from riskform.services.keeping import Rehearsal, SignedPapers
from riskform.web import addresses, sessions
from riskform.web.laying_out import Afterwards, Stopped, kept_for_who_asked, laid_out
from riskform.web.surroundings import contacts, now, surroundings, today
from riskform.web.transactions import reading, session, undone


class NoPaper(RiskformError):
    """A paper could not be laid out. Nothing was written."""


def hand_out(
    reference: str, which: Which, address: str, document_of: Callable[[Session], Document]
) -> ResponseReturnValue:
    """Return the response with the paper `which` of an assessment, and leave its audit row.

    The view must be marked with `writes`; `address` is the paper's. `document_of` makes the
    document where it was not kept. Raises NotFound, NoPaper, and NotYet where it has to be waited
    for.
    """
    actor = sessions.actor()
    with reading() as looking:
        found = keeping.kept_or_document(looking, actor, reference, which, document_of)
    if isinstance(found, PaperFile):
        paper = keeping.handed_out_again(session(), actor, reference, which, found, now())
        return response(paper.content, paper.file_name)
    rendered = made(found, reference, address)
    paper = exporting.handed_out(session(), actor, found, rendered, now(), which)
    return response(paper.content, paper.file_name)


def made(document: Document, reference: str, address: str) -> Rendered:
    """Return a paper, laid out. Raises NoPaper, and NotYet where it has to be waited for.

    `reference` is "" where it is about nobody.
    """
    asked = Asked(address, "paper", reference, document.title, content_hash(document))
    try:
        (rendered,) = laid_out(asked, (document,), kept_for_who_asked())
    except (NotLaidOut, UnreadableDocument) as problem:
        raise NoPaper(str(problem)) from problem
    return rendered


def signed_papers(reference: str, reason: str) -> SignedPapers | None:
    """Return the papers of an assessment as they will be once it is agreed with this `reason`.

    None where they can't be made, whatever stands in the way: agreeing it says what that is, or
    goes on without them. Raises NotYet where they have to be waited for; it is then agreed once
    they are laid out, unless whoever asked stops that.
    """
    try:
        with undone() as trying:
            rehearsal = keeping.rehearsed(
                trying, sessions.actor(), reference, reason, today(), now(), contacts()
            )
        documents = tuple(rehearsal.documents.values())
        says = " ".join(content_hash(document) for document in documents)
    except (RiskformError, UnreadableDocument):
        return None
    address = addresses.decided(reference)
    asked = Asked(address, "agreement", reference, "", says, reason, len(documents))
    try:
        papers = laid_out(asked, documents, _agreed_then(reference, reason, rehearsal))
    except (NotLaidOut, UnreadableDocument):
        return None
    return rehearsal.signed(papers)


def _agreed_then(reference: str, reason: str, rehearsal: Rehearsal) -> Afterwards:
    """Return what agrees an assessment as it was asked for now, once its papers are laid out."""
    here, token, asked_at = surroundings(), sessions.token(), now()

    def agree(printing_id: str, papers: Sequence[Rendered]) -> None:
        at = here.settings.now()

        def write(writing: Session) -> None:
            signed_in = accounts.signed_in(writing, token, at)
            if signed_in is None:
                raise NotAllowed("You were signed out before it was agreed.")
            if not printing.agreement_made(writing, printing_id, at):
                raise Stopped("it was stopped before it was agreed")
            actor = actor_of(signed_in.account)
            keeping.agree_as_rehearsed(
                writing, actor, reference, reason, asked_at, rehearsal, papers
            )

        here.database.write(write)

    return agree


def response(content: bytes, file_name: str) -> ResponseReturnValue:
    """Return the response with a PDF, to be shown and never stored."""
    sent = make_response(content)
    sent.headers["Content-Type"] = "application/pdf"
    sent.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    sent.headers["Cache-Control"] = "no-store"
    return sent
