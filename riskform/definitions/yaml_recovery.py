"""What can be read of a file in spite of the mistakes in its YAML.

A mistake in YAML ends the reading of the whole file. But a file is made of entries within entries,
and one that can't be read by itself is left out: as little of the file as will do. The others are
read, and their mistakes are told in the same run.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import yaml

from riskform.definitions.losses import Data, Losses, Path, lost_after
from riskform.definitions.places import Spot, line_ends
from riskform.definitions.yaml_entries import (
    STEP,
    Entry,
    Line,
    entries_in,
    inner_lines,
    worded_lines,
)
from riskform.definitions.yaml_reading import DEEPEST_NESTING, Reading, Refused
from riskform.definitions.yaml_troubles import not_yaml, out_of_place

_MOST_LINES: Final = 8_000
_MOST_ENTRIES: Final = 3_000
_MOST_BROKEN: Final = 50
# What separates documents is no entry.
_DOCUMENTS: Final = re.compile(r"^(?:---|\.\.\.|%)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Recovered:
    """The data that could be read, every mistake in the YAML, and what was left out."""

    data: Data
    root: Spot
    refused: tuple[Refused, ...]
    losses: Losses


class _TooBroken(Exception):
    """So much is wrong that leaving things out would tell nobody anything."""


def recovered(text: str) -> Recovered | None:
    """Return what can be read of a text that is no YAML as a whole, or None."""
    if _DOCUMENTS.search(text) or text.count("\n") > _MOST_LINES:
        return None
    salvage = _Salvage(text)
    try:
        salvage.part(salvage.words, len(salvage.lines), (), 0)
    except _TooBroken:
        return None
    reading = salvage.reading(0, len(salvage.lines))
    if isinstance(reading, list) or not salvage.refused or not isinstance(reading.data, dict):
        return None
    found = (*salvage.refused, *reading.refused)
    losses = Losses(frozenset(salvage.keys), frozenset(salvage.around), "".join(salvage.texts))
    return Recovered(
        reading.data,
        reading.root,
        _told(sorted(found, key=lambda one: (one.line, one.column))),
        lost_after(losses, reading.data, salvage.followed, reading.dropped_paths()),
    )


def _told(refused: list[Refused]) -> tuple[Refused, ...]:
    """Return the mistakes; of the same one on line after line only the first is told."""
    return tuple(
        one
        for before, one in zip([None, *refused], refused, strict=False)
        if before is None or (before.line + 1, before.what) != (one.line, one.what)
    )


class _Salvage:
    """One file while its entries are read; what can't be read is left out, and kept as lost.

    `keys` are the paths that were lost. `around` are those of a part from which something was lost
    that has no name; after one of `followed` something was lost that may have belonged to it.
    """

    def __init__(self, text: str) -> None:
        ends = line_ends(text)
        self.lines = [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
        self.words = tuple(worded_lines(self.lines))
        self.left_out: dict[int, int] = {}
        self.refused: list[Refused] = []
        self.keys: set[Path] = set()
        self.around: set[Path] = set()
        self.followed: list[Path] = []
        self.texts: list[str] = []
        self._torn: list[int] = []
        self._mended: dict[int, str] = {}
        self._entries = 0

    def part(self, words: Sequence[Line], after: int, path: Path, meant: int) -> bool:
        """Read the entries of a part by themselves; tell whether any is left.

        It ends before the line `after`, and was meant to begin at the column `meant`.
        """
        kept = 0
        before: Path | None = None
        for entry in entries_in(words, after, meant):
            self._entries += 1
            many = self._entries > _MOST_ENTRIES or len(self.refused) > _MOST_BROKEN
            if many or len(path) > DEEPEST_NESTING:
                raise _TooBroken
            step = entry.read.name if entry.read.kind == "key" else kept
            if self._entry(entry, (*path, step), before):
                kept += 1
                before = (*path, step)
        return kept > 0

    def _entry(self, entry: Entry, path: Path, before: Path | None) -> bool:
        """Tell whether an entry is kept; what is wrong in it is left out."""
        head = entry.read
        if entry.meant is not None:
            self.refused.append(self._out_of_place(entry.head, entry.margin))
            self._mended[head.number] = f"{' ' * head.column}{head.name}:"
        elif not entry.fits:
            self.refused.append(self._out_of_place(head, entry.margin))
            self._leave_out(entry, path[:-1], before, named=False)
            if head.indent < entry.margin and path[:-1]:
                self.around.add(path[:-2])  # It may belong to what stands around its neighbours.
            return False
        for line in entry.torn:
            self._tear(line)
        read = self.reading(head.number, entry.after, head)
        mistakes = read if isinstance(read, list) else []
        if not mistakes and not (head.opens and self._is_torn(head.number, entry.after)):
            return True
        told = len(self.refused)
        if head.opens and self._is_left(entry, path):
            return True
        if len(self.refused) == told:
            self.refused += mistakes
        self._leave_out(entry, path[:-1], before, named=head.kind == "key")
        return False

    def _is_left(self, entry: Entry, path: Path) -> bool:
        """Read what an entry holds; tell whether some is left that can be read together."""
        head = entry.read
        inside = inner_lines(entry, self.lines[head.number])
        if self._is_torn(head.number, entry.after):
            self.around.add(path)
        if not self.part(inside, entry.after, path, head.indent + STEP):
            return False
        return not isinstance(self.reading(head.number, entry.after, head), list)

    def _out_of_place(self, line: Line, margin: int) -> Refused:
        return out_of_place(line, margin, self.lines[line.number])

    def _tear(self, line: Line) -> None:
        self.refused.append(self._out_of_place(line, line.indent + STEP))
        self._blank(line.number, line.column)
        self._torn.append(line.number)

    def _is_torn(self, first: int, after: int) -> bool:
        return any(first < number < after for number in self._torn)

    def _leave_out(self, entry: Entry, around: Path, before: Path | None, *, named: bool) -> None:
        """Leave an entry out, and keep that it was lost; by its name, where it surely has one."""
        for number in range(entry.head.number, entry.after):
            self._blank(number, entry.head.column if number == entry.head.number else 0)
            self._mended.pop(number, None)
        if named and not entry.swallows:
            self.keys.add((*around, entry.read.name))
            return
        self.around.add(around)
        if before is not None and entry.head.kind != "item":
            self.followed.append(before)

    def _blank(self, number: int, column: int) -> None:
        if number not in self.left_out:
            self.texts.append(self.lines[number][column:])
        self.left_out[number] = min(column, self.left_out.get(number, column))

    def reading(self, first: int, after: int, head: Line | None = None) -> Reading | list[Refused]:
        """Return some lines read without what is left out, or the mistakes in them.

        With `head` the first line is read from where that begins, and must begin such an entry.
        """
        lines = [self._without(number) for number in range(first, after)]
        if head is not None and lines:
            lines[0] = " " * head.column + lines[0][head.column :]
        text = "".join(lines)
        reading = Reading(text)
        try:
            reading.read()
        except Refused as refused:
            mistakes = [*reading.refused, refused]
        except yaml.YAMLError as error:
            mistakes = [*reading.refused, not_yaml(error, text)]
        else:
            return reading
        for one in mistakes:
            one.line += first
        return mistakes

    def _without(self, number: int) -> str:
        """Return a line as it is read.

        One that is left out is a comment, which is no part of a text before it.
        """
        line = self.lines[number]
        column = self.left_out.get(number)
        words = line.rstrip("\r\n\x85\u2028\u2029")
        if column is None:
            return self._mended.get(number, words) + line[len(words) :]
        rest = max(len(words) - column, 0)
        return words[:column] + "#".ljust(rest)[:rest] + line[len(words) :]
