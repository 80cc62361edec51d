"""What the family's copy of a plan does not hold, told to the worker who hands it out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.model import Form
from riskform.engine.case import Child
from riskform.engine.confidential import (
    Withheld,
    confidential_questions,
    depending_on,
    withheld_from_family,
)
from riskform.engine.documents.building import is_held_back
from riskform.engine.documents.facts import RecordFacts, is_withheld
from riskform.engine.documents.parts import CHILDS_WORDS
from riskform.engine.household import Standing
from riskform.engine.plan import Outcome
from riskform.engine.wording import filled


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing that the paper would hold if it were not withheld.

    what: what it is ("Outcome for Kit"). says: its words as they were written, or "".
    why: the questions on whose answers it depends, in the form's words.
    """

    what: str
    says: str
    why: tuple[str, ...]


def left_out(facts: RecordFacts) -> tuple[LeftOut, ...]:
    """Return what the plan for the family leaves out, in the order in which it would stand."""
    withheld = withheld_from_family(facts.form)
    if not withheld:
        return ()
    return tuple(_left_out(facts, withheld))


def _left_out(facts: RecordFacts, withheld: Withheld) -> Iterator[LeftOut]:
    replied = {reply.at for reply in facts.plan.replies}
    children = {child.id: child for child in facts.children}
    for finding in facts.evaluation.findings:
        if not is_withheld(finding, withheld):
            continue
        why = _why(facts.form, (finding.at,))
        if finding.kind == "urgent":
            yield LeftOut("Urgent finding", finding.says, why)
        elif finding.person in children and finding.kind in {"protective", "strength"}:
            yield LeftOut("What helps already", finding.says, why)
        if finding.person in children and finding.at in replied:
            yield LeftOut("Reason, or who finds it out", finding.says, why)
    for child in facts.children:
        yield from _of_child(facts, child, withheld)


def _of_child(facts: RecordFacts, child: Child, withheld: Withheld) -> Iterator[LeftOut]:
    person = next(p for p in facts.evaluation.household.children if p.id == child.id)
    if CHILDS_WORDS in withheld.questions:
        words = person.values.get(CHILDS_WORDS)
        if isinstance(words, str) and words != NOT_KNOWN:
            what = f"What {child.name} said or showed"
            yield LeftOut(what, words, _questions(facts.form, questions={CHILDS_WORDS}))
    setter = next((q.ref for q in facts.form.questions.values() if q.sets_child_level), "")
    if setter in withheld.questions and setter in person.values:
        level = facts.level_in_words(person.level)
        yield LeftOut(
            f"Level of need of {child.name}", level, _questions(facts.form, questions={setter})
        )
    for outcome in facts.plan.outcomes:
        if outcome.child_id == child.id:
            yield from _of_outcome(facts.form, outcome, child.name, withheld)


def _of_outcome(form: Form, outcome: Outcome, name: str, withheld: Withheld) -> Iterator[LeftOut]:
    if is_held_back(outcome.answers, withheld):
        yield LeftOut(f"Outcome for {name}", outcome.what, _why(form, outcome.answers))
        for action in outcome.actions:
            yield LeftOut(f"Action for {name}", action.what, _why(form, outcome.answers))
        return
    for action in outcome.actions:
        if is_held_back(action.answers, withheld):
            yield LeftOut(f"Action for {name}", action.what, _why(form, action.answers))


def _why(form: Form, ats: Iterable[str]) -> tuple[str, ...]:
    return _questions(form, findings={at.partition("/")[2] for at in ats})


def _questions(
    form: Form,
    findings: set[str] | frozenset[str] = frozenset(),
    questions: set[str] | frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """Return the labels of the confidential questions on which any of these depends."""
    found = []
    for ref in confidential_questions(form):
        held = depending_on(form, frozenset({ref}))
        if held.findings & findings or held.questions & questions:
            question = form.questions[ref]
            somebody = Standing("", "the child" if question.ask == "child" else "the adult")
            found.append(filled(question.label, somebody, question.ask))
    return tuple(found)
