"""A review that lacks nothing, as it is kept."""

from collections.abc import Iterator

from riskform.engine.reviews.asking import Asked
from riskform.engine.reviews.given import ActionGiven
from riskform.engine.reviews.model import ActionReview, Review
from riskform.engine.reviews.standing import ActionNow
from riskform.engine.uk_dates import parse_uk_date


def review_of(asked: Asked, new_ids: tuple[str, str], author: str) -> Review:
    """Return the review that was given, once `asking.lacking` has no message for it.

    `new_ids` are for the action that "if not by then" becomes, and for the one that is added.
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


def _actions(
    asked: Asked, contingency: str, new_ids: tuple[str, str], author: str
) -> Iterator[ActionReview]:
    given = asked.given
    for action in asked.now.actions:
        if action.is_open:
            yield _kept(action, given.actions.get(action.id, ActionGiven()))
    if contingency == "now":
        who = given.contingency_who.strip()
        what = given.if_not.strip() or asked.now.if_not
        yield ActionReview(
            *(new_ids[0], "new", what, who, _iso(given.contingency_by)), accepted=who == author
        )
    if given.new_what.strip():
        who = given.new_who.strip()
        yield ActionReview(
            *(new_ids[1], "new", given.new_what.strip(), who, _iso(given.new_due)),
            accepted=who == author,
        )


def _kept(now: ActionNow, given: ActionGiven) -> ActionReview:
    who = given.who.strip() or now.who
    # Another person has not accepted what somebody before them did.
    accepted = given.accepted or (now.accepted and who == now.who)
    return ActionReview(
        now.id,
        given.state,
        given.what.strip() or now.what,
        who,
        _iso(given.due) or now.due,
        accepted=accepted,
        why=given.why.strip(),
    )


def _iso(typed: str) -> str:
    day = parse_uk_date(typed)
    return day.isoformat() if day else ""
