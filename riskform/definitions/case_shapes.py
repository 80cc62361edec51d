"""The shapes of case files and scenarios: people, answers, and what an author expects of them."""

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from riskform.definitions.shapes import Day, Shape, Text, Whole


def _as_nothing(value: object) -> object:
    return {} if value is None else value


class GivenTie(Shape):
    """What an adult is to one child, in a case."""

    relationship: (
        Literal["mother", "father", "step_parent", "grandparent", "other", "not_known"] | None
    ) = None
    lives_here: Literal["yes", "no", "sometimes"] | None = None


class GivenChild(Shape):
    """A child of a case."""

    name: Text
    date_of_birth: Day | None = None
    due_date: Day | None = None
    age_months: Annotated[Whole, Field(ge=0, le=1200)] | None = None


class GivenAdult(Shape):
    """An adult of a case."""

    name: Text
    to: Annotated[dict[str, GivenTie], BeforeValidator(_as_nothing)] = Field(default_factory=dict)


class GivenShape(Shape):
    """A case: the people and the answers, as in `given:` of a scenario.

    `agency` is the id of the one that works with the family, for what it asks besides.
    """

    may_be_empty: ClassVar[bool] = True

    agency: Text | None = None
    on: Day
    level: Annotated[Whole, Field(ge=1, le=5)]
    children: Annotated[dict[str, GivenChild], BeforeValidator(_as_nothing)] = Field(
        default_factory=dict
    )
    adults: Annotated[dict[str, GivenAdult], BeforeValidator(_as_nothing)] = Field(
        default_factory=dict
    )
    answers: Annotated[
        dict[str, Annotated[dict[str, object], BeforeValidator(_as_nothing)]],
        BeforeValidator(_as_nothing),
    ] = Field(default_factory=dict)


class ExpectShape(Shape):
    """What a scenario expects, each a list of `person/section.id`."""

    asked: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    no_findings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    not_missing: tuple[str, ...] = ()
    invalid: tuple[str, ...] = ()
    values: dict[str, str] = Field(default_factory=dict)


class ScenarioShape(Shape):
    """A test of a form; `path` names the family where it is a whole one, for the table of paths."""

    may_be_empty: ClassVar[bool] = True

    scenario: Text
    path: Text | None = None
    given: GivenShape
    expect: ExpectShape = ExpectShape()
