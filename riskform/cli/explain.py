"""`riskform explain`: why a case is asked what it is asked, and what is found, in sentences."""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import click

from riskform.cli.definitions import COULD_NOT_RUN, find_library, in_words
from riskform.cli.results import print_json
from riskform.definitions.library import Library
from riskform.definitions.problems import did_you_mean
from riskform.definitions.written_conditions import written_conditions
from riskform.engine.case_reading import case_of, read_given
from riskform.engine.evaluation import evaluate
from riskform.engine.explaining import ReadCondition
from riskform.engine.explanation import (
    Explained,
    FindingExplained,
    QuestionExplained,
    explanation,
)
from riskform.errors import CouldNotRun


@click.command("explain")
@click.argument("form_name", metavar="FORM")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.option(
    "--only",
    multiple=True,
    metavar="WHAT",
    help="A section, question, finding or person, such as sleep.plan or kit/sleep.plan.",
)
@click.option("--agency", default="", help="Ask what this agency adds, where the case names none.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for machines.")
def explain(
    form_name: str, path: Path, only: tuple[str, ...], agency: str, *, as_json: bool
) -> None:
    """Say why FORM asks each question of a CASE or does not, and raises each finding or does not.

    FORM is a form's id, or the path of its folder; CASE is a file like `given:` of a scenario, or
    a scenario. --only may be given more than once. Exit status 1 if the form does not check, 2 if
    CASE can't be read or names a person or question that does not exist.
    """
    library, form_id = find_library(form_name)
    try:
        found = _explained(library, form_id, path, agency)
        chosen = _narrowed(found, only)
    except (CouldNotRun, OSError) as error:
        click.echo(f"riskform: {in_words(error)}", err=True)
        sys.exit(COULD_NOT_RUN)
    if as_json:
        print_json([_as_data(one) for one in chosen], indent=2)
        return
    for line in _lines(chosen):
        click.echo(line)


def _explained(library: Library, form_id: str, path: Path, agency: str) -> tuple[Explained, ...]:
    given = read_given(str(path), path.read_bytes())
    form = library.form_for(form_id, given.agency or agency)
    evaluation = evaluate(form, case_of(str(path), given, form))
    files = {name: text for bundle in library.bundles.values() for name, text in bundle.items()}
    return explanation(form, evaluation, written_conditions(files))


def _narrowed(found: tuple[Explained, ...], only: tuple[str, ...]) -> tuple[Explained, ...]:
    """Return what was asked for; raises CouldNotRun where a name is nothing's."""
    known = {name for one in found for name in _names(one.at)}
    for what in only:
        if what not in known:
            message = f"--only: nothing is called '{what}' here. {did_you_mean(what, known)}"
            raise CouldNotRun(message)
    return tuple(one for one in found if not only or _names(one.at) & set(only))


def _names(at: str) -> set[str]:
    """Return what something may be called: `kit/sleep.plan`, `sleep.plan`, `sleep`, `kit`."""
    person, _, ref = at.partition("/")
    parts = ref.split(".")
    refs = {".".join(parts[: end + 1]) for end in range(len(parts))}
    return {person} | refs | {f"{person}/{one}" for one in refs}


def _lines(chosen: Iterable[Explained]) -> Iterator[str]:
    def heading(one: Explained) -> str:
        return f"{one.section}: {one.person}" if one.person else one.section

    for title, group in groupby(chosen, key=heading):
        yield from ("", title, "")
        for one in group:
            yield from _finding(one) if isinstance(one, FindingExplained) else _question(one)


def _question(one: QuestionExplained) -> Iterator[str]:
    yield f"  {one.label} ({one.at})"
    said = "Asked" if one.asked else "Not asked"
    yield from _because(said, one.condition, "" if one.condition else "it is always asked")
    if one.answer:
        yield f"    Answer: {_sentence(one.answer)}"
    for item in one.items:
        yield f"    {_sentence(item)}"


def _finding(one: FindingExplained) -> Iterator[str]:
    said = "Raised" if one.raised else "Not raised"
    yield f"  {one.kind.capitalize()}: {one.says} ({one.at})"
    yield from _because(said, one.condition, one.why)


def _because(said: str, condition: ReadCondition | None, why: str) -> Iterator[str]:
    """Yield why, in a line; a condition as it was written has a line of its own."""
    if condition is None:
        yield f"    {said}: {_sentence(why)}"
        return
    of = " of its section" if "." not in condition.what.partition(" ")[0] else ""
    yield f"    {said}, because this condition{of} is {condition.truth}:"
    yield f"        {condition.text or condition.what}"
    if condition.because:
        yield f"    Why: {_sentence(condition.because)}"


def _sentence(words: str) -> str:
    """Return words with a full stop; what begins with an id keeps its small letter."""
    return words if words.endswith((".", ".)")) else f"{words}."


def _as_data(one: Explained) -> dict[str, object]:
    """Return one question or finding for machines."""
    data: dict[str, object] = {"at": one.at, "section": one.section, "person": one.person}
    if isinstance(one, FindingExplained):
        data |= {"finding": one.says, "kind": one.kind, "raised": one.raised, "why": one.why}
    else:
        data |= {"question": one.label, "asked": one.asked, "state": one.state}
        data |= {"answer": one.answer, "items": list(one.items)}
    if one.condition is not None:
        data["condition"] = {
            "decides": one.condition.what,
            "text": one.condition.text,
            "truth": one.condition.truth,
            "read": list(one.condition.read),
            "because": one.condition.because,
        }
    return data
