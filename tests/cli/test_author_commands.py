# ruff: noqa: E501 - a message stands on one line, as it is printed.
"""`riskform check`, as an author runs it."""

import json
from pathlib import Path

import pytest
from click import Context

from riskform.__main__ import main
from tests.cli.small_folder import CASE, FORM, SECTION, case, run, small_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_folder(tmp_path)


def test_a_form_without_problems_checks(folder: Path) -> None:
    result = run("check", folder)
    assert result.exit_code == 0
    assert result.stdout == "0 problems, 0 warnings. Forms that can be used: small.\n"


def test_a_section_that_no_form_asks_is_a_warning_for_people_and_machines(folder: Path) -> None:
    form, ended = folder / "tiny" / "form.yaml", folder / "sections" / "ended.yaml"
    ended.write_text("section: ended\ntitle: O\nquestions: [{id: a1, label: A?, type: text}]\n")
    said = "sections/ended.yaml:1:10: not-asked: warning: no form asks this section."
    result = run("check", folder)
    assert (result.exit_code, said in result.stdout) == (0, True), result.stdout
    (found,) = json.loads(run("check", folder, "--json").stdout)
    assert (found["code"], found["severity"], found["line"]) == ("not-asked", "warning", 1)
    form.write_text(f"{FORM}leaves_out: [ended]\n")
    assert said not in run("check", folder).stdout


def test_drafts_that_no_plan_offers_are_a_warning(folder: Path) -> None:
    draft = "draft: {outcome: A bed by Friday., measure: Seen, action: Buy it}"
    (folder / "sections" / "s.yaml").write_text(SECTION.replace("do: Ask.", f"do: Ask., {draft}"))
    (found,) = json.loads(run("check", folder, "--json").stdout)
    assert (found["code"], found["severity"]) == ("draft-not-offered", "warning")
    assert found["text"][found["column"] - 1 :].startswith("draft:")
    (folder / "tiny" / "form.yaml").write_text(f"{FORM}plan: smart\n")
    result = run("check", folder)
    assert (result.exit_code, "draft-not-offered" in result.stdout) == (0, False), result.stdout


def test_a_problem_is_shown_with_its_line_and_a_caret(folder: Path) -> None:
    section = folder / "sections" / "s.yaml"
    section.write_text(SECTION.replace("night is no", "night is on"))
    result = run("check", folder)
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:3] == [
        "sections/s.yaml:9:46: unknown-option: 'on' is not an option of night. Use one of: cot, no.",
        '      - {id: none, kind: concern, when: night is on, says: "{child} slept nowhere.", do: Ask.}',
        "    " + " " * 45 + "^",
    ]


def test_problems_for_machines(folder: Path) -> None:
    (folder / "tiny" / "form.yaml").write_text(FORM.replace("version: 1\n", ""))
    result = run("check", folder, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "file": "tiny/form.yaml",
            "line": 1,
            "column": 1,
            "code": "bad-version",
            "what": "the version is missing.",
            "do": "Write a whole number, as in 'version: 1'.",
            "severity": "error",
            "text": "form: small",
        }
    ]


def test_warnings_are_told_and_the_status_stays_fine(folder: Path) -> None:
    (folder / "sections" / "s.yaml").write_text(SECTION.replace(", do: Ask.", ""))
    result = run("check", folder)
    assert result.exit_code == 0
    assert "sections/s.yaml:9:5: no-do: warning: the finding 'none'" in result.stdout


def test_a_misspelled_kind_of_finding_is_told_without_asking_what_to_do(folder: Path) -> None:
    strength = SECTION.replace(", do: Ask.", "").replace("kind: concern", "kind: strenght")
    (folder / "sections" / "s.yaml").write_text(strength)
    result = run("check", folder)
    assert "'strenght' can't stand here. Did you mean 'strength'?" in result.stdout
    assert "no-do" not in result.stdout


def test_an_age_in_years_is_sent_to_the_age_in_months(folder: Path) -> None:
    case = CASE.replace("date_of_birth: 2025-12-15", "age_years: 7")
    (folder / "case.yaml").write_text(case)
    result = run("explain", folder / "tiny", folder / "case.yaml")
    assert "Write the age in months, as in 'age_months: 84' for 7 years." in result.output


def test_a_time_limit_of_today_is_told_how_to_be_written(folder: Path) -> None:
    (folder / "sections" / "s.yaml").write_text(SECTION.replace("do: Ask.", "within: today"))
    result = run("check", folder)
    assert "'5 working days'; '0 working days' is the same day." in result.stdout


@pytest.mark.parametrize("where", ["nowhere", "tiny"])
def test_a_folder_without_definitions_can_t_be_checked(folder: Path, where: str) -> None:
    result = run("check", folder / where)
    assert (result.exit_code, result.stdout) == (2, "")


def test_the_folder_of_the_working_directory_is_the_default(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.rename(folder.parent / "form_definitions")
    monkeypatch.chdir(folder.parent)
    assert run("check").exit_code == 0
    assert run("test").exit_code == 0
    assert run("evaluate", "small", case(folder.parent, CASE), "--json").exit_code == 0


def test_the_forms_of_riskform_itself_are_never_taken_in_silence_for_one_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = "There is no folder form_definitions here. These are the forms of riskform itself.\n"
    assert run("check").stderr == told
    assert run("paths").stderr == told


@pytest.mark.parametrize(
    "stray",
    ["section/s.yaml", "sections/s.yaml.txt", "other/Form.yaml", "tiny/scenario/a.yaml"],
)
def test_a_file_that_is_not_read_because_of_its_name_is_told(folder: Path, stray: str) -> None:
    (folder / stray).parent.mkdir(exist_ok=True)
    (folder / stray).write_text("a: b\n")
    found = run("check", folder)
    assert f"{stray}:1:1: file-not-read: warning" in found.stdout
    assert found.exit_code == 0


@pytest.mark.parametrize("hidden", ["._s.yaml", ".#s.yaml", "~$s.yaml"])
def test_what_a_mac_or_an_editor_hides_beside_a_file_is_no_definition(
    folder: Path, hidden: str
) -> None:
    (folder / "sections" / hidden).write_bytes(b"\x00\x05\x16\x07")
    found = run("check", folder)
    assert found.stdout == "0 problems, 0 warnings. Forms that can be used: small.\n"


@pytest.mark.parametrize("command", ["explain", "evaluate"])
def test_a_case_that_is_not_there_is_told_in_words(folder: Path, command: str) -> None:
    found = run(command, folder / "tiny", "no.yaml")
    assert (found.exit_code, found.stderr) == (
        2,
        "riskform: no.yaml: No such file or directory.\n",
    )


def test_the_help_of_schema_shows_its_examples_as_they_are_typed() -> None:
    told = run("schema", "--help").stdout
    assert "\\b" not in told
    assert "\n      riskform schema --output .vscode\n" in told
    assert "schema [OPTIONS] [KIND]\n" in told


def test_check_says_where_to_read_about_a_code(folder: Path) -> None:
    section = folder / "sections" / "s.yaml"
    section.write_text(SECTION.replace("night is no", "night is on"))
    lines = run("check", folder).stdout.splitlines()
    assert lines[-2] == "What a code means, with an example: riskform check --why unknown-option"


def test_a_code_is_explained_with_a_wrong_and_a_right_example() -> None:
    result = run("check", "--why", "unknown-option")
    assert result.exit_code == 0
    assert "night is soffa" in result.stdout
    assert "night is sofa" in result.stdout


def test_a_code_that_does_not_exist_could_not_be_explained() -> None:
    result = run("check", "--why", "unknown-optoin")
    assert result.exit_code == 2
    assert "Did you mean 'unknown-option'?" in result.stderr


def test_the_help_tells_every_command_once() -> None:
    lines = run("--help").stdout.splitlines()
    told = [line.split()[0] for line in lines if line.startswith("  ") and line[2:3].isalpha()]
    commands = main.list_commands(Context(main))
    assert sorted(name for name in told if name in commands) == commands
    assert lines.index("Write and try a form:") < lines.index("Run riskform:")
