"""One action of a plan split into several: shown to be changed, and only then kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.plan import Action, Outcome
from riskform.engine.smart import MOST_PARTS, separate_actions
from riskform.records import Session
from riskform.services import splitting
from riskform.services.planning import OpenPlan
from riskform.web import addresses, days, sessions
from riskform.web.forms.boxes import Day
from riskform.web.plan_items import (
    UNDER,
    Typed,
    action_of,
    child_of,
    outcome_of,
    saved,
    shown,
    typed_action,
)
from riskform.web.planned import seen_revision, text_of, to_edit
from riskform.web.summaries import summary
from riskform.web.surroundings import now

pages = Blueprint("splitting", __name__)

_NO_PARTS = (
    "Who needs to do what: this can't be told apart into separate actions. Begin each one on a "
    "new line with a doing word, such as ring or visit, and press the button again."
)
_NOTHING_LEFT = "Action 1. Who needs to do what: write at least one action, or keep it as one."


@dataclass(frozen=True, slots=True)
class Part:
    """One of the separate actions as it stands in its boxes."""

    what: str
    who: str
    due: Day

    def kept(self, whole: Typed) -> dict[str, str]:
        """Return its texts as they are kept; what somebody said yes to stays theirs."""
        agreed = whole.agreed if self.who.strip() == whole.who.strip() else ""
        return {"what": self.what, "who": self.who, "due": self.due.text, "agreed": agreed}


@pages.post(f"{UNDER}/<outcome_id>/actions/new/split")
def split_new(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Show what a new action would be as several, or keep them as they were changed there."""
    found = to_edit(reference)
    return _split(found, outcome_of(found, outcome_id), None)


@pages.post(f"{UNDER}/<outcome_id>/actions/<action_id>/split")
def split(reference: str, outcome_id: str, action_id: str) -> ResponseReturnValue:
    """Show what an action would be as several, or keep them; the first takes its place."""
    found = to_edit(reference)
    under = outcome_of(found, outcome_id)
    return _split(found, under, action_of(under, action_id))


def _split(found: OpenPlan, under: Outcome, kept: Action | None) -> ResponseReturnValue:
    whole, parts = typed_action(kept, seen_revision() if kept else None), _sent()
    if request.form.get("then") == "whole":
        return _whole_page(found, under, kept, whole, {})
    if parts:
        return _save(found, under, kept, whole, parts)
    said = separate_actions(whole.texts["what"], found.assessment.form.smart_rules)
    if not said:
        return _whole_page(found, under, kept, whole, {"what": _NO_PARTS}), 422
    made = tuple(Part(what, whole.who, whole.day) for what in said)
    return _page(found, under, kept, whole, made, {})


def _sent() -> tuple[Part, ...]:
    """Return the parts of a form, as they were changed; none where it holds the whole only."""
    numbers = [
        str(number) for number in range(1, MOST_PARTS + 1) if f"what-{number}" in request.form
    ]
    return tuple(
        Part(
            text_of(f"what-{number}"),
            text_of(f"who-{number}"),
            days.sent(request.form, f"due-{number}"),
        )
        for number in numbers
    )


def _save(
    found: OpenPlan, under: Outcome, kept: Action | None, whole: Typed, parts: tuple[Part, ...]
) -> ResponseReturnValue:
    reference = found.assessment.stored.reference
    filled = tuple(part for part in parts if part.what.strip())
    texts = [part.kept(whole) for part in filled]
    if not filled:
        return _page(found, under, kept, whole, parts, {"what-1": _NOTHING_LEFT}), 422
    split = None if kept is None or whole.seen is None else (kept.id, whole.seen)

    def save(writing: Session) -> str:
        made = splitting.put_parts(
            *(writing, sessions.actor(), reference, under.id, texts, whole.answers, now()), split
        )
        return f"{addresses.record(reference, 'plan')}?done=split#{made}"

    def page(plan: OpenPlan, sent: Typed, wrong: Mapping[str, str]) -> str:
        # Messages name the parts by their numbers; what somebody else wrote is about the first.
        by_part = {at if "-" in at else f"{at}-1": message for at, message in wrong.items()}
        return _page(plan, under, kept, sent, filled, by_part)

    return saved(found, whole, save, page)


def _whole_page(
    found: OpenPlan,
    under: Outcome,
    kept: Action | None,
    whole: Typed,
    messages: Mapping[str, str],
) -> str:
    child = child_of(found, under.child_id)
    return render_template("action.html", **shown(found, child, kept, whole, messages), under=under)


def _page(
    found: OpenPlan,
    under: Outcome,
    kept: Action | None,
    whole: Typed,
    parts: tuple[Part, ...],
    messages: Mapping[str, str],
) -> str:
    child = child_of(found, under.child_id)
    says = {planned.dated.finding.at: planned.dated.finding.says for planned in found.findings}
    day_fields = tuple(f"due-{number}" for number in range(1, MOST_PARTS + 1))
    return render_template(
        "action_split.html",
        **shown(found, child, kept, whole, messages)
        | {"errors": summary(messages, days=day_fields)},
        under=under,
        parts=parts,
        answered=[says[at] for at in whole.answers if at in says],
    )
