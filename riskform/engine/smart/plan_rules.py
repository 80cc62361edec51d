"""Rules that need more than one outcome or action, and the check of a whole plan."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from riskform.definitions.smart_rules import SmartRules
from riskform.engine.plan import (
    Action,
    FindingReply,
    Outcome,
    Plan,
    all_actions,
    unanswered,
)
from riskform.engine.smart.action_rules import is_nobody
from riskform.engine.smart.checking import check_action, check_outcome
from riskform.engine.smart.context import Advice, Context
from riskform.engine.smart.judging import Hit, Judged, advice_on, subject_of
from riskform.engine.smart.sentence import Sentence
from riskform.engine.smart.text import Phrases, words
from riskform.engine.smart.vocabulary import Vocabulary, vocabulary
from riskform.engine.uk_dates import parse_uk_date


def check_plan(rules: SmartRules, plan: Plan, context: Context) -> tuple[Advice, ...]:
    """Return all advice on a plan: each outcome, its actions, then findings left unanswered.

    Advice of each outcome and action comes in the order of the rules; `about` says whose it is.
    """
    return tuple(_plan_advice(rules, plan, context))


def _plan_advice(rules: SmartRules, plan: Plan, context: Context) -> Iterator[Advice]:
    vocab = vocabulary(rules)
    actions = all_actions(plan)
    crowded = actions_on_one_day(actions, context.next_review, vocab)
    loaded = actions_of_one_parent(actions, context, vocab)
    copied = copied_outcomes([(outcome, context) for outcome in plan.outcomes], vocab)
    for outcome in plan.outcomes:
        yield from check_outcome(rules, outcome, context)
        hits = [Hit("R3", "what")] if outcome.id in copied else []
        hits += [] if outcome.actions else [Hit("A1", "actions", "no_action")]
        yield from advice_on(hits, _judged_outcome(outcome, context, vocab), vocab)
        for action in outcome.actions:
            yield from check_action(rules, action, context, outcome.child_id, outcome.what)
            hits = [Hit("T4", "due")] if action.id in crowded else []
            hits += [Hit("A3", "who")] if action.id in loaded else []
            yield from advice_on(hits, _judged_action(action, outcome, context, vocab), vocab)
    yield from _finding_advice(plan, context, vocab)


def _judged_outcome(outcome: Outcome, context: Context, vocab: Vocabulary) -> Judged:
    subject = subject_of((outcome.what, outcome.measure, outcome.now), vocab)
    return Judged(outcome.id, context.level_for(outcome.child_id), subject, outcome.leave)


def _judged_action(action: Action, outcome: Outcome, context: Context, vocab: Vocabulary) -> Judged:
    subject = subject_of((action.what, outcome.what), vocab)
    return Judged(action.id, context.level_for(outcome.child_id), subject, action.leave)


def _finding_advice(plan: Plan, context: Context, vocab: Vocabulary) -> Iterator[Advice]:
    """R2 for each finding without an answer; A1, T1, T3 for a reply by a group or no real day."""
    for finding in unanswered(plan, context.findings or ()):
        case = "unclear" if finding.kind == "unclear" else "unanswered"
        judged = Judged(finding.at, context.level_for(finding.person), vocab.any_subject, {})
        yield from advice_on([Hit("R2", "answers", case)], judged, vocab)
    adults = Sentence("", vocab, context).adults
    for reply in plan.replies:
        if reply.kind == "unclear":
            judged = Judged(reply.at, context.level, vocab.any_subject, {})
            hits = _reply_hits(reply, vocab, adults, context.assessed_on)
            yield from advice_on(hits, judged, vocab)


def _reply_hits(
    reply: FindingReply, vocab: Vocabulary, adults: Phrases, assessed_on: date | None
) -> Iterator[Hit]:
    if reply.owner.strip() and is_nobody(reply.owner, vocab, adults):
        yield Hit("A1", "owner")
    day = parse_uk_date(reply.due)
    if reply.due.strip() and day is None:
        yield Hit("T1", "due")
    if day and assessed_on and day < assessed_on:
        yield Hit("T3", "due", "past")


def actions_on_one_day(
    actions: Sequence[Action], next_review: date | None, vocab: Vocabulary
) -> frozenset[str]:
    """T4: return the ids of the actions due on the day of the next review, if too many are."""
    if next_review is None:
        return frozenset()
    then = [action.id for action in actions if parse_uk_date(action.due) == next_review]
    return frozenset(then if len(then) > vocab.limits.actions_on_one_day else ())


def actions_of_one_parent(
    actions: Sequence[Action], context: Context, vocab: Vocabulary
) -> frozenset[str]:
    """A3: return the ids of the actions of a parent who has too many, or all of several."""
    by_parent: dict[str, list[str]] = {}
    for action in actions:
        if parent := _parent_named(action.who, context, vocab):
            by_parent.setdefault(parent, []).append(action.id)
    limits = vocab.limits
    return frozenset(
        action
        for theirs in by_parent.values()
        if len(theirs) > limits.actions_of_one_parent
        or len(theirs) == len(actions) >= limits.all_actions_from
        for action in theirs
    )


def crowded_children(outcomes: Sequence[Outcome], rules: SmartRules) -> frozenset[str]:
    """Return the ids of the children who have more outcomes than can be worked on at once."""
    counted = Counter(outcome.child_id for outcome in outcomes)
    return frozenset(c for c, many in counted.items() if many > rules.limits.outcomes_of_one_child)


def _parent_named(who: str, context: Context, vocab: Vocabulary) -> str:
    """Return which parent `who` names: the id, or the words themselves ("mum"), or ""."""
    said = words(who)
    for adult in context.parents():
        name = words(adult.name)
        if said and name and (said[: len(name)] == name or said == name[:1]):
            return adult.id
    return " ".join(said) if any(end == len(said) for _, end in vocab.parent.spans(said)) else ""


def copied_outcomes(
    outcomes: Sequence[tuple[Outcome, Context]], vocab: Vocabulary
) -> frozenset[str]:
    """R3: return the ids of outcomes for different children that say the same but for names."""
    bags = [_bag(outcome, context, vocab) for outcome, context in outcomes]
    copied = set()
    for at, (bag, children) in enumerate(bags):
        for other in range(at):
            other_bag, other_children = bags[other]
            if not children or not other_children or children & other_children:
                continue
            if _share(bag, other_bag) > vocab.limits.copy_share:
                copied |= {outcomes[at][0].id, outcomes[other][0].id}
    return frozenset(copied)


def _bag(
    outcome: Outcome, context: Context, vocab: Vocabulary
) -> tuple[Counter[str], frozenset[str]]:
    sentence = Sentence(outcome.what, vocab, context)
    said = sentence.names.without(sentence.tokens)
    children = frozenset({outcome.child_id}) if outcome.child_id else sentence.children
    return Counter(vocab.pronouns.without(said)), children


def _share(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that both have, from 0 to 1; 0 where either has none."""
    total = one.total() + other.total()
    if not one or not other:
        return 0.0
    return 2 * (one & other).total() / total
