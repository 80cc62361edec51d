"""Commands for form authors: check and evaluate."""

import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from riskform.cli.readability import lines_of, readability_of
from riskform.cli.results import counted, print_json, result_of
from riskform.definitions.library import Library, load_folder
from riskform.definitions.problem_pages import problem_pages, whole_page
from riskform.definitions.problems import Problem, did_you_mean, sorted_problems
from riskform.engine.case_reading import case_of, read_given
from riskform.engine.drafting import draft_problems
from riskform.engine.evaluation import evaluate as evaluate_case
from riskform.errors import CouldNotRun
from riskform.paths import bundled

PROBLEMS_FOUND = 1
COULD_NOT_RUN = 2


def default_folder() -> Path:
    """Return `form_definitions` of the working folder, else the ones that came with riskform."""
    here = Path("form_definitions")
    return here if here.is_dir() else bundled("form_definitions")


def chosen_folder(folder: Path | None) -> Path:
    """Return `folder`, else the default one, and say so if it is none that somebody wrote here."""
    where = folder or default_folder()
    if folder is None and where == bundled("form_definitions"):
        said = "There is no folder form_definitions here. These are the forms of riskform itself."
        click.echo(said, err=True)
    return where


def in_words(problem: CouldNotRun | OSError) -> str:
    """Return why a command could not run; of a file, its name comes first."""
    if isinstance(problem, OSError) and problem.strerror:
        return f"{problem.filename}: {problem.strerror}."
    return str(problem)


def read_library(folder: Path) -> Library:
    """Read `folder`, or end the command with exit status 2 where it can't be read."""
    try:
        return load_folder(folder, date.today())  # noqa: DTZ011 - guidance dates are local days.
    except (CouldNotRun, OSError) as error:
        _stop(in_words(error))


def _stop(message: str) -> NoReturn:
    click.echo(f"riskform: {message}", err=True)
    sys.exit(COULD_NOT_RUN)


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON list of problems, for machines.")
@click.option("--readability", "readable", is_flag=True, help="Say too which texts are hard.")
@click.option("--why", "code", metavar="CODE", help="Say what a code means, with an example.")
def check(folder: Path | None, *, as_json: bool, readable: bool, code: str | None) -> None:
    """Check every form in DIR and say every problem at once.

    Without DIR, the folder form_definitions is checked. Exit status 1 where there are problems;
    warnings, and texts that are hard to read, leave it at 0.
    """
    if code is not None:
        _say_why(code)
        return
    where = chosen_folder(folder)
    library = read_library(where)
    found_all = sorted_problems((*library.problems, *draft_problems(library.bank)))
    reading = readability_of(where) if readable else None
    if as_json:
        problems = [problem.as_data() for problem in found_all]
        print_json({"problems": problems, **reading.as_data()} if reading else problems, indent=2)
    else:
        _tell(library, found_all)
        for line in lines_of(reading) if reading else ():
            click.echo(line)
    if library.errors:
        sys.exit(PROBLEMS_FOUND)


def _tell(library: Library, problems: tuple[Problem, ...]) -> None:
    """Print every problem, and how many there are of which kind."""
    for problem in problems:
        click.echo(problem.with_excerpt())
    forms = ", ".join(library.published) or "none"
    errors, warnings = len(library.errors), len(problems) - len(library.errors)
    if problems:
        first = problems[0].code
        click.echo(f"What a code means, with an example: riskform check --why {first}")
    found = f"{counted(errors, 'problem')}, {counted(warnings, 'warning')}"
    click.echo(f"{found}. Forms that can be used: {forms}.")


def _say_why(code: str) -> None:
    """Print the page of a code, or all of them for `all`."""
    pages = problem_pages()
    if code == "all":
        click.echo(whole_page(), nl=False)
    elif code in pages:
        click.echo("\n".join([f"## {code}", "", *pages[code].lines()]))
    else:
        _stop(f"there is no code '{code}'. {did_you_mean(code, pages)}")


def find_library(name: str) -> tuple[Library, str]:
    """Return the form's folder, read, and its id; ends the command where it can't be used."""
    path = Path(name)
    if path.name == "form.yaml":
        path = path.parent
    in_a_folder = (path / "form.yaml").is_file()
    folder = path.resolve().parent if in_a_folder else default_folder()
    library = read_library(folder)
    wanted = path.resolve().name if in_a_folder else name
    by_folder = {folder_name: form_id for form_id, folder_name in library.folders.items()}
    form_id = by_folder.get(wanted, "") if in_a_folder else name
    if form_id in library.forms:
        return library, form_id
    written = in_a_folder or (folder / name / "form.yaml").is_file()
    if form_id not in library.problems_of and not written:
        known = library.problems_of
        _stop(f"there is no form '{name}' in {folder}. {did_you_mean(name, known)}")
    for problem in library.problems_of.get(form_id, library.problems):
        if problem.severity == "error":
            click.echo(problem.with_excerpt(), err=True)
    sys.exit(PROBLEMS_FOUND)


@click.command()
@click.argument("form_name", metavar="FORM")
@click.argument(
    "cases", metavar="CASE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each case.")
@click.option("--agency", default="", help="Ask what this agency adds, where a case names none.")
def evaluate(form_name: str, cases: tuple[Path, ...], agency: str, *, as_json: bool) -> None:
    """Say what FORM asks and finds for each CASE file (YAML or JSON).

    FORM is a form's id, or the path of its folder. One line for each case, in the order given.
    A case is asked what an agency adds only where it, or --agency, names that agency.
    """
    library, form_id = find_library(form_name)
    failed = False
    for path in cases:
        try:
            given = read_given(str(path), path.read_bytes())
            form = library.form_for(form_id, given.agency or agency)
            result = result_of(evaluate_case(form, case_of(str(path), given, form)))
        except (CouldNotRun, OSError) as error:
            click.echo(f"riskform: {in_words(error)}", err=True)
            failed = True
            continue
        print_json(result, indent=None if as_json else 2)
    if failed:
        sys.exit(COULD_NOT_RUN)
