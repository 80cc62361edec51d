"""`riskform test`: every scenario, what did not hold and why, and which conditions none saw."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import click

from riskform.cli.definitions import PROBLEMS_FOUND, chosen_folder, read_library
from riskform.cli.results import counted, print_json
from riskform.definitions.library import Library
from riskform.definitions.written_conditions import WrittenConditions
from riskform.definitions.written_scenarios import WrittenScenario
from riskform.engine.coverage import FormCoverage, Gap, Seen, coverage
from riskform.engine.scenarios import Failure, Misspelt, run_scenario
from riskform.engine.smart import run_smart_scenario
from riskform.errors import CouldNotRun

_HOW_TO_SEE = {
    "show_if": ("in which it is asked", "in which it is not asked"),
    "wording": ("in which it holds", "in which it does not hold"),
    "check": ("with an answer that passes", "with an answer that fails"),
    "when": ("that raises it", "in which it is false: everything answered, and not raised"),
    "not_known": ("in which the answer is Not known", ""),
    "if_blank": ("in which it is asked and not answered", ""),
}
_NAMED = ("in which it is true", "in which it is false")


@dataclass(frozen=True, slots=True)
class Ran:
    """One scenario; `troubles` are why it could not be run."""

    form: str
    file: str
    scenario: str
    failures: tuple[Failure, ...] = ()
    troubles: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Return what did not hold, a line or two for each."""
        return (*self.troubles, *(line for one in self.failures for line in _lines(self.file, one)))

    def as_data(self) -> dict[str, object]:
        """Return the scenario for machines."""
        failures = [
            {"expected": one.expected, "at": one.at, "what": one.what, "because": one.because}
            for one in self.failures
        ]
        return {
            "form": self.form,
            "file": self.file,
            "scenario": self.scenario,
            "failures": failures,
            "troubles": list(self.troubles),
        }


@dataclass(slots=True)
class Tested:
    """All scenarios of a folder, and the forms that could not be tested."""

    written: WrittenConditions
    ran: list[Ran] = field(default_factory=list)
    not_tested: list[str] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """Return how many scenarios failed."""
        return sum(bool(one.lines) for one in self.ran)

    @property
    def passed(self) -> int:
        """Return how many scenarios did not fail."""
        return len(self.ran) - self.failed


@click.command("test")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--every-condition", "every", is_flag=True, help="Fail too where a condition was not seen."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for machines.")
def run_scenarios(folder: Path | None, *, every: bool, as_json: bool) -> None:
    """Run every scenario of every form in DIR, and say which expectations did not hold, and why.

    It says too which conditions no scenario saw true, or saw false. Exit status 1 where a scenario
    fails or a form does not check; with --every-condition also where a condition was not seen.
    """
    where = chosen_folder(folder)
    tested = run_all(read_library(where))
    found = coverage(tested.seen)
    if as_json:
        print_json(_as_data(tested, found), indent=2)
    else:
        for line in _report(tested, found):
            click.echo(line)
    unseen = any(form.gaps for form in found)
    if tested.failed or tested.not_tested or (every and unseen):
        sys.exit(PROBLEMS_FOUND)


def run_all(library: Library) -> Tested:
    """Run the scenarios of every form of a folder that can be used."""
    tested = Tested(library.written)
    for form_id in library.folders:
        form = library.forms.get(form_id)
        if form is None:
            tested.not_tested.append(form_id)
            continue
        seen = Seen(form_id, tested.written)
        for variant in (form, *library.variants.values()):
            if variant.id == form_id:
                seen.add_conditions(variant)
        tested.ran += (_run(one, library, seen) for one in library.scenarios[form_id])
        tested.seen.append(seen)
    tested.ran += _smart(library)
    return tested


def _smart(library: Library) -> Iterator[Ran]:
    """Run the tests of the SMART checks on the rules of the first form that has them."""
    form = next((one for one in library.forms.values() if one.smart_rules is not None), None)
    if form is None:
        return
    for written in library.bank.smart_scenarios:
        path, name, lines = run_smart_scenario(form, written)
        where = PurePosixPath(path)
        yield Ran(where.parent.name, where.name, name, troubles=lines)


def _run(scenario: WrittenScenario, library: Library, seen: Seen) -> Ran:
    file = PurePosixPath(scenario.file).name
    name = scenario.shape.scenario if scenario.shape else ""
    try:
        form = library.form_for(seen.form, scenario.agency)
        result = run_scenario(scenario, form, seen.written)
    except Misspelt as error:
        return Ran(seen.form, file, name, troubles=tuple(str(one) for one in error.problems))
    except CouldNotRun as error:
        return Ran(seen.form, file, name, troubles=(f"{file}: {error}",))
    seen.add(form, result.evaluation)
    return Ran(seen.form, file, name, result.failures)


def _lines(file: str, failure: Failure) -> Iterator[str]:
    if failure.problem is not None:
        yield str(failure.problem)
        return
    yield f"{file}: {failure.what}"
    if failure.because:
        yield f"    because {failure.because}."


def _report(tested: Tested, found: tuple[FormCoverage, ...]) -> Iterator[str]:
    for name in tested.not_tested:
        yield f"{name}: not tested, because it does not check. Run riskform check."
    for ran in tested.ran:
        yield from ran.lines
    told: set[str] = set()
    for form in found:
        for gap in form.gaps if form.scenarios else ():
            if gap.judged.what not in told:
                told.add(gap.judged.what)
                yield _gap_said(gap, tested.written)
    for form in found:
        if form.conditions or form.blanks:
            yield _form_said(form, written=any(ran.form == form.form for ran in tested.ran))
    yield f"{counted(tested.passed, 'scenario')} passed, {tested.failed} failed."


def _gap_said(gap: Gap, written: WrittenConditions) -> str:
    """Return where the condition stands, what no scenario saw, and which scenario would see it."""
    what = gap.judged.what
    place = written.deciding[what].place if what in written.deciding else None
    at = f"{place.file}:{place.line}: " if place else ""
    never = " and never ".join(way if way == "raised" else f"seen {way}" for way in gap.never)
    times = "once" if gap.unknown == 1 else f"{gap.unknown} times"
    unknown = f" (only unknown, {times})" if gap.unknown else ""
    kind = what.partition(" ")[2].partition(" ")[0]
    true, false = _HOW_TO_SEE.get(kind, _NAMED)
    wanted = [false if way == "false" else true for way in gap.never]
    return f"{at}{what}: never {never}{unknown}. Add a scenario {', and one '.join(wanted)}."


def _form_said(form: FormCoverage, *, written: bool) -> str:
    said = f"{form.seen} of {form.conditions} conditions seen both ways"
    if form.blanks:
        said += f", {form.raised} of {form.blanks} blanks and Not knowns raised"
    if form.elsewhere:
        said += f" ({form.elsewhere} of them only by scenarios of other forms)"
    if not form.scenarios:
        said = f"{'no scenario could be run' if written else 'no scenarios yet'}; {said}"
    return f"{form.form}: {said}."


def _as_data(tested: Tested, found: tuple[FormCoverage, ...]) -> dict[str, object]:
    return {
        "passed": tested.passed,
        "failed": tested.failed,
        "not_tested": tested.not_tested,
        "scenarios": [ran.as_data() for ran in tested.ran],
        "coverage": [_coverage_as_data(form, tested.written) for form in found],
    }


def _coverage_as_data(form: FormCoverage, written: WrittenConditions) -> dict[str, object]:
    return {
        "form": form.form,
        "scenarios": form.scenarios,
        "conditions": form.conditions,
        "seen_both_ways": form.seen,
        "blanks": form.blanks,
        "raised": form.raised,
        "seen_only_by_other_forms": form.elsewhere,
        "not_seen": [_gap_as_data(gap, written) for gap in form.gaps],
    }


def _gap_as_data(gap: Gap, written: WrittenConditions) -> dict[str, object]:
    found = written.deciding.get(gap.judged.what)
    return {
        "what": gap.judged.what,
        "file": found.place.file if found else None,
        "line": found.place.line if found else None,
        "text": written.text(gap.judged.what),
        "never": list(gap.never),
        "unknown": gap.unknown,
    }
