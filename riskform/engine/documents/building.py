"""An evaluated assessment to the two documents that are printed: the assessment, and the plan.

The copy's omissions are made here, so that what a family copy must not hold never reaches a page.
"""

from collections.abc import Mapping
from dataclasses import replace

from riskform.definitions.model import Section
from riskform.engine.case import Child
from riskform.engine.confidential import Withheld, withheld_from_family
from riskform.engine.days import day_in_words
from riskform.engine.documents.blocks import (
    ActionLine,
    Block,
    FindingRow,
    Note,
    OutcomeCard,
    ReasonRow,
)
from riskform.engine.documents.facts import RecordFacts, is_withheld
from riskform.engine.documents.model import (
    NO_WORDS,
    Copy,
    Document,
    DocumentKind,
    DocumentPart,
    DocumentSection,
)
from riskform.engine.documents.notes import said_yes
from riskform.engine.documents.parts import (
    CHILDS_WORDS,
    answer_rows,
    child_words,
    finding_row,
    findings_of,
)
from riskform.engine.factors import left_out
from riskform.engine.household import Standing
from riskform.engine.plan import Action, FindingReply, Outcome
from riskform.engine.saying import age_in_words, tie_in_words

FULL_COPY = Copy("Full copy for professionals", "", official_sensitive=True)
FAMILY_COPY = Copy("Family copy", "", official_sensitive=False)
LEFT_OUT = ("Anything that is confidential is left out of this copy.",)
_NO_OUTCOME = "This plan has no outcome for this child alone."
_NEEDS_A_PLAN = ("urgent", "concern")


def assessment_document(
    facts: RecordFacts, made_for: str, left_out: tuple[str, ...] = ()
) -> Document:
    """Return the whole assessment for professionals: each child first, then family, adults.

    `left_out` says what is not in `facts` any more.
    """
    copy = replace(FULL_COPY, made_for=made_for, left_out=left_out)
    household = facts.evaluation.household
    parts = [_child_part(facts, child, None) for child in facts.children]
    family = (
        *_sections(facts, household.family, "family", None),
        *_without_outcome(facts, household.family.id, None),
    )
    if family:
        parts.append(DocumentPart("family", "The family", family, about=_people_line(facts)))
    asks_adults = any(section.ask == "adult" for section in facts.form.sections)
    for adult, person in zip(facts.adults, household.adults, strict=True):
        ties = "; ".join(tie_in_words(adult, child) for child in facts.children)
        sections = (
            *_sections(facts, person, "adult", None),
            *_without_outcome(facts, person.id, None),
        )
        if sections or asks_adults:
            parts.append(DocumentPart("adult", adult.name, sections, about=ties))
    return _document(facts, "assessment", facts.form.title, copy, tuple(parts))


def plan_document(facts: RecordFacts, made_for: str) -> Document:
    """Return the SMART plan for the family: each child's own part, the child's words first.

    Nothing in it changes with an answer that is withheld from the family, the sentence that says
    so included: it stands in every copy of a form that has such questions.
    """
    withheld = withheld_from_family(facts.form)
    copy = replace(FAMILY_COPY, made_for=made_for, left_out=LEFT_OUT if withheld else ())
    parts = tuple(_plan_part(facts, child, withheld) for child in facts.children)
    return _document(facts, "plan", "Plan for the children", copy, parts, withheld)


def _document(
    facts: RecordFacts,
    kind: DocumentKind,
    title: str,
    copy: Copy,
    parts: tuple[DocumentPart, ...],
    withheld: Withheld | None = None,
) -> Document:
    urgent = tuple(
        finding_row(facts, finding, withheld)
        for finding in facts.evaluation.findings
        if finding.kind == "urgent" and not is_withheld(finding, withheld)
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


def _child_part(facts: RecordFacts, child: Child, withheld: Withheld | None) -> DocumentPart:
    person = _standing(facts, child)
    sections = list(_sections(facts, person, "child", withheld))
    ages = findings_of(facts, child.id, withheld, "people")
    if ages:
        blocks: tuple[Block, ...] = tuple(finding_row(facts, finding) for finding in ages)
        sections.insert(0, DocumentSection("Age", blocks))
    outcomes = _outcome_cards(facts, child, withheld)
    if outcomes:
        sections.append(DocumentSection(f"Plan for {child.name}", outcomes))
    sections += _without_outcome(facts, child.id, withheld)
    return DocumentPart(
        kind="child",
        name=child.name,
        sections=tuple(sections),
        about=age_in_words(child, facts.visit_on),
        level=_level_of(facts, child, withheld),
        words=child_words(facts, child, withheld),
        no_words=NO_WORDS if CHILDS_WORDS in facts.form.questions else "",
    )


def _without_outcome(
    facts: RecordFacts, person_id: str, withheld: Withheld | None
) -> tuple[DocumentSection, ...]:
    """Return a section of what has a reason, or somebody who finds it out, or neither yet."""
    rows = _reason_rows(facts, person_id, withheld)
    return (DocumentSection("Answered without an outcome", rows),) if rows else ()


def _sections(
    facts: RecordFacts, person: Standing, ask: str, withheld: Withheld | None
) -> tuple[DocumentSection, ...]:
    made = (_section(facts, s, person, withheld) for s in facts.form.sections if s.ask == ask)
    return tuple(section for section in made if section.blocks)


def _section(
    facts: RecordFacts, section: Section, person: Standing, withheld: Withheld | None
) -> DocumentSection:
    rows: tuple[Block, ...] = tuple(answer_rows(facts, section, person, withheld))
    if withheld is None:
        rows += tuple(Note(text) for _, text in left_out(section, facts.evaluation, person))
    found: tuple[FindingRow, ...] = tuple(
        finding_row(facts, finding)
        for finding in findings_of(facts, person.id, withheld, section.id)
    )
    return DocumentSection(section.title, (*rows, *found))


def _plan_part(facts: RecordFacts, child: Child, withheld: Withheld) -> DocumentPart:
    cards = _outcome_cards(facts, child, withheld)
    sections = [DocumentSection("What will be different", cards or (Note(_NO_OUTCOME),))]
    helps = [
        finding_row(facts, finding)
        for finding in findings_of(facts, child.id, withheld)
        if finding.kind in {"protective", "strength"}
    ]
    if helps:
        sections.append(DocumentSection("What helps already", tuple(helps)))
    find_out = _reason_rows(facts, child.id, withheld)
    if find_out:
        sections.append(DocumentSection("What we still need to find out or decided", find_out))
    return DocumentPart(
        kind="child",
        name=child.name,
        sections=tuple(sections),
        about=age_in_words(child, facts.visit_on),
        level=_level_of(facts, child, withheld),
        words=child_words(facts, child, withheld),
    )


def _standing(facts: RecordFacts, child: Child) -> Standing:
    return next(p for p in facts.evaluation.household.children if p.id == child.id)


def _level_of(facts: RecordFacts, child: Child, withheld: Withheld | None) -> str:
    """Return the level decided for the child; "" where the answer that sets it is left out."""
    setter = next((q.ref for q in facts.form.questions.values() if q.sets_child_level), "")
    if withheld is not None and setter in withheld.questions:
        return ""
    person = _standing(facts, child)
    if setter and setter not in person.values:
        return "Level of need not decided yet"
    return facts.level_in_words(person.level)


def is_held_back(answers: tuple[str, ...], withheld: Withheld | None) -> bool:
    """Tell whether one of the findings is left out, also one that is not raised any more."""
    return withheld is not None and any(withheld.holds_finding(at) for at in answers)


def _outcome_cards(
    facts: RecordFacts, child: Child, withheld: Withheld | None
) -> tuple[OutcomeCard, ...]:
    outcomes = [
        outcome
        for outcome in facts.plan.outcomes
        if outcome.child_id == child.id and not is_held_back(outcome.answers, withheld)
    ]
    return tuple(
        _card(facts, outcome, str(number), withheld)
        for number, outcome in enumerate(outcomes, start=1)
    )


def _card(
    facts: RecordFacts, outcome: Outcome, number: str, withheld: Withheld | None
) -> OutcomeCard:
    says = {finding.at: finding.says for finding in facts.evaluation.findings}
    return OutcomeCard(
        number=number,
        what=outcome.what,
        now=outcome.now,
        measure=outcome.measure,
        by=day_in_words(outcome.by) if outcome.by else "",
        if_not=outcome.if_not,
        actions=tuple(
            _line(facts, action, withheld)
            for action in outcome.actions
            if not is_held_back(action.answers, withheld)
        ),
        answers=tuple(says[at] for at in outcome.answers if at in says),
        notes=_left_aside(facts, outcome.leave, withheld),
    )


def _line(facts: RecordFacts, action: Action, withheld: Withheld | None) -> ActionLine:
    return ActionLine(
        action.what,
        action.who,
        day_in_words(action.due) if action.due else "",
        (*said_yes(action, withheld), *_left_aside(facts, action.leave, withheld)),
    )


def _left_aside(
    facts: RecordFacts, leave: Mapping[str, str], withheld: Withheld | None
) -> tuple[str, ...]:
    """Return which advice was left aside and why; that is for workers, not for the family."""
    if withheld is not None or facts.form.smart_rules is None:
        return ()
    messages = {rule.code: rule.message for rule in facts.form.smart_rules.rules}
    return tuple(
        f"Advice left aside: {messages[code]} Because: {reason}"
        for code, reason in leave.items()
        if code in messages
    )


def _reason_rows(
    facts: RecordFacts, person_id: str, withheld: Withheld | None
) -> tuple[ReasonRow, ...]:
    replies = {reply.at: reply for reply in facts.plan.replies}
    return tuple(
        _reason(finding.kind, finding.says, replies[finding.at])
        for finding in findings_of(facts, person_id, withheld)
        if finding.at in replies
    )


def _reason(kind: str, says: str, reply: FindingReply) -> ReasonRow:
    return ReasonRow(
        kind="unclear" if kind == "unclear" else "urgent" if kind == "urgent" else "concern",
        says=says,
        reason=reply.reason,
        owner=reply.owner,
        due=day_in_words(reply.due) if reply.due else "",
    )
