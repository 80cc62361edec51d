"""`riskform schema`, as an author sets an editor up with it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskform.__main__ import main
from riskform.definitions.schemas import KINDS_OF_FILE


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["schema", *arguments])


def test_the_schema_of_one_kind_is_printed() -> None:
    schema = json.loads(run("section").stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "questions" in schema["properties"]


def test_without_a_kind_every_schema_is_printed_by_its_kind() -> None:
    assert list(json.loads(run().stdout)) == list(KINDS_OF_FILE)


def test_its_help_names_every_kind_and_keeps_the_lines_of_its_examples() -> None:
    told = run("--help").stdout
    assert ", ".join(KINDS_OF_FILE) in " ".join(told.split()).replace(" and ", ", ")
    assert "\n\n      riskform schema --output .vscode\n" in told


def test_an_unknown_kind_could_not_run() -> None:
    assert run("sections").exit_code == 2


def test_one_line_sets_vs_code_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("--output", ".vscode").exit_code == 0
    settings = json.loads((tmp_path / ".vscode" / "settings.json").read_text())
    assert settings["yaml.schemas"]["./.vscode/section.schema.json"] == (
        "form_definitions/sections/*.yaml"
    )
    for schema in settings["yaml.schemas"]:
        assert "properties" in json.loads((tmp_path / schema).read_text())


def test_settings_that_are_there_are_left_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = tmp_path / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text("{}")
    result = run("levels", "--output", ".vscode")
    assert settings.read_text() == "{}"
    assert '"./.vscode/levels.schema.json": "form_definitions/levels.yaml"' in result.stdout


def test_a_folder_that_is_a_file_could_not_run(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("")
    assert run("--output", str(tmp_path / "f" / "g")).exit_code == 2
