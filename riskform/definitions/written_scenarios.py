"""The scenarios of a folder as they were written, and what in them names nothing that exists."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from riskform.definitions.case_names import (
    Misnamed,
    misnamed_answers,
    misnamed_expectations,
    misnamed_options,
    misnamed_people,
)
from riskform.definitions.case_shapes import ScenarioShape
from riskform.definitions.model import Form
from riskform.definitions.problems import Problem, did_you_mean, sorted_problems
from riskform.definitions.shaping import shaped
from riskform.definitions.source import Path, Source, read_source

# A file with more mistakes of one kind is about another form: the first of them say so.
_MOST_TOLD: Final = 100


@dataclass(frozen=True, slots=True)
class WrittenScenario:
    """One scenario file. `shape` is None where it can't be read; `problems` are why."""

    source: Source = field(repr=False)
    shape: ScenarioShape | None
    problems: tuple[Problem, ...] = ()

    @property
    def file(self) -> str:
        """Return the path of the file in its folder."""
        return self.source.file

    @property
    def agency(self) -> str:
        """Return the id of the agency that works with the family, "" for none."""
        return (self.shape.given.agency or "") if self.shape else ""


def written_scenario(
    source: Source, problems: tuple[Problem, ...] = ()
) -> tuple[WrittenScenario, list[Problem]]:
    """Return the scenario in a file that was read with `problems`, and those of its shape."""
    if source.data is None:
        return WrittenScenario(source, None, problems), []
    shape, troubles = shaped(source, ScenarioShape)
    told = (*problems, *troubles)
    return WrittenScenario(source, None if told else shape, told), troubles


def read_scenario_file(name: str, content: bytes | str) -> WrittenScenario:
    """Return the scenario in one file's content, with every problem of its YAML and its shape."""
    return written_scenario(*read_source(name, content))[0]


def case_problems(written: WrittenScenario, form: Form) -> tuple[Problem, ...]:
    """Return what keeps a scenario's case from being judged by a form: nobody, no such question."""
    if written.shape is None:
        return ()
    given = written.shape.given
    found = islice(chain(misnamed_people(given), misnamed_answers(given, form)), _MOST_TOLD)
    return tuple(_problem(written.source, ("given",), one) for one in found)


def expectation_problems(written: WrittenScenario, form: Form) -> Mapping[tuple[str, str], Problem]:
    """Return each expectation that can never come about, and why.

    It is named by its key in `expect:`, and as it was written.
    """
    if written.shape is None:
        return {}
    expected = islice(
        misnamed_expectations(written.shape.expect, written.shape.given, form), _MOST_TOLD
    )
    return {(key, at): _problem(written.source, ("expect",), one) for key, at, one in expected}


def option_problems(written: WrittenScenario, form: Form) -> tuple[Problem, ...]:
    """Return each answer that is no option, and is not expected to be invalid."""
    if written.shape is None:
        return ()
    given, invalid = written.shape.given, written.shape.expect.invalid
    found = islice(misnamed_options(given, form, invalid), _MOST_TOLD)
    return tuple(_problem(written.source, ("given",), one) for one in found)


def scenario_problems(written: WrittenScenario, form: Form) -> tuple[Problem, ...]:
    """Return every name in a scenario that stands for nothing in the form."""
    named = (*case_problems(written, form), *option_problems(written, form))
    return sorted_problems((*named, *expectation_problems(written, form).values()))


def unknown_agency(written: WrittenScenario, agencies: Mapping[str, str]) -> Problem:
    """Return that the scenario's agency has no file."""
    what = f"there is no agency '{written.agency[:60]}'."
    do = did_you_mean(written.agency, agencies)
    return written.source.problem(("given", "agency"), "unknown-agency", what, do)


def _problem(source: Source, at: Path, one: Misnamed) -> Problem:
    return source.problem((*at, *one.path), one.code, one.what, one.do, key=one.key)
