"""Changes since last time in Easy Read: made from the plain copy for home and from nothing else."""

from collections.abc import Mapping
from dataclasses import replace

from riskform.engine.documents.blocks import Block, ChangeKind, ChangeRow, EasyPoint, Note
from riskform.engine.documents.changed_plan import IF_NOT
from riskform.engine.documents.easy_read import as_easy_read, easy_part, texts_under
from riskform.engine.documents.easy_words import lines_of
from riskform.engine.documents.home_changes import (
    COMPARED_WITH,
    FOUND,
    LEVEL,
    NOTHING,
    WHOSE_PLAN,
)
from riskform.engine.documents.model import Document, DocumentPart, DocumentSection

NAME = "What is different since last time"
_ABOUT = ("It says what is different in this plan.", "“Last time” means the plan before this one.")
_LEFT_OUT = ("It does not say what was answered to our questions.",)
_TITLES: Mapping[ChangeKind, str] = {
    "new": "What is new",
    "changed": "What has changed",
    "gone": "What is not in the plan now",
}
_NOT_ALL_WELL = EasyPoint(("This does not mean that all is well.",))
_PLANNED = ("Outcome", "Action")
# What a row is about, as a line above its words.
_LINES: Mapping[str, str] = {
    "Outcome": "What will be different:",
    "Action": "What we will do:",
    "How it is now": "How it is now:",
    "Good enough is": "What we want to see:",
    "We check on": "When we will look at this again:",
    IF_NOT: "If it is not different by then:",
    FOUND["urgent"]: "What is urgent:",
    FOUND["concern"]: "What we worry about:",
    FOUND["unclear"]: "What we do not know yet:",
    FOUND["strength"]: "What is good already:",
    WHOSE_PLAN: "Who this plan is for:",
}


def in_easy_read(plain: Document) -> Document:
    """Return the Easy Read copy of what is different since last time, for the same reader.

    The level of need is not in it, as in the plan in Easy Read: it speaks to workers.
    """
    parts = tuple(part for part in map(_part, plain.parts) if part.sections or part.words)
    if not parts:
        nothing = DocumentSection("Nothing is different", (EasyPoint(lines_of(NOTHING)),))
        parts = (easy_part(plain.parts[-1], (nothing,)),)
    compared = [
        f"We look at this plan and at {block.text.removeprefix(COMPARED_WITH)}"
        for block in plain.opening
        if isinstance(block, Note) and block.text.startswith(COMPARED_WITH)
    ]
    about = (*_ABOUT, *(line for text in compared for line in lines_of(text)))
    return as_easy_read(replace(plain, parts=parts), NAME, about, _LEFT_OUT)


def _part(part: DocumentPart) -> DocumentPart:
    blocks = [block for section in part.sections for block in section.blocks]
    rows = [one for one in blocks if isinstance(one, ChangeRow) and one.what != LEVEL]
    notes = tuple(EasyPoint(lines_of(one.text)) for one in blocks if isinstance(one, Note))
    sections = [DocumentSection("Nothing is different", notes)]
    for kind, title in _TITLES.items():
        points: tuple[Block, ...] = tuple(_point(one) for one in rows if one.kind == kind)
        after = (_NOT_ALL_WELL,) if points and kind == "gone" else ()
        sections.append(DocumentSection(title, (*points, *after)))
    return easy_part(part, tuple(section for section in sections if section.blocks))


def _point(row: ChangeRow) -> EasyPoint:
    line = _LINES.get(row.what, f"{row.what}:")
    above = (*lines_of(row.of), line)
    if row.kind == "changed":
        more = texts_under(("Last time", lines_of(row.before)), ("Now", lines_of(row.now)))
        return EasyPoint(above, more)
    words = lines_of(row.now or row.before)
    return EasyPoint((*above, *words), picture=row.kind == "new" and row.what in _PLANNED)
