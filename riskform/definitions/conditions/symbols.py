"""What the names in a condition can mean: the questions of the bank and the named conditions."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal

from riskform.definitions.conditions.tree import Ask, Condition
from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.shapes import FieldShape, QuestionShape, SectionShape

SINGLE = frozenset({"choice", "yes_no"})
NUMERIC = frozenset({"number", "scale", "calculated"})

EVERYTHING = "*"

ASKS: dict[str, Ask] = {"family": "family", "each child": "child", "each adult": "adult"}


class AlreadyReported(Exception):
    """What is named here has a problem of its own, which is reported where it stands."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a condition may know of a question, or of a field of a list."""

    kind: str
    ask: Ask
    options: tuple[str, ...]
    scores: tuple[tuple[str, int | Decimal], ...] = ()
    how_known: bool = False
    fields: Mapping[str, "Symbol"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Symbols:
    """The names in reach of a form: `bank` by section and question, `present` section ids.

    `named` returns the linked condition of that name, or None where it has a problem of its own.
    `unreadable` holds, by section, the questions that could not be read; EVERYTHING stands for
    all that the section may hold besides those in `bank`, and among `condition_names` for all
    conditions that there may be besides.
    """

    bank: Mapping[str, Mapping[str, Symbol]]
    present: frozenset[str]
    condition_names: AbstractSet[str]
    named: Callable[[str], Condition | None]
    form: str = ""
    unreadable: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def question(self, section: str, name: str) -> Symbol | None:
        """Return a question of the bank; raise AlreadyReported where it could not be read."""
        symbol = self.bank.get(section, {}).get(name)
        unreadable = self.unreadable.get(section, frozenset())
        if name in unreadable or (symbol is None and EVERYTHING in unreadable):
            raise AlreadyReported
        return symbol


def symbols_of(section: SectionShape) -> dict[str, Symbol]:
    """Return the symbols of a section's questions, by id."""
    ask = ASKS[section.ask]
    return {question.id: _symbol(question, ask) for question in section.questions}


def _symbol(question: QuestionShape | FieldShape, ask: Ask) -> Symbol:
    options = option_ids(question)
    scores = tuple((key, option.score) for key, option in (question.options or {}).items())
    if isinstance(question, FieldShape):
        return Symbol(question.type, ask, options, scores)
    fields = {f.id: _symbol(f, ask) for f in question.fields or ()}
    return Symbol(question.type, ask, options, scores, question.how_known, fields)


def option_ids(question: QuestionShape | FieldShape) -> tuple[str, ...]:
    """Return the ids that can be answered, `not_known` included where the question has it."""
    own = ("yes", "no") if question.type == "yes_no" else tuple(question.options or ())
    not_known = isinstance(question, QuestionShape) and question.not_known is not None
    return (*own, NOT_KNOWN) if not_known and NOT_KNOWN not in own else own
