"""How old a reader has to be: the Flesch-Kincaid grade, plus the five years before school.

Kincaid and others, 1975; syllables are counted by syllapy. On one sentence it is rough, so it is
only used well above the target.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import syllapy

from riskform.engine.smart.text import Token, tokens

_SENTENCE_END = re.compile(r"[.!?;:]+(?:['\u2019\")\]]*)(?:\s|$)")
_YEARS_BEFORE_SCHOOL = 5
_FEWEST_WORDS = 6  # A shorter text says too little about how hard it is to read.


@dataclass(frozen=True, slots=True)
class Measured:
    """What a text is made of; `syllables` holds its words in order, each with its syllables."""

    syllables: tuple[tuple[str, int], ...]
    sentences: tuple[int, ...]

    @property
    def age(self) -> float:
        """Return the age in years at which the text can be read; there has to be a word in it."""
        count = len(self.syllables)
        per_word = sum(number for _, number in self.syllables) / count
        return 0.39 * count / len(self.sentences) + 11.8 * per_word - 15.59 + _YEARS_BEFORE_SCHOOL


def reading_age(text: str) -> float | None:
    """Return the age in years at which `text` can be read, or None if it is too short to tell."""
    found = measured(text)
    return None if len(found.syllables) < _FEWEST_WORDS else found.age


def measured(text: str) -> Measured:
    """Return what `text` is made of; `sentences` are the numbers of words in each.

    Names and numbers count as one syllable: a name that is known is not hard to read. A name is
    what starts with a capital letter, and does not start a sentence.
    """
    sentences = [found for part in _SENTENCE_END.split(text) if (found := tokens(part))]
    return Measured(
        tuple(
            (token.typed, _syllables(token, is_first=at == 0))
            for sentence in sentences
            for at, token in enumerate(sentence)
        ),
        tuple(len(sentence) for sentence in sentences),
    )


def _syllables(token: Token, *, is_first: bool) -> int:
    if token.has_digit or (token.is_capitalised and not is_first):
        return 1
    return syllables(token.word)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return how many syllables a word in small letters has: listed by syllapy, or guessed."""
    # 0 is what syllapy says of what is no word.
    return max(1, int(syllapy.count(word)))
