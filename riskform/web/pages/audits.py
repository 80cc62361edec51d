"""Starting an audit of an agreed assessment. Its pages are those of every assessment."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.saying import age_in_words
from riskform.errors import InvalidInput
from riskform.services import auditing
from riskform.web import addresses, sessions
from riskform.web.summaries import summary
from riskform.web.surroundings import now
from riskform.web.transactions import attempt, session
from riskform.web.whose import whose

pages = Blueprint("audits", __name__)


@pages.get("/assessments/<reference>/audit")
def new(reference: str) -> ResponseReturnValue:
    """Ask for which child the assessment is audited."""
    return _page(reference, {}, {})


@pages.post("/assessments/<reference>/audit")
def start(reference: str) -> ResponseReturnValue:
    """Start the audit, or go on with one of the same child that is not finished."""
    typed = request.form
    try:
        with attempt() as writing:
            started = auditing.start(
                *(writing, sessions.actor(), reference),
                child_id=typed.get("child", ""),
                form_id=typed.get("form", ""),
                now=now(),
            )
    except InvalidInput as problem:
        return _page(reference, typed, problem.messages), 422
    return redirect(addresses.record(started.reference), 303)


def _page(reference: str, typed: Mapping[str, str], messages: Mapping[str, str]) -> str:
    found = auditing.auditable(session(), sessions.actor(), reference)
    on = found.assessment.stored.visit_on
    return render_template(
        "audit_new.html",
        found=found,
        stored=found.assessment.stored,
        whose=whose(found.assessment),
        children=[(child, age_in_words(child, on)) for child in found.children],
        address=addresses,
        typed=typed,
        messages=messages,
        errors=summary(messages),
    )
