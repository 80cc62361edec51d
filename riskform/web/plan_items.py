"""What the pages of an outcome and of an action have in common: reading, finding, saving."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.case import Child
from riskform.engine.plan import Action, Outcome
from riskform.errors import InvalidInput, NotFound, StaleAnswers
from riskform.records import Session
from riskform.services.planning import OpenPlan
from riskform.web import days
from riskform.web.forms.boxes import Day, day_of
from riskform.web.planned import choices, meanwhile, text_of, to_edit
from riskform.web.summaries import summary
from riskform.web.transactions import attempt
from riskform.web.whose import whose

UNDER = "/assessments/<reference>/plan/outcomes"
_DAYS = ("by", "due", "agreed_on")
_SAID_YES = "yes"
_OUTCOME_TEXTS = ("what", "now", "measure", "if_not")


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands on the page of an outcome or an action: texts, days' boxes, ticks.

    `drafted` tells that it is a draft that nobody has saved yet. `said_yes` and `said_on` are of
    an action: whether its owner agreed to it, and on which day. `seen` is the revision that the
    form had seen, until somebody else's change was shown.
    """

    texts: Mapping[str, str]
    day: Day
    answers: tuple[str, ...]
    drafted: bool = False
    said_yes: bool = False
    said_on: Day = field(default_factory=Day)
    seen: int | None = None

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


def typed_outcome(kept: Outcome | None = None, seen: int | None = None) -> Typed:
    """Return what a form about an outcome sent; a field that it left out stands as it is kept."""
    stands = kept or Outcome("", "")
    texts = {name: text_of(name, getattr(stands, name)) for name in _OUTCOME_TEXTS}
    by, drafted = days.sent(request.form, "by", day_of(stands.by)), _is_drafted()
    return Typed(texts, by, _answers(stands.answers), drafted, seen=seen)


def typed_action(kept: Action | None = None, seen: int | None = None) -> Typed:
    """Return what a form about an action sent; a field that it left out stands as it is kept."""
    stands = kept or Action("")
    sent = request.form
    yes = stands.agreed if not ("agreed" in sent or days.is_sent(sent, "agreed_on")) else ""
    names = {"who", "who_other"} & sent.keys()
    return Typed(
        {
            "what": text_of("what", stands.what),
            "who": text_of("who", "" if names else stands.who),
            "who_other": text_of("who_other"),
        },
        days.sent(sent, "due", day_of(stands.due)),
        _answers(stands.answers),
        _is_drafted(),
        sent.get("agreed") == _SAID_YES or bool(yes),
        days.sent(sent, "agreed_on", day_agreed(stands)),
        seen,
    )


def day_agreed(kept: Action) -> Day:
    """Return the boxes of the day on which the owner said yes; blank where it is not known."""
    return day_of("" if kept.agreed == _SAID_YES else kept.agreed)


def _answers(stands: tuple[str, ...]) -> tuple[str, ...]:
    """Return the findings that are ticked; boxes without a tick send only that they were shown."""
    ticked = tuple(request.form.getlist("answers"))
    return ticked if ticked or "answers" in request.form.getlist("on-page") else stands


def _is_drafted() -> bool:
    return bool(request.form.get("draft"))


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
    typed: Typed,
    save: Callable[[Session], str],
    page: Callable[[OpenPlan, Typed, Mapping[str, str]], str],
) -> ResponseReturnValue:
    """Save, and lead to where `save` says; where it can't be saved, show the page with the reason.

    `page` takes the plan, which somebody else may have changed meanwhile, what was typed, and the
    messages. Only once such a change is shown has the page seen it.
    """
    try:
        with attempt() as writing:
            onward = save(writing)
    except InvalidInput as problem:
        return page(found, typed, problem.messages), 422
    except StaleAnswers as clash:
        stands = to_edit(found.assessment.stored.reference)
        return page(stands, replace(typed, seen=None), meanwhile(clash)), 409
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
        "seen": found.assessment.stored.revision if typed.seen is None else typed.seen,
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
