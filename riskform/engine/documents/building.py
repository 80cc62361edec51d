"""An evaluated assessment to the documents that are printed: the assessment, the plan, a child's.

The copy's omissions are made here, so that what a family copy must not hold never reaches a page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from riskform.definitions.model import Section
from riskform.engine.case import Child
from riskform.engine.documents.blocks import (
    Block,
    FindingRow,
    Note,
    OutcomeCard,
    ReasonRow,
)
from riskform.engine.documents.cards import outcome_cards, reason_rows
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.model import (
    Copy,
    Document,
    DocumentKind,
    DocumentPart,
    DocumentSection,
)
from riskform.engine.documents.not_asked import not_asked
from riskform.engine.documents.omissions import WORKERS, Omissions, for_family
from riskform.engine.documents.parts import (
    answer_rows,
    child_words,
    finding_row,
    findings_of,
    no_words,
)
from riskform.engine.factors import left_out
from riskform.engine.household import Standing
from riskform.engine.saying import age_in_words, ties_in_words

FULL_COPY = Copy("Full copy for professionals", "", official_sensitive=True)
FAMILY_COPY = Copy("Family copy", "", official_sensitive=False)
LEFT_OUT = ("Anything that is confidential is left out of this copy.",)
_TO_FIND_OUT = "To find out"
_HELPS = ("protective", "strength")


def assessment_document(
    facts: RecordFacts, made_for: str, left_out: tuple[str, ...] = ()
) -> Document:
    """Return the whole assessment for professionals: each child first, then family, adults.

    `left_out` says what is not in `facts` any more.
    """
    copy = replace(FULL_COPY, made_for=made_for, left_out=left_out)
    household = facts.evaluation.household
    parts = [_child_part(facts, child) for child in facts.children]
    family = (
        *_sections(facts, household.family, "family"),
        *_without_outcome(facts, household.family.id),
    )
    if family:
        parts.append(DocumentPart("family", "The family", family, about=_people_line(facts)))
    asks_adults = any(section.ask == "adult" for section in facts.form.sections)
    for adult, person in zip(facts.adults, household.adults, strict=True):
        ties = ties_in_words(adult, facts.children)
        sections = (*_sections(facts, person, "adult"), *_without_outcome(facts, person.id))
        if sections or asks_adults:
            parts.append(DocumentPart("adult", adult.name, sections, about=ties))
    return document_of(facts, "assessment", facts.form.title, copy, tuple(parts), WORKERS)


def plan_document(
    facts: RecordFacts, made_for: str, omissions: Omissions | None = None
) -> Document:
    """Return the SMART plan for the family: each child's own part, the child's words first.

    Nothing in it changes with an answer that is withheld from the family, the sentence that says
    so included: it stands in every copy of a form that has such questions. `omissions` are those
    of a copy for everybody where they are not given.
    """
    held = omissions or for_family(facts.form)
    parts = tuple(_plan_part(facts, child, held) for child in facts.children)
    copy = family_copy(FAMILY_COPY.name, made_for, held)
    return document_of(facts, "plan", "Plan for the children", copy, parts, held)


def child_document(
    facts: RecordFacts, child: Child, made_for: str, omissions: Omissions
) -> Document:
    """Return one child's own copy of the plan: the child's words, and what will be different.

    What speaks to grown-ups is not in it: what to do about a finding, why it was raised, why a
    worry has no outcome, the level, what is urgent, what happens if nothing changes, and the
    question that a worker asked.
    """
    part = _plan_part(facts, child, omissions)
    sections = tuple(map(_section_for_a_child, part.sections))
    copy = replace(family_copy("Copy for one child", made_for, omissions), setting="sheet")
    own = replace(
        part,
        level="",
        words=tuple(replace(said, question="") for said in part.words),
        sections=tuple(section for section in sections if section.blocks),
    )
    made = document_of(facts, "child", "Plan for one child", copy, (own,), omissions)
    return replace(made, opening=(), level="")


def family_copy(name: str, made_for: str, omissions: Omissions) -> Copy:
    """Return what is said of a copy for somebody of the family."""
    held = LEFT_OUT if omissions.withheld else ()
    return replace(FAMILY_COPY, name=name, made_for=made_for, left_out=held)


def document_of(
    facts: RecordFacts,
    kind: DocumentKind,
    title: str,
    copy: Copy,
    parts: tuple[DocumentPart, ...],
    omissions: Omissions,
) -> Document:
    """Return the document that these parts make; what is urgent opens it."""
    urgent = tuple(
        finding_row(facts, finding, omissions)
        for finding in facts.evaluation.findings
        if finding.kind == "urgent" and not omissions.finding(finding.at)
    )
    return Document(
        kind=kind,
        title=title,
        reference=facts.reference,
        form_title=facts.form.title,
        form_version=str(facts.form.version),
        form_hash=facts.form.hash,
        level=facts.level_in_words(facts.level),
        status=facts.status,
        final=facts.final,
        as_at=facts.as_at,
        made_for=copy,
        visit_on=facts.visit_on,
        signatures=facts.signatures,
        opening=urgent,
        parts=parts,
    )


def _people_line(facts: RecordFacts) -> str:
    children = ", ".join(
        f"{child.name} ({age_in_words(child, facts.visit_on)})" for child in facts.children
    )
    adults = ", ".join(adult.name for adult in facts.adults)
    return f"Children: {children or 'none added'}. Adults: {adults or 'none added'}."


def _child_part(facts: RecordFacts, child: Child) -> DocumentPart:
    person = standing_of(facts, child)
    sections = list(_sections(facts, person, "child"))
    ages = findings_of(facts, child.id, WORKERS, "people")
    if ages:
        blocks: tuple[Block, ...] = tuple(finding_row(facts, finding) for finding in ages)
        sections.insert(0, DocumentSection("Age", blocks))
    outcomes = outcome_cards(facts, child, WORKERS)
    if outcomes:
        sections.append(DocumentSection(f"Plan for {child.name}", outcomes))
    sections += _without_outcome(facts, child.id)
    return DocumentPart(
        kind="child",
        name=child.name,
        sections=tuple(sections),
        about=age_in_words(child, facts.visit_on),
        level=level_of(facts, child, WORKERS),
        words=child_words(facts, child),
        no_words=no_words(facts, child),
    )


def _without_outcome(facts: RecordFacts, person_id: str) -> tuple[DocumentSection, ...]:
    """Return a section of what has a reason, or somebody who finds it out, or neither yet."""
    rows = reason_rows(facts, person_id, WORKERS)
    return (DocumentSection("Answered without an outcome", rows),) if rows else ()


def _sections(facts: RecordFacts, person: Standing, ask: str) -> tuple[DocumentSection, ...]:
    made = (_section(facts, s, person) for s in facts.form.sections if s.ask == ask)
    return tuple(section for section in made if section.blocks)


def _section(facts: RecordFacts, section: Section, person: Standing) -> DocumentSection:
    rows: tuple[Block, ...] = tuple(row for _, row in answer_rows(facts, section, person, WORKERS))
    rows += tuple(Note(text) for _, text in left_out(section, facts.evaluation, person))
    found: tuple[FindingRow, ...] = tuple(
        finding_row(facts, finding)
        for finding in findings_of(facts, person.id, WORKERS, section.id)
    )
    return DocumentSection(section.title, (*rows, *found, *not_asked(facts, section, person)))


def _plan_part(facts: RecordFacts, child: Child, omissions: Omissions) -> DocumentPart:
    cards = outcome_cards(facts, child, omissions)
    none = Note(f"Nothing in this plan is for {child.name} alone.")
    sections = [DocumentSection("What will be different", cards or (none,))]
    helps = [
        finding_row(facts, finding, omissions)
        for finding in findings_of(facts, child.id, omissions)
        if finding.kind in _HELPS
    ]
    if helps:
        sections.append(DocumentSection("What helps already", tuple(helps)))
    find_out = reason_rows(facts, child.id, omissions)
    if find_out:
        sections.append(DocumentSection(_title_of(find_out), find_out))
    return DocumentPart(
        kind="child",
        name=child.name,
        sections=tuple(sections),
        about=age_in_words(child, facts.visit_on),
        level=level_of(facts, child, omissions),
        words=child_words(facts, child, omissions),
        no_words=no_words(facts, child),
    )


def _title_of(rows: Iterable[ReasonRow]) -> str:
    unclear = {row.kind == "unclear" for row in rows}
    if len(unclear) > 1:
        return f"{_TO_FIND_OUT}, and what else we decided"
    return _TO_FIND_OUT if unclear == {True} else "What else we decided"


def _section_for_a_child(section: DocumentSection) -> DocumentSection:
    blocks = tuple(_for_a_child(section.blocks))
    decided = any(isinstance(block, ReasonRow) for block in section.blocks)
    return replace(section, blocks=blocks, title=_TO_FIND_OUT if decided else section.title)


def _for_a_child(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, OutcomeCard):
            actions = tuple(replace(line, answers=()) for line in block.actions)
            yield replace(block, if_not="", answers=(), actions=actions, short=True)
        elif isinstance(block, FindingRow):
            yield replace(block, because="", do="", by="")
        elif not isinstance(block, ReasonRow) or block.kind == "unclear":
            yield block


def standing_of(facts: RecordFacts, child: Child) -> Standing:
    """Return what was answered about one child."""
    return next(p for p in facts.evaluation.household.children if p.id == child.id)


def level_setter(facts: RecordFacts) -> str:
    """Return the question that sets a child's level, "" where the form has none."""
    return next((q.ref for q in facts.form.questions.values() if q.sets_child_level), "")


def level_of(facts: RecordFacts, child: Child, omissions: Omissions) -> str:
    """Return the level decided for the child; "" where the answer that sets it is left out."""
    setter = level_setter(facts)
    if omissions.level(setter, child.id):
        return ""
    person = standing_of(facts, child)
    if setter and setter not in person.values:
        return "Level of need not decided yet"
    return facts.level_in_words(person.level)
