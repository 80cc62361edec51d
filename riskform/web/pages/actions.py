"""Actions under an outcome of a plan: add, change, remove."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.plan import Action, Outcome
from riskform.records import Session
from riskform.services import drafting, planning
from riskform.services.planning import OpenPlan, Sent
from riskform.web import addresses, days, sessions
from riskform.web.forms.boxes import Day, day_of
from riskform.web.plan_items import (
    UNDER,
    Typed,
    action_of,
    child_of,
    day_agreed,
    outcome_of,
    remove_page,
    saved,
    shown,
    typed_action,
)
from riskform.web.planned import seen_revision, to_edit
from riskform.web.surroundings import now
from riskform.web.transactions import session

pages = Blueprint("actions", __name__)


@pages.get(f"{UNDER}/<outcome_id>/actions/new")
def new(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Ask for an action under an outcome; with `draft`, the words of that finding's draft stand."""
    found = to_edit(reference)
    under = outcome_of(found, outcome_id)
    typed = _drafted(found, under) or Typed({}, Day(), ())
    return _page(found, under, None, typed, {})


@pages.post(f"{UNDER}/<outcome_id>/actions/new")
def add(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Keep a new action, SMART or not."""
    found, typed = to_edit(reference), typed_action()
    under = outcome_of(found, outcome_id)

    def save(writing: Session) -> str:
        made = planning.put_action(
            *(writing, sessions.actor(), reference, outcome_id, typed.action, typed.answers, now())
        )
        return _saved_at(reference, made)

    return saved(
        found, typed, save, lambda plan, sent, wrong: _page(plan, under, None, sent, wrong)
    )


@pages.get(f"{UNDER}/<outcome_id>/actions/<action_id>")
def action(reference: str, outcome_id: str, action_id: str) -> ResponseReturnValue:
    """Show an action to change it, with the advice beside each field."""
    found = to_edit(reference)
    under = outcome_of(found, outcome_id)
    kept = action_of(under, action_id)
    texts, on = {"what": kept.what, "who": kept.who}, day_agreed(kept)
    typed = Typed(*(texts, day_of(kept.due), kept.answers), said_yes=bool(kept.agreed), said_on=on)
    return _page(found, under, kept, typed, {})


@pages.post(f"{UNDER}/<outcome_id>/actions/<action_id>")
def change(reference: str, outcome_id: str, action_id: str) -> ResponseReturnValue:
    """Keep a changed action; what somebody else changed meanwhile is never lost."""
    found = to_edit(reference)
    under = outcome_of(found, outcome_id)
    kept, seen = action_of(under, action_id), seen_revision()
    typed = typed_action(kept, seen)

    def save(writing: Session) -> str:
        sent = Sent(typed.action, typed.answers, seen)
        planning.change_action(writing, sessions.actor(), reference, action_id, sent, now())
        return _saved_at(reference, action_id)

    return saved(
        found, typed, save, lambda plan, sent, wrong: _page(plan, under, kept, sent, wrong)
    )


@pages.get(f"{UNDER}/<outcome_id>/actions/<action_id>/remove")
def ask_to_remove(reference: str, outcome_id: str, action_id: str) -> ResponseReturnValue:
    """Ask once whether an action is to be removed."""
    found = to_edit(reference)
    under = outcome_of(found, outcome_id)
    return remove_page(found, under, action_of(under, action_id))


@pages.post(f"{UNDER}/<outcome_id>/actions/<action_id>/remove")
def remove(reference: str, outcome_id: str, action_id: str) -> ResponseReturnValue:
    """Remove an action; the history keeps it."""
    action_of(outcome_of(to_edit(reference), outcome_id), action_id)
    planning.remove_action(session(), sessions.actor(), reference, action_id, now())
    return redirect(f"{addresses.record(reference, 'plan')}?done=removed#{outcome_id}", 303)


def _drafted(found: OpenPlan, under: Outcome) -> Typed | None:
    """Return the draft that was asked for, if there is one; who does it is for a person to say."""
    draft = drafting.draft_for(found, request.args.get("draft", ""), under.child_id)
    if draft is None:
        return None
    return Typed({"what": draft.action}, days.filled(draft.due), (), drafted=True)


def _saved_at(reference: str, action_id: str) -> str:
    return f"{addresses.record(reference, 'plan')}?done=saved#{action_id}"


def _page(
    found: OpenPlan,
    under: Outcome,
    kept: Action | None,
    typed: Typed,
    messages: Mapping[str, str],
) -> str:
    child = child_of(found, under.child_id)
    return render_template("action.html", **shown(found, child, kept, typed, messages), under=under)
