"""Waiting for a paper, or for the papers of an agreement: how far they are, and stopping them."""

from collections.abc import Mapping
from urllib.parse import quote

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.records.printings import Printing
from riskform.services import printing
from riskform.web import addresses, how_far, sessions
from riskform.web.laying_out import waiting_at
from riskform.web.surroundings import now
from riskform.web.transactions import session
from riskform.web.ways import safe_path

pages = Blueprint("waiting", __name__)


@pages.get("/waiting")
def look() -> ResponseReturnValue:
    """Show how far it is; lead on once it is there, and where nobody waits for it."""
    address = _address(request.args)
    found = printing.look(session(), sessions.actor(), address, now())
    if found is None or (found.asked.kind == "agreement" and found.state == "ready"):
        return redirect(address, 303)
    if found.asked.kind == "paper" and found.state == "failed":
        return no_paper(found.asked.reference, address)
    return make_response(_page(found), 503 if found.state == "failed" else 200)


@pages.post("/waiting/stop")
def stop() -> ResponseReturnValue:
    """Stop it; the printing process ends within a second. What is there by then stays."""
    address = _address(request.form)
    printing.stop(session(), sessions.actor(), address, now())
    return redirect(waiting_at(address), 303)


def no_paper(reference: str, address: str) -> Response:
    """Return the page that says that a paper could not be made; "" for one about nobody."""
    html = render_template(
        "paper_problem.html", reference=reference, again=address, address=addresses
    )
    return make_response(html, 503)


def _address(given: Mapping[str, str]) -> str:
    address = safe_path(given.get("for", ""))
    if not address:
        abort(404)
    return address


def _page(found: Printing) -> str:
    reference, agreement = found.asked.reference, found.asked.kind == "agreement"
    return render_template(
        "waiting.html",
        found=found,
        steps=how_far.steps(found.how_far),
        said=how_far.in_words(found, now()),
        heard=how_far.heard(found, now()),
        agreement=agreement,
        record=addresses.record(reference) if reference else "",
        decision=f"/review/{quote(reference)}",
    )
