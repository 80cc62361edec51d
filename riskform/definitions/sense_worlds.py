"""Every way in which a condition can come out, found by trying what its answers can be.

Only what is certain is said: where there are too many ways, or a part can't be tried out, the
answer is that it is not known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from riskform.definitions.conditions import tree as t
from riskform.definitions.conditions.operands import PROPERTY_OPTIONS
from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.model import ListField, Question
from riskform.definitions.sense_numbers import Amount, Unsure, days_of, numbers_of
from riskform.definitions.sense_truth import Key, World, key_of, known_key, truth

MOST_WORLDS = 4_000
_MOST_NODES = 400
_MOST_MENTIONED = 6
_DEEPEST_NAMES = 20
_MONTHS_PER_YEAR = 12
_SOURCES = (None, "seen", "child", "parent", "agency", "record")

Outcomes = frozenset[bool | None]


@dataclass(slots=True)
class Asked:
    """The questions of a form by ref, and how much may still be tried out for it.

    `patience` counts the nodes of conditions that are looked at; some 250,000 take half a second.
    """

    questions: Mapping[str, Question]
    patience: int = 250_000

    def get(self, ref: str) -> Question | None:
        """Return a question of the form, or None."""
        return self.questions.get(ref)

    def spend(self, nodes: int) -> None:
        """Look at so many nodes once more; raise Unsure where too much was tried already."""
        self.patience -= nodes
        if self.patience < 0:
            raise Unsure


@dataclass(frozen=True, slots=True)
class Worlds:
    """What each thing that a condition reads can be; None stands for unanswered."""

    tree: t.Condition
    ways: Mapping[Key, tuple[object, ...]]
    asked: Asked
    nodes: int

    def all(self, fixed: Mapping[Key, tuple[object, ...]] | None = None) -> Iterator[World]:
        """Yield every world, with the values of `fixed` in place of what they could be."""
        ways = {**self.ways, **(fixed or {})}
        for values in product(*ways.values()):
            self.asked.spend(self.nodes)
            yield dict(zip(ways, values, strict=True))

    def outcomes(self, fixed: Mapping[Key, tuple[object, ...]] | None = None) -> Outcomes:
        """Return the truths that the condition can have."""
        found: set[bool | None] = set()
        for world in self.all(fixed):
            found.add(truth(self.tree, world))
            if len(found) == len((True, False, None)):
                break
        return frozenset(found)


def worlds_of(tree: t.Condition, questions: Asked, row: Mapping[str, ListField]) -> Worlds:
    """Return what the condition's parts can be; raise Unsure where they can't be tried out."""
    nodes = _nodes_of(tree)
    ways: dict[Key, tuple[object, ...]] = {}
    for node in nodes:
        match node:
            case t.Ref(ref, _, _, present):
                question = questions.get(ref)
                known = present and question is not None
                ways[key_of(node)] = _answers(node, question, nodes) if known else (None,)
            case t.Field(name, _):
                ways[key_of(node)] = _answers(node, row.get(name), nodes)
            case t.Property() | t.WorkedLevel() | t.IsBorn() | t.Count():
                ways[key_of(node)] = _facts(node, nodes)
            case t.Quantified():
                ways[key_of(node)] = _quantified(node, questions, row)
            case t.KnownBy(subject):
                ways[known_key(subject)] = _SOURCES
            case _:
                pass
    if _size(ways) > MOST_WORLDS:
        raise Unsure
    return Worlds(tree, ways, questions, len(nodes))


def _size(ways: Mapping[Key, tuple[object, ...]]) -> int:
    size = 1
    for values in ways.values():
        size *= len(values)
    return size


def _nodes_of(tree: t.Condition) -> list[t.Tree | t.Domain]:
    """Return the nodes of a condition, those of named conditions too, but not of quantifiers."""
    found: list[t.Tree | t.Domain] = []
    waiting: list[tuple[t.Tree | t.Domain, int]] = [(tree, 0)]
    while waiting:
        node, names = waiting.pop()
        found.append(node)
        if isinstance(node, t.Named):
            names += 1
        if names > _DEEPEST_NAMES or len(found) > _MOST_NODES:
            raise Unsure
        if not isinstance(node, t.Quantified | t.Count):
            waiting.extend((below, names) for below in t.children_of(node))
    return found


def _answers(
    node: t.Ref | t.Field, asked: Question | ListField | None, nodes: list[t.Tree | t.Domain]
) -> tuple[object, ...]:
    """Return what can be answered, with None for nothing; enough of it to tell all ways apart."""
    if asked is None:
        raise Unsure
    ids = [option.id for option in asked.options]
    not_known = (NOT_KNOWN,) if NOT_KNOWN in ids else ()
    if asked.type in {"choice", "yes_no"}:
        return (None, *ids)
    if asked.type == "choices":
        return (None, *_ticked(node, asked, nodes))
    if asked.type in {"number", "scale", "calculated"}:
        return (None, *not_known, *numbers_of(node, nodes, asked))
    if asked.type == "date":
        return (None, *not_known, *days_of(node, nodes))
    return (None, *not_known, "something")


def _ticked(
    node: t.Ref | t.Field, asked: Question | ListField, nodes: list[t.Tree | t.Domain]
) -> list[frozenset[str]]:
    """Return every combination of the options that the condition tells apart."""
    scored = any(isinstance(n, t.Score) and n.of == node for n in nodes)
    named = {
        option
        for n in nodes
        if isinstance(n, t.Includes) and n.subject == node
        for option in n.options
    }
    telling = [o.id for o in asked.options if o.id in named or (scored and o.score)]
    if len(telling) > _MOST_MENTIONED:
        raise Unsure
    alone = {o.id for o in asked.options if o.none_of_these} | {NOT_KNOWN}
    others = [o.id for o in asked.options if o.id not in telling]
    together = [
        frozenset(chosen)
        for size in range(1, len(telling) + 1)
        for chosen in combinations(telling, size)
        if size == 1 or not alone.intersection(chosen)
    ]
    return [*together, frozenset(others[:1])] if others else together


def _facts(
    node: t.Property | t.WorkedLevel | t.IsBorn | t.Count, nodes: list[t.Tree | t.Domain]
) -> tuple[object, ...]:
    """Return what can be so about a child, an adult, the level or a number of people."""
    match node:
        case t.WorkedLevel() | t.Property("child", "level"):
            return (1, 2, 3, 4, 5)
        case t.Count():
            return tuple(number for number in numbers_of(node, nodes, None) if number >= 0)
        case t.Property("adult", name):
            return (None, *PROPERTY_OPTIONS[name])
        case _:
            # None is a child who is not born yet: of all others the age is known.
            return (None, *sorted(_months(nodes)))


def _months(nodes: list[t.Tree | t.Domain]) -> set[Amount]:
    """Return ages in months that tell the comparisons of months and of years apart."""
    found: set[Amount] = {0}
    for node in nodes:
        if isinstance(node, t.Property) and node.name == "age_months":
            found.update(numbers_of(node, nodes, None))
        if isinstance(node, t.Property) and node.name == "age_years":
            years = numbers_of(node, nodes, None)
            found.update(_MONTHS_PER_YEAR * number for number in years)
            found.update(_MONTHS_PER_YEAR * number + 11 for number in years)
    return {number for number in found if number >= 0}


def _quantified(
    node: t.Quantified, questions: Asked, row: Mapping[str, ListField]
) -> tuple[bool | None, ...]:
    """Return the truths that a quantifier can have; there may always be nobody to range over."""
    inner = where_worlds(node, questions, row).outcomes()
    nobody = node.word != "any"
    found: dict[bool | None, None] = {nobody: None}
    decisive = node.word != "every"
    if decisive in inner:
        found[not nobody] = None
    if None in inner:
        found[None] = None
    return tuple(found)


def where_worlds(
    node: t.Quantified | t.Count, questions: Asked, row: Mapping[str, ListField]
) -> Worlds:
    """Return the worlds of what a quantifier asks of each of those it ranges over."""
    if node.over.items is not None:
        asked = questions.get(node.over.items.ref)
        row = {one.id: one for one in asked.fields} if asked else {}
    return worlds_of(node.where, questions, row)
