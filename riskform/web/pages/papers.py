"""The papers of an assessment as PDFs. An audit row says who was handed which bytes."""

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.documents import UnreadableDocument
from riskform.pdf import NotLaidOut
from riskform.services import exporting
from riskform.web import addresses, sessions
from riskform.web.surroundings import contacts, now, render, today
from riskform.web.transactions import reading, session, writes

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
    again = addresses.copy(reference, kind, reader, ".pdf")
    if kind in exporting.SETTINGS:
        kind, setting = "plan", exporting.SETTINGS[kind]
    return _made(reference, kind, setting, reader, again)


def _made(reference: str, kind: str, copy: str, reader: str, again: str) -> ResponseReturnValue:
    actor = sessions.actor()
    # Laid out before the transaction that writes begins, so that nobody waits for it to save.
    with reading() as looking:
        document = exporting.document_of(
            looking, actor, reference, kind, today(), contacts(), copy, reader
        )
    try:
        rendered = render()(document)
    except (NotLaidOut, UnreadableDocument):
        html = render_template(
            "paper_problem.html", reference=reference, again=again, address=addresses
        )
        return make_response(html, 503)
    made = exporting.handed_out(session(), actor, document, rendered, now())
    response = make_response(made.content)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{made.file_name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
