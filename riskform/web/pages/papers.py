"""The papers of an assessment as PDFs. An audit row says who was handed which bytes."""

from urllib.parse import quote

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from riskform.engine.documents import Document
from riskform.records import Session
from riskform.services import blank_forms, exporting
from riskform.web import addresses, sessions
from riskform.web.handing_out import NoPaper, hand_out, made, response
from riskform.web.pages.waiting import no_paper
from riskform.web.surroundings import contacts, today
from riskform.web.transactions import finish, reading, session, writes

pages = Blueprint("papers", __name__)


@pages.get("/assessments/<reference>/assessment.pdf", defaults={"kind": "assessment"})
@pages.get("/assessments/<reference>/plan.pdf", defaults={"kind": "plan"})
@writes
def paper(reference: str, kind: str) -> ResponseReturnValue:
    """Hand out the assessment (for workers) or the plan (for the family, in the copy asked for)."""
    copy = request.args.get("copy", exporting.AS_NEEDED)
    return _made(reference, kind, copy, "", addresses.paper(reference, kind, copy))


@pages.get("/assessments/<reference>/copies/<kind>.pdf")
@writes
def copy(reference: str, kind: str) -> ResponseReturnValue:
    """Hand out one copy for the person that the address names by an id."""
    reader = request.args.get("for", "")
    setting = exporting.AS_NEEDED
    address = addresses.copy(reference, kind, reader, ".pdf")
    if kind in exporting.SETTINGS:
        kind, setting = "plan", exporting.SETTINGS[kind]
    return _made(reference, kind, setting, reader, address)


@pages.get("/forms/<form_id>/blank.pdf")
def blank(form_id: str) -> ResponseReturnValue:
    """Hand out a form to fill in by hand, as it is asked at a level; it is about nobody."""
    level = request.args.get("level", "")
    document = blank_forms.blank_form(session(), sessions.actor(), form_id, level)
    finish()
    address = f"/forms/{form_id}/blank.pdf?level={quote(level)}"
    try:
        content = made(document, "", address).content
    except NoPaper:
        return no_paper("", address)
    return response(content, f"{form_id}-level-{level}-blank.pdf")


def _made(reference: str, kind: str, copy: str, reader: str, address: str) -> ResponseReturnValue:
    actor = sessions.actor()
    with reading() as looking:
        which = exporting.which_paper(looking, actor, reference, kind, copy, reader)

    def document_of(looking: Session) -> Document:
        return exporting.document_of(
            looking, actor, reference, kind, today(), contacts(), copy, reader
        )

    try:
        return hand_out(reference, which, address, document_of)
    except NoPaper:
        return no_paper(reference, address)
