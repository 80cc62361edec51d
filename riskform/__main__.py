"""The command `riskform`: the only place where the terminal and the web meet."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from riskform import __version__
from riskform.cli.definitions import (
    COULD_NOT_RUN,
    PROBLEMS_FOUND,
    check,
    chosen_folder,
    default_folder,
    evaluate,
    read_library,
)
from riskform.cli.explain import explain
from riskform.cli.graph import graph
from riskform.cli.paths import show_paths
from riskform.cli.scenarios import run_scenarios
from riskform.cli.schema import print_schema
from riskform.cli.smart import smart
from riskform.definitions.library import Library
from riskform.errors import NotPublishable, RiskformError


def _db() -> click.Command:
    from riskform.cli.database import db  # noqa: PLC0415 - see _LATER.

    return db


def _user() -> click.Command:
    from riskform.cli.database import user  # noqa: PLC0415 - see _LATER.

    return user


def _demo() -> click.Command:
    from riskform.cli.database import demo  # noqa: PLC0415 - see _LATER.

    return demo


def _diff() -> click.Command:
    from riskform.cli.differences import diff  # noqa: PLC0415 - see _LATER.

    return diff


def _export() -> click.Command:
    from riskform.cli.export import export  # noqa: PLC0415 - see _LATER.

    return export


def _impact() -> click.Command:
    from riskform.cli.publishing import impact  # noqa: PLC0415 - see _LATER.

    return impact


def _publish() -> click.Command:
    from riskform.cli.publishing import publish  # noqa: PLC0415 - see _LATER.

    return publish


def _verify() -> click.Command:
    from riskform.cli.verify import verify  # noqa: PLC0415 - see _LATER.

    return verify


# Commands that need a database are loaded when they are asked for: a form author checks a form
# many times an hour, and should not wait for what it does not use.
_LATER: dict[str, Callable[[], click.Command]] = {
    "db": _db,
    "demo": _demo,
    "diff": _diff,
    "export": _export,
    "impact": _impact,
    "publish": _publish,
    "user": _user,
    "verify": _verify,
}


# In the order in which somebody needs them, so that the first is where a new author begins.
_TOLD: dict[str, dict[str, str]] = {
    "Write and try a form": {
        "check": "Say every problem of every form at once.",
        "preview": "See the forms in a browser, answer them, and save scenarios.",
        "test": "Run the scenarios, and say what none of them saw.",
        "explain": "Say why something is asked or raised in a case, or is not.",
        "graph": "Draw what leads to what.",
        "evaluate": "Say what a form asks and finds for cases.",
        "paths": "Say how long each form is.",
        "smart": "Say which SMART rules plans break.",
        "schema": "Let an editor complete what you write.",
    },
    "Change a form that is in use": {
        "diff": "Say what changed, and what becomes of answers.",
        "impact": "Count the answers that a change would touch.",
        "publish": "Propose a change, or decide about one.",
    },
    "Run riskform": {
        "serve": "Serve riskform to browsers.",
        "user": "Add people who may sign in, and change their accounts.",
        "db": "Bring the database up to date, or back.",
        "demo": "Put made-up families into an empty database.",
        "export": "Write the plans of a team into a folder.",
        "verify": "Say whether a PDF is the one that was signed.",
    },
}


class _Commands(click.Group):
    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click gives it.
        formatter: click.HelpFormatter,
    ) -> None:
        for title, told in _TOLD.items():
            with formatter.section(title):
                formatter.write_dl([*told.items()])

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_LATER})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        later = _LATER.get(cmd_name)
        return later() if later else super().get_command(ctx, cmd_name)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="riskform")
def main() -> None:
    """Child-focused risk assessment forms.

    `riskform COMMAND --help` says more about each. How to write a form: docs/writing-a-form.md.
    """


@click.command()
@click.option("--demo", is_flag=True, help="Made-up families and people, without passwords.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option(
    *("--definitions", "folder"),
    type=click.Path(path_type=Path),
    help="Folder of form definitions, if not form_definitions.",
)
def serve(*, demo: bool, host: str, port: int, workers: int, folder: Path | None) -> None:
    """Serve riskform to browsers, until Ctrl-C.

    The database is brought up to date first, and every form is checked and its scenarios are run.
    Where one fails, the version in use goes on; one that has none yet stops the start.
    """
    from riskform.web import places, serving  # noqa: PLC0415 - see _LATER.
    from riskform.web.settings import Settings  # noqa: PLC0415 - see _LATER.

    place = places.Place(host, port, workers)
    try:
        places.require_free(place)
        definitions = folder or default_folder()
        settings = Settings.from_environment(os.environ, definitions, host=host, demo=demo)
        serving.serve(settings, _library_to_serve(definitions), place)
    except NotPublishable as problem:
        click.echo(f"{problem}\nriskform was not started.", err=True)
        sys.exit(PROBLEMS_FOUND)
    except RiskformError as problem:
        click.echo(f"riskform: {problem}", err=True)
        sys.exit(COULD_NOT_RUN)


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--port", default=8100, show_default=True, type=click.IntRange(1, 65535))
def preview(folder: Path | None, *, port: int) -> None:
    """Show the forms in DIR in a browser of this machine, until Ctrl-C.

    The pages are those that practitioners see, read again on every save. Problems stand on the page
    at their place; beside it you set ages, levels and answers, see what is asked and why, and save
    that as a scenario. Nothing else is stored. Without DIR, it is the folder form_definitions.

    \b
    Examples:
      riskform preview
      riskform preview my_forms --port 8200
    """  # noqa: D301 - click keeps the lines of a paragraph that starts with a backspace
    from riskform.web.preview.serving import preview_folder  # noqa: PLC0415 - see _LATER.

    try:
        preview_folder(chosen_folder(folder), port, date.today, click.echo)
    except RiskformError as problem:
        click.echo(f"riskform: {problem}", err=True)
        sys.exit(COULD_NOT_RUN)


def _library_to_serve(definitions: Path) -> Library:
    library = read_library(definitions)
    if not library.problems_of and not library.errors:
        click.echo("riskform was not started, because there is no form.", err=True)
        sys.exit(PROBLEMS_FOUND)
    return library


AUTHORS = (check, evaluate, explain, graph, preview, print_schema, run_scenarios, show_paths, smart)
for command in (*AUTHORS, serve):
    main.add_command(command)

if __name__ == "__main__":
    main()
