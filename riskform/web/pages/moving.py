"""A draft and a newer version of its form: what moving it would change, and moving it."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.definitions.differences import EFFECTS
from riskform.services import moving
from riskform.web import addresses, sessions
from riskform.web.surroundings import now, today
from riskform.web.transactions import session
from riskform.web.whose import whose

pages = Blueprint("moving", __name__)

_LONGEST_REVISION = 9  # digits


@pages.get("/assessments/<reference>/newer-form")
def look(reference: str) -> ResponseReturnValue:
    """List what would change for this assessment."""
    found = moving.open_move(session(), sessions.actor(), reference)
    return render_template(
        "newer_form.html",
        found=found,
        whose=whose(found.assessment),
        effects=EFFECTS,
    )


@pages.post("/assessments/<reference>/newer-form")
def move(reference: str) -> ResponseReturnValue:
    """Move the assessment to the version whose changes were listed."""
    sent = request.form.get("seen_revision", "")
    seen = int(sent) if sent.isascii() and sent.isdigit() and len(sent) <= _LONGEST_REVISION else -1
    moving.move(
        *(session(), sessions.actor(), reference, request.form.get("to", ""), seen),
        today=today(),
        now=now(),
    )
    return redirect(f"{addresses.record(reference)}?done=moved", 303)
