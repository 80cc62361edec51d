"""docs/writing-a-form.md: every block of code in it works as the page says."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from riskform.__main__ import main
from riskform.cli.differences import lines_of
from riskform.cli.results import result_of
from riskform.definitions.differences import form_diff, read_form
from riskform.definitions.written_conditions import written_conditions
from riskform.definitions.written_scenarios import read_scenario_file
from riskform.engine.case_reading import read_case
from riskform.engine.evaluation import evaluate
from riskform.engine.graphs import Picture, graph_of_section, in_mermaid
from riskform.engine.scenarios import run_scenario
from tests.definitions.checking import library_of

PAGE = (Path(__file__).parents[2] / "docs" / "writing-a-form.md").read_text()
BLOCKS = re.findall(r"^```(\w*) ?(\S*)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
FILES = {name.removeprefix("file="): text for _, name, text in BLOCKS if name.startswith("file=")}
(CASE,) = [text for _, name, text in BLOCKS if name == "case"]
(RESULT,) = [text for _, name, text in BLOCKS if name == "result"]
(MISSPELT,) = [text for language, _, text in BLOCKS if language == "misspelt"]
(FAILURE,) = [text for language, _, text in BLOCKS if language == "failure"]
(MERMAID,) = [text for language, _, text in BLOCKS if language == "mermaid"]
(CHANGES,) = [text for language, _, text in BLOCKS if language == "changes"]
(EXPLAINED,) = [text for language, _, text in BLOCKS if language == "explained"]
(CONDITIONS,) = [text for language, _, text in BLOCKS if language == "conditions"]
(QUESTIONS,) = [text for _, name, text in BLOCKS if name == "questions"]

SHARED = ("home_visit/form.yaml", "sections/", "guidance/", "levels.yaml", "contacts.yaml")
SOFA = FILES["home_visit/scenarios/sofa.yaml"]


def test_the_form_of_the_page_has_no_problems() -> None:
    assert library_of(FILES).problems == ()


def test_the_other_questions_of_the_page_can_stand_in_a_section() -> None:
    section = f"section: nights\ntitle: Nights\nask: each child\nquestions:\n{QUESTIONS}"
    form = FILES["home_visit/form.yaml"].replace("drink]", "drink, nights]")
    files = {**FILES, "sections/nights.yaml": section, "home_visit/form.yaml": form}
    assert library_of(files).problems == ()


def test_the_case_of_the_page_has_the_result_of_the_page() -> None:
    form = library_of(FILES).forms["home_visit"]
    evaluation = evaluate(form, read_case("case.yaml", CASE.encode(), form))
    assert result_of(evaluation) == json.loads(RESULT)


def test_the_scenario_of_the_page_passes() -> None:
    library = library_of(FILES)
    (scenario,) = library.scenarios["home_visit"]
    assert run_scenario(scenario, library.forms["home_visit"]).failures == ()


def test_a_misspelt_name_in_it_is_told_as_the_page_says() -> None:
    plam = {"home_visit/scenarios/sofa.yaml": SOFA.replace("kit/sleep.plan", "kit/sleep.plam")}
    (problem,) = library_of({**FILES, **plam}).problems
    assert f"{problem}\n" == MISSPELT


def test_an_expectation_that_fails_has_the_reason_of_the_page() -> None:
    form = library_of(FILES).forms["home_visit"]
    cot = read_scenario_file("sofa.yaml", SOFA.replace("last_night: sofa", "last_night: cot"))
    failures = run_scenario(cot, form, written_conditions(FILES)).failures
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


def test_a_question_is_explained_as_the_page_says(tmp_path: Path) -> None:
    for name, text in {**FILES, "case.yaml": CASE}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    form, case = str(tmp_path / "home_visit"), str(tmp_path / "case.yaml")
    only = ["--only", "kit/sleep.plan"]
    result = CliRunner().invoke(main, ["explain", form, case, *only])
    assert EXPLAINED in result.stdout


@pytest.mark.parametrize(
    "condition", [part for line in CONDITIONS.splitlines() for part in re.split(r" {3,}", line)]
)
def test_every_condition_of_the_page_is_one(condition: str) -> None:
    section = FILES["sections/sleep.yaml"]
    if condition.startswith(("drink.", "score(", "not drink.")):
        # These are about one adult.
        section = "section: sleep\ntitle: S\nask: each adult\nquestions:\n"
    section += f"  - id: tried\n    label: Tried?\n    type: text\n    show_if: {condition}\n"
    # What the agency adds, and the scenario, belong to the section as it stands on the page.
    files = {path: text for path, text in FILES.items() if path.startswith(SHARED)}
    assert library_of({**files, "sections/sleep.yaml": section}).errors == ()
