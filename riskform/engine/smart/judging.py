"""From a broken rule to the advice about it: strength by level, wording, example, reasons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from riskform.definitions.smart_rules import Rule, Strength, Subject
from riskform.engine.smart.context import Advice
from riskform.engine.smart.text import words
from riskform.engine.smart.vocabulary import Vocabulary

BLANK_CASE = ""  # The rule's own message and strength, and not one of its `cases`.


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that a field breaks, and in which of its cases."""

    rule: str
    field: str
    case: str = BLANK_CASE


@dataclass(frozen=True, slots=True)
class Judged:
    """What is judged: an outcome, action or finding by id, its level, subject and reasons."""

    about: str
    level: int | None
    subject: Subject
    leave: Mapping[str, str]


def advice_on(hits: Iterable[Hit], judged: Judged, vocab: Vocabulary) -> Iterator[Advice]:
    """Give the advice for `hits`, without rules not in use here and those left with a reason."""
    for hit in hits:
        rule = vocab.rules.get(hit.rule)
        if rule is None or (rule.only_at and judged.level not in rule.only_at):
            continue
        strength, message = _strength_and_message(rule, hit.case, judged.level)
        may_leave = strength == "advises" or rule.reason_is_enough
        if may_leave and judged.leave.get(rule.code, "").strip():
            continue
        example = rule.shows or str(getattr(judged.subject, rule.example))
        yield Advice(
            rule.code,
            rule.letter,
            strength,
            hit.field,
            message,
            example,
            judged.about,
            may_leave,
        )


def _strength_and_message(rule: Rule, case: str, level: int | None) -> tuple[Strength, str]:
    special = next((found for found in rule.cases if found.case == case), None)
    if special and special.strength:
        return special.strength, special.message
    strength = rule.strength
    if rule.blocks_at and level not in rule.blocks_at:
        strength = "advises"
    return strength, special.message if special else rule.message


def subject_of(texts: Iterable[str], vocab: Vocabulary) -> Subject:
    """Return the subject whose words occur most in `texts`; the first of equals; or the default."""
    said = [words(text) for text in texts]
    best, most = vocab.any_subject, 0
    for subject, phrases in vocab.subjects:
        count = sum(1 for text in said for _ in phrases.spans(text))
        if count > most:
            best, most = subject, count
    return best
