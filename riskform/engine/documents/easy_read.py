"""The family's copy of a plan in Easy Read.

It is made from the plain copy and from nothing else, so it can't hold what that one leaves out.
"""

from collections.abc import Iterable
from dataclasses import replace

from riskform.engine.documents.action_lines import ActionLine
from riskform.engine.documents.blocks import (
    Block,
    EasyOutcome,
    EasyPoint,
    EasyText,
    FindingRow,
    OutcomeCard,
    ReasonRow,
)
from riskform.engine.documents.easy_words import easy, lines_of
from riskform.engine.documents.model import Document, DocumentPart, DocumentSection

NAME = "Easy Read copy"
NOT_DECIDED = ("Not decided yet.",)
LEFT_OUT = "Some things may be private. Private things are not in this copy."
NO_WORDS = "We have not written this down yet."
NOT_FINAL = "Not agreed yet"


def in_easy_read(plain: Document) -> Document:
    """Return the Easy Read copy of a plan for the family.

    The level of need, the answers behind a worry, and what a finding tells a worker to do are not
    in it: they speak to workers, and stand in the plain copy.
    """
    parts = tuple(_part(part) for part in plain.parts)
    return as_easy_read(replace(plain, parts=parts), "The plan for your family")


def as_easy_read(plain: Document, title: str) -> Document:
    """Return a document whose parts are in Easy Read already as an Easy Read copy."""
    copy = plain.made_for
    return replace(
        plain,
        title=title,
        level="",
        status="Agreed" if plain.final else NOT_FINAL,
        made_for=replace(
            copy,
            name=NAME,
            left_out=lines_of(LEFT_OUT) if copy.left_out else (),
            setting="easy_read",
        ),
        opening=(
            _if_not_clear(plain),
            *(_urgent(block) for block in plain.opening if isinstance(block, FindingRow)),
        ),
    )


def _if_not_clear(plain: Document) -> EasyText:
    writers = [each.name for each in plain.signatures if each.did == "Written by" and each.name]
    ask = f"Ask {writers[0]}." if writers else "Ask the worker who gave you this plan."
    return EasyText(
        "If something is not clear",
        (
            ask,
            "You can ask as many times as you like.",
            "You can ask somebody you trust to read this with you.",
            "Tell us if you do not agree with something.",
            "Tell us if something is too hard to do.",
            "Then we think again together.",
        ),
    )


def _urgent(row: FindingRow) -> EasyPoint:
    return EasyPoint(lines_of(row.says), _texts(("We must act by", when(row.by))))


def _part(part: DocumentPart) -> DocumentPart:
    blocks = [block for section in part.sections for block in section.blocks]
    reasons = [block for block in blocks if isinstance(block, ReasonRow)]
    groups: tuple[tuple[str, list[Block]], ...] = (
        ("What will be different", [*_outcomes(part.name, blocks)]),
        ("What is good already", [_good(row) for row in blocks if isinstance(row, FindingRow)]),
        ("What we need to find out", [_open(row) for row in reasons if row.kind == "unclear"]),
        ("What else we decided", [_decided(row) for row in reasons if row.kind != "unclear"]),
    )
    sections = (DocumentSection(title, tuple(made)) for title, made in groups if made)
    words = tuple(replace(said, how=easy(said.how)) for said in part.words)
    return replace(
        part,
        words=words,
        no_words=part.no_words and NO_WORDS,
        level="",
        about="\n".join(_about(part.about)),
        sections=tuple(sections),
    )


def _about(about: str) -> Iterable[str]:
    return (easy(line[:1].upper() + line[1:]) for line in about.split("; ") if line)


def _outcomes(name: str, blocks: Iterable[Block]) -> Iterable[Block]:
    cards = [block for block in blocks if isinstance(block, OutcomeCard)]
    if not cards:
        yield EasyPoint((f"Nothing in this plan is for {name} alone.",))
    yield from (_outcome(card) for card in cards)


def _outcome(card: OutcomeCard) -> EasyOutcome:
    return EasyOutcome(
        number=card.number,
        goal=EasyPoint(
            lines_of(card.what) or NOT_DECIDED,
            _texts(
                ("Why this is in the plan", each_line(card.answers)),
                ("How it is now", lines_of(card.now) or NOT_DECIDED),
                ("What we want to see", lines_of(card.measure) or NOT_DECIDED),
            ),
            picture=True,
        ),
        actions=tuple(_action(line) for line in card.actions),
        after=_texts(
            ("When we will look at this again", when(card.by) or NOT_DECIDED),
            ("If it is not different by then", lines_of(card.if_not) or NOT_DECIDED),
        ),
    )


def _action(line: ActionLine) -> EasyPoint:
    return EasyPoint(
        lines_of(line.what) or NOT_DECIDED,
        _texts(
            ("Who will do it", lines_of(line.who) or NOT_DECIDED),
            ("By when", when(line.due) or NOT_DECIDED),
        ),
        picture=True,
    )


def _good(row: FindingRow) -> EasyPoint:
    return EasyPoint(lines_of(row.says))


def _open(row: ReasonRow) -> EasyPoint:
    return EasyPoint(
        lines_of(row.says),
        _texts(
            ("Who will find out", lines_of(row.owner) or NOT_DECIDED),
            ("By when", when(row.due) or NOT_DECIDED),
        ),
    )


def _decided(row: ReasonRow) -> EasyPoint:
    return EasyPoint(
        lines_of(row.says), (EasyText("What we decided", lines_of(row.reason) or NOT_DECIDED),)
    )


def each_line(texts: Iterable[str]) -> tuple[str, ...]:
    """Return several texts as lines of one idea each."""
    return tuple(line for text in texts for line in lines_of(text))


def when(by: str) -> tuple[str, ...]:
    """Return a day as one line, without the "By" that its heading says."""
    day = by.removeprefix("By ").strip()
    return (easy(day),) if day else ()


def _texts(*pairs: tuple[str, tuple[str, ...]]) -> tuple[EasyText, ...]:
    return tuple(EasyText(heading, lines) for heading, lines in pairs if lines)
