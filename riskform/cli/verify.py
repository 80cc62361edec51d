"""`riskform verify`: whether a PDF is the one that was signed."""

import stat
import sys
from pathlib import Path
from typing import NoReturn

import click

from riskform.cli.database import prepared_database
from riskform.cli.results import print_json
from riskform.pdf.reading import LARGEST_FILE, Marks, UnreadablePaper, read_marks
from riskform.services.verifying import Verified
from riskform.services.verifying import verify as verified

NOT_SIGNED = 1
CAN_NOT_READ = 2


@click.command()
@click.argument("path", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for machines.")
def verify(path: Path, *, as_json: bool) -> None:
    """Tell whether FILE.pdf is a paper that was signed, byte for byte, and who signed it.

    The database is the one that RISKFORM_DATABASE_URL names. Exit status 0: it is. 1: it is not,
    and why: never signed here, a draft, altered, or handed out before a later version was signed.
    2: FILE.pdf can't be read.

    Example: riskform verify 7K3F9Q-plan.pdf
    """
    marks = _marks(path, as_json=as_json)
    with prepared_database() as database, database.session(write=False) as session:
        found = verified(session, marks.sha256, marks.reference, marks.content_hash)
    if as_json:
        print_json(_as_data(found), indent=2)
    else:
        _tell(found)
    sys.exit(0 if found.verdict == "signed" else NOT_SIGNED)


def _marks(path: Path, *, as_json: bool) -> Marks:
    try:
        return read_marks(_bytes_of(path))
    except UnreadablePaper as problem:
        _stop(f"{path}: {problem}", as_json=as_json)
    except OSError as problem:
        _stop(f"{path}: {problem.strerror or 'it could not be read'}.", as_json=as_json)


def _bytes_of(path: Path) -> bytes:
    facts = path.stat()
    if stat.S_ISDIR(facts.st_mode):
        raise UnreadablePaper("This is a folder. Name one PDF file.")
    if not stat.S_ISREG(facts.st_mode):
        raise UnreadablePaper("This is not a file.")
    if facts.st_size > LARGEST_FILE:
        raise UnreadablePaper("The file is larger than any paper that riskform makes.")
    with path.open("rb") as file:
        # One byte more than can be, so that a file that grows meanwhile is told too.
        return file.read(LARGEST_FILE + 1)


def _stop(message: str, *, as_json: bool) -> NoReturn:
    if as_json:
        print_json({"verdict": "unreadable", "signed": False, "says": message}, indent=2)
    click.echo(f"riskform: {message}", err=True)
    sys.exit(CAN_NOT_READ)


def _tell(found: Verified) -> None:
    click.echo(found.says)
    if found.form:
        click.echo(f"Form: {found.form}")
    if found.paper:
        click.echo(f"Paper: {found.paper}")
    click.echo(f"SHA-256: {found.sha256}")


def _as_data(found: Verified) -> dict[str, object]:
    return {
        "verdict": found.verdict,
        "signed": found.verdict == "signed",
        "says": found.says,
        "sha256": found.sha256,
        "record": found.reference or None,
        "paper": found.paper or None,
        "form": found.form or None,
        "revision": found.revision,
        "agreed_by": found.agreed_by or None,
        "agreed_at": found.agreed_at.isoformat() if found.agreed_at else None,
    }
