"""`riskform graph`, as its author calls it."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from riskform.__main__ import main
from riskform.paths import bundled

SECTION = """\
section: s
title: Where {child} sleeps
ask: each child
questions:
  - id: night
    label: Where did {child} sleep?
    type: choice
    options: {cot: In a cot, sofa: On a sofa}
    findings:
      - {id: sofa, kind: concern, when: night is sofa, says: "{child} slept there.", do: Ask.}
"""
FORM = "form: small\nversion: 1\ntitle: A small form\nsections: [s]\n"
CASE = """\
on: 2026-03-02
level: 3
children: {kit: {name: Kit, date_of_birth: 2025-12-15}}
answers: {kit: {s.night: sofa}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, text in {"sections/s.yaml": SECTION, "small/form.yaml": FORM}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "case.yaml").write_text(CASE)
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["graph", *map(str, arguments)])


def test_a_form_is_drawn_as_svg(folder: Path) -> None:
    result = run(folder / "small")
    assert result.exit_code == 0
    assert ET.fromstring(result.stdout).tag.endswith("svg")  # noqa: S314 - written by us


def test_the_path_of_a_case_is_shown(folder: Path) -> None:
    result = run(folder / "small", "--case", folder / "case.yaml")
    assert "raised for kit" in result.stdout


def test_a_file_that_is_called_so_is_mermaid(folder: Path) -> None:
    output = folder / "small.mmd"
    assert run(folder / "small", "--section", "s", "--output", output).exit_code == 0
    assert output.read_text().startswith("flowchart LR\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--section", "t"), "there is no section 't' in small. Use one of: s."),
        (("--section", "s", "--all"), "contradict each other"),
        (("--case", "nowhere.yaml"), "nowhere.yaml"),
        (("--output", "nowhere/at/all.svg"), "nowhere/at/all.svg"),
    ],
)
def test_what_can_t_be_drawn_says_why(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run(folder / "small", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_form_that_does_not_check_is_not_drawn(folder: Path) -> None:
    (folder / "sections" / "s.yaml").write_text(SECTION.replace("is sofa", "is soffa"))
    result = run(folder / "small")
    assert result.exit_code == 1
    assert "unknown-option" in result.stderr


@pytest.mark.parametrize("way", [(), ("--all",)])
def test_the_form_that_comes_with_riskform_is_drawn(way: tuple[str, ...]) -> None:
    result = run(bundled("form_definitions") / "child_risk_assessment", *way)
    assert result.exit_code == 0
    assert "sleep.last_night" in result.stdout


def test_its_help_has_examples() -> None:
    assert "riskform graph home_visit --section sleep --format mermaid" in run("--help").stdout
