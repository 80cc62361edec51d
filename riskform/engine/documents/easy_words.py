"""What people wrote, one idea a line, with weekdays and digits; not one other word is changed.

A line is broken only where both halves can still be understood, and nothing is done inside
quotation marks: what somebody said stays as it was said.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from riskform.engine.days import MONTHS, WEEKDAYS, day_with_weekday

# Letters of a sentence that fits on two lines of a page in large type.
LONG = 60
_FEWEST_WORDS = 3

_QUOTED = re.compile(r"(“[^”]*”|\"[^\"]*\")")
_CLOSED = re.compile(r"“[^”]*”|\"[^\"]*\"|\([^()]*\)|\[[^\[\]]*\]")
_END = re.compile(r"[.!?\u061f\u06d4]+[\"”\u2019)\]]*\s+")
# A full stop after these, or after one letter, ends no sentence.
_SHORTENED = re.compile(r"(?:\b(?:Dr|Mr|Mrs|Ms|St|Prof|Rev|Fr|e\.g|i\.e)|\b[A-Z])\Z")
_NUMBERED = re.compile(r"\b[Nn]o\Z")
_JOINED = re.compile(r"(?:;|,(?= (?:but|so|because|and|then) ))\s+")
# What stands before the comma reaches past it here, so the second half alone would say too much.
_REACHES_ON = re.compile(
    r"\b(?:if|unless|when|where|while|until|once|before|after|only|either|neither|both|between"
    r"|not|never|no|nobody|none|nothing|without|cannot)\b|n['\u2019]t\b",
    re.IGNORECASE,
)

_DAY_IN_WORDS = re.compile(
    rf"(?<![\w/])(?P<weekday>(?:{'|'.join(WEEKDAYS)}),? )?"
    rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})(?!\w)"
)
_DAY_IN_DIGITS = re.compile(r"(?<![\w/.])(\d{1,2})/(\d{1,2})/(\d{4})(?![\w/])")
_NUMBERS = "two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = re.compile(
    rf"(?:\A({'|'.join(word.title() for word in _NUMBERS)})|(?<![\w-])({'|'.join(_NUMBERS)}))"
    r"(?![\w-]| hundred| thousand| million)"
)


def lines_of(text: str) -> tuple[str, ...]:
    """Return a text as lines of one idea each: its lines, its sentences, parts of long ones."""
    return tuple(
        easy(part)
        for line in text.splitlines()
        for sentence in _sentences(line.strip())
        for part in _parts(sentence)
        if part
    )


def easy(line: str) -> str:
    """Return a line with the weekday before each date, and numbers as digits."""
    return _outside_quotes(line, lambda text: _with_digits(_with_weekdays(text)))


def _sentences(line: str) -> Iterator[str]:
    start = 0
    closed = _closed_places(line)
    for end in _END.finditer(line):
        after = line[end.end() :]
        if after and not _goes_on(line[: end.start()], after) and end.end() not in closed:
            yield line[start : end.end()].strip()
            start = end.end()
    yield line[start:].strip()


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a full stop between these two ends no sentence."""
    if after[0].islower() or _SHORTENED.search(before):
        return True
    return bool(_NUMBERED.search(before)) and after[0].isdigit()


def _parts(sentence: str) -> Iterator[str]:
    breaks = list(_JOINED.finditer(sentence)) if len(sentence) > LONG else []
    closed = _closed_places(sentence)
    start = 0
    for at in breaks:
        before, after = sentence[start : at.start()], sentence[at.end() :]
        if at.end() in closed or min(len(before.split()), len(after.split())) < _FEWEST_WORDS:
            continue
        if at.group().startswith(",") and not _can_part(sentence, after):
            continue
        yield sentence[start : at.end()].strip()
        start = at.end()
    yield sentence[start:].strip()


def _can_part(sentence: str, after: str) -> bool:
    """Tell whether the comma before `after` parts two ideas, and is not one of a list."""
    in_a_list = after.startswith("and ") and sentence.count(",") > 1
    return not in_a_list and not _REACHES_ON.search(sentence)


def _closed_places(text: str) -> frozenset[int]:
    """Return each place inside quotation marks or brackets."""
    spans = (span for found in _CLOSED.finditer(text) for span in range(*found.span()))
    return frozenset(spans)


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    pieces = _QUOTED.split(text)
    return "".join(piece if at % 2 else change(piece) for at, piece in enumerate(pieces))


def _with_weekdays(text: str) -> str:
    text = _DAY_IN_DIGITS.sub(
        lambda found: _day(found.group(), *(int(part) for part in found.groups())), text
    )
    return _DAY_IN_WORDS.sub(
        lambda found: (
            found.group()
            if found["weekday"]
            else _day(
                found.group(),
                int(found["day"]),
                MONTHS.index(found["month"]) + 1,
                int(found["year"]),
            )
        ),
        text,
    )


def _day(typed: str, day: int, month: int, year: int) -> str:
    try:
        return day_with_weekday(date(year, month, day))
    except ValueError:
        return typed


def _with_digits(text: str) -> str:
    return _NUMBER.sub(lambda found: str(_NUMBERS.index(found.group().lower()) + 2), text)
