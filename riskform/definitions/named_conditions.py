"""The named conditions of one form: each linked once, those that it is built on first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from riskform.definitions.circles import circles_in, sorted_by_dependency
from riskform.definitions.conditions import parsed as p
from riskform.definitions.conditions.parser import parse
from riskform.definitions.conditions.tokens import ConditionError
from riskform.definitions.problems import Problem
from riskform.definitions.source import Path, Source


@dataclass(frozen=True, slots=True)
class NamedText:
    """A named condition as it was written; `home` is the section it stands in, or None."""

    name: str
    text: str
    source: Source
    path: Path
    home: str | None


def in_order(texts: Mapping[str, NamedText]) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the names, each after those it is built on, and a problem for each circle.

    Names in a circle, and names built on them, are left out of the order.
    """
    needs = {name: tuple(_names_in(named.text, texts)) for name, named in texts.items()}
    circles = circles_in(needs)
    problems = []
    for circle in circles:
        named = texts[circle[0]]
        what = f"these conditions depend on each other: {' → '.join(circle)}."
        do = "Take one of them out of the circle."
        problems.append(named.source.problem(named.path, "circle", what, do))
    bad = {name for circle in circles for name in circle}
    growing = True
    while growing:
        built_on_bad = {name for name, below in needs.items() if name not in bad and bad & {*below}}
        bad |= built_on_bad
        growing = bool(built_on_bad)
    sound = {name: below for name, below in needs.items() if name not in bad}
    return sorted_by_dependency(sound), problems


def _names_in(text: str, known: Mapping[str, NamedText]) -> Iterator[str]:
    try:
        waiting: list[p.Parsed] = [parse(text)]
    except ConditionError:
        return  # It is reported where it is linked.
    while waiting:
        node = waiting.pop()
        match node:
            case p.Word(name, _) if name in known:
                yield name
            case p.Junction(_, parts, _):
                waiting.extend(parts)
            case p.Negation(inner, _):
                waiting.append(inner)
            case p.Quantifier(_, _, where, _):
                waiting.append(where)
            case p.Order() | p.Sum():
                waiting.extend(_counts(node))
            case _:
                pass


def _counts(number: p.Order | p.Sum) -> Iterator[p.Parsed]:
    """Yield the parts of a number in which a condition can stand; a plain name is a question."""
    parts = (
        (number.left, number.right)
        if isinstance(number, p.Order)
        else (number.first, *(part for _, part in number.rest))
    )
    return (part for part in parts if isinstance(part, p.Quantifier | p.Sum))
