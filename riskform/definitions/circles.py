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
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for start in needs:
        if start in number:
            continue
        waiting: list[tuple[str, Iterator[str]]] = [(start, iter(needs[start]))]
        number[start] = lowest[start] = len(number)
        stack.append(start)
        on_stack.add(start)
        while waiting:
            name, rest = waiting[-1]
            needed = next((n for n in rest if n in needs), None)
            if needed is None:
                waiting.pop()
                if waiting:
                    above = waiting[-1][0]
                    lowest[above] = min(lowest[above], lowest[name])
                if lowest[name] == number[name]:
                    yield _taken(stack, on_stack, name)
            elif needed not in number:
                number[needed] = lowest[needed] = len(number)
                stack.append(needed)
                on_stack.add(needed)
                waiting.append((needed, iter(needs[needed])))
            elif needed in on_stack:
                lowest[name] = min(lowest[name], number[needed])


def _taken(stack: list[str], on_stack: set[str], last: str) -> list[str]:
    knot = []
    while not knot or knot[-1] != last:
        knot.append(stack.pop())
    on_stack.difference_update(knot)
    return knot
