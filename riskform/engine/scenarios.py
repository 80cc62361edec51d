"""Scenarios: a case and what an author expects of it, compared with what the engine says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from riskform.definitions.case_shapes import ExpectShape, ScenarioShape
from riskform.definitions.model import Form
from riskform.definitions.problems import did_you_mean
from riskform.definitions.written_conditions import WrittenConditions
from riskform.engine.case import FAMILY, Case
from riskform.engine.case_reading import case_of
from riskform.engine.evaluation import Evaluation, evaluate
from riskform.engine.explaining import Explainer

NOTHING_WRITTEN = WrittenConditions()


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that did not hold: the key of `expect:`, what it is about, and why.

    `because` is the reason in one sentence without its full stop: the condition as it was written,
    and the values that made it come out so.
    """

    expected: str
    at: str
    what: str
    because: str = ""

    def __str__(self) -> str:
        """Return the whole of it on one line."""
        return f"{self.what}, because {self.because}" if self.because else self.what


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """One scenario's name, what the engine said, and every expectation that did not hold."""

    file: str
    name: str
    failures: tuple[Failure, ...]
    evaluation: Evaluation = field(repr=False, compare=False)


def run_scenario(
    file: str, scenario: ScenarioShape, form: Form, written: WrittenConditions = NOTHING_WRITTEN
) -> ScenarioResult:
    """Run one scenario; raises CouldNotRun where its case names who or what does not exist.

    `written` holds the conditions as their author wrote them, for the reasons.
    """
    case = case_of(file, scenario.given, form)
    evaluation = evaluate(form, case)
    failures = (
        *_impossible(scenario.expect, form, case),
        *_failures(scenario.expect, evaluation, Explainer(form, evaluation, written)),
    )
    return ScenarioResult(file, scenario.scenario, failures, evaluation)


def _impossible(expect: ExpectShape, form: Form, case: Case) -> Iterator[Failure]:
    """Yield what can never come about, because a name in it is misspelt: it would pass unseen."""
    questions, findings = _possible(form, case)
    for key in ("not_asked", "not_missing"):
        for at in getattr(expect, key):
            if at.split("[")[0] not in questions:
                what = f"there is no question {at}. {did_you_mean(at, questions)}"
                yield Failure(key, at, what)
    for at in expect.no_findings:
        if at not in findings:
            what = f"there is no finding {at}. {did_you_mean(at, findings)}"
            yield Failure("no_findings", at, what)


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


Why = Callable[[str], str]


def _failures(expect: ExpectShape, evaluation: Evaluation, why: Explainer) -> Iterator[Failure]:
    asked = set(evaluation.asked)
    findings = {finding.at for finding in evaluation.findings}
    missing = set(evaluation.missing)
    invalid = {item.at for item in evaluation.invalid}
    compared: tuple[tuple[str, set[str], bool, str, Why], ...] = (
        ("asked", asked, True, "is not asked", why.question),
        ("not_asked", asked, False, "is asked", why.question),
        ("findings", findings, True, "is not raised", why.finding),
        ("no_findings", findings, False, "is raised", why.finding),
        ("missing", missing, True, "is not missing", why.missing),
        ("not_missing", missing, False, "is missing", why.missing),
        ("invalid", invalid, True, "is not invalid", why.usable),
    )
    for key, there, wanted, said, reason in compared:
        end = "and it was expected" if wanted else "and it was not expected"
        for at in getattr(expect, key):
            if (at in there) is not wanted:
                yield Failure(key, at, f"{at} {said}, {end}", reason(at))
    for at, value in expect.values.items():
        found = evaluation.values.get(at)
        if found is None or found != _number(value):
            said = "is unknown" if found is None else f"is {found}"
            yield Failure("values", at, f"{at} {said}, and {value} was expected", why.value(at))


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
