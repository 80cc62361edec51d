"""The SMART rules as authors write them in `smart_rules.yaml`: strength, wording, examples, words.

Which rules there can be is fixed here, because each is a small function of the engine; whether a
rule is used, how strong it is, what it says and which words it knows is the author's.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator
from pydantic import WithJsonSchema as AsJson
from pydantic_core import PydanticCustomError

from riskform.definitions.smart_rule_words import (
    Limits,
    RuleText,
    SmartShape,
    Subject,
    WordLists,
)
from riskform.definitions.values_written import YesOrNo

__all__ = [
    "MOST_WORDS",
    "RULE_CASES",
    "RULE_NAMES",
    "Code",
    "Letter",
    "Limits",
    "Part",
    "Rule",
    "RuleCase",
    "SmartRules",
    "Strength",
    "Subject",
    "WordLists",
    "read_smart_rules",
]

RULE_NAMES = {
    "T1": "no_date",
    "T2": "open_ended",
    "T3": "too_late",
    "T4": "same_date",
    "A1": "no_owner",
    "A2": "not_agreed",
    "A3": "overload",
    "M1": "no_baseline",
    "M2": "no_measure",
    "M3": "measure_is_outcome",
    "M4": "self_report_only",
    "M5": "activity_count",
    "S1": "outcome_is_activity",
    "S2": "label_only",
    "S3": "vague_verb",
    "S4": "many_in_one",
    "S5": "outcome_is_service",
    "S6": "outcome_is_professional_task",
    "R1": "no_child",
    "R2": "not_linked",
    "R3": "sibling_copy",
    "R4": "stale",
    "C1": "no_contingency",
    "P1": "reading_age",
}
RULE_CASES = {
    "A1": ("no_action",),
    "T3": ("past", "grown_up", "born"),
    "M2": ("wording",),
    "R2": ("unanswered", "unclear"),
}
MOST_WORDS = 8


def _by_code(code: str, name: str) -> dict[str, Any]:
    """Return the part of the JSON Schema that says what a rule of this code may be like."""
    cases = RULE_CASES.get(code, ())
    case = {"properties": {"case": {"enum": list(cases)}}}
    then = {"name": {"const": name}, "cases": {"items": case} if cases else {"maxItems": 0}}
    of_code = {"properties": {"code": {"const": code}}, "required": ["code"]}
    return {"if": of_code, "then": {"properties": then}}


_BLOCKS_AT: dict[str, Any] = {
    "if": {"properties": {"blocks_at": {"minItems": 1}}, "required": ["blocks_at"]},
    "then": {"properties": {"strength": {"const": "blocks"}}},
}


def _slip(what: str) -> PydanticCustomError:
    return PydanticCustomError("smart_rule", "{what}", {"what": what})


def _short(message: str) -> str:
    if len(message.split()) > MOST_WORDS:
        raise _slip(f"a message has at most {MOST_WORDS} words")
    return message


Code = Literal[
    "T1",
    "T2",
    "T3",
    "T4",
    "A1",
    "A2",
    "A3",
    "M1",
    "M2",
    "M3",
    "M4",
    "M5",
    "S1",
    "S2",
    "S3",
    "S4",
    "S5",
    "S6",
    "R1",
    "R2",
    "R3",
    "R4",
    "C1",
    "P1",
]
Strength = Literal["blocks", "advises"]
Letter = Literal["S", "M", "A", "R", "T"]
Part = Literal["outcome", "now", "measure", "action", "owner", "due", "if_not"]
# Up to eight words, in a JSON Schema.
_SHORT = r"^\s*\S+(\s+\S+){0,7}\s*$"
Message = Annotated[
    RuleText,
    AfterValidator(_short),
    AsJson({"type": "string", "pattern": _SHORT, "maxLength": 400}),
]
LevelNumber = Annotated[
    int, Field(ge=1, le=9), AsJson({"type": ["integer", "string"], "minimum": 1, "maximum": 9})
]


class RuleCase(SmartShape):
    """One way of breaking a rule that has its own message, and maybe its own strength."""

    case: str = Field(description="Which way: past, grown_up or born, for example.")
    message: Message = Field(description="What to do, in eight words or fewer.")
    strength: Strength | None = Field(
        default=None, description="How strong it is in this case; as the rule if you say nothing."
    )


class Rule(SmartShape):
    """One rule: `blocks_at` names the levels at which it blocks, elsewhere it then advises.

    `only_at` names the levels at which it is used at all. With `reason_is_enough` a reason for
    leaving it silences even a rule that blocks. `example` names the part of the example plan of
    the same subject that is shown; `shows` replaces it with a text of the rule's own.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "allOf": [*(_by_code(code, name) for code, name in RULE_NAMES.items()), _BLOCKS_AT]
        }
    )

    code: Code = Field(description="Which rule it is.")
    name: str = Field(description="The rule's name; each code has its own.")
    letter: Letter | None = Field(
        default=None, description="The letter of SMART that it belongs to, if it belongs to one."
    )
    strength: Strength = Field(
        description="`blocks` holds up submitting; `advises` may be left with a reason."
    )
    blocks_at: tuple[LevelNumber, ...] = Field(
        default=(), description="The levels of need at which it blocks; elsewhere it advises."
    )
    only_at: tuple[LevelNumber, ...] = Field(
        default=(), description="The levels of need at which it is used at all."
    )
    reason_is_enough: YesOrNo = Field(
        default=False, description="true where a reason silences it, even if it blocks."
    )
    message: Message = Field(description="What to do, in eight words or fewer.")
    example: Part = Field(
        default="outcome", description="The part of the example plan that is shown with it."
    )
    shows: RuleText | None = Field(
        default=None, description="A text that is shown in place of the example."
    )
    cases: tuple[RuleCase, ...] = Field(
        default=(), description="Ways of breaking it that have a message of their own."
    )

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        if self.name != RULE_NAMES[self.code]:
            raise _slip(f"rule {self.code} is called {RULE_NAMES[self.code]}, not {self.name}")
        for case in self.cases:
            if case.case not in RULE_CASES.get(self.code, ()):
                raise _slip(f"rule {self.code} has no case {case.case}")
        if self.blocks_at and self.strength != "blocks":
            raise _slip("blocks_at is only for a rule with strength: blocks")
        return self


class SmartRules(SmartShape):
    """Everything in `smart_rules.yaml`. A rule that is left out is not used."""

    rules: tuple[Rule, ...] = Field(description="The rules that are used.")
    limits: Limits = Field(description="The numbers of the rules.")
    words: WordLists = Field(description="The words that the rules know.")
    subjects: tuple[Subject, ...] = Field(description="Example plans, each on one subject.")
    any_subject: Subject = Field(description="The example plan where no subject fits.")

    @model_validator(mode="after")
    def _are_given_once(self) -> Self:
        codes = [rule.code for rule in self.rules]
        for code in codes:
            if codes.count(code) > 1:
                raise _slip(f"rule {code} is written twice")
        return self

    def rule(self, code: str) -> Rule | None:
        """Return the rule with this code, or None where the author left it out."""
        return next((rule for rule in self.rules if rule.code == code), None)


def read_smart_rules(data: Mapping[str, object]) -> SmartRules:
    """Return the rules in `data`, the content of `smart_rules.yaml` with every scalar as text.

    Raises pydantic.ValidationError with every problem at once, each with its place.
    """
    return SmartRules.model_validate(data)
