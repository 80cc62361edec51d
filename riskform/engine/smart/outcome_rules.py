"""Rules about the outcome: it is about the child, and a change rather than a task."""

from collections.abc import Sequence

from riskform.engine.plan import Outcome
from riskform.engine.smart.context import Context
from riskform.engine.smart.sentence import Sentence, has_effect

# "Be referred to" and "be seen by" name a service, whatever it is called.
_LEADS_TO = frozenset({"to", "by", "with"})
_FIRST_WORDS = 4  # A service named later in the outcome is not what the outcome is about.


def is_an_activity(sentence: Sentence) -> bool:
    """S1: an adult is to attend, engage, ensure ..., or must do something and no child is named.

    Never where the child is who acts: "Ellie will attend school 5 days a week" is a fine outcome;
    nor where the sentence goes on to what the child gains ("so that Kit ...").
    """
    subject, vocab = sentence.subject, sentence.vocab
    is_adult = subject.kind == "adult"
    is_maybe_adult = subject.kind == "unknown" and bool(sentence.names)
    if not (is_adult or is_maybe_adult) or vocab.effect.found_in(sentence.words):
        return False
    start = sentence.after_verb_start(subject.verb)
    if vocab.activity.length_at(sentence.words, start):
        return True
    if not subject.must:
        return False
    if vocab.vague.length_at(sentence.words, start):
        return True
    return is_adult and bool(sentence.names) and not sentence.children


def is_only_a_label(sentence: Sentence) -> bool:
    """S2: "improve sleep", "better communication", "sleep": a subject, not a change."""
    subject, vocab = sentence.subject, sentence.vocab
    if not sentence.words or sentence.has_number() or vocab.effect.found_in(sentence.words):
        return False
    if subject.kind == "thing" and subject.must:
        start = sentence.after_verb_start(subject.verb)
        if vocab.label.length_at(sentence.words, start):
            return True
    start = 0
    while vocab.before_person.length_at(sentence.words, start) or sentence.words[
        start : start + 1
    ] == ("to",):
        start += 1
    if subject.kind in ("", "thing") and vocab.label.length_at(sentence.words, start):
        return True
    has_verb = vocab.verbs.found_in(sentence.words)
    if not has_verb and not subject.kind and vocab.label_words.length_at(sentence.words, start):
        return True
    return bool(sentence.names) and _is_a_short_heading(sentence)


def _is_a_short_heading(sentence: Sentence) -> bool:
    return (
        len(sentence.words) <= sentence.vocab.limits.label_words
        and not sentence.names_child()
        and not sentence.vocab.verbs.found_in(sentence.words)
        and not sentence.vocab.every_child.found_in(sentence.words)
    )


def is_a_service(sentence: Sentence) -> bool:
    """S5: the child is to have sessions, an assessment, a referral; or the text begins so.

    School is no service: "Ellie attends 95% of her school sessions" is a fine outcome.
    """
    subject, vocab = sentence.subject, sentence.vocab
    if subject.kind == "child":
        return _child_gets_a_service(sentence)
    if subject.kind in ("adult", "worker") or sentence.has_number():
        return False
    first = next(vocab.services.spans(sentence.words[:_FIRST_WORDS]), None)
    has_verb = vocab.verbs.found_in(sentence.words)
    return first is not None and (subject.must or not has_verb) and not has_effect(sentence, 0)


def _child_gets_a_service(sentence: Sentence) -> bool:
    vocab, words = sentence.vocab, sentence.words
    if sentence.has_number() and vocab.school.found_in(words):
        return False
    start = sentence.subject.verb
    for at in range(start, sentence.after_verb_start(start) + 1):
        if length := vocab.service_verbs.length_at(words, at):
            last = at + length - 1
            names_one = words[last] in _LEADS_TO and last < len(words) - 1
            is_one = names_one or vocab.services.found_in(words[last:])
            return is_one and not has_effect(sentence, at)
    return False


def is_a_workers_task(sentence: Sentence) -> bool:
    """S6: the outcome says what a school, a nurse or a team is to do."""
    subject, vocab = sentence.subject, sentence.vocab
    if subject.kind != "worker":
        return False
    if subject.must:
        return not vocab.effect.found_in(sentence.words)
    start = sentence.after_verb_start(subject.verb)
    return any(
        verbs.length_at(sentence.words, start)
        for verbs in (vocab.activity, vocab.label, vocab.vague)
    )


def shows_nothing(sentence: Sentence) -> bool:
    """M6: "Kit gets better.", "Things improve at home.": it says nothing that anybody could see.

    Every word is for a person, small, a topic, or only says that something is good or changes. A
    label (S2) is told to be one, and not this as well.
    """
    vocab = sentence.vocab
    rest: Sequence[str] = vocab.read_past.without(sentence.names.without(sentence.tokens))
    if not vocab.unseen.found_in(rest):
        return False
    of_people = (sentence.adults, vocab.adult, vocab.child, vocab.pronouns)
    for phrases in (vocab.unseen, *of_people, vocab.topics, vocab.helping, vocab.small):
        rest = phrases.without(rest)
    return not rest and not is_only_a_label(sentence)


def names_no_child(sentence: Sentence, outcome: Outcome, context: Context) -> bool:
    """R1: the child whose outcome this is isn't named; "no child in this family ..." will do."""
    if not sentence.names or sentence.vocab.every_child.found_in(sentence.words):
        return False
    child = context.child(outcome.child_id)
    if child is None:
        return not sentence.children
    return bool(child.name.strip()) and child.id not in sentence.children
