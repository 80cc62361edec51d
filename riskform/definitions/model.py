"""A linked form: frozen, typed, every name tied to what it means. After this no one sees a dict."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from riskform.definitions.conditions.tree import Ask, Condition, Operand
from riskform.definitions.shapes import KINDS, CopyKind, FieldType, Kind, QuestionType
from riskform.definitions.smart_rules import SmartRules

__all__ = ["KINDS", "Ask", "CopyKind", "FieldType", "Kind", "QuestionType"]


@dataclass(frozen=True, slots=True)
class Guidance:
    """Short guidance beside a question."""

    topic: str
    title: str
    text: str
    owner: str
    review_by: date
    source: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose; `family_copy` is how who has it needs the family's copy of a plan."""

    id: str
    label: str
    score: int | Decimal = 0
    none_of_these: bool = False
    cin_factor: str | None = None
    family_copy: CopyKind | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """What a Not known or a blank says; `within` counts working days."""

    says: str
    do: str | None = None
    within: int | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """Other words for a question while `when` is true; None keeps the question's own."""

    when: Condition
    label: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """An answer fails when `that` is false."""

    that: Condition
    message: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Words to start an outcome and its first action from, with {child} and {adult} in them."""

    outcome: str
    measure: str
    action: str
    if_not: str = ""


@dataclass(frozen=True, slots=True)
class FindingRule:
    """What is raised while `when` is true; `question` is the one it stands under, if any."""

    id: str
    kind: Kind
    when: Condition
    says: str
    do: str | None = None
    within: int | None = None
    question: str | None = None
    cin_factor: str | None = None
    tags: tuple[str, ...] = ()
    source: str | None = None
    contact: str | None = None
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class ListField:
    """One field of the small record that a list question collects."""

    id: str
    label: str
    type: FieldType
    hint: str | None = None
    required: bool = False
    options: tuple[Option, ...] = ()
    unit: str | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    low: str | None = None
    high: str | None = None
    not_after_today: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question. `options` holds Not known last where the question has it.

    `agency_hint` is what an agency adds after the hint; `asked_by` names the agency that added
    the whole question, "" for a question of the section itself.
    """

    id: str
    section: str
    ask: Ask
    label: str
    type: QuestionType
    hint: str | None = None
    why: str | None = None
    source: str | None = None
    required: bool = False
    how_known: bool = False
    guidance: Guidance | None = None
    show_if: Condition | None = None
    options: tuple[Option, ...] = ()
    allows_not_known: bool = False
    not_known: Unclear | None = None
    if_blank: Unclear | None = None
    unit: str | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    low: str | None = None
    high: str | None = None
    not_after_today: bool = False
    value: Operand | None = None
    fields: tuple[ListField, ...] = ()
    wording: tuple[Wording, ...] = ()
    checks: tuple[Check, ...] = ()
    carry_forward: Literal["confirm", "never"] | None = None
    sets_child_level: bool = False
    was: str | None = None
    confidential_from: str | None = None
    private_to: tuple[str, ...] = ()
    agency_hint: str | None = None
    asked_by: str = ""

    @property
    def ref(self) -> str:
        """Return the question's name in the whole form: `section.question`."""
        return f"{self.section}.{self.id}"

    def option(self, option_id: str) -> Option | None:
        """Return the option with that id, or None."""
        return next((o for o in self.options if o.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its questions in order, and all its findings, also those under a question."""

    id: str
    title: str
    ask: Ask
    questions: tuple[Question, ...]
    findings: tuple[FindingRule, ...] = ()
    why: str | None = None
    show_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of need. `review_days` are calendar days, None where nothing is reviewed.

    A plan that runs for longer than `drift_months` calendar months drifts; None for no limit.
    """

    number: int
    name: str
    meaning: str | None = None
    who_leads: str | None = None
    consent: str | None = None
    review_days: int | None = None
    signs_off: str | None = None
    unclear_do: str | None = None
    unclear_within: int | None = None
    drift_months: int | None = None


@dataclass(frozen=True, eq=False)
class Form:
    """One form at one version. `order` names every question after all that it depends on.

    With what an agency adds it is a variant: `agency` and `agency_title` name that agency, and
    `core_hash` the form that it adds to. All three are "" in the form itself.
    """

    id: str
    version: int
    title: str
    about: Literal["family", "assessment"]
    levels: tuple[int, ...]
    sections: tuple[Section, ...]
    plan: Literal["smart", "none"]
    conditions: dict[str, Condition] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    level_rules: dict[int, Level] = field(default_factory=dict)
    smart_rules: SmartRules | None = None
    hash: str = ""
    agency: str = ""
    agency_title: str = ""
    core_hash: str = ""

    @property
    def name(self) -> str:
        """Return the title; of a variant with the agency that it is for."""
        return f"{self.title} ({self.agency_title})" if self.agency else self.title

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Return every question by its ref, in reading order."""
        return {q.ref: q for section in self.sections for q in section.questions}

    @cached_property
    def section_by_id(self) -> dict[str, Section]:
        """Return every section by its id, in reading order."""
        return {section.id: section for section in self.sections}


def trees_of(section: Section) -> Iterator[Condition | Operand]:
    """Return every condition and calculation of a section, findings and wordings included."""
    for question in section.questions:
        yield from (tree for tree in (question.show_if, question.value) if tree is not None)
        yield from (wording.when for wording in question.wording)
        yield from (check.that for check in question.checks)
    if section.show_if is not None:
        yield section.show_if
    yield from (rule.when for rule in section.findings)
