"""The shape of each kind of definition file: which keys there are and what each may hold.

Only shapes are judged here; what the words mean is judged when a form is linked. A short form
(`cot: Own cot`) is read as its long form (`cot: {label: Own cot}`), so that there is one shape.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

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

AskedOf = Literal["family", "each child", "each adult"]

ASKED_OF: tuple[AskedOf, ...] = ("family", "each child", "each adult")
KINDS: tuple[Kind, ...] = ("urgent", "concern", "unclear", "protective", "strength")

_WHOLE = re.compile(r"-?[0-9]{1,9}\Z")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def _words(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("blank", "this is empty")
    return value


def _only(pattern: re.Pattern[str], kind: str) -> BeforeValidator:
    """Return the rule that a text has this form, because pydantic reads more than authors mean."""

    def read(value: object) -> object:
        if isinstance(value, str) and not pattern.match(value.strip()):
            raise PydanticCustomError("not_" + kind, "this is no " + kind)
        return value.strip() if isinstance(value, str) else value

    return BeforeValidator(read)


def _score(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not _DECIMAL.match(value.strip()):
        raise PydanticCustomError("not_decimal", "this is no number")
    number = Decimal(value.strip())
    return int(number) if number == number.to_integral_value() else number


Text = Annotated[str, BeforeValidator(_words)]
Whole = Annotated[int, _only(_WHOLE, "whole")]
Number = Annotated[Decimal, _only(_DECIMAL, "decimal")]
Score = Annotated[int | Decimal, BeforeValidator(_score)]
Day = Annotated[date, _only(_DAY, "day")]


class Shape(BaseModel):
    """The base of every shape: unknown keys are refused, and nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    may_be_empty: ClassVar[bool] = False


def _as_label(value: object) -> object:
    return {"label": value} if isinstance(value, str) else value


def _as_says(value: object) -> object:
    return {"says": value} if isinstance(value, str) else value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class OptionShape(Shape):
    """An option of a choice; `family_copy` is how who has it needs the family's copy of a plan."""

    label: Text
    score: Score = 0
    none_of_these: bool = False
    cin_factor: Text | None = None
    family_copy: CopyKind | None = None


class UnclearShape(Shape):
    """What `not_known` and `if_blank` say; `do` and `within` may come from levels.yaml."""

    says: Text
    do: Text | None = None
    within: Text | None = None
    contact: Text | None = None


class WordingShape(Shape):
    """Other words for a question, used while `when` holds."""

    when: Text
    label: Text | None = None
    hint: Text | None = None


class CheckShape(Shape):
    """A condition that an answer must not break, and what to say when it does."""

    that: Text
    message: Text


class FindingShape(Shape):
    """What is raised when a condition is true."""

    id: Text
    kind: Kind
    when: Text
    says: Text
    do: Text | None = None
    within: Text | None = None
    contact: Text | None = None
    cin_factor: Text | None = None
    tags: Annotated[tuple[Text, ...], BeforeValidator(_as_list)] = ()
    source: Text | None = None


class _Askable(Shape):
    id: Text
    label: Text
    hint: Text | None = None
    why: Text | None = None
    source: Text | None = None
    required: bool = False
    options: dict[str, Annotated[OptionShape, BeforeValidator(_as_label)]] | None = None
    unit: Text | None = None
    min: Number | None = None
    max: Number | None = None
    low: Text | None = None
    high: Text | None = None
    not_after: Literal["today"] | None = None


class FieldShape(_Askable):
    """One field of a small record in a list."""

    type: FieldType


class QuestionShape(_Askable):
    """A question of a section."""

    type: QuestionType
    how_known: bool = False
    guidance: Text | None = None
    show_if: Text | None = None
    not_known: Annotated[UnclearShape, BeforeValidator(_as_says)] | None = None
    if_blank: Annotated[UnclearShape, BeforeValidator(_as_says)] | None = None
    value: Text | None = None
    fields: tuple[FieldShape, ...] | None = None
    wording: tuple[WordingShape, ...] = ()
    check: tuple[CheckShape, ...] = ()
    carry_forward: Literal["confirm", "never"] | None = None
    sets: Literal["child.level"] | None = None
    was: Text | None = None
    confidential_from: Text | None = None
    private_to: Annotated[tuple[Text, ...], BeforeValidator(_as_list)] = ()
    findings: tuple[FindingShape, ...] = ()


class SectionShape(Shape):
    """A section of the bank."""

    section: Text
    title: Text
    ask: AskedOf = "family"
    why: Text | None = None
    show_if: Text | None = None
    conditions: dict[str, Text] = {}
    questions: Annotated[tuple[QuestionShape, ...], Field(min_length=1)]
    findings: tuple[FindingShape, ...] = ()


class FormShape(Shape):
    """A form. `leaves_out` names sections that it does without on purpose."""

    form: Text
    version: Annotated[Whole, Field(ge=1)]
    title: Text
    about: Literal["family", "assessment"] = "family"
    levels: tuple[Annotated[Whole, Field(ge=1, le=5)], ...] = (2, 3, 4, 5)
    sections: Annotated[tuple[str, ...], Field(min_length=1)]
    leaves_out: tuple[str, ...] = ()
    conditions: dict[str, Text] = {}
    plan: Literal["smart", "none"] = "none"


class GuidanceShape(Shape):
    """Short guidance with an owner and a date by which it is read again."""

    topic: Text | None = None
    title: Text
    text: Text
    owner: Text
    review_by: Day
    source: Text | None = None
    contact: Text | None = None
    words: Annotated[Whole, Field(ge=1)] = 80


class LevelUnclearShape(Shape):
    """What to do, and by when, about an unclear item that does not say so itself."""

    do: Text
    within: Text


class LevelShape(Shape):
    """One level of need."""

    name: Text
    meaning: Text | None = None
    who_leads: Text | None = None
    consent: Text | None = None
    review_within: Text | None = None
    signs_off: Text | None = None
    unclear: LevelUnclearShape | None = None


class LevelsShape(Shape):
    """The levels of need, by number."""

    levels: dict[Annotated[Whole, Field(ge=1, le=5)], LevelShape]
