"""Review and submit: the children's words, what was found, what is missing, and the one step on."""

from collections.abc import Iterable, Mapping
from typing import Final

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from riskform.definitions.model import KINDS
from riskform.errors import NotAllowed
from riskform.services import submitting
from riskform.services.actors import may
from riskform.services.opening import DatedFinding, open_assessment
from riskform.services.submitting import Check, Gap
from riskform.web import addresses, sessions
from riskform.web.seeing import who_sees_supervision
from riskform.web.surroundings import now, today
from riskform.web.transactions import attempt, session
from riskform.web.whose import names_of, whose

pages = Blueprint("check", __name__)

_PARTS: Final = {
    "people": "Who is in the family",
    "plan": "Plan",
    "hidden": "Kept private from you",
}
_IN_THE_PLAN: Final = {
    True: "Plan: say who will find out, and by when",
    False: "Plan: answer with an outcome, or say why not",
}


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
    except NotAllowed:
        # Who pressed the button twice has submitted it.
        opened = open_assessment(session(), sessions.actor(), reference)
        if opened.stored.status != "submitted":
            raise
    return redirect(addresses.record(reference, "submitted"), 303)


@pages.get("/assessments/<reference>/submitted")
def submitted(reference: str) -> ResponseReturnValue:
    """Say what happens next; where it does not wait for a manager, lead to its task list."""
    opened = open_assessment(session(), sessions.actor(), reference)
    if opened.stored.status != "submitted":
        return redirect(addresses.record(reference), 303)
    return render_template(
        "submitted.html",
        whose=whose(opened),
        stored=opened.stored,
    )


def _page(check: Check, *, refused: bool = False) -> str:
    opened = check.assessment
    names = names_of(opened)
    return render_template(
        "check.html",
        check=check,
        stored=opened.stored,
        whose=whose(opened),
        names=names,
        can_edit=may(sessions.actor(), "assessment.edit", opened.stored),
        gaps=_by_place(check, check.gaps, names),
        blank=_by_place(check, check.blank, names),
        notes=_by_place(check, check.notes, names),
        found=by_kind(check),
        for_whom=who_sees_supervision(check.assessment.stored, sessions.actor()),
        nobody_yet=len(_without_owner(check)),
        address=addresses,
        today=today(),
        refused=refused,
        errors=[_link(check, gap, gap.text) for gap in check.gaps if refused],
    )


def by_kind(check: Check) -> list[tuple[str, list[DatedFinding]]]:
    """Return the findings by kind, urgent first.

    What is unclear and has nobody yet is left out: it stands under what is missing.
    """
    missing = _without_owner(check)
    listed = [one for one in check.findings if one.finding.at not in missing]
    grouped = ((kind, [one for one in listed if one.finding.kind == kind]) for kind in KINDS)
    return [(kind, found) for kind, found in grouped if found]


def _without_owner(check: Check) -> set[str]:
    if check.assessment.form.plan == "none":
        return set()  # there is no place to name anybody, so they stand with all others
    found = (planned for planned in check.plan.findings if not planned.answered)
    return {one.dated.finding.at for one in found if one.dated.finding.kind == "unclear"}


def _by_place(
    check: Check, gaps: Iterable[Gap], names: Mapping[str, str]
) -> dict[str, list[dict[str, str]]]:
    """Return links to the gaps under the person they are about, or the part they are in."""
    says = {planned.dated.finding.at: planned.dated.finding for planned in check.plan.findings}
    placed: dict[str, list[dict[str, str]]] = {}
    for gap in gaps:
        finding = says.get(gap.item)
        if finding is not None:
            heading, text = _IN_THE_PLAN[finding.kind == "unclear"], finding.says
        else:
            heading, text = _PARTS.get(gap.where) or names[gap.person], gap.text
        placed.setdefault(heading, []).append(_link(check, gap, text))
    return placed


def _link(check: Check, gap: Gap, text: str) -> dict[str, str]:
    return {"text": text, "href": addresses.gap(check.assessment.stored.reference, gap)}
