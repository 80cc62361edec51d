"""`riskform smart`: the SMART checks on the items of a file."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from riskform.cli.definitions import (
    COULD_NOT_RUN,
    PROBLEMS_FOUND,
    default_folder,
    in_words,
    read_library,
)
from riskform.cli.results import print_json
from riskform.definitions.model import Form
from riskform.definitions.source import read_source
from riskform.engine.smart import review_weeks, smart_report

_LARGEST_FILE = 16 * 1024 * 1024  # bytes


@click.command("smart")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON list of items, for machines.")
def smart(path: Path, *, as_json: bool) -> None:
    """Say for each item of a list in FILE (YAML or JSON) which SMART rules it breaks.

    An item may hold id, children, level, outcome, baseline, measure, action, owner, due,
    contingency, assessed_on and next_review. The rules are those of form_definitions, or those that
    came with riskform. Exit status 2 where FILE can't be read.
    """
    form = _form_with_rules()
    assert form.smart_rules is not None, "chosen for having them"  # noqa: S101 - for mypy.
    lines = smart_report(form.smart_rules, _items(path), review_weeks(form))
    if as_json:
        print_json(lines, indent=2)
        return
    for line in lines:
        _tell(line)


def _form_with_rules() -> Form:
    library = read_library(default_folder())
    for form in library.forms.values():
        if form.smart_rules is not None:
            return form
    click.echo("riskform: no form that can be used has smart_rules.yaml. Run check.", err=True)
    sys.exit(PROBLEMS_FOUND)


def _items(path: Path) -> list[dict[str, object]]:
    """Return the items of a file, or end the command where it can't be read."""
    try:
        source, problems = read_source(str(path), path.read_bytes(), _LARGEST_FILE)
    except OSError as error:
        _stop(in_words(error))
    if problems:
        _stop("\n".join(str(problem) for problem in problems))
    items = [] if source.data is None else source.data
    if not isinstance(items, list):
        _stop(f"{path}: this is no list. Begin each item with a dash.")
    read: list[dict[str, object]] = []
    for number, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            _stop(f"{path}: item {number} has no keys. Write `outcome: …` and the like under it.")
        read.append(dict(item))
    return read


def _stop(message: str) -> NoReturn:
    click.echo(f"riskform: {message}", err=True)
    sys.exit(COULD_NOT_RUN)


def _tell(line: dict[str, object]) -> None:
    letters, rules = line["letters"], line["rules"]
    said = " ".join(letters) if isinstance(letters, list) and letters else "nothing to say"
    click.echo(f"{line['id']}: {said}")
    for rule in rules if isinstance(rules, list) else ():
        click.echo(f"    {rule['rule']} {rule['strength']}: {rule['message']}")
