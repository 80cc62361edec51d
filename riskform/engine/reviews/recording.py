"""A review that lacks nothing, as it is kept."""

from collections.abc import Iterator
from dataclasses import replace

from riskform.engine.reviews.asked import Asked
from riskform.engine.reviews.given import ActionGiven, Given
from riskform.engine.reviews.model import ActionReview, Review
from riskform.engine.reviews.standing import ActionNow
from riskform.engine.uk_dates import parse_uk_date


def review_of(asked: Asked, new_ids: tuple[str, str], author: str) -> Review:
    """Return the review that was given, once `asking.lacking` has no message for it.

    `new_ids` are for the action that "if not by then" becomes, and for the one that is added.
    Raises ValueError without a day on which it was measured.
    """
    given, now = asked.given, asked.now
    measured_on = parse_uk_date(given.measured_on)
    if measured_on is None:
        message = "a review without a day can't be kept"
        raise ValueError(message)
    unclear = given.progress == "cannot_tell" or given.evidence == ("parent",)
    contingency = given.contingency if asked.contingency_is_due else ""
    return Review(
        outcome_id=now.id,
        number=len(now.reviews) + 1,
        reviewed_on=asked.today,
        measured_on=measured_on,
        value=given.value.strip() if asked.measure.counted else "",
        unit=asked.measure.unit,
        words=given.words.strip(),
        progress=given.progress,
        computed=asked.computed or "",
        evidence=given.evidence,
        next=given.next,
        reasons={name: why.strip() for name, why in given.reasons.items() if why.strip()},
        finds_out=given.finds_out.strip() if unclear else "",
        find_out_by=_iso(given.find_out_by) if unclear else "",
        contingency=contingency,
        what=given.what.strip() or now.what,
        by=_iso(given.by) or now.by,
        if_not=given.if_not.strip() or now.if_not,
        actions=tuple(_actions(asked, contingency, new_ids, author)),
        author=author,
    )


def is_kept_already(given: Given, last: Review) -> bool:
    """Tell whether `given` is `last` sent once more: somebody pressed the button twice."""
    reasons = {name: why.strip() for name, why in given.reasons.items() if why.strip()}
    return (
        parse_uk_date(given.measured_on),
        *(given.value.strip(), given.words.strip(), given.progress, given.evidence, given.next),
        *(reasons, given.what.strip() or last.what, given.if_not.strip() or last.if_not),
    ) == (
        last.measured_on,
        *(last.value, last.words, last.progress, last.evidence, last.next),
        *(dict(last.reasons), last.what, last.if_not),
    )


def _actions(
    asked: Asked, contingency: str, new_ids: tuple[str, str], author: str
) -> Iterator[ActionReview]:
    given = asked.given
    now_done = _contingency(asked, author) if contingency == "now" else None
    for action in asked.now.actions:
        if not action.is_open:
            continue
        if now_done is not None and action.what == now_done.what:
            # It was begun at an earlier review: it goes on, and is not there twice.
            yield replace(now_done, action_id=action.id, state="not_done")
            now_done = None
        else:
            yield _kept(action, given.actions.get(action.id, ActionGiven()))
    if now_done is not None:
        yield replace(now_done, action_id=new_ids[0])
    if given.new_what.strip():
        who = given.new_who.strip()
        yield ActionReview(
            *(new_ids[1], "new", given.new_what.strip(), who, _iso(given.new_due)),
            accepted=who == author,
        )


def _contingency(asked: Asked, author: str) -> ActionReview:
    given = asked.given
    what, who = given.if_not.strip() or asked.now.if_not, given.contingency_who.strip()
    return ActionReview("", "new", what, who, _iso(given.contingency_by), accepted=who == author)


def _kept(now: ActionNow, given: ActionGiven) -> ActionReview:
    why = given.why.strip()
    if given.state != "not_done":
        return ActionReview(now.id, given.state, now.what, now.who, now.due, now.accepted, why)
    who = given.who.strip() or now.who
    # Another person has not accepted what somebody before them did.
    accepted = given.accepted or (now.accepted and who == now.who)
    what, due = given.what.strip() or now.what, _iso(given.due) or now.due
    return ActionReview(now.id, given.state, what, who, due, accepted, why)


def _iso(typed: str) -> str:
    day = parse_uk_date(typed)
    return day.isoformat() if day else ""
