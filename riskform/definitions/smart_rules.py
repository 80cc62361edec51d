"""The SMART rules as authors write them in `smart_rules.yaml`: strength, wording, examples, words.

Which rules there can be is fixed here, because each is a small function of the engine; whether a
rule is used, how strong it is, what it says and which words it knows is the author's.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

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
    "T3": ("past", "grown_up", "born"),
    "M2": ("wording",),
    "R2": ("unanswered", "unclear"),
}
MOST_WORDS = 8


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
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Message = Annotated[Text, AfterValidator(_short)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Words = Annotated[tuple[Word, ...], Field(max_length=500)]
LevelNumber = Annotated[int, Field(ge=1, le=9)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RuleCase(_Model):
    """One way of breaking a rule that has its own message, and maybe its own strength."""

    case: str
    message: Message
    strength: Strength | None = None


class Rule(_Model):
    """One rule: `blocks_at` names the levels at which it blocks, elsewhere it then advises.

    `only_at` names the levels at which it is used at all. With `reason_is_enough` a reason for
    leaving it silences even a rule that blocks. `example` names the part of the example plan of
    the same subject that is shown; `shows` replaces it with a text of the rule's own.
    """

    code: Code
    name: str
    letter: Letter | None = None
    strength: Strength
    blocks_at: tuple[LevelNumber, ...] = ()
    only_at: tuple[LevelNumber, ...] = ()
    reason_is_enough: bool = False
    message: Message
    example: Part = "outcome"
    shows: Text | None = None
    cases: tuple[RuleCase, ...] = ()

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


class Subject(_Model):
    """A subject of plans, told by its words, with one good example of each part of a plan."""

    subject: str
    words: Words = ()
    outcome: Text
    now: Text
    measure: Text
    action: Text
    owner: Text
    due: Text
    if_not: Text


class Limits(_Model):
    """The numbers of the rules. Shares are between 0 and 1, `reading_age` is in years."""

    actions_on_one_day: Annotated[int, Field(ge=1)]
    actions_of_one_parent: Annotated[int, Field(ge=1)]
    all_actions_from: Annotated[int, Field(ge=2)]
    joined_actions: Annotated[int, Field(ge=1)]
    label_words: Annotated[int, Field(ge=1)]
    repeat_share: Annotated[float, Field(gt=0, le=1)]
    copy_share: Annotated[float, Field(gt=0, le=1)]
    unchanged_reviews: Annotated[int, Field(ge=1)]
    reading_age: Annotated[float, Field(ge=5)]


class WordLists(_Model):
    """The words the rules know. What each list is for stands beside it in `smart_rules.yaml`."""

    blank: Words
    open_ended: Words
    read_past: Words
    groups: Words
    nobody: Words
    everybody: Words
    trailing: Words
    child: Words
    adult: Words
    parent: Words
    worker: Words
    before_person: Words
    must: Words
    helping: Words
    activity: Words
    label: Words
    label_words: Words
    verbs: Words
    vague: Words
    giving: Words
    given: Words
    service_verbs: Words
    services: Words
    effect: Words
    every_child: Words
    names_that_are_words: Words
    numbers: Words
    how_often: Words
    weekdays: Words
    level_words: Words
    method: Words
    observable: Words
    vague_measure: Words
    says: Words
    claims: Words
    knows: Words
    attendance: Words
    attendance_proof: Words
    child_effect: Words
    child_goes: Words
    school: Words
    negation: Words
    small: Words
    pronouns: Words


class SmartRules(_Model):
    """Everything in `smart_rules.yaml`. A rule that is left out is not used."""

    rules: tuple[Rule, ...]
    limits: Limits
    words: WordLists
    subjects: tuple[Subject, ...]
    any_subject: Subject

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
