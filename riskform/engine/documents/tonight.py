"""Tonight's safe sleep plan for one child: one page in large type, for the wall beside the cot.

What is known stands on it; what has to be agreed tonight is a line to write on. Its form has a
section called sleep, and the answer called plan holds the plan in the carers' own words
(docs/writing-a-form.md, "Names with a meaning").
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.contacts import Contact
from riskform.definitions.model import Form, Guidance
from riskform.engine.case import Child
from riskform.engine.days import day_in_words
from riskform.engine.documents.blocks import Block, EasyText, WriteIn
from riskform.engine.documents.building import document_of, family_copy, standing_of
from riskform.engine.documents.easy_words import lines_of
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.model import Document, DocumentPart, DocumentSection
from riskform.engine.documents.omissions import Omissions
from riskform.engine.household import born_and_age
from riskform.engine.plan import Action, Outcome
from riskform.engine.saying import age_in_words
from riskform.engine.uk_dates import parse_uk_date

SLEEP = "sleep"
PLAN = "sleep.plan"
NAME = "Tonight's safe sleep plan"
_BEFORE_MONTHS = 60
_BABY_BEFORE_MONTHS = 24
_TONIGHT = timedelta(days=1)
_MADE_ON = "Made on the visit of"
_DANGER = "If anyone is in danger now"


def has_tonight(facts: RecordFacts, child: Child) -> bool:
    """Tell whether there is such a page for a child: born, under 5, and asked about sleep."""
    born, months = born_and_age(child, facts.visit_on)
    section = facts.form.section_by_id.get(SLEEP)
    young = months is None or months < _BEFORE_MONTHS
    return born and young and section is not None and section.ask == "child"


def tonight_document(
    facts: RecordFacts, child: Child, made_for: str, omissions: Omissions
) -> Document:
    """Return the plan for one child's next night, from what was answered and found about sleep."""
    sections = (
        DocumentSection("Tonight", tuple(_tonight(facts, child, omissions))),
        DocumentSection("Why tonight matters", tuple(_worries(facts, child, omissions))),
        DocumentSection("For every sleep", tuple(_every_sleep(facts, child))),
        DocumentSection("Who to ring", tuple(_ring(facts))),
    )
    part = DocumentPart(
        kind="child",
        name=child.name,
        sections=tuple(section for section in sections if section.blocks),
        about=f"{age_in_words(child, facts.visit_on)}. {_MADE_ON} {day_in_words(facts.visit_on)}.",
        no_words="",
    )
    copy = replace(family_copy(NAME, made_for, omissions), setting="tonight")
    made = document_of(facts, "tonight", NAME, copy, (part,), omissions)
    return replace(made, opening=(), level="")


def plan_in_words(facts: RecordFacts, child: Child) -> str:
    """Return the plan for the child's sleep as the carers told it, "" where there is none."""
    said = standing_of(facts, child).values.get(PLAN)
    return said if isinstance(said, str) and said != NOT_KNOWN else ""


def worries_tonight(facts: RecordFacts, child: Child) -> tuple[str, ...]:
    """Return, by `at`, what is urgent about the child's sleep."""
    return tuple(
        finding.at
        for finding in facts.evaluation.findings
        if finding.person == child.id and finding.section == SLEEP and finding.kind == "urgent"
    )


def steps_tonight(facts: RecordFacts, child: Child) -> Iterator[tuple[Outcome, Action]]:
    """Yield the actions about the child's sleep that are due by the day after the visit."""
    for outcome in facts.plan.outcomes:
        if outcome.child_id != child.id or not any(
            at.startswith(f"{child.id}/{SLEEP}.") for at in outcome.answers
        ):
            continue
        for action in outcome.actions:
            due = parse_uk_date(action.due)
            if due is not None and due <= facts.visit_on + _TONIGHT:
                yield outcome, action


def _tonight(facts: RecordFacts, child: Child, omissions: Omissions) -> Iterator[Block]:
    plan = plan_in_words(facts, child)
    if plan and not omissions.answer(f"{child.id}/{PLAN}"):
        yield WriteIn("What we agreed", lines_of(plan), lines=0)
    yield WriteIn(f"{child.name} sleeps here tonight:")
    yield WriteIn(f"This adult stays sober and looks after {child.name}:")
    yield WriteIn(f"If we are not at home, {child.name} sleeps here:")
    steps = tuple(_steps(facts, child, omissions))
    if steps:
        yield WriteIn("What else happens", steps, lines=0)


def _steps(facts: RecordFacts, child: Child, omissions: Omissions) -> Iterator[str]:
    for outcome, action in steps_tonight(facts, child):
        if not omissions.action(outcome, action):
            who = f"{action.who.strip()}: " if action.who.strip() else ""
            yield f"{who}{action.what.rstrip('.')}, by {day_in_words(action.due)}."


def _worries(facts: RecordFacts, child: Child, omissions: Omissions) -> Iterator[Block]:
    says = {finding.at: finding.says for finding in facts.evaluation.findings}
    shown = [says[at] for at in worries_tonight(facts, child) if not omissions.finding(at)]
    if shown:
        yield EasyText("", tuple(shown))


def _every_sleep(facts: RecordFacts, child: Child) -> Iterator[Block]:
    _, months = born_and_age(child, facts.visit_on)
    guidance = _guidance(facts.form)
    if guidance is not None and (months is None or months < _BABY_BEFORE_MONTHS):
        yield EasyText("", lines_of(guidance.text))


def _guidance(form: Form) -> Guidance | None:
    asked = form.section_by_id[SLEEP].questions
    return next((question.guidance for question in asked if question.guidance), None)


def _ring(facts: RecordFacts) -> Iterator[Block]:
    rules = facts.form.section_by_id[SLEEP].findings
    named = dict.fromkeys(rule.contact for rule in rules if rule.contact)
    yield WriteIn("Somebody we trust who can help tonight:")
    for contact_id in named:
        contact = facts.contacts.get(contact_id)
        if contact is not None:
            yield WriteIn(contact.name, (_number(contact),), lines=0)
    yield WriteIn(_DANGER, ("Ring 999.",), lines=0)


def _number(contact: Contact) -> str:
    return contact.in_words.removeprefix(f"{contact.name}: ")
