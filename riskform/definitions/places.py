"""Where something stands in a file: lines and columns as people count them."""

import re
from dataclasses import dataclass
from typing import NamedTuple, Protocol

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_NOT_SPACE = re.compile(r"\S")


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

    A value on several lines is folded: there the characters that are no white space are counted,
    because YAML changes nothing else in a text without quotes.
    """
    start = mark.start
    if mark.style in {"'", '"'}:
        start += 1
    elif mark.style in {"|", ">"}:
        first_end = _LINE_END.search(text, start, mark.end)
        start = first_end.end() if first_end else start
    before = len(value[:offset]) - sum(map(str.isspace, value[:offset]))
    index = start
    for number, found in enumerate(_NOT_SPACE.finditer(text, start, mark.end)):
        if number == before:
            index = found.start()
            break
        index = found.end()
    line_start = mark.start - mark.column
    line = mark.line + 1
    for end in _LINE_END.finditer(text, mark.start, index):
        line, line_start = line + 1, end.end()
    return line, index - line_start + 1
