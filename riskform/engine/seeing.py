"""What somebody sees of an assessment from whom a part of it is withheld."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from riskform.definitions.model import Form
from riskform.engine.case import Answer
from riskform.engine.confidential import Withheld
from riskform.engine.evaluation import Evaluation
from riskform.engine.household import Household, Standing
from riskform.engine.passing import level_of_answer
from riskform.engine.plan import Outcome, Plan

A = TypeVar("A")


def answers_seen(answers: Mapping[str, A], withheld: Withheld) -> dict[str, A]:
    """Return the answers, by `person/section.question`, without those that are withheld."""
    return {at: answer for at, answer in answers.items() if not withheld.holds_answer(at)}


def evaluation_seen(form: Form, evaluation: Evaluation, withheld: Withheld) -> Evaluation:
    """Return what follows from a case without the questions and findings that are withheld.

    Nothing is judged again: what is left stands as it was. Words and reasons that are made from
    it read a household in which a withheld question was never asked.
    """

    def seen(keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(at for at in keys if not withheld.holds_answer(at))

    return Evaluation(
        asked=seen(evaluation.asked),
        missing=seen(evaluation.missing),
        invalid=tuple(one for one in evaluation.invalid if not withheld.holds_answer(one.at)),
        findings=tuple(one for one in evaluation.findings if not withheld.holds_finding(one.at)),
        values=answers_seen(evaluation.values, withheld),
        household=_household(form, evaluation.household, withheld),
    )


def plan_seen(plan: Plan, withheld: Withheld) -> Plan:
    """Return a plan without what is tied to a withheld finding, also where it is tied to others."""

    def seen(answers: tuple[str, ...]) -> bool:
        return not any(withheld.holds_finding(at) for at in answers)

    def without_actions(outcome: Outcome) -> Outcome:
        return replace(outcome, actions=tuple(a for a in outcome.actions if seen(a.answers)))

    return Plan(
        tuple(without_actions(outcome) for outcome in plan.outcomes if seen(outcome.answers)),
        tuple(reply for reply in plan.replies if not withheld.holds_finding(reply.at)),
    )


def own_levels(form: Form, answers: Mapping[str, Answer], withheld: Withheld) -> dict[str, int]:
    """Return the level that was decided for each child, by id, as far as it is seen."""
    found = {}
    for question in form.questions.values():
        if not question.sets_child_level or question.ref in withheld.questions:
            continue
        for at, answer in answers.items():
            child, _, ref = at.partition("/")
            level = level_of_answer(question, answer.value) if ref == question.ref else None
            if level is not None:
                found[child] = level
    return found


def _household(form: Form, household: Household, withheld: Withheld) -> Household:
    setters = {q.ref for q in form.questions.values() if q.sets_child_level}
    level_is_seen = not setters & withheld.questions

    def standing(person: Standing) -> Standing:
        return replace(
            person,
            values={r: value for r, value in person.values.items() if r not in withheld.questions},
            known_by={r: by for r, by in person.known_by.items() if r not in withheld.questions},
            level=person.level if level_is_seen or not person.level else household.level,
        )

    return Household(
        household.on,
        household.level,
        standing(household.family),
        [standing(child) for child in household.children],
        [standing(adult) for adult in household.adults],
        answers_seen(household.given, withheld),
    )
