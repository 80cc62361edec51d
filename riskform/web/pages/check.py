"""Review and submit: the children's words, what was found, what is missing, and the one step on."""

from collections.abc import Iterable

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from riskform.definitions.model import KINDS
from riskform.engine.case import FAMILY
from riskform.services import submitting
from riskform.services.actors import may
from riskform.services.opening import open_assessment
from riskform.services.submitting import Check, Gap
from riskform.web import addresses, sessions
from riskform.web.surroundings import now, today
from riskform.web.transactions import attempt, session
from riskform.web.whose import whose

pages = Blueprint("check", __name__)


@pages.get("/assessments/<reference>/check")
def look_through(reference: str) -> ResponseReturnValue:
    """Show everything that a person should have seen before they submit."""
    return _page(submitting.look_through(session(), sessions.actor(), reference, today()))


@pages.post("/assessments/<reference>/check")
def submit(reference: str) -> ResponseReturnValue:
    """Submit, or show in the error summary what keeps it from being submitted."""
    try:
        with attempt() as writing:
            submitting.submit(writing, sessions.actor(), reference, today(), now())
    except submitting.NotReady as refused:
        return _page(refused.check, refused=True), 422
    return redirect(addresses.record(reference, "submitted"), 303)


@pages.get("/assessments/<reference>/submitted")
def submitted(reference: str) -> ResponseReturnValue:
    """Say that it is submitted and what happens next; what is not leads to its task list."""
    opened = open_assessment(session(), sessions.actor(), reference)
    if opened.stored.submitted_at is None or opened.stored.status not in {"submitted", "agreed"}:
        return redirect(addresses.record(reference), 303)
    return render_template("submitted.html", whose=whose(opened), stored=opened.stored)


def _page(check: Check, *, refused: bool = False) -> str:
    opened = check.assessment
    reference = opened.stored.reference
    everybody = (*opened.people.children, *opened.people.adults)
    names = {FAMILY: "The whole family"} | {person.id: person.name for person in everybody}
    missing = [
        {"text": gap.text, "href": addresses.gap(reference, gap)} for gap in check.gaps if refused
    ]
    return render_template(
        "check.html",
        check=check,
        stored=opened.stored,
        whose=whose(opened),
        names=names,
        can_edit=may(sessions.actor(), "assessment.edit", opened.stored),
        gaps=by_place(check.gaps, names),
        blank=by_place(check.blank, names),
        found=[
            (kind, kept)
            for kind in KINDS
            if (kept := [one for one in check.findings if one.finding.kind == kind])
        ],
        address=addresses,
        today=today(),
        errors=missing,
    )


def by_place(gaps: Iterable[Gap], names: dict[str, str]) -> dict[str, list[Gap]]:
    """Return the gaps under the name of the person they are about, or of the part they are in."""
    placed: dict[str, list[Gap]] = {}
    for gap in gaps:
        heading = {"people": "Who is in the family", "plan": "Plan"}.get(gap.where)
        placed.setdefault(heading or names[gap.person], []).append(gap)
    return placed
