"""A mistake in a definition: where it stands, what is wrong, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

Code = Literal[
    "alias",
    "always-true",
    "asked-of-another",
    "bad-date",
    "bad-id",
    "bad-key",
    "bad-phone",
    "bad-version",
    "bad-within",
    "circle",
    "condition-differs",
    "control-character",
    "core-only",
    "draft-not-offered",
    "draft-not-smart",
    "duplicate-id",
    "duplicate-key",
    "duplicate-sets",
    "empty",
    "empty-file",
    "file-not-read",
    "guidance-overdue",
    "hidden-by-blank",
    "key-for-other-type",
    "left-out-section",
    "min-over-max",
    "missing-key",
    "nested",
    "never-true",
    "no-do",
    "no-options",
    "not-asked",
    "not-how-known",
    "not-text",
    "not-yaml",
    "option-of-another",
    "out-of-scope",
    "reads-unreadable",
    "reserved-id",
    "syntax",
    "tag",
    "too-deep",
    "too-large",
    "too-many-words",
    "two-documents",
    "unknown-agency",
    "unknown-cin-factor",
    "unknown-condition",
    "unknown-contact",
    "unknown-finding",
    "unknown-guidance",
    "unknown-key",
    "unknown-option",
    "unknown-person",
    "unknown-placeholder",
    "unknown-property",
    "unknown-question",
    "unknown-role",
    "unknown-section",
    "unknown-word",
    "wrong-kind",
    "wrong-type",
]
"""Every kind of problem; why.yaml has an example of each, and docs/problems.md shows them."""

_WIDEST = 160
"""How many characters of the offending line are shown, around the place."""


_SHORTEST_BEGINNING = 3
_MOST_NAMED = 12
_FEW = 150
_LONGEST_SLIP = 80


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. An `error` keeps the form from being used; a `warning` does not."""

    place: Place
    code: Code
    what: str
    do: str
    excerpt: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """Return `file:line:column: code: what is wrong. What to do.`, on one line."""
        where = f"{self.place.file}:{self.place.line}:{self.place.column}"
        note = "warning: " if self.severity == "warning" else ""
        return _printable(f"{where}: {self.code}: {note}{self.what} {self.do}".rstrip())

    def with_excerpt(self) -> str:
        """Return the message, then the offending line with a caret under the column."""
        if not self.excerpt.strip():
            return str(self)
        start = max(0, self.place.column - _WIDEST // 2)
        text = _printable(self.excerpt[start : start + _WIDEST])
        caret = " " * (self.place.column - 1 - start) + "^"
        return f"{self}\n    {text}\n    {caret}"

    def as_data(self) -> dict[str, object]:
        """Return the problem as plain data, for `check --json`."""
        return {
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "code": self.code,
            "what": self.what,
            "do": self.do,
            "severity": self.severity,
            "text": self.excerpt,
        }


def _printable(text: str) -> str:
    """Return the text without what could move a cursor or break a line."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return each problem once, by file, line, column and code."""
    once = {str(problem): problem for problem in problems}
    return tuple(
        sorted(
            once.values(),
            key=lambda p: (p.place.file, p.place.line, p.place.column, p.code, p.what),
        )
    )


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a remedy: the nearest known word, else the few that there are, else `otherwise`."""
    words = frozenset(known)
    near = nearest(word, words)
    if near:
        return f"Did you mean '{near}'?"
    if otherwise:
        return otherwise
    if not words:
        return "There is none to choose from yet."
    listed = sorted(words)
    more = ", …" if len(listed) > _MOST_NAMED else ""
    return f"Use one of: {', '.join(listed[:_MOST_NAMED])}{more}."


@lru_cache(maxsize=4_000)
def nearest(word: str, known: frozenset[str]) -> str | None:
    """Return the known word that `word` was probably meant to be, or None."""
    if len(word) > _LONGEST_SLIP:
        return None
    if len(known) > _FEW:
        # Comparing each with each takes minutes for some thousands; one slip is found at once.
        slips = _slips(known)
        found = sorted({name for part in _shortened(word) for name in slips.get(part, ())})
        return found[0] if found else None
    words = sorted(known)
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if not near and len(word) >= _SHORTEST_BEGINNING:
        near = [name for name in words if name.startswith(word)]
    return near[0] if near else None


@lru_cache(maxsize=8)
def _slips(known: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return the words by themselves and by each word that is left when one letter is lost."""
    found: dict[str, tuple[str, ...]] = {}
    for word in known:
        for part in _shortened(word):
            found[part] = (*found.get(part, ()), word)
    return found


def _shortened(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
