"""Which of a worker's own words are hard to read in an Easy Read copy, and what could help.

Nothing is rewritten and nothing is held up by it. What somebody said, in quotation marks, is left
as it was said, and a name is never hard. How rare a word is can't be told: the authors' list says
which words only workers use (`easy_read` in smart_rules.yaml).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from riskform.definitions.smart_rules import EasyRead, SmartRules
from riskform.engine.documents.easy_words import lines_of
from riskform.engine.documents.model import Document
from riskform.engine.documents.outline import outline
from riskform.engine.plan import Action, Outcome, Plan
from riskform.engine.smart.reading_age import measured, syllables
from riskform.engine.smart.text import Phrases, Token, tokens

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_WORD = re.compile(r"\S*\w\S*")
_SENTENCE_ENDS = (".", "!", "?")
# Fewer words say too little about how old a reader has to be.
_FEWEST_WORDS = 20
_TO_FIND_IT = 6  # words


@dataclass(frozen=True, slots=True)
class Hard:
    """One word or sentence that is hard to read.

    about: the id of the outcome or action, or the `at` of the finding that has a reason. field: of
    it. words: as typed. advice: what could help. under: the id of an action's outcome, or "".
    """

    about: str
    field: str
    words: str
    advice: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """One text of a plan, and whose it is; see Hard."""

    about: str
    field: str
    text: str
    under: str = ""


def written_in(plan: Plan) -> Iterator[Written]:
    """Yield the texts of a plan that print in Easy Read, in the order in which they print."""
    for outcome in plan.outcomes:
        yield from _of_outcome(outcome)
    for reply in plan.replies:
        if reply.kind == "reason":
            yield Written(reply.at, "reason", reply.reason)


def printed(texts: Iterable[Written], made: Document) -> Iterator[Written]:
    """Yield those of the texts that an Easy Read copy prints, line by line."""
    lines = {
        line
        for part in outline(made)
        for section in part.sections
        for one in section.lines
        for line in one.text.splitlines()
    }
    return (written for written in texts if lines.issuperset(lines_of(written.text)))


def hard_words(
    rules: SmartRules | None, texts: Iterable[Written], names: Iterable[str]
) -> tuple[Hard, ...]:
    """Return what is hard in these texts: in each its sentences and words, then how all reads.

    `names` are of people of whom they may tell. () where the authors' rules say nothing of it.
    """
    if rules is None or rules.easy_read is None:
        return ()
    easy = rules.easy_read
    known = frozenset(token.word for name in names for token in tokens(name))
    of_outcomes: dict[str, list[Written]] = {}
    found: list[Hard] = []
    for written in texts:
        found += _in_text(easy, written, known)
        if written.field != "reason":
            of_outcomes.setdefault(written.under or written.about, []).append(written)
    for outcome, those in of_outcomes.items():
        found += _age_of(easy, outcome, those, known)
    return tuple(found)


def _of_outcome(outcome: Outcome) -> Iterator[Written]:
    texts = {
        "what": outcome.what,
        "now": outcome.now,
        "measure": outcome.measure,
        "if_not": outcome.if_not,
    }
    yield from (Written(outcome.id, field, text) for field, text in texts.items())
    yield from (_of_action(outcome, action) for action in outcome.actions)


def _of_action(outcome: Outcome, action: Action) -> Written:
    return Written(action.id, "what", action.what, outcome.id)


def _in_text(easy: EasyRead, written: Written, names: frozenset[str]) -> Iterator[Hard]:
    one = Hard(written.about, written.field, "", "", written.under)
    for line in lines_of(written.text):
        count = len(_WORD.findall(line))
        if count > easy.longest_sentence:
            advice = f"This sentence has {count} words. Can it be two?"
            yield replace(one, words=_begun(line), advice=advice)
    seen: set[str] = set()
    for words, advice in _words_in(easy, written.text, names):
        if words.casefold() not in seen:
            seen.add(words.casefold())
            yield replace(one, words=words, advice=advice)


def _begun(line: str) -> str:
    """Return the first words of a line, enough to find it by."""
    return " ".join(line.split()[:_TO_FIND_IT]) + "…"


def _words_in(easy: EasyRead, text: str, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    lists = _lists(easy)
    for line in lines_of(_QUOTED.sub(" ", text)):
        found = tokens(line)
        folded = [token.word for token in found]
        behind = 0
        for at, token in enumerate(found):
            length = lists.length_at(folded, at) if at >= behind else 0
            if length:
                behind = at + length
                words = " ".join(each.typed for each in found[at:behind])
                yield words, f"In plain words, for example: {lists.plain_for(folded, at)}."
            elif (
                at >= behind
                and token.word not in names
                and _is_long(easy, token, is_first=at == 0)
                and not lists.is_known(folded, at)
            ):
                yield token.typed, "A long word. Is there a shorter one?"


class _Lists:
    """The authors' lists, made ready for searching; each hard phrase in any of its forms."""

    def __init__(self, easy: EasyRead) -> None:
        every = [word for one in easy.hard for word in one.words]
        self._known = Phrases(easy.known, "nouns")
        self._hard = _in_any_form(every)
        self._each = tuple((_in_any_form(one.words), one.plain) for one in easy.hard)

    def is_known(self, folded: Sequence[str], at: int) -> bool:
        """Tell whether most people know the word at this place."""
        return bool(self._known.length_at(folded, at))

    def length_at(self, folded: Sequence[str], at: int) -> int:
        """Return how many words the longest hard phrase at this place has, 0 for none."""
        return max(phrases.length_at(folded, at) for phrases in self._hard)

    def plain_for(self, folded: Sequence[str], at: int) -> str:
        """Return the plain words for the longest hard phrase at this place."""
        return max(
            (
                (phrases.length_at(folded, at), plain)
                for both, plain in self._each
                for phrases in both
            ),
            key=lambda one: one[0],
        )[1]


def _in_any_form(words: Sequence[str]) -> tuple[Phrases, ...]:
    return Phrases(words, "verbs"), Phrases(words, "nouns")


_lists = lru_cache(maxsize=16)(_Lists)


def _is_long(easy: EasyRead, token: Token, *, is_first: bool) -> bool:
    if token.has_digit or (token.is_capitalised and not is_first):
        return False
    one = token.word.removesuffix("s")  # Syllables are guessed worse for many than for one.
    return min(syllables(token.word), syllables(one)) > easy.most_syllables


def _age_of(
    easy: EasyRead, outcome: str, those: Sequence[Written], names: frozenset[str]
) -> Iterator[Hard]:
    """Yield that all words of an outcome and its actions together are read late, if they are."""
    said = " ".join(_ended(_without_names(one.text, names)) for one in those if one.text.strip())
    found = measured(said)
    if len(found.syllables) >= _FEWEST_WORDS and round(found.age, 1) > easy.reading_age:
        age = f"Read together, this outcome and its actions need a reading age of {found.age:.0f}."
        yield Hard(outcome, "what", "", f"{age} Shorter words and sentences help.")


def _ended(text: str) -> str:
    text = text.strip()
    return text if text.endswith(_SENTENCE_ENDS) else f"{text}."


def _without_names(text: str, names: frozenset[str]) -> str:
    """Return a text in which a short word stands for each known name."""
    return re.sub(
        r"[^\W\d_]+", lambda word: "x" if word.group().casefold() in names else word.group(), text
    )
