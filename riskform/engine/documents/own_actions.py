"""One owner's own list: what this person does, by which day, and what it is for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from riskform.engine.days import day_in_words
from riskform.engine.documents.blocks import Block, EasyPoint, EasyText, Note, OwnAction
from riskform.engine.documents.building import FAMILY_COPY, document_of, family_copy
from riskform.engine.documents.cards import sentences
from riskform.engine.documents.easy_read import NOT_DECIDED, as_easy_read, each_line, when
from riskform.engine.documents.easy_words import lines_of
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.model import Document, DocumentPart, DocumentSection
from riskform.engine.documents.omissions import Omissions
from riskform.engine.documents.owners import Owner, actions_of, replies_of
from riskform.engine.uk_dates import parse_uk_date

NAME = "One person's own actions"
_NOTHING = "Nothing in this copy is for you to do."
_NOTHING_TO_DO = "Nothing to do"
_FIND_OUT = "Find out"


def actions_document(
    facts: RecordFacts, owner: Owner, made_for: str, omissions: Omissions
) -> Document:
    """Return what one person does, child by child, and nothing else of the record."""
    sections = [
        DocumentSection(f"For {child.name}", tuple(_of_child(facts, owner, child.id, omissions)))
        for child in facts.children
    ]
    find_out = tuple(_find_out(facts, owner, omissions))
    sections.append(DocumentSection(_FIND_OUT, find_out))
    filled = tuple(section for section in sections if section.blocks)
    part = DocumentPart(
        "adult",
        f"What {owner.name} does",
        filled or (DocumentSection(_NOTHING_TO_DO, (Note(_NOTHING),)),),
        no_words="",
    )
    copy = family_copy(NAME, made_for, omissions)
    if omissions.for_workers:
        copy = replace(FAMILY_COPY, name=NAME, made_for=made_for, official_sensitive=True)
    copy = replace(copy, setting="sheet")
    made = document_of(facts, "actions", "My actions", copy, (part,), omissions)
    return replace(made, opening=(), level="")


def has_nothing_to_do(document: Document) -> bool:
    """Tell whether a list of one person's own actions may hold none of them."""
    titles = [section.title for part in document.parts for section in part.sections]
    return document.kind == "actions" and titles == [_NOTHING_TO_DO]


def in_easy_read(plain: Document) -> Document:
    """Return one person's own actions in Easy Read."""
    parts = tuple(
        replace(
            part,
            sections=tuple(
                replace(section, blocks=tuple(_easy(block) for block in section.blocks))
                for section in part.sections
            ),
        )
        for part in plain.parts
    )
    return as_easy_read(replace(plain, parts=parts), "What you will do")


def _of_child(
    facts: RecordFacts, owner: Owner, child_id: str, omissions: Omissions
) -> Iterator[Block]:
    for outcome, action in actions_of(facts.plan, owner, facts.children, facts.adults):
        if outcome.child_id == child_id and not omissions.action(outcome, action):
            yield OwnAction(
                what=action.what,
                due=day_in_words(action.due) if action.due else "",
                serves="" if omissions.outcome(outcome) else outcome.what,
                answers=sentences(facts, action.answers, omissions),
            )


def _find_out(facts: RecordFacts, owner: Owner, omissions: Omissions) -> Iterator[Block]:
    says = {finding.at: finding.says for finding in facts.evaluation.findings}
    replies = replies_of(facts.plan, owner, facts.children, facts.adults)
    # What has no day, or none that can be read, comes last: it is asked about, not looked up.
    for reply in sorted(replies, key=lambda one: parse_uk_date(one.due) or date.max):
        if reply.at in says and not omissions.to_find_out(reply.at):
            yield OwnAction(what=says[reply.at], due=day_in_words(reply.due) if reply.due else "")


def _easy(block: Block) -> Block:
    if isinstance(block, Note):
        return EasyPoint(lines_of(block.text))
    if not isinstance(block, OwnAction):
        return block
    texts = (
        EasyText("By when", when(block.due) or NOT_DECIDED),
        EasyText("What it is for", each_line((block.serves,))),
    )
    return EasyPoint(
        lines_of(block.what) or NOT_DECIDED,
        tuple(text for text in texts if text.lines),
        picture=True,
    )
