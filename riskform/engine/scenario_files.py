"""The scenarios of one form, run: what it has to pass before it is put in use."""

from dataclasses import dataclass

from riskform.definitions.library import Library
from riskform.definitions.problems import Problem
from riskform.definitions.written_scenarios import WrittenScenario
from riskform.engine.scenarios import Misspelt, run_scenario
from riskform.errors import CouldNotRun


@dataclass(frozen=True, slots=True)
class RanFile:
    """One scenario file: its path, and a line for each thing that did not hold."""

    file: str
    scenario: str
    failures: tuple[str, ...] = ()


def run_all(library: Library, form_id: str) -> tuple[RanFile, ...]:
    """Run every scenario of a form of `library` that can be used."""
    return tuple(_run(one, library, form_id) for one in library.scenarios[form_id])


def _run(scenario: WrittenScenario, library: Library, form_id: str) -> RanFile:
    name = scenario.shape.scenario if scenario.shape else ""
    try:
        form = library.form_for(form_id, scenario.agency)
        result = run_scenario(scenario, form, library.written)
    except Misspelt as error:
        return RanFile(scenario.file, name, tuple(map(_without_file, error.problems)))
    except CouldNotRun as error:
        return RanFile(scenario.file, name, tuple(str(error).splitlines()))
    return RanFile(scenario.file, name, tuple(str(failure) for failure in result.failures))


def _without_file(problem: Problem) -> str:
    said = f"{problem.what} {problem.do}".rstrip()
    return f"line {problem.place.line}, column {problem.place.column}: {said}"
