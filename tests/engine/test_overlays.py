"""What an agency adds changes nothing that the form itself asks, finds, misses or works out."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from riskform.definitions.library import Library, load
from riskform.definitions.model import Form
from riskform.engine.case import Answer, Case
from riskform.engine.case_reading import case_of, read_case, read_given
from riskform.engine.evaluation import Evaluation, evaluate
from riskform.paths import bundled
from tests.engine.generated_forms import (
    Asked,
    Reach,
    World,
    about,
    conditions,
    questions,
    reach_of,
    values,
    worlds,
)
from tests.shipped import shipped

FORM = "child_risk_assessment"
SCENARIOS = sorted((bundled("form_definitions") / FORM / "scenarios").glob("*.yaml"))


def of_the_core(evaluation: Evaluation, form: Form) -> dict[str, object]:
    """Return all that follows for the questions and findings that `form` itself has, in order."""
    household = evaluation.household
    rules = {f"{section.id}.{rule.id}" for section in form.sections for rule in section.findings}
    rules |= {f"{ref}.{end}" for ref in form.questions for end in ("not_known", "if_blank")}
    rules.add("people.age_not_known")

    def is_core(at: str) -> bool:
        return at.partition("/")[2].split("[")[0] in form.questions

    return {
        "asked": [at for at in evaluation.asked if is_core(at)],
        "missing": [at for at in evaluation.missing if is_core(at)],
        "invalid": [one for one in evaluation.invalid if is_core(one.at)],
        "findings": [one for one in evaluation.findings if one.at.partition("/")[2] in rules],
        "values": {at: value for at, value in evaluation.values.items() if is_core(at)},
        "people": [
            (
                person.id,
                person.level,
                {ref: value for ref, value in person.values.items() if ref in form.questions},
                {ref: known for ref, known in person.known_by.items() if ref in form.questions},
            )
            for person in (household.family, *household.children, *household.adults)
        ],
    }


@pytest.fixture(scope="module")
def library() -> Library:
    return shipped()


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("said", ["other", "nonsense", None])
def test_the_agencies_that_come_with_riskform_change_nothing_of_the_form(
    library: Library, path: Path, said: str | None
) -> None:
    given = read_given(path.name, path.read_bytes())
    variant = library.form_for(FORM, "health_visiting")
    case = case_of(path.name, given, variant)
    for child in case.children:
        case = with_answer(case, f"{child.id}/sleep.red_book", said)
    core = library.forms[FORM]
    expected = of_the_core(evaluate(core, case), core)
    assert of_the_core(evaluate(variant, case), core) == expected


def with_answer(case: Case, at: str, value: object) -> Case:
    answers = {**case.answers, at: Answer(value)}
    return Case(case.on, case.level, case.children, case.adults, answers)


@st.composite
def overlays(draw: DrawFn, world: World) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """What an agency adds to some sections of a form, and answers to what it asks."""
    pool = [Asked(s["section"], s["ask"], q) for s in world.sections for q in s["questions"]]
    added: dict[str, Any] = {}
    answers: dict[str, dict[str, Any]] = {}
    people = {
        "family": ["family"],
        "each child": list(world.case["children"]),
        "each adult": list(world.case["adults"]),
    }
    for number, section in enumerate(world.sections):
        reach = reach_of(section, pool, list(world.form["conditions"]))
        question = draw(questions(100 + number))
        if draw(st.booleans()):
            question["show_if"] = draw(conditions(reach))
        own = Asked(section["section"], section["ask"], question)
        question["check"] = [{"that": draw(about(own, question["id"], reach)), "message": "No."}]
        wide = Reach(**{**vars(reach), "pool": [*pool, own]})
        question["findings"] = [
            {"id": f"g{number}", "kind": "urgent", "when": draw(conditions(wide, 3)), "says": "G."}
        ]
        ids = [one["id"] for one in section["questions"]]
        if draw(st.booleans()):
            question["after"] = draw(st.sampled_from(ids))
        hints = {draw(st.sampled_from(ids)): "Look here, too."}
        added[section["section"]] = {"hints": hints, "questions": [question]}
        pool.append(own)
        for person in people[section["ask"]]:
            key = f"{section['section']}.{question['id']}"
            answers.setdefault(person, {})[key] = draw(values(own))
    return {"agency": "a", "title": "A", "sections": added}, answers


@settings(
    max_examples=40,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_whatever_an_agency_adds_changes_nothing_of_the_form(data: st.DataObject) -> None:
    world = data.draw(worlds())
    overlay, answers = data.draw(overlays(world))
    files = {f"sections/{s['section']}.yaml": json.dumps(s) for s in world.sections}
    files |= {"f/form.yaml": json.dumps(world.form), "agencies/a.yaml": json.dumps(overlay)}
    library = load(files)
    assert not library.errors, [problem.with_excerpt() for problem in library.errors]
    core, variant = library.forms["f"], library.variants["f@a"]
    everything = {
        who: {**world.case["answers"].get(who, {}), **answers.get(who, {})}
        for who in {**world.case["answers"], **answers}
    }
    case = read_case("case", json.dumps({**world.case, "answers": everything}).encode(), variant)
    expected = of_the_core(evaluate(core, case), core)
    assert of_the_core(evaluate(variant, case), core) == expected
