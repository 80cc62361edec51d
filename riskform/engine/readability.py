"""How old a reader of a form's texts has to be: which are over the target, and why.

Formulas are rough on a few words. A text of ten words or more is measured by itself; the shorter
ones of a section are measured together, so that none escapes.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from riskform.definitions.problems import Place
from riskform.definitions.readable_texts import ReadableText
from riskform.engine.smart.reading_age import Measured, measured

TARGET = 11  # years
FEWEST_WORDS = 10  # of a text that is measured by itself
LONG_SENTENCE = 15  # words
_HARD = 3  # syllables
_NAMES = {"{child}": "Kit", "{adult}": "Dean", "{family}": "the family"}


@dataclass(frozen=True, slots=True)
class ReadText:
    """One measured text. `hard` are its long words, longest first; `age` is in years.

    `longest_sentence` counts words. Short texts that were measured together are one, at the place
    of the first.
    """

    place: Place
    what: str
    age: float
    words: int
    hard: tuple[str, ...]
    longest_sentence: int

    @property
    def is_over(self) -> bool:
        """Tell whether the age, rounded as it is shown, is over the target."""
        return round(self.age, 1) > TARGET

    def as_data(self) -> dict[str, object]:
        """Return the text as plain data, for `check --readability --json`."""
        return {
            "file": self.place.file,
            "line": self.place.line,
            "what": self.what,
            "age": round(self.age, 1),
            "words": self.words,
            "hard": list(self.hard),
            "longest_sentence": self.longest_sentence,
        }


@dataclass(frozen=True, slots=True)
class GroupReading:
    """The texts of one section, or of all guidance: how many, and their ages in years."""

    group: str
    texts: int
    median: float
    worst: float

    def as_data(self) -> dict[str, object]:
        """Return the summary as plain data, for `--json`."""
        return {
            "section": self.group,
            "texts": self.texts,
            "median": round(self.median, 1),
            "worst": round(self.worst, 1),
        }


@dataclass(frozen=True, slots=True)
class Readability:
    """What was measured: the texts over the target, hardest first, and one summary a section."""

    over: tuple[ReadText, ...]
    groups: tuple[GroupReading, ...]

    def as_data(self) -> dict[str, object]:
        """Return the report as plain data, for `--json`."""
        return {
            "target": TARGET,
            "over": [text.as_data() for text in self.over],
            "sections": [group.as_data() for group in self.groups],
        }


def readability(texts: Iterable[ReadableText]) -> Readability:
    """Measure every text, short names standing for {child}, {adult} and {family}."""
    by_group: dict[str, list[ReadableText]] = {}
    for text in texts:
        by_group.setdefault(text.group, []).append(text)
    over: list[ReadText] = []
    groups: list[GroupReading] = []
    for group, own in by_group.items():
        found = _of_group(group, own)
        if found:
            ages = [text.age for text in found]
            groups.append(GroupReading(group, len(own), median(ages), max(ages)))
            over += [text for text in found if text.is_over]
    over.sort(key=lambda text: (-text.age, text.place.file, text.place.line))
    return Readability(tuple(over), tuple(groups))


def _of_group(group: str, texts: Sequence[ReadableText]) -> list[ReadText]:
    """Return what is measured; nothing where all texts together are short."""
    found = []
    short: list[ReadableText] = []
    for text in texts:
        read = measured(_filled(text.text))
        if len(read.syllables) >= FEWEST_WORDS:
            found.append(_read(text.place, text.what, read))
        else:
            short.append(text)
    together = measured(" ".join(_filled(text.text) for text in short))
    if len(together.syllables) >= FEWEST_WORDS:
        what = f"{group}, {len(short)} short texts together"
        found.append(_read(short[0].place, what, together))
    return found


def _filled(text: str) -> str:
    for placeholder, name in _NAMES.items():
        text = text.replace(placeholder, name)
    return text


def _read(place: Place, what: str, read: Measured) -> ReadText:
    return ReadText(
        place=place,
        what=what,
        age=read.age,
        words=len(read.syllables),
        hard=_hard_words(read.syllables),
        longest_sentence=max(read.sentences),
    )


def _hard_words(syllables: Collection[tuple[str, int]]) -> tuple[str, ...]:
    """Return each word of three syllables or more once, those with most syllables first."""
    hard = {word.lower(): number for word, number in syllables if number >= _HARD}
    return tuple(sorted(hard, key=lambda word: (-hard[word], word)))
