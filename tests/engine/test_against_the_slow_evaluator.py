"""Random small forms and cases: the engine says what the contract says, in any order."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings

from riskform.cli.results import result_of
from riskform.definitions.library import load
from riskform.engine.case_reading import read_case
from riskform.engine.evaluation import evaluate
from tests.engine.generated_forms import World, worlds
from tests.engine.slow_evaluator import Slow

few = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def judged(world: World) -> dict[str, Any]:
    files = {"f/form.yaml": json.dumps(world.form)}
    files |= {f"sections/{s['section']}.yaml": json.dumps(s) for s in world.sections}
    library = load(files)
    assert not library.errors, [problem.with_excerpt() for problem in library.errors]
    form = library.forms["f"]
    case = read_case("case", json.dumps(world.case).encode(), form)
    result: dict[str, Any] = result_of(evaluate(form, case))
    return {
        **result,
        "invalid": [item["at"] for item in result["invalid"]],
        "findings": [item["at"] for item in result["findings"]],
    }


@few
@given(worlds())
def test_the_engine_agrees_with_the_slow_evaluator(world: World) -> None:
    slow = Slow(world.form, world.sections, world.case).result()
    values = {at: float(value) for at, value in slow["values"].items()}
    assert judged(world) == {**slow, "values": values}


@few
@given(worlds())
def test_the_order_of_sections_and_questions_changes_no_result(world: World) -> None:
    turned = World(
        {**world.form, "sections": world.form["sections"][::-1]},
        [
            {
                **section,
                "questions": section["questions"][::-1],
                "findings": section["findings"][::-1],
            }
            for section in world.sections
        ],
        world.case,
    )
    assert judged(turned) == judged(world)
