"""Random forms with one answer withheld after the other, and all that is seen of each."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date
from itertools import cycle
from typing import Any

from riskform.definitions.library import load
from riskform.definitions.model import Form, Question
from riskform.engine.because import because
from riskform.engine.case import Answer, Case
from riskform.engine.case_reading import read_case
from riskform.engine.confidential import Withheld, depending_on, withheld_from_family
from riskform.engine.documents import Block
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


def form_of(world: World, secret: str = "") -> Form:
    """Return the form of a world in which one question, or none, is kept from the family."""
    sections = deepcopy(world.sections)
    for section in sections:
        for question in section["questions"]:
            if f"{section['section']}.{question['id']}" == secret:
                question["confidential_from"] = "family copies"
        # What is urgent and what helps is told whether or not the plan answers it.
        for finding, kind in zip(section["findings"], cycle(("urgent", "concern", "strength"))):
            finding["kind"] = kind
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


def family_copies(
    form: Form,
    case: Case,
    raised_somewhere: tuple[str, ...],
    last_time: tuple[Form, Case] | None = None,
) -> object:
    """Return each copy for each reader in the family, also with every outcome released.

    `last_time` is the form and the case with which the record is compared.
    """
    made = facts(form, case, planned(case, raised_somewhere))
    if last_time is not None:
        made = beside(made, *last_time, planned_before(case, raised_somewhere))
    outcomes = frozenset(f"outcome:{outcome.id}" for outcome in made.plan.outcomes)
    return [
        document(kind, made, reader, released)
        for kind in KINDS.values()
        for reader in kind.readers(made, ())
        for released in (frozenset[str](), outcomes)
        if not reader.is_worker
    ]


def facts(form: Form, case: Case, plan: Plan) -> RecordFacts:
    return RecordFacts(
        *("7K3F9Q", "Marsh", form, case.level, "Draft", False, DAY, DAY),
        *(case.children, case.adults, case.answers, plan, evaluate(form, case), {}),
        reviewed=followed_up(plan),
        today=DAY,
    )


def beside(made: RecordFacts, form: Form, case: Case, plan: Plan) -> RecordFacts:
    """Return a record with the one that it is compared with."""
    said = "assessment 7K3F9R, agreed on 2 January 2026"
    return replace(made, before=facts(form, case, plan), before_said=said)


def planned(case: Case, raised_somewhere: tuple[str, ...]) -> Plan:
    """Return a plan with an outcome for each finding, an action, and a reply."""
    child = case.children[0].id if case.children else ""
    owners = [*(adult.name for adult in case.adults), "Priya"]
    to_do = [Action(f"a{n}", "Do", owners[n % len(owners)]) for n in range(len(raised_somewhere))]
    return Plan(
        tuple(
            Outcome(f"o{n}", child, f"Outcome {n}", answers=(at,), actions=(to_do[n],))
            for n, at in enumerate(raised_somewhere)
        ),
        tuple(FindingReply(at, "reason", reason="Known.") for at in raised_somewhere),
    )


def planned_before(case: Case, raised_somewhere: tuple[str, ...]) -> Plan:
    """Return a plan that differs: words, measures, owners, and to which finding an outcome is tied.

    So some outcomes are tied to what is withheld on one side alone, and some are new or gone.
    """
    plan = planned(case, raised_somewhere)
    outcomes = [
        replace(
            outcome,
            id=f"old{number}" if number % 5 == 2 else outcome.id,
            what=f"{outcome.what} then" if number % 3 == 0 else outcome.what,
            measure="Seen twice",
            answers=raised_somewhere[number - 1 : number] or outcome.answers,
            actions=tuple(replace(action, who="Sam") for action in outcome.actions),
        )
        for number, outcome in enumerate(plan.outcomes)
        if number % 4 != 3
    ]
    gone = [replace(outcome, id=f"x{outcome.id}", what=f"X {outcome.what}") for outcome in outcomes]
    return Plan((*outcomes, *gone[::2]), plan.replies[::2])


def without_withheld(made: RecordFacts, held: Withheld) -> RecordFacts:
    """Return a record and its last time without all outcomes that are withheld in one of them."""
    before = made.before
    assert before is not None
    sides = (*before.plan.outcomes, *made.plan.outcomes)
    hidden = [o for o in sides if any(held.holds_finding(at) for at in o.answers)]
    names = {name for outcome in hidden for name in (outcome.id, outcome.what)}
    plans = (
        replace(
            one.plan, outcomes=tuple(o for o in one.plan.outcomes if not {o.id, o.what} & names)
        )
        for one in (before, made)
    )
    return replace(made, before=replace(before, plan=next(plans)), plan=next(plans))


def changed_plans(made: RecordFacts) -> list[Block]:
    """Return all that each reader in the family is told of changes in the plan."""
    return [
        block
        for kind in ("family_changes", "child_changes")
        for reader in KINDS[kind].readers(made, ())
        for part in document(KINDS[kind], made, reader).parts
        for section in part.sections
        if section.title == "The plan"
        for block in section.blocks
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
        form, open_form = form_of(world, secret), form_of(world)
        held = depending_on(form, frozenset({secret}))
        assert held == withheld_from_family(form)
        case = read_case("case", json.dumps(world.case).encode(), form)
        then = _otherwise(case, held)
        others = [with_other_secrets(form, case, held, turn) for turn in range(TURNS)]
        earlier = [with_other_secrets(form, then, held, turn + 1) for turn in range(TURNS)]
        tried = (case, then, *others, *earlier)
        at_all = tuple(sorted({f.at for one in tried for f in evaluate(form, one).findings}))
        shown = seen(form, case, held)
        # The question may have been open to the family last time: it is told of neither record.
        forms = (form, open_form)
        printed = [family_copies(form, case, at_all, (last, then)) for last in forms]
        for turn, (other, before) in enumerate(zip(others, earlier, strict=True)):
            assert seen(form, other, held) == shown
            last = forms[turn % 2]
            assert family_copies(form, other, at_all, (last, before)) == printed[turn % 2]
        _compare(held, case, then, at_all, forms)


def _otherwise(case: Case, held: Withheld) -> Case:
    """Return the case with every second answer gone that is not withheld."""
    told = [at for at in sorted(case.answers) if not held.holds_answer(at)]
    return replace(case, answers={a: v for a, v in case.answers.items() if a not in told[::2]})


def _compare(
    held: Withheld, case: Case, then: Case, at_all: tuple[str, ...], forms: tuple[Form, Form]
) -> None:
    """Look at what changed in the plan where one form, and not the other, keeps the question."""
    plans = planned(case, at_all), planned_before(case, at_all)
    for now, last in (forms, forms[::-1]):
        made = beside(facts(now, case, plans[0]), last, then, plans[1])
        assert changed_plans(without_withheld(made, held)) == changed_plans(made)
