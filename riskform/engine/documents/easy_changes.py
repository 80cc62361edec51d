"""Changes since last time in Easy Read: made from the plain copy for home and from nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from riskform.engine.documents.blocks import Block, ChangeKind, ChangeRow, EasyPoint, Note
from riskform.engine.documents.changed_plan import IF_NOT
from riskform.engine.documents.easy_read import as_easy_read, each_line, easy_part, texts_under
from riskform.engine.documents.easy_words import lines_of
from riskform.engine.documents.home_changes import (
    COMPARED_WITH,
    FOUND,
    LEVEL,
    NOTHING,
    WHOSE_PLAN,
)
from riskform.engine.documents.model import Document, DocumentPart, DocumentSection

NAME = "What is different"
_TITLES: Mapping[ChangeKind, str] = {
    "new": "What is new",
    "changed": "What has changed",
    "gone": "What is not in the plan now",
}
_NOT_ALL_WELL = EasyPoint(("This does not mean that all is well.",))
_PLANNED = ("Outcome", "Action")
# What a row is about, as a line above its words: as it is now, and where it is gone.
_LINES: Mapping[str, tuple[str, str]] = {
    "Outcome": ("What will be different:", "What we wanted to be different:"),
    "Action": ("What we will do:", "What we wanted to do:"),
    "How it is now": ("How it is now:", "How it was:"),
    "Good enough is": ("What we want to see:", "What we wanted to see:"),
    "We check on": ("When we will look at this again:", "When we wanted to look again:"),
    IF_NOT: ("If it is not different by then:", "If it was not different by then:"),
    FOUND["urgent"]: ("What is urgent:", "What was urgent:"),
    FOUND["concern"]: ("What we worry about:", "What we worried about:"),
    FOUND["unclear"]: ("What we do not know yet:", "What we did not know:"),
    FOUND["strength"]: ("What is good already:", "What was good:"),
    WHOSE_PLAN: ("Who this plan is for:", "Who the plan was for:"),
}


def in_easy_read(plain: Document) -> Document:
    """Return the Easy Read copy of what is different since last time, for the same reader.

    The level of need is not in it, as in the plan in Easy Read: it speaks to workers.
    """
    parts = tuple(part for part in map(_part, plain.parts) if part.sections or part.words)
    if not parts:
        nothing = DocumentSection("What is different", (EasyPoint(lines_of(NOTHING)),))
        parts = (easy_part(plain.parts[-1], (nothing,)),)
    about = [
        f"“Last time” means {block.text.removeprefix(COMPARED_WITH)}"
        for block in plain.opening
        if isinstance(block, Note) and block.text.startswith(COMPARED_WITH)
    ]
    return as_easy_read(replace(plain, parts=parts), NAME, each_line(about))


def _part(part: DocumentPart) -> DocumentPart:
    blocks = [block for section in part.sections for block in section.blocks]
    rows = [one for one in blocks if isinstance(one, ChangeRow) and one.what != LEVEL]
    notes = tuple(EasyPoint(lines_of(one.text)) for one in blocks if isinstance(one, Note))
    sections = [DocumentSection("What is different", notes)]
    for kind, title in _TITLES.items():
        points = tuple(_points(one for one in rows if one.kind == kind))
        after = (_NOT_ALL_WELL,) if points and kind == "gone" else ()
        sections.append(DocumentSection(title, (*points, *after)))
    return easy_part(part, tuple(section for section in sections if section.blocks))


def _points(rows: Iterable[ChangeRow]) -> Iterator[Block]:
    """Yield each outcome once above all that has changed about it."""
    of = ""
    for row in rows:
        if row.kind == "changed" and row.of and row.of != of:
            yield EasyPoint(lines_of(row.of), picture=True)
        of = row.of
        yield _point(row)


def _point(row: ChangeRow) -> EasyPoint:
    now, then = _LINES[row.what]
    if row.kind == "changed":
        sides = texts_under(("Last time", lines_of(row.before)), ("Now", lines_of(row.now)))
        return EasyPoint((now,), sides)
    above, words = (now, row.now) if row.kind == "new" else (then, row.before)
    return EasyPoint(
        (above, *lines_of(words)),
        texts_under(("So that", lines_of(row.of))),
        picture=row.kind == "new" and row.what in _PLANNED,
    )
