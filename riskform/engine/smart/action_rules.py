"""Rules about an action: it starts with something one can do, and one person does it."""

import re

from riskform.engine.smart.sentence import Sentence
from riskform.engine.smart.text import Phrases, Token, tokens
from riskform.engine.smart.vocabulary import Vocabulary

_PART = re.compile(r"[,;:()\[\]\n]| [-\u2013\u2014] ")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})
_TWO = frozenset({"and", "or"})
_PLACE = frozenset({"of", "at", "from", "in", "for", "around", "within"})
_GIVEN_WITHIN = 3  # Words between "provide" and "support".
_NAME_WORDS = 2  # "Priya Nair": two capital letters in a row are taken for a person's name.


def starts_vaguely(action: Sentence) -> bool:
    """S3: it starts with monitor, support, ensure ... and has no number, day or "by showing"."""
    if action.has_number() or _says_how(action):
        return False
    first = _verb_start(action)
    starts = range(first, action.after_verb_start(first) + 1)
    return any(_is_vague_at(action, start) for start in starts)


def _is_vague_at(action: Sentence, at: int) -> bool:
    vocab, words = action.vocab, action.words
    if length := vocab.giving.length_at(words, at):
        return vocab.given.found_in(words[at + length : at + length + _GIVEN_WITHIN])
    return vocab.vague.length_at(words, at) > 0


def _verb_start(action: Sentence) -> int:
    subject = action.subject
    if action.words[:1] == ("to",):
        return 1
    passive = action.words[subject.verb : subject.verb + 1] == ("be",)
    if subject.must and (subject.kind != "thing" or passive):
        return subject.verb
    return subject.end if subject.kind in ("adult", "worker", "child") else 0


def _says_how(action: Sentence) -> bool:
    vocab, words = action.vocab, action.words
    if vocab.method.found_in(words):
        return True
    for at, word in enumerate(words):
        if word != "by":
            continue
        for then in words[at + 1 : at + 3]:
            if then.endswith("ing") and not vocab.vague.length_at((then,), 0):
                return True
    return False


def does_many_things(action: Sentence) -> bool:
    """S4: three or more "and" or ";" that join things to do, not two names."""
    joins = action.text.count(";")
    for at, word in enumerate(action.words):
        if word == "and" and not (
            _is_person(action, at - 1)
            and (_is_person(action, at + 1) or _is_person(action, at + 2))
        ):
            joins += 1
    return joins >= action.vocab.limits.joined_actions


def _is_person(action: Sentence, at: int) -> bool:
    if not 0 <= at < len(action.tokens):
        return False
    vocab, one = action.vocab, action.words[at : at + 1]
    lists = (vocab.adult, vocab.child, vocab.worker)
    return action.tokens[at].is_capitalised or any(words.found_in(one) for words in lists)


def is_nobody(owner: str, vocab: Vocabulary, adults: Phrases) -> bool:
    """A1: blank, a word that holds the place, a group, or two people at once."""
    parts = [part for part in (tokens(part) for part in _PART.split(owner)) if part]
    if vocab.is_blank(owner) or _names_nobody(parts[0], vocab):
        return True
    first = parts[0]
    if _is_group(first, vocab) or _are_two(owner, vocab, adults):
        return True
    is_relative = _ends_with(first, vocab.adult)
    return is_relative and any(_is_group(part, vocab) for part in parts[1:])


def _names_nobody(part: tuple[Token, ...], vocab: Vocabulary) -> bool:
    words = tuple(token.word for token in part)
    said = " ".join(words)
    is_letter = len(said) == 1 and said.isascii()  # One sign of another script can be a name.
    if is_letter or said in vocab.blank | vocab.no_name or not any(map(str.isalpha, said)):
        return True
    found = (*vocab.nobody.spans(words), *vocab.everybody.spans(words))
    return any(not _is_surname(part, span, vocab) for span in found)


def _is_surname(part: tuple[Token, ...], span: tuple[int, int], vocab: Vocabulary) -> bool:
    """Tell whether a word for nobody or everybody ends a person's name: Sarah Every, Mr None."""
    start, end = span
    before = part[:start]
    if not before or end < len(part) or end - start > 1 or not part[start].typed.istitle():
        return False
    words = tuple(token.word for token in before)
    if words[0] in _TITLES:
        return True
    lists = (vocab.adult, vocab.child, vocab.worker, vocab.groups, vocab.nobody, vocab.everybody)
    is_named = all(token.is_capitalised for token in before) and not vocab.no_name & {*words}
    return is_named and not any(phrases.found_in(words) for phrases in lists)


def _is_group(part: tuple[Token, ...], vocab: Vocabulary) -> bool:
    """Tell whether the last word of the part (before "of", "at" ...) is a group."""
    words = [token.word for token in part]
    if words[0] in _TITLES:
        return False
    for at, word in enumerate(words):
        if word in _PLACE and at:
            words = words[:at]
            break
    while len(words) > 1 and vocab.trailing.length_at(words, len(words) - 1):
        words.pop()
    return any(end == len(words) for _, end in vocab.groups.spans(words))


def _are_two(owner: str, vocab: Vocabulary, adults: Phrases) -> bool:
    part = _PART.split(owner)[0]
    sides: list[list[Token]] = [[]]
    for token in tokens(re.sub(r"[/&+]", " and ", part)):
        if token.word in _TWO:
            sides.append([])
        else:
            sides[-1].append(token)
    people = [side for side in sides if side and _is_one_person(tuple(side), vocab, adults)]
    return len(people) > 1


def _is_one_person(side: tuple[Token, ...], vocab: Vocabulary, adults: Phrases) -> bool:
    words = tuple(token.word for token in side)
    if words[0] in _TITLES or adults.found_in(words):
        return True
    if _is_role(side, vocab):
        return not _is_group(side, vocab)
    return len(side) >= _NAME_WORDS and all(token.is_capitalised for token in side)


def _is_role(part: tuple[Token, ...], vocab: Vocabulary) -> bool:
    """Tell whether the part ends with a word for an adult of the family or a worker."""
    return _ends_with(part, vocab.adult) or _ends_with(part, vocab.worker)


def _ends_with(part: tuple[Token, ...], phrases: Phrases) -> bool:
    words = tuple(token.word for token in part)
    return any(end == len(words) for _, end in phrases.spans(words))
