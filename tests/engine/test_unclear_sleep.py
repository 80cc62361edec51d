"""The table of unclear sleep: each child of the scenarios raises exactly what stands there."""

from pathlib import Path

import pytest

from riskform.definitions.case_shapes import ScenarioShape
from riskform.definitions.model import Form
from riskform.definitions.shaping import shaped
from riskform.definitions.source import read_source
from riskform.engine.case_reading import case_of
from riskform.engine.evaluation import RaisedFinding, evaluate
from riskform.paths import bundled
from tests.shipped import shipped

FORM = "child_risk_assessment"
TABLES = sorted((Path(bundled("form_definitions")) / FORM / "scenarios").glob("sleep_unclear_*"))


@pytest.fixture(scope="module")
def form() -> Form:
    return shipped().forms[FORM]


def told_and_raised(table: Path, form: Form) -> tuple[ScenarioShape, list[RaisedFinding]]:
    """Return a table, and every unclear finding of the section about sleep that it raises."""
    source, problems = read_source(table.name, table.read_bytes())
    scenario, troubles = shaped(source, ScenarioShape)
    assert scenario is not None, [*problems, *troubles]
    found = evaluate(form, case_of(table.name, scenario.given, form)).findings
    return scenario, [one for one in found if one.kind == "unclear" and one.section == "sleep"]


def test_there_is_a_table_for_babies_for_limits_and_for_older_and_unborn_children() -> None:
    assert len(TABLES) == 3


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_one_changed_answer_raises_its_unclear_finding_and_no_other(
    table: Path, form: Form
) -> None:
    scenario, raised = told_and_raised(table, form)
    other_kinds = {
        f"sleep.{rule.id}"
        for rule in form.section_by_id["sleep"].findings
        if rule.kind != "unclear"
    }
    told = {at for at in scenario.expect.findings if at.split("/")[1] not in other_kinds}
    assert {one.at for one in raised} == told


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_unclear_finding_says_what_closes_it_and_by_when(table: Path, form: Form) -> None:
    _, raised = told_and_raised(table, form)
    assert [one.at for one in raised if not one.do or one.within is None] == []
