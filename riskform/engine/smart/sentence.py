"""Who a sentence is about, told by its first words: a child, an adult, a worker, or a thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from riskform.engine.smart.context import Context
from riskform.engine.smart.names import ChildNames
from riskform.engine.smart.text import Phrases, tokens
from riskform.engine.smart.vocabulary import Vocabulary

Kind = Literal["child", "adult", "worker", "unknown", "thing", ""]
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})
# After one of these words a person is no longer who the sentence is about.
_ENDS_SUBJECT = frozenset({"for", "by", "with", "from", "at", "in", "on", "is", "are", "has"})
_JOINED_TO = frozenset({"according", "back", "close", "due", "next", "up", "used"})
_NO_ADVERBS = frozenset({"apply", "comply", "family", "fly", "rely", "reply", "supply"})
_LONGEST_SUBJECT = 9  # Words; "to" and "will" later in a sentence belong to something else.


@dataclass(frozen=True, slots=True)
class Subject:
    """The first words: what `kind` they are, where they `end`, and where the `verb` begins.

    `must` tells whether "to", "will", "should" or the like stands between the two.
    """

    kind: Kind
    end: int
    verb: int
    must: bool


class Sentence:
    """One text of a plan with its words, the children named in it and its subject."""

    def __init__(self, text: str, vocab: Vocabulary, context: Context) -> None:
        """Read `text`; everything else is worked out from it once."""
        self.text = text
        self.vocab = vocab
        self.tokens = tokens(text)
        self.words = tuple(token.word for token in self.tokens)
        self.names = ChildNames(context.children, vocab.names_that_are_words)
        self.adults = Phrases(_adult_names(context))
        self.children = self.names.named_in(self.tokens)
        self.subject = self._subject()

    def after_verb_start(self, start: int) -> int:
        """Return `start` moved past "be", "have" and words like "fully" and "also"."""
        at = start
        while at < len(self.words) and (
            self.vocab.helping.length_at(self.words, at) or _is_adverb(self.words[at])
        ):
            at += 1
        return at

    def names_child(self, start: int = 0) -> bool:
        """Tell whether a child is named, or called a child, from `start` on."""
        if self.vocab.child.found_in(self.words[start:]):
            return True
        return any(self.names.at(self.tokens, at)[1] for at in range(start, len(self.tokens)))

    def has_number(self) -> bool:
        """Tell whether a number or a day of the week is in it; "level 4" is none."""
        if self.vocab.numbers.found_in(self.words) or self.vocab.weekdays.found_in(self.words):
            return True
        return any(
            token.has_digit and not self.vocab.level_words.length_at(self.words, at - 1)
            for at, token in enumerate(self.tokens)
        )

    def _subject(self) -> Subject:
        kind, end = self._leading_people()
        if kind:
            between = end < len(self.words) and bool(
                _is_adverb(self.words[end]) or self.vocab.before_person.length_at(self.words, end)
            )
            verb = end + between
            length = self.vocab.must.length_at(self.words, verb)
            if not length and self._is_about_a_topic(end):
                return self._subject_before_must()
            return Subject(kind, end, verb + length if length else end, must=length > 0)
        return self._subject_before_must()

    def _is_about_a_topic(self, end: int) -> bool:
        """Tell whether people's words only name a topic: "Health needs will be met"."""
        topic = self._subject_before_must()
        if topic.end <= end or self.words[topic.verb : topic.verb + 1] != ("be",):
            return False
        return self.vocab.label.length_at(self.words, self.after_verb_start(topic.verb)) > 0

    def _leading_people(self) -> tuple[Kind, int]:
        """Return what people the sentence begins with, and where they end."""
        kind: Kind = ""
        at = end = 0
        while at < min(len(self.tokens), _LONGEST_SUBJECT):
            found, length = self._person_at(at)
            if found:
                at = end = at + length
                belongs = self.tokens[at - 1].possessive
                kind = "thing" if belongs else "child" if "child" in (kind, found) else found
            elif self.vocab.before_person.length_at(self.words, at):
                at += 1
            else:
                break
        return ("", 0) if kind == "thing" else (kind, end)

    def _person_at(self, at: int) -> tuple[Kind, int]:
        if length := self.names.at(self.tokens, at)[1]:
            return "child", length
        if self.words[at] in _TITLES:
            return "adult", min(2, len(self.words) - at)
        lists: tuple[tuple[Kind, Phrases], ...] = (
            ("worker", self.vocab.worker),
            ("adult", self.vocab.adult),
            ("child", self.vocab.child),
        )
        longest: tuple[Kind, int] = ("", 0)
        for kind, phrases in lists:
            if (length := phrases.length_at(self.words, at)) > longest[1]:
                longest = (kind, length)
        if self.tokens[at].is_capitalised:  # An adult may be called Will or May.
            length = self.adults.length_at(self.words, at)
            longest = ("adult", length) if length > longest[1] else longest
        return longest

    def _subject_before_must(self) -> Subject:
        """Return the subject that ends where the first "to" or "will" stands.

        There is none where the text begins with a vague verb ("Support Mum to understand"),
        unless that is a worker's title ("Support Team to ring").
        """
        for at in range(1, min(len(self.words), _LONGEST_SUBJECT)):
            if self.words[at] in _ENDS_SUBJECT:
                break
            if self.words[at - 1] in _JOINED_TO or self.tokens[at - 1].possessive:
                continue  # "up to date", "Zara's needs to be met"
            if length := self.vocab.must.length_at(self.words, at):
                kind = self._kind_of(at)
                is_title = kind == "worker" and self._is_in_capitals(at)
                if self.vocab.vague.length_at(self.words, 0) and not is_title:
                    break
                return Subject(kind, at, at + length, must=True)
        return Subject("", 0, 0, must=False)

    def _kind_of(self, end: int) -> Kind:
        last: Sequence[str] = self.words[end - 1 : end]
        if self.vocab.worker.found_in(last) or self.vocab.groups.found_in(last):
            return "worker"
        if self.vocab.adult.found_in(last):
            return "adult"
        capitals = self._is_in_capitals(end)
        return "unknown" if capitals and not self._starts_with_child_later(end) else "thing"

    def _is_in_capitals(self, end: int) -> bool:
        return all(token.is_capitalised for token in self.tokens[:end])

    def _starts_with_child_later(self, end: int) -> bool:
        """Tell whether the first word is a verb with a child as its object: "Meet Ellie to"."""
        return any(self.names.at(self.tokens, at)[1] for at in range(1, end))


def has_effect(sentence: Sentence, start: int) -> bool:
    """Tell whether the sentence goes on, after `start`, to what becomes different for someone.

    "so that" does, and "and" with a verb after it ("and uses 20 signs").
    """
    said = sentence.words
    if sentence.vocab.effect.found_in(said[start:]):
        return True
    for at in range(start, len(said) - 1):
        if said[at] == "and" and said[at + 1].endswith("s"):
            next_words: Sequence[str] = said[at + 1 : at + 2]
            if not sentence.vocab.services.found_in(next_words):
                return True
    return False


def _is_adverb(word: str) -> bool:
    """Tell whether `word` is one of fully, actively, jointly ...: no verb that ends alike."""
    return word.endswith("ly") and word not in _NO_ADVERBS


def _adult_names(context: Context) -> list[str]:
    names = [adult.name for adult in context.adults]
    return names + [name.split()[0] for name in names if name.split()]
