"""What can be wrong inside one section, whatever form uses it: ids, texts, findings."""

from collections.abc import Collection, Iterator

from riskform.definitions.cin_factors import cin_factor_problems
from riskform.definitions.draft_checks import draft_problems
from riskform.definitions.problems import Problem
from riskform.definitions.question_checks import QuestionChecker
from riskform.definitions.shapes import FindingShape, SectionShape
from riskform.definitions.source import Path, Source
from riskform.definitions.texts import (
    FILLED_IN,
    duplicates,
    id_problem,
    placeholder_problems,
    within_problem,
)

__all__ = ["check_section", "id_problem", "placed_findings"]

# Good news needs nothing done about it.
_NEEDS_DOING = frozenset({"urgent", "concern", "unclear"})


def check_section(
    source: Source,
    section: SectionShape,
    topics: Collection[str],
    unreadable: Collection[str] = (),
) -> list[Problem]:
    """Return every problem of the section that does not depend on the form that uses it.

    `topics` are the guidance that there is. Of the questions in `unreadable` (by id) it is not
    said what they lack, because their own mistakes say it already.
    """
    return [
        *_names(source, section),
        *_questions(source, section, topics, unreadable),
        *_findings(source, section),
        *_twice(source, section),
    ]


def _names(source: Source, section: SectionShape) -> Iterator[Problem]:
    named = id_problem(source, ("section",), section.section, "section")
    if named:
        yield named
    for name in section.conditions:
        bad = id_problem(source, ("conditions", name), name, "condition", key=True)
        if bad:
            yield bad
    for key, text in (("title", section.title), ("why", section.why)):
        yield from placeholder_problems(source, (key,), text, FILLED_IN[section.ask])


def _questions(
    source: Source, section: SectionShape, topics: Collection[str], unreadable: Collection[str]
) -> Iterator[Problem]:
    for index, question in enumerate(section.questions):
        checker = QuestionChecker(source, ("questions", index), section.ask, topics)
        yield from checker.problems(question, whole=question.id not in unreadable)


def _findings(source: Source, section: SectionShape) -> Iterator[Problem]:
    for path, finding in placed_findings(section):
        bad = id_problem(source, (*path, "id"), finding.id, "finding")
        if bad:
            yield bad
        for key, text in (("says", finding.says), ("do", finding.do)):
            allowed = FILLED_IN[section.ask]
            yield from placeholder_problems(source, (*path, key), text, allowed)
        yield from within_problem(source, (*path, "within"), finding.within)
        yield from draft_problems(source, path, finding, section.ask)
        yield from cin_factor_problems(source, (*path, "cin_factor"), finding.cin_factor)
        # Of a kind that was misspelled nobody knows whether something has to be done.
        lost = source.losses.may_hold((*path, "do"))
        if not finding.do and not lost and source.written((*path, "kind")) in _NEEDS_DOING:
            what = f"the finding '{finding.id}' does not say what to do."
            do = "Add 'do:' with one plain sentence."
            yield source.problem(path, "no-do", what, do, warning=True)


def placed_findings(section: SectionShape) -> Iterator[tuple[Path, FindingShape]]:
    """Yield every finding of a section with its place in the file."""
    for index, question in enumerate(section.questions):
        for number, finding in enumerate(question.findings):
            yield ("questions", index, "findings", number), finding
    for number, finding in enumerate(section.findings):
        yield ("findings", number), finding


def _twice(source: Source, section: SectionShape) -> Iterator[Problem]:
    questions: list[tuple[str, Path]] = []
    findings: list[tuple[str, Path]] = []
    for index, question in enumerate(section.questions):
        path: Path = ("questions", index)
        questions.append((question.id, (*path, "id")))
        findings += [
            (finding.id, (*path, "findings", number, "id"))
            for number, finding in enumerate(question.findings)
        ]
    findings += [(f.id, ("findings", number, "id")) for number, f in enumerate(section.findings)]
    yield from duplicates(source, "question", questions, "this section")
    yield from duplicates(source, "finding", findings, "this section")
