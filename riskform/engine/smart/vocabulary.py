"""The authors' word lists, made ready for searching once for each set of rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from riskform.definitions.smart_rules import Limits, Rule, SmartRules, Subject
from riskform.engine.smart.text import Phrases, words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The rules by code and the word lists as Phrases; see `smart_rules.yaml` for each list."""

    rules: dict[str, Rule]
    limits: Limits
    subjects: tuple[tuple[Subject, Phrases], ...]
    any_subject: Subject
    blank: frozenset[str]
    open_ended: Phrases
    read_past: Phrases
    groups: Phrases
    nobody: Phrases
    no_name: frozenset[str]
    everybody: Phrases
    trailing: Phrases
    child: Phrases
    adult: Phrases
    parent: Phrases
    worker: Phrases
    before_person: Phrases
    must: Phrases
    helping: Phrases
    activity: Phrases
    label: Phrases
    label_words: Phrases
    verbs: Phrases
    vague: Phrases
    giving: Phrases
    given: Phrases
    service_verbs: Phrases
    services: Phrases
    unseen: Phrases
    topics: Phrases
    effect: Phrases
    every_child: Phrases
    names_that_are_words: Phrases
    numbers: Phrases
    how_often: Phrases
    weekdays: Phrases
    level_words: Phrases
    method: Phrases
    doing: Phrases
    observable: Phrases
    vague_measure: Phrases
    says: Phrases
    claims: Phrases
    knows: Phrases
    attendance: Phrases
    attendance_proof: Phrases
    child_effect: Phrases
    child_goes: Phrases
    school: Phrases
    negation: Phrases
    small: Phrases
    pronouns: Phrases

    def is_blank(self, text: str) -> bool:
        """Tell whether nothing was said: empty, only marks, or a word that holds the place."""
        said = " ".join(words(text))
        return not said or said in self.blank


_SAID_ALONE = frozenset({"blank", "no_name"})
_VERB_LISTS = frozenset(
    {
        "activity",
        "attendance_proof",
        "child_goes",
        "claims",
        "giving",
        "label",
        "observable",
        "says",
        "service_verbs",
        "topics",
        "unseen",
        "vague",
        "vague_measure",
    }
)
_NOUN_LISTS = frozenset(
    {"groups", "adult", "parent", "worker", "services", "attendance", "child_effect", "weekdays"}
)


@lru_cache(maxsize=8)
def vocabulary(rules: SmartRules) -> Vocabulary:
    """Return the ready word lists of `rules`; kept, because a page is checked at every pause."""
    lists = {
        name: Phrases(entries, _forms(name))
        for name, entries in rules.words.model_dump().items()
        if name not in _SAID_ALONE
    }
    return Vocabulary(
        rules={rule.code: rule for rule in rules.rules},
        limits=rules.limits,
        subjects=tuple((subject, Phrases(subject.words, "verbs")) for subject in rules.subjects),
        any_subject=rules.any_subject,
        blank=_said_alone(rules.words.blank),
        no_name=_said_alone(rules.words.no_name),
        **lists,
    )


def _said_alone(entries: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(words(entry)) for entry in entries)


def _forms(name: str) -> str:
    if name in _VERB_LISTS:
        return "verbs"
    return "nouns" if name in _NOUN_LISTS else ""
