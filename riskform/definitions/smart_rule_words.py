"""The numbers, the words and the examples that the SMART rules know, as authors write them."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints
from pydantic import WithJsonSchema as AsJson

from riskform.definitions.question_shapes import Shape

_WORDS: dict[str, Any] = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_WHOLE: dict[str, Any] = {"type": ["integer", "string"], "pattern": r"^\s*\+?[0-9]+\s*$"}
_NUMBER: dict[str, Any] = {"type": ["number", "string"], "pattern": "[0-9]"}

RuleText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=400),
    AsJson(_WORDS | {"maxLength": 400}),
]
Word = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    AsJson(_WORDS | {"maxLength": 60}),
]
Words = Annotated[tuple[Word, ...], Field(max_length=500)]
FromOne = Annotated[int, Field(ge=1), AsJson(_WHOLE | {"minimum": 1})]
FromTwo = Annotated[int, Field(ge=2), AsJson(_WHOLE | {"minimum": 2})]
Share = Annotated[float, Field(gt=0, le=1), AsJson(_NUMBER | {"exclusiveMinimum": 0, "maximum": 1})]
ReadingAge = Annotated[float, Field(ge=5), AsJson(_NUMBER | {"minimum": 5})]


class SmartShape(Shape):
    """The base of what stands in `smart_rules.yaml`."""


class Subject(SmartShape):
    """A subject of plans, told by its words, with one good example of each part of a plan."""

    subject: str = Field(description="What the plan is about.")
    words: Words = Field(default=(), description="Words by which a plan on this subject is told.")
    outcome: RuleText = Field(description="What will be different for the child.")
    now: RuleText = Field(description="How it is now.")
    measure: RuleText = Field(description="How people will see that it is different.")
    action: RuleText = Field(description="What somebody does.")
    owner: RuleText = Field(description="Who does it.")
    due: RuleText = Field(description="By when.")
    if_not: RuleText = Field(description="What happens if it does not.")


class Limits(SmartShape):
    """The numbers of the rules. Shares are between 0 and 1, `reading_age` is in years."""

    actions_on_one_day: FromOne = Field(
        description="More than this due on the day of the next review is too many."
    )
    actions_of_one_parent: FromOne = Field(description="More than this for one parent is too many.")
    all_actions_from: FromTwo = Field(
        description="All actions for one parent is too many, from this many actions on."
    )
    outcomes_of_one_child: FromOne = Field(
        default=5, description="More outcomes than this for one child is too many; 5 if left out."
    )
    joined_actions: FromOne = Field(
        description="This many times and, or a semicolon, in one action is too many."
    )
    label_words: FromOne = Field(
        description="An outcome as short as this, without verb or child, is a label."
    )
    repeat_share: Share = Field(
        description="Share of the measure's words that stand in the outcome or baseline."
    )
    copy_share: Share = Field(
        description="Share of words that two children's outcomes have in common."
    )
    unchanged_reviews: FromOne = Field(
        description="Reviews through which an action was carried on unchanged."
    )
    reading_age: ReadingAge = Field(
        description="How old a reader has to be, in years; rough on one sentence."
    )


class WordLists(SmartShape):
    """The words that the rules know.

    Capital letters, accents and hyphens don't matter. Some lists also find other forms of a word.
    """

    blank: Words = Field(
        description="Stands where something should be said, so it counts as blank."
    )
    open_ended: Words = Field(description="T2: says neither when nor how often.")
    read_past: Words = Field(
        description="T2, M5 and M6 read past these, because they mean something else."
    )
    groups: Words = Field(
        description="A1: an owner that ends with one of these is a group, one or many."
    )
    nobody: Words = Field(description="A1: nobody yet.")
    no_name: Words = Field(default=(), description="A1: these name nobody where they stand alone.")
    everybody: Words = Field(description="A1: words for everybody or anybody.")
    trailing: Words = Field(
        description="A1: words after the group that change nothing, as in professionals involved."
    )
    child: Words = Field(description="Words for a child.")
    adult: Words = Field(description="Words for an adult of the family, one or many.")
    parent: Words = Field(description="Words for a parent, one or many.")
    worker: Words = Field(description="Words for workers and services, one or many.")
    before_person: Words = Field(
        description="Words that may stand before a person, as in both birth parents."
    )
    must: Words = Field(description="Words that say that somebody has to do something.")
    helping: Words = Field(description="Words between that and the verb.")
    activity: Words = Field(
        description="S1: what adults attend or agree to; it says nothing about the child."
    )
    label: Words = Field(
        description="S2: with only a topic after it, it is no change that anyone could see."
    )
    label_words: Words = Field(
        description="S2: at the start of an outcome without a verb, these make it a label too."
    )
    verbs: Words = Field(description="S2: small words that show that a short outcome has a verb.")
    vague: Words = Field(description="S3: an action that starts so could mean anything.")
    giving: Words = Field(description="S3: as `vague`, with one of `given` in the next words.")
    given: Words = Field(
        description="S3: what makes a word of `giving` vague, as in provide emotional support."
    )
    service_verbs: Words = Field(
        description="S5: what a child only gets or goes to; together with `services`."
    )
    services: Words = Field(description="S5: services that a child may get or go to.")
    unseen: Words = Field(
        default=(), description="M6: says that it is good or changes, and nothing that people see."
    )
    topics: Words = Field(
        default=(), description="M6: what that is said of; together with `unseen`."
    )
    effect: Words = Field(
        description="S1, S2, S5, S6: the sentence goes on to what becomes different."
    )
    every_child: Words = Field(description="R1: stands for each of the children by name.")
    names_that_are_words: Words = Field(
        description="Names that are also words count as names only with a capital letter."
    )
    numbers: Words = Field(description="M2, S2, S3: words for numbers; digits are always numbers.")
    how_often: Words = Field(description="M2: words for how often.")
    weekdays: Words = Field(description="S2, S3: days, one or many.")
    level_words: Words = Field(
        description="A digit after one of these is a name and no number, as in level 4."
    )
    method: Words = Field(description="S3: how it is done; then the verb is not vague.")
    doing: Words = Field(
        default=(), description="Begins a thing to do, where one action is split into several."
    )
    observable: Words = Field(description="M2, M4, M5: what people see, hear, count or write down.")
    vague_measure: Words = Field(description="M2: sounds like a measure and is none.")
    says: Words = Field(description="M4: what a person says; what they feel is also only said.")
    claims: Words = Field(
        description="M4: only claims or feels; for M2 it is nothing that others could see."
    )
    knows: Words = Field(description="M4: telling these shows what a parent knows.")
    attendance: Words = Field(description="M5: what people go to, one or many.")
    attendance_proof: Words = Field(description="M5: what only proves that they went.")
    child_effect: Words = Field(description="M5: words about the child, one or many.")
    child_goes: Words = Field(
        description="M5: where the outcome is that the child goes somewhere, going is the change."
    )
    school: Words = Field(
        description="M5: where a child goes every day; together with `child_goes`."
    )
    negation: Words = Field(description="M3: a new no or never is a new measure.")
    small: Words = Field(description="M3: words too small to count.")
    pronouns: Words = Field(
        description="R3: words that change with the child and not with the plan."
    )


class HardWords(SmartShape):
    """Words that are hard to read, and what to say instead."""

    words: Words = Field(description="The hard words, any form of them, one or many.")
    plain: Word = Field(description="Plain words to say instead, as a suggestion.")


class EasyRead(SmartShape):
    """Which words of a plan are hard to read in Easy Read. It advises, and never blocks."""

    longest_sentence: FromOne = Field(description="A sentence with more words than this is long.")
    most_syllables: FromOne = Field(description="A word with more syllables than this is long.")
    reading_age: ReadingAge = Field(
        description="How old a reader may have to be for a whole outcome, in years."
    )
    hard: Annotated[tuple[HardWords, ...], Field(max_length=500)] = Field(
        default=(), description="Words that only workers use, each with plain ones."
    )
    known: Words = Field(default=(), description="Long words that most people know.")
