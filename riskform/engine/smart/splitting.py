"""An action with several doing words, told apart into the things that somebody does."""

import re
from collections.abc import Iterator, Sequence

from riskform.definitions.smart_rules import SmartRules
from riskform.engine.smart.text import words
from riskform.engine.smart.vocabulary import vocabulary

_PIECE = re.compile(r"\S+")
_LIST_MARK = re.compile(r"(?:[-*+\u2013\u2014\u2022]|\d{1,2}[.)])\Z")
_JOINS = frozenset({"and", "then", "also", "&", "+"})
_LEAST = 2  # Words of a part: "ring and visit Carly" is one thing to do.
MOST_PARTS = 12  # What comes after stays in the last one.
# Before one of these a doing word is the name of a thing: "and a visit of".
_OF_A_THING = frozenset({"of", "by", "is", "are", "was", "were"})


def separate_actions(text: str, rules: SmartRules | None) -> tuple[str, ...]:
    """Return the parts of `text`, each beginning with a doing word; () where it is only one.

    A part begins where a doing word of the rules follows "and", "then", a comma, a semicolon, a
    full stop or the end of a line; where that finds none, at each line that is not blank. Every
    word stays, in order, but for the "and", "then" and "also" between two parts and the marks or
    numbers before the lines of a list.
    """
    pieces = [match.span() for match in _PIECE.finditer(text)]
    starts = _at_doing_words(text, pieces, rules)
    if not starts:
        starts = _at_lines(text, pieces)
    parts = _cut(text, pieces, [0, *starts[: MOST_PARTS - 1]]) if starts else ()
    return parts if len(parts) > 1 else ()


def _at_doing_words(
    text: str, pieces: Sequence[tuple[int, int]], rules: SmartRules | None
) -> list[int]:
    """Return at which pieces a further thing to do begins."""
    if rules is None:
        return []
    doing = vocabulary(rules).doing
    said = [words(text[start:end]) for start, end in pieces]
    found: list[int] = []
    begins = 0
    for at in range(1, len(pieces)):
        alone = len(said[at]) == 1 and text[pieces[at][1] - 1].isalnum()
        if not alone or not doing.length_at(said[at], 0) or _names_a_thing(said, at):
            continue
        if not _is_after_a_join(text, pieces, at):
            continue
        before = [word for word in said[begins:at] if word and word[0] not in _JOINS]
        if len(before) >= _LEAST:
            found.append(at)
            begins = at
    return found


def _names_a_thing(said: Sequence[tuple[str, ...]], at: int) -> bool:
    after = [word for word in said[at + 1 : at + 3] if word]
    return not after or after[0][0] in _OF_A_THING


def _is_after_a_join(text: str, pieces: Sequence[tuple[int, int]], at: int) -> bool:
    (start, end), (here, _) = pieces[at - 1], pieces[at]
    before = text[start:end]
    if _is_join(before) or before[-1] in ",;." or "\n" in text[end:here]:
        return True
    return _is_list_mark(text, pieces, at - 1)


def _is_join(piece: str) -> bool:
    return piece.casefold().rstrip(",;") in _JOINS


def _is_list_mark(text: str, pieces: Sequence[tuple[int, int]], at: int) -> bool:
    """Tell whether the piece is the dash or the number before a line of a list."""
    start, end = pieces[at]
    is_first = at == 0 or "\n" in text[pieces[at - 1][1] : start]
    return is_first and _LIST_MARK.match(text[start:end]) is not None


def _at_lines(text: str, pieces: Sequence[tuple[int, int]]) -> list[int]:
    return [at for at in range(1, len(pieces)) if "\n" in text[pieces[at - 1][1] : pieces[at][0]]]


def _cut(text: str, pieces: Sequence[tuple[int, int]], starts: Sequence[int]) -> tuple[str, ...]:
    """Return the texts that begin at `starts`, without what only joined or listed them."""
    return tuple(_parts(text, pieces, starts))


def _parts(text: str, pieces: Sequence[tuple[int, int]], starts: Sequence[int]) -> Iterator[str]:
    for number, first in enumerate(starts):
        is_last = number == len(starts) - 1
        last = (len(pieces) if is_last else starts[number + 1]) - 1
        start = first + 1 if _is_list_mark(text, pieces, first) and first < last else first
        while not is_last and last > start and _is_join_or_mark(text, pieces, last):
            last -= 1
        part = text[pieces[start][0] : pieces[last][1]]
        part = part if is_last else part.rstrip(",;")
        if part:
            yield part[0].upper() + part[1:] if part[0].isascii() else part


def _is_join_or_mark(text: str, pieces: Sequence[tuple[int, int]], at: int) -> bool:
    start, end = pieces[at]
    return _is_join(text[start:end]) or _is_list_mark(text, pieces, at)
