"""`riskform test` on the tests of smart_rules.yaml, and what keeps a form from being put in use."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from riskform.__main__ import main
from riskform.paths import bundled
from riskform.services.candidates import candidate
from tests.services.office import TODAY, short_files

GIVEN = """\
scenario: An owner is one person
given:
  children: Kit
  level: 3
  outcome: Kit sleeps in his own clear cot each night.
  baseline: On the sofa 3 nights in 5
  measure: Seen in his cot at 6 visits
  action: Show Dean the cot
  owner: Priya Nair
  due: 24/04/2026
plans:
"""
HOLDS = f"{GIVEN}  - breaks: []\n  - {{breaks: [A1], owner: Everyone}}\n"
FAILS = f'{GIVEN}  - breaks: []\n  - {{breaks: [A1, M2], owner: "", measure: Seen at 6 visits}}\n'
SAID = "smart_scenarios/owners.yaml: plan 2 should break A1, M2, and breaks A1."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the short form with its rules."""
    for path, text in short_files().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "smart_scenarios").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("text", "status", "line"), [(HOLDS, 0, "1 scenario passed, 0 failed."), (FAILS, 1, SAID)]
)
def test_each_plan_breaks_the_rules_that_it_names_and_no_others(
    folder: Path, text: str, status: int, line: str
) -> None:
    (folder / "smart_scenarios" / "owners.yaml").write_text(text)
    result = CliRunner().invoke(main, ["test", str(folder)])
    assert (result.exit_code, line in result.stdout.splitlines()) == (status, True)


def test_check_reads_them_and_names_what_is_no_rule(folder: Path) -> None:
    wrong = HOLDS.replace("[A1]", "[A9]").replace("owner: Priya", "owners: Priya")
    (folder / "smart_scenarios" / "owners.yaml").write_text(wrong)
    result = CliRunner().invoke(main, ["check", str(folder)])
    assert result.exit_code == 1
    assert "smart_scenarios/owners.yaml:9:3: unknown-key" in result.stdout
    assert "smart_scenarios/owners.yaml:13:15: unknown-word" in result.stdout


def test_a_form_whose_rules_fail_a_test_may_not_be_put_in_use() -> None:
    files = {**short_files(), "smart_scenarios/owners.yaml": FAILS}
    (ran,) = candidate(files, "short", TODAY).failed
    assert (ran.file, ran.failures) == ("smart_scenarios/owners.yaml", (SAID,))
    files["smart_scenarios/owners.yaml"] = HOLDS
    assert candidate(files, "short", TODAY).trouble == ""
    assert "smart_scenarios/owners.yaml" in candidate(files, "short", TODAY).files


def test_the_rules_that_are_shipped_pass_their_tests() -> None:
    folder = bundled("form_definitions")
    assert len(list(folder.glob("smart_scenarios/*.yaml"))) >= 3
    shipped = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in (folder / "smart_rules.yaml", *folder.glob("smart_scenarios/*.yaml"))
    }
    assert candidate({**short_files(), **shipped}, "short", TODAY).failed == ()
