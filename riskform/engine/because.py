"""Why a finding was raised: the answers that its condition read, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from riskform.definitions.conditions import tree as t
from riskform.definitions.model import Form
from riskform.engine.compiling import judge
from riskform.engine.evaluation import Evaluation, RaisedFinding
from riskform.engine.household import Household, Standing
from riskform.engine.saying import people_names, said
from riskform.engine.wording import worded

NOT_ANSWERED = "Not answered"
MOST_NAMES = 50
LONGEST_ANSWER = 200  # characters of an answer that a reason repeats


@dataclass(frozen=True, slots=True)
class Reason:
    """A question as its person's page shows it, and what was answered ("Not answered").

    A long answer is cut short, with an ellipsis: it stands in full at its question.
    """

    at: str
    question: str
    answer: str


def because(form: Form, evaluation: Evaluation, finding: RaisedFinding) -> tuple[Reason, ...]:
    """Return the reasons for a finding, each question once, in the order of its condition.

    What was answered is the reason; a blank is only where nothing that was read was answered.
    """
    reader = _Reader(form, evaluation.household, finding.person)
    person = _person(evaluation.household, finding.person)
    if finding.rule is None:
        ref = f"{finding.section}.{finding.question}" if finding.question else ""
        return tuple(reader.reason(ref, person)) if person and ref in form.questions else ()
    ask = form.section_by_id[finding.section].ask
    child = person if ask == "child" else None
    adult = person if ask == "adult" else None
    reasons = {reason.at: reason for reason in reader.reasons(finding.rule.when, child, adult)}
    answered = tuple(reason for reason in reasons.values() if reason.answer != NOT_ANSWERED)
    return answered or tuple(reasons.values())


def _person(household: Household, person_id: str) -> Standing | None:
    everybody = [household.family, *household.children, *household.adults]
    return next((person for person in everybody if person.id == person_id), None)


class _Reader:
    """Reads conditions; `about` is the person whose finding it is, who needs no naming."""

    def __init__(self, form: Form, household: Household, about: str) -> None:
        self.form = form
        self.household = household
        self.about = about
        self.names = people_names(household)
        self.told: set[str] = set()

    def reason(self, ref: str, person: Standing) -> Iterator[Reason]:
        question = self.form.questions[ref]
        label = worded(question, self.household, person).label
        value = person.values.get(ref)
        answer = NOT_ANSWERED if value is None else said(question, value, person, self.names)
        if person.id in self.names and person.id != self.about and person.name not in label:
            label = f"{person.name}: {label}"
        yield Reason(f"{person.id}/{ref}", label, _in_short(answer))

    def reasons(
        self, node: t.Tree | t.Domain, child: Standing | None, adult: Standing | None
    ) -> Iterator[Reason]:
        if isinstance(node, t.Ref):
            who = {"family": self.household.family, "child": child, "adult": adult}[node.ask]
            if who is not None and node.present:
                yield from self.reason(node.ref, who)
        elif isinstance(node, t.Named):
            # Each name is told once, and a chain of names only as far as anybody would read.
            if node.name not in self.told and len(self.told) < MOST_NAMES:
                self.told.add(node.name)
                yield from self.reasons(node.tree, None, None)
        elif isinstance(node, t.Quantified | t.Count) and node.over.kind != "items":
            yield from self._of_people(node, child, adult)
        else:
            for below in self._deciding(node, child, adult):
                yield from self.reasons(below, child, adult)

    def _deciding(
        self, node: t.Tree | t.Domain, child: Standing | None, adult: Standing | None
    ) -> tuple[t.Tree | t.Domain, ...]:
        """Return what stands under `node`; of parts joined by `or`, only those that hold."""
        if not isinstance(node, t.Join) or node.word != "or":
            return t.children_of(node)
        holding = tuple(
            part for part in node.parts if judge(part)(self.household, child, adult, None) is True
        )
        return holding or node.parts

    def _of_people(
        self, node: t.Quantified | t.Count, child: Standing | None, adult: Standing | None
    ) -> Iterator[Reason]:
        """Yield the reasons of those who count: who meets it, or for `every` and `no`, all."""
        only_those_who_meet_it = isinstance(node, t.Count) or node.word == "any"
        meets = judge(node.where)
        people = self.household.adults if node.over.kind == "adult" else self.household.children
        for person in people:
            if node.over.kind == "other child" and person is child:
                continue
            scope = (child, person) if node.over.kind == "adult" else (person, adult)
            if (
                only_those_who_meet_it
                and meets(self.household, scope[0], scope[1], None) is not True
            ):
                continue
            yield from self.reasons(node.where, scope[0], scope[1])


def _in_short(answer: str) -> str:
    if len(answer) <= LONGEST_ANSWER:
        return answer
    return answer[: LONGEST_ANSWER - 1].rstrip() + "…"
