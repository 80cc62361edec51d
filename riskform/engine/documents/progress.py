"""How an agreed plan is going: each child's outcomes as they stand after their reviews.

Progress is what is different for the child, so nothing here counts what was done.

A copy for home tells less of a review than of the plan. Who told us is never in it: "Ellie told me"
on a paper that her father reads can put her in danger, and so can a line that is missing only where
somebody told, so it is missing everywhere. A number is printed from what was counted, without the
words that were typed around it. What a worker wrote at a review can be released for one copy;
a manager's question about a review can't.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from riskform.engine.case import Child
from riskform.engine.days import day_in_words
from riskform.engine.documents.action_lines import ActionLine
from riskform.engine.documents.blocks import Block, Note
from riskform.engine.documents.building import FULL_COPY, document_of, family_copy
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.measured import Decided, OutcomeProgress
from riskform.engine.documents.measurements import (
    chart_block,
    counted_then,
    measure_text,
    measured_rows,
    with_counted,
)
from riskform.engine.documents.model import (
    NO_WORDS,
    Document,
    DocumentKind,
    DocumentPart,
    DocumentSection,
)
from riskform.engine.documents.omissions import CHILDS_WORDS, Omissions
from riskform.engine.documents.parts import child_words
from riskform.engine.plan import Action
from riskform.engine.reviews.amounts import amount_in_words, amounts_in
from riskform.engine.reviews.history import judged, review_line, unclear, whys
from riskform.engine.reviews.model import Comment, Review
from riskform.engine.reviews.standing import ActionNow, OutcomeNow
from riskform.engine.saying import age_in_words

NAME = "How the plan is going"
NOT_AT_HOME = "Who told us what, and what workers wrote to each other, is left out of this copy."
_ABOUT = (
    "What counts is what is different for each child. The agreed plan itself never changes: this"
    " is how it stands after its reviews."
)
_NO_OUTCOME = "This plan has no outcome for this child alone."
_NOT_AGAIN = "Not measured again yet"
# What a review decided, for a reader who does not know the terms.
AT_HOME = {
    "keep": "We go on as we are.",
    "change": "Something changes in what we do.",
    "step_up": "More is needed than we planned.",
    "close": "Nothing more is needed for this.",
}
CONTINGENCY = {
    "now": "It did not change in time. Now we do what we agreed for that.",
    "not": "It did not change in time. We wait with what we agreed for that.",
}


def progress_document(
    facts: RecordFacts,
    made_for: str,
    omissions: Omissions,
    child: Child | None = None,
) -> Document:
    """Return how the plan is going, for all children, or for `child` alone in that child's copy.

    Nothing in it changes with an answer that is withheld from its reader, its date included.
    """
    children = facts.children if child is None else (child,)
    shown = [
        now
        for now in facts.reviewed
        if not omissions.outcome(now.agreed) and now.agreed.child_id in {c.id for c in children}
    ]
    parts = tuple(_part(facts, one, shown, omissions, own=child is not None) for one in children)
    copy = replace(FULL_COPY, name=NAME, made_for=made_for, left_out=facts.gone)
    if not omissions.for_workers:
        copy = family_copy(NAME, made_for, omissions)
        copy = replace(copy, left_out=(*copy.left_out, NOT_AT_HOME))
    copy = replace(copy, setting="sheet")
    # The audit and the name of the file tell the paper for workers from the one for home.
    kind: DocumentKind = "worker_progress" if omissions.for_workers else "progress"
    made = document_of(facts, kind, NAME, copy, parts, omissions)
    as_at = max((facts.as_at, *_days(shown, omissions)))
    return replace(made, opening=(Note(_ABOUT, "About it"),), level="", as_at=as_at)


def open_actions(
    now: OutcomeNow, omissions: Omissions, *, left_out: bool = False
) -> tuple[ActionNow, ...]:
    """Return what is still to be done and this copy may hold, or with `left_out` may not.

    An action that a review added is tied to what its outcome is tied to.
    """
    agreed = {action.id: action for action in now.agreed.actions}
    return tuple(
        action
        for action in (() if now.is_closed else now.actions)
        if action.is_open
        and omissions.action(now.agreed, agreed.get(action.id, Action(action.id))) is left_out
    )


def progress_of(
    facts: RecordFacts,
    now: OutcomeNow,
    number: str,
    child: str,
    omissions: Omissions,
    *,
    own: bool,
) -> OutcomeProgress:
    """Return one outcome as it stands, as this copy holds it; `own` is for a child's copy."""
    last, measure, whole = now.last, now.measure, omissions.for_workers
    good = amounts_in(measure.good_enough)[:1] if measure and measure.counted else ()
    aim = amount_in_words(good[0], measure.unit) if measure and good else ""
    due = facts.today is not None and now.contingency_is_due(facts.today)
    return OutcomeProgress(
        number=number,
        what=now.what,
        start=with_counted(now.agreed.now, counted_then(now)),
        good_enough=with_counted(now.agreed.measure, aim),
        now=_now(now, omissions),
        how_it_is=judged(last) if last else "",
        unclear=_unclear(last, whole=whole),
        measured=measured_rows(now, facts.visit_on, child, omissions),
        chart=chart_block(now),
        decided=() if own else tuple(_decided(now, child, omissions)),
        actions=tuple(_action(action, whole=whole) for action in open_actions(now, omissions)),
        again="" if now.is_closed else day_in_words(now.by),
        # A child is not told what happens if nothing changes, as in the child's copy of the plan.
        if_not="" if own or due or now.is_closed else now.if_not,
        overdue=_overdue(now, whole=whole) if due and not own else "",
        closed=now.is_closed,
        comments=tuple(_said(one) for one in now.comments) if whole else (),
    )


def _days(shown: Iterable[OutcomeNow], omissions: Omissions) -> Iterator[date]:
    """Yield each day on which something was written that stands in this copy."""
    for now in shown:
        yield from (review.reviewed_on for review in now.reviews)
        if now.measure is not None and now.measure.set_at is not None:
            yield now.measure.set_at.date()
        if omissions.for_workers:
            yield from (comment.written_at.date() for comment in now.comments)


def _part(
    facts: RecordFacts,
    child: Child,
    shown: Iterable[OutcomeNow],
    omissions: Omissions,
    *,
    own: bool,
) -> DocumentPart:
    outcomes = [now for now in shown if now.agreed.child_id == child.id]
    cards = [
        (now.is_closed, progress_of(facts, now, str(number), child.name, omissions, own=own))
        for number, now in enumerate(outcomes, start=1)
    ]
    still = tuple(card for closed, card in cards if not closed)
    closed = tuple(card for closed, card in cards if closed)
    nothing: tuple[Block, ...] = () if closed else (Note(_NO_OUTCOME),)
    sections = (
        DocumentSection("What is different now", still or nothing),
        DocumentSection("Closed: nothing more is needed", closed),
    )
    then = day_in_words(facts.visit_on)
    return DocumentPart(
        kind="child",
        name=child.name,
        sections=tuple(section for section in sections if section.blocks),
        about=f"At the visit on {then}: {age_in_words(child, facts.visit_on)}",
        words=child_words(facts, child, omissions),
        no_words=NO_WORDS if CHILDS_WORDS in facts.form.questions else "",
    )


def _now(now: OutcomeNow, omissions: Omissions) -> str:
    last = now.last
    if last is None:
        return _NOT_AGAIN
    measure = measure_text(last, whole=omissions.for_workers)
    if not measure and not omissions.written(now.id, last.number):
        measure = last.words
    day = day_in_words(last.measured_on)
    return (
        f"{measure.rstrip('.')}, on {day}" if measure else f"Looked at on {day}, without a number"
    )


def _unclear(last: Review | None, *, whole: bool) -> str:
    """Return who finds out what nobody can tell. That only a parent said so is for workers."""
    if last is None or not last.is_unclear:
        return ""
    if whole:
        return unclear(last)
    return unclear(replace(last, evidence=())) if last.progress == "cannot_tell" else ""


def _decided(now: OutcomeNow, child: str, omissions: Omissions) -> Iterator[Decided]:
    for review in now.reviews:
        if omissions.for_workers:
            texts = review_line(review, child).decided
        else:
            texts = tuple(_told_at_home(review))
            if not omissions.written(now.id, review.number):
                texts += whys(review)
        yield Decided(day_in_words(review.reviewed_on), texts)


def _told_at_home(review: Review) -> Iterator[str]:
    if review.next in AT_HOME:
        yield AT_HOME[review.next]
    if review.contingency in CONTINGENCY:
        yield CONTINGENCY[review.contingency]


def _action(action: ActionNow, *, whole: bool) -> ActionLine:
    asked = whole and not action.accepted and bool(action.who.strip())
    notes = (f"{action.who} has not said yes yet.",) if asked else ()
    return ActionLine(action.what, action.who, day_in_words(action.due), notes)


def _said(comment: Comment) -> str:
    return f"{comment.author}, {day_in_words(comment.written_at.date())}: {comment.text}"


def _overdue(now: OutcomeNow, *, whole: bool) -> str:
    agreed = now.if_not.strip() or "nothing was written. Decide now what will be done."
    begun = now.last if now.last is not None and now.last.contingency == "now" else None
    day = day_in_words(begun.reviewed_on) if begun else ""
    if whole:
        first = f"The day was {day_in_words(now.by)}, and good enough is not reached."
        told = f"What was agreed for this was begun on {day}" if begun else "Now due"
    else:
        first = f"We wanted this by {day_in_words(now.by)}. It is not so yet."
        told = f"Since {day} we do what we agreed for that" if begun else "Now we do this"
    return f"{first} {told}: {agreed}"
