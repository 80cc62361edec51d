"""The shape of each kind of definition file: which keys there are and what each may hold.

Only shapes are judged here; what the words mean is judged when a form is linked. A short form
(`cot: Own cot`) is read as its long form (`cot: {label: Own cot}`), so that there is one shape.
The shapes of agencies, contacts, cases and SMART rules stand beside what reads them.
"""

from typing import Annotated, Literal

from pydantic import Field

from riskform.definitions.question_shapes import (
    KINDS,
    WHEN,
    CopyKind,
    DraftShape,
    FieldShape,
    FieldType,
    FindingShape,
    Kind,
    OptionShape,
    QuestionShape,
    QuestionType,
    Shape,
    UnclearShape,
)
from riskform.definitions.values_written import (
    ConditionId,
    Day,
    DriftAfter,
    Id,
    LevelKey,
    LevelNumber,
    PlainId,
    ReviewWithin,
    SectionId,
    Text,
    Version,
    WholeFromOne,
    Within,
)

__all__ = [
    "ASKED_OF",
    "KINDS",
    "AskedOf",
    "CopyKind",
    "DraftShape",
    "FieldShape",
    "FieldType",
    "FindingShape",
    "FormShape",
    "GuidanceShape",
    "Kind",
    "LevelsShape",
    "OptionShape",
    "QuestionShape",
    "QuestionType",
    "SectionShape",
    "Shape",
    "UnclearShape",
]

AskedOf = Literal["family", "each child", "each adult"]

ASKED_OF: tuple[AskedOf, ...] = ("family", "each child", "each adult")

_NAMES = "Conditions that get a name, to be used in others: `someone_drinks: any adult where …`."


class SectionShape(Shape):
    """A section of the bank. Several forms may use it."""

    section: SectionId = Field(description="The section's own name: small letters, digits and _.")
    title: Text = Field(description="The heading of the section's page.")
    ask: AskedOf = Field(
        default="family", description="Who it is asked about: family, each child or each adult."
    )
    why: Text | None = Field(default=None, description="Why this is asked, at the top of the page.")
    show_if: Text | None = Field(
        default=None, description=f"Asked only while this condition is true. {WHEN}"
    )
    conditions: dict[ConditionId, Text] = Field(default={}, description=_NAMES)
    questions: Annotated[tuple[QuestionShape, ...], Field(min_length=1)] = Field(
        description="The questions, in the order in which they are asked."
    )
    findings: tuple[FindingShape, ...] = Field(
        default=(), description="What is raised about the whole section."
    )


class FormShape(Shape):
    """A form: its title, its version, and its sections in order."""

    form: PlainId = Field(description="The form's own name: small letters, digits and _.")
    version: Version = Field(description="A whole number, one more whenever the form changes.")
    title: Text = Field(description="What people call the form.")
    about: Literal["family", "assessment"] = Field(
        default="family", description="`assessment` makes an audit of somebody's assessment."
    )
    levels: tuple[LevelNumber, ...] = Field(
        default=(2, 3, 4, 5), description="The levels of need at which the form is used."
    )
    sections: Annotated[tuple[Id, ...], Field(min_length=1)] = Field(
        description="The sections, by name, in the order in which they are asked."
    )
    leaves_out: tuple[Id, ...] = Field(
        default=(), description="Sections that this form does without on purpose."
    )
    conditions: dict[ConditionId, Text] = Field(default={}, description=_NAMES)
    plan: Literal["smart", "none"] = Field(
        default="none", description="`smart`: the form ends in a plan with SMART outcomes."
    )


class GuidanceShape(Shape):
    """Short guidance with an owner and a date by which it is read again."""

    topic: PlainId | None = Field(
        default=None, description="The name that questions use; the file's name if you say nothing."
    )
    title: Text = Field(description="The heading of the guidance.")
    text: Text = Field(description="The guidance itself, in as few words as `words` allows.")
    owner: Text = Field(description="Who keeps it right.")
    review_by: Day = Field(description="The day by which somebody reads it again: 2027-11-01.")
    source: Text | None = Field(default=None, description="Where it comes from.")
    contact: PlainId | None = Field(
        default=None, description="Whom to ring: an id of contacts.yaml."
    )
    words: WholeFromOne = Field(default=80, description="How many words the text may have.")


class LevelUnclearShape(Shape):
    """What to do, and by when, about an unclear item that does not say so itself."""

    do: Text = Field(description="What to do, in one sentence.")
    within: Within = Field(description="By when: `5 working days`.")


class LevelShape(Shape):
    """One level of need."""

    name: Text = Field(description="What the level is called.")
    meaning: Text | None = Field(default=None, description="What the level means, in a sentence.")
    who_leads: Text | None = Field(default=None, description="Who leads the work at this level.")
    consent: Text | None = Field(default=None, description="Who has to agree to the service.")
    review_within: ReviewWithin | None = Field(
        default=None, description="How long until a plan is reviewed: `12 weeks`."
    )
    drift_after: DriftAfter | None = Field(
        default=None, description="How long a plan may run before it is said to drift: `12 months`."
    )
    signs_off: Text | None = Field(default=None, description="Who agrees a plan at this level.")
    unclear: LevelUnclearShape | None = Field(
        default=None, description="For unclear items that say neither `do` nor `within`."
    )


class LevelsShape(Shape):
    """The levels of need, by number."""

    levels: dict[LevelKey, LevelShape] = Field(description="The levels, from 1 to 5.")
