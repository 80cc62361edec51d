"""What is different since last time, for somebody at home: their plan then beside their plan now.

It tells only what the plan for the same reader held last time or holds now: no answer, and no
finding that neither plan shows. What is kept back on one side is told on neither, because that
something came, went or changed would tell of it as well.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from riskform.engine.case import FAMILY, Child
from riskform.engine.documents.blocks import ChangeRow, Note
from riskform.engine.documents.building import document_of, family_copy, level_of, level_setter
from riskform.engine.documents.changed_plan import IF_NOT, Change, changed_plan, row
from riskform.engine.documents.changes import NAME, last_time
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.model import Document, DocumentPart, DocumentSection
from riskform.engine.documents.omissions import Omissions, for_both
from riskform.engine.documents.parts import child_words
from riskform.engine.evaluation import RaisedFinding
from riskform.engine.saying import age_in_words

NO_ANSWERS = "It compares the two plans. The answers to questions are left out of this copy."
NOTHING = "Nothing that this copy can tell is different."
COMPARED_WITH = "Compared with "
GONE = "“Gone” means: it is not in this plan any more. It does not mean that all is well."
WHAT_WE_FOUND = "What we found"
FOUND: Mapping[str, str] = {
    "urgent": "An urgent worry",
    "concern": "A worry",
    "unclear": "Not known yet",
    "protective": "What helps",
    "strength": "What helps",
}
_HELPS = ("protective", "strength")
Told = Callable[[RecordFacts, Omissions], Iterator[RaisedFinding]]
LEVEL = "Level of need"
WHOSE_PLAN = "Whose plan it is"


def home_changes_document(
    facts: RecordFacts, made_for: str, omissions: Omissions, child: Child | None = None
) -> Document:
    """Return what is different since `facts.before`, for all children or for `child` alone.

    Nothing in it changes with an answer that is withheld from its reader, then or now.
    """
    held = compared(facts, omissions)
    parts = [
        _part(facts, one, held, own=child is not None)
        for one in (facts.children if child is None else (child,))
    ]
    if child is None:
        parts.append(DocumentPart("family", "The family", tuple(_family(facts, held)), no_words=""))
    shown = tuple(part for part in parts if part.sections or part.words)
    if not shown:
        nothing = DocumentSection("What is different", (Note(NOTHING),))
        shown = (replace(parts[-1], sections=(nothing,)),)
    copy = family_copy(NAME, made_for, held)
    copy = replace(copy, left_out=(*copy.left_out, NO_ANSWERS), setting="sheet")
    made = document_of(facts, "family_changes", NAME, copy, shown, held)
    opening = (Note(f"{COMPARED_WITH}{facts.before_said}."), Note(GONE))
    return replace(made, opening=opening, level="")


def compared(facts: RecordFacts, omissions: Omissions) -> Omissions:
    """Return what is left out of both sides; findings about people of last time as of now."""
    before = last_time(facts)
    people, here = (
        {*(child.id for child in one.children), *(adult.id for adult in one.adults)}
        for one in (before, facts)
    )
    return for_both(omissions, before.form, people - here if omissions.others else ())


def found_about_child(
    facts: RecordFacts, child: Child, omissions: Omissions, *, own: bool
) -> Iterator[Change]:
    """Yield what was found about a child that is new or gone; a child's own copy has no worries."""
    told = _told_a_child if own else _told
    yield from _found(facts, {child.id}, omissions, told)


def found_about_others(facts: RecordFacts, omissions: Omissions) -> Iterator[Change]:
    """Yield what was found about the family and its adults, as far as a plan tells of it."""
    adults = {adult.id for one in (last_time(facts), facts) for adult in one.adults}
    yield from _found(facts, {FAMILY, *adults}, omissions, _told)


def planned_for(
    facts: RecordFacts, child: Child, omissions: Omissions, *, own: bool
) -> Iterator[Change]:
    """Yield what is different in the plan for a child.

    A child is not told what happens if nothing changes, as in the child's copy of the plan.
    """
    for change in changed_plan(last_time(facts).plan, facts.plan, child.id, omissions):
        if not own or change.row.what != IF_NOT:
            yield change


def _part(facts: RecordFacts, child: Child, omissions: Omissions, *, own: bool) -> DocumentPart:
    before = last_time(facts)
    said, then = child_words(facts, child, omissions), _child_of(before, child.id)
    same = then is not None and child_words(before, then, omissions) == said
    found = found_about_child(facts, child, omissions, own=own)
    levels = () if own or then is None else _levels(facts, then, child, omissions)
    planned = planned_for(facts, child, omissions, own=own)
    sections = (
        DocumentSection(WHAT_WE_FOUND, tuple(one.row for one in found)),
        DocumentSection(LEVEL, tuple(levels)),
        DocumentSection("The plan", tuple(one.row for one in planned)),
    )
    return DocumentPart(
        "child",
        child.name,
        tuple(section for section in sections if section.blocks),
        about=age_in_words(child, facts.visit_on),
        words=() if same else said,
        no_words="",
    )


def _levels(
    facts: RecordFacts, then: Child, child: Child, omissions: Omissions
) -> Iterator[ChangeRow]:
    old = level_of(last_time(facts), then, omissions)
    now = level_of(facts, child, omissions)
    # Where no question sets it, it is the level that all of it is worked at.
    if old and now and level_setter(facts):
        yield from row(LEVEL, old, now)


def _family(facts: RecordFacts, omissions: Omissions) -> Iterator[DocumentSection]:
    before = last_time(facts)
    then, here = ({child.id: child.name for child in one.children} for one in (before, facts))
    rows = [ChangeRow("new", WHOSE_PLAN, "", here[each]) for each in here if each not in then]
    rows += [ChangeRow("gone", WHOSE_PLAN, then[each]) for each in then if each not in here]
    rows += row(LEVEL, *(one.level_in_words(one.level) for one in (before, facts)))
    found = tuple(one.row for one in found_about_others(facts, omissions))
    if rows:
        yield DocumentSection("Children and level", tuple(rows))
    if found:
        yield DocumentSection(WHAT_WE_FOUND, found)


def _found(
    facts: RecordFacts, people: Collection[str], omissions: Omissions, told: Told
) -> Iterator[Change]:
    """Yield the findings that one plan tells of and that were raised only then, or only now.

    One that stands and is not told any more, or stood and was not told, is no change.
    """
    before = last_time(facts)
    then, now = ({f.at for f in one.evaluation.findings} for one in (before, facts))
    for finding in told(facts, omissions):
        if finding.person in people and finding.at not in then:
            yield from _row_of(finding, "", finding.says)
    for finding in told(before, omissions):
        if finding.person in people and finding.at not in now:
            yield from _row_of(finding, finding.says, "")


def _row_of(finding: RaisedFinding, then: str, now: str) -> Iterator[Change]:
    yield from (Change(each, (finding.at,)) for each in row(FOUND[finding.kind], then, now))


def _told(facts: RecordFacts, omissions: Omissions) -> Iterator[RaisedFinding]:
    """Yield the findings of which the plan for this reader tells."""
    children = {child.id for child in facts.children}
    answered = {at for ats in _answered(facts, omissions) for at in ats}
    replied = {reply.at for reply in facts.plan.replies if not omissions.reply(reply.at)}
    for finding in facts.evaluation.findings:
        in_a_part = finding.kind in _HELPS or finding.at in replied
        if omissions.finding(finding.at):
            continue
        if (
            finding.kind == "urgent"
            or finding.at in answered
            or (in_a_part and finding.person in children)
        ):
            yield finding


def _told_a_child(facts: RecordFacts, omissions: Omissions) -> Iterator[RaisedFinding]:
    """Yield the findings of which a child's own copy of the plan tells."""
    replied = {reply.at for reply in facts.plan.replies if not omissions.reply(reply.at)}
    for finding in facts.evaluation.findings:
        helps = finding.kind in _HELPS
        if not omissions.finding(finding.at) and (
            helps or (finding.kind == "unclear" and finding.at in replied)
        ):
            yield finding


def _answered(facts: RecordFacts, omissions: Omissions) -> Iterator[tuple[str, ...]]:
    """Yield the findings that each outcome and action answers which the plan may hold."""
    for outcome in facts.plan.outcomes:
        if not omissions.outcome(outcome):
            yield outcome.answers
            for action in outcome.actions:
                if not omissions.action(outcome, action):
                    yield action.answers


def _child_of(facts: RecordFacts, child_id: str) -> Child | None:
    return next((child for child in facts.children if child.id == child_id), None)
