# ruff: noqa: E501 - a message stands on one line, as it is printed.
"""`riskform test`, as an author runs it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from riskform.__main__ import main
from riskform.paths import bundled

SECTION = """\
section: s
title: S
ask: each child
questions:
  - {id: night, label: Night?, type: choice, options: {cot: Cot, no: None}, required: true}
  - {id: weight, label: Weight?, type: number, if_blank: Not weighed.}
  - {id: double, label: Double, type: calculated, value: weight * 2}
findings:
  - {id: none, kind: concern, when: night is no, says: "{child} slept nowhere.", do: Ask.}
"""
FORM = "form: small\nversion: 1\ntitle: Small\nsections: [s]\n"
GIVEN = """\
given:
  on: 2026-03-02
  level: 3
  children: {kit: {name: Kit, date_of_birth: 2025-12-15}}
  answers: {kit: {s.night: no, s.weight: 2.25}}
"""
WRONG = "tiny/scenarios/wrong.yaml"
BLANK = GIVEN.replace("s.night: no, s.weight: 2.25", "")
COT = GIVEN.replace("s.night: no", "s.night: cot")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a definitions folder with one form, without scenarios."""
    where = tmp_path / "defs"
    (where / "sections").mkdir(parents=True)
    (where / "sections" / "s.yaml").write_text(SECTION)
    (where / "tiny" / "scenarios").mkdir(parents=True)
    (where / "tiny" / "form.yaml").write_text(FORM)
    return where


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def write(folder: Path, name: str, given: str, expect: str = "{}") -> None:
    path = folder / "tiny" / "scenarios" / f"{name}.yaml"
    path.write_text(f"scenario: {name.title()}\n{given}expect: {expect}\n")


def test_a_scenario_that_holds_is_counted_with_what_it_saw(folder: Path) -> None:
    write(folder, "right", GIVEN, "{findings: [kit/s.none], values: {kit/s.double: 4.50}}")
    result = run("test", folder)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        (
            "sections/s.yaml:6: s.weight if_blank: never raised. "
            "Add a scenario in which it is asked and not answered."
        ),
        (
            "sections/s.yaml:9: s.none when: never seen false. "
            "Add a scenario in which it is false: everything answered, and not raised."
        ),
        "small: 0 of 1 conditions seen both ways, 0 of 1 blanks and Not knowns raised.",
        "1 scenario passed, 0 failed.",
    ]


def test_what_was_only_unknown_is_not_false_and_is_counted(folder: Path) -> None:
    write(folder, "blank", BLANK)
    assert (
        "s.none when: never seen true and never seen false (only unknown, once). "
        "Add a scenario that raises it, and one in which it is false"
    ) in run("test", folder).stdout


def test_a_wrong_expectation_gives_its_reason(folder: Path) -> None:
    write(
        folder,
        "wrong",
        GIVEN,
        "{not_asked: [kit/s.night, kit/s.nigth], no_findings: [kit/s.none, kit/s.nine], not_missing: [kit/s.weihgt], missing: [kit/s.night], invalid: [kit/s.night], values: {kit/s.double: 4}}",
    )
    result = run("test", folder)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:13] == [
        f"{WRONG}:7:35: unknown-question: there is no question kit/s.nigth. Did you mean 'kit/s.night'?",
        f"{WRONG}:7:102: unknown-question: there is no question kit/s.weihgt. Did you mean 'kit/s.weight'?",
        f"{WRONG}:7:75: unknown-finding: there is no finding kit/s.nine. Did you mean 'kit/s.none'?",
        "wrong.yaml: kit/s.night is asked, and it was not expected",
        "    because it is always asked.",
        "wrong.yaml: kit/s.none is raised, and it was not expected",
        "    because s.none when `night is no` is true: kit/s.night is no.",
        "wrong.yaml: kit/s.night is not missing, and it was expected",
        "    because kit/s.night is no.",
        "wrong.yaml: kit/s.night is not invalid, and it was expected",
        "    because kit/s.night is no.",
        "wrong.yaml: kit/s.double is 4.50, and 4 was expected",
        "    because `weight * 2` reads: kit/s.weight is 2.25.",
    ]
    assert result.stdout.endswith("0 scenarios passed, 1 failed.\n")


def test_a_scenario_that_can_t_be_run_fails_and_says_why(folder: Path) -> None:
    (folder / "tiny" / "scenarios" / "unreadable.yaml").write_text("scenario: U\n")
    write(folder, "stranger", GIVEN.replace("{kit: {s", "{kim: {s"))
    result = run("test", folder)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:2] == [
        "tiny/scenarios/stranger.yaml:6:13: unknown-person: there is no person 'kim'. Did you mean 'kit'?",
        "tiny/scenarios/unreadable.yaml:1:1: missing-key: the key 'given' is missing. Add 'given:'.",
    ]


def test_a_condition_that_was_not_seen_fails_only_where_every_one_is_asked_for(
    folder: Path,
) -> None:
    write(folder, "nowhere", GIVEN)
    write(folder, "blank", BLANK)
    assert run("test", folder).exit_code == 0
    assert run("test", folder, "--every-condition").exit_code == 1
    write(folder, "cot", COT)
    result = run("test", folder, "--every-condition")
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [
            "small: 1 of 1 conditions seen both ways, 1 of 1 blanks and Not knowns raised.",
            "3 scenarios passed, 0 failed.",
        ],
    )


def test_scenarios_that_can_not_be_run_are_not_said_to_be_missing(folder: Path) -> None:
    (folder / "tiny" / "scenarios" / "a.yaml").write_text("scenario: A\ngivn: {}\n")
    said = run("test", folder).stdout
    assert "small: no scenario could be run; 0 of 1 conditions" in said
    assert "no scenarios yet" not in said


def test_a_form_without_scenarios_gets_one_line(folder: Path) -> None:
    assert run("test", folder).stdout.splitlines() == [
        (
            "small: no scenarios yet; 0 of 1 conditions seen both ways, "
            "0 of 1 blanks and Not knowns raised."
        ),
        "0 scenarios passed, 0 failed.",
    ]
    assert run("test", folder, "--every-condition").exit_code == 1


def test_a_condition_of_a_shared_section_is_told_once(folder: Path) -> None:
    (folder / "twin" / "scenarios").mkdir(parents=True)
    (folder / "twin" / "form.yaml").write_text(FORM.replace("small", "twin"))
    write(folder, "nowhere", GIVEN)
    (folder / "twin" / "scenarios" / "cot.yaml").write_text(f"scenario: C\n{COT}")
    lines = run("test", folder).stdout.splitlines()
    assert [line.partition(": ")[2].partition(":")[0] for line in lines[:1]] == [
        "s.weight if_blank"
    ]
    assert lines[1:3] == [
        (
            "small: 1 of 1 conditions seen both ways, 0 of 1 blanks and Not knowns raised "
            "(1 of them only by scenarios of other forms)."
        ),
        (
            "twin: 1 of 1 conditions seen both ways, 0 of 1 blanks and Not knowns raised "
            "(1 of them only by scenarios of other forms)."
        ),
    ]


def test_everything_for_machines(folder: Path) -> None:
    write(folder, "right", GIVEN)
    write(folder, "wrong", BLANK, "{findings: [kit/s.none]}")
    result = run("test", folder, "--json")
    assert result.exit_code == 1
    found: dict[str, Any] = json.loads(result.stdout)
    assert (found["passed"], found["failed"], found["not_tested"]) == (1, 1, [])
    assert found["scenarios"][1] == {
        "form": "small",
        "file": "wrong.yaml",
        "scenario": "Wrong",
        "failures": [
            {
                "expected": "findings",
                "at": "kit/s.none",
                "what": "kit/s.none is not raised, and it was expected",
                "because": "s.none when `night is no` is unknown: kit/s.night is not answered",
            }
        ],
        "troubles": [],
    }
    assert found["coverage"] == [
        {
            "form": "small",
            "scenarios": 2,
            "conditions": 1,
            "seen_both_ways": 0,
            "blanks": 1,
            "raised": 1,
            "seen_only_by_other_forms": 0,
            "not_seen": [
                {
                    "what": "s.none when",
                    "file": "sections/s.yaml",
                    "line": 9,
                    "text": "night is no",
                    "never": ["false"],
                    "unknown": 1,
                }
            ],
        }
    ]


def test_scenarios_of_a_form_that_does_not_check_are_not_run(folder: Path) -> None:
    (folder / "tiny" / "form.yaml").write_text(FORM.replace("[s]", "[t]"))
    result = run("test", folder)
    assert result.exit_code == 1
    assert "small: not tested, because it does not check." in result.stdout
    assert json.loads(run("test", folder, "--json").stdout)["not_tested"] == ["small"]


def test_every_condition_of_the_forms_that_come_with_riskform_is_seen_both_ways() -> None:
    result = run("test", bundled("form_definitions"), "--every-condition")
    assert result.exit_code == 0, result.stdout
