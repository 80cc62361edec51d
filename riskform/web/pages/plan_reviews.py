"""Reviews of an agreed plan: how it stands, how an outcome is measured, a review, a comment."""

from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.engine.reviews.judging import suggested
from riskform.engine.reviews.model import DIRECTIONS, EVIDENCE, NEXT, PROGRESS, STATES
from riskform.errors import InvalidInput, StaleAnswers
from riskform.services.plan_reviews import recording
from riskform.services.plan_reviews.recording import Reviewing, asked_of, open_outcome
from riskform.services.plan_reviews.standing import open_reviews
from riskform.web import sessions
from riskform.web.components.chart import measure_chart
from riskform.web.plan_reviews import (
    ReviewForm,
    blank_form,
    children_of,
    day_fields,
    measured_in_words,
    sent_form,
)
from riskform.web.planned import text_of
from riskform.web.summaries import summary
from riskform.web.surroundings import now, today
from riskform.web.transactions import attempt, session
from riskform.web.whose import whose

pages = Blueprint("plan_reviews", __name__)

_OUTCOME = "/plans/<reference>/<outcome_id>"
_MOST_DIGITS = 9
_MEASURE_FIELDS = ("counted", "unit", "direction", "baseline", "good_enough")
_NOTICES = {
    "reviewed": "Saved. The review is kept, and the plan below is how it stands now.",
    "comment": "Saved. What you said is kept with the review.",
}
_NEXT_HINTS = {
    "keep": "The outcome stays as it is.",
    "change": "Change the outcome, its day or an action below.",
    "step_up": "More is needed: tell your manager today.",
    "close": "Nothing more is needed for this outcome.",
}


@pages.get("/plans/<reference>")
def plan(reference: str) -> ResponseReturnValue:
    """Show each outcome with its measures over time, and what comes next."""
    return _page(reference, {}, _NOTICES.get(request.args.get("done", ""), ""))


@pages.get(f"{_OUTCOME}/measure")
def measure(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Ask how an outcome is measured; what its own words suggest is filled in."""
    found = _opened(reference, outcome_id)
    return _measure_page(found, _measure_as_it_stands(found), {})


@pages.post(f"{_OUTCOME}/measure")
def set_measure(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Keep how an outcome is measured, and lead to its review."""
    found = _opened(reference, outcome_id)
    typed = {name: text_of(name) for name in _MEASURE_FIELDS}
    try:
        with attempt() as writing:
            recording.set_measure(
                *(writing, sessions.actor(), reference, outcome_id, typed, _seen(), now())
            )
    except InvalidInput as problem:
        return _measure_page(found, typed, problem.messages), 422
    except StaleAnswers as clash:
        told = f"{clash.saved_by} said this meanwhile: {{}} Save again to have it as you write it."
        again = _opened(reference, outcome_id)
        stands = measured_in_words(again.outcome.measure)
        return _measure_page(again, typed, {"counted": told.format(stands)}), 409
    return redirect(f"/plans/{reference}/{outcome_id}/review", 303)


@pages.get(f"{_OUTCOME}/review")
def review(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Show the page of a new review; first ask how the outcome is measured, if nobody said."""
    found = _opened(reference, outcome_id)
    if found.outcome.measure is None:
        return redirect(f"/plans/{reference}/{outcome_id}/measure", 303)
    return _review_page(found, blank_form(found.outcome, today()), {})


@pages.post(f"{_OUTCOME}/review")
def record(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Keep a review, or say what it still lacks."""
    found = _opened(reference, outcome_id)
    sent = sent_form(found.outcome)
    try:
        with attempt() as writing:
            recording.record(
                *(writing, sessions.actor(), reference, outcome_id, sent.given, _seen()),
                today=today(),
                now=now(),
            )
    except InvalidInput as problem:
        return _review_page(found, sent, problem.messages), 422
    except StaleAnswers as clash:
        told = (
            f"{clash.saved_by} reviewed this outcome while you were writing, and yours is not kept"
            " yet. Read theirs below. Save again to add yours as a review of its own."
        )
        return _review_page(_opened(reference, outcome_id), sent, {"theirs": told}), 409
    return redirect(f"/plans/{reference}?done=reviewed#{outcome_id}", 303)


@pages.post(f"{_OUTCOME}/comment")
def comment(reference: str, outcome_id: str) -> ResponseReturnValue:
    """Keep what somebody of the team says to a review."""
    _opened(reference, outcome_id)
    try:
        with attempt() as writing:
            recording.comment(
                *(writing, sessions.actor(), reference, outcome_id, _number("review")),
                text_of("comment"),
                now(),
            )
    except InvalidInput as problem:
        messages = {f"comment-{outcome_id}": text for text in problem.messages.values()}
        return _page(reference, messages), 422
    return redirect(f"/plans/{reference}?done=comment#{outcome_id}", 303)


def _opened(reference: str, outcome_id: str) -> Reviewing:
    return open_outcome(session(), sessions.actor(), reference, outcome_id, today())


def _seen() -> int:
    return _number("seen")


def _number(name: str) -> int:
    sent = request.form.get(name, "")
    if not (sent.isascii() and sent.isdigit() and len(sent) <= _MOST_DIGITS):
        abort(400)
    return int(sent)


def _page(reference: str, messages: Mapping[str, str], notice: str = "") -> str:
    found = open_reviews(session(), sessions.actor(), reference, today())
    return render_template(
        "plan_reviews.html",
        found=found,
        stored=found.assessment.stored,
        whose=whose(found.assessment),
        children=children_of(found, today()),
        chart=measure_chart,
        states=STATES,
        today=today(),
        notice=notice,
        typed=text_of("comment") if messages else "",
        messages=messages,
        errors=summary(messages),
    )


def _measure_as_it_stands(found: Reviewing) -> dict[str, str]:
    kept, agreed = found.outcome.measure, found.outcome.agreed
    if kept is None:
        baseline, good, unit = suggested(agreed.now, agreed.measure)
        return {"counted": "", "unit": unit, "baseline": baseline, "good_enough": good}
    return {
        "counted": "yes" if kept.counted else "no",
        "unit": kept.unit,
        "direction": kept.direction,
        "baseline": kept.baseline,
        "good_enough": kept.good_enough,
    }


def _measure_page(found: Reviewing, typed: Mapping[str, str], messages: Mapping[str, str]) -> str:
    kept = found.outcome.measure
    return render_template(
        "outcome_measure.html",
        found=found,
        whose=whose(found.found.assessment),
        typed=typed,
        directions=DIRECTIONS,
        seen=kept.number if kept else 0,
        messages=messages,
        errors=summary(messages),
    )


def _review_page(found: Reviewing, form: ReviewForm, messages: Mapping[str, str]) -> str:
    outcome = found.outcome
    return render_template(
        "outcome_review.html",
        found=found,
        outcome=outcome,
        whose=whose(found.found.assessment),
        form=form,
        given=form.given,
        asked=asked_of(found, form.given, today()),
        measured=measured_in_words(outcome.measure),
        last=outcome.last,
        open_actions=[action for action in outcome.actions if action.is_open],
        progress=PROGRESS,
        evidence={key: text.format(child=found.child) for key, text in EVIDENCE.items()},
        next=NEXT,
        next_hints=_NEXT_HINTS,
        states=STATES,
        today=today(),
        seen=len(outcome.reviews),
        messages=messages,
        errors=summary(messages, days=day_fields(outcome)),
    )
