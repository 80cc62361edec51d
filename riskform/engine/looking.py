"""Where an answer is found, and over whom a quantifier ranges: what conditions are made of."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from riskform.definitions.conditions import tree as t
from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.engine.household import Household, Standing
from riskform.engine.values import Row, Value

Who = Standing | None
Truth = bool | None
Judge = Callable[[Household, Who, Who, Row | None], Truth]
Measure = Callable[[Household, Who, Who, Row | None], "int | Decimal | date | None"]
Look = Callable[[Household, Who, Who, Row | None], Value | None]
Each = Callable[[Household, Who, Who, Row | None], Iterable[Truth]]


def look(subject: t.Ref | t.Field | t.Property) -> Look:
    """Return the function that finds an answer; None where there is none."""
    if isinstance(subject, t.Field):
        name = subject.name
        return lambda _h, _c, _a, row: row.values.get(name) if row else None
    if isinstance(subject, t.Property):
        return _property(subject)
    ref = subject.ref
    if not subject.present:
        return lambda _h, _c, _a, _r: None
    if subject.ask == "child":
        return lambda _h, child, _a, _r: child.values.get(ref) if child else None
    if subject.ask == "adult":
        return lambda _h, _c, adult, _r: adult.values.get(ref) if adult else None
    return lambda household, _c, _a, _r: household.family.values.get(ref)


def _property(subject: t.Property) -> Look:
    name = subject.name
    if subject.of == "child":
        return lambda _h, child, _a, _r: getattr(child, name)

    def tie(_h: Household, child: Who, adult: Who, _r: Row | None) -> Value | None:
        if child is None or adult is None or adult.adult is None:
            return None
        known = adult.adult.to.get(child.id)
        value = getattr(known, name) if known else None
        # Where nobody knows whether an adult lives here, no condition may take it for a no.
        return None if name == "lives_here" and value == NOT_KNOWN else value

    return tie


def each_of(domain: t.Domain, where: Judge) -> Each:
    """Return the function that gives the truth of `where` for each of those ranged over."""
    if domain.kind == "child":
        return lambda h, _c, adult, row: (where(h, each, adult, row) for each in h.children)
    if domain.kind == "other child":
        return lambda h, child, adult, row: (
            where(h, each, adult, row) for each in h.children if each is not child
        )
    if domain.kind == "adult":
        return lambda h, child, _a, row: (where(h, child, each, row) for each in h.adults)
    find = look(domain.items) if domain.items else None

    def items(household: Household, child: Who, adult: Who, row: Row | None) -> Iterable[Truth]:
        rows = find(household, child, adult, row) if find else None
        found = rows if isinstance(rows, tuple) else ()
        return (where(household, child, adult, item) for item in found)

    return items


def is_the_same_for_all(node: t.Quantified | t.Count) -> bool:
    """Tell whether the outcome is one for the whole household, whoever it is asked about.

    Then it is found out once, so that a large household costs no more than its people.
    """
    kind = node.over.kind
    if kind not in {"child", "adult"}:
        return False
    needed = {_whose(below) for below in t.walk(node.where, into_names=False)}
    return needed <= {None, "family", kind}


def _whose(node: t.Tree | t.Domain) -> str | None:
    """Return whom a node needs in scope, or None; what ties an adult to a child needs both."""
    match node:
        case t.Ref(_, ask, _, _):
            return ask
        case t.Property("adult", _):
            return "child and adult"
        case t.Property("child", _) | t.IsBorn():
            return "child"
        case _:
            return None
