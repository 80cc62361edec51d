"""What is withheld changes nothing of what is seen: shown on random forms, and in small on one."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskform.definitions.library import load
from riskform.definitions.model import Form
from riskform.engine.because import because
from riskform.engine.case import Answer, Case
from riskform.engine.case_reading import read_case
from riskform.engine.confidential import Withheld, depending_on, withheld_from_family
from riskform.engine.documents.building import plan_document
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.evaluation import Evaluation, evaluate
from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from riskform.engine.progress import pages
from riskform.engine.seeing import answers_seen, evaluation_seen, plan_seen
from riskform.engine.wording import worded
from tests.engine.generated_forms import World, worlds

DAY = date(2026, 3, 2)
OTHER_VALUES = (None, "yes", "no", "not_known", "a", "b", ["a"], "1", "9", "2026-01-01", "words")
few = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


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


def with_other_secrets(case: Case, held: Withheld, value: object) -> Case:
    """Return the case with one value (None: nothing) in place of every withheld answer."""
    kept = answers_seen(case.answers, held)
    people = ["family", *(c.id for c in case.children), *(a.id for a in case.adults)]
    if value is not None:
        kept |= {f"{who}/{ref}": Answer(value) for who in people for ref in held.questions}
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


def family_copy(form: Form, case: Case, raised_somewhere: tuple[str, ...]) -> object:
    """Return the family's copy; for each finding there is an outcome, an action and a reply."""
    found = evaluate(form, case)
    child = case.children[0].id if case.children else ""
    plan = Plan(
        tuple(
            Outcome(f"o{n}", child, f"Outcome {n}", answers=(at,), actions=(Action(f"a{n}", "Do"),))
            for n, at in enumerate(raised_somewhere)
        ),
        tuple(FindingReply(at, "reason", reason="Known.") for at in raised_somewhere),
    )
    facts = RecordFacts(
        *("7K3F9Q", "Marsh", form, case.level, "Draft", False, DAY, DAY),
        *(case.children, case.adults, case.answers, plan, found, {}),
    )
    return plan_document(facts, "the family")


def secrets(world: World) -> list[str]:
    return [
        f"{section['section']}.{question['id']}"
        for section in world.sections
        for question in section["questions"]
        if question["type"] != "calculated"
    ]


@few
@given(worlds(), st.data())
def test_no_answer_that_is_withheld_changes_anything_that_is_seen(
    world: World, data: st.DataObject
) -> None:
    secret = data.draw(st.sampled_from(secrets(world) or [""]))
    form = form_of(world, secret)
    if not secret:
        return
    held = depending_on(form, frozenset({secret}))
    assert held == withheld_from_family(form)
    case = read_case("case", json.dumps(world.case).encode(), form)
    other = with_other_secrets(case, held, data.draw(st.sampled_from(OTHER_VALUES)))
    assert seen(form, case, held) == seen(form, other, held)
    raised = {f.at for one in (case, other) for f in evaluate(form, one).findings}
    at_all = tuple(sorted(raised))
    assert family_copy(form, case, at_all) == family_copy(form, other, at_all)


CHAIN = """
section: s
title: S
ask: each child
questions:
  - {id: secret, label: Secret?, type: yes_no, private_to: [author, manager]}
  - id: needs
    label: Level
    type: choice
    options: {level_2: {label: Two, score: 2}, level_5: {label: Five, score: 5}}
    sets: child.level
    show_if: secret is yes
  - {id: sum, label: Sum, type: calculated, value: "count(any_child) + 1"}
  - {id: open, label: "Open?", type: text, how_known: true}
findings:
  - {id: open, kind: concern, when: open is answered, says: Open.}
  - {id: high, kind: urgent, when: child.level >= 4, says: High.}
"""


def chain() -> tuple[Form, Evaluation, Withheld]:
    section = CHAIN.replace("count(any_child)", "count(child where secret is yes)")
    library = load(
        {
            "f/form.yaml": "form: f\nversion: 1\ntitle: F\nsections: [s]\n",
            "sections/s.yaml": section,
        }
    )
    form = library.forms["f"]
    given: dict[str, Any] = {
        "on": "2026-03-02",
        "level": 3,
        "children": {"kit": {"name": "Kit", "date_of_birth": "2025-12-15"}},
        "answers": {
            "kit": {
                "s.secret": "yes",
                "s.needs": "level_5",
                "s.open": {"value": "Words", "known_by": "seen"},
            }
        },
    }
    case = read_case("case", json.dumps(given).encode(), form)
    return form, evaluate(form, case), depending_on(form, frozenset({"s.secret"}))


def test_answers_levels_and_sums_that_depend_on_it_are_gone_and_the_rest_stands() -> None:
    form, whole, held = chain()
    found = evaluation_seen(form, whole, held)
    (kit,) = found.household.children
    assert found.asked == ("kit/s.open",)
    assert [finding.at for finding in found.findings] == ["kit/s.open"]
    assert found.values == {}
    assert (kit.values, kit.known_by, kit.level) == ({"s.open": "Words"}, {"s.open": "seen"}, 3)
    assert set(found.household.given) == {"kit/s.open"}


def test_the_whole_is_left_as_it_was() -> None:
    form, whole, held = chain()
    evaluation_seen(form, whole, held)
    assert whole.household.children[0].level == 5
    assert "s.secret" in whole.household.children[0].values


def test_a_plan_is_seen_without_what_is_tied_to_it_also_where_it_is_tied_to_others() -> None:
    _, _, held = chain()
    plan = Plan(
        (
            Outcome("o1", "kit", answers=("kit/s.open", "kit/s.high")),
            Outcome(
                "o2",
                "kit",
                answers=("kit/s.open",),
                actions=(Action("a1", answers=("kit/s.high",)), Action("a2")),
            ),
        ),
        (FindingReply("kit/s.high", "reason"), FindingReply("kit/s.open", "reason")),
    )
    shown = plan_seen(plan, held)
    assert [outcome.id for outcome in shown.outcomes] == ["o2"]
    assert [action.id for action in shown.outcomes[0].actions] == ["a2"]
    assert [reply.at for reply in shown.replies] == ["kit/s.open"]
