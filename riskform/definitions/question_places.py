"""Which question of a section a line of its file belongs to, so that a problem stands beside it."""

from collections.abc import Iterable, Mapping

from riskform.definitions.problems import Problem
from riskform.definitions.source import read_source

Placed = dict[tuple[str, str], list[Problem]]
"""Problems by section and question; the question is "" for what stands at none."""


def problems_by_question(problems: Iterable[Problem], files: Mapping[str, bytes | str]) -> Placed:
    """Return the problems of section files, each under its section and its question."""
    lines: dict[str, tuple[str, list[tuple[int, str]]]] = {}
    found: Placed = {}
    for problem in problems:
        file = problem.place.file
        if not file.startswith("sections/"):
            continue
        if file not in lines:
            lines[file] = _starts(file, files.get(file, ""))
        section, starts = lines[file]
        before = [name for line, name in starts if line <= problem.place.line]
        found.setdefault((section, before[-1] if before else ""), []).append(problem)
    return found


def _starts(file: str, content: bytes | str) -> tuple[str, list[tuple[int, str]]]:
    """Return the section, and on which line each question starts, and what is no question."""
    source, _ = read_source(file, content)
    named = file.removeprefix("sections/").rpartition(".")[0]
    if not isinstance(source.data, dict):
        return named, []
    section = source.data.get("section")
    starts = [(source.place((key,), key=True).line, "") for key in source.data]
    questions = source.data.get("questions")
    for number, question in enumerate(questions if isinstance(questions, list) else ()):
        name = question.get("id") if isinstance(question, dict) else None
        at = source.place(("questions", number)).line
        starts.append((at, name if isinstance(name, str) else ""))
    # A key and the question in it may start on one line; the question comes last then.
    return (section if isinstance(section, str) else named), sorted(starts, key=lambda one: one[0])
