"""The events of the YAML parser to plain data, without recursion.

Nothing here can multiply or nest deeply: an alias is never followed, and the depth is counted
before anything is built.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

import yaml

from riskform.definitions.losses import Data, Path
from riskform.definitions.places import Spot, Start, lines_of, top_of_file
from riskform.definitions.problems import Code

DEEPEST_NESTING = 20
_MOST_MISTAKES = 50

# The stubs of PyYAML do not know that a mark is always there, nor what each event has.
_Event: TypeAlias = Any

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML does not allow in a text, though UTF-8 can write it.
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Spaces of other programs, and what takes no room: nobody sees them in a key.
_UNSEEN = re.compile("[\xa0\xad\u2000-\u200b\u202f\u2060\u3000\ufeff]")
_STARTS: dict[type, Callable[[], Any]] = {
    yaml.MappingStartEvent: dict,
    yaml.SequenceStartEvent: list,
}
_ENDS = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})
_NOTHING = frozenset({"", "~", "null"})


class Refused(Exception):
    """Something that is not read; line and column count from 0."""

    def __init__(self, line: int, column: int, code: Code, what: str, do: str) -> None:
        """Keep the place, the code, what is wrong and what to do."""
        super().__init__(what)
        self.line, self.column, self.code, self.what, self.do = line, column, code, what, do


def _unprintable(line: int, column: int, strange: str) -> Refused:
    what = f"a character that can't be seen (number {ord(strange)}) stands here."
    do = "Delete it, or type the line again."
    return Refused(line, column, "control-character", what, do)


class _Open(NamedTuple):
    """A container that is being filled, and the places of its keys and of what is in it."""

    container: Any
    keys: dict[str, Start]
    below: dict[str | int, Spot]


class Reading:
    """One file while it is read: `data` and `root` grow, and `refused` holds the mistakes."""

    def __init__(self, text: str) -> None:
        """Prepare to read `text`."""
        self.text = text
        self.data: Data = None
        self.root = top_of_file()
        self.refused: list[Refused] = []
        self._stack: list[_Open] = []
        self._key: str | None = None
        self._dropped: list[tuple[dict[str, Data], str]] = []

    def read(self) -> None:
        """Read to the end; raises Refused or YAMLError where that can't be done."""
        self._refuse_control_characters()
        loader = _Parser(self.text)
        try:
            self._events(loader)
        finally:
            loader.dispose()
        for container, key in self._dropped:
            del container[key]
        if not self._started():
            do = "Write something in it, or delete it."
            raise Refused(0, 0, "empty-file", "this file is empty.", do)

    def dropped_paths(self) -> Iterator[Path]:
        """Yield the path of each key that was written twice: nobody knows which one was meant."""
        waiting: list[tuple[Path, Data]] = [((), self.data)] if self._dropped else []
        while waiting:
            path, here = waiting.pop()
            for container, key in self._dropped:
                if container is here:
                    yield (*path, key.partition("\0")[0])
            inside = here.items() if isinstance(here, dict) else enumerate(_listed(here))
            waiting += (((*path, step), value) for step, value in inside)

    def _started(self) -> bool:
        return self.data is not None

    def _refuse_control_characters(self) -> None:
        strange = _CONTROL.search(self.text)
        if strange:
            lines = lines_of(self.text[: strange.start()])
            raise _unprintable(len(lines) - 1, len(lines[-1]), strange[0])

    def _events(self, loader: _Event) -> None:
        documents = 0
        next_event = loader.get_event
        while True:
            event = next_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind in _STARTS:
                self._open(event, _STARTS[kind]())
            elif kind in _ENDS:
                self._stack.pop()
                self._key = None
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                self._only_one(event, documents)
            elif kind is yaml.AliasEvent:
                raise self._at(event, "alias", f"an alias (*{event.anchor[:40]}) stands here.")
            elif kind is yaml.StreamEndEvent:
                return

    def _only_one(self, event: _Event, documents: int) -> None:
        if documents > 1:
            raise self._at(event, "two-documents", "a second document starts here.")

    def _at(self, event: _Event, code: Code, what: str) -> Refused:
        do = {
            "alias": "Write the text out instead.",
            "two-documents": "Put the second part into a file of its own.",
            "tag": "Take the tag out, or put the text in quotes.",
            "duplicate-key": "Give each key once; keep the one that you mean.",
            "bad-key": "Use a plain word as the key.",
            "too-deep": "Use fewer levels.",
        }[code]
        return Refused(event.start_mark.line, event.start_mark.column, code, what, do)

    def _note(self, refused: Refused) -> None:
        """Keep a mistake after which reading can go on."""
        self.refused.append(refused)
        if len(self.refused) > _MOST_MISTAKES:
            raise self.refused.pop()

    def _plain(self, event: _Event) -> None:
        if event.anchor:
            self._note(self._at(event, "alias", f"an anchor (&{event.anchor[:40]}) stands here."))
        if event.tag:
            self._note(self._at(event, "tag", f"a tag ({event.tag[:40]}) stands here."))

    def _open(self, event: _Event, container: dict[str, Data] | list[Data]) -> None:
        self._plain(event)
        if len(self._stack) >= DEEPEST_NESTING:
            what = f"this is nested more than {DEEPEST_NESTING} levels deep."
            raise self._at(event, "too-deep", what)
        opened = _Open(container, {}, {})
        spot = Spot(event.start_mark, event.end_mark.index, "", None, opened.keys, opened.below)
        self._put(event, container, spot)
        self._stack.append(opened)
        self._key = None

    def _scalar(self, event: _Event) -> None:
        if event.tag or event.anchor:
            self._plain(event)
        text, style = event.value, event.style
        if self._key is None and self._stack and type(self._stack[-1].container) is dict:
            self._start_key(event, text)
            return
        if style == '"' and (strange := _CONTROL.search(text)):
            # Written as an escape, such as "\0", it is none before the text is read.
            self._note(_unprintable(event.start_mark.line, event.start_mark.column, strange[0]))
        nothing = not style and text in _NOTHING
        spot = Spot(event.start_mark, event.end_mark.index, style or "", text)
        self._put(event, None if nothing else text, spot)

    def _start_key(self, event: _Event, text: str) -> None:
        container, keys, _ = self._stack[-1]
        if unseen := _UNSEEN.search(text):
            self._note(_unprintable(event.start_mark.line, event.start_mark.column, unseen[0]))
            text = _UNSEEN.sub("", text)
        if text in container:
            what = f"the key '{text[:60]}' stands here a second time."
            twice = self._at(event, "duplicate-key", what)
            if text == "id":
                twice.do = "Write a dash before it if something new begins here; else keep one."
            self._note(twice)
            # The second value is read, because mistakes may stand in it, and dropped at the end.
            text = f"{text}\0{event.start_mark.index}"
            self._dropped.append((container, text))
        self._key = text
        keys[text] = event.start_mark

    def _put(self, event: _Event, value: Data, spot: Spot) -> None:
        if not self._stack:
            self.data, self.root = value, spot
            return
        container, _, below = self._stack[-1]
        if type(container) is list:
            below[len(container)] = spot
            container.append(value)
        elif self._key is None:
            raise self._at(event, "bad-key", "a key is not a word.")
        else:
            below[self._key] = spot
            container[self._key] = value
            self._key = None


def _listed(data: Data) -> list[Data]:
    return data if isinstance(data, list) else []
