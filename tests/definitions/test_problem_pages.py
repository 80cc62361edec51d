"""docs/problems.md and `check --why`: wrong examples are wrong at their place, right ones right."""

from pathlib import Path
from textwrap import indent
from typing import get_args

import pytest

from riskform.definitions.problem_pages import PLACE, ProblemPage, problem_pages, whole_page
from riskform.definitions.problems import Code, Problem
from riskform.definitions.source import LARGEST_FILE
from riskform.engine.drafting import draft_problems
from riskform.paths import bundled
from tests.definitions.checking import FORM, library_of

PAGE = Path(__file__).parents[2] / "docs" / "problems.md"
SMART_RULES = bundled("form_definitions") / "smart_rules.yaml"
PAGES = [pytest.param(code, page, id=code) for code, page in problem_pages().items()]
SECTION = """\
section: s
title: S
ask: each child
conditions: {asleep: level > 3}
questions:
  - {id: night, label: Night?, type: choice, options: {cot: Cot, sofa: Sofa}}
  - {id: use, label: Use?, type: choices, options: {beer: B, gin: G}}
  - {id: seen_on, label: Seen?, type: date}
  - {id: sets_it, label: Level?, type: number, sets: child.level}
"""
OTHER = "section: rest\ntitle: O\nquestions: [{id: thing, label: T?, type: text}]\n"
HOLDERS = {
    "question": ("sections/s.yaml", f"{SECTION}  - @"),
    "condition": (
        "sections/s.yaml",
        f"{SECTION}  - id: asked\n    label: A?\n    type: text\n    show_if: @",
    ),
    "finding": ("sections/s.yaml", f"{SECTION}findings:\n  - @"),
    "form": ("f/form.yaml", "@"),
    "levels": ("levels.yaml", "@"),
    "guidance": ("guidance/g.yaml", "@"),
    "contacts": ("contacts.yaml", "@"),
    "agency": ("agencies/a.yaml", "agency: a\ntitle: A\nsections:\n  s:\n    questions:\n    - @"),
    "scenario": ("f/scenarios/one.yaml", "@"),
    "file": ("sections/t.yaml", "@"),
    "size": ("sections/t.yaml", "@"),
}
# What is judged of a file as a whole finds what is missing in it, too.
ALONE = {
    "question",
    "condition",
    "finding",
    "form",
    "levels",
    "guidance",
    "contacts",
    "agency",
    "scenario",
}


def files_with(where: str, example: str, code: str = "") -> tuple[dict[str, str | bytes], str]:
    """Return the files in which the example stands, which have no other problem, and its file.

    With a code, it is the example that is wrong by that code.
    """
    others = {"place": ", rest", "file": ", t", "size": ", t"}
    asked = "" if code == "not-asked" else others.get(where, "")
    form = FORM.replace("[s]", f"[s{asked}]")
    form += "" if code == "draft-not-offered" else "plan: smart\n"
    files: dict[str, str | bytes] = {"sections/s.yaml": SECTION, "f/form.yaml": form}
    if where == "place":
        return {**files, example: OTHER}, example
    if "rest" in example and where != "place":
        files["sections/rest.yaml"] = OTHER
    if "broken." in example:
        files["sections/broken.yaml"] = "section: [\n"
    if where == "finding":
        files["smart_rules.yaml"] = SMART_RULES.read_text(encoding="utf-8")
    path, holder = HOLDERS[where]
    margin = holder.rpartition("\n")[2].index("@")
    files[path] = holder.replace("@", indent(example, " " * margin)[margin:])
    return files, path


def wrong_files(
    code: str, page: ProblemPage
) -> tuple[dict[str, str | bytes], str, tuple[int, int] | None]:
    """Return the files with the wrong example, its file, and the place that is marked in it."""
    files, path = files_with(page.where, page.wrong, code)
    text = str(files[path])
    place = None
    if PLACE in text:
        before = text.partition(PLACE)[0]
        place = (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    text = text.replace(PLACE, "")
    files[path] = text.replace("␛", "\x1b").encode().replace("�".encode(), b"\xe9")
    if page.where == "size":
        files[path] = b"a: b\n" * LARGEST_FILE
    return files, path, place


def problems_of(files: dict[str, str | bytes]) -> tuple[Problem, ...]:
    return (*(library := library_of(files)).problems, *draft_problems(library.bank))


def test_there_is_a_page_for_every_code() -> None:
    assert list(problem_pages()) == sorted(get_args(Code))


@pytest.mark.parametrize(("code", "page"), PAGES)
def test_a_wrong_example_is_wrong_at_its_place(code: str, page: ProblemPage) -> None:
    files, path, place = wrong_files(code, page)
    problems = problems_of(files)
    found = [problem.place for problem in problems if problem.code == code]
    assert found
    if place is not None:
        assert place in [(one.line, one.column) for one in found if one.file == path]


@pytest.mark.parametrize(("code", "page"), [one for one in PAGES if one.values[1].where in ALONE])
def test_a_wrong_example_has_no_other_problem(code: str, page: ProblemPage) -> None:
    others = {"reads-unreadable": {"not-yaml"}, "left-out-section": {"not-asked"}}.get(code, set())
    found = {problem.code for problem in problems_of(wrong_files(code, page)[0])}
    assert found - others == {code}


@pytest.mark.parametrize(("code", "page"), PAGES)
def test_a_right_example_has_no_problem(code: str, page: ProblemPage) -> None:  # noqa: ARG001 - its id
    files, _ = files_with(page.right_in or page.where, page.right)
    assert problems_of(files) == ()


@pytest.mark.parametrize(("code", "page"), PAGES)
def test_a_warning_says_that_it_is_one(code: str, page: ProblemPage) -> None:
    problems = problems_of(wrong_files(code, page)[0])
    warned = any(one.code == code and one.severity == "warning" for one in problems)
    assert page.means.startswith("A warning.") is warned


def test_the_page_in_the_docs_is_the_one_that_check_prints() -> None:
    assert PAGE.read_text() == whole_page(), "run: riskform check --why all > docs/problems.md"
