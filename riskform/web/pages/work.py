"""My work: what came back, what is not finished, what waits, and what is agreed."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from riskform.services import overview
from riskform.services.actors import CASE_WORKERS
from riskform.services.plan_reviews.listing import plans_due
from riskform.web import sessions
from riskform.web.surroundings import today
from riskform.web.transactions import session
from riskform.web.ways import home_of
from riskform.web.whose import together

pages = Blueprint("work", __name__)

_WORTH_A_WORD = ("urgent", "unclear")


@pages.get("/")
def my_work() -> ResponseReturnValue:
    """Show the assessments of the team; other roles are sent to where their work is."""
    actor = sessions.actor()
    if actor.role not in CASE_WORKERS:
        return redirect(home_of(actor.role), code=303)
    work = overview.my_work(session(), actor)
    return render_template(
        "work.html",
        work=work,
        plans_due=plans_due(session(), actor, work.agreed, today()),
        me=actor,
        found=found,
        together=together,
    )


def found(counts: Mapping[str, int]) -> str:
    """Return "1 urgent, 2 unclear", or that there is neither so far."""
    words = [f"{counts[kind]} {kind}" for kind in _WORTH_A_WORD if counts.get(kind)]
    return ", ".join(words) or "Nothing found yet; blanks are not counted here"
