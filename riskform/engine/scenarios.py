"""Scenarios: a case and what an author expects of it, compared with what the engine says."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from riskform.definitions.case_shapes import ExpectShape, ScenarioShape
from riskform.definitions.model import Form
from riskform.definitions.problems import did_you_mean
from riskform.engine.case import FAMILY, Case
from riskform.engine.case_reading import case_of
from riskform.engine.evaluation import Evaluation, evaluate


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """One scenario's name and every expectation that did not hold, as sentences."""

    file: str
    name: str
    failures: tuple[str, ...]


def run_scenario(file: str, scenario: ScenarioShape, form: Form) -> ScenarioResult:
    """Run one scenario; raises CouldNotRun where its case names who or what does not exist."""
    case = case_of(file, scenario.given, form)
    evaluation = evaluate(form, case)
    failures = (
        *_impossible(scenario.expect, form, case),
        *_failures(scenario.expect, evaluation),
    )
    return ScenarioResult(file, scenario.scenario, failures)


def _impossible(expect: ExpectShape, form: Form, case: Case) -> Iterator[str]:
    """Yield what can never come about, because a name in it is misspelt: it would pass unseen."""
    questions, findings = _possible(form, case)
    for at in (*expect.not_asked, *expect.not_missing):
        if at.split("[")[0] not in questions:
            yield f"there is no question {at}. {did_you_mean(at, questions)}"
    for at in expect.no_findings:
        if at not in findings:
            yield f"there is no finding {at}. {did_you_mean(at, findings)}"


def _possible(form: Form, case: Case) -> tuple[set[str], set[str]]:
    """Return every question that these people could be asked, and every finding."""
    people = {
        "family": [FAMILY],
        "child": [child.id for child in case.children],
        "adult": [adult.id for adult in case.adults],
    }
    questions, findings = set(), {f"{child}/people.age_not_known" for child in people["child"]}
    for section in form.sections:
        for person in people[section.ask]:
            own = {f"{person}/{question.ref}" for question in section.questions}
            questions |= own
            findings |= {f"{at}.{end}" for at in own for end in ("not_known", "if_blank")}
            findings |= {f"{person}/{section.id}.{rule.id}" for rule in section.findings}
    return questions, findings


def _failures(expect: ExpectShape, evaluation: Evaluation) -> Iterator[str]:
    asked = set(evaluation.asked)
    findings = {finding.at for finding in evaluation.findings}
    missing = set(evaluation.missing)
    invalid = {item.at for item in evaluation.invalid}
    yield from _absent(expect.asked, asked, "is not asked")
    yield from _present(expect.not_asked, asked, "is asked")
    yield from _absent(expect.findings, findings, "is not raised")
    yield from _present(expect.no_findings, findings, "is raised")
    yield from _absent(expect.missing, missing, "is not missing")
    yield from _present(expect.not_missing, missing, "is missing")
    yield from _absent(expect.invalid, invalid, "is not invalid")
    for at, value in expect.values.items():
        found = evaluation.values.get(at)
        if found is None or found != _number(value):
            said = "is unknown" if found is None else f"is {found}"
            yield f"{at} {said}, and {value} was expected"


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _absent(expected: tuple[str, ...], there: set[str], said: str) -> Iterator[str]:
    return (f"{at} {said}, and it was expected" for at in expected if at not in there)


def _present(unwanted: tuple[str, ...], there: set[str], said: str) -> Iterator[str]:
    return (f"{at} {said}, and it was not expected" for at in unwanted if at in there)
