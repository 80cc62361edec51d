"""What `riskform check --readability` prints: the texts that are hard to read, and why."""

from collections.abc import Iterator
from pathlib import Path

from riskform.definitions.library import read_folder
from riskform.definitions.readable_texts import readable_texts
from riskform.engine.readability import LONG_SENTENCE, TARGET, Readability, ReadText, readability

_MOST_WORDS = 8  # of the hard words that a line names


def readability_of(folder: Path) -> Readability:
    """Measure every text of the definitions in `folder`. Raises CouldNotRun and OSError."""
    return readability(readable_texts(read_folder(folder)))


def lines_of(reading: Readability) -> Iterator[str]:
    """Yield the texts over the target, hardest first, and then a summary of each section."""
    yield ""
    for text in reading.over:
        yield f"{text.place.file}:{text.place.line}: {text.what}: reading age {text.age:.1f}."
        yield f"    {_why(text)}"
    count = len(reading.over)
    yield f"{count} {'text is' if count == 1 else 'texts are'} over the reading age of {TARGET}."
    yield ""
    width = max(len(name) for name in ("section", *(group.group for group in reading.groups)))
    yield f"{'section':{width}}  texts  median  worst"
    for group in reading.groups:
        yield f"{group.group:{width}}  {group.texts:5}  {group.median:6.1f}  {group.worst:5.1f}"


def _why(text: ReadText) -> str:
    reasons = []
    if text.hard:
        more = ", …" if len(text.hard) > _MOST_WORDS else ""
        reasons.append(f"Long words: {', '.join(text.hard[:_MOST_WORDS])}{more}.")
    if text.longest_sentence >= LONG_SENTENCE or not text.hard:
        reasons.append(f"Its longest sentence has {text.longest_sentence} words.")
    return " ".join(reasons)
