"""Where the nodes of a graph stand: in columns from left to right, each after what leads to it.

An edge over several columns passes between their nodes, so that no line runs through a box.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

BETWEEN_NODES = 14
BETWEEN_COLUMNS = 84
_SWEEPS = 6
_ROOM_OF_A_LINE = 4

Ends = tuple[str, str]  # the ids of an edge's source and target
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """The upper left corner of each node by id, the points of each edge, and the whole size."""

    corners: Mapping[str, Point]
    routes: Mapping[Ends, tuple[Point, ...]]
    width: float
    height: float


def laid_out(
    heights: Mapping[str, float], edges: Sequence[Ends], width: float, groups: Mapping[str, int]
) -> Layout:
    """Place nodes, all of one `width`, with these heights by id in reading order.

    Nodes of one of the `groups` stand together in each column, a lower number higher up.
    """
    ranks = _ranks(list(heights), edges)
    chains = {ends: _chain(number, ends, ranks) for number, ends in enumerate(dict.fromkeys(edges))}
    rooms = dict(heights)
    of_group = dict(groups)
    for chain in chains.values():
        for name, rank in chain[1:-1]:
            rooms[name] = _ROOM_OF_A_LINE
            ranks[name] = rank
            of_group[name] = groups[chain[-1][0]]
    links = [
        (one[0], two[0])
        for chain in chains.values()
        for one, two in pairwise(chain)
        if two[1] == one[1] + 1
    ]
    columns = _columns(rooms, ranks, links, of_group)
    tops = _tops(columns, rooms, links)
    step = width + BETWEEN_COLUMNS
    corners = {name: (ranks[name] * step, tops[name]) for name in heights}
    routes = {
        ends: tuple(_points(chain, tops, rooms, step, width)) for ends, chain in chains.items()
    }
    tallest = max((tops[name] + rooms[name] for name in rooms), default=0.0)
    return Layout(corners, routes, len(columns) * step - BETWEEN_COLUMNS, tallest)


def _ranks(names: list[str], edges: Sequence[Ends]) -> dict[str, int]:
    """Return the column of each node: after all that leads to it, but for a circle of words."""
    sources: dict[str, set[str]] = {name: set() for name in names}
    targets: dict[str, set[str]] = {name: set() for name in names}
    for source, target in edges:
        sources[target].add(source)
        targets[source].add(target)
    ranks: dict[str, int] = {}
    waiting = names
    while waiting:
        ready = [name for name in waiting if sources[name] <= ranks.keys()] or waiting[:1]
        for name in ready:
            known = [ranks[source] for source in sources[name] if source in ranks]
            ranks[name] = 1 + max(known, default=-1)
        waiting = [name for name in waiting if name not in ranks]
    for name in names:
        # What nothing leads to stands just before the first thing that it leads to.
        if not sources[name] and targets[name]:
            ranks[name] = max(0, min(ranks[target] for target in targets[name]) - 1)
    return ranks


def _chain(number: int, ends: Ends, ranks: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return an edge as a chain of nodes and turning points, each with its column."""
    source, target = ends
    between = range(ranks[source] + 1, ranks[target])
    turns = [(f"turn {number} {rank}", rank) for rank in between]
    return [(source, ranks[source]), *turns, (target, ranks[target])]


def _columns(
    rooms: Mapping[str, float],
    ranks: Mapping[str, int],
    links: Sequence[Ends],
    groups: Mapping[str, int],
) -> list[list[str]]:
    """Return the names of each column from top to bottom, with few lines that cross."""
    columns: list[list[str]] = [[] for _ in range(1 + max(ranks.values(), default=-1))]
    for name in rooms:
        columns[ranks[name]].append(name)
    before, after = _neighbours(rooms, links)
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        beside = before if forward else after
        places = {name: place for column in columns for place, name in enumerate(column)}
        for column in columns if forward else reversed(columns):
            keys = {
                name: (groups[name], _mean([places[one] for one in beside[name]] or [places[name]]))
                for name in column
            }
            column.sort(key=keys.__getitem__)
            places.update({name: place for place, name in enumerate(column)})
    return columns


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _neighbours(
    rooms: Mapping[str, float], links: Sequence[Ends]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    before: dict[str, list[str]] = {name: [] for name in rooms}
    after: dict[str, list[str]] = {name: [] for name in rooms}
    for source, target in links:
        before[target].append(source)
        after[source].append(target)
    return before, after


def _tops(
    columns: list[list[str]], rooms: Mapping[str, float], links: Sequence[Ends]
) -> dict[str, float]:
    """Return the upper edge of each node: near to its neighbours, and over no other."""
    before, after = _neighbours(rooms, links)
    middles: dict[str, float] = {}
    for column in columns:
        top = 0.0
        for name in column:
            middles[name] = top + rooms[name] / 2
            top += rooms[name] + BETWEEN_NODES
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        for column in columns if forward else reversed(columns):
            beside = before if forward else after
            wanted = [
                _mean([middles[one] for one in beside[name]] or [middles[name]]) for name in column
            ]
            settled = _apart(wanted, [rooms[name] for name in column])
            middles.update(zip(column, settled, strict=True))
    tops = {name: middle - rooms[name] / 2 for name, middle in middles.items()}
    highest = min(tops.values(), default=0.0)
    return {name: top - highest for name, top in tops.items()}


def _apart(wanted: Sequence[float], rooms: Sequence[float]) -> list[float]:
    """Return middles in this order, none over another, as near to `wanted` as can be.

    Those that would overlap stand together around the mean of what they want.
    """
    offsets, reach = [], 0.0
    for room in rooms:
        offsets.append(reach + room / 2)
        reach += room + BETWEEN_NODES
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        total, count = want - offset, 1
        while blocks and blocks[-1][0] / blocks[-1][1] >= total / count:
            total, count = total + blocks[-1][0], count + blocks[-1][1]
            blocks.pop()
        blocks.append((total, count))
    starts = [total / count for total, count in blocks for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]


def _points(
    chain: list[tuple[str, int]],
    tops: Mapping[str, float],
    rooms: Mapping[str, float],
    step: float,
    width: float,
) -> list[Point]:
    """Return where a line starts, the ends of each column that it crosses, and where it ends."""
    (source, first), *turns, (target, last) = chain
    points = [(first * step + width, tops[source] + rooms[source] / 2)]
    for name, rank in turns:
        middle = tops[name] + rooms[name] / 2
        points += [(rank * step, middle), (rank * step + width, middle)]
    return [*points, (last * step, tops[target] + rooms[target] / 2)]
