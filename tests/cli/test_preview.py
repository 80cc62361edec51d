"""`riskform preview`, as far as it goes without a browser."""

from pathlib import Path

from click.testing import CliRunner, Result

from riskform.__main__ import main


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["preview", *map(str, arguments)])


def test_its_help_has_examples_and_says_what_is_stored() -> None:
    shown = run("--help").stdout
    assert "riskform preview my_forms --port 8200" in shown
    assert "Nothing else is stored." in " ".join(shown.split())


def test_a_folder_that_is_not_there_can_t_be_shown(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no folder" in result.stderr


def test_no_other_machine_can_be_let_in() -> None:
    assert run("--host", "0.0.0.0").exit_code == 2  # noqa: S104 - it is refused
