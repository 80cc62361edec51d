"""`riskform diff`: what changed between two versions of a form, in words or for machines."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from riskform import records
from riskform.cli.database import told_plainly
from riskform.cli.definitions import PROBLEMS_FOUND, default_folder, find_library, read_library
from riskform.cli.results import print_json
from riskform.definitions.differences import EFFECTS, Change, ReadForm, form_diff
from riskform.definitions.library import Library
from riskform.definitions.written_conditions import written_conditions
from riskform.errors import CouldNotRun, NotFound
from riskform.records import form_versions
from riskform.records.address import database_url
from riskform.records.form_versions import Published
from riskform.services.versions import read_version

_VERSION = re.compile(r"(?P<name>[a-z][a-z0-9_@]*)@(?P<number>\d+)\Z")
_HASH = re.compile(r"[0-9a-f]{6,64}\Z")


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="One JSON list of changes, for machines.")
def diff(old: str, new: str, *, as_json: bool) -> None:
    """Say what changed from OLD to NEW, and what becomes of answers.

    Each is a form's id, a form's folder, a whole folder of forms, or what is in the database: a
    version such as home_visit@2, or the beginning of its hash (6 characters or more).

    Exit status 0 where every stored answer stays as it is, 1 where one might not, 2 where
    something could not be read.

    Examples: riskform diff home_visit@1 home_visit; riskform diff before/ after/
    """
    with told_plainly():
        pairs = _pairs(_versions(old), _versions(new))
    found = {name: form_diff(*pair) for name, pair in pairs.items()}
    if as_json:
        print_json(
            [{"form": n, **c.as_data()} for n, d in found.items() for c in d.changes], indent=2
        )
    else:
        for name, one in found.items():
            for line in lines_of(name, one.changes):
                click.echo(line)
    if any(one.touches_answers for one in found.values()):
        sys.exit(PROBLEMS_FOUND)


def lines_of(name: str, changes: tuple[Change, ...]) -> Iterator[str]:
    """Yield the changes of one form in words, one under the other."""
    count = len(changes)
    yield f"{name}: {'1 change' if count == 1 else f'{count} changes' if count else 'no change'}."
    for change in changes:
        yield f"  {change.said}: {change.about} ({change.at})"
        yield from _texts("-", change.before)
        yield from _texts("+", change.after)
        if change.touches:
            yield f"      {EFFECTS[change.effect]}"
        if change.advice:
            yield f"      {change.advice}"


def _texts(sign: str, text: str) -> Iterator[str]:
    return (f"    {sign} {line}" for line in text.splitlines())


def _pairs(
    old: Mapping[str, ReadForm], new: Mapping[str, ReadForm]
) -> dict[str, tuple[ReadForm, ReadForm]]:
    if len(old) == len(new) == 1:
        return {next(iter(new)): (next(iter(old.values())), next(iter(new.values())))}
    both = {name: (old[name], new[name]) for name in new if name in old}
    if not both:
        raise CouldNotRun("no form stands in both. Name two versions of the same form.")
    return both


def _versions(given: str) -> dict[str, ReadForm]:
    """Return the forms that one argument names, by id. Raises CouldNotRun."""
    path = Path(given)
    if path.is_dir() and not (path / "form.yaml").is_file():
        library = read_library(path)
        return _read(library, [*library.published])
    in_files = path.exists() or (default_folder() / given / "form.yaml").is_file()
    if not in_files and (_VERSION.match(given) or _HASH.match(given)):
        return _published(given)
    library, form_id = find_library(given)
    return _read(library, [form_id])


def _read(library: Library, names: list[str]) -> dict[str, ReadForm]:
    forms = library.published
    return {
        name: ReadForm(forms[name], written_conditions(library.bundles[name])) for name in names
    }


def _published(given: str) -> dict[str, ReadForm]:
    database = records.connect(database_url(os.environ))
    try:
        with database.session(write=False) as session:
            found = [one for one in form_versions.listed(session) if _is_meant(one, given)]
            if not found:
                raise NotFound(f"no version {given} was published.")
            if len(found) > 1:
                named = ", ".join(one.hash[:12] for one in found)
                raise CouldNotRun(f"{given} could be {named}. Name one of them by its hash.")
            return {found[0].form_id: read_version(session, found[0].hash)}
    finally:
        database.dispose()


def _is_meant(one: Published, given: str) -> bool:
    match = _VERSION.match(given)
    if match is None:
        return one.hash.startswith(given)
    return one.form_id == match["name"] and one.version == int(match["number"])
