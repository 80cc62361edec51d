"""The papers of an assessment as PDFs. An audit row says who was handed which bytes."""

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.documents import Document, OutcomeCard
from riskform.records import Session
from riskform.records.kept_papers import Which
from riskform.services import exporting
from riskform.web import addresses, sessions
from riskform.web.handing_out import NoPaper, hand_out
from riskform.web.surroundings import contacts, today
from riskform.web.transactions import session, writes
from riskform.web.whose import whose

pages = Blueprint("papers", __name__)


@pages.get("/assessments/<reference>/assessment.pdf", defaults={"kind": "assessment"})
@pages.get("/assessments/<reference>/plan.pdf", defaults={"kind": "plan"})
@writes
def paper(reference: str, kind: str) -> ResponseReturnValue:
    """Hand out the assessment (for workers) or the plan (for the family, in the copy asked for)."""
    actor, copy = sessions.actor(), request.args.get("copy", exporting.AS_NEEDED)

    def document_of(looking: Session) -> Document:
        return exporting.document_of(looking, actor, reference, kind, today(), contacts(), copy)

    try:
        return hand_out(reference, Which(kind, copy), document_of)
    except NoPaper:
        return _problem(reference, kind, copy)


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
