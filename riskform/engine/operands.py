"""What a condition read to come out as it did: one reader for every reason that anybody is given.

Only what decided is read: of parts joined by `or` those that hold, where one does; of `and` those
that fail, where one does; of a quantifier those people or items that made it so. Where a condition
is unknown, what decided is what is unknown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from riskform.definitions.conditions import tree as t
from riskform.engine.compiling import Truth, judge
from riskform.engine.household import Household, Standing
from riskform.engine.values import Row

MOST_NAMES = 50

_READ_WHAT_STANDS_BELOW = (t.Not, t.Is, t.Includes, t.Answered, t.Compare, t.Arithmetic)

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom and what a condition is judged for; `listed` is the list that `row` is an item of."""

    child: Standing | None = None
    adult: Standing | None = None
    row: Row | None = None
    listed: t.Ref | None = None


WHOLE_HOUSEHOLD = Scope()


@dataclass(frozen=True, slots=True)
class Operand:
    """Something that a condition read, and in which scope.

    `node` is a question's answer, a field, a person's property, `level`, `today`, a score, days
    since, how an answer is known; or a count or quantifier. Of the `among` people or items that
    this ranged over those with the ids `deciding` decided, and for them its condition is `held`.
    """

    node: t.Tree
    scope: Scope
    among: int = 0
    deciding: tuple[str, ...] = ()
    held: Truth = None

    @property
    def ref(self) -> t.Ref | None:
        """Return the question whose answer was read, or None where it is no question's answer."""
        of = self.node
        if isinstance(of, t.KnownBy):
            return of.subject
        if isinstance(of, t.Score | t.DaysSince):
            of = of.of
        return of if isinstance(of, t.Ref) else None

    def person(self, household: Household) -> Standing | None:
        """Return whose answer it is, None where nobody of that kind is in scope."""
        ref = self.ref
        if ref is None or ref.ask == "family":
            return household.family
        return self.scope.child if ref.ask == "child" else self.scope.adult


class OperandReader:
    """Reads conditions of one household; each named condition is told once."""

    def __init__(self, household: Household) -> None:
        """Start with nothing told."""
        self.household = household
        self.told: set[str] = set()

    def truth(self, node: t.Condition, scope: Scope) -> Truth:
        """Return how the condition comes out in that scope."""
        return judge(node)(self.household, scope.child, scope.adult, scope.row)

    def read(self, node: t.Tree, scope: Scope) -> Iterator[Operand]:
        """Yield what decided `node`, in the order in which it is written."""
        if isinstance(node, t.Named):
            yield from self._named(node)
        elif isinstance(node, t.Join):
            truths = [self.truth(part, scope) for part in node.parts]
            for part in _deciding(node.parts, truths, decisive=node.word == "or"):
                yield from self.read(part, scope)
        elif isinstance(node, t.Quantified | t.Count):
            yield from self._ranged_over(node, scope)
        elif isinstance(node, _READ_WHAT_STANDS_BELOW):
            yield from self._below(node, scope)
        elif not _says_itself(node):
            yield Operand(node, scope)

    def _below(self, node: t.Tree, scope: Scope) -> Iterator[Operand]:
        for below in t.children_of(node):
            if not isinstance(below, t.Domain):
                yield from self.read(below, scope)

    def _named(self, node: t.Named) -> Iterator[Operand]:
        # A chain of names is told only as far as anybody would read.
        if node.name not in self.told and len(self.told) < MOST_NAMES:
            self.told.add(node.name)
            yield from self.read(node.tree, WHOLE_HOUSEHOLD)

    def _ranged_over(self, node: t.Quantified | t.Count, scope: Scope) -> Iterator[Operand]:
        """Yield the quantifier itself, and then what it read of each of those who decided it."""
        if node.over.items is not None:
            yield Operand(node.over.items, scope)
        scopes = self._scopes(node.over, scope)
        truths = [self.truth(node.where, inner) for inner in scopes]
        # What counts is who meets it; where nobody does, it is everybody who does not.
        counts = isinstance(node, t.Count)
        decisive = counts or (isinstance(node, t.Quantified) and node.word != "every")
        deciding = _deciding(scopes, truths, decisive=decisive, unknown_counts=not counts)
        names = tuple(_name(node.over, inner) for inner in deciding)
        held = self.truth(node.where, deciding[0]) if deciding else None
        yield Operand(node, scope, len(scopes), names, held)
        for inner in deciding:
            yield from self.read(node.where, inner)

    def _scopes(self, over: t.Domain, scope: Scope) -> list[Scope]:
        child, adult, row = scope.child, scope.adult, scope.row
        if over.kind == "adult":
            return [Scope(child, each, row, scope.listed) for each in self.household.adults]
        if over.items is not None:
            person = Operand(over.items, scope).person(self.household)
            rows = person.values.get(over.items.ref) if person and over.items.present else None
            items = rows if isinstance(rows, tuple) else ()
            return [
                Scope(child, adult, item, over.items) for item in items if isinstance(item, Row)
            ]
        others = over.kind == "other child"
        return [
            Scope(each, adult, row, scope.listed)
            for each in self.household.children
            if not (others and each is child)
        ]


def _says_itself(node: t.Tree) -> bool:
    """Tell whether a node is a number or a day that the condition itself says."""
    return isinstance(node, t.Number) or (isinstance(node, t.Day) and node.value is not None)


def _name(over: t.Domain, scope: Scope) -> str:
    if over.kind == "items":
        return scope.row.id if scope.row else ""
    person = scope.adult if over.kind == "adult" else scope.child
    return person.id if person else ""


def _deciding(
    parts: Sequence[Part], truths: Sequence[Truth], *, decisive: bool, unknown_counts: bool = True
) -> list[Part]:
    """Return the parts that decide: one that is `decisive` does, else one that is unknown does."""
    wanted: list[Truth] = [decisive, None] if unknown_counts else [decisive]
    for truth in wanted:
        if truth in truths:
            return [part for part, own in zip(parts, truths, strict=True) if own is truth]
    return list(parts)
