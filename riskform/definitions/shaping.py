"""Data to shapes, with every problem in them.

What can't be used is cut out, or a stand-in is put in its place, and the rest is shaped all the
same: one mistake hides no other.
"""

from collections.abc import Collection
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from riskform.definitions.losses import ANYTHING, Losses
from riskform.definitions.problems import Problem
from riskform.definitions.shape_problems import (
    empty_places,
    empty_problem,
    meant_key,
    problems_of,
)
from riskform.definitions.shapes import ASKED_OF, Shape
from riskform.definitions.source import Data, Path, Source

S = TypeVar("S", bound=BaseModel)

_MOST_ROUNDS = 8
# A file with more mistakes is another kind of file: mending it would tell nobody anything.
_MOST_MENDED = 2_000
# A condition that can stand anywhere.
_ANY_CONDITION = "count(child where child.is_born) >= 0"
# What stands in for a required value that is missing or can't be read, and for a list's item.
_STAND_INS: dict[str, Data] = {
    "label": "?",
    "title": "?",
    "says": "?",
    "do": "?",
    "text": "?",
    "owner": "?",
    "message": "?",
    "name": "?",
    "when": _ANY_CONDITION,
    "that": _ANY_CONDITION,
    "kind": "unclear",
    "type": "text",
    "version": "1",
    "within": "1 working day",
    "review_by": "9999-12-31",
    "scenario": "?",
    "given": {"on": "2000-01-01", "level": "3"},
    "on": "2000-01-01",
    "level": "3",
}
_ITEMS: dict[str, tuple[str, ...]] = {
    "questions": ("id", "label", "type"),
    "fields": ("id", "label", "type"),
    "findings": ("id", "kind", "when", "says"),
    "wording": ("when",),
    "check": ("that", "message"),
}


@dataclass(frozen=True, slots=True)
class Shaped(Generic[S]):
    """A shape, as much of it as could be read, or None; and the problems.

    `damaged` holds the path of each value that was cut out or replaced: what is said about it
    later may be wrong.
    """

    shape: S | None
    problems: list[Problem] = field(default_factory=list)
    damaged: frozenset[Path] = frozenset()


def shaped(source: Source, shape: type[S]) -> tuple[S | None, list[Problem]]:
    """Return the data of `source` as `shape`, or None and every problem in it."""
    whole = mended(source, shape)
    return (None if whole.problems else whole.shape), whole.problems


def mended(source: Source, shape: type[S]) -> Shaped[S]:
    """Return the file as `shape`, without what can't be used, and every problem in it."""
    strict = issubclass(shape, Shape) and not shape.may_be_empty
    empty = empty_places(source.data) if strict else []
    problems = [empty_problem(source, path) for path in empty]
    damaged = {*empty, *source.losses.paths()}
    try:
        return Shaped(shape.model_validate(source.data), problems, frozenset(damaged))
    except ValidationError as error:
        details = _elsewhere(error.errors(include_url=False), empty)
        problems += problems_of(source, shape, _not_of_losses(details, source.losses), ())
        if len(details) > _MOST_MENDED:
            return Shaped(None, problems)
    mender = _Mender(shape, deepcopy(source.data), PurePosixPath(source.file), damaged)
    for _ in range(_MOST_ROUNDS):
        try:
            return Shaped(shape.model_validate(mender.data), problems, frozenset(mender.damaged))
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_context=False):
                mender.mend(detail)
    return Shaped(None, problems, frozenset(mender.damaged))


def _not_of_losses(details: list[ErrorDetails], losses: Losses) -> list[ErrorDetails]:
    """Return the mistakes that are not only there because of a mistake in the YAML."""
    return _elsewhere(details, [one["loc"] for one in details if _was_lost(one, losses)])


def _elsewhere(details: list[ErrorDetails], told: Collection[Path]) -> list[ErrorDetails]:
    """Return the mistakes at other paths than `told`; a list is not empty because of those."""
    around = {path[:depth] for path in told for depth in range(len(path))}
    return [
        detail
        for detail in details
        if detail["loc"] not in told
        and (detail["type"] != "too_short" or detail["loc"] not in around)
    ]


def _was_lost(detail: ErrorDetails, losses: Losses) -> bool:
    """Tell whether what is missing is only not there because of a mistake in the YAML."""
    path: Path = detail["loc"]
    if detail["type"] == "too_short":
        return losses.may_hold((*path, ANYTHING))
    return detail["type"] == "missing" and losses.may_hold(path)


class _Mender:
    def __init__(
        self, shape: type[BaseModel], data: Data, file: PurePosixPath, damaged: set[Path]
    ) -> None:
        self.shape = shape
        self.data = data
        self.file = file
        self.damaged = damaged
        self.said: Data = None

    def mend(self, detail: ErrorDetails) -> None:
        path: Path = tuple(step for step in detail["loc"] if step != "[key]")
        misspelt = detail["type"] == "extra_forbidden"
        # A key that means nothing does no damage; a misspelt one damages what it stands for.
        meant = meant_key(self.shape, detail) if misspelt else path
        if len(meant) == len(path):
            self.damaged.add(meant)
        around = self._at(path[:-1]) if path else None
        if isinstance(around, list) and isinstance(path[-1], int):
            self._mend_item(around, path)
        elif isinstance(around, dict):
            name = str(path[-1])
            self.said = around.pop(name, None)
            stand_in = self._stand_in(path)
            if detail["type"] != "extra_forbidden" and stand_in is not None:
                around[name] = stand_in
            elif detail["type"] == "missing" and path[:-1]:
                # Nothing can stand in for it, so what it is missing from is left out.
                self.mend({"type": "cut", "loc": path[:-1], "msg": "", "input": None})

    def _mend_item(self, around: list[Data], path: Path) -> None:
        name, index = str(path[-2]) if len(path) > 1 else "", path[-1]
        keys = _ITEMS.get(name)
        if keys is not None and isinstance(index, int):
            around[index] = {key: self._stand_in((*path, key)) for key in keys}
        else:
            # A list of plain words: it is left out whole, so that no other place moves.
            self.mend({"type": "cut", "loc": path[:-1], "msg": "", "input": None})

    def _stand_in(self, path: Path) -> Data:
        name = str(path[-1])
        if path in {("section",), ("form",), ("agency",)}:
            return self.file.parent.name if name == "form" else self.file.stem
        if path == ("ask",):
            # What was probably meant, so that the conditions of the section can be read.
            near = get_close_matches(str(self.said), ASKED_OF, n=1, cutoff=0.3)
            return near[0] if near else None
        if name == "id":
            return "unreadable_" + "_".join(str(step) for step in path if isinstance(step, int))
        return _STAND_INS.get(name)

    def _at(self, path: Path) -> Data:
        here = self.data
        for step in path:
            if isinstance(here, dict) and isinstance(step, str):
                here = here.get(step)
            elif isinstance(here, list) and isinstance(step, int) and step < len(here):
                here = here[step]
            else:
                return None
        return here
