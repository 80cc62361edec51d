"""`riskform verify` as whoever was handed a file meets it."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskform.__main__ import main
from riskform.records import connect, upgrade
from riskform.services import exporting, publishing, reviewing
from riskform.services.exporting import Rendered
from tests.services.office import NOW, TODAY, Office, account, short_library


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    address = f"sqlite:///{tmp_path}/riskform.sqlite3"
    monkeypatch.setenv("RISKFORM_DATABASE_URL", address)
    upgrade(address)
    database = connect(address)
    with database.session(write=True) as session:
        publishing.publish_library(session, short_library(), NOW)
        people = [
            account(session, name, role, "North")
            for name, role in (("Priya Nair", "practitioner"), ("Mo Haddad", "manager"))
        ]
    return Office(database, priya=people[0], mo=people[1], sam=people[0])


def verify(*words: object) -> Result:
    return CliRunner().invoke(main, ["verify", *(str(word) for word in words)])


def handed_out(office: Office, reference: str, path: Path) -> Path:
    """Write the plan, as the record stands and as it is handed out, to a file."""
    with office.writing() as session:
        document = exporting.document_of(session, office.priya, reference, "plan", TODAY)
        pdf = f"%PDF-1.7\n/record ({reference}) {document.status}\n%%EOF\n".encode()
        rendered = Rendered(pdf, complete=True)
        exporting.handed_out(session, office.priya, document, rendered, NOW)
    path.write_bytes(pdf)
    return path


def test_the_signed_paper_a_draft_and_an_altered_one(office: Office, tmp_path: Path) -> None:
    reference = office.submitted()
    draft = handed_out(office, reference, tmp_path / "draft.pdf")
    early = verify(draft)
    assert (early.exit_code, early.output.splitlines()[0]) == (
        1,
        f"This is not a signed paper: record {reference} is not agreed.",
    )
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "", NOW + timedelta(hours=1))
    signed = handed_out(office, reference, tmp_path / "signed.pdf")
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(signed.read_bytes().replace(b"Agreed", b"agreed"))
    said = {path: json.loads(verify(path, "--json").output) for path in (signed, draft, altered)}
    assert [said[path]["verdict"] for path in said] == ["signed", "later", "altered"]
    assert [said[path]["signed"] for path in said] == [True, False, False]
    assert [verify(path).exit_code for path in said] == [0, 1, 1]
    assert said[signed]["record"] == reference
    assert said[signed]["agreed_by"] == "Mo Haddad"
    assert said[signed]["agreed_at"] == "2026-03-02T10:30:00+00:00"
    assert "Mo Haddad" in verify(signed).output


def test_a_stranger_was_never_signed_here(office: Office, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.pdf"
    stranger.write_bytes(b"%PDF-1.4\n%%EOF")
    found = verify(stranger)
    assert found.exit_code == 1
    assert "names no record that is kept here" in found.output
    assert office.database.engine_name == "sqlite"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing.pdf", "No such file or directory"),
        ("folder", "This is a folder"),
        ("pipe", "This is not a file"),
        ("empty.pdf", "The file is empty"),
        ("huge.pdf", "larger than any paper"),
        ("cut.pdf", "cut short"),
        ("letter.txt", "not a PDF"),
    ],
)
def test_what_can_not_be_read_is_said_in_a_sentence(name: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    (tmp_path / "letter.txt").write_text("Dear Sam")
    with (tmp_path / "huge.pdf").open("wb") as huge:
        huge.truncate(200 * 1024 * 1024)
    for words in ((), ("--json",)):
        found = verify(tmp_path / name, *words)
        assert found.exit_code == 2
        assert says in found.output
        assert "Traceback" not in found.output
