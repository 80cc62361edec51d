"""What a copy for somebody of the family does not hold, told to the worker who hands it out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.model import Form, Question
from riskform.engine.case import Child
from riskform.engine.confidential import (
    confidential_questions,
    depending_on,
    sources_of,
)
from riskform.engine.days import day_in_words
from riskform.engine.documents.building import level_setter, standing_of
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.omissions import CHILDS_WORDS, Omissions
from riskform.engine.documents.owners import Owner, actions_of, replies_of
from riskform.engine.documents.tonight import (
    PLAN,
    plan_in_words,
    steps_tonight,
    worries_tonight,
)
from riskform.engine.evaluation import RaisedFinding
from riskform.engine.household import Standing
from riskform.engine.plan import Action, FindingReply, Outcome
from riskform.engine.reviews.standing import ActionNow
from riskform.engine.saying import people_names
from riskform.engine.wording import filled

_HELPS = ("protective", "strength")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing that the paper would hold if it were not withheld.

    what: what it is ("Outcome for Kit"). says: its words as they were written, or "".
    more: what else would print with it, each line with what it is ("Now: On the sofa").
    why: the questions on whose answers it depends, in the form's words.
    about: whom else it is about, by name, where that is why it is left out.
    key: what a release of it names (see omissions.py); "" for what can't be released.
    after: the key of what has to be released before it would be printed, or "".
    kept_from: the ids of those who are named as the ones it is kept from, "" for nobody named
        yet; () where it is kept from all of the family alike.
    """

    what: str
    says: str
    why: tuple[str, ...]
    about: str = ""
    key: str = ""
    after: str = ""
    kept_from: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


def left_out_of_plan(
    facts: RecordFacts,
    omissions: Omissions,
    children: tuple[Child, ...] | None = None,
    *,
    urgent: bool = True,
) -> tuple[LeftOut, ...]:
    """Return what the plan leaves out, in the order in which it would stand.

    `children` are those whose parts it has, all where they are not given; `urgent` tells whether
    what is urgent opens it.
    """
    of = facts.children if children is None else children
    return tuple(_of_plan(facts, omissions, of, whole=urgent))


def left_out_of_actions(
    facts: RecordFacts, omissions: Omissions, owner: Owner
) -> tuple[LeftOut, ...]:
    """Return what one owner's list of actions leaves out."""
    return tuple(_of_actions(facts, omissions, owner))


def left_out_of_tonight(
    facts: RecordFacts, omissions: Omissions, child: Child
) -> tuple[LeftOut, ...]:
    """Return what the page about a child's next night leaves out."""
    return tuple(_of_tonight(facts, omissions, child))


def _of_plan(
    facts: RecordFacts,
    omissions: Omissions,
    children: tuple[Child, ...],
    *,
    whole: bool,
) -> Iterator[LeftOut]:
    replied = {reply.at: reply for reply in facts.plan.replies}
    ids = {child.id for child in children}
    for finding in facts.evaluation.findings:
        if omissions.finding(finding.at):
            if finding.kind == "urgent" and whole:
                yield _finding(facts, omissions, finding, "Urgent finding")
            elif finding.person in ids and finding.kind in _HELPS:
                yield _finding(facts, omissions, finding, "What helps already")
        if finding.person in ids and finding.at in replied and omissions.reply(finding.at):
            yield _reply(facts, replied[finding.at], finding.says)
    for child in children:
        yield from _of_child(facts, child, omissions, whole=whole)


def _of_child(
    facts: RecordFacts, child: Child, omissions: Omissions, *, whole: bool
) -> Iterator[LeftOut]:
    person = standing_of(facts, child)
    yield from words_of(facts, child, omissions)
    setter = level_setter(facts)
    if whole and setter in person.values and omissions.level(setter, child.id):
        level = facts.level_in_words(person.level)
        why = _questions(facts.form, questions={setter})
        yield made(facts, f"Level of need of {child.name}", level, why, key=f"level:{child.id}")
    for outcome in facts.plan.outcomes:
        if outcome.child_id == child.id:
            yield from _of_outcome(facts, outcome, child.name, omissions)


def words_of(facts: RecordFacts, child: Child, omissions: Omissions) -> Iterator[LeftOut]:
    """Yield what a child said or showed, where it is left out."""
    words = standing_of(facts, child).values.get(CHILDS_WORDS)
    if isinstance(words, str) and words != NOT_KNOWN and omissions.words(child.id):
        what = f"What {child.name} said or showed"
        why = _questions(facts.form, questions={CHILDS_WORDS})
        yield made(facts, what, words, why, key=f"words:{child.id}")


def _of_outcome(
    facts: RecordFacts, outcome: Outcome, name: str, omissions: Omissions
) -> Iterator[LeftOut]:
    key = f"outcome:{outcome.id}"
    held = omissions.outcome(outcome)
    if held:
        why = why_of(facts.form, outcome.answers)
        what, more = f"Outcome for {name}", _more_of(outcome)
        yield made(facts, what, outcome.what, why, key=key, more=more)
    for action in outcome.actions:
        if omissions.action(outcome, action):
            after = key if held else ""
            yield _action(facts, f"Action for {name}", outcome, action, after)
    raised = {finding.at: finding for finding in facts.evaluation.findings}
    for at in () if held else outcome.answers:
        if at in raised and omissions.finding(at):
            yield _finding(facts, omissions, raised[at], f"Why {name} has an outcome")


def _of_actions(facts: RecordFacts, omissions: Omissions, owner: Owner) -> Iterator[LeftOut]:
    says = {finding.at: finding.says for finding in facts.evaluation.findings}
    for outcome, action in actions_of(facts.plan, owner, facts.children, facts.adults):
        if omissions.action(outcome, action):
            yield _action(facts, "Action", outcome, action)
        if omissions.outcome(outcome):
            why = why_of(facts.form, outcome.answers)
            what = "What an action is for"
            yield made(facts, what, outcome.what, why, key=f"outcome:{outcome.id}")
    for reply in replies_of(facts.plan, owner, facts.children, facts.adults):
        if reply.at in says and omissions.to_find_out(reply.at):
            yield _reply(facts, reply, says[reply.at], _about(facts, omissions, reply.at))


def _of_tonight(facts: RecordFacts, omissions: Omissions, child: Child) -> Iterator[LeftOut]:
    plan = plan_in_words(facts, child)
    if plan and omissions.answer(f"{child.id}/{PLAN}"):
        why = _questions(facts.form, questions={PLAN})
        yield made(facts, "The plan as it was told", plan, why)
    raised = {finding.at: finding for finding in facts.evaluation.findings}
    for at in worries_tonight(facts, child):
        if omissions.finding(at):
            yield _finding(facts, omissions, raised[at], "Urgent finding")
    for outcome, action in steps_tonight(facts, child):
        if omissions.action(outcome, action):
            yield _action(facts, "Action for tonight", outcome, action)


def _finding(
    facts: RecordFacts, omissions: Omissions, finding: RaisedFinding, what: str
) -> LeftOut:
    return made(
        facts,
        what,
        finding.says,
        why_of(facts.form, (finding.at,)),
        key=f"finding:{finding.at}",
        about=_about(facts, omissions, finding.at),
    )


def _about(facts: RecordFacts, omissions: Omissions, at: str) -> str:
    person = at.partition("/")[0]
    names = people_names(facts.evaluation.household)
    return names.get(person, "") if person in omissions.others else ""


def _reply(facts: RecordFacts, reply: FindingReply, says: str, about: str = "") -> LeftOut:
    why, key = why_of(facts.form, (reply.at,)), f"reply:{reply.at}"
    more = (("Because", reply.reason), ("Who finds out", reply.owner), ("By when", reply.due))
    return made(facts, "Reason, or who finds it out", says, why, key=key, about=about, more=more)


def _more_of(outcome: Outcome) -> tuple[tuple[str, str], ...]:
    return (
        ("Now", outcome.now),
        ("Good enough is", outcome.measure),
        ("We check on", day_in_words(outcome.by)),
        ("If not by then", outcome.if_not),
    )


def more_of_action(action: Action | ActionNow) -> tuple[tuple[str, str], ...]:
    """Return what else prints with an action."""
    return (("Who", action.who), ("By when", day_in_words(action.due)))


def _action(
    facts: RecordFacts, what: str, outcome: Outcome, action: Action, after: str = ""
) -> LeftOut:
    why = why_of(facts.form, (*outcome.answers, *action.answers))
    key, more = f"action:{action.id}", more_of_action(action)
    return made(facts, what, action.what, why, key=key, after=after, more=more)


def made(
    facts: RecordFacts,
    what: str,
    says: str,
    refs: tuple[str, ...],
    *,
    key: str = "",
    about: str = "",
    after: str = "",
    more: tuple[tuple[str, str], ...] = (),
) -> LeftOut:
    """Return what is left out, with the words of the questions `refs` and whom they name."""
    return LeftOut(
        what,
        says,
        tuple(_label(facts.form.questions[ref]) for ref in refs),
        about,
        key,
        after,
        tuple(dict.fromkeys(each for ref in refs for each in _named(facts, ref))),
        tuple(f"{label}: {text}" for label, text in more if text),
    )


def _named(facts: RecordFacts, ref: str) -> Iterator[str]:
    """Yield from whom a confidential answer is kept, as far as one person is named."""
    sources = sources_of(facts.form)
    source = ref if ref in sources.values() else sources.get(ref)
    if source is None:
        return
    household = facts.evaluation.household
    for person in household.asked_as(facts.form.questions[source].ask):
        value = person.values.get(source)
        yield value if isinstance(value, str) and value != NOT_KNOWN else ""


def _label(question: Question) -> str:
    somebody = Standing("", "the child" if question.ask == "child" else "the adult")
    return filled(question.label, somebody, question.ask)


def why_of(form: Form, ats: Iterable[str]) -> tuple[str, ...]:
    """Return the confidential questions, by ref, on which any of these findings depends."""
    return _questions(form, findings={at.partition("/")[2] for at in ats})


def _questions(
    form: Form,
    findings: set[str] | frozenset[str] = frozenset(),
    questions: set[str] | frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """Return the confidential questions, by ref, on which any of these depends."""
    found = []
    for ref in confidential_questions(form):
        held = depending_on(form, frozenset({ref}))
        if held.findings & findings or held.questions & questions:
            found.append(ref)
    return tuple(found)
