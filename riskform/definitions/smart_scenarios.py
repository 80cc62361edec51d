"""The shape of a test of the SMART checks: plans as people write them, and the rules they break."""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field
from pydantic import WithJsonSchema as AsJson

from riskform.definitions.problems import Problem
from riskform.definitions.question_shapes import Shape
from riskform.definitions.shaping import shaped
from riskform.definitions.smart_rules import Code
from riskform.definitions.source import Source
from riskform.definitions.values_written import LevelNumber, OneOrMore, Text

# What people type may be blank: that is what many rules are about.
AsTyped = Annotated[str, AsJson({"type": ["string", "number"]})]


class PlanShape(Shape):
    """What stands in a plan, as it was typed. What is left out is blank."""

    children: Annotated[tuple[Text, ...], OneOrMore()] = Field(
        default=(), description="The names of the family's children, made up."
    )
    level: LevelNumber | None = Field(default=None, description="The level of need.")
    outcome: AsTyped | None = Field(default=None, description="What will be different.")
    baseline: AsTyped | None = Field(default=None, description="What it is like now.")
    measure: AsTyped | None = Field(default=None, description="How we will know.")
    action: AsTyped | None = Field(default=None, description="What somebody does.")
    owner: AsTyped | None = Field(default=None, description="Who does it.")
    due: AsTyped | None = Field(default=None, description="By when, as it was typed.")
    contingency: AsTyped | None = Field(default=None, description="What if it has not changed.")
    assessed_on: AsTyped | None = Field(default=None, description="The day of the visit.")
    next_review: AsTyped | None = Field(default=None, description="The day of the next review.")


class TriedShape(PlanShape):
    """A plan that is tried: what it says takes the place of what stands under `given`."""

    breaks: Annotated[tuple[Code, ...], OneOrMore()] = Field(
        description="The codes of the rules that it breaks, all of them; [] for a good plan."
    )


class SmartScenarioShape(Shape):
    """A test of smart_rules.yaml. Each plan of `plans` is tried by itself."""

    scenario: Text = Field(description="What is tried, in one sentence.")
    given: PlanShape = Field(
        default=PlanShape(), description="What stands in every plan below that does not say it."
    )
    plans: Annotated[tuple[TriedShape, ...], Field(json_schema_extra={"minItems": 1})] = Field(
        description="The plans that are tried."
    )


@dataclass(frozen=True, slots=True)
class WrittenSmartScenario:
    """One file of tests. `shape` is None where it can't be read; `problems` are why."""

    source: Source = field(repr=False)
    shape: SmartScenarioShape | None
    problems: tuple[Problem, ...] = ()


def written_smart_scenario(
    source: Source, problems: tuple[Problem, ...] = ()
) -> tuple[WrittenSmartScenario, list[Problem]]:
    """Return the tests in a file that was read with `problems`, and those of its shape."""
    if source.data is None:
        return WrittenSmartScenario(source, None, problems), []
    shape, troubles = shaped(source, SmartScenarioShape)
    told = (*problems, *troubles)
    return WrittenSmartScenario(source, None if told else shape, told), troubles
