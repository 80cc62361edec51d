"""The lines of a YAML file as entries: a key or an item, with what stands further in below it.

This looks at how far in lines begin and at the first words of each. It is used of a text that is
no YAML, so nothing here relies on what a parser would say.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import Final, Literal

Kind = Literal["key", "item", "text", "closing"]

_KEY: Final = re.compile(
    r"""("[^"]*"|'[^']*'|[^\s'"#\[\]{}@%`&*!|>?,-][^:#{]*?)[ \t]*:(?=\s|\Z)[ \t]*"""
)
_ITEM: Final = re.compile(r"-(?:[ \t]+|\Z)")
_MARGIN: Final = re.compile(r"( *)([ \t]*)")
_CLOSING: Final = ("]", "}")
_OPENER: Final = re.compile(r"([a-z][a-z0-9_]*):\Z")
_WORD: Final = re.compile(r"[a-z][a-z0-9_]*\Z")
# After one of these a value goes on, however far in the next lines begin.
_GOES_ON: Final = ("'", '"', "[", "{", "|", ">")
STEP: Final = 2
"""How much further in most authors begin what stands below a line."""

_MANY: Final = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line with words on it.

    It stands `indent` in; its words begin at `column`, which is less where a tab stands before
    them. `name` is the key, `value` what stands after it or after the dash. A `bare` key has no
    colon, and is told by the lines below it.
    """

    number: int
    indent: int
    column: int
    kind: Kind
    name: str = ""
    value: str = ""
    tabbed: bool = False
    bare: bool = False

    @property
    def opens(self) -> bool:
        """Tell whether what the line is about stands on the lines below it."""
        return self.kind == "item" or (self.kind == "key" and not self.value)

    @property
    def is_entry(self) -> bool:
        """Tell whether the line looks like the beginning of an entry."""
        return self.kind in {"key", "item"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its first line, and the lines further in below it, up to `after`.

    Its neighbours begin at `margin`; one that does not fit begins elsewhere, or is of another kind.
    Where it is plain what the first line was meant to be, it is `read` as that. `torn` are lines in
    the middle of it that seem to have slipped out.
    """

    head: Line
    below: tuple[Line, ...]
    after: int
    margin: int
    fits: bool = True
    meant: Line | None = None
    torn: tuple[Line, ...] = ()

    @property
    def read(self) -> Line:
        """Return the first line as it is read."""
        return self.meant or self.head

    @property
    def swallows(self) -> bool:
        """Tell whether entries stand below a line that can hold none."""
        return not self.read.opens and any(line.is_entry for line in self.below)


def worded_lines(lines: Sequence[str]) -> Iterator[Line]:
    """Yield every line that holds more than blanks and a comment."""
    found = list(_worded(lines))
    for index, line in enumerate(found):
        if line.tabbed:
            after = found[index + 1] if index + 1 < len(found) else None
            found[index] = _untabbed(line, found[index - 1] if index else None, after)
    for line, after in zip(found, [*found[1:], None], strict=False):
        yield _named_by(line, after, lines[line.number]) if after else line


def _worded(lines: Sequence[str]) -> Iterator[Line]:
    for number, text in enumerate(lines):
        margin = _MARGIN.match(text)
        words = text[margin.end() :].rstrip() if margin else ""
        if margin is not None and words and not words.startswith("#"):
            line = _line(number, len(margin[1]), len(margin[1]), words)
            tabs = margin[2].count("\t")
            yield replace(line, indent=line.indent + STEP * tabs, tabbed=True) if tabs else line


def _named_by(line: Line, after: Line, text: str) -> Line:
    """Return a line; a single word with entries below it is a key that lacks its colon."""
    below = line.kind == "text" and after.is_entry and after.indent >= line.indent
    word = text.strip()
    if below and _WORD.match(word) and (after.kind == "item" or after.indent > line.indent):
        return replace(line, kind="key", name=word, bare=True)
    return line


def _line(number: int, indent: int, column: int, words: str) -> Line:
    key, item = _KEY.match(words), _ITEM.match(words)
    if item:
        return Line(number, indent, column, "item", value=words[item.end() :])
    if key:
        value = words[key.end() :]
        name = key[1].strip("\"'")
        return Line(number, indent, column, "key", name, "" if value[:1] == "#" else value)
    return Line(number, indent, column, "closing" if words.startswith(_CLOSING) else "text")


def _untabbed(line: Line, before: Line | None, after: Line | None) -> Line:
    """Return a line with a tab as if it stood where its neighbours say that it was meant to.

    Words that are no entry go on from the line before.
    """
    inside = 0
    if before is not None:
        inside = before.indent + (len("- ") if before.kind == "item" else 0)
        inside += STEP if before.opens and not before.value else 0
    if not line.is_entry:
        return replace(line, indent=inside + STEP)
    places = [inside]
    if after is not None and after.is_entry and not after.tabbed:
        places.append(max(0, after.indent - (STEP if line.opens and not line.value else 0)))
    return replace(line, indent=min(places, key=lambda place: abs(place - line.indent)))


def inner_lines(entry: Entry, text: str) -> tuple[Line, ...]:
    """Return the lines of the entries that an entry holds; of an item, also what follows its dash.

    `text` is the whole first line of the entry. What is rather a text holds none.
    """
    head, inside = entry.read, entry.below
    if head.kind == "item" and head.value and not head.value.startswith("#"):
        column = text.index(head.value, head.column + 1)
        inside = (_line(head.number, column, column, head.value), *inside)
    entries = sum(line.is_entry for line in inside)
    return inside if 2 * entries > len(inside) else ()


def entries_in(lines: Sequence[Line], after: int, meant: int) -> list[Entry]:
    """Return the entries of a part of a file that ends before the line `after`, in order.

    They were meant to begin at the column `meant`, if that can't be told from them.
    """
    if not lines:
        return []
    margin = _margin_of(lines, meant)
    starts: list[int] = []
    for index, line in enumerate(lines):
        first = lines[starts[-1] + 1] if starts and index > starts[-1] + 1 else line
        if not starts or not _is_below(line, lines[starts[-1]], first, margin):
            starts.append(index)
    ends = [*starts[1:], len(lines)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        head = lines[start]
        last = lines[end].number if end < len(lines) else after
        found.append(Entry(head, tuple(lines[start + 1 : end]), last, margin))
    return _put_together(_of_one_kind(found))


def _margin_of(lines: Sequence[Line], meant: int) -> int:
    """Return how far in the entries begin: as the first, unless that one seems out of place."""
    first = lines[0]
    entries = [line.indent for line in lines if line.is_entry]
    places = {first.indent, min(entries, default=first.indent)}
    if not first.opens and not first.value.startswith(_GOES_ON) and len(entries) > 1:
        places.add(entries[1])
    return max(places, key=lambda at: (_beginning(lines, at), at == meant, at == first.indent))


def _beginning(lines: Sequence[Line], at: int) -> int:
    """Return how many entries begin at the column `at`, but for those of a line further out."""
    count, outer = 0, -1
    for line in lines:
        if line.is_entry and (outer < 0 or line.indent <= outer):
            count += line.indent == at
            outer = line.indent if line.opens and line.indent < at else -1
    return count


def _is_below(line: Line, head: Line, first: Line, margin: int) -> bool:
    """Tell whether a line belongs to the entry that begins with `head` and goes on with `first`.

    A bracket may be closed anywhere, and a list may begin where its key begins.
    """
    if line.kind == "closing":
        return True
    opens = head.kind == "key" and head.opens
    if opens and line.kind == "item" and line.indent == head.indent == first.indent:
        return True
    return line.indent > (min(margin, head.indent) if opens else margin)


def _of_one_kind(entries: list[Entry]) -> list[Entry]:
    """Return the entries; of two kinds, those of the rarer one do not fit."""
    own = [one for one in entries if _in_line(one) and one.head.is_entry]
    kinds = Counter(one.head.kind for one in own)
    # An item on one line may well be a key with a stray dash.
    lists = any(one.head.kind == "item" and one.below for one in own)
    usual = max(kinds, key=lambda kind: (kinds[kind], (kind == "item") is lists), default="key")
    return [
        replace(
            one,
            fits=_in_line(one) and one.head.kind == usual,
            meant=_meant(one) if usual == "key" else None,
        )
        for one in entries
    ]


def _meant(one: Entry) -> Line | None:
    """Return the first line of an entry as it was meant among keys, or None.

    That is plain of a key that holds what stands below it, and has a tab or a dash before it or no
    colon after it.
    """
    head = one.head
    opener = _OPENER.match(head.value) if head.kind == "item" else None
    name = opener[1] if opener else head.name
    plain = opener is not None or (head.kind == "key" and head.opens and (head.tabbed or head.bare))
    if not plain or head.indent != one.margin or not one.below:
        return None
    return Line(head.number, one.margin, one.margin, "key", name)


def _in_line(entry: Entry) -> bool:
    return entry.head.indent == entry.margin and not entry.head.tabbed


def _put_together(entries: list[Entry]) -> list[Entry]:
    """Return the entries; what goes on after a line that slipped out belongs to the one before."""
    found: list[Entry] = []
    for one in entries:
        before = found[-1] if found else None
        if before is not None and _slipped_out(one, before):
            goes_on = tuple(dropwhile(lambda line: not line.is_entry, one.below))
            words = (one.head, *one.below[: len(one.below) - len(goes_on)])
            found[-1] = replace(
                before,
                below=(*before.below, *goes_on),
                after=one.after,
                torn=(*before.torn, *words),
            )
        elif before is not None and _is_of_lost_item(one, before, found[:-1]):
            below = (*before.below, one.head, *one.below)
            found[-1] = replace(before, below=below, after=one.after)
        else:
            found.append(one)
    return found


def _is_of_lost_item(one: Entry, before: Entry, others: Sequence[Entry]) -> bool:
    """Tell whether a key, there twice, belongs to an item that slipped in among the keys."""
    if before.fits or before.meant is not None or before.head.kind != "item":
        return False
    return any(one.head.name == other.head.name for other in others if one.head.kind == "key")


def _slipped_out(one: Entry, before: Entry) -> bool:
    """Tell whether only the first line of an entry is out of place, in the middle of another."""
    head = one.head
    if head.opens or head.value.startswith(_GOES_ON):
        return False
    if not before.fits or not before.read.opens:
        return False
    indents = {line.indent for line in one.below if line.is_entry}
    if not before.below:
        return bool(indents)
    many = len(indents) >= _MANY or (head.kind == "text" and bool(indents))
    return many and min(indents) >= min(line.indent for line in before.below)
