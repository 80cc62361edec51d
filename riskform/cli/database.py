"""Commands for whoever keeps the server: the database, its accounts, the demo."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from riskform import records
from riskform.cli.definitions import default_folder, read_library
from riskform.errors import CouldNotRun, InvalidInput, NotPublishable, RiskformError
from riskform.records import Database, Session
from riskform.records import accounts as account_rows
from riskform.records.accounts import NewAccount
from riskform.records.address import database_url
from riskform.services import accounts
from riskform.services.actors import ROLES, Actor, actor_of
from riskform.services.demo import load_demo
from riskform.services.publishing import publish_library

REFUSED = 1
COULD_NOT_RUN = 2


@contextmanager
def told_plainly() -> Iterator[None]:
    """End the command with what went wrong in words, instead of a traceback."""
    try:
        yield
    except InvalidInput as wrong:
        for message in wrong.messages.values():
            click.echo(f"riskform: {message}", err=True)
        sys.exit(REFUSED)
    except NotPublishable as problem:
        click.echo(str(problem), err=True)
        sys.exit(REFUSED)
    except RiskformError as problem:
        click.echo(f"riskform: {problem}", err=True)
        sys.exit(COULD_NOT_RUN)


@contextmanager
def prepared_database() -> Iterator[Database]:
    """Give the database that RISKFORM_DATABASE_URL names, migrated."""
    with told_plainly():
        url = database_url(os.environ)
        records.upgrade(url)
        database = records.connect(url)
        try:
            yield database
        finally:
            database.dispose()


def named_actor(session: Session, name: str) -> Actor:
    """Return who signs in as `name`. Raises CouldNotRun where nobody can."""
    account = account_rows.by_sign_in_name(session, name)
    if account is None or not account.active:
        raise CouldNotRun(f"nobody can sign in as {name}. See riskform user list.")
    return actor_of(account)


@click.group()
def db() -> None:
    """Bring the database up to date, or back."""


@db.command()
def upgrade() -> None:
    """Make the tables, or change them to what this riskform needs."""
    with told_plainly():
        changed = records.upgrade(database_url(os.environ))
    click.echo("The database is up to date now." if changed else "Nothing to do: it is up to date.")


@db.command()
@click.argument("migration")
@click.option("--yes", is_flag=True, help="Do not ask. Records kept in dropped tables are lost.")
def downgrade(migration: str, *, yes: bool) -> None:
    """Take the database back to MIGRATION; `base` is before the first."""
    if not yes:
        click.confirm("Records in tables that are dropped will be lost. Go on?", abort=True)
    with told_plainly():
        records.downgrade(database_url(os.environ), migration)
    click.echo(f"The database stands at {migration}.")


@click.group()
def user() -> None:
    """Add people who may sign in, and change their accounts."""


@user.command("add")
@click.argument("sign_in_name")
@click.option("--name", required=True, help="As colleagues and papers show it.")
@click.option("--role", required=True, type=click.Choice(list(ROLES)))
@click.option("--team", required=True, help="Records of a team are seen by the team only.")
@click.option("--job-title", default="", help="Such as Health visitor.")
@click.option("--agency", default="", help="Such as North Hospital Trust.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add_user(
    sign_in_name: str,
    name: str,
    role: str,
    team: str,
    job_title: str,
    agency: str,
    *,
    password_stdin: bool,
) -> None:
    """Make an account. The password is asked for; it needs 15 characters or more."""
    new = NewAccount(sign_in_name, name, job_title, agency, team, role)
    with prepared_database() as database:
        _refuse_in_a_demo(database)
        password = _password(from_stdin=password_stdin)
        made = database.write(
            lambda session: accounts.add_user(session, new, password, datetime.now(UTC))
        )
    click.echo(f"{made.name} can sign in as {made.sign_in_name}.")


@user.command("list")
def list_users() -> None:
    """List every account: sign-in name, role, team, name, and whether it can sign in."""
    with prepared_database() as database, database.session(write=False) as session:
        for account in accounts.users(session):
            state = "" if account.active else " (disabled)"
            kind = " (demo)" if account.demo else ""
            click.echo(
                f"{account.sign_in_name}\t{account.role}\t{account.team}"
                f"\t{account.name}{kind}{state}"
            )


@user.command("password")
@click.argument("sign_in_name")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def set_password(sign_in_name: str, *, password_stdin: bool) -> None:
    """Give somebody another password. They are signed out everywhere."""
    with prepared_database() as database:
        _refuse_in_a_demo(database)
        password = _password(from_stdin=password_stdin)
        database.write(
            lambda session: accounts.set_password(
                session, sign_in_name, password, datetime.now(UTC)
            )
        )
    click.echo(f"{sign_in_name} has a new password and is signed out everywhere.")


@user.command("change")
@click.argument("sign_in_name")
@click.option("--role", type=click.Choice(list(ROLES)))
@click.option("--team", help="Records stay with the team in which they were started.")
def change_user(sign_in_name: str, role: str | None, team: str | None) -> None:
    """Give somebody another role or team. It holds from their next click on."""
    if role is None and team is None:
        raise click.UsageError("Say what changes, with --role or --team or both.")
    with prepared_database() as database:
        _refuse_in_a_demo(database)
        now = datetime.now(UTC)
        changed = database.write(
            lambda session: accounts.change(session, sign_in_name, role=role, team=team, now=now)
        )
    click.echo(f"{changed.name} now has the role {changed.role} in the team {changed.team}.")


@user.command()
@click.argument("sign_in_name")
def disable(sign_in_name: str) -> None:
    """Let somebody sign in no longer. They are signed out everywhere; records stay theirs."""
    _set_active(sign_in_name, active=False)
    click.echo(f"{sign_in_name} can't sign in any more.")


@user.command()
@click.argument("sign_in_name")
def enable(sign_in_name: str) -> None:
    """Let somebody sign in again."""
    _set_active(sign_in_name, active=True)
    click.echo(f"{sign_in_name} can sign in again.")


@click.command()
def demo() -> None:
    """Put the made-up families into an empty database."""
    library = read_library(default_folder())
    if library.errors:
        click.echo("riskform: a form does not check. Run riskform check.", err=True)
        sys.exit(REFUSED)
    now = datetime.now(UTC)
    with prepared_database() as database, database.session(write=True) as session:
        publish_library(session, library, now)
        loaded = load_demo(session, now.astimezone(ZoneInfo("Europe/London")).date(), now)
    said = "The made-up families are in." if loaded else "The made-up families are there already."
    click.echo(f"{said} Start riskform with: riskform serve --demo")


def _set_active(sign_in_name: str, *, active: bool) -> None:
    with prepared_database() as database:
        database.write(
            lambda session: accounts.set_active(
                session, sign_in_name, active=active, now=datetime.now(UTC)
            )
        )


def _refuse_in_a_demo(database: Database) -> None:
    """Raise CouldNotRun where made-up people live: nobody real may be mixed with them."""
    with database.session(write=False) as session:
        if accounts.demo_people(session):
            message = (
                "this is a demo database, in which everybody is made up. Name another one in"
                " RISKFORM_DATABASE_URL for real accounts."
            )
            raise CouldNotRun(message)


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt="Once more"))
