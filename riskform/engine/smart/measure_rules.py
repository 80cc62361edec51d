"""Rules about the measure: somebody can see it, and it is about the child."""

from riskform.engine.plan import Outcome
from riskform.engine.smart.context import Context
from riskform.engine.smart.sentence import Sentence
from riskform.engine.smart.text import has_digit, stem, words
from riskform.engine.smart.vocabulary import Vocabulary

_BEFORE_SAYS = 4  # Words between "mum" and "says": "mum and her partner both say".


def cannot_be_seen(measure: Sentence) -> bool:
    """M2, wording: neither a number nor a word for something that people see, count or hear."""
    vocab = measure.vocab
    rest = vocab.vague_measure.without(measure.words)
    if any(has_digit(word) for word in rest):
        return False
    lists = (vocab.numbers, vocab.how_often, vocab.observable, vocab.says)
    return not any(phrases.found_in(rest) for phrases in lists)


def repeats_the_outcome(measure: Sentence, outcome: Outcome) -> bool:
    """M3: nearly all its words stand in the outcome or the baseline, and no number is new."""
    vocab = measure.vocab
    said = _telling_words(measure.text, vocab)
    if not said:
        return False
    for other in (outcome.what, outcome.now):
        known = set(_telling_words(other, vocab))
        new = [word for word in said if word not in known]
        if any(_is_number_or_no(word, vocab) for word in new):
            continue
        if 1 - len(new) / len(said) >= vocab.limits.repeat_share:
            return True
    return False


def _telling_words(text: str, vocab: Vocabulary) -> tuple[str, ...]:
    """Return the stems of the words that carry meaning."""
    return tuple(stem(word) for word in vocab.small.without(words(text)))


def _is_number_or_no(word: str, vocab: Vocabulary) -> bool:
    one = (word,)
    return has_digit(word) or vocab.numbers.found_in(one) or vocab.negation.found_in(one)


def is_only_what_parents_say(measure: Sentence, context: Context) -> bool:
    """M4: a parent says it is better, and nobody else sees it.

    A parent who "tells us the 3 steps" shows what they know; that is not meant.
    """
    vocab = measure.vocab
    said = [span for span in vocab.says.spans(measure.words) if not _shows_knowing(measure, span)]
    spoken = [*said, *vocab.claims.spans(measure.words)]
    if not any(_parent_speaks(measure, start, context) for start, _ in spoken):
        return False
    return not _somebody_else_sees(measure)


def _shows_knowing(measure: Sentence, says: tuple[int, int]) -> bool:
    after = measure.words[says[1] : says[1] + 3]
    return measure.vocab.knows.found_in(after) or any(word.isdigit() for word in after)


def _parent_speaks(measure: Sentence, says_at: int, context: Context) -> bool:
    before = measure.tokens[max(0, says_at - _BEFORE_SAYS) : says_at]
    names = {word for adult in context.parents() for word in words(adult.name)}
    if measure.vocab.parent.found_in([token.word for token in before]):
        return True
    return any(token.is_capitalised and token.word in names for token in before)


def _somebody_else_sees(measure: Sentence) -> bool:
    vocab = measure.vocab
    lists = (vocab.observable, vocab.worker, vocab.school)
    if any(phrases.found_in(measure.words) for phrases in lists):
        return True
    return any(
        vocab.says.length_at(measure.words, at + length)
        for at in range(len(measure.tokens))
        if (length := measure.names.at(measure.tokens, at)[1])
    )


def counts_only_attendance(measure: Sentence, what: Sentence, now: str) -> bool:
    """M5: sessions, appointments or a certificate are counted, and nothing about the child."""
    vocab = measure.vocab
    said = vocab.read_past.without(measure.words)
    if not vocab.attendance.found_in(said) or measure.names_child():
        return False
    if vocab.child_effect.found_in(said) or vocab.school.found_in(said):
        return False
    if vocab.school.found_in(what.words) or vocab.school.found_in(words(now)):
        return False
    if what.subject.kind == "child" and vocab.child_goes.found_in(what.words):
        return False
    return not vocab.observable.found_in(vocab.attendance_proof.without(said))
