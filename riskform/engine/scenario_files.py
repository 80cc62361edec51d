"""The scenarios of one form, run from their files: what a proposal has to pass."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from riskform.definitions.case_shapes import ScenarioShape
from riskform.definitions.library import Library
from riskform.definitions.shaping import shaped
from riskform.definitions.source import read_source
from riskform.definitions.written_conditions import WrittenConditions, written_conditions
from riskform.engine.scenarios import run_scenario
from riskform.errors import CouldNotRun


@dataclass(frozen=True, slots=True)
class RanFile:
    """One scenario file: its name, and a line or two for each thing that did not hold."""

    file: str
    scenario: str
    failures: tuple[str, ...] = ()


def scenario_files(files: Mapping[str, bytes | str], folder: str) -> tuple[str, ...]:
    """Return the paths of the scenarios of the form in `folder`, sorted."""
    here = PurePosixPath(folder) / "scenarios"
    return tuple(sorted(path for path in files if PurePosixPath(path).parent == here))


def run_files(
    library: Library, form_id: str, files: Mapping[str, bytes | str]
) -> tuple[RanFile, ...]:
    """Run every scenario of a form of `library` that can be used."""
    written = written_conditions(library.bundles[form_id])
    paths = scenario_files(files, library.folders[form_id])
    return tuple(_run(path, files[path], library, form_id, written) for path in paths)


def _run(
    path: str, text: bytes | str, library: Library, form_id: str, written: WrittenConditions
) -> RanFile:
    name = PurePosixPath(path).name
    source, problems = read_source(name, text)
    scenario, troubles = (None, problems) if problems else shaped(source, ScenarioShape)
    if scenario is None:
        return RanFile(path, "", tuple(str(trouble) for trouble in troubles))
    try:
        form = library.form_for(form_id, scenario.given.agency or "")
        result = run_scenario(name, scenario, form, written)
    except CouldNotRun as error:
        return RanFile(path, scenario.scenario, tuple(str(error).splitlines()))
    return RanFile(path, result.name, tuple(_lines(result.failures)))


def _lines(failures: tuple[object, ...]) -> Iterator[str]:
    for failure in failures:
        yield str(failure)
