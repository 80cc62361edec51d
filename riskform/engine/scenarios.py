"""Scenarios: a case and what an author expects of it, compared with what the engine says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from riskform.definitions.case_shapes import ExpectShape
from riskform.definitions.model import Form
from riskform.definitions.problems import Problem
from riskform.definitions.written_conditions import WrittenConditions
from riskform.definitions.written_scenarios import (
    WrittenScenario,
    case_problems,
    expectation_problems,
    option_problems,
)
from riskform.engine.case_reading import case_of
from riskform.engine.evaluation import Evaluation, evaluate
from riskform.engine.explaining import Explainer
from riskform.errors import CouldNotRun

NOTHING_WRITTEN = WrittenConditions()


class Misspelt(CouldNotRun):
    """A scenario that could not be run; `problems` say why, each with its place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems; the message is a line for each."""
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that did not hold: the key of `expect:`, what it is about, and why.

    `because` is the reason in one sentence without its full stop: the condition as it was written,
    and the values that made it come out so. `problem` is there, with its place, where it can never
    come about, because a name in it is wrong.
    """

    expected: str
    at: str
    what: str
    because: str = ""
    problem: Problem | None = None

    def __str__(self) -> str:
        """Return the whole of it on one line; the place of what is misspelt without its file."""
        if self.problem is not None:
            place = self.problem.place
            return f"line {place.line}, column {place.column}: {self.what}"
        return f"{self.what}, because {self.because}" if self.because else self.what


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """One scenario's name, what the engine said, and every expectation that did not hold."""

    file: str
    name: str
    failures: tuple[Failure, ...]
    evaluation: Evaluation = field(repr=False, compare=False)


def run_scenario(
    scenario: WrittenScenario, form: Form, written: WrittenConditions = NOTHING_WRITTEN
) -> ScenarioResult:
    """Run one scenario that could be read.

    Raises Misspelt where its case names who or what does not exist, an option too: what it expects
    would fail for no other reason. `written` holds the conditions
    as their author wrote them, for the reasons.
    """
    shape = scenario.shape
    wrong = (*case_problems(scenario, form), *option_problems(scenario, form))
    if shape is None or wrong:
        raise Misspelt(scenario.problems or wrong)
    case = case_of(scenario.file, shape.given, form)
    evaluation = evaluate(form, case)
    misspelt = expectation_problems(scenario, form)
    explainer = Explainer(form, evaluation, written)
    failures = (
        *(_misspelt(problem, *expected) for expected, problem in misspelt.items()),
        *(
            one
            for one in _failures(shape.expect, evaluation, explainer)
            if (one.expected, one.at) not in misspelt
        ),
    )
    return ScenarioResult(scenario.file, shape.scenario, failures, evaluation)


def _misspelt(problem: Problem, expected: str, at: str) -> Failure:
    return Failure(expected, at, f"{problem.what} {problem.do}".rstrip(), problem=problem)


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
