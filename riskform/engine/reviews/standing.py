"""The plan as it stands now: the agreed plan, and what its reviews made of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from riskform.engine.plan import Outcome, Plan
from riskform.engine.reviews.judging import Point, is_good_enough, points
from riskform.engine.reviews.model import ActionReview, Comment, Measure, Review
from riskform.engine.uk_dates import parse_uk_date


@dataclass(frozen=True, slots=True)
class ActionNow:
    """An action as it stands; `carried` counts the reviews that it went through unchanged."""

    id: str
    what: str
    who: str
    due: str
    state: str = "open"
    accepted: bool = False
    carried: int = 0
    why: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be done."""
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class OutcomeNow:
    """An outcome as it stands after its reviews, oldest first; `agreed` is what was agreed.

    `measure` is None until a person said how it is measured. `points` are what can be compared.
    """

    agreed: Outcome
    what: str
    by: str
    if_not: str
    actions: tuple[ActionNow, ...]
    reviews: tuple[Review, ...] = ()
    measure: Measure | None = None
    points: tuple[Point, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def id(self) -> str:
        """Return the outcome's id."""
        return self.agreed.id

    @property
    def last(self) -> Review | None:
        """Return the last review, None before the first."""
        return self.reviews[-1] if self.reviews else None

    @property
    def is_closed(self) -> bool:
        """Tell whether the last review closed it."""
        return self.last is not None and self.last.next == "close"

    @property
    def good_enough(self) -> bool:
        """Tell whether the last measurement reaches what is good enough, or it is done."""
        if self.measure is None or not self.measure.counted:
            return self.last is not None and self.last.progress == "done"
        measured = [point for point in self.points if point.review is not None]
        return bool(measured) and is_good_enough(measured[-1].amount, self.measure)

    def unclear_is_late(self, today: date) -> bool:
        """Tell whether somebody was to find out by a day that has passed, and no review tells."""
        day = parse_uk_date(self.last.find_out_by) if self.last is not None else None
        return day is not None and day < today and not self.is_closed

    def contingency_is_due(self, today: date) -> bool:
        """Tell whether its day has passed, it is open, and good enough is not reached."""
        day = parse_uk_date(self.by)
        return day is not None and day < today and not self.is_closed and not self.good_enough


def standing(
    plan: Plan,
    reviews: Mapping[str, Sequence[Review]],
    measures: Mapping[str, Measure],
    comments: Iterable[Comment],
    assessed_on: date,
    author: str,
) -> tuple[OutcomeNow, ...]:
    """Return each outcome of `plan` as it stands. Reviews and measures are by the outcome's id.

    `author` wrote the plan, and so has accepted what stands under that name.
    """
    said = tuple(comments)
    return tuple(
        _outcome_now(
            outcome,
            tuple(reviews.get(outcome.id, ())),
            measures.get(outcome.id),
            said,
            assessed_on,
            author,
        )
        for outcome in plan.outcomes
    )


def carried(outcomes: Iterable[OutcomeNow]) -> dict[str, int]:
    """Return how many reviews each open action went through unchanged, as rule R4 reads it."""
    return {a.id: a.carried for outcome in outcomes for a in outcome.actions if a.is_open}


def is_followed_up(outcomes: Iterable[OutcomeNow]) -> bool:
    """Tell whether any outcome was reviewed, or somebody said how it is measured."""
    return any(outcome.reviews or outcome.measure for outcome in outcomes)


def kept_unchanged(reviews: Sequence[Review]) -> int:
    """Count the last reviews in a row that kept an outcome as it was."""
    count = 0
    for review in reversed(reviews):
        if review.next != "keep":
            break
        count += 1
    return count


def _outcome_now(
    outcome: Outcome,
    reviews: tuple[Review, ...],
    measure: Measure | None,
    comments: tuple[Comment, ...],
    assessed_on: date,
    author: str,
) -> OutcomeNow:
    actions = {
        a.id: ActionNow(
            a.id, a.what, a.who, a.due, accepted=bool(a.agreed) or _same_name(a.who, author)
        )
        for a in outcome.actions
    }
    # What a narrowed reader does not see of the agreed plan, no review shows either.
    reviews = tuple(_without_hidden(reviews, frozenset(actions)))
    for review in reviews:
        for one in review.actions:
            actions[one.action_id] = _after(actions.get(one.action_id), one)
    last = reviews[-1] if reviews else None
    own = {review.id for review in reviews}
    return OutcomeNow(
        outcome,
        *(
            (last.what, last.by, last.if_not)
            if last
            else (outcome.what, outcome.by, outcome.if_not)
        ),
        tuple(actions.values()),
        reviews,
        measure,
        points(measure, reviews, assessed_on) if measure else (),
        tuple(comment for comment in comments if comment.review_id in own),
    )


def _without_hidden(reviews: Iterable[Review], agreed: frozenset[str]) -> Iterator[Review]:
    """Yield the reviews with the actions that are in the plan as it is seen, or that were added."""
    known = set(agreed)
    for review in reviews:
        known |= {one.action_id for one in review.actions if one.state == "new"}
        yield replace(review, actions=tuple(a for a in review.actions if a.action_id in known))


def _after(before: ActionNow | None, reviewed: ActionReview) -> ActionNow:
    now = ActionNow(
        reviewed.action_id,
        reviewed.what,
        reviewed.who,
        reviewed.due,
        accepted=reviewed.accepted,
        why=reviewed.why,
    )
    if reviewed.state in {"done", "not_needed"}:
        return replace(now, state=reviewed.state)
    # Another day alone is no change: that is how an action drifts.
    same = before is not None and (before.what, before.who) == (now.what, now.who)
    return replace(now, carried=before.carried + 1) if before is not None and same else now


def _same_name(one: str, other: str) -> bool:
    return bool(one.strip()) and one.split() == other.split()
