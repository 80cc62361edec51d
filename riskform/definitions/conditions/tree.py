"""A condition whose every name is tied to the form: the one tree that all evaluators run.

Numbers are int or Decimal. `ref` is `section.question`. Whose answer a Ref means follows from
`ask`: the family's, or that of the child or adult in scope.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Ask = Literal["family", "child", "adult"]


@dataclass(frozen=True, slots=True)
class Ref:
    """An answer. `kind` is the question's type; a Ref to a left-out section is not `present`."""

    ref: str
    ask: Ask
    kind: str
    present: bool = True


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the list item in scope; `kind` is the field's type."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Property:
    """`child.age_months`, `child.age_years`, `child.is_born`, `child.level`, `adult.…`."""

    of: Literal["child", "adult"]
    name: str


@dataclass(frozen=True, slots=True)
class WorkedLevel:
    """The level that the assessment is worked at."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number written in the condition."""

    value: int | Decimal


@dataclass(frozen=True, slots=True)
class Day:
    """A date written in the condition; None is `today`, the assessment's date."""

    value: date | None


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a choice, or the sum over what is ticked."""

    of: Ref | Field
    scores: tuple[tuple[str, int | Decimal], ...]


@dataclass(frozen=True, slots=True)
class DaysSince:
    """Whole days from an answered date to the assessment's date."""

    of: Ref | Field


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The first number, then each other one with the sign before it (`+` and `-`, or `*`).

    It is flat, so that a long sum nests no deeper than a short one.
    """

    first: "Operand"
    rest: tuple[tuple[str, "Operand"], ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of those ranged over make `where` true; never unknown."""

    over: "Domain"
    where: "Condition"


@dataclass(frozen=True, slots=True)
class Domain:
    """What a quantifier ranges over: people, or the items of the list question `items`."""

    kind: Literal["child", "other child", "adult", "items"]
    items: Ref | None = None


@dataclass(frozen=True, slots=True)
class Is:
    """A single answer is one of `options`."""

    subject: Ref | Field | Property
    options: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Includes:
    """An answer of several options holds any, or all, of `options`."""

    subject: Ref | Field
    options: tuple[str, ...]
    all_of: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """There is an answer; never unknown."""

    subject: Ref | Field | Property
    negated: bool = False


@dataclass(frozen=True, slots=True)
class KnownBy:
    """It was recorded that the answer is known from one of `sources`."""

    subject: Ref
    sources: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Compare:
    """Two numbers or two dates, and one of `= != < <= > >=`; before is `<`, after is `>`."""

    sign: str
    left: "Operand"
    right: "Operand"


@dataclass(frozen=True, slots=True)
class IsBorn:
    """The child in scope is born on the assessment's date."""


@dataclass(frozen=True, slots=True)
class Not:
    """True and false change places; unknown stays."""

    inner: "Condition"


@dataclass(frozen=True, slots=True)
class Join:
    """Conditions joined by `and` or by `or`."""

    word: Literal["and", "or"]
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Quantified:
    """`any`, `every` or `no` of those ranged over."""

    word: Literal["any", "every", "no"]
    over: Domain
    where: "Condition"


@dataclass(frozen=True, slots=True)
class Named:
    """A condition of the form that has a name."""

    name: str
    tree: "Condition"


Operand = (
    Ref | Field | Property | WorkedLevel | Number | Day | Score | DaysSince | Arithmetic | Count
)
Condition = Is | Includes | Answered | KnownBy | Compare | IsBorn | Not | Join | Quantified | Named
Tree = Operand | Condition

LEVEL_OF_CHILD = Property("child", "level")


def children_of(node: Tree | Domain) -> tuple["Tree | Domain", ...]:
    """Return the nodes directly under `node`, in the order in which they were written."""
    match node:
        case Arithmetic(first, rest):
            return (first, *(operand for _, operand in rest))
        case Compare(_, left, right):
            return (left, right)
        case Count(over, where) | Quantified(_, over, where):
            return (over, where)
        case Domain(_, items):
            return (items,) if items else ()
        case Score(of) | DaysSince(of) | Is(of) | Includes(of) | Answered(of) | KnownBy(of):
            return (of,)
        case Not(inner) | Named(_, inner):
            return (inner,)
        case Join(_, parts):
            return parts
        case _:
            return ()


def walk(node: Tree | Domain, *, into_names: bool = True) -> "list[Tree | Domain]":
    """Return `node` and every node below it, parents first, in the order that they were written.

    What stands in a named condition comes once, however often its name is used, and not at all
    without `into_names`. The walk keeps its own stack, because conditions with names can be built
    on each other to any depth.
    """
    found: list[Tree | Domain] = []
    waiting: list[Tree | Domain] = [node]
    entered: set[int] = set()
    while waiting:
        here = waiting.pop()
        found.append(here)
        if isinstance(here, Named):
            if not into_names or id(here.tree) in entered:
                continue
            entered.add(id(here.tree))
        waiting.extend(reversed(children_of(here)))
    return found


def refs_in(node: Tree) -> tuple[Ref, ...]:
    """Return each question that `node` reads, once, in the order in which they were written."""
    return tuple(dict.fromkeys(n for n in walk(node) if isinstance(n, Ref)))
