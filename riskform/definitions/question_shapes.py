"""The shape of a question and of everything that stands under one, a description with each key.

The descriptions are what an editor shows (`riskform schema`), so they are written for authors.
"""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from riskform.definitions.cin_factors import CIN_FACTORS
from riskform.definitions.values_written import (
    FieldId,
    Number,
    OneOrMore,
    OptionId,
    PlainId,
    QuestionId,
    Score,
    Short,
    Text,
    Within,
    YesOrNo,
)

QuestionType = Literal[
    "text",
    "long_text",
    "number",
    "date",
    "yes_no",
    "choice",
    "choices",
    "scale",
    "calculated",
    "list",
    "person",
]
FieldType = Literal[
    "text", "long_text", "number", "date", "yes_no", "choice", "choices", "scale", "person"
]
Kind = Literal["urgent", "concern", "unclear", "protective", "strength"]
# How the family's copy of a plan can be made for somebody who needs it so.
CopyKind = Literal["easy_read"]

KINDS: tuple[Kind, ...] = ("urgent", "concern", "unclear", "protective", "strength")

TYPES_IN_WORDS: dict[QuestionType, str] = {
    "text": "A few words, on one line.",
    "long_text": "Words, on several lines.",
    "number": "A number, such as 3 or 2.5.",
    "date": "A day.",
    "yes_no": "Yes or no.",
    "choice": "One of several options.",
    "choices": "One or more of several options.",
    "scale": "A whole number from 0 to 10.",
    "calculated": "Nobody is asked: it is worked out from other answers.",
    "list": "As many small records as there are, such as agencies.",
    "person": "Somebody of this family, or a worker who is named.",
}
KINDS_IN_WORDS: dict[Kind, str] = {
    "urgent": "Something has to be done today.",
    "concern": "Something is wrong, or may harm a child.",
    "unclear": "Something has to be found out.",
    "protective": "Something keeps a child safer.",
    "strength": "Something goes well.",
}
ROLES = ("author", "manager", "practitioner")
"""Roles in one assessment: who wrote it, the managers of its team, its practitioners."""

WHEN = "Speak of answers as in `last_night is sofa and child.age_months < 24`."


class Shape(BaseModel):
    """The base of every shape: unknown keys are refused, and nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    may_be_empty: ClassVar[bool] = False


def needs(key: str, *types: str) -> dict[str, Any]:
    """Return the part of a JSON Schema that says that these types need a key."""
    of_type = {"properties": {"type": {"enum": list(types)}}, "required": ["type"]}
    return {"if": of_type, "then": {"required": [key]}}


class OptionShape(Shape):
    """An option of a choice. `cot: Own cot` is short for `cot: {label: Own cot}`."""

    label: Text = Field(description="What people read.")
    score: Score = Field(default=0, description="What this option adds to `score( )`; 0 if none.")
    none_of_these: YesOrNo = Field(
        default=False, description="Of `choices` only: true where this can't be ticked with others."
    )
    cin_factor: Text | None = Field(
        default=None,
        description="The code of this factor in the children in need census.",
        json_schema_extra={"enum": [*CIN_FACTORS, 20, 21]},
    )
    family_copy: CopyKind | None = Field(
        default=None, description="How who has this answer needs the family's copy of a plan."
    )


class UnclearShape(Shape):
    """An item to find out about. A text alone is its `says`."""

    says: Text = Field(description="What is not known, in one sentence. May hold {child}.")
    do: Text | None = Field(
        default=None, description="What to do about it; from levels.yaml if you say nothing."
    )
    within: Within | None = Field(
        default=None, description="By when, from levels.yaml if you say nothing: `5 working days`."
    )
    contact: PlainId | None = Field(
        default=None, description="Whom to ring: an id of contacts.yaml."
    )


class WordingShape(Shape):
    """Other words for a question, used while `when` holds. The first that holds wins."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["label"]}, {"required": ["hint"]}]}
    )

    when: Text = Field(description=f"A condition. {WHEN}")
    label: Text | None = Field(default=None, description="The question in these words instead.")
    hint: Text | None = Field(default=None, description="The hint in these words instead.")


class CheckShape(Shape):
    """A condition that an answer must not break, and what to say when it does."""

    that: Text = Field(
        description="A condition, true of every answer that can be right: `weight > birth_weight`."
    )
    message: Text = Field(description="What people read where it is false, and what to do.")


class DraftShape(Shape):
    """The words of an outcome and its first action to start from. People change them."""

    outcome: Text = Field(description="What will be different for {child}, in one sentence.")
    measure: Text = Field(description="How people will see it, and what is good enough.")
    action: Text = Field(description="What one person does first, starting with a doing word.")
    if_not: Text | None = Field(default=None, description="What happens if it has not changed.")


class FindingShape(Shape):
    """What is raised while a condition is true: a concern, a strength, something unclear."""

    id: PlainId = Field(description="The finding's own name: small letters, digits and _.")
    kind: Kind = Field(
        description="How it counts: urgent, concern, unclear, protective or strength.",
        json_schema_extra={"enumDescriptions": [*KINDS_IN_WORDS.values()]},
    )
    when: Text = Field(description=f"The condition that raises it. {WHEN}")
    says: Text = Field(description="What was found, in one sentence. May hold {child} or {adult}.")
    do: Text | None = Field(default=None, description="What to do about it, in one sentence.")
    within: Within | None = Field(
        default=None, description="By when it is done, counted from that day: `5 working days`."
    )
    contact: PlainId | None = Field(
        default=None, description="Whom to ring: an id of contacts.yaml."
    )
    cin_factor: Text | None = Field(
        default=None,
        description="The census factor that this finding suggests.",
        json_schema_extra={"enum": [*CIN_FACTORS, 20, 21]},
    )
    tags: Annotated[tuple[Text, ...], OneOrMore()] = Field(
        default=(), description="Words to find it by later: one, or a list."
    )
    source: Text | None = Field(default=None, description="Where this rule comes from.")
    draft: DraftShape | None = Field(
        default=None, description="Words to start the plan from. Nothing is planned by itself."
    )


class _Askable(Shape):
    label: Text = Field(description="The question as people read it. May hold {child} or {adult}.")
    hint: Text | None = Field(default=None, description="A line of help below the question.")
    why: Text | None = Field(default=None, description="Why this is asked, for whoever wonders.")
    source: Text | None = Field(default=None, description="Where this question comes from.")
    required: YesOrNo = Field(
        default=False, description="true where it has to be answered to submit. Never to save."
    )
    options: dict[OptionId, Annotated[OptionShape, Short("label")]] | None = Field(
        default=None,
        description="Of a choice or choices: each option's id and what people read."
        " `not_known` is the answer Not known.",
    )
    unit: Text | None = Field(default=None, description="What a number counts, such as kg.")
    min: Number | None = Field(default=None, description="The smallest number that can be right.")
    max: Number | None = Field(default=None, description="The largest number that can be right.")
    low: Text | None = Field(default=None, description="Of a scale: what 0 means.")
    high: Text | None = Field(default=None, description="Of a scale: what 10 means.")
    not_after: Literal["today"] | None = Field(
        default=None, description="`today`: a date after the day of the visit is refused."
    )


class FieldShape(_Askable):
    """One field of a small record in a list."""

    model_config = ConfigDict(json_schema_extra={"allOf": [needs("options", "choice", "choices")]})

    id: FieldId = Field(description="The field's own name: small letters, digits and _.")
    type: FieldType = Field(
        description="What people give.",
        json_schema_extra={
            "enumDescriptions": [
                words
                for name, words in TYPES_IN_WORDS.items()
                if name not in {"calculated", "list"}
            ]
        },
    )


QUESTION_NEEDS = [
    needs("options", "choice", "choices"),
    needs("value", "calculated"),
    needs("fields", "list"),
]


class QuestionShape(_Askable):
    """A question of a section."""

    model_config = ConfigDict(json_schema_extra={"allOf": [*QUESTION_NEEDS]})

    id: QuestionId = Field(
        description="The question's own name: small letters, digits and _. Conditions use it."
    )
    type: QuestionType = Field(
        description="What people give.",
        json_schema_extra={"enumDescriptions": [*TYPES_IN_WORDS.values()]},
    )
    how_known: YesOrNo = Field(
        default=False, description="true: asks too how this is known, and since when."
    )
    guidance: PlainId | None = Field(
        default=None, description="Guidance beside the question: the name of a file in guidance/."
    )
    show_if: Text | None = Field(
        default=None, description=f"Asked only while this condition is true. {WHEN}"
    )
    not_known: Annotated[UnclearShape, Short("says")] | None = Field(
        default=None, description="Adds the answer Not known, and what is then to be found out."
    )
    if_blank: Annotated[UnclearShape, Short("says")] | None = Field(
        default=None, description="What is to be found out while this is asked and not answered."
    )
    value: Text | None = Field(
        default=None, description="Of a calculated question: the sum, as in `score(use) * 2`."
    )
    fields: Annotated[tuple[FieldShape, ...], Field(json_schema_extra={"minItems": 1})] | None = (
        Field(default=None, description="Of a list: what each item holds.")
    )
    wording: tuple[WordingShape, ...] = Field(
        default=(), description="Other words for the question while a condition holds."
    )
    check: tuple[CheckShape, ...] = Field(
        default=(), description="Conditions that the answer must not break."
    )
    carry_forward: Literal["confirm", "never"] | None = Field(
        default=None,
        description="At a review: `confirm` shows the last answer, `never` starts anew.",
    )
    sets: Literal["child.level"] | None = Field(
        default=None, description="`child.level`: the answer is this child's level of need."
    )
    was: Text | None = Field(
        default=None,
        description="The id that this question had before, so that answers come along.",
    )
    confidential_from: Text | None = Field(
        default=None,
        description="Kept from `family copies`; or name the `person` question that says from whom.",
    )
    private_to: Annotated[tuple[Text, ...], OneOrMore()] = Field(
        default=(),
        description=f"Who alone sees the answer: one, or a list of {', '.join(ROLES)}.",
    )
    findings: tuple[FindingShape, ...] = Field(
        default=(), description="What is raised about this question."
    )
