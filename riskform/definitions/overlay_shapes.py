"""What an agency adds to sections, in a file of its own.

The file has no words for changing what stands in a section: it adds hints and questions only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ConfigDict, Field

from riskform.definitions.building import Written
from riskform.definitions.problems import Problem
from riskform.definitions.question_shapes import QUESTION_NEEDS, QuestionShape, Shape
from riskform.definitions.source import Source
from riskform.definitions.values_written import PlainId, QuestionId, Text


class AgencyQuestionShape(QuestionShape):
    """A question of an agency; it stands after the question `after`, else at the end."""

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [*QUESTION_NEEDS],
            # Only the section itself may say these.
            "not": {"anyOf": [{"required": ["sets"]}, {"required": ["was"]}]},
        }
    )

    after: QuestionId | None = Field(
        default=None, description="The section's question that it stands after; else at the end."
    )


class AddedShape(Shape):
    """What is added to one section; `hints` are by the id of the section's own question."""

    hints: dict[QuestionId, Text] = Field(
        default_factory=dict, description="More help, shown after the hint of the question named."
    )
    questions: tuple[AgencyQuestionShape, ...] = Field(
        default=(), description="Questions that only people of this agency are asked."
    )


class OverlayShape(Shape):
    """One agency's file. `title` is the agency's name, as it stands in people's accounts."""

    agency: PlainId = Field(description="The agency's own name: small letters, digits and _.")
    title: Text = Field(description="The agency's name, as it stands in people's accounts.")
    sections: dict[PlainId, AddedShape] = Field(
        default_factory=dict, description="What is added, by the name of the section."
    )


@dataclass(frozen=True, slots=True)
class Addition:
    """What an agency adds to one section.

    `written` holds its questions as if they were a section of the same id and the same people.
    `after` is by the id of the added question; `problems` keep it from being used.
    """

    written: Written
    hints: Mapping[str, str]
    after: Mapping[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Overlay:
    """What one agency adds, by section. One that is `broken` may say something else."""

    agency: str
    title: str
    source: Source
    additions: Mapping[str, Addition] = field(default_factory=dict)
    broken: bool = False


def variant_name(form_id: str, agency: str) -> str:
    """Return the name of a form with what an agency adds; no form's own id has an @."""
    return f"{form_id}@{agency}" if agency else form_id


def agency_key(title: str) -> str:
    """Return an agency's name as it is compared with the one in an account."""
    return " ".join(title.split()).casefold()
