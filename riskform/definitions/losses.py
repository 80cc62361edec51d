"""What was left out of a file that could not be read whole, so that nobody is told of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

Data = dict[str, "Data"] | list["Data"] | str | None
Path = tuple[str | int, ...]

ANYTHING: Final = "*"
"""Stands in a path for whatever may have been there."""


@dataclass(frozen=True, slots=True)
class Losses:
    """What was left out, as `text`, and where.

    `keys` are paths of values that are lost, or may be others than those that were read. From
    `around`, a path of keys or of a list, something was lost of which nobody knows the name.
    """

    keys: frozenset[Path] = frozenset()
    around: frozenset[Path] = frozenset()
    text: str = ""

    def may_hold(self, path: Path) -> bool:
        """Tell whether what is missing at `path` may have been written and lost."""
        if path in self.keys:
            return True
        name = path[-1] if path else ANYTHING
        return path[:-1] in self.around and (not isinstance(name, str) or self._says(name))

    def _says(self, name: str) -> bool:
        return name == ANYTHING or name in self.text

    def paths(self) -> Iterator[Path]:
        """Yield the path of everything that was lost; ANYTHING stands for what has no name."""
        yield from self.keys
        yield from ((*path, ANYTHING) for path in self.around)

    def below(self, path: Path) -> "Losses":
        """Return what was lost below `path`, with paths that start there."""
        depth = len(path)
        return replace(
            self,
            keys=frozenset(one[depth:] for one in self.keys if one[:depth] == path),
            around=frozenset(one[depth:] for one in self.around if one[:depth] == path),
        )


NOTHING_LOST: Final = Losses()


def lost_after(
    losses: Losses, data: Data, followed: Iterable[Path], doubtful: Iterable[Path]
) -> Losses:
    """Return the losses, with what may have been lost at the end of each path of `followed`.

    Of the values in `doubtful` nobody knows whether they are the ones that were meant.
    """
    ends = (end for path in followed for end in _ends(data, path))
    return replace(losses, keys=losses.keys.union(doubtful), around=losses.around.union(ends))


def _ends(data: Data, path: Path) -> Iterator[Path]:
    """Yield the path of each list and each mapping that is still going on at the end of `path`."""
    here = data
    for step in path:
        here = _inside(here).get(step)
    while inside := _inside(here):
        yield path
        last, here = list(inside.items())[-1]
        path = (*path, last)


def _inside(data: Data) -> dict[str | int, Data]:
    """Return what stands in a list or a mapping, by its step of a path."""
    steps = data.items() if isinstance(data, dict) else enumerate(data or ())
    return {} if isinstance(data, str) else dict(steps)
