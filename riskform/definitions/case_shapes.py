"""The shapes of case files and scenarios: people, answers, and what an author expects of them."""

from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field
from pydantic import WithJsonSchema as AsJson

from riskform.definitions.question_shapes import Shape
from riskform.definitions.values_written import (
    Day,
    LevelNumber,
    MayBeBlank,
    Text,
    WholeFromNothing,
)

PersonId = Annotated[str, AsJson({"type": "string", "pattern": r"^[^/]*[^/\s][^/]*$"})]
AgeInMonths = Annotated[
    WholeFromNothing,
    Field(le=1200),
    AsJson({"type": ["integer", "string"], "minimum": 0, "maximum": 1200, "pattern": "^[0-9]+$"}),
]
_ANSWER = "An answer is a value, or `{value: …, known_by: seen, known_on: 2026-03-01}`."
_AT = "Each is written `kit/sleep.plan`, or `family/home.danger`."


class GivenTie(Shape):
    """What an adult is to one child, in a case."""

    relationship: (
        Literal["mother", "father", "step_parent", "grandparent", "other", "not_known"] | None
    ) = Field(default=None, description="What the adult is to the child.")
    lives_here: Literal["yes", "no", "sometimes"] | None = Field(
        default=None, description="Whether the adult lives with the child."
    )


class GivenChild(Shape):
    """A child of a case: a name, and a day of birth, a due date or an age."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"required": [key]} for key in ("date_of_birth", "due_date", "age_months")]
        }
    )

    name: Text = Field(description="The child's name, made up.")
    date_of_birth: Day | None = Field(default=None, description="When the child was born.")
    due_date: Day | None = Field(default=None, description="When a child not yet born is due.")
    age_months: AgeInMonths | None = Field(
        default=None, description="About how old, in months, where the day of birth is not known."
    )


class GivenAdult(Shape):
    """An adult of a case."""

    name: Text = Field(description="The adult's name, made up.")
    to: Annotated[dict[PersonId, GivenTie], MayBeBlank()] = Field(
        default_factory=dict, description="What the adult is to each child, by the child's id."
    )


class GivenShape(Shape):
    """A case: the people and the answers, as in `given:` of a scenario.

    `agency` is the id of the one that works with the family, for what it asks besides.
    """

    may_be_empty: ClassVar[bool] = True

    agency: Text | None = Field(
        default=None, description="The id of the agency that works with the family."
    )
    on: Day = Field(description="The day of the visit: 2026-03-02.")
    level: LevelNumber = Field(description="The level of need that the family is worked at.")
    children: Annotated[dict[PersonId, GivenChild], MayBeBlank()] = Field(
        default_factory=dict, description="The children, by an id: `kit: {name: Kit, …}`."
    )
    adults: Annotated[dict[PersonId, GivenAdult], MayBeBlank()] = Field(
        default_factory=dict, description="The adults, by an id: `dean: {name: Dean, …}`."
    )
    answers: Annotated[
        dict[PersonId, Annotated[dict[str, object], MayBeBlank()]],
        MayBeBlank(),
    ] = Field(default_factory=dict, description=f"By person, then by `section.question`. {_ANSWER}")


class ExpectShape(Shape):
    """What a scenario expects, each a list of `person/section.id`."""

    asked: tuple[str, ...] = Field(default=(), description=f"Questions that are asked. {_AT}")
    not_asked: tuple[str, ...] = Field(
        default=(), description=f"Questions that are not asked. {_AT}"
    )
    findings: tuple[str, ...] = Field(default=(), description=f"What is raised. {_AT}")
    no_findings: tuple[str, ...] = Field(default=(), description=f"What is not raised. {_AT}")
    missing: tuple[str, ...] = Field(
        default=(), description=f"What still has to be answered to submit. {_AT}"
    )
    not_missing: tuple[str, ...] = Field(
        default=(), description=f"What does not have to be answered any more. {_AT}"
    )
    invalid: tuple[str, ...] = Field(
        default=(), description=f"Answers that can't be used as they are. {_AT}"
    )
    values: dict[str, Text] = Field(
        default_factory=dict, description="What is calculated: `dean/drink.units: 1.5`."
    )


class ScenarioShape(Shape):
    """A test of a form; `path` names the family where it is a whole one, for the table of paths."""

    may_be_empty: ClassVar[bool] = True

    scenario: Text = Field(description="What happened, in one sentence.")
    path: Text | None = Field(
        default=None, description="The family's name where it is a whole one, for `riskform paths`."
    )
    given: GivenShape = Field(description="The people, the day, the level and the answers.")
    expect: ExpectShape = Field(default=ExpectShape(), description="What should come of it.")
