"""What can be wrong with an id, a text or a time limit, wherever it stands."""

import re
from collections.abc import Collection, Iterator, Mapping

from riskform.definitions.conditions.words import RESERVED_IDS, is_id
from riskform.definitions.durations import working_days
from riskform.definitions.problems import Problem, did_you_mean
from riskform.definitions.shapes import AskedOf
from riskform.definitions.source import Path, Source

_PLACEHOLDER = re.compile(r"\{([^{}\n]{0,200})\}")
FILLED_IN: Mapping[AskedOf, tuple[str, ...]] = {
    "family": ("family",),
    "each child": ("child", "family"),
    "each adult": ("adult", "family"),
}
EVERY_PLACEHOLDER = ("child", "adult", "family")


def id_problem(
    source: Source, path: Path, name: str, what: str, *, key: bool = False
) -> Problem | None:
    """Return the problem with an id, if it has one; `what` says what it is the id of."""
    if not is_id(name):
        said = f"'{name[:60]}' is no id of a {what}."
        do = "Use small letters, digits and _, with a letter first, at most 64."
        return source.problem(path, "bad-id", said, do, key=key)
    if name in RESERVED_IDS.get(what, ()):
        said = f"'{name}' is a word of the language."
        return source.problem(path, "reserved-id", said, f"Give the {what} another id.", key=key)
    return None


def duplicates(
    source: Source, what: str, ids: list[tuple[str, Path]], where: str
) -> Iterator[Problem]:
    """Yield a problem for each id that was given before; `ids` holds ids and their places."""
    seen: set[str] = set()
    for name, path in ids:
        if name in seen:
            said = f"{where} has two {what}s '{name}'."
            yield source.problem(path, "duplicate-id", said, "Give one of them another id.")
        seen.add(name)


def placeholder_problems(
    source: Source, path: Path, text: str | None, allowed: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each {word} of the text that can't be filled in there."""
    if not text or "{" not in text:
        return
    for match in _PLACEHOLDER.finditer(text):
        word = match[1]
        if word in allowed:
            continue
        shown = [f"{{{name}}}" for name in allowed]
        what = f"{{{word[:60]}}} is no placeholder."
        do = did_you_mean(f"{{{word}}}", shown)
        if word in EVERY_PLACEHOLDER:
            what = f"{{{word}}} can't be filled in: no one {word} is meant here."
            do = f"Use {' or '.join(shown)}, or other words."
        offset = match.start()
        yield source.problem(path, "unknown-placeholder", what, do, offset=offset)


WITHIN_REMEDY = "Write it as in '5 working days'; '0 working days' is the same day."


def within_problem(source: Source, path: Path, within: str | None) -> Iterator[Problem]:
    """Yield the problem of a time limit that can't be read."""
    if within is not None and working_days(within) is None:
        what = f"'{within[:40]}' is no time limit."
        yield source.problem(path, "bad-within", what, WITHIN_REMEDY)
