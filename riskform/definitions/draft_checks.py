"""What can be wrong with the draft under a finding: names in it, its length, where it stands."""

from collections.abc import Iterator

from riskform.definitions.problems import Problem
from riskform.definitions.shapes import AskedOf, FindingShape
from riskform.definitions.source import Path, Source
from riskform.definitions.texts import placeholder_problems

MOST_DRAFT_WORDS = 40
"""Words in one text of a draft: more is copied, where fewer are read and changed."""

# An outcome is always for one child, whomever the finding is about.
_NAMED = {"family": ("child",), "each child": ("child",), "each adult": ("child", "adult")}
_ANSWERED = ("urgent", "concern")


def draft_problems(
    source: Source, path: Path, finding: FindingShape, asked: AskedOf
) -> Iterator[Problem]:
    """Yield the problems of the draft of the finding at `path`, if it has one."""
    if finding.draft is None:
        return
    path = (*path, "draft")
    if source.written((*path[:-1], "kind")) not in _ANSWERED:
        what = "this draft does nothing: only an urgent finding or a concern needs an outcome."
        do = "Take it out, or make the finding a concern."
        yield source.problem(path, "key-for-other-type", what, do, key=True, warning=True)
    for key in ("outcome", "measure", "action", "if_not"):
        text = getattr(finding.draft, key)
        yield from placeholder_problems(source, (*path, key), text, _NAMED[asked])
        words = len((text or "").split())
        if words > MOST_DRAFT_WORDS:
            what = f"this has {words} words; a draft has at most {MOST_DRAFT_WORDS}."
            do = "Shorten it: people have to read it, and to change it."
            yield source.problem((*path, key), "too-many-words", what, do)
