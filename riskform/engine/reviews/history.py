"""The reviews of an outcome in words, line by line: for pages and for papers alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from riskform.engine.days import day_in_words
from riskform.engine.reviews.model import EVIDENCE, NEXT, PROGRESS, STATES, ActionReview, Review
from riskform.engine.reviews.standing import OutcomeNow

_NUMBERS_SAY = {"better": "better", "same": "the same", "worse": "worse"}
_REASONS = {
    "differs": "Why both differ",
    "done": "Why it is done",
    "same": "Why nothing changes",
    "close": "Why it is closed",
    "contingency": "Why “if not by then” waits",
}


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review in words. `measure` is as it was typed, `judged` what it means for the child.

    `decided` are sentences: what now, each reason, and what became of each action.
    """

    number: int
    reviewed_on: date
    measured_on: date
    measure: str
    words: str
    judged: str
    evidence: str
    unclear: str
    decided: tuple[str, ...]
    author: str


@dataclass(frozen=True, slots=True)
class OutcomeHistory:
    """All reviews of one outcome, oldest first, under what was agreed."""

    outcome_id: str
    child_id: str
    what: str
    baseline: str
    good_enough: str
    lines: tuple[ReviewLine, ...]


def outcome_history(now: OutcomeNow, child: str) -> OutcomeHistory:
    """Return the reviews of an outcome in words; `child` is the child's name."""
    agreed = now.agreed
    return OutcomeHistory(
        agreed.id,
        agreed.child_id,
        agreed.what,
        agreed.now,
        agreed.measure,
        tuple(review_line(review, child) for review in now.reviews),
    )


def review_line(review: Review, child: str) -> ReviewLine:
    """Return one review in words."""
    return ReviewLine(
        review.number,
        review.reviewed_on,
        review.measured_on,
        review.value or "No number",
        review.words,
        judged(review),
        "; ".join(EVIDENCE[one].format(child=child) for one in review.evidence if one in EVIDENCE),
        unclear(review),
        tuple(_decided(review)),
        review.author,
    )


def judged(review: Review) -> str:
    """Return the person's word, and what the numbers say where that is something else."""
    word = PROGRESS.get(review.progress, review.progress)
    if review.computed and review.computed != review.progress:
        return f"{word}. The numbers say {_NUMBERS_SAY[review.computed]}."
    return word


def unclear(review: Review) -> str:
    """Return what is unclear and who finds it out, "" where nothing is."""
    if not review.is_unclear:
        return ""
    because = "Only a parent has said so" if review.only_a_parent else "Nobody can tell yet"
    by = day_in_words(review.find_out_by)
    return f"{because}. {review.finds_out} finds out by {by}."


def whys(review: Review) -> tuple[str, ...]:
    """Return each reason that was written at a review, with what it is for."""
    given = review.reasons
    return tuple(f"{words}: {given[name]}" for name, words in _REASONS.items() if given.get(name))


def _decided(review: Review) -> Iterator[str]:
    if review.next in NEXT:
        yield f"What now: {NEXT[review.next].lower()}."
    yield from whys(review)
    if review.contingency == "now":
        yield f"“If not by then” is done now: {review.if_not}"
    for action in review.actions:
        yield _of_action(action)


def _of_action(action: ActionReview) -> str:
    what = action.what.strip().rstrip(".")
    who = f"{action.who}, by {day_in_words(action.due)}" if action.due else action.who
    if action.state == "new":
        return f"New action: {what} ({who})."
    why = f" Why: {action.why}" if action.why else ""
    rest = f" Now: {who}." if action.state == "not_done" else ""
    return f"{STATES.get(action.state, action.state)}: {what}.{rest}{why}"
