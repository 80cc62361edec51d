"""What is withheld changes nothing of what is seen: shown on random forms, and in small on one."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from riskform.definitions.library import load
from riskform.definitions.model import Form
from riskform.engine.case import Adult, Answer, Case, Child
from riskform.engine.case_reading import read_case
from riskform.engine.confidential import Withheld, depending_on, withheld_from_family
from riskform.engine.documents import measurements
from riskform.engine.evaluation import Evaluation, evaluate
from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from riskform.engine.reviews.drawing import drawing_of
from riskform.engine.seeing import evaluation_seen, plan_seen
from tests.engine.generated_forms import World, worlds
from tests.engine.withheld_worlds import (
    DAY,
    family_copies,
    hide_each,
    seen,
)

few = settings(
    max_examples=12,  # `make soak` tries hundreds
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module", autouse=True)
def drawn_once() -> Iterator[None]:
    """Draw a chart once, however many copies show it: that it is the same is all we look at."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(measurements, "drawing_of", cache(drawing_of))
        yield


@few
@given(worlds())
def test_no_answer_that_is_withheld_changes_anything_that_is_seen(world: World) -> None:
    hide_each(world)


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


SOMEBODY = "any adult where secret.harm is yes"
WAYS = {
    "a named condition": "- {id: q, label: Q, type: text, show_if: somebody}",
    "a quantifier": f"- {{id: q, label: Q, type: text, show_if: not {SOMEBODY}}}",
    "a sum": "- {id: q, label: Q, type: calculated, value: count(adult where secret.harm is yes)}",
    "a check": f"- {{id: q, label: Q, type: text, check: [{{that: {SOMEBODY}, message: No.}}]}}",
    "a wording": f"- {{id: q, label: Q, type: text, wording: [{{when: {SOMEBODY}, label: W}}]}}",
    "a level": "- {id: q, label: Q, type: text, show_if: child.level >= 4}",
    "a chain": (
        "- {id: a, label: A, type: text, show_if: somebody}\n"
        "  - {id: b, label: B, type: calculated, value: count(child where a is answered)}\n"
        "  - {id: q, label: Q, type: text, show_if: b >= 1}"
    ),
    "a section": "- {id: q, label: Q, type: text}",
}
TRAVELS = """
section: s
title: Title that tells
ask: each child
questions:
  - {id: open, label: Open, type: text}
  - id: needs
    label: Level
    type: choice
    options: {level_2: {label: Two, score: 2}, level_5: {label: Five, score: 5}}
    sets: child.level
    show_if: somebody
  QUESTION
findings:
  - {id: f, kind: urgent, when: q is answered, says: Found.}
  - {id: strong, kind: strength, when: q is answered and level >= 2, says: Strong.}
"""


def travelling(way: str) -> Form:
    section = TRAVELS.replace("QUESTION", WAYS[way])
    if way == "a sum":
        section = section.replace("q is answered", "q >= 1")
    if way == "a section":
        section = section.replace("ask: each child", f"ask: each child\nshow_if: {SOMEBODY}")
        section += "  - {id: always, kind: urgent, when: level >= 2, says: Always.}\n"
    asked = (
        "section: secret\ntitle: S\nask: each adult\nquestions:\n"
        "  - {id: harm, label: Harm?, type: yes_no, confidential_from: family copies}\n"
    )
    form = (
        "form: f\nversion: 1\ntitle: F\nlevels: [2, 3, 4, 5]\nsections: [secret, s]\n"
        f"conditions: {{somebody: {SOMEBODY}}}\n"
    )
    library = load({"f/form.yaml": form, "sections/secret.yaml": asked, "sections/s.yaml": section})
    assert not library.errors, library.errors
    return library.forms["f"]


def family_of_two(harm: str | None) -> Case:
    given = {"kit/s.open": "Words", "kit/s.needs": "level_5", "kit/s.q": "Said", "kit/s.a": "Said"}
    given |= {"dean/secret.harm": harm} if harm else {}
    kit = Child("kit", "Kit", date_of_birth=date(2025, 12, 15))
    answers = {at: Answer(value) for at, value in given.items()}
    return Case(DAY, 3, (kit,), (Adult("dean", "Dean", {}),), answers)


@pytest.mark.parametrize("way", WAYS)
def test_it_does_not_travel_to_the_family_or_to_who_may_not_see_it(way: str) -> None:
    form = travelling(way)
    held = withheld_from_family(form)
    assert "s.q" in held.questions
    ats = ("kit/s.f", "kit/s.strong", "kit/s.always")
    cases = [family_of_two(harm) for harm in ("yes", "no", None)]
    raised = {frozenset(f.at for f in evaluate(form, case).findings) for case in cases}
    assert len(raised) > 1 or way == "a wording", "the secret makes a difference"
    first = cases[0]
    for other in cases[1:]:
        assert seen(form, other, held) == seen(form, first, held)
        assert family_copies(form, other, ats) == family_copies(form, first, ats)
