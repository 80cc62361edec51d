"""Where something stands in a file: lines and columns as people count them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# One character that is no white space, as it is written without quotes and in either kind of them.
_NOT_SPACE = re.compile(r"\S")
_NOT_SPACE_IN_QUOTES = {
    "'": re.compile(r"''|\S"),
    '"': re.compile(r"\\(?:x.{2}|u.{4}|U.{8}|\S)|[^\s\\]"),
}
_WRITTEN_SPACE = re.compile(r"\\(?:[nrtvfNLP_]|(?:x|u00|U000000)(?:09|0[aAdD]|20|85|[aA]0))")


class Mark(NamedTuple):
    """Line and column from 0, the first and the last index in the text, and the YAML style."""

    line: int
    column: int
    start: int
    end: int
    style: str


class Start(Protocol):
    """Where something starts: line, column and index in the text, each from 0."""

    line: int
    column: int
    index: int


@dataclass(slots=True)
class Beginning:
    """The start of a file."""

    line: int = 0
    column: int = 0
    index: int = 0


@dataclass(slots=True)
class Spot:
    """Where one value stands, and the values in it; `text` is what a single value says.

    Few places are ever told, so no more is kept of each than the YAML reader made anyway.
    """

    start: Start
    end: int
    style: str
    text: str | None = None
    keys: dict[str, Start] | None = None
    below: "dict[str | int, Spot] | None" = None

    @property
    def mark(self) -> Mark:
        """Return the place in numbers."""
        return Mark(self.start.line, self.start.column, self.start.index, self.end, self.style)


def top_of_file() -> Spot:
    """Return the place of a file in which nothing was read yet."""
    return Spot(Beginning(), 0, "")


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, ended as YAML ends them, without their ends."""
    return _LINE_END.split(text)


def line_ends(text: str) -> list[int]:
    """Return the index after the end of each line of a text, the last line's included."""
    ends = [end.end() for end in _LINE_END.finditer(text)]
    return ends if ends and ends[-1] == len(text) else [*ends, len(text)]


def line_and_column(text: str, mark: Mark, value: str, offset: int) -> tuple[int, int]:
    """Return line and column, from 1, of the character at `offset` of the value at `mark`.

    A value on several lines is folded, so the characters that are no white space are counted;
    in quotes several signs may stand for one of them.
    """
    start = mark.start
    if mark.style in {"'", '"'}:
        start += 1
    elif mark.style in {"|", ">"}:
        first_end = _LINE_END.search(text, start, mark.end)
        start = first_end.end() if first_end else start
    before = len(value[:offset]) - sum(map(str.isspace, value[:offset]))
    index = start
    for number, found in enumerate(_characters(text, start, mark)):
        if number == before:
            index = found.start()
            break
        index = found.end()
    line_start = mark.start - mark.column
    line = mark.line + 1
    for end in _LINE_END.finditer(text, mark.start, index):
        line, line_start = line + 1, end.end()
    return line, index - line_start + 1


def _characters(text: str, start: int, mark: Mark) -> Iterator[re.Match[str]]:
    """Yield each character from `start` to the end of a value that is no white space."""
    pattern = _NOT_SPACE_IN_QUOTES.get(mark.style, _NOT_SPACE)
    for found in pattern.finditer(text, start, mark.end):
        if mark.style != '"' or not _WRITTEN_SPACE.fullmatch(found[0]):
            yield found
