"""Putting a form in use from the browser: what it changes, proposing it, and deciding about it."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.definitions.differences import EFFECTS
from riskform.definitions.library import read_folder
from riskform.errors import CouldNotRun, InvalidInput, NotFound
from riskform.services import proposing
from riskform.services.actors import require_role
from riskform.services.candidates import Candidate, candidate
from riskform.services.proposing import OpenProposal
from riskform.web import sessions
from riskform.web.planned import text_of
from riskform.web.summaries import summary
from riskform.web.surroundings import now, settings, today
from riskform.web.transactions import attempt, session

pages = Blueprint("proposals", __name__)

_NUMBER_DIGITS = 9
_CHOOSE = "What you decide: choose to put it in use, or to decline it."


@pages.get("/forms/change/<form_id>")
def change(form_id: str) -> ResponseReturnValue:
    """Show a form of the folder: its problems, or what it would change, and how to propose it."""
    return _change_page(_in_folder(form_id), "", {})


@pages.post("/forms/change/<form_id>")
def propose(form_id: str) -> ResponseReturnValue:
    """Propose the form as it stands in the folder at this moment."""
    require_role(sessions.actor(), "author")
    new, note = _in_folder(form_id), text_of("note")
    try:
        with attempt() as writing:
            number = proposing.propose(writing, sessions.actor(), new, note, now())
    except InvalidInput as problem:
        return _change_page(new, note, problem.messages), 422
    return redirect(f"/forms/proposals/{number}", 303)


@pages.get("/forms/proposals/<number>")
def proposal(number: str) -> ResponseReturnValue:
    """Show what was proposed, what it would change, and what was decided."""
    return _proposal_page(_open(number), "", "", {})


@pages.post("/forms/proposals/<number>")
def decide(number: str) -> ResponseReturnValue:
    """Put it in use, decline it with a reason, or take it back."""
    decision, reason = request.form.get("decision", ""), text_of("reason")
    try:
        with attempt():
            _decide(decision, _number(number), reason)
    except InvalidInput as problem:
        found = _open(number)
        return _proposal_page(found, decision, reason, problem.messages), 422
    return redirect(f"/forms/proposals/{number}", 303)


def _decide(decision: str, number: int, reason: str) -> None:
    actor = sessions.actor()
    if decision == "agree":
        proposing.agree(session(), actor, number, today(), now())
    elif decision == "decline":
        proposing.decline(session(), actor, number, reason, today(), now())
    elif decision == "withdraw":
        proposing.withdraw(session(), actor, number, now())
    else:
        proposing.open_proposal(session(), actor, number, today())
        raise InvalidInput({"decision": _CHOOSE})


def _in_folder(form_id: str) -> Candidate:
    require_role(sessions.actor(), *proposing.READERS)
    try:
        files = read_folder(settings().definitions)
    except CouldNotRun as problem:
        raise NotFound(str(problem)) from problem
    return candidate(files, form_id, today())


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _NUMBER_DIGITS):
        raise NotFound(f"there is no proposal {text[:20]}")
    return int(text)


def _open(number: str) -> OpenProposal:
    actor = sessions.actor()
    require_role(actor, *proposing.READERS)
    return proposing.open_proposal(session(), actor, _number(number), today())


def _change_page(new: Candidate, note: str, messages: Mapping[str, str]) -> str:
    return render_template(
        "form_change.html",
        found=proposing.consider(session(), sessions.actor(), new),
        title=new.form.title if new.form else new.form_id,
        may_propose=sessions.actor().role == "author",
        at_start=settings().publish_at_start,
        note=note,
        effects=EFFECTS,
        messages=messages,
        errors=summary(messages),
    )


def _proposal_page(
    found: OpenProposal, decision: str, reason: str, messages: Mapping[str, str]
) -> str:
    return render_template(
        "form_proposal.html",
        found=found,
        proposal=found.proposal,
        decision=decision,
        reason=reason,
        effects=EFFECTS,
        messages=messages,
        errors=summary(messages),
    )
