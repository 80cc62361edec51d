"""Condition trees to Python functions: `(household, child, adult, row)` to True, False or None.

None is unknown. `child` and `adult` are the Standings in scope, `row` the list item in scope.
Each node becomes one closure, so that nothing is looked up by type while a case is judged.
"""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from riskform.definitions.conditions import tree as t
from riskform.engine.household import Household, Standing
from riskform.engine.looking import (
    Each,
    Judge,
    Measure,
    Truth,
    Who,
    each_of,
    is_the_same_for_all,
    look,
)
from riskform.engine.measuring import MEASURES
from riskform.engine.values import Row

__all__ = ["Judge", "Measure", "Truth", "judge", "measure"]

_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def judge(tree: t.Condition) -> Judge:
    """Return the function that tells whether the condition holds."""
    return _CONDITIONS[type(tree)](tree)


def measure(tree: t.Operand) -> Measure:
    """Return the function that gives a number or a date, or None while it is unknown."""
    if isinstance(tree, t.Count):
        return _count(tree)
    if isinstance(tree, t.Arithmetic):
        parts = [(sign, measure(part)) for sign, part in (("+", tree.first), *tree.rest)]
        return MEASURES[t.Arithmetic](tuple(parts))
    return MEASURES[type(tree)](tree)


def _is(tree: t.Is) -> Judge:
    find, options, negated = look(tree.subject), frozenset(tree.options), tree.negated
    subject = tree.subject
    if isinstance(subject, t.Ref) and subject.present and subject.ask == "family":
        return _family_is(subject.ref, options, negated=negated)

    def holds(household: Household, child: Who, adult: Who, row: Row | None) -> Truth:
        value = find(household, child, adult, row)
        if value is None:
            return None
        return (value in options) is not negated

    return holds


def _family_is(ref: str, options: frozenset[str], *, negated: bool) -> Judge:
    """Return the commonest condition of all, with one call less."""

    def holds(household: Household, _c: Who, _a: Who, _r: Row | None) -> Truth:
        value = household.family.values.get(ref)
        if value is None:
            return None
        return (value in options) is not negated

    return holds


def _includes(tree: t.Includes) -> Judge:
    find, options, enough = look(tree.subject), tree.options, all if tree.all_of else any

    def holds(household: Household, child: Who, adult: Who, row: Row | None) -> Truth:
        value = find(household, child, adult, row)
        if not isinstance(value, tuple):
            return None
        return enough(option in value for option in options)

    return holds


def _answered(tree: t.Answered) -> Judge:
    find, negated = look(tree.subject), tree.negated
    return lambda h, c, a, r: (find(h, c, a, r) is not None) is not negated


def _known_by(tree: t.KnownBy) -> Judge:
    find, sources, negated = look(tree.subject), tree.sources, tree.negated
    ref, ask = tree.subject.ref, tree.subject.ask

    def holds(household: Household, child: Who, adult: Who, row: Row | None) -> Truth:
        if find(household, child, adult, row) is None:
            return None
        who: Standing | None = household.family
        if ask != "family":
            who = child if ask == "child" else adult
        return (who is not None and who.known_by.get(ref) in sources) is not negated

    return holds


def _compare(tree: t.Compare) -> Judge:
    left, right, compared = measure(tree.left), measure(tree.right), _COMPARISONS[tree.sign]

    def holds(household: Household, child: Who, adult: Who, row: Row | None) -> Truth:
        one = left(household, child, adult, row)
        if one is None:
            return None
        other = right(household, child, adult, row)
        return None if other is None else compared(one, other)

    return holds


def _is_born(_tree: t.IsBorn) -> Judge:
    return lambda _h, child, _a, _r: child.born if child else None


def _not(tree: t.Not) -> Judge:
    inner = judge(tree.inner)

    def holds(household: Household, child: Who, adult: Who, row: Row | None) -> Truth:
        value = inner(household, child, adult, row)
        return None if value is None else not value

    return holds


def _join(tree: t.Join) -> Judge:
    parts = tuple(judge(part) for part in tree.parts)
    decisive = tree.word == "or"

    def holds(household: Household, child: Who, adult: Who, row: Row | None) -> Truth:
        unknown = False
        for part in parts:
            value = part(household, child, adult, row)
            if value is decisive:
                return decisive
            unknown = unknown or value is None
        return None if unknown else not decisive

    return holds


# Named conditions.

_Settled = list[tuple[int, Judge, t.Condition]]


def _named(tree: t.Named) -> Judge:
    """Return a condition that is judged once for each household.

    Whatever reads a named condition comes after all the questions that it reads, so its truth
    does not change any more. Those that it is built on are judged first, one after the other:
    names can be built on each other to any depth.
    """
    key, settled = id(tree.tree), list[_Settled]()

    def holds(household: Household, _c: Who, _a: Who, _r: Row | None) -> Truth:
        memo = household.memo
        if key not in memo:
            if not settled:
                settled.append(_built_on(tree))
            for below, inner, _ in settled[0]:
                if below not in memo:
                    memo[below] = inner(household, None, None, None)
        return memo[key]  # type: ignore[return-value]  # This key holds what a Judge returned.

    return holds


def _built_on(tree: t.Named) -> _Settled:
    """Return every condition that `tree` is built on, each after its own, `tree` itself last.

    A condition is kept beside its key, because the key is only its own while it exists.
    """
    found: dict[int, tuple[int, Judge, t.Condition]] = {}
    waiting = [tree]
    while waiting:
        here = waiting[-1]
        names = (n for n in _directly_below(here.tree) if id(n.tree) not in found)
        missing = [] if id(here.tree) in found else list(names)
        if missing:
            waiting.extend(missing)
            continue
        waiting.pop()
        if id(here.tree) not in found:
            found[id(here.tree)] = (id(here.tree), judge(here.tree), here.tree)
    return list(found.values())


def _directly_below(tree: t.Condition) -> list[t.Named]:
    return [node for node in t.walk(tree, into_names=False) if isinstance(node, t.Named)]


# Quantifiers.


def _quantified(tree: t.Quantified) -> Judge:
    each = each_of(tree.over, judge(tree.where))
    # `every` is decided by one that fails; `any` and `no` by one that holds.
    decisive = tree.word != "every"
    when_decided = tree.word == "any"

    def holds(household: Household, child: Who, adult: Who, row: Row | None) -> Truth:
        unknown = False
        for value in each(household, child, adult, row):
            if value is decisive:
                return when_decided
            unknown = unknown or value is None
        return None if unknown else not when_decided

    return _once(holds) if is_the_same_for_all(tree) else holds


def _count(tree: t.Count) -> Measure:
    each: Each = each_of(tree.over, judge(tree.where))

    def number(household: Household, child: Who, adult: Who, row: Row | None) -> int:
        return sum(value is True for value in each(household, child, adult, row))

    return _once(number) if is_the_same_for_all(tree) else number


def _once(found_out: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that asks once for each household, whoever it is asked about."""
    key = object()

    def remembered(household: Household, child: Who, adult: Who, row: Row | None) -> object:
        memo = household.memo
        if key not in memo:
            memo[key] = found_out(household, child, adult, row)
        return memo[key]

    return remembered


_CONDITIONS: Mapping[type, Callable[..., Judge]] = {
    t.Is: _is,
    t.Includes: _includes,
    t.Answered: _answered,
    t.KnownBy: _known_by,
    t.Compare: _compare,
    t.IsBorn: _is_born,
    t.Not: _not,
    t.Join: _join,
    t.Named: _named,
    t.Quantified: _quantified,
}
