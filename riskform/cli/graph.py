"""`riskform graph`: what leads to what in a form, as SVG or Mermaid."""

import sys
from pathlib import Path

import click

from riskform.cli.definitions import COULD_NOT_RUN, find_library, in_words
from riskform.definitions.model import Form
from riskform.definitions.problems import did_you_mean
from riskform.engine.case_reading import case_of, read_given
from riskform.engine.evaluation import Evaluation, evaluate
from riskform.engine.graphs import (
    Picture,
    drawn,
    graph_of,
    graph_of_section,
    in_mermaid,
    states_of,
)
from riskform.errors import CouldNotRun

_MERMAID_FILES = {".mmd", ".mermaid"}


@click.command("graph")
@click.argument("form_name", metavar="FORM")
@click.option("--section", "section", metavar="ID", help="Only this section.")
@click.option(
    "--all", "whole", is_flag=True, help="One picture of all sections together, not one of each."
)
@click.option(
    "--case",
    "case_file",
    type=click.Path(path_type=Path),
    help="Show the path of this case (or scenario): what is asked, answered and raised.",
)
@click.option(
    "--format",
    "written_as",
    type=click.Choice(["svg", "mermaid"]),
    help="svg, unless the name of the output ends in .mmd.",
)
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file.")
def graph(
    form_name: str,
    section: str | None,
    case_file: Path | None,
    written_as: str | None,
    output: Path | None,
    *,
    whole: bool,
) -> None:
    """Draw what leads to what in FORM: questions, named conditions and findings.

    FORM is a form's id, or the path of its folder. Each section has a picture of its own, with
    what it reads of other sections. An arrow leads from what is read to what is asked, raised,
    calculated, worded or checked because of it; a dashed one is confidential.

    \b
    Examples:
      riskform graph home_visit --output home_visit.svg
      riskform graph home_visit --section sleep --format mermaid
      riskform graph home_visit --section sleep --case sofa.yaml --output sofa.svg
      riskform graph home_visit --all --output everything.mmd

    The exit status is 1 where the form does not check, and 2 where a file can't be read.
    """  # noqa: D301 - click keeps the lines of a paragraph that starts with a backspace
    try:
        form, evaluation = _form_and_case(form_name, case_file)
        pictures = _pictures(form, evaluation, section, whole=whole)
        as_mermaid = output is not None and output.suffix in _MERMAID_FILES
        kind = written_as or ("mermaid" if as_mermaid else "svg")
        text = (in_mermaid if kind == "mermaid" else drawn)(pictures, form.name)
        if output is not None:
            output.write_text(text, encoding="utf-8")
    except (CouldNotRun, OSError) as error:
        click.echo(f"riskform: {in_words(error)}", err=True)
        sys.exit(COULD_NOT_RUN)
    if output is None:
        click.echo(text.encode(), nl=False)


def _form_and_case(form_name: str, case_file: Path | None) -> tuple[Form, Evaluation | None]:
    library, form_id = find_library(form_name)
    if case_file is None:
        return library.forms[form_id], None
    given = read_given(str(case_file), case_file.read_bytes())
    form = library.form_for(form_id, given.agency or "")
    return form, evaluate(form, case_of(str(case_file), given, form))


def _pictures(
    form: Form, evaluation: Evaluation | None, section: str | None, *, whole: bool
) -> list[Picture]:
    if section is not None and section not in form.section_by_id:
        do = did_you_mean(section, form.section_by_id)
        message = f"there is no section '{section}' in {form.id}. {do}"
        raise CouldNotRun(message)
    if section is not None and whole:
        message = "--section and --all contradict each other. Use one of them."
        raise CouldNotRun(message)
    graphs = (
        [graph_of(form)]
        if whole
        else [graph_of_section(form, one.id) for one in form.sections if section in {None, one.id}]
    )
    states = states_of(form, evaluation, graph_of(form).nodes) if evaluation else None
    return [Picture(one, states) for one in graphs]
