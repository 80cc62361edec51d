"""Words of a text, and word lists that know the forms of a word. All in one pass over the text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u0060\u00b4", "'"))
# Letters that Unicode does not take apart into a base letter and an accent.
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
    }
)
_LONGEST_WORD = 60  # A longer "word" is in no list; cutting it keeps every later step cheap.


class Token(NamedTuple):
    """One word: as typed, and folded to small letters without accents or a possessive ending."""

    typed: str
    word: str
    possessive: bool

    @property
    def is_capitalised(self) -> bool:
        """Tell whether it starts with a capital letter, as a name does."""
        return self.typed[0].isupper()

    @property
    def has_digit(self) -> bool:
        """Tell whether there is a digit in it, as in `9pm` and `£340`."""
        return has_digit(self.word)


def has_digit(word: str) -> bool:
    """Tell whether there is a digit in `word`."""
    return not word.isalpha() and any(letter.isdigit() for letter in word)


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of `text` in order; hyphens part words, apostrophes do not."""
    plain = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    return tuple(_token(found.group()) for found in _WORD.finditer(plain))


def _token(typed: str) -> Token:
    typed = typed[:_LONGEST_WORD]
    word = _without_accents(typed.casefold())
    possessive = word.endswith("'s")
    return Token(typed, word[:-2] if possessive else word, possessive)


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word.translate(_PLAIN))
    return "".join(part for part in parts if not unicodedata.combining(part))


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text`."""
    return tuple(token.word for token in tokens(text))


def verb_forms(verb: str) -> frozenset[str]:
    """Return the regular forms of `verb`: monitor, monitors, monitored, monitoring."""
    forms = {verb, verb + "s", verb + "es", verb + "ed", verb + "ing"}
    forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    if verb.endswith("e"):
        forms |= {verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y"):
        forms |= {verb[:-1] + "ies", verb[:-1] + "ied"}
    return frozenset(forms)


def noun_forms(noun: str) -> frozenset[str]:
    """Return `noun` and its regular plurals: agency, agencies."""
    forms = {noun, noun + "s", noun + "es"}
    if noun.endswith("y"):
        forms.add(noun[:-1] + "ies")
    return frozenset(forms)


def stem(word: str) -> str:
    """Return `word` without a common ending, so that `attends` and `attended` are one."""
    for ending in ("ing", "ed", "es", "ly", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2:  # noqa: PLR2004 - keeps `his`
            return word[: -len(ending)].removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word  # noqa: PLR2004 - keeps `the`


class Phrases:
    """A list of words and phrases, found in a sequence of folded words by their first word."""

    def __init__(self, entries: Iterable[str], forms: str = "") -> None:
        """Read `entries`. `forms` is "verbs" (of the first word), "nouns" (of the last) or ""."""
        self._by_first: dict[str, list[tuple[frozenset[str], ...]]] = {}
        for entry in entries:
            parts = [frozenset({word}) for word in words(entry)]
            if not parts:
                continue
            if forms == "verbs":
                parts[0] = frozenset().union(*(verb_forms(word) for word in parts[0]))
            elif forms == "nouns":
                parts[-1] = frozenset().union(*(noun_forms(word) for word in parts[-1]))
            for first in parts[0]:
                self._by_first.setdefault(first, []).append(tuple(parts))
        for options in self._by_first.values():
            options.sort(key=len, reverse=True)

    def length_at(self, text: Sequence[str], start: int) -> int:
        """Return how many words the longest phrase that begins at `start` has, 0 for none."""
        if not 0 <= start < len(text):
            return 0
        for parts in self._by_first.get(text[start], ()):
            there = text[start : start + len(parts)]
            if len(there) == len(parts) and all(w in p for w, p in zip(there, parts, strict=True)):
                return len(parts)
        return 0

    def spans(self, text: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Give start and end of each phrase found, left to right, none inside another."""
        behind = 0
        for at, word in enumerate(text):
            if word in self._by_first and at >= behind:
                length = self.length_at(text, at)
                if length:
                    behind = at + length
                    yield at, behind

    def found_in(self, text: Sequence[str]) -> bool:
        """Tell whether any phrase occurs."""
        return next(self.spans(text), None) is not None

    def without(self, text: Sequence[str]) -> tuple[str, ...]:
        """Return `text` with every phrase taken out."""
        inside = {at for start, end in self.spans(text) for at in range(start, end)}
        return tuple(word for at, word in enumerate(text) if at not in inside)
