"""A form without anybody's answers, to fill in by hand: every question of one level."""

from collections.abc import Iterator
from datetime import date

from riskform.definitions.conditions.tree import Ask
from riskform.definitions.model import Form, Question, Section
from riskform.engine.case import KNOWN_BY
from riskform.engine.documents.asked_when import AskedWhen
from riskform.engine.documents.blocks import BlankQuestion, Block, WriteIn
from riskform.engine.documents.model import (
    Copy,
    Document,
    DocumentPart,
    DocumentSection,
    PartKind,
)
from riskform.engine.household import Standing
from riskform.engine.wording import filled

COPY = Copy("Blank form", "", official_sensitive=False, setting="sheet")
_LINES = {"text": 1, "long_text": 4, "number": 1, "date": 1, "person": 1}
_SCALE = tuple(str(number) for number in range(11))
_ROWS_OF_A_LIST = 2
_PARTS: tuple[tuple[PartKind, Ask, str, str], ...] = (
    ("child", "child", "One child", "Fill in these pages once for each child."),
    ("family", "family", "The family", "Fill in these pages once."),
    ("adult", "adult", "One adult", "Fill in these pages once for each adult."),
)
_VISIT = (
    WriteIn("Family, and record number if there is one"),
    WriteIn("Day of the visit, and who visited"),
)
_PEOPLE = (
    WriteIn("Children: name and date of birth of each", lines=4),
    WriteIn("Adults: name, what each is to each child, who lives here", lines=4),
)
_PLAN = (
    WriteIn("What will be different for this child? One thing on each page.", lines=2),
    WriteIn("What is it like now?", lines=2),
    WriteIn("How will we know, and what is good enough?", lines=2),
    WriteIn("On what day do we check?"),
    WriteIn("What will we do if it has not changed by then?", lines=2),
    WriteIn("Who does what, by when?", lines=4),
)


def blank_document(form: Form, level: int, as_at: date) -> Document:
    """Return the form as it is asked at a level, with boxes and lines; it names no family.

    `as_at` is the day on which this version was published. What a form asks first about the
    family opens it, because it may be what can't wait; the children's pages come next.
    """
    when = AskedWhen(form, level)
    opens = _opens(form)
    parts = tuple(part for part in _parts(form, when) if part.sections)
    name = form.level_rules[level].name if level in form.level_rules else ""
    return Document(
        kind="blank",
        title=form.title,
        reference="",
        form_title=form.title,
        form_version=str(form.version),
        form_hash=form.hash,
        level=f"Level {level}: {name}" if name else f"Level {level}",
        status="Blank form",
        final=True,
        as_at=as_at,
        made_for=COPY,
        opening=(*_VISIT, *(_questions(opens, when) if opens else ()), *_PEOPLE),
        parts=parts,
    )


def _opens(form: Form) -> Section | None:
    first = form.sections[0]
    return first if first.ask == "family" and first.show_if is None else None


def _parts(form: Form, when: AskedWhen) -> Iterator[DocumentPart]:
    left = [section for section in form.sections if section is not _opens(form)]
    for kind, ask, name, about in _PARTS:
        sections = [
            made
            for section in left
            if section.ask == ask and (made := _section(section, when)) is not None
        ]
        if kind == "child" and form.plan != "none":
            sections.append(DocumentSection("Plan for this child", _PLAN))
        yield DocumentPart(kind, name, tuple(sections), about=about, no_words="")


def _section(section: Section, when: AskedWhen) -> DocumentSection | None:
    about = when.words(section.show_if)
    blocks = tuple(_questions(section, when))
    if about is None or not blocks:
        return None
    return DocumentSection(section.title, blocks, about)


def _questions(section: Section, when: AskedWhen) -> Iterator[Block]:
    for question in section.questions:
        asked = when.words(question.show_if)
        if asked is not None and question.type != "calculated":
            yield _blank(question, when.number[question.ref], asked)


def _blank(question: Question, number: str, asked: str) -> BlankQuestion:
    somebody = Standing("", "the child" if question.ask == "child" else "the adult")

    def said(text: str | None) -> str:
        made = filled(text or "", somebody, question.ask)
        return made[:1].upper() + made[1:]

    hints = (question.hint, question.agency_hint)
    options = tuple(said(option.label) for option in question.options)
    fields = tuple(said(field.label) for field in question.fields)
    return BlankQuestion(
        number=number,
        question=said(question.label),
        hint=" ".join(text for text in (*map(said, hints), _for_whose_eyes(question)) if text),
        asked=asked,
        several=question.type == "choices",
        options=options or (_SCALE if question.type == "scale" else ()),
        lines=_LINES.get(question.type, 0),
        fields=fields * _ROWS_OF_A_LIST,
        how_known=tuple(KNOWN_BY.values()) if question.how_known else (),
    )


def _for_whose_eyes(question: Question) -> str:
    """Return who must not read what is written here: paper has no rule that leaves it out."""
    if question.private_to:
        return "Only for you and your manager."
    return "Keep this answer from the family." if question.confidential_from else ""
