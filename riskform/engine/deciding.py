"""Condition trees to functions that tell whether a condition is certainly true, or certainly false.

A question is shown and a finding raised where a condition is true; a check fails where it is false;
unknown is neither. As that need not be told from the other one, `and` ends at the first part that
is not true, and most answers are looked up without a further call.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from riskform.definitions.conditions import tree as t
from riskform.engine.compiling import judge
from riskform.engine.household import Household
from riskform.engine.looking import Who, look
from riskform.engine.values import Row, Value

Decide = Callable[[Household, Who, Who, Row | None], bool]


class OneAnswer(NamedTuple):
    """The commonest condition of all: the answer to `ref`, of the same person, is an option."""

    ref: str
    options: frozenset[Value]


def is_true(tree: t.Condition) -> Decide:
    """Return the function that tells whether the condition is true."""
    return _decided(tree, wanted=True)


def is_false(tree: t.Condition) -> Decide:
    """Return the function that tells whether the condition is false, not only unknown."""
    return _decided(tree, wanted=False)


def one_answer(tree: t.Condition | None, ask: t.Ask) -> OneAnswer | None:
    """Return what the condition comes to for whoever a section with `ask` is about, or None."""
    if not isinstance(tree, t.Is) or tree.negated or not isinstance(tree.subject, t.Ref):
        return None
    if not tree.subject.present or tree.subject.ask != ask:
        return None
    return OneAnswer(tree.subject.ref, frozenset(tree.options))


def needed_answer(tree: t.Condition, ask: t.Ask) -> str | None:
    """Return the ref of an answer of whoever is asked, without which the condition is not true.

    What is said of an answer that is not there is unknown, and `and` is no truer than its parts.
    """
    match tree:
        case t.Join("and", parts):
            found = (needed_answer(part, ask) for part in parts)
            return next((ref for ref in found if ref is not None), None)
        case (
            t.Is(t.Ref() as subject)
            | t.Includes(t.Ref() as subject)
            | t.KnownBy(subject)
            | t.Answered(t.Ref() as subject, False)
        ):
            return subject.ref if subject.ask == ask else None
        case _:
            return None


def _decided(tree: t.Condition, *, wanted: bool) -> Decide:
    decide = _DECIDED.get(type(tree))
    if decide is not None:
        return decide(tree, wanted)
    truth = judge(tree)
    return lambda h, c, a, r: truth(h, c, a, r) is wanted


def _not(tree: t.Not, wanted: bool) -> Decide:  # noqa: FBT001 - called through a table.
    return _decided(tree.inner, wanted=not wanted)


def _join(tree: t.Join, wanted: bool) -> Decide:  # noqa: FBT001 - called through a table.
    """Return whether all parts are as wanted, or any: `or` is false when all its parts are."""
    parts = tuple(_decided(part, wanted=wanted) for part in tree.parts)
    takes_all = (tree.word == "and") is wanted
    if len(parts) == 2:  # noqa: PLR2004 - most conditions have two parts.
        one, other = parts
        if takes_all:
            return lambda h, c, a, r: one(h, c, a, r) and other(h, c, a, r)
        return lambda h, c, a, r: one(h, c, a, r) or other(h, c, a, r)

    def decide(household: Household, child: Who, adult: Who, row: Row | None) -> bool:
        for part in parts:
            if part(household, child, adult, row) is not takes_all:
                return not takes_all
        return takes_all

    return decide


def _is(tree: t.Is, wanted: bool) -> Decide:  # noqa: FBT001 - called through a table.
    options, subject = frozenset(tree.options), tree.subject
    if tree.negated is not wanted:
        # No answer is None, which is no option.
        return _among(subject, options)
    find = look(subject)

    def decide(household: Household, child: Who, adult: Who, row: Row | None) -> bool:
        value = find(household, child, adult, row)
        return value is not None and value not in options

    return decide


def _among(subject: t.Ref | t.Field | t.Property, options: frozenset[Value]) -> Decide:
    if isinstance(subject, t.Ref) and subject.present:
        ref = subject.ref
        if subject.ask == "family":
            return lambda household, _c, _a, _r: household.family.values.get(ref) in options
        if subject.ask == "child":
            return lambda _h, c, _a, _r: c is not None and c.values.get(ref) in options
        return lambda _h, _c, a, _r: a is not None and a.values.get(ref) in options
    find = look(subject)
    return lambda h, c, a, r: find(h, c, a, r) in options


_DECIDED: Mapping[type, Callable[..., Decide]] = {t.Not: _not, t.Join: _join, t.Is: _is}
