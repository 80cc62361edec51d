"""Outcomes of a plan: add, from a draft or from nothing, change, remove."""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.case import Child
from riskform.engine.plan import Outcome
from riskform.records import Session
from riskform.services import drafting, planning
from riskform.services.planning import OpenPlan, Sent
from riskform.web import addresses, days, sessions
from riskform.web.forms.boxes import Day, day_of
from riskform.web.plan_items import (
    UNDER,
    Typed,
    child_of,
    outcome_of,
    remove_page,
    saved,
    shown,
    typed_outcome,
)
from riskform.web.planned import seen_revision, to_edit
from riskform.web.surroundings import now
from riskform.web.transactions import session

pages = Blueprint("outcomes", __name__)


@pages.get(f"{UNDER}/new")
def new(reference: str) -> ResponseReturnValue:
    """Ask for an outcome for one child; the finding that led here is ticked.

    With `draft`, the words that its author wrote for that finding stand in the fields.
    """
    found = to_edit(reference)
    child = child_of(found, request.args.get("child", ""))
    ticked = tuple(request.args.getlist("answers"))
    typed = _drafted(found, child) or Typed({}, Day(), ticked)
    return _page(found, child, None, typed, {})


@pages.post(f"{UNDER}/new")
def add(reference: str) -> ResponseReturnValue:
    """Keep a new outcome, SMART or not; one from a draft is tied to its worry, ticked or not.

    Its words tell of the worry, so they have to be left out of a copy wherever the worry is.
    """
    found, typed = to_edit(reference), typed_outcome()
    tied = tuple(filter(None, (*typed.answers, request.form.get("draft", ""))))
    child = child_of(found, request.args.get("child", ""))

    def save(writing: Session) -> str:
        made = planning.put_outcome(
            *(writing, sessions.actor(), reference, child.id, typed.outcome, tied, now())
        )
        return _next(reference, made)

    return saved(
        found, typed, save, lambda plan, sent, wrong: _page(plan, child, None, sent, wrong)
    )


@pages.get(f"{UNDER}/<outcome_id>")
def outcome(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Show an outcome to change it, with its advice; the finding that led here is ticked too."""
    found = to_edit(reference)
    kept = outcome_of(found, outcome_id)
    texts = {"what": kept.what, "now": kept.now, "measure": kept.measure, "if_not": kept.if_not}
    typed = Typed(texts, day_of(kept.by), (*kept.answers, *request.args.getlist("answers")))
    return _page(found, child_of(found, kept.child_id), kept, typed, {})


@pages.post(f"{UNDER}/<outcome_id>")
def change(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Keep a changed outcome; what somebody else changed meanwhile is never lost."""
    found = to_edit(reference)
    kept, seen = outcome_of(found, outcome_id), seen_revision()
    child, typed = child_of(found, kept.child_id), typed_outcome(kept, seen)

    def save(writing: Session) -> str:
        sent = Sent(typed.outcome, typed.answers, seen)
        planning.change_outcome(writing, sessions.actor(), reference, outcome_id, sent, now())
        return _next(reference, outcome_id)

    return saved(
        found, typed, save, lambda plan, sent, wrong: _page(plan, child, kept, sent, wrong)
    )


@pages.get(f"{UNDER}/<outcome_id>/remove")
def ask_to_remove(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Ask once whether an outcome is to be removed."""
    found = to_edit(reference)
    return remove_page(found, outcome_of(found, outcome_id), None)


@pages.post(f"{UNDER}/<outcome_id>/remove")
def remove(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Remove an outcome and its actions; the history keeps them."""
    planning.remove_outcome(session(), sessions.actor(), reference, outcome_id, now())
    return redirect(f"{addresses.record(reference, 'plan')}?done=removed", 303)


def _drafted(found: OpenPlan, child: Child) -> Typed | None:
    """Return the draft that was asked for, if there is one; how it is now stays to be written."""
    at = request.args.get("draft", "")
    draft = drafting.draft_for(found, at, child.id)
    if draft is None:
        return None
    texts = {"what": draft.outcome, "measure": draft.measure, "if_not": draft.if_not}
    return Typed(texts, days.filled(draft.by), (at,), drafted=True)


def _next(reference: str, outcome_id: str) -> str:
    """Return where saving leads: to an action's page if that was asked for, else to the plan."""
    if request.form.get("then") != "action":
        return f"{addresses.record(reference, 'plan')}?done=saved#{outcome_id}"
    draft = request.form.get("draft", "")
    to_action = addresses.record(reference, "plan", "outcomes", outcome_id, "actions", "new")
    return f"{to_action}?{urlencode({'draft': draft})}" if draft else to_action


def _page(
    found: OpenPlan,
    child: Child,
    kept: Outcome | None,
    typed: Typed,
    messages: Mapping[str, str],
) -> str:
    return render_template(
        "outcome.html",
        **shown(found, child, kept, typed, messages),
        last_day=found.last_day.get(child.id),
        draft=request.values.get("draft", "") if typed.drafted else "",
    )
