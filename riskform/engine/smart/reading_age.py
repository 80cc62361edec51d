"""How old a reader has to be: the Flesch-Kincaid grade, plus the five years before school.

Kincaid and others, 1975. On one sentence it is rough, so it is only used well above the target.
"""

import re

from riskform.engine.smart.text import Token, tokens

_SENTENCE_END = re.compile(r"[.!?;:]+(?:\s|$)")
_VOWELS = frozenset("aeiouy")
_YEARS_BEFORE_SCHOOL = 5
_FEWEST_WORDS = 6  # A shorter text says too little about how hard it is to read.


def reading_age(text: str) -> float | None:
    """Return the age in years at which `text` can be read, or None if it is too short to tell.

    Names and numbers count as one syllable: a name that is known is not hard to read.
    """
    found = tokens(text)
    if len(found) < _FEWEST_WORDS:
        return None
    sentences = max(1, sum(1 for part in _SENTENCE_END.split(text) if tokens(part)))
    syllables = sum(_syllables(token, first=at == 0) for at, token in enumerate(found))
    grade = 0.39 * len(found) / sentences + 11.8 * syllables / len(found) - 15.59
    return grade + _YEARS_BEFORE_SCHOOL


def _syllables(token: Token, *, first: bool) -> int:
    if token.has_digit or (token.is_capitalised and not first):
        return 1
    word = token.word
    silent_e = word.endswith("e") and not word.endswith("le")
    word = word.removesuffix("e") if silent_e else word
    groups = sum(
        1
        for at, letter in enumerate(word)
        if letter in _VOWELS and (at == 0 or word[at - 1] not in _VOWELS)
    )
    return max(1, groups)
