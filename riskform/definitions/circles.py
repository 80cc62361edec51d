"""What depends on what, sorted; and every circle in it. No function here recurses."""

from collections import deque
from collections.abc import Iterator, Mapping

Needs = Mapping[str, tuple[str, ...]]


def sorted_by_dependency(needs: Needs) -> tuple[str, ...]:
    """Return every name after all that it needs, in the order of `needs` where that is free.

    In a circle the order is arbitrary; see `circles_in`.
    """
    done: dict[str, None] = {}
    entered: set[str] = set()
    for start in needs:
        waiting = [(start, iter(needs[start]))] if start not in entered else []
        entered.add(start)
        while waiting:
            name, rest = waiting[-1]
            needed = next((n for n in rest if n in needs and n not in entered), None)
            if needed is None:
                waiting.pop()
                done[name] = None
            else:
                entered.add(needed)
                waiting.append((needed, iter(needs[needed])))
    return tuple(done)


def circles_in(needs: Needs) -> list[tuple[str, ...]]:
    """Return one shortest circle out of each knot of names that need each other.

    A circle starts and ends with the name of it that comes first in `needs`.
    """
    place = {name: number for number, name in enumerate(needs)}
    circles = []
    for knot in _knots(needs):
        first = min(knot, key=place.__getitem__)
        if len(knot) > 1 or first in needs[first]:
            circles.append(_way_round(first, needs, frozenset(knot)))
    return sorted(circles, key=lambda circle: place[circle[0]])


def _way_round(first: str, needs: Needs, knot: frozenset[str]) -> tuple[str, ...]:
    """Return the shortest way from `first` back to itself inside the knot."""
    came_from: dict[str, str] = {}
    waiting = deque([first])
    while waiting:
        name = waiting.popleft()
        for needed in needs[name]:
            if needed == first:
                way = [name]
                while way[-1] != first:
                    way.append(came_from[way[-1]])
                return (*reversed(way), first)
            if needed in knot and needed not in came_from:
                came_from[needed] = name
                waiting.append(needed)
    raise AssertionError(first)  # Inside a knot every name leads back to itself.


def _knots(needs: Needs) -> Iterator[list[str]]:
    """Yield the strongly connected parts (Tarjan's algorithm, with a stack of its own)."""
    walk = _Walk(needs)
    for start in needs:
        if start not in walk.number:
            yield from walk.from_start(start)


class _Walk:
    """What Tarjan's algorithm knows so far: numbers in the order of entering, and the stack."""

    def __init__(self, needs: Needs) -> None:
        self.needs = needs
        self.number: dict[str, int] = {}
        self.lowest: dict[str, int] = {}
        self.stack: dict[str, None] = {}
        self.waiting: list[tuple[str, Iterator[str]]] = []

    def from_start(self, start: str) -> Iterator[list[str]]:
        self._enter(start)
        while self.waiting:
            name, rest = self.waiting[-1]
            needed = next((n for n in rest if n in self.needs), None)
            if needed is None:
                yield from self._leave(name)
            elif needed not in self.number:
                self._enter(needed)
            elif needed in self.stack:
                self.lowest[name] = min(self.lowest[name], self.number[needed])

    def _enter(self, name: str) -> None:
        self.number[name] = self.lowest[name] = len(self.number)
        self.stack[name] = None
        self.waiting.append((name, iter(self.needs[name])))

    def _leave(self, name: str) -> Iterator[list[str]]:
        self.waiting.pop()
        if self.waiting:
            above = self.waiting[-1][0]
            self.lowest[above] = min(self.lowest[above], self.lowest[name])
        if self.lowest[name] == self.number[name]:
            knot = [self.stack.popitem()[0]]
            while knot[-1] != name:
                knot.append(self.stack.popitem()[0])
            yield knot
