"""docs/writing-a-form.md: every block of code in it works as the page says."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from riskform.cli.differences import lines_of
from riskform.cli.results import result_of
from riskform.definitions.case_shapes import ScenarioShape
from riskform.definitions.differences import form_diff, read_form
from riskform.definitions.problems import Code
from riskform.definitions.shaping import shaped
from riskform.definitions.source import LARGEST_FILE, read_source
from riskform.definitions.written_conditions import written_conditions
from riskform.engine.case_reading import read_case
from riskform.engine.evaluation import evaluate
from riskform.engine.graphs import Picture, graph_of_section, in_mermaid
from riskform.engine.scenarios import run_scenario
from tests.definitions.checking import FORM, library_of

PAGE = (Path(__file__).parents[2] / "docs" / "writing-a-form.md").read_text()
BLOCKS = re.findall(r"^```(\w*) ?(\S*)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
FILES = {name.removeprefix("file="): text for _, name, text in BLOCKS if name.startswith("file=")}
(CASE,) = [text for _, name, text in BLOCKS if name == "case"]
(RESULT,) = [text for _, name, text in BLOCKS if name == "result"]
(FAILURE,) = [text for language, _, text in BLOCKS if language == "failure"]
(MERMAID,) = [text for language, _, text in BLOCKS if language == "mermaid"]
(CHANGES,) = [text for language, _, text in BLOCKS if language == "changes"]
(CONDITIONS,) = [text for language, _, text in BLOCKS if language == "conditions"]
EXAMPLES = re.findall(
    r"^\| `([a-z-]+)` \| (\w+) \| (?:`(.+?)`|(.+?)) \| .+ \|$", PAGE, re.MULTILINE
)

SOFA = FILES["home_visit/scenarios/sofa.yaml"]
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
AGENCY = "agency: a\ntitle: A\nsections: {{s: {{questions: [{}]}}}}\n"
PATHS = {
    "form": "f/form.yaml",
    "levels": "levels.yaml",
    "guidance": "guidance/g.yaml",
    "contacts": "contacts.yaml",
    "agency": "agencies/a.yaml",
}
OTHER = "section: rest\ntitle: O\nquestions: [{id: thing, label: T?, type: text}]\n"


def test_the_form_of_the_page_has_no_problems() -> None:
    assert library_of(FILES).problems == ()


def test_the_case_of_the_page_has_the_result_of_the_page() -> None:
    form = library_of(FILES).forms["home_visit"]
    evaluation = evaluate(form, read_case("case.yaml", CASE.encode(), form))
    assert result_of(evaluation) == json.loads(RESULT)


def test_the_scenario_of_the_page_fails_as_the_page_says() -> None:
    form = library_of(FILES).forms["home_visit"]
    (failure,) = run_scenario("sofa.yaml", scenario_of(SOFA), form).failures
    assert failure.what.startswith("there is no question family/home.advice.")


def test_an_expectation_that_fails_has_the_reason_of_the_page() -> None:
    form = library_of(FILES).forms["home_visit"]
    cot = scenario_of(SOFA.replace("last_night: sofa", "last_night: cot"))
    failures = run_scenario("sofa.yaml", cot, form, written_conditions(FILES)).failures
    said = [f"{failure.what}\n    because {failure.because}.\n" for failure in failures]
    assert FAILURE in said


def test_the_graph_of_the_page_is_the_one_that_is_drawn() -> None:
    form = library_of(FILES).forms["home_visit"]
    assert in_mermaid([Picture(graph_of_section(form, "sleep"))], form.name) == MERMAID


def test_a_renamed_question_is_the_change_of_the_page() -> None:
    sleep = FILES["sections/sleep.yaml"].replace("id: plan", "id: tonight\n    was: plan")
    libraries = [library_of(files) for files in (FILES, {**FILES, "sections/sleep.yaml": sleep})]
    versions = [read_form(library.bundles["home_visit"], "home_visit") for library in libraries]
    said = lines_of("home_visit", form_diff(*versions).changes)
    assert "".join(f"{line}\n" for line in said) == CHANGES


def scenario_of(text: str) -> ScenarioShape:
    scenario, _ = shaped(read_source("sofa.yaml", text)[0], ScenarioShape)
    assert scenario is not None
    return scenario


@pytest.mark.parametrize(
    "condition", [part for line in CONDITIONS.splitlines() for part in re.split(r" {3,}", line)]
)
def test_every_condition_of_the_page_is_one(condition: str) -> None:
    section = FILES["sections/sleep.yaml"]
    if condition.startswith(("drink.", "score(", "not drink.")):
        # These are about one adult.
        section = "section: sleep\ntitle: S\nask: each adult\nquestions:\n"
    section += f"  - id: tried\n    label: Tried?\n    type: text\n    show_if: {condition}\n"
    # What the agency adds belongs to the section as it stands on the page.
    files = {path: text for path, text in FILES.items() if not path.startswith("agencies/")}
    assert library_of({**files, "sections/sleep.yaml": section}).errors == ()


def test_the_page_has_an_example_of_every_problem() -> None:
    assert [code for code, *_ in EXAMPLES] == sorted(get_args(Code))


@pytest.mark.parametrize(
    ("code", "where", "example"),
    [(code, where, example or words) for code, where, example, words in EXAMPLES],
)
def test_every_example_is_the_problem_that_the_page_says(
    code: str, where: str, example: str
) -> None:
    found = {problem.code for problem in library_of(files_with(where, example)).problems}
    if code in {"duplicate-sets", "reads-unreadable"}:
        assert code in found
    elif where in {
        "question",
        "finding",
        "condition",
        "form",
        "guidance",
        "levels",
        "place",
        "agency",
        "contacts",
    }:
        assert found == {code}
    else:
        assert code in found


def files_with(where: str, example: str) -> dict[str, str | bytes]:
    """Return the files in which the example stands, which have no other problem."""
    files: dict[str, str | bytes] = {"sections/s.yaml": SECTION, "f/form.yaml": FORM}
    if "rest." in example:
        files["sections/rest.yaml"] = OTHER
    if "broken." in example:
        files["sections/broken.yaml"] = "section: [\n"
    text = example.replace("⏎", "\n").replace("␛", "\x1b")
    match where:
        case "question":
            files["sections/s.yaml"] = f"{SECTION}  - {text}\n"
        case "condition":
            asked = f"  - id: asked\n    label: A?\n    type: text\n    show_if: {text}\n"
            files["sections/s.yaml"] = SECTION + asked
        case "finding":
            files["sections/s.yaml"] = f"{SECTION}findings:\n  - {text}\n"
        case "form" | "levels" | "guidance" | "contacts" | "agency":
            files[PATHS[where]] = AGENCY.format(text) if where == "agency" else text
        case "place":
            files[text] = "a: b\n"
        case _:
            files["sections/t.yaml"] = (
                b"a: b\n" * LARGEST_FILE
                if "KB" in text
                else text.encode().replace(rb"\xe9", b"\xe9")
            )
    return files
