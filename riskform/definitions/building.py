"""A form's files, read and shaped, to linked conditions; every mistake on the way is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from riskform.definitions.conditions.linking import Linked, link
from riskform.definitions.conditions.naming import Scope
from riskform.definitions.conditions.parser import parse
from riskform.definitions.conditions.symbols import ASKS, Symbol, Symbols
from riskform.definitions.conditions.tokens import ConditionError
from riskform.definitions.conditions.tree import Condition, Operand, Tree
from riskform.definitions.named_conditions import NamedText, in_order
from riskform.definitions.problems import Problem, did_you_mean
from riskform.definitions.section_checks import id_problem
from riskform.definitions.shapes import FormShape, SectionShape
from riskform.definitions.source import Path, Source

# Nobody reads more problems of one form, and each takes time to tell.
_MOST_MISTAKES = 400


@dataclass(frozen=True, slots=True)
class Written:
    """A section of the bank as it was written: its file and its shape.

    `damaged` holds the ids of questions whose definition has mistakes that keep others from being
    told what they are, `misnamed` those that can't stay; `lost_names` are conditions that could not
    be read, and with `lost_findings` there may be findings besides those of the shape.
    """

    source: Source
    shape: SectionShape
    damaged: frozenset[str] = frozenset()
    lost_names: frozenset[str] = frozenset()
    lost_findings: bool = False
    misnamed: frozenset[str] = frozenset()

    @property
    def unreadable(self) -> frozenset[str]:
        """Return the ids of questions that may be something else to those who name them."""
        return self.damaged | self.misnamed


@dataclass(slots=True)
class Conditions:
    """Links the condition texts of one form, each once, and keeps their problems.

    `link_all_named` comes before anything else is linked. What reads something that could not be
    read is kept in `silent`: it is worth telling only where that is no problem of the form itself.
    """

    form: str
    symbols: Mapping[str, Mapping[str, Symbol]]
    present: frozenset[str]
    unreadable: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()
    texts: dict[str, NamedText] = field(default_factory=dict)
    again: list[NamedText] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    linked: dict[str, Condition] = field(default_factory=dict)
    mistakes: int = 0
    silent: list[Problem] = field(default_factory=list)

    def condition(self, source: Source, path: Path, text: str, scope: Scope) -> Condition | None:
        """Return the linked condition, or None after its problems were kept."""
        return cast("Condition | None", self._link(source, path, text, scope, "condition"))

    def number(self, source: Source, path: Path, text: str, scope: Scope) -> Operand | None:
        """Return the linked number (of a `value:`), or None after its problems were kept."""
        return cast("Operand | None", self._link(source, path, text, scope, "number"))

    def _link(
        self,
        source: Source,
        path: Path,
        text: str,
        scope: Scope,
        wanted: Literal["condition", "number"],
    ) -> Tree | None:
        if self.mistakes >= _MOST_MISTAKES:
            return None
        try:
            outcome = link(parse(text), self._names(), scope, wanted)
        except ConditionError as mistake:
            outcome = Linked(errors=[mistake])
        self.mistakes += len(outcome.errors)
        for mistakes, warning in ((outcome.errors, False), (outcome.warnings, True)):
            for one in mistakes:
                self.problems.append(
                    source.problem(
                        path, one.code, one.what, one.do, offset=one.offset, warning=warning
                    )
                )
        if outcome.tree is None and not outcome.errors:
            what = (
                "this reads something that could not be read, because it has mistakes of its own."
            )
            problem = source.problem(path, "reads-unreadable", what, "Correct those first.")
            self.silent.append(problem)
        return outcome.tree

    def _names(self) -> Symbols:
        return Symbols(
            bank=self.symbols,
            present=self.present,
            condition_names=self.texts.keys() | self.lost,
            named=self.linked.get,
            form=self.form,
            unreadable=self.unreadable,
        )

    def add(
        self, source: Source, path: Path, conditions: Mapping[str, str], home: str | None
    ) -> None:
        """Register the named conditions of a form or a section."""
        for name, text in conditions.items():
            named = NamedText(name, text, source, (*path, name), home)
            if home is None:
                bad = id_problem(source, named.path, name, "condition", key=True)
                if bad:
                    self.problems.append(bad)
            if name in self.texts:
                self.again.append(named)
            else:
                self.texts[name] = named

    def link_all_named(self) -> dict[str, Condition]:
        """Link every named condition, used or not, and return those without problems."""
        order, circles = in_order(self.texts)
        self.problems += circles
        for name in order:
            tree = self._named(self.texts[name])
            if tree is not None:
                self.linked[name] = tree
        for named in self.again:
            self._compare(named, self.texts[named.name])
        return dict(self.linked)

    def _named(self, named: NamedText) -> Condition | None:
        return self.condition(named.source, named.path, named.text, Scope(named.home))

    def _compare(self, named: NamedText, first: NamedText) -> None:
        """Report a name given twice that says something else: other words may say the same."""
        if named.text.split() == first.text.split() and named.home == first.home:
            return
        tree, other = self._named(named), self.linked.get(first.name)
        if tree is None or other is None or tree == other:
            return
        what = f"the condition '{named.name}' says something else in {first.source.file}."
        do = "Make both say the same, or give one another name."
        self.problems.append(
            named.source.problem(named.path, "condition-differs", what, do, key=True)
        )


def scope_of(section: SectionShape) -> Scope:
    """Return what a condition of the section can see."""
    ask = ASKS[section.ask]
    return Scope(section.section, child=ask == "child", adult=ask == "adult")


def chosen_sections(
    source: Source, shape: FormShape, bank: Mapping[str, Written]
) -> tuple[list[Written], list[Problem]]:
    """Return the sections that the form names, in its order, and what is wrong with the list."""
    chosen: list[Written] = []
    problems: list[Problem] = []
    for index, name in enumerate(shape.sections):
        path: Path = ("sections", index)
        if name not in bank:
            what = f"there is no section '{name}'."
            do = did_you_mean(name, bank, f"Write sections/{name}.yaml first.")
            problems.append(source.problem(path, "unknown-section", what, do))
        elif name in shape.sections[:index]:
            what = f"section '{name}' stands in this form twice."
            problems.append(source.problem(path, "duplicate-id", what, "Take one of them out."))
        else:
            chosen.append(bank[name])
    return chosen, [*problems, *_left_out_problems(source, shape, bank)]


def _left_out_problems(
    source: Source, shape: FormShape, bank: Mapping[str, Written]
) -> Iterator[Problem]:
    for index, name in enumerate(shape.leaves_out):
        path: Path = ("leaves_out", index)
        if name not in bank:
            what = f"there is no section '{name}'."
            yield source.problem(path, "unknown-section", what, did_you_mean(name, bank))
        elif name in shape.sections or name in shape.leaves_out[:index]:
            what = f"section '{name}' stands in this form as well, or is left out twice."
            yield source.problem(path, "duplicate-id", what, "Take one of them out.")
