"""`riskform paths`, as an author runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskform.__main__ import main
from riskform.paths import bundled

SECTION = """\
section: s
title: S
ask: each child
questions:
  - {id: night, label: Night?, type: yes_no}
  - {id: story, label: Story?, type: text}
"""
FORM = "form: small\nversion: 1\ntitle: Small\nsections: [s]\n"
SCENARIO = """\
scenario: A family
path: Family A
given:
  on: 2026-03-02
  level: 3
  children: {kit: {name: Kit, age_months: 2}, ellie: {name: Ellie, age_months: 50}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a definitions folder with one marked scenario and one that is not."""
    where = tmp_path / "defs"
    files = {
        "sections/s.yaml": SECTION,
        "tiny/form.yaml": FORM,
        "tiny/scenarios/a.yaml": SCENARIO,
        "tiny/scenarios/b.yaml": SCENARIO.replace("path: Family A\n", ""),
    }
    for path, text in files.items():
        (where / path).parent.mkdir(parents=True, exist_ok=True)
        (where / path).write_text(text)
    return where


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["paths", *(str(one) for one in arguments)])


def test_each_marked_family_is_one_row_of_the_table(folder: Path) -> None:
    result = run(folder)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "small",
        "family    level  children  adults  questions  answers  minutes",
        "Family A      3         2       0          2        4        4",
    ]


def test_paths_for_machines(folder: Path) -> None:
    result = run(folder, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == [
        {
            "form": "small",
            "family": "Family A",
            "level": 3,
            "children": 2,
            "adults": 0,
            "questions": 2,
            "answers": 4,
            "minutes": 4,
        }
    ]


def test_where_no_scenario_is_marked_it_is_said_how_to(folder: Path) -> None:
    (folder / "tiny" / "scenarios" / "a.yaml").unlink()
    result = run(folder)
    assert result.exit_code == 0
    assert "Add 'path: Family A', or another name, to each whole family." in result.stdout
    assert json.loads(run(folder, "--json").stdout) == []


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("tiny/form.yaml", FORM.replace("[s]", "[t]"), "small: left out, because it does not"),
        ("tiny/scenarios/b.yaml", "scenario: U\n", "b.yaml:1:1: missing-key"),
        (
            "tiny/scenarios/b.yaml",
            SCENARIO + "  answers: {kim: {s.night: yes}}\n",
            "unknown-person: there is no person 'kim'.",
        ),
    ],
)
def test_what_can_t_be_counted_is_said_and_ends_with_status_1(
    folder: Path, file: str, text: str, said: str
) -> None:
    (folder / file).write_text(text)
    result = run(folder)
    assert result.exit_code == 1
    assert said in result.stderr


def test_a_marked_scenario_still_is_a_test(folder: Path) -> None:
    result = CliRunner().invoke(main, ["test", str(folder)])
    assert result.stdout == "2 scenarios passed, 0 failed.\n"


def test_a_level_2_family_with_one_child_meets_50_questions_at_most_and_nobody_over_90() -> None:
    rows = json.loads(run(bundled("form_definitions"), "--json").stdout)
    whole = [row for row in rows if row["form"] == "child_risk_assessment"]
    small = [row for row in whole if row["level"] == 2 and row["children"] == 1]
    visits = [row for row in rows if row["form"] == "safer_sleep_visit"]
    assert {row["family"] for row in whole} >= {f"Family {letter}" for letter in "ABCDE"}
    assert (len(small), len(visits)) == (3, 2)
    assert all(row["questions"] <= 90 for row in whole)
    assert all(row["questions"] <= 50 for row in small)
    assert all(row["questions"] <= 16 and row["minutes"] <= 10 for row in visits)
