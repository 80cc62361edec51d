"""The truth of a condition in one world, where every answer that it reads is given."""

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from riskform.definitions.conditions import tree as t
from riskform.definitions.conditions.words import NOT_KNOWN

Key = str | int
World = Mapping[Key, object]
Truth = bool | None

TODAY = date(2020, 1, 1).toordinal()
"""Any day will do: dates are compared with today, or with dates that are written, never both."""

_AGE = "age of the child"
_MONTHS_PER_YEAR = 12
_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def key_of(node: t.Tree | t.Domain) -> Key:
    """Return under which key a world holds what `node` reads."""
    match node:
        case t.Ref(ref, _, _, _):
            return ref
        case t.Field(name, _):
            return f"field {name}"
        case t.Property("child", "age_months" | "age_years") | t.IsBorn():
            return _AGE
        case t.Property(of, name):
            return f"{of} {name}"
        case t.WorkedLevel():
            return "level"
        case _:
            return id(node)


def known_key(subject: t.Ref) -> Key:
    """Return under which key a world holds how an answer is known."""
    return f"how {subject.ref} is known"


def truth(node: t.Condition, world: World) -> Truth:
    """Return whether the condition holds in the world."""
    match node:
        case t.Named(_, inner):
            return truth(inner, world)
        case t.Not(inner):
            value = truth(inner, world)
            return None if value is None else not value
        case t.Join(word, parts):
            return _joined(word, (truth(part, world) for part in parts))
        case t.Quantified():
            return world[key_of(node)]  # type: ignore[return-value]  # A world holds its truth.
        case t.IsBorn():
            return world[_AGE] is not None
        case t.Answered(subject, negated):
            return (_read(subject, world) is not None) is not negated
        case t.Compare(sign, left, right):
            one, other = _number(left, world), _number(right, world)
            return None if one is None or other is None else _COMPARED[sign](one, other)
        case _:
            return _chosen(node, world)


def _chosen(node: t.Is | t.Includes | t.KnownBy, world: World) -> Truth:
    value = _read(node.subject, world)
    if value is None:
        return None
    match node:
        case t.Is(_, options, negated):
            return (value in options) is not negated
        case t.KnownBy(subject, sources, negated):
            return (world[known_key(subject)] in sources) is not negated
        case t.Includes(_, options, all_of):
            ticked = value if isinstance(value, frozenset) else frozenset({str(value)})
            found = [option in ticked for option in options]
            return all(found) if all_of else any(found)


def _joined(word: str, truths: Iterable[Truth]) -> Truth:
    decisive, unclear = word == "or", False
    for one in truths:
        if one is decisive:
            return decisive
        unclear = unclear or one is None
    return None if unclear else not decisive


def _read(subject: t.Ref | t.Field | t.Property, world: World) -> object:
    value = world[key_of(subject)]
    if value is not None and subject == t.Property("child", "age_years"):
        return value // _MONTHS_PER_YEAR  # type: ignore[operator]  # An age is a number.
    return value


def _number(operand: t.Operand, world: World) -> Decimal | int | None:
    match operand:
        case t.Number(number):
            return number
        case t.Day(day):
            return TODAY if day is None else day.toordinal()
        case t.Arithmetic(first, rest):
            return _sum(first, rest, world)
        case t.Score(of, scores):
            return _score(_read(of, world), dict(scores))
        case t.DaysSince(of):
            day_number = _number(of, world)
            return None if day_number is None else TODAY - day_number
        case t.WorkedLevel() | t.Count():
            return world[key_of(operand)]  # type: ignore[return-value]  # It holds a number.
        case _:
            value = _read(operand, world)
            return value if isinstance(value, int | Decimal) else None


def _sum(
    first: t.Operand, rest: tuple[tuple[str, t.Operand], ...], world: World
) -> Decimal | int | None:
    total: Any = _number(first, world)
    for sign, operand in rest:
        number: Any = _number(operand, world)
        if total is None or number is None:
            return None
        total = {"+": operator.add, "-": operator.sub, "*": operator.mul}[sign](total, number)
    return total  # type: ignore[no-any-return]  # Numbers give a number.


def _score(value: object, scores: Mapping[str, int | Decimal]) -> int | Decimal | None:
    ticked = value if isinstance(value, frozenset) else {value}
    if value is None or NOT_KNOWN in ticked:
        return None
    return sum(scores.get(str(option), 0) for option in ticked)
