"""Scenario files are written inside their form's folder, and never over another unasked."""

from pathlib import Path

import pytest

from riskform.definitions.scenario_files import (
    digest_of,
    file_name_of,
    scenario_names,
    scenario_path,
    write_scenario,
)
from riskform.errors import InvalidInput, WrongState


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "forms" / "f").mkdir(parents=True)
    return tmp_path / "forms"


@pytest.mark.parametrize(
    "name",
    ["", "..", "../out", "a/b", "a\\b", "/etc/passwd", ".hidden", "A", "a b", "a\n", "a" * 81],
)
def test_a_name_is_small_letters_digits_and_lines(folder: Path, name: str) -> None:
    with pytest.raises(InvalidInput, match="Call the file by small letters"):
        scenario_path(folder, "f", name)


@pytest.mark.parametrize("form_folder", ["", ".", "..", "../..", "a/b", "/"])
def test_a_form_s_folder_lies_in_the_folder(folder: Path, form_folder: str) -> None:
    with pytest.raises(InvalidInput, match="leads out of the folder"):
        scenario_path(folder, form_folder, "baby")


def test_scenarios_that_are_a_link_to_elsewhere_are_not_written_to(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (folder / "f" / "scenarios").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InvalidInput, match="leads out of the folder"):
        scenario_path(folder, "f", "baby")


def test_a_file_that_is_a_link_to_elsewhere_is_not_written_to(folder: Path, tmp_path: Path) -> None:
    (folder / "f" / "scenarios").mkdir()
    (folder / "f" / "scenarios" / "baby.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(InvalidInput, match="leads out of the folder"):
        scenario_path(folder, "f", "baby")


def test_a_new_file_is_written_with_its_folder(folder: Path) -> None:
    path = scenario_path(folder, "f", "baby")
    write_scenario(path, "scenario: A baby\n")
    assert path.read_text() == "scenario: A baby\n"
    assert [one.name for one in path.parent.iterdir()] == ["baby.yaml"]
    assert scenario_names(folder, "f") == ("baby",)


def test_a_file_that_stands_there_stays_unless_it_is_the_one_that_was_seen(folder: Path) -> None:
    path = scenario_path(folder, "f", "baby")
    write_scenario(path, "old\n")
    seen = digest_of(path)
    with pytest.raises(WrongState, match="Nothing was written"):
        write_scenario(path, "new\n")
    path.write_text("changed meanwhile\n")
    with pytest.raises(WrongState, match="Nothing was written"):
        write_scenario(path, "new\n", seen)
    assert path.read_text() == "changed meanwhile\n"
    write_scenario(path, "new\n", digest_of(path))
    assert path.read_text() == "new\n"


def test_a_title_makes_the_name_of_a_file() -> None:
    assert file_name_of("A baby, 11 weeks: on the sofa!") == "a_baby_11_weeks_on_the_sofa"
    assert file_name_of("…") == ""
