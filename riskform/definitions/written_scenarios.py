"""The scenarios of a folder as they were written, and what in them names nothing that exists."""

from collections.abc import Iterable, Iterator, Mapping
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
from riskform.definitions.form_names import FormNames, names_of
from riskform.definitions.losses import ANYTHING
from riskform.definitions.model import Form
from riskform.definitions.problems import Problem, did_you_mean, sorted_problems
from riskform.definitions.shaping import mended
from riskform.definitions.source import Path, Source, read_source

# A file with more mistakes of one kind is about another form: the first of them say so.
_MOST_TOLD: Final = 100


@dataclass(frozen=True, slots=True)
class WrittenScenario:
    """One scenario file. `shape` is None where it can't be read whole; `problems` are why.

    `rest` is the same as far as it could be read, with something in the place of what is `damaged`.
    """

    source: Source = field(repr=False)
    shape: ScenarioShape | None
    problems: tuple[Problem, ...] = ()
    rest: ScenarioShape | None = None
    damaged: frozenset[Path] = frozenset()

    @property
    def file(self) -> str:
        """Return the path of the file in its folder."""
        return self.source.file

    @property
    def agency(self) -> str:
        """Return the id of the agency that works with the family, "" for none."""
        return (self.rest.given.agency or "") if self.rest else ""

    @property
    def agency_is_lost(self) -> bool:
        """Tell whether it can't be read which agency works with the family."""
        return not self.agency and self._is_lost(("given", "agency"))

    def may_have(self, person: str) -> bool:
        """Tell whether a person who is not there may stand in what could not be read."""
        return any(self._is_lost(("given", group, person)) for group in ("children", "adults"))

    def _is_lost(self, path: Path) -> bool:
        """Tell whether what is not there at `path` may stand in what could not be read."""
        ways = [path[:depth] for depth in range(1, len(path) + 1)]
        if any(way in self.damaged for way in ways):
            return True
        around = any((*way[:-1], ANYTHING) in self.damaged for way in ways)
        return around and str(path[-1]) in self.source.losses.text


def written_scenario(
    source: Source, problems: tuple[Problem, ...] = ()
) -> tuple[WrittenScenario, list[Problem]]:
    """Return the scenario in a file that was read with `problems`, and those of its shape."""
    if source.data is None:
        return WrittenScenario(source, None, problems), []
    found = mended(source, ScenarioShape)
    told = (*problems, *found.problems)
    shape = None if told else found.shape
    return WrittenScenario(source, shape, told, found.shape, found.damaged), found.problems


def read_scenario_file(name: str, content: bytes | str) -> WrittenScenario:
    """Return the scenario in one file's content, with every problem of its YAML and its shape."""
    return written_scenario(*read_source(name, content))[0]


def case_problems(written: WrittenScenario, form: Form) -> tuple[Problem, ...]:
    """Return what keeps a scenario's case from being judged by a form: nobody, no such question."""
    return tuple(_of_case(written, names_of(form)))


def expectation_problems(written: WrittenScenario, form: Form) -> Mapping[tuple[str, str], Problem]:
    """Return each expectation that can never come about, and why.

    It is named by its key in `expect:`, and as it was written.
    """
    return {(key, at): problem for key, at, problem in _of_expectations(written, names_of(form))}


def option_problems(written: WrittenScenario, form: Form) -> tuple[Problem, ...]:
    """Return each answer that is no option, and is not expected to be invalid."""
    return tuple(_of_options(written, names_of(form)))


def scenario_problems(written: WrittenScenario, names: FormNames) -> tuple[Problem, ...]:
    """Return every name in a scenario, as far as it could be read, that stands for nothing."""
    expected = (problem for _, _, problem in _of_expectations(written, names))
    return sorted_problems(chain(_of_case(written, names), _of_options(written, names), expected))


def _of_case(written: WrittenScenario, names: FormNames) -> Iterator[Problem]:
    if written.rest is not None:
        given = written.rest.given
        found = chain(misnamed_people(given), misnamed_answers(given, names))
        yield from _problems(written, ("given",), found)


def _of_options(written: WrittenScenario, names: FormNames) -> Iterator[Problem]:
    if written.rest is not None:
        given, invalid = written.rest.given, written.rest.expect.invalid
        yield from _problems(written, ("given",), misnamed_options(given, names, invalid))


def _of_expectations(
    written: WrittenScenario, names: FormNames
) -> Iterator[tuple[str, str, Problem]]:
    if written.rest is not None:
        expect, given = written.rest.expect, written.rest.given
        for key, at, one in islice(misnamed_expectations(expect, given, names), _MOST_TOLD):
            for problem in _problems(written, ("expect",), (one,)):
                yield key, at, problem


def unknown_agency(written: WrittenScenario, agencies: Mapping[str, str]) -> Problem:
    """Return that the scenario's agency has no file."""
    what = f"there is no agency '{written.agency[:60]}'."
    do = did_you_mean(written.agency, agencies)
    return written.source.problem(("given", "agency"), "unknown-agency", what, do)


def _problems(written: WrittenScenario, at: Path, found: Iterable[Misnamed]) -> Iterator[Problem]:
    """Yield the problem of each name, but for those that may stand in what could not be read."""
    for one in islice(found, _MOST_TOLD):
        path = (*at, *one.path)
        lost = one.code == "unknown-person" and written.may_have(one.what.split("'")[1])
        lost |= one.code == "missing-key" and any(p[: len(path)] == path for p in written.damaged)
        if not lost:
            yield written.source.problem(path, one.code, one.what, one.do, key=one.key)
