"""Condition trees as JSON, so that a browser runs the very tree that the server runs.

A document holds any number of trees and, once each, the named conditions that they use:

    {"version": 1,
     "names": [["someone_drinks", ["any", ["each adult"], …]]],
     "trees": {"sleep.plan show_if": ["and", ["<", ["child", "age_months"], ["number", "24"]], …]}}

`names` are in the order of what they are built on, so that whoever reads them in this order never
meets a name that is not read yet, and no chain of names makes the JSON deeper. A node is a list
that starts with its tag. Numbers are texts, so that none of them is rounded; days are texts as in
"2026-03-02"; whatever else stands in a node is as in `tree`.

Conditions:

    is, is not                    subject, [option…]
    includes any, includes all    subject, [option…]
    answered, not answered        subject
    known by, not known by        answer, [source…]
    = != < <= > >=                number or day, number or day
    is born
    not                           condition
    and, or                       condition…
    any, every, no                domain, condition
    named                         name

Subjects, numbers and days:

    answer, left out              section.question, ask, type of the question
    field                         name, type of the field
    child, adult                  name of the property
    level, today
    number                        "2.5"
    day                           "2026-03-02"
    score                         answer or field, [[option, "3"]…]
    days since                    answer or field
    sum                           number, ["+" or "-" or "*", number]…
    count                         domain, condition

Domains: each child, other child, each adult, and items (with the answer that is a list).
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from riskform.definitions.conditions import tree as t
from riskform.errors import RiskformError

VERSION = 1

Json = Any  # lists, texts and objects, as json.loads gives them

_DOMAINS = {
    "child": "each child",
    "other child": "other child",
    "adult": "each adult",
    "items": "items",
}
_SIGNS = ("=", "!=", "<", "<=", ">", ">=")


class NotATree(RiskformError):
    """This JSON is no tree of this version. Nothing was read."""


def trees_to_json(trees: Mapping[str, t.Tree]) -> dict[str, Json]:
    """Return the document of `trees`, by the names that they are to be asked for with."""
    names: dict[str, t.Condition] = {}
    for tree in trees.values():
        _add_names(tree, names)
    return {
        "version": VERSION,
        "names": [[name, _written(tree)] for name, tree in names.items()],
        "trees": {key: _written(tree) for key, tree in trees.items()},
    }


def trees_from_json(document: Mapping[str, Json]) -> dict[str, t.Tree]:
    """Return the trees of a document, equal to those that it was written from.

    Raises NotATree for another version, a tag that does not exist, or a node of another shape.
    """
    if document.get("version") != VERSION:
        message = f"version {document.get('version')!r} of condition trees can't be read here"
        raise NotATree(message)
    names: dict[str, t.Tree] = {}
    for name, node in document["names"]:
        names[name] = _read(node, names)
    return {key: _read(node, names) for key, node in document["trees"].items()}


def _add_names(tree: t.Tree, names: dict[str, t.Condition]) -> None:
    """Add the named conditions below `tree`, each after those that it is built on."""
    waiting = _names_below(tree)[::-1]
    while waiting:
        named = waiting[-1]
        missing = [n for n in _names_below(named.tree) if n.name not in names]
        if named.name not in names and missing:
            waiting.extend(reversed(missing))
            continue
        waiting.pop()
        names.setdefault(named.name, named.tree)


def _names_below(tree: t.Tree) -> list[t.Named]:
    return [node for node in t.walk(tree, into_names=False) if isinstance(node, t.Named)]


# Writing.


def _written(node: t.Tree | t.Domain) -> list[Json]:  # noqa: C901, PLR0912 - one arm for each kind of node.
    match node:
        case t.Is(subject, options, negated):
            return ["is not" if negated else "is", _written(subject), [*options]]
        case t.Includes(subject, options, all_of):
            return ["includes all" if all_of else "includes any", _written(subject), [*options]]
        case t.Answered(subject, negated):
            return ["not answered" if negated else "answered", _written(subject)]
        case t.KnownBy(subject, sources, negated):
            return ["not known by" if negated else "known by", _written(subject), [*sources]]
        case t.Compare(sign, left, right):
            return [sign, _written(left), _written(right)]
        case t.Not(inner):
            return ["not", _written(inner)]
        case t.Join(word, parts):
            return [word, *map(_written, parts)]
        case t.Quantified(word, over, where):
            return [word, _written(over), _written(where)]
        case t.Count(over, where):
            return ["count", _written(over), _written(where)]
        case t.Domain(kind, items):
            return [_DOMAINS[kind], *([_written(items)] if items else [])]
        case t.Arithmetic(first, rest):
            return ["sum", _written(first), *([sign, _written(part)] for sign, part in rest)]
        case t.Score(of, scores):
            return ["score", _written(of), [[option, _plain(n)] for option, n in scores]]
        case t.DaysSince(of):
            return ["days since", _written(of)]
        case _:
            return _leaf(node)


def _leaf(node: t.Tree | t.Domain) -> list[Json]:  # noqa: C901 - one arm for each kind of node.
    match node:
        case t.Ref(ref, ask, kind, present):
            return ["answer" if present else "left out", ref, ask, kind]
        case t.Field(name, kind):
            return ["field", name, kind]
        case t.Property(of, name):
            return [of, name]
        case t.Number(value):
            return ["number", _plain(value)]
        case t.Day(day):
            return ["day", day.isoformat()] if day else ["today"]
        case t.Named(name, _):
            return ["named", name]
        case t.WorkedLevel():
            return ["level"]
        case t.IsBorn():
            return ["is born"]
    raise NotATree(type(node).__name__)


def _plain(number: int | Decimal) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


# Reading.

_Names = Mapping[str, t.Tree]


def _read(node: Json, names: _Names) -> Any:  # noqa: ANN401 - any kind of node.
    try:
        tag, *rest = node
        return _READERS[tag](names, *rest)
    except (KeyError, TypeError, ValueError, ArithmeticError) as trouble:
        message = f"{str(node)[:200]} is no node of a condition tree"
        raise NotATree(message) from trouble


def _number(text: str) -> int | Decimal:
    return Decimal(text) if "." in text else int(text)


def _about(make: Callable[..., t.Tree], **fixed: bool) -> Callable[..., t.Tree]:
    """Return the reader of a node that says something of one subject, with words or without."""
    return lambda names, subject, *words: make(_read(subject, names), *map(tuple, words), **fixed)


def _compared(sign: str) -> Callable[..., t.Tree]:
    return lambda names, left, right: t.Compare(sign, _read(left, names), _read(right, names))


def _joined(word: Any) -> Callable[..., t.Tree]:  # noqa: ANN401 - one of two words.
    return lambda names, *parts: t.Join(word, tuple(_read(part, names) for part in parts))


def _ranged(make: Callable[..., t.Tree], *word: str) -> Callable[..., t.Tree]:
    return lambda names, over, where: make(*word, _read(over, names), _read(where, names))


def _score(names: _Names, of: Json, scores: Json) -> t.Score:
    return t.Score(_read(of, names), tuple((option, _number(text)) for option, text in scores))


def _sum(names: _Names, first: Json, *rest: Json) -> t.Arithmetic:
    return t.Arithmetic(
        _read(first, names), tuple((sign, _read(part, names)) for sign, part in rest)
    )


def _named(names: _Names, name: str) -> t.Named:
    return t.Named(name, names[name])  # type: ignore[arg-type]  # Only conditions have names.


_READERS: Mapping[str, Callable[..., t.Tree | t.Domain]] = {
    "is": _about(t.Is),
    "is not": _about(t.Is, negated=True),
    "includes any": _about(t.Includes),
    "includes all": _about(t.Includes, all_of=True),
    "answered": _about(t.Answered),
    "not answered": _about(t.Answered, negated=True),
    "known by": _about(t.KnownBy),
    "not known by": _about(t.KnownBy, negated=True),
    **{sign: _compared(sign) for sign in _SIGNS},
    "is born": lambda _names: t.IsBorn(),
    "not": _about(t.Not),
    "and": _joined("and"),
    "or": _joined("or"),
    "any": _ranged(t.Quantified, "any"),
    "every": _ranged(t.Quantified, "every"),
    "no": _ranged(t.Quantified, "no"),
    "named": _named,
    "answer": lambda _names, ref, ask, kind: t.Ref(ref, ask, kind),
    "left out": lambda _names, ref, ask, kind: t.Ref(ref, ask, kind, present=False),
    "field": lambda _names, name, kind: t.Field(name, kind),
    "child": lambda _names, name: t.Property("child", name),
    "adult": lambda _names, name: t.Property("adult", name),
    "level": lambda _names: t.WorkedLevel(),
    "today": lambda _names: t.Day(None),
    "number": lambda _names, text: t.Number(_number(text)),
    "day": lambda _names, text: t.Day(date.fromisoformat(text)),
    "score": _score,
    "days since": _about(t.DaysSince),
    "sum": _sum,
    "count": _ranged(t.Count),
    "each child": lambda _names: t.Domain("child"),
    "other child": lambda _names: t.Domain("other child"),
    "each adult": lambda _names: t.Domain("adult"),
    "items": lambda names, items: t.Domain("items", _read(items, names)),
}
TAGS = frozenset(_READERS)
