"""`riskform impact` and `riskform publish`: what a form would change, and putting it in use."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import click

from riskform.cli.database import named_actor, prepared_database
from riskform.cli.definitions import PROBLEMS_FOUND, default_folder, read_library
from riskform.cli.differences import lines_of
from riskform.cli.results import counted, print_json
from riskform.errors import CouldNotRun, NotAllowed, WrongState
from riskform.services import proposing
from riskform.services.candidates import Candidate, candidate_of
from riskform.services.comparing import Impact
from riskform.services.proposing import Considered


@click.command()
@click.argument("form_name", metavar="FORM")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for machines.")
def impact(form_name: str, *, as_json: bool) -> None:
    """Count the answers that putting FORM in use would touch, in drafts and in what was submitted.

    FORM is a form's id, or the path of its folder. The database is the one that
    RISKFORM_DATABASE_URL names; nothing is written, and only numbers are shown.

    Example: riskform impact home_visit
    """
    new = _usable(_candidate(form_name))
    with prepared_database() as database, database.session(write=False) as session:
        found = proposing.considered(session, new)
    if as_json:
        print_json({"form": new.form_id, **impact_as_data(found.impact)}, indent=2)
    else:
        for line in impact_lines(found.impact):
            click.echo(line)


@click.command()
@click.argument("form_name", metavar="FORM")
@click.option("--as", "name", metavar="NAME", help="The sign-in name of who proposes or decides.")
@click.option("--note", default="", help="What the change is for, for the person who decides.")
@click.option("--agree", is_flag=True, help="Agree to the open proposal, and put it in use.")
@click.option("--decline", metavar="REASON", help="Decline the open proposal.")
def publish(
    form_name: str, name: str | None, note: str, decline: str | None, *, agree: bool
) -> None:
    """Propose to put FORM in use, or decide about what somebody else proposed.

    Without --as, only shows what it would change. A form that does not check, or of which a
    scenario fails, is refused. Two people are needed: a form author proposes; another form author
    or an administrator agrees.

    Exit status 0 if it was done, 1 where the form has problems or was refused, 2 where it could
    not run.

    Examples: riskform publish home_visit; riskform publish home_visit --as ada --note "Clearer
    words"; riskform publish home_visit --as bea --agree
    """
    decides = agree or decline is not None
    if decides and name is None:
        raise click.UsageError("Say who decides, with --as NAME.")
    if agree and decline is not None:
        raise click.UsageError("Either --agree or --decline, not both.")
    if decides:
        _decide(Path(form_name).name, name or "", decline)
        return
    new = _candidate(form_name)
    if new.trouble:
        _refuse(new)
    with prepared_database() as database, database.session(write=True) as session:
        for line in _considered_lines(proposing.considered(session, new)):
            click.echo(line)
        if name is not None:
            number = proposing.propose(
                session, named_actor(session, name), new, note, datetime.now(UTC)
            )
            said = "Another form author or an administrator has to agree before it is used."
            click.echo(f"Proposed, as number {number}. {said}")


def _decide(form_id: str, name: str, reason: str | None) -> None:
    now = datetime.now(UTC)
    today = now.astimezone(ZoneInfo("Europe/London")).date()
    with (
        prepared_database() as database,
        _refused_plainly(),
        database.session(write=True) as session,
    ):
        actor = named_actor(session, name)
        waiting = [
            one for one in proposing.history(session, actor, form_id) if one.status == "open"
        ]
        if not waiting:
            raise CouldNotRun(f"nothing is proposed for {form_id}.")
        if reason is not None:
            proposing.decline(session, actor, waiting[0].id, reason, today, now)
            click.echo("Declined. What is in use goes on as it is.")
        else:
            proposing.agree(session, actor, waiting[0].id, today, now)
            click.echo("In use for new assessments from now on. Those begun keep their version.")


@contextmanager
def _refused_plainly() -> Iterator[None]:
    try:
        yield
    except (NotAllowed, WrongState) as refusal:
        click.echo(f"riskform: {refusal}", err=True)
        sys.exit(PROBLEMS_FOUND)


def _candidate(form_name: str) -> Candidate:
    path = Path(form_name)
    in_a_folder = (path / "form.yaml").is_file()
    folder = path.resolve().parent if in_a_folder else default_folder()
    library = read_library(folder)
    names = {there: form_id for form_id, there in library.folders.items()}
    form_id = names.get(path.resolve().name, "") if in_a_folder else form_name
    if form_id not in library.problems_of:
        _stop(f"there is no form '{form_name}' in {folder}.")
    return candidate_of(library, form_id)


def _usable(new: Candidate) -> Candidate:
    if new.form is None:
        _refuse(new)
    return new


def _refuse(new: Candidate) -> NoReturn:
    for line in new.told:
        click.echo(line, err=True)
    click.echo(f"riskform: {new.trouble}", err=True)
    sys.exit(PROBLEMS_FOUND)


def _stop(message: str) -> NoReturn:
    click.echo(f"riskform: {message}", err=True)
    sys.exit(2)


def _considered_lines(found: Considered) -> Iterator[str]:
    new = found.candidate
    yield f"{new.form_id} checks, and passes {counted(len(new.ran), 'scenario')}."
    if found.same:
        yield "It is what is in use already."
    elif found.replaces is None:
        yield "It is new: no version of it is in use."
    elif found.same_number and new.form:
        yield (
            f"It is called version {new.form.version}, as what is in use is. So that people can"
            " tell the two apart, write a higher number after 'version:' in its form.yaml."
        )
    for one in found.changes:
        name = f"{new.form_id} for {one.agency}" if one.agency else new.form_id
        yield from lines_of(name, one.changes)
    yield from impact_lines(found.impact)


def impact_lines(found: Impact) -> Iterator[str]:
    """Yield what a change touches, in words."""
    yield f"Assessments of this form: {found.assessments or 'none'}."
    for one in found.touched:
        change = one.change
        where = f"{change.at}, {change.option}" if change.option else change.at
        yield f"  {change.said}: {change.about} ({where})"
        yield f"    answers in drafts: {one.drafts}; in what was submitted or agreed: {one.stored}"
    for ref, number in found.newly_missing.items():
        times = counted(number, "time")
        yield f"  Needed to submit after a move, and not answered yet: {ref}, {times}"
    yield "Nothing that was submitted changes. A draft stays as it is until its author moves it."


def impact_as_data(found: Impact) -> dict[str, object]:
    """Return the same for machines."""
    touched = [
        {**one.change.as_data(), "drafts": one.drafts, "stored": one.stored}
        for one in found.touched
    ]
    return {
        "assessments": dict(found.statuses),
        "changes": touched,
        "newly_missing": dict(found.newly_missing),
    }
