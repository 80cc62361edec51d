"""The history of an assessment: who changed what, and when, newest first."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from riskform.services import history as histories
from riskform.web import sessions
from riskform.web.transactions import session
from riskform.web.whose import whose

pages = Blueprint("history", __name__)

_MOST_DIGITS = 9  # of a revision's number


@pages.get("/assessments/<reference>/history")
def history(reference: str) -> ResponseReturnValue:
    """Show a part of the history, the newest unless an older part is asked for."""
    before = request.args.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) <= _MOST_DIGITS):
        abort(404)
    number = int(before) if before else None
    found = histories.history(session(), sessions.actor(), reference, number)
    return render_template(
        "history.html",
        found=found,
        whose=whose(found.assessment),
        stored=found.assessment.stored,
        newest=number is None,
    )
