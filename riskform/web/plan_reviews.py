"""What the pages of reviews show, and what a review's form sent, word for word."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import request

from riskform.engine.reviews.amounts import amount_in_words, amounts_in
from riskform.engine.reviews.chart import Chart, chart_of
from riskform.engine.reviews.given import ActionGiven, Given
from riskform.engine.reviews.history import OutcomeHistory, outcome_history
from riskform.engine.reviews.model import DIRECTIONS, Measure
from riskform.engine.reviews.standing import ActionNow, OutcomeNow
from riskform.engine.uk_dates import parse_uk_date
from riskform.services.plan_reviews.standing import OpenReviews
from riskform.web import days
from riskform.web.forms.boxes import Day, day_of
from riskform.web.planned import text_of

_DAYS = ("measured", "by", "find_out_by", "contingency_by", "new_due")
_REASONS = ("differs", "done", "same", "close", "contingency")


@dataclass(frozen=True, slots=True)
class Card:
    """One outcome on the page: how it stands, its reviews in words, and its chart, if any."""

    now: OutcomeNow
    number: int
    history: OutcomeHistory
    chart: Chart | None
    measured: str
    late: bool


@dataclass(frozen=True, slots=True)
class ChildsPlan:
    """The outcomes of one child: those that are open, and those that a review closed."""

    id: str
    name: str
    open: tuple[Card, ...]
    closed: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """What stands on the page of a review: texts and choices, and the boxes of each day."""

    given: Given
    boxes: Mapping[str, Day] = field(default_factory=dict)

    def day(self, name: str) -> Day:
        """Return the boxes of a day."""
        return self.boxes.get(name, Day())


def children_of(found: OpenReviews, today: date) -> tuple[ChildsPlan, ...]:
    """Return each child who has an outcome, in the order of the family."""
    groups = []
    for child in found.assessment.people.children:
        own = [one for one in (found.now.outcomes if found.now else ()) if _is_of(one, child.id)]
        cards = [_card(one, number, child.name, today) for number, one in enumerate(own, start=1)]
        if cards:
            groups.append(
                ChildsPlan(
                    child.id,
                    child.name,
                    tuple(card for card in cards if not card.now.is_closed),
                    tuple(card for card in cards if card.now.is_closed),
                )
            )
    return tuple(groups)


def measured_in_words(measure: Measure | None) -> str:
    """Return how an outcome is measured, as one line; "" before anybody said."""
    if measure is None:
        return ""
    if not measure.counted:
        return "It cannot be counted, so it is told in words."
    good = amount_in_words(amounts_in(measure.good_enough)[0], measure.unit)
    said = f"Counted: {measure.unit}. {DIRECTIONS[measure.direction]}. Good enough is {good}"
    if not measure.baseline:
        return f"{said}; nothing was counted at the assessment."
    then = amount_in_words(amounts_in(measure.baseline)[0], measure.unit)
    return f"{said}, and it was {then} at the assessment."


def blank_form(outcome: OutcomeNow, today: date) -> ReviewForm:
    """Return the page of a new review: what stands is filled in, and days that passed are blank."""
    given = Given(
        what=outcome.what,
        if_not=outcome.if_not,
        actions={
            a.id: ActionGiven(what=a.what, who=a.who, accepted=a.accepted)
            for a in outcome.actions
            if a.is_open
        },
    )
    boxes = {"measured": days.filled(today), "by": _to_come(outcome.by, today)}
    boxes |= {_due(a): _to_come(a.due, today) for a in outcome.actions if a.is_open}
    return ReviewForm(given, boxes)


def sent_form(outcome: OutcomeNow) -> ReviewForm:
    """Return a review as its page sent it."""
    form = request.form
    boxes = {name: days.sent(form, name) for name in _DAYS}
    actions = {}
    for action in (one for one in outcome.actions if one.is_open):
        boxes[_due(action)] = days.sent(form, _due(action))
        actions[action.id] = _action_sent(action, boxes[_due(action)])
    given = Given(
        value=text_of("value"),
        measured_on=boxes["measured"].text,
        words=text_of("words"),
        progress=form.get("progress", ""),
        evidence=tuple(dict.fromkeys(form.getlist("evidence"))),
        next=form.get("next", ""),
        reasons={name: text_of(f"reason-{name}") for name in _REASONS},
        finds_out=text_of("finds_out"),
        find_out_by=boxes["find_out_by"].text,
        contingency=form.get("contingency", ""),
        contingency_who=text_of("contingency_who"),
        contingency_by=boxes["contingency_by"].text,
        what=text_of("what"),
        by=boxes["by"].text,
        if_not=text_of("if_not"),
        actions=actions,
        new_what=text_of("new_what"),
        new_who=text_of("new_who"),
        new_due=boxes["new_due"].text,
    )
    return ReviewForm(given, boxes)


def _action_sent(action: ActionNow, due: Day) -> ActionGiven:
    at = f"action-{action.id}"
    if f"{at}-what" not in request.form:
        # Somebody added it after the page was made, which does not ask about it.
        return ActionGiven(what=action.what, who=action.who)
    return ActionGiven(
        state=request.form.get(f"{at}-state", ""),
        why=text_of(f"{at}-why"),
        what=text_of(f"{at}-what"),
        who=text_of(f"{at}-who"),
        due=due.text,
        accepted=request.form.get(f"{at}-accepted") == "yes",
    )


def day_fields(outcome: OutcomeNow) -> tuple[str, ...]:
    """Return the names of the days on the page of a review."""
    return (*_DAYS, *(_due(action) for action in outcome.actions))


def _is_of(outcome: OutcomeNow, child_id: str) -> bool:
    return outcome.agreed.child_id == child_id


def _card(outcome: OutcomeNow, number: int, child: str, today: date) -> Card:
    return Card(
        outcome,
        number,
        outcome_history(outcome, child),
        chart_of(outcome.measure, outcome.points),
        measured_in_words(outcome.measure),
        outcome.contingency_is_due(today),
    )


def _due(action: ActionNow) -> str:
    return f"action-{action.id}-due"


def _to_come(typed: str, today: date) -> Day:
    day = parse_uk_date(typed)
    return day_of(typed) if day is not None and day > today else Day()
