"""Outcomes of a plan and the actions under them: add, change, remove."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.case import Child
from riskform.engine.plan import Action, Outcome
from riskform.errors import InvalidInput, NotFound, StaleAnswers
from riskform.records import Session
from riskform.services import planning
from riskform.services.planning import OpenPlan, Sent
from riskform.web import addresses, days, sessions
from riskform.web.forms.boxes import Day, day_of
from riskform.web.planned import choices, meanwhile, seen_revision, text_of, to_edit
from riskform.web.summaries import summary
from riskform.web.surroundings import now
from riskform.web.transactions import attempt, session
from riskform.web.whose import whose

pages = Blueprint("outcomes", __name__)

_DAYS = ("by", "due")
_UNDER = "/assessments/<reference>/plan/outcomes"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands on the page of an outcome or an action: texts, the day's boxes, ticks."""

    texts: Mapping[str, str]
    day: Day
    answers: tuple[str, ...]


@pages.get(f"{_UNDER}/new")
def new(reference: str) -> ResponseReturnValue:
    """Ask for an outcome for one child; the finding that led here is ticked."""
    found = to_edit(reference)
    child = child_of(found, request.args.get("child", ""))
    ticked = tuple(request.args.getlist("answers"))
    return _outcome_page(found, child, None, Typed({}, Day(), ticked), {})


@pages.post(f"{_UNDER}/new")
def add(reference: str) -> ResponseReturnValue:
    """Keep a new outcome, SMART or not."""
    found, typed = to_edit(reference), _typed_outcome()
    child = child_of(found, request.args.get("child", ""))
    sent = {**typed.texts, "by": typed.day.text}

    def save(writing: Session) -> str:
        who = sessions.actor()
        made = planning.put_outcome(writing, who, reference, child.id, sent, typed.answers, now())
        return _next(reference, made)

    return _saved(found, save, lambda plan, wrong: _outcome_page(plan, child, None, typed, wrong))


@pages.get(f"{_UNDER}/<outcome_id>")
def outcome(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Show an outcome to change it, with its advice; the finding that led here is ticked too."""
    found = to_edit(reference)
    kept = outcome_of(found, outcome_id)
    texts = {"what": kept.what, "now": kept.now, "measure": kept.measure, "if_not": kept.if_not}
    typed = Typed(texts, day_of(kept.by), (*kept.answers, *request.args.getlist("answers")))
    return _outcome_page(found, child_of(found, kept.child_id), kept, typed, {})


@pages.post(f"{_UNDER}/<outcome_id>")
def change(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Keep a changed outcome; what somebody else changed meanwhile is never lost."""
    found, typed = to_edit(reference), _typed_outcome()
    kept = outcome_of(found, outcome_id)
    child = child_of(found, kept.child_id)
    sent = Sent({**typed.texts, "by": typed.day.text}, typed.answers, seen_revision())

    def save(writing: Session) -> str:
        planning.change_outcome(writing, sessions.actor(), reference, outcome_id, sent, now())
        return _next(reference, outcome_id)

    return _saved(found, save, lambda plan, wrong: _outcome_page(plan, child, kept, typed, wrong))


@pages.get(f"{_UNDER}/<outcome_id>/remove")
def ask_to_remove(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Ask once whether an outcome is to be removed."""
    found = to_edit(reference)
    return _remove_page(found, outcome_of(found, outcome_id), None)


@pages.post(f"{_UNDER}/<outcome_id>/remove")
def remove(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Remove an outcome and its actions; the history keeps them."""
    planning.remove_outcome(session(), sessions.actor(), reference, outcome_id, now())
    return redirect(f"{addresses.record(reference, 'plan')}?done=removed", 303)


@pages.get(f"{_UNDER}/<outcome_id>/actions/new")
def new_action(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Ask for an action under an outcome."""
    found = to_edit(reference)
    return _action_page(found, outcome_of(found, outcome_id), None, Typed({}, Day(), ()), {})


@pages.post(f"{_UNDER}/<outcome_id>/actions/new")
def add_action(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Keep a new action, SMART or not."""
    found, typed = to_edit(reference), _typed_action()
    under = outcome_of(found, outcome_id)
    sent = {"what": typed.texts["what"], "who": who_of(typed), "due": typed.day.text}

    def save(writing: Session) -> str:
        who = sessions.actor()
        made = planning.put_action(writing, who, reference, outcome_id, sent, typed.answers, now())
        return _next(reference, outcome_id, made)

    return _saved(found, save, lambda plan, wrong: _action_page(plan, under, None, typed, wrong))


@pages.get(f"{_UNDER}/<outcome_id>/actions/<action_id>")
def action(reference: str, outcome_id: str, action_id: str) -> ResponseReturnValue:
    """Show an action to change it, with the advice beside each field."""
    found = to_edit(reference)
    under = outcome_of(found, outcome_id)
    kept = action_of(under, action_id)
    typed = Typed({"what": kept.what, "who": kept.who}, day_of(kept.due), kept.answers)
    return _action_page(found, under, kept, typed, {})


@pages.post(f"{_UNDER}/<outcome_id>/actions/<action_id>")
def change_action(reference: str, outcome_id: str, action_id: str) -> ResponseReturnValue:
    """Keep a changed action; what somebody else changed meanwhile is never lost."""
    found, typed = to_edit(reference), _typed_action()
    under = outcome_of(found, outcome_id)
    kept = action_of(under, action_id)
    texts = {"what": typed.texts["what"], "who": who_of(typed), "due": typed.day.text}
    sent = Sent(texts, typed.answers, seen_revision())

    def save(writing: Session) -> str:
        planning.change_action(writing, sessions.actor(), reference, action_id, sent, now())
        return _next(reference, outcome_id, action_id)

    return _saved(found, save, lambda plan, wrong: _action_page(plan, under, kept, typed, wrong))


@pages.get(f"{_UNDER}/<outcome_id>/actions/<action_id>/remove")
def ask_to_remove_action(reference: str, outcome_id: str, action_id: str) -> ResponseReturnValue:
    """Ask once whether an action is to be removed."""
    found = to_edit(reference)
    under = outcome_of(found, outcome_id)
    return _remove_page(found, under, action_of(under, action_id))


@pages.post(f"{_UNDER}/<outcome_id>/actions/<action_id>/remove")
def remove_action(reference: str, outcome_id: str, action_id: str) -> ResponseReturnValue:
    """Remove an action; the history keeps it."""
    action_of(outcome_of(to_edit(reference), outcome_id), action_id)
    planning.remove_action(session(), sessions.actor(), reference, action_id, now())
    return redirect(f"{addresses.record(reference, 'plan')}?done=removed#{outcome_id}", 303)


def child_of(found: OpenPlan, child_id: str) -> Child:
    """Return the child that an outcome is for. Raises NotFound."""
    for child in found.assessment.people.children:
        if child.id == child_id:
            return child
    message = f"there is no child {child_id} in this assessment"
    raise NotFound(message)


def outcome_of(found: OpenPlan, outcome_id: str) -> Outcome:
    """Return an outcome of the plan. Raises NotFound."""
    for kept in found.assessment.plan.outcomes:
        if kept.id == outcome_id:
            return kept
    message = f"there is no outcome {outcome_id} in this assessment"
    raise NotFound(message)


def action_of(under: Outcome, action_id: str) -> Action:
    """Return an action of the outcome. Raises NotFound."""
    for kept in under.actions:
        if kept.id == action_id:
            return kept
    message = f"there is no action {action_id} under outcome {under.id}"
    raise NotFound(message)


def who_of(typed: Typed) -> str:
    """Return who does it: the name that was typed, else the one that was chosen."""
    return typed.texts["who_other"] if typed.texts["who_other"].strip() else typed.texts["who"]


def _typed_outcome() -> Typed:
    texts = {name: text_of(name) for name in ("what", "now", "measure", "if_not")}
    return Typed(texts, days.sent(request.form, "by"), tuple(request.form.getlist("answers")))


def _typed_action() -> Typed:
    texts = {name: text_of(name) for name in ("what", "who", "who_other")}
    return Typed(texts, days.sent(request.form, "due"), tuple(request.form.getlist("answers")))


def _next(reference: str, outcome_id: str, item_id: str = "") -> str:
    """Return where saving leads: to an action's page if that was asked for, else to the plan."""
    if request.form.get("then") == "action":
        return addresses.record(reference, "plan", "outcomes", outcome_id, "actions", "new")
    return f"{addresses.record(reference, 'plan')}?done=saved#{item_id or outcome_id}"


def _saved(
    found: OpenPlan,
    save: Callable[[Session], str],
    page: Callable[[OpenPlan, Mapping[str, str]], str],
) -> ResponseReturnValue:
    """Save, and lead to where `save` says; where it can't be saved, show the page with the reason.

    `page` takes the plan, which somebody else may have changed meanwhile, and the messages.
    """
    try:
        with attempt() as writing:
            onward = save(writing)
    except InvalidInput as problem:
        return page(found, problem.messages), 422
    except StaleAnswers as clash:
        return page(to_edit(found.assessment.stored.reference), meanwhile(clash)), 409
    return redirect(onward, 303)


def _outcome_page(
    found: OpenPlan,
    child: Child,
    kept: Outcome | None,
    typed: Typed,
    messages: Mapping[str, str],
) -> str:
    last_day = found.last_day.get(child.id)
    shown = _item(found, child, kept, typed, messages)
    return render_template("outcome.html", **shown, last_day=last_day)


def _action_page(
    found: OpenPlan,
    under: Outcome,
    kept: Action | None,
    typed: Typed,
    messages: Mapping[str, str],
) -> str:
    shown = _item(found, child_of(found, under.child_id), kept, typed, messages)
    return render_template("action.html", **shown, under=under)


def _item(
    found: OpenPlan,
    child: Child,
    kept: Outcome | Action | None,
    typed: Typed,
    messages: Mapping[str, str],
) -> dict[str, Any]:
    """Return what the page of an outcome and that of an action have in common."""
    return {
        "found": found,
        "whose": whose(found.assessment),
        "child": child,
        "kept": kept,
        "typed": typed,
        "choices": choices(found, typed.answers, child.id),
        "advice": found.advice.get(kept.id, ()) if kept else (),
        "messages": messages,
        "errors": summary(messages, days=_DAYS),
    }


def _remove_page(found: OpenPlan, under: Outcome, kept: Action | None) -> str:
    return render_template(
        "plan_remove.html", whose=whose(found.assessment), under=under, kept=kept
    )
