"""Handing out a paper: from the store where it was kept, else laid out now.

Laying out comes before the transaction that writes begins, so that nobody waits for it to save.
"""

from collections.abc import Callable

from flask import make_response
from flask.typing import ResponseReturnValue

from riskform.engine.documents import Document, UnreadableDocument
from riskform.errors import RiskformError
from riskform.pdf import NotLaidOut
from riskform.records import Session
from riskform.records.kept_papers import PaperFile, Which
from riskform.services import exporting, keeping
from riskform.services.exporting import Paper
from riskform.services.keeping import SignedPapers
from riskform.web import sessions
from riskform.web.surroundings import contacts, now, render, today
from riskform.web.transactions import reading, session, undone


class NoPaper(RiskformError):
    """A paper could not be laid out. Nothing was written."""


def hand_out(
    reference: str, which: Which, document_of: Callable[[Session], Document]
) -> ResponseReturnValue:
    """Return the response with the paper `which` of an assessment, and leave its audit row.

    The view must be marked with `writes`. `document_of` makes the document where it was not kept.
    Raises NotFound and NoPaper.
    """
    actor = sessions.actor()
    with reading() as looking:
        found = keeping.kept_or_document(looking, actor, reference, which, document_of)
    if isinstance(found, PaperFile):
        paper = keeping.handed_out_again(session(), actor, reference, which, found, now())
        return _response(paper)
    try:
        rendered = render()(found)
    except (NotLaidOut, UnreadableDocument) as problem:
        raise NoPaper(str(problem)) from problem
    return _response(exporting.handed_out(session(), actor, found, rendered, now(), which))


def signed_papers(reference: str, reason: str) -> SignedPapers | None:
    """Return the papers of an assessment as they will be once it is agreed with this `reason`.

    None where they can't be made, whatever stands in the way: agreeing it says what that is, or
    goes on without them.
    """
    try:
        with undone() as trying:
            rehearsal = keeping.rehearsed(
                trying, sessions.actor(), reference, reason, today(), now(), contacts()
            )
        laid_out = []
        for which, document in rehearsal.documents.items():
            rendered = render()(document)
            if not rendered.complete:
                return None
            laid_out.append((which, document, rendered))
    except (RiskformError, UnreadableDocument):
        return None
    return SignedPapers(rehearsal.revision, tuple(laid_out))


def _response(paper: Paper) -> ResponseReturnValue:
    response = make_response(paper.content)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{paper.file_name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
