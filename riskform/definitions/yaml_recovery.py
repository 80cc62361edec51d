"""What can be read of a section's file in spite of a mistake in its YAML.

A mistake in YAML ends the reading of the whole file. But most of a section are items, and an item
that can't be read by itself is left out: the others are read, and their mistakes are told in the
same run. Where it is not certain what belongs to what, nothing is read, and nothing is said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import yaml

from riskform.definitions.places import Spot, line_ends
from riskform.definitions.yaml_reading import Data, Reading, Refused
from riskform.definitions.yaml_troubles import not_yaml

_LISTS: Final = frozenset({"questions", "findings"})
# What may be missing without a word about it: nothing else in the file depends on it.
_NEEDED: Final = frozenset({"section", "questions"})
_MAY_BE_LOST: Final = frozenset({"title", "why", "show_if", "conditions"})
_KEY: Final = re.compile(r"([a-z_]+):(?:[ \t]|$)")
_ITEM: Final = re.compile(r"( *)-(?: |$)")
_SWALLOWED: Final = re.compile(
    r"(\s*)(?:section|title|ask|why|show_if|conditions|questions|findings)\b"
)
_NAME: Final = re.compile(r"[ \t]+([a-z][a-z0-9_]*):")
_MOST_PARTS: Final = 2_000
_MOST_BROKEN: Final = 50


@dataclass(frozen=True, slots=True)
class Recovered:
    """The data that could be read, and every mistake in the YAML.

    `lost` are the keys of which something was left out, and `lost_names` the named conditions.
    """

    data: dict[str, Data]
    root: Spot
    refused: tuple[Refused, ...]
    lost: frozenset[str]
    lost_names: frozenset[str]


@dataclass(slots=True)
class _Part:
    """Lines that belong together: an item of a list, or a key with all that stands under it."""

    key: str
    first: int
    last: int
    is_item: bool = False
    refused: list[Refused] = field(default_factory=list)


def recovered(text: str) -> Recovered | None:
    """Return what can be read of a text that is no YAML as a whole, or None."""
    ends = line_ends(text)
    lines = [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    parts = list(_parts(lines))
    if not 0 < len(parts) <= _MOST_PARTS:
        return None
    broken = []
    for part in parts:
        _read_alone(part, lines)
        broken += [part] if part.refused else []
        if len(broken) > _MOST_BROKEN:
            return None
    if any(_may_hold_more(part, lines) for part in broken):
        return None
    reading = _read_without(broken, lines)
    if reading is None or not isinstance(reading.data, dict) or not broken:
        return None
    if not reading.data.keys() >= _NEEDED:
        return None
    if any(part.key in reading.data and not reading.data[part.key] for part in broken):
        return None  # No item of the list is left, and it is not certain what it was.
    names = {name for part in broken if part.key == "conditions" for name in _names(part, lines)}
    refused = [refused for part in broken for refused in part.refused]
    return Recovered(
        reading.data,
        reading.root,
        tuple(sorted((*refused, *reading.refused), key=lambda one: (one.line, one.column))),
        frozenset(part.key for part in broken),
        frozenset(names),
    )


def _parts(lines: list[str]) -> Iterator[_Part]:
    """Yield each key of the file with its lines; of the lists, each item with its lines."""
    starts = [number for number, line in enumerate(lines) if _KEY.match(line)]
    for start, after in zip(starts, [*starts[1:], len(lines)], strict=False):
        key = _KEY.match(lines[start])
        name = key[1] if key else ""
        items = list(_items(lines, start + 1, after)) if name in _LISTS else []
        if not items:
            yield _Part(name, start, after)
        for first, last in zip(items, [*items[1:], after], strict=False):
            yield _Part(name, first, last, is_item=True)


def _items(lines: list[str], start: int, after: int) -> Iterator[int]:
    indent: str | None = None
    for number in range(start, after):
        item = _ITEM.match(lines[number])
        if item and (indent is None or item[1] == indent):
            indent = item[1]
            yield number


def _read_alone(part: _Part, lines: list[str]) -> None:
    """Read one part by itself, and keep what is wrong in it at its place in the file."""
    text = "".join(lines[part.first : part.last])
    reading = Reading(text)
    try:
        reading.read()
    except Refused as refused:
        if refused.code != "empty-file":
            part.refused = [*reading.refused, refused]
    except yaml.YAMLError as error:
        part.refused = [*reading.refused, not_yaml(error, text)]
    for one in part.refused:
        one.line += part.first


def _read_without(broken: list[_Part], lines: list[str]) -> Reading | None:
    """Read the file without the lines of some parts; every other place stays what it is."""
    left_out = {number for part in broken for number in range(part.first, part.last)}
    text = "".join(_blank(one) if n in left_out else one for n, one in enumerate(lines))
    reading = Reading(text)
    try:
        reading.read()
    except (Refused, yaml.YAMLError):
        return None
    return reading


def _blank(line: str) -> str:
    """Return a comment of the same length: unlike blanks, it is no part of a text before it."""
    words = line.rstrip("\r\n\x85\u2028\u2029")
    return "#".ljust(len(words))[: len(words)] + line[len(words) :]


def _may_hold_more(part: _Part, lines: list[str]) -> bool:
    """Tell whether a part is one that must not be lost, or seems to have swallowed another key."""
    if not part.is_item and part.key not in _MAY_BE_LOST:
        return True
    item = _ITEM.match(lines[part.first])
    margin = len(item[1]) if part.is_item and item else None
    swallowed = (_SWALLOWED.match(line) for line in lines[part.first + 1 : part.last])
    return any(one and (margin is None or len(one[1]) <= margin) for one in swallowed)


def _names(part: _Part, lines: list[str]) -> Iterator[str]:
    for line in lines[part.first + 1 : part.last]:
        found = _NAME.match(line)
        if found:
            yield found[1]
