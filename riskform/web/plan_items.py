"""What the pages of an outcome and of an action have in common: reading, finding, saving."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.case import Child
from riskform.engine.plan import Action, Outcome
from riskform.errors import InvalidInput, NotFound, StaleAnswers
from riskform.records import Session
from riskform.services.planning import OpenPlan
from riskform.web import days
from riskform.web.forms.boxes import Day
from riskform.web.planned import choices, meanwhile, text_of, to_edit
from riskform.web.summaries import summary
from riskform.web.transactions import attempt
from riskform.web.whose import whose

UNDER = "/assessments/<reference>/plan/outcomes"
_DAYS = ("by", "due", "agreed_on")
_SAID_YES = "yes"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands on the page of an outcome or an action: texts, days' boxes, ticks.

    `drafted` tells that it is a draft that nobody has saved yet. `said_yes` and `said_on` are of
    an action: whether its owner agreed to it, and on which day.
    """

    texts: Mapping[str, str]
    day: Day
    answers: tuple[str, ...]
    drafted: bool = False
    said_yes: bool = False
    said_on: Day = field(default_factory=Day)

    @property
    def who(self) -> str:
        """Return who does it: the name that was typed, else the one that was chosen."""
        other = self.texts.get("who_other", "")
        return other if other.strip() else self.texts.get("who", "")

    @property
    def agreed(self) -> str:
        """Return the day on which the owner said yes, "yes" for no day, "" for no yes."""
        return self.said_on.text or (_SAID_YES if self.said_yes else "")

    @property
    def outcome(self) -> dict[str, str]:
        """Return the texts of an outcome, as they are kept."""
        return {**self.texts, "by": self.day.text}

    @property
    def action(self) -> dict[str, str]:
        """Return the texts of an action, as they are kept."""
        what = self.texts["what"]
        return {"what": what, "who": self.who, "due": self.day.text, "agreed": self.agreed}


def typed_outcome() -> Typed:
    """Return what a form about an outcome sent."""
    texts = {name: text_of(name) for name in ("what", "now", "measure", "if_not")}
    by, drafted = days.sent(request.form, "by"), bool(request.form.get("draft"))
    return Typed(texts, by, tuple(request.form.getlist("answers")), drafted)


def typed_action() -> Typed:
    """Return what a form about an action sent."""
    texts = {name: text_of(name) for name in ("what", "who", "who_other")}
    return Typed(
        texts,
        days.sent(request.form, "due"),
        tuple(request.form.getlist("answers")),
        bool(request.form.get("draft")),
        request.form.get("agreed") == _SAID_YES,
        days.sent(request.form, "agreed_on"),
    )


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


def saved(
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


def shown(
    found: OpenPlan,
    child: Child,
    kept: Outcome | Action | None,
    typed: Typed,
    messages: Mapping[str, str],
) -> dict[str, Any]:
    """Return what the templates of an outcome and of an action have in common."""
    return {
        "found": found,
        "whose": whose(found.assessment),
        "child": child,
        "kept": kept,
        "typed": typed,
        "choices": choices(found, typed.answers, child.id),
        "advice": found.advice.get(kept.id, ()) if kept else (),
        "hard": found.hard.get(kept.id, ()) if kept else (),
        "messages": messages,
        "errors": summary(messages, days=_DAYS),
    }


def remove_page(found: OpenPlan, under: Outcome, kept: Action | None) -> str:
    """Return the page that asks once whether an outcome, or an action of it, is to be removed."""
    return render_template(
        "plan_remove.html", whose=whose(found.assessment), under=under, kept=kept
    )
