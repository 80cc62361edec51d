"""The SMART checks while somebody types: the rules of a saved plan, asked before it is saved."""

from collections.abc import Callable

from flask import Blueprint, get_template_attribute, jsonify, request
from flask.typing import ResponseReturnValue

from riskform.engine.documents.hard_words import Hard
from riskform.engine.plan import Action, Outcome, Plan, with_action, with_outcome
from riskform.engine.smart import Advice
from riskform.errors import InvalidInput, NotFound
from riskform.services import planning
from riskform.services.actors import require
from riskform.services.planning import OpenPlan
from riskform.web import addresses, sessions
from riskform.web.plan_items import (
    action_of,
    child_of,
    outcome_of,
    typed_action,
    typed_outcome,
)
from riskform.web.surroundings import today
from riskform.web.transactions import reading

pages = Blueprint("advice", __name__)

_NEW = ""


@pages.post("/assessments/<reference>/plan/advice")
def advise(reference: str) -> ResponseReturnValue:
    """Return the advice on an outcome or an action as it is typed, as HTML by field.

    The form says in `outcome` and `action` what it changes, in `child` for whom a new outcome is.
    Nothing is kept. What can't be kept has no advice: saving says why.
    """
    with reading() as looking:
        found = planning.open_plan(looking, sessions.actor(), reference, today())
        if found.assessment.form.plan == "none":
            message = f"the form of {reference} has no plan"
            raise NotFound(message)
        require(sessions.actor(), "assessment.edit", found.assessment.stored)
        about = request.form.get("about", "outcome")
        try:
            item, advice, hard = _action(found) if about == "action" else _outcome(found)
        except InvalidInput:
            item, advice, hard = _NEW, (), ()
    base = addresses.record(reference, "plan") if item else ""
    said: Callable[..., str] = get_template_attribute("macros/plan.html", "advice_on")
    fields = dict.fromkeys((*(one.field for one in advice), *(one.field for one in hard)))
    return jsonify({"advice": {field: str(said(advice, field, base, hard)) for field in fields}})


Typed = tuple[str, tuple[Advice, ...], tuple[Hard, ...]]


def _outcome(found: OpenPlan) -> Typed:
    given = request.form.get("outcome", _NEW)
    kept = outcome_of(found, given) if given else None
    typed = typed_outcome(kept)
    child = child_of(found, kept.child_id if kept else request.form.get("child", ""))
    outcome = planning.outcome_from(kept or Outcome(_NEW, child.id), typed.outcome, typed.answers)
    plan = with_outcome(found.assessment.plan, outcome)
    return _said(found, plan, outcome.id)


def _action(found: OpenPlan) -> Typed:
    given = request.form.get("action", _NEW)
    under = outcome_of(found, request.form.get("outcome", ""))
    kept = action_of(under, given) if given else None
    typed = typed_action(kept)
    action = planning.action_from(kept or Action(_NEW), typed.action, typed.answers)
    plan = with_action(found.assessment.plan, under.id, action)
    return _said(found, plan, action.id)


def _said(found: OpenPlan, plan: Plan, about: str) -> Typed:
    advice = planning.advice_on_typed(found, plan, about)
    return about, advice, planning.hard_in_typed(found, plan, about)
