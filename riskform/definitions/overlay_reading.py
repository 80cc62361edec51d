"""Reads an agency's file: what it adds must fit the sections, and can change nothing in them."""

from collections.abc import Iterator

from riskform.definitions.bank_reading import Bank, confidential_problems
from riskform.definitions.building import Written
from riskform.definitions.conditions.symbols import EVERYTHING
from riskform.definitions.overlay_shapes import (
    AddedShape,
    Addition,
    Overlay,
    OverlayShape,
    agency_key,
)
from riskform.definitions.problems import Code, Problem, did_you_mean
from riskform.definitions.section_checks import check_section
from riskform.definitions.shapes import SectionShape
from riskform.definitions.shaping import Shaped, mended
from riskform.definitions.source import Path, Source
from riskform.definitions.texts import FILLED_IN, id_problem, placeholder_problems
from riskform.definitions.unreadable import lost_names_in, unreadable_in

# What only a section itself may say of a question, and why.
_CORE_ONLY = {
    "sets": "the level of need is asked for everybody in the same way",
    "was": "an added question takes no other question's answers",
}
_ANOTHER_ID = "Give yours another id: what the section itself asks and raises stays as it is."


def read_overlay(bank: Bank, source: Source) -> None:
    """Keep what an agency adds, as far as it could be read; sections come before it."""
    result = mended(source, OverlayShape)
    bank.problems += result.problems
    # Up to now, these are the mistakes in its YAML and its shape.
    broken = any(_is_error_in(source, problem) for problem in bank.problems)
    shape = result.shape
    if shape is None:
        return
    bad = id_problem(source, ("agency",), shape.agency, "agency")
    again = _again(bank, shape)
    if again is not None:
        key, code, what = again
        bank.problems.append(source.problem((key,), code, what, "Write both into one file."))
        return
    additions = {}
    for name, added in shape.sections.items():
        core = bank.sections.get(name)
        if core is not None:
            additions[name] = _addition(bank, source, name, core, added, result)
            bank.problems += additions[name].problems
        elif name not in bank.broken_sections:
            what = f"there is no section '{name[:60]}'."
            do = did_you_mean(name, bank.sections)
            path = ("sections", name)
            bank.problems.append(source.problem(path, "unknown-section", what, do, key=True))
    bank.problems += [bad] if bad else []
    broken = broken or bad is not None
    bank.overlays[shape.agency] = Overlay(shape.agency, shape.title, source, additions, broken)


def _is_error_in(source: Source, problem: Problem) -> bool:
    return problem.severity == "error" and problem.place.file == source.file


def _again(bank: Bank, shape: OverlayShape) -> tuple[str, Code, str] | None:
    other = bank.overlays.get(shape.agency)
    if other is not None:
        what = f"the agency '{shape.agency[:60]}' also stands in {other.source.file}."
        return "agency", "duplicate-id", what
    for other in bank.overlays.values():
        same = agency_key(other.title) == agency_key(shape.title)
        if same and other.source.has(("title",)):
            what = f"an agency of this name also stands in {other.source.file}."
            return "title", "duplicate-id", what
    return None


def _addition(
    bank: Bank,
    source: Source,
    name: str,
    core: Written,
    added: AddedShape,
    result: Shaped[OverlayShape],
) -> Addition:
    """Return what is added to one section, with every problem that no form is needed to see."""
    place: Path = ("sections", name)
    below = source.below(place)
    # What only the section itself may say goes no further, also where it was written.
    nothing = dict.fromkeys(_CORE_ONLY)
    questions = tuple(question.model_copy(update=nothing) for question in added.questions)
    shape = SectionShape.model_construct(
        section=name, title="?", ask=core.shape.ask, questions=questions
    )
    damaged = [path[2:] for path in result.damaged if path[:2] == place]
    written = Written(below, shape, unreadable_in(shape, damaged), lost_names_in(damaged))
    topics = {*bank.guidance, *bank.broken_guidance}
    problems = [
        *check_section(below, shape, topics, written.damaged),
        *confidential_problems(bank, written),
        *_clashes(below, core, added),
        *_misplaced(bank, below, core, added),
    ]
    return Addition(
        written=written,
        hints=added.hints,
        after={q.id: q.after for q in added.questions if q.after is not None},
        problems=tuple(problems),
    )


def _clashes(source: Source, core: Written, added: AddedShape) -> Iterator[Problem]:
    """Yield a problem for whatever has the id of something in the section, or its rights."""
    section = core.shape.section
    taken = {question.id for question in core.shape.questions}
    raised = {finding.id for question in core.shape.questions for finding in question.findings}
    raised |= {finding.id for finding in core.shape.findings}
    for index, question in enumerate(added.questions):
        path: Path = ("questions", index)
        if question.id in taken:
            what = f"section '{section}' has a question '{question.id}' of its own."
            yield source.problem((*path, "id"), "duplicate-id", what, _ANOTHER_ID)
        for number, finding in enumerate(question.findings):
            if finding.id in raised:
                what = f"section '{section}' has a finding '{finding.id}' of its own."
                where = (*path, "findings", number, "id")
                yield source.problem(where, "duplicate-id", what, _ANOTHER_ID)
        for key, why in _CORE_ONLY.items():
            if getattr(question, key) is not None:
                what = f"'{key}' can't stand in a question that an agency adds: {why}."
                yield source.problem((*path, key), "core-only", what, "Take it out.", key=True)


def _misplaced(bank: Bank, source: Source, core: Written, added: AddedShape) -> Iterator[Problem]:
    """Yield a problem for each hint of, and place after, a question that the section lacks."""
    for name, text in added.hints.items():
        yield from _unknown(bank, source, core, ("hints", name), name, key=True)
        allowed = FILLED_IN[core.shape.ask]
        yield from placeholder_problems(source, ("hints", name), text, allowed)
    for index, question in enumerate(added.questions):
        if question.after is not None:
            path: Path = ("questions", index, "after")
            yield from _unknown(bank, source, core, path, question.after)


def _unknown(
    bank: Bank, source: Source, core: Written, path: Path, name: str, *, key: bool = False
) -> Iterator[Problem]:
    section = core.shape.section
    if name not in bank.symbols(section) and EVERYTHING not in core.unreadable:
        what = f"section '{section}' has no question '{name[:60]}' of its own."
        do = did_you_mean(name, bank.symbols(section))
        yield source.problem(path, "unknown-question", what, do, key=key)
