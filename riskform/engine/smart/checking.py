"""Which rules are asked of an outcome and of an action, each a row of a table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from riskform.definitions.smart_rules import SmartRules
from riskform.engine.plan import Action, Outcome
from riskform.engine.smart import action_rules, measure_rules, outcome_rules
from riskform.engine.smart.context import Advice, Context
from riskform.engine.smart.date_rules import is_open_ended, what_is_late
from riskform.engine.smart.judging import Hit, Judged, advice_on, subject_of
from riskform.engine.smart.reading_age import reading_age
from riskform.engine.smart.sentence import Sentence
from riskform.engine.smart.text import words
from riskform.engine.smart.vocabulary import Vocabulary, vocabulary
from riskform.engine.uk_dates import parse_uk_date


@dataclass(frozen=True, slots=True)
class OutcomeText:
    """An outcome with its sentences read."""

    outcome: Outcome
    what: Sentence
    measure: Sentence
    vocab: Vocabulary
    context: Context


@dataclass(frozen=True, slots=True)
class ActionText:
    """An action with its sentence read, for the child of its outcome."""

    action: Action
    what: Sentence
    child_id: str
    vocab: Vocabulary
    context: Context


def _answers_no_finding(outcome: Outcome, context: Context) -> bool:
    """R2: the outcome is tied to nothing that was found, though something was."""
    if context.findings is None:
        return False
    worries = {
        finding.at
        for finding in context.findings
        if finding.kind in ("urgent", "concern", "unclear")
    }
    tied = set(outcome.answers).union(*(action.answers for action in outcome.actions))
    return bool(worries) and not worries & tied


def _is_hard_to_read(sentence: Sentence) -> bool:
    age = reading_age(sentence.text)
    return age is not None and age > sentence.vocab.limits.reading_age


def _is_stale(text: ActionText) -> bool:
    carried = text.context.reviews_unchanged.get(text.action.id, 0)
    return carried >= text.vocab.limits.unchanged_reviews


def _is_not_agreed(text: ActionText) -> bool:
    """A2: a named owner who is not the writer has not said yes; nobody is asked in A1's place."""
    action, context = text.action, text.context
    if context.accepted is None or action.id in context.accepted:
        return False
    if action_rules.is_nobody(action.who, text.vocab, text.what.adults):
        return False
    author = words(context.author)
    return not author or words(action.who)[: len(author)] != author


_OUTCOME_RULES: tuple[tuple[str, str, Callable[[OutcomeText], bool]], ...] = (
    ("S1", "what", lambda text: outcome_rules.is_an_activity(text.what)),
    ("S2", "what", lambda text: outcome_rules.is_only_a_label(text.what)),
    ("S5", "what", lambda text: outcome_rules.is_a_service(text.what)),
    ("S6", "what", lambda text: outcome_rules.is_a_workers_task(text.what)),
    ("M6", "what", lambda text: outcome_rules.shows_nothing(text.what)),
    (
        "R1",
        "what",
        lambda text: outcome_rules.names_no_child(text.what, text.outcome, text.context),
    ),
    ("R2", "answers", lambda text: _answers_no_finding(text.outcome, text.context)),
    ("T2", "what", lambda text: is_open_ended(text.what)),
    ("P1", "what", lambda text: _is_hard_to_read(text.what)),
    ("M1", "now", lambda text: text.vocab.is_blank(text.outcome.now)),
    ("M2", "measure", lambda text: text.vocab.is_blank(text.outcome.measure)),
    ("C1", "if_not", lambda text: text.vocab.is_blank(text.outcome.if_not)),
)
_MEASURE_RULES: tuple[tuple[str, str, Callable[[OutcomeText], bool]], ...] = (
    ("M2", "wording", lambda text: measure_rules.cannot_be_seen(text.measure)),
    ("M3", "", lambda text: measure_rules.repeats_the_outcome(text.measure, text.outcome)),
    ("M4", "", lambda text: measure_rules.is_only_what_parents_say(text.measure, text.context)),
    (
        "M5",
        "",
        lambda text: measure_rules.counts_only_attendance(
            text.measure, text.what, text.outcome.now
        ),
    ),
    ("T2", "", lambda text: is_open_ended(text.measure)),
)
_ACTION_RULES: tuple[tuple[str, str, Callable[[ActionText], bool]], ...] = (
    ("S3", "what", lambda text: action_rules.starts_vaguely(text.what)),
    ("S4", "what", lambda text: action_rules.does_many_things(text.what)),
    ("T2", "what", lambda text: is_open_ended(text.what)),
    ("P1", "what", lambda text: _is_hard_to_read(text.what)),
    ("R4", "what", _is_stale),
    (
        "A1",
        "who",
        lambda text: action_rules.is_nobody(text.action.who, text.vocab, text.what.adults),
    ),
    ("A2", "who", _is_not_agreed),
)


def check_outcome(rules: SmartRules, outcome: Outcome, context: Context) -> tuple[Advice, ...]:
    """Return the advice on one outcome, without its actions, in the order of the rules."""
    vocab = vocabulary(rules)
    text = OutcomeText(
        outcome,
        Sentence(outcome.what, vocab, context),
        Sentence(outcome.measure, vocab, context),
        vocab,
        context,
    )
    judged = Judged(
        outcome.id,
        context.level_for(outcome.child_id),
        subject_of((outcome.what, outcome.measure, outcome.now), vocab),
        outcome.leave,
    )
    return tuple(advice_on(_outcome_hits(text), judged, vocab))


def check_action(
    rules: SmartRules, action: Action, context: Context, child_id: str = "", about: str = ""
) -> tuple[Advice, ...]:
    """Return the advice on one action. `about` is its outcome's text, for the example."""
    vocab = vocabulary(rules)
    text = ActionText(action, Sentence(action.what, vocab, context), child_id, vocab, context)
    judged = Judged(
        action.id,
        context.level_for(child_id),
        subject_of((action.what, about), vocab),
        action.leave,
    )
    return tuple(advice_on(_action_hits(text), judged, vocab))


def names_one_person(rules: SmartRules, who: str, context: Context) -> bool:
    """Tell whether `who` is one person, as A1 asks: somebody, not a group and not two people."""
    vocab = vocabulary(rules)
    return not action_rules.is_nobody(who, vocab, Sentence("", vocab, context).adults)


def _outcome_hits(text: OutcomeText) -> Iterator[Hit]:
    for rule, field, is_broken in _OUTCOME_RULES:
        if is_broken(text):
            yield Hit(rule, field)
    if not text.vocab.is_blank(text.outcome.measure):
        for rule, case, is_broken in _MEASURE_RULES:
            if is_broken(text):
                yield Hit(rule, "measure", case)
    child_id = text.outcome.child_id
    yield from _date_hits(text.outcome.by, "by", child_id, text.context, is_outcome=True)


def _action_hits(text: ActionText) -> Iterator[Hit]:
    for rule, field, is_broken in _ACTION_RULES:
        if is_broken(text):
            yield Hit(rule, field)
    yield from _date_hits(text.action.due, "due", text.child_id, text.context, is_outcome=False)


def _date_hits(
    typed: str, field: str, child_id: str, context: Context, *, is_outcome: bool
) -> Iterator[Hit]:
    day = parse_uk_date(typed)
    if day is None:
        yield Hit("T1", field)
        return
    case = what_is_late(day, child_id, context, is_outcome=is_outcome)
    if case is not None:
        yield Hit("T3", field, case)
