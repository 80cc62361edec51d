"""What a paper about how the plan is going does not hold, told to the worker who hands it out."""

from collections.abc import Iterator
from dataclasses import replace

from riskform.engine.case import Child
from riskform.engine.days import day_in_words
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.leaving_out import LeftOut, made, more_of_action, why_of, words_of
from riskform.engine.documents.omissions import Omissions
from riskform.engine.documents.outline import lines_of
from riskform.engine.documents.progress import open_actions, progress_of
from riskform.engine.plan import Action
from riskform.engine.reviews.history import whys
from riskform.engine.reviews.model import Review
from riskform.engine.reviews.standing import OutcomeNow


def left_out_of_progress(
    facts: RecordFacts, omissions: Omissions, children: tuple[Child, ...], *, own: bool = False
) -> tuple[LeftOut, ...]:
    """Return it in the order in which it would stand; `own` is for a child's copy.

    Who told us, and what managers asked about a review, is no item: it is never in such a copy.
    """
    return tuple(left for child in children for left in _of_child(facts, omissions, child, own=own))


def _of_child(
    facts: RecordFacts, omissions: Omissions, child: Child, *, own: bool
) -> Iterator[LeftOut]:
    yield from words_of(facts, child, omissions)
    for now in facts.reviewed:
        if now.agreed.child_id == child.id:
            yield from _of_outcome(facts, omissions, now, child.name, own=own)


def _of_outcome(
    facts: RecordFacts, omissions: Omissions, now: OutcomeNow, child: str, *, own: bool
) -> Iterator[LeftOut]:
    refs, key = why_of(facts.form, now.agreed.answers), f"outcome:{now.id}"
    held = omissions.outcome(now.agreed)
    after = key if held else ""
    if held:
        more = _more_of(facts, omissions, now, child, own=own)
        yield made(facts, f"Outcome for {child}", now.what, refs, key=key, more=more)
    agreed = {action.id: action for action in now.agreed.actions}
    for action in open_actions(now, omissions, left_out=True):
        own_answers = agreed.get(action.id, Action(action.id)).answers
        yield made(
            facts,
            f"Action for {child}",
            action.what,
            why_of(facts.form, (*now.agreed.answers, *own_answers)),
            key=f"action:{action.id}",
            after=after,
            more=more_of_action(action),
        )
    for review in now.reviews:
        written = _written(review, own=own)
        if written and omissions.written(now.id, review.number):
            day = day_in_words(review.reviewed_on)
            what = f"What {review.author} wrote at the review of {day}"
            yield made(
                facts,
                what,
                written,
                refs if held else (),
                key=f"review:{now.id}-{review.number}",
                after=after,
                more=(("For the outcome", now.agreed.what),),
            )


def _written(review: Review, *, own: bool) -> str:
    """Return a worker's words; a child's copy never holds the reasons for what was decided."""
    texts = (review.words, *(() if own else whys(review)))
    return "\n".join(text for text in texts if text)


def _more_of(
    facts: RecordFacts, omissions: Omissions, now: OutcomeNow, child: str, *, own: bool
) -> tuple[tuple[str, str], ...]:
    """Return all that prints with an outcome, so that a new review ends its release."""
    # A day that has passed changes no word that was released, and actions are released one by one.
    made_for_ever = replace(facts, today=None)
    card = progress_of(made_for_ever, now, "", child, omissions, own=own)
    _, *more = lines_of((replace(card, actions=()),))
    return tuple((line.label, line.text) for line in more)
