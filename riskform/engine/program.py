"""A form made ready to run: every condition compiled once, in the order of evaluation."""

from dataclasses import dataclass
from functools import lru_cache

from riskform.definitions.model import Ask, FindingRule, Form, Question, Section
from riskform.engine.case import FAMILY
from riskform.engine.compiling import judge, measure
from riskform.engine.looking import Judge, Measure


@dataclass(frozen=True, slots=True)
class Step:
    """One question, with what decides whether it is asked and whether its answer will do.

    `position` is its place in reading order; `choices` are the ids of a question with one answer;
    `plain` tells that nothing hangs on an answer but its value.
    """

    question: Question
    ref: str
    ask: Ask
    position: int
    family_key: str
    section: "SectionRules"
    shown: Judge | None
    checks: tuple[tuple[Judge, str], ...]
    value: Measure | None
    choices: frozenset[str]
    plain: bool
    required: bool


@dataclass(frozen=True, slots=True)
class SectionRules:
    """One section's findings, judged only while the section itself is shown.

    Its questions are those from `start` to before `end` in reading order; `unwritten` are those
    with a finding that nobody wrote.
    """

    section: Section
    shown: Judge | None
    rules: tuple[tuple[Judge, FindingRule], ...]
    start: int
    end: int
    unwritten: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """The steps in evaluation order, the findings and the question refs in reading order."""

    steps: tuple[Step, ...]
    sections: tuple[SectionRules, ...]
    refs: tuple[str, ...]
    family_keys: tuple[str, ...]


@lru_cache(maxsize=64)
def program_of(form: Form) -> Program:
    """Return the compiled form; a form is compiled once while it stays in use."""
    sections: list[SectionRules] = []
    for section in form.sections:
        start = sections[-1].end if sections else 0
        sections.append(
            SectionRules(
                section=section,
                shown=judge(section.show_if) if section.show_if is not None else None,
                rules=tuple((judge(rule.when), rule) for rule in section.findings),
                start=start,
                end=start + len(section.questions),
                unwritten=tuple(q for q in section.questions if q.not_known or q.if_blank),
            )
        )
    by_id = {rules.section.id: rules for rules in sections}
    positions = {ref: number for number, ref in enumerate(form.questions)}
    steps = tuple(
        _step(form.questions[ref], by_id[form.questions[ref].section], positions[ref])
        for ref in form.order
    )
    refs = tuple(form.questions)
    return Program(steps, tuple(sections), refs, tuple(f"{FAMILY}/{ref}" for ref in refs))


def _step(question: Question, section: SectionRules, position: int) -> Step:
    single = question.type in {"choice", "yes_no"}
    return Step(
        question=question,
        ref=question.ref,
        ask=question.ask,
        position=position,
        family_key=f"{FAMILY}/{question.ref}",
        section=section,
        shown=judge(question.show_if) if question.show_if is not None else None,
        checks=tuple((judge(check.that), check.message) for check in question.checks),
        value=measure(question.value) if question.value is not None else None,
        choices=frozenset(option.id for option in question.options) if single else frozenset(),
        plain=not (question.how_known or question.checks or question.sets_child_level),
        required=question.required and question.type != "calculated",
    )
