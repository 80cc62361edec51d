"""A form made ready to run: every condition compiled once, in the order of evaluation."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from riskform.definitions.conditions.tree import Condition, Count, Named, Operand, Quantified, walk
from riskform.definitions.model import Ask, FindingRule, Form, Question, Section
from riskform.engine.case import FAMILY
from riskform.engine.compiling import measure
from riskform.engine.deciding import (
    Decide,
    OneAnswer,
    is_false,
    is_true,
    needed_answer,
    one_answer,
)
from riskform.engine.looking import Measure

_NO_CHOICES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """One question, with what decides whether it is asked and whether its answer will do.

    `position` is its place in reading order, `family_key` the key of its answer where it is the
    family's. `shown` tells whether it is asked, None for always; where that hangs on one answer
    of the same person, `needs` says the same. `checks` tell whether they fail. `choices` are the
    ids of a question with one answer, `plain` the same where nothing hangs on an answer but its
    value.
    """

    question: Question
    ref: str
    position: int
    family_key: str
    needs: OneAnswer | None
    shown: Decide | None
    checks: tuple[tuple[Decide, str], ...]
    value: Measure | None
    choices: frozenset[str]
    plain: frozenset[str]
    required: bool


class Raising(NamedTuple):
    """A finding, and what decides whether it is raised: never without an answer to `needs`."""

    needs: str | None
    holds: Decide
    rule: FindingRule


@dataclass(frozen=True, slots=True)
class SectionRules:
    """One section's findings, judged only while the section itself is shown.

    Its questions are those from `start` to before `end` in reading order, `keys` their refs (or,
    of a family section, the keys of their answers). `unwritten` tells whether any of them has a
    finding that nobody wrote.
    """

    section: Section
    shown: Decide | None
    rules: tuple[Raising, ...]
    start: int
    end: int
    keys: tuple[str, ...]
    unwritten: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Steps that one person can take together, one after the other, before the next person.

    `section` is theirs where it is not always shown. A step that reads what other people
    answered is a run of its own, so that everybody has answered before.
    """

    ask: Ask
    section: SectionRules | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """The runs in evaluation order, the sections and the question refs in reading order."""

    runs: tuple[Run, ...]
    sections: tuple[SectionRules, ...]
    refs: tuple[str, ...]


@lru_cache(maxsize=64)
def program_of(form: Form) -> Program:
    """Return the compiled form; a form is compiled once while it stays in use."""
    sections: list[SectionRules] = []
    for section in form.sections:
        start = sections[-1].end if sections else 0
        sections.append(_section(section, start))
    return Program(tuple(_runs(form, sections)), tuple(sections), tuple(form.questions))


def _section(section: Section, start: int) -> SectionRules:
    refs = tuple(question.ref for question in section.questions)
    family = section.ask == "family"
    return SectionRules(
        section=section,
        shown=is_true(section.show_if) if section.show_if is not None else None,
        rules=tuple(
            Raising(needed_answer(rule.when, section.ask), is_true(rule.when), rule)
            for rule in section.findings
        ),
        start=start,
        end=start + len(refs),
        keys=tuple(f"{FAMILY}/{ref}" for ref in refs) if family else refs,
        unwritten=any(map(says_something_unwritten, section.questions)),
    )


def says_something_unwritten(question: Question) -> bool:
    """Tell whether a question raises a finding of its own where it is Not known or left blank."""
    return bool(question.not_known or question.if_blank)


def _runs(form: Form, sections: list[SectionRules]) -> Iterator[Run]:
    by_id = {rules.section.id: rules for rules in sections}
    positions = {ref: number for number, ref in enumerate(form.questions)}

    def taken_together(ref: str) -> tuple[Ask, str, str]:
        question = form.questions[ref]
        alone = question.ask != "family" and _reads_others(question)
        gated = by_id[question.section].shown is not None
        return question.ask, question.section if gated else "", ref if alone else ""

    for (ask, section, _), refs in groupby(form.order, taken_together):
        steps = tuple(_step(form.questions[ref], positions[ref]) for ref in refs)
        yield Run(ask, by_id.get(section), steps)


def _reads_others(question: Question) -> bool:
    """Tell whether the question's place hangs on anybody else of those whom it is asked about."""
    trees: list[Condition | Operand | None] = [question.show_if, question.value]
    trees += [check.that for check in question.checks]
    return any(
        isinstance(node, Quantified | Count | Named)
        for tree in trees
        if tree is not None
        for node in walk(tree, into_names=False)
    )


def _step(question: Question, position: int) -> Step:
    single = question.type in {"choice", "yes_no"}
    choices = frozenset(option.id for option in question.options) if single else _NO_CHOICES
    plain = not (question.how_known or question.checks or question.sets_child_level)
    return Step(
        question=question,
        ref=question.ref,
        position=position,
        family_key=f"{FAMILY}/{question.ref}",
        needs=one_answer(question.show_if, question.ask),
        shown=is_true(question.show_if) if question.show_if is not None else None,
        checks=tuple((is_false(check.that), check.message) for check in question.checks),
        value=measure(question.value) if question.value is not None else None,
        choices=choices,
        plain=choices if plain else _NO_CHOICES,
        required=question.required and question.type != "calculated",
    )
