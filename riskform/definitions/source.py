"""YAML text to plain data, with the place of every value; every scalar stays text.

`yes`, `no`, `on`, `012` and `12:30` stay the words that were written. Aliases, anchors, tags,
duplicate keys, several documents in one file, files over 256 KB and nesting over 20 are refused;
where reading can go on after that, it does, so that one run tells as much as there is to tell.
"""

from dataclasses import dataclass, field

import yaml

from riskform.definitions.losses import NOTHING_LOST, Data, Losses, Path
from riskform.definitions.places import Spot, Start, line_and_column, lines_of, top_of_file
from riskform.definitions.problems import Code, Place, Problem
from riskform.definitions.yaml_reading import Reading, Refused
from riskform.definitions.yaml_recovery import recovered
from riskform.definitions.yaml_troubles import not_yaml

LARGEST_FILE = 256 * 1024

__all__ = ["LARGEST_FILE", "Data", "Path", "Source", "read_source", "read_what_can_be"]


@dataclass(slots=True)
class Source:
    """One file: its text, its data, and where each value and each key stands.

    `data` is None where the file can't be read to its end. `losses` are what was left out of it.
    """

    file: str
    text: str = ""
    data: Data = None
    root: Spot = field(default_factory=top_of_file)
    lines: list[str] = field(default_factory=list)
    losses: Losses = NOTHING_LOST

    def has(self, path: Path) -> bool:
        """Tell whether something is written at `path`."""
        return self._spot(path)[1]

    def written(self, path: Path) -> str:
        """Return the text that is written at `path`, empty where there is none."""
        spot, found = self._spot(path)
        return spot.text if found and isinstance(spot.text, str) else ""

    def place(self, path: Path, *, key: bool = False, offset: int = 0) -> Place:
        """Return the place of the value at `path`, or of the nearest value around it.

        With `key` it is the place of the key. `offset` counts characters into a text, however
        many lines the text is written on.
        """
        spot, found = self._spot(path)
        start: Start = spot.start
        if key and path and found:
            keys = self._spot(path[:-1])[0].keys or {}
            start = keys.get(str(path[-1]), start)
        elif found and isinstance(spot.text, str):
            line, column = line_and_column(self.text, spot.mark, spot.text, offset)
            return Place(self.file, line, column)
        return Place(self.file, start.line + 1, start.column + 1)

    def problem(
        self,
        path: Path,
        code: Code,
        what: str,
        do: str,
        *,
        key: bool = False,
        offset: int = 0,
        warning: bool = False,
    ) -> Problem:
        """Return a problem of this file at `path`, with the offending line."""
        place = self.place(path, key=key, offset=offset)
        return self.problem_at(place, code, what, do, warning=warning)

    def problem_at(
        self, place: Place, code: Code, what: str, do: str, *, warning: bool = False
    ) -> Problem:
        """Return a problem of this file at a place that is known already."""
        if not self.lines:
            self.lines = lines_of(self.text)
        excerpt = self.lines[place.line - 1] if place.line <= len(self.lines) else ""
        return Problem(place, code, what, do, excerpt, "warning" if warning else "error")

    def below(self, path: Path) -> "Source":
        """Return the places in this file below `path`: the paths of problems start there."""
        losses = self.losses.below(path)
        return Source(self.file, self.text, None, self._spot(path)[0], self.lines, losses)

    def _spot(self, path: Path) -> tuple[Spot, bool]:
        """Return the spot at `path`, or the nearest around it, and whether it is that of `path`."""
        spot = self.root
        for step in path:
            below = spot.below.get(step) if spot.below else None
            if below is None:
                return spot, False
            spot = below
        return spot, True


def read_source(
    file: str, content: bytes | str, largest: int = LARGEST_FILE
) -> tuple[Source, tuple[Problem, ...]]:
    """Read one YAML file of at most `largest` bytes, and return every problem of its YAML.

    The data is None where the file could not be read to its end.
    """
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(raw) > largest:
        what = f"this file is larger than {largest // 1024} KB."
        do = "Split it into several files."
        return Source(file), (Problem(Place(file, 1, 1), "too-large", what, do),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Source(file), (_not_text(file, raw, error.start),)
    source = Source(file, text)
    reading = Reading(text)
    refused = reading.refused
    try:
        reading.read()
    except Refused as one:
        refused.append(one)
    except yaml.YAMLError as error:
        refused.append(not_yaml(error, text))
    else:
        source.data, source.root = reading.data, reading.root
        source.losses = Losses(frozenset(reading.dropped_paths()))
    return source, tuple(_problem_of(source, one) for one in refused)


def read_what_can_be(file: str, content: bytes | str) -> tuple[Source, tuple[Problem, ...]]:
    """Read one YAML file as `read_source` does, and where that can't be done, what is left of it.

    `losses` of the source are then what was left out. Whoever uses the data without looking at the
    problems takes a part for the whole.
    """
    source, problems = read_source(file, content)
    found = recovered(source.text) if source.data is None else None
    if found is None:
        return source, problems
    source.data, source.root, source.losses = found.data, found.root, found.losses
    return source, tuple(_problem_of(source, refused) for refused in found.refused)


def _not_text(file: str, raw: bytes, position: int) -> Problem:
    line = raw.count(b"\n", 0, position) + 1
    column = position - raw.rfind(b"\n", 0, position)
    what = "this file is not text in UTF-8."
    do = "Save it as plain text, with the encoding UTF-8."
    return Problem(Place(file, line, column), "not-text", what, do)


def _problem_of(source: Source, refused: Refused) -> Problem:
    place = Place(source.file, refused.line + 1, refused.column + 1)
    return source.problem_at(place, refused.code, refused.what, refused.do)
