"""Random forms with one answer withheld after the other, and all that is seen of each."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

from riskform.definitions.library import load
from riskform.definitions.model import Form, Question
from riskform.engine.because import because
from riskform.engine.case import Answer, Case
from riskform.engine.case_reading import read_case
from riskform.engine.confidential import Withheld, depending_on, withheld_from_family
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.kinds import KINDS, document
from riskform.engine.evaluation import Evaluation, evaluate
from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from riskform.engine.progress import pages
from riskform.engine.seeing import answers_seen, evaluation_seen
from riskform.engine.wording import worded
from tests.engine.documents.followed import followed_up
from tests.engine.generated_forms import World

DAY = date(2026, 3, 2)
TURNS = 5  # other answers for each secret; no question of these forms has more options


def form_of(world: World, secret: str) -> Form:
    """Return the form of a world in which one question is kept from the family."""
    sections = deepcopy(world.sections)
    for section in sections:
        for question in section["questions"]:
            if f"{section['section']}.{question['id']}" == secret:
                question["confidential_from"] = "family copies"
    files = {"f/form.yaml": json.dumps(world.form)}
    files |= {f"sections/{s['section']}.yaml": json.dumps(s) for s in sections}
    return load(files).forms["f"]


def other_answers(question: Question, turn: int) -> Answer | None:
    """Return one of the answers that may be given to a question, None for no answer."""
    options = [option.id for option in question.options]
    if question.type == "choices":
        values: list[Any] = [None, options, *([option] for option in options)]
    elif question.type == "list":
        values = [None, [{"id": "r0"}], "not_known"]
    else:
        values = [None, *options, "0", "9", "2026-01-01", "not_known"]
    value = values[turn % len(values)]
    return None if value is None else Answer(value)


def with_other_secrets(form: Form, case: Case, held: Withheld, turn: int) -> Case:
    """Return the case with other answers in place of every withheld one."""
    kept = answers_seen(case.answers, held)
    people = {"family": ["family"], "child": [], "adult": []}
    people |= {"child": [c.id for c in case.children], "adult": [a.id for a in case.adults]}
    for ref in held.questions:
        question = form.questions[ref]
        for number, person in enumerate(people[question.ask]):
            answer = other_answers(question, turn + number)
            if answer is not None:
                kept[f"{person}/{ref}"] = answer
    return replace(case, answers=kept)


def seen(form: Form, case: Case, held: Withheld) -> tuple[object, ...]:
    """Return all that a reader is shown: results, pages, words and reasons."""
    whole: Evaluation = evaluate(form, case)
    found = evaluation_seen(form, whole, held)
    kept_back = {at for at in whole.asked if at.partition("/")[2] in held.named}
    around = pages(form, found, (), kept_back)
    return (
        found,
        [(page.key, page.missing, page.invalid, page.blank, page.state) for page in around],
        [worded(q, found.household, page.person) for page in around for q in page.questions],
        [because(form, found, finding) for finding in found.findings],
    )


def family_copies(form: Form, case: Case, raised_somewhere: tuple[str, ...]) -> object:
    """Return each copy for each reader in the family, also with every outcome released."""
    found = evaluate(form, case)
    child = case.children[0].id if case.children else ""
    owners = [*(adult.name for adult in case.adults), "Priya"]
    to_do = [Action(f"a{n}", "Do", owners[n % len(owners)]) for n in range(len(raised_somewhere))]
    plan = Plan(
        tuple(
            Outcome(f"o{n}", child, f"Outcome {n}", answers=(at,), actions=(to_do[n],))
            for n, at in enumerate(raised_somewhere)
        ),
        tuple(FindingReply(at, "reason", reason="Known.") for at in raised_somewhere),
    )
    facts = RecordFacts(
        *("7K3F9Q", "Marsh", form, case.level, "Draft", False, DAY, DAY),
        *(case.children, case.adults, case.answers, plan, found, {}),
        reviewed=followed_up(plan),
        today=DAY,
    )
    outcomes = frozenset(f"outcome:{outcome.id}" for outcome in plan.outcomes)
    return [
        document(kind, facts, reader, released)
        for kind in KINDS.values()
        for reader in kind.readers(facts, ())
        for released in (frozenset[str](), outcomes)
        if not reader.is_worker
    ]


def secrets(world: World) -> list[str]:
    return [
        f"{section['section']}.{question['id']}"
        for section in world.sections
        for question in section["questions"]
        if question["type"] != "calculated"
    ]


def hide_each(world: World) -> None:
    """Withhold one question after the other, and look at all that is seen of what depends on it."""
    for secret in secrets(world):
        form = form_of(world, secret)
        held = depending_on(form, frozenset({secret}))
        assert held == withheld_from_family(form)
        case = read_case("case", json.dumps(world.case).encode(), form)
        others = [with_other_secrets(form, case, held, turn) for turn in range(TURNS)]
        raised = {f.at for one in (case, *others) for f in evaluate(form, one).findings}
        at_all = tuple(sorted(raised))
        shown, printed = seen(form, case, held), family_copies(form, case, at_all)
        for other in others:
            assert seen(form, other, held) == shown
            assert family_copies(form, other, at_all) == printed
