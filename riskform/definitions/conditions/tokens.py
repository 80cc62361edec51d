"""A condition's text to words, numbers, dates and signs, each with its offset."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from riskform.definitions.problems import Code

Kind = Literal["name", "number", "date", "sign", "end"]

_TOKEN = re.compile(
    r"\s*(?:(?P<date>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9.]))"
    r"|(?P<day_first>[0-9]{1,2}(?P<between>[/.])[0-9]{1,2}(?P=between)[0-9]{4}(?![0-9]))"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<name>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)"
    r"|(?P<sign><=|>=|!=|[()<>=+\-*,]))"
)

_NO_DIVISION = (
    "Nothing is divided; to compare, multiply the other side, as in 'missed * 10 > days'."
)
# Word puts curly quotes, long dashes and signs of one piece where the keyboard has others.
_REMEDIES = {
    **dict.fromkeys("'\"“”„‘’‚«»`", "Write option ids without quotes."),  # noqa: RUF001 - as Word.
    **dict.fromkeys("–—−", "Write '-', as the keyboard has it."),  # noqa: RUF001 - as Word.
    "≥": "Write '>='.",
    "≤": "Write '<='.",
    "≠": "Write 'is not'.",
    "×": "Write '*'.",  # noqa: RUF001 - as Word.
    "&": "Write 'and'.",
    "|": "Write 'or'.",
    "!": "Write 'not'.",
    **dict.fromkeys("/%÷", _NO_DIVISION),
    "[": "Use round brackets.",
    "{": "Use round brackets.",
}


class ConditionError(Exception):
    """A condition that can't be read: the offset in its text, a code, what is wrong, what to do."""

    def __init__(self, offset: int, code: Code, what: str, do: str) -> None:
        """Keep the facts of the problem; `offset` counts characters from 0."""
        super().__init__(what)
        self.offset, self.code, self.what, self.do = offset, code, what, do


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a condition and the offset, in characters from 0, at which it starts."""

    kind: Kind
    text: str
    offset: int


def read_tokens(text: str) -> list[Token]:
    """Return the tokens of `text`, the last one of kind `end`; raise ConditionError."""
    tokens: list[Token] = []
    position = 0
    end = len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise _strange(text, position)
        if match.lastgroup == "day_first":
            what = f"'{match['day_first']}' is no date here."
            do = "Write the year first, then month and day, as in 2026-03-02."
            raise ConditionError(match.start("day_first"), "bad-date", what, do)
        kind: Kind = match.lastgroup  # type: ignore[assignment]  # The pattern's groups are the kinds.
        tokens.append(Token(kind, match[kind], match.start(kind)))
        position = match.end()
    tokens.append(Token("end", "", end))
    return tokens


def _strange(text: str, position: int) -> ConditionError:
    offset = position + len(text[position:]) - len(text[position:].lstrip())
    sign = text[offset]
    if sign.isupper():
        what = f"a capital letter ('{sign}') stands here."
        return ConditionError(offset, "syntax", what, "Ids and words are written in small letters.")
    if unicodedata.category(sign) == "Cf":
        what = f"a character that can't be seen (number {ord(sign)}) stands here."
        do = "Delete it, or type the line again."
        return ConditionError(offset, "control-character", what, do)
    do = _REMEDIES.get(sign, "Use words, option ids, numbers and round brackets only.")
    return ConditionError(offset, "syntax", f"'{sign}' has no meaning in a condition.", do)
