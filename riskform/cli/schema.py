"""`riskform schema`: the JSON Schema of definition files, for completion in an editor."""

import json
import sys
from pathlib import Path

import click

from riskform.cli.definitions import COULD_NOT_RUN, default_folder, in_words
from riskform.cli.results import print_json
from riskform.definitions.schemas import KINDS_OF_FILE, schema_of

_SETTINGS = "settings.json"


@click.command("schema")
@click.argument("kind", required=False, metavar="[KIND]", type=click.Choice(list(KINDS_OF_FILE)))
@click.option(
    *("--output", "folder"),
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write a file for each kind into DIR, such as .vscode, and set VS Code up to use them.",
)
def print_schema(kind: str | None, folder: Path | None) -> None:
    """Print the JSON Schema of a KIND of definition file, or of every kind.

    The kinds are section, form, scenario, guidance, agency, levels, contacts, smart_rules and
    smart_scenario.

    An editor that knows it completes keys, says what each key means, and marks what can't stand
    where it stands. For VS Code with the extension YAML of Red Hat, run in the folder that you
    open in it:

    \b
        riskform schema --output .vscode

    In any other editor with a YAML language server, write as a file's first line:

    \b
        # yaml-language-server: $schema=../../.vscode/section.schema.json
    """  # noqa: D301 - click keeps the lines of a paragraph that starts with a backspace
    kinds = [kind] if kind else list(KINDS_OF_FILE)
    if folder is None:
        print_json(schema_of(kind) if kind else {name: schema_of(name) for name in kinds}, indent=2)
        return
    try:
        _write(folder, kinds)
    except OSError as error:
        click.echo(f"riskform: {in_words(error)}", err=True)
        sys.exit(COULD_NOT_RUN)


def _write(folder: Path, kinds: list[str]) -> None:
    """Write the schemas, and the settings of VS Code where there are none yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in kinds:
        path = folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema_of(name), indent=2, ensure_ascii=False) + "\n", "utf-8")
        click.echo(f"Written: {path}")
    settings = folder / _SETTINGS
    mapping = {"yaml.schemas": _mapping(folder)}
    if folder.name == ".vscode" and not settings.exists():
        settings.write_text(json.dumps(mapping, indent=2) + "\n", "utf-8")
        click.echo(f"Written: {settings}. VS Code with the extension YAML now uses them.")
        return
    click.echo("For VS Code with the extension YAML, this belongs into .vscode/settings.json:")
    click.echo(json.dumps(mapping, indent=2))


def _mapping(folder: Path) -> dict[str, str]:
    """Return which schema is for which files, seen from the folder that VS Code has open."""
    definitions = default_folder().name
    start = "" if folder.is_absolute() else "./"
    return {
        f"{start}{folder.as_posix()}/{kind.name}.schema.json": f"{definitions}/{kind.where}"
        for kind in KINDS_OF_FILE.values()
        if (folder / f"{kind.name}.schema.json").exists()
    }
