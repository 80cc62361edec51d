"""`riskform paths`: how long a form is for whole families, as a table."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from riskform.cli.definitions import PROBLEMS_FOUND, chosen_folder, read_library
from riskform.cli.results import print_json
from riskform.definitions.model import Form
from riskform.definitions.written_scenarios import WrittenScenario, case_problems
from riskform.engine.case_reading import case_of
from riskform.engine.evaluation import evaluate
from riskform.engine.path_length import path_length

_COLUMNS = ("family", "level", "children", "adults", "questions", "answers", "minutes")


@dataclass(frozen=True, slots=True)
class FamilyPath:
    """One row of the table."""

    form: str
    family: str
    level: int
    children: int
    adults: int
    questions: int
    answers: int
    minutes: int


@click.command("paths")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON list of families, for machines.")
def show_paths(folder: Path | None, *, as_json: bool) -> None:
    """Say how long each form in DIR is for every scenario that is marked with 'path:'.

    Different questions asked, answers with all repeats, and minutes at 20 seconds a choice and 90
    seconds a text; people and plan apart. Exit status 1 where a form or a scenario can't be used.
    """
    where = chosen_folder(folder)
    library = read_library(where)
    found: list[FamilyPath] = []
    troubles: list[str] = []
    for form_id in library.folders:
        form = library.forms.get(form_id)
        if form is None:
            troubles.append(f"{form_id}: left out, because it does not check. Run riskform check.")
            continue
        for scenario in library.scenarios[form_id]:
            row, reasons = _row(scenario, form)
            found += [row] if row else []
            troubles += reasons
    if as_json:
        print_json([asdict(row) for row in found], indent=2)
    else:
        for line in _table(found):
            click.echo(line)
    for trouble in troubles:
        click.echo(trouble, err=True)
    if troubles:
        sys.exit(PROBLEMS_FOUND)


def _row(written: WrittenScenario, form: Form) -> tuple[FamilyPath | None, tuple[str, ...]]:
    scenario = written.shape
    if scenario is None or scenario.path is None:
        return None, tuple(str(problem) for problem in written.problems)
    problems = case_problems(written, form)
    if problems:
        return None, tuple(str(problem) for problem in problems)
    case = case_of(written.file, scenario.given, form)
    length = path_length(form, evaluate(form, case))
    people = (case.level, len(case.children), len(case.adults))
    row = (length.questions, length.answers, length.minutes)
    return FamilyPath(form.id, scenario.path, *people, *row), ()


def _table(found: Sequence[FamilyPath]) -> Iterator[str]:
    if not found:
        yield "No scenario is marked. Add 'path: Family A', or another name, to each whole family."
    for form in dict.fromkeys(row.form for row in found):
        own = [row for row in found if row.form == form]
        width = max(len(name) for name in ("family", *(row.family for row in own)))
        yield form
        yield "  ".join((f"{'family':{width}}", *_COLUMNS[1:]))
        for row in own:
            numbers = (f"{getattr(row, name):{len(name)}}" for name in _COLUMNS[1:])
            yield "  ".join((f"{row.family:{width}}", *numbers))
