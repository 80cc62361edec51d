"""The papers of an assessment as PDFs. An audit row says who was handed which bytes."""

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.documents import OutcomeCard, UnreadableDocument
from riskform.pdf import NotLaidOut
from riskform.services import exporting
from riskform.web import addresses, sessions
from riskform.web.surroundings import contacts, now, render, today
from riskform.web.transactions import reading, session, writes
from riskform.web.whose import whose

pages = Blueprint("papers", __name__)


@pages.get("/assessments/<reference>/assessment.pdf", defaults={"kind": "assessment"})
@pages.get("/assessments/<reference>/plan.pdf", defaults={"kind": "plan"})
@writes
def paper(reference: str, kind: str) -> ResponseReturnValue:
    """Hand out the assessment (for workers) or the plan (for the family, in the copy asked for)."""
    actor, copy = sessions.actor(), request.args.get("copy", exporting.AS_NEEDED)
    # Laid out before the transaction that writes begins, so that nobody waits for it to save.
    with reading() as looking:
        document = exporting.document_of(looking, actor, reference, kind, today(), contacts(), copy)
    try:
        rendered = render()(document)
    except (NotLaidOut, UnreadableDocument):
        return _problem(reference, kind, copy)
    made = exporting.handed_out(session(), actor, document, rendered, now())
    response = make_response(made.content)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{made.file_name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@pages.get("/assessments/<reference>/plan/copy")
def family_copy(reference: str) -> str:
    """Tell a worker what the family's copy leaves out and why, and what it says as written."""
    opened, document, left = exporting.left_out_of_plan(
        session(), sessions.actor(), reference, today()
    )
    return render_template(
        "family_copy.html",
        whose=whose(opened),
        left_out=left,
        cards=[
            (part.name, card)
            for part in document.parts
            for section in part.sections
            for card in section.blocks
            if isinstance(card, OutcomeCard)
        ],
        hidden=opened.hidden,
    )


def _problem(reference: str, kind: str, copy: str) -> ResponseReturnValue:
    again = addresses.paper(reference, kind, copy)
    html = render_template(
        "paper_problem.html", reference=reference, again=again, address=addresses
    )
    return make_response(html, 503)
