"""A condition as it was written: names are not yet tied to questions. Offsets start at 0."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A name as written (`seen`, `sleep.seen`, `someone_uses`) and its offset."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class NumberText:
    """A number as written."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class DateText:
    """A date as written, not yet known to exist."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Call:
    """`score(name)` or `days_since(name)`."""

    function: str
    name: Word
    offset: int


@dataclass(frozen=True, slots=True)
class Sum:
    """Numbers joined by `+` and `-`, or by `*`: the first, then each with the sign before it."""

    first: "Parsed"
    rest: tuple[tuple[str, "Parsed"], ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Equality:
    """`is …`, `is one of (…)`, `includes …`, `includes any of (…)`, `includes all of (…)`.

    `verb` is `is`, `includes` (one or any) or `includes all`.
    """

    verb: str
    subject: "Parsed"
    options: tuple[Word, ...]
    negated: bool
    offset: int


@dataclass(frozen=True, slots=True)
class AnsweredText:
    """`is answered`, `is not answered`."""

    subject: "Parsed"
    negated: bool
    offset: int


@dataclass(frozen=True, slots=True)
class KnownByText:
    """`is known by (…)`."""

    subject: "Parsed"
    sources: tuple[Word, ...]
    negated: bool
    offset: int


@dataclass(frozen=True, slots=True)
class Order:
    """Two operands and one of `= != < <= > >= before after`."""

    sign: str
    left: "Parsed"
    right: "Parsed"
    offset: int


@dataclass(frozen=True, slots=True)
class Negation:
    """`not …`."""

    inner: "Parsed"
    offset: int


@dataclass(frozen=True, slots=True)
class Junction:
    """Conditions joined by `and` or by `or`."""

    word: str
    parts: tuple["Parsed", ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Quantifier:
    """`any|every|no|count`, over `child`, `other child`, `adult` or the items of a list."""

    word: str
    over: Word
    where: "Parsed"
    offset: int


Parsed = (
    Word
    | NumberText
    | DateText
    | Call
    | Sum
    | Equality
    | AnsweredText
    | KnownByText
    | Order
    | Negation
    | Junction
    | Quantifier
)
