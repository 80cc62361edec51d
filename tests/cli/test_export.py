"""`riskform export plans`: stopped, killed, gone on with, and what it says when it can't."""

import errno
import json
import os
import signal
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Self

import pytest
from click.testing import CliRunner, Result

from riskform.__main__ import main
from riskform.cli import export_folder
from riskform.cli.export_folder import ExportFolder
from riskform.cli.export_progress import Progress
from riskform.engine.documents import Document
from riskform.errors import CouldNotRun
from riskform.records import audit, connect, upgrade
from riskform.services import publishing, reviewing
from tests.services.office import NOW, Office, account, short_library


@dataclass
class Printer:
    """Stands in for the printing process; `before` is called before each paper is made."""

    made: list[str]
    before: Callable[[Document], None] = lambda _document: None
    complete: bool = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        pass

    def render_or_plain(self, document: Document) -> SimpleNamespace:
        self.before(document)
        self.made.append(document.reference)
        content = f"%PDF {document.reference} {document.status}".encode()
        return SimpleNamespace(content=content, complete=self.complete)


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    made = Printer([])
    monkeypatch.setattr("riskform.cli.export.Renderer", lambda: made)
    return made


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    address = f"sqlite:///{tmp_path}/riskform.sqlite3"
    monkeypatch.setenv("RISKFORM_DATABASE_URL", address)
    upgrade(address)
    with connect(address) as database:
        with database.session(write=True) as session:
            publishing.publish_library(session, short_library(), NOW)
            people = {
                name: account(session, name, role, team)
                for name, role, team in (
                    ("priya", "practitioner", "North"),
                    ("mo", "manager", "North"),
                    ("sam", "practitioner", "South"),
                    ("amir", "administrator", "North"),
                )
            }
        yield Office(database, people["priya"], people["mo"], people["sam"])


def agreed(office: Office, number: int) -> list[str]:
    references = []
    for each in range(number):
        reference = office.submitted(f"Family {each}")
        with office.writing() as session:
            reviewing.agree(session, office.mo, reference, "", NOW)
        references.append(reference)
    return sorted(references)


def export(folder: Path, *words: str, name: str = "mo") -> Result:
    return CliRunner().invoke(main, ["export", "plans", "--to", str(folder), "--as", name, *words])


def listed(folder: Path) -> list[str]:
    lines = (folder / "manifest.jsonl").read_text().splitlines()
    return sorted(json.loads(line)["record"] for line in lines)


def test_every_agreed_plan_of_the_team_is_a_file_named_by_its_reference(
    office: Office, printer: Printer, tmp_path: Path
) -> None:
    references, folder = agreed(office, 3), tmp_path / "out"
    office.submitted("Not agreed")
    result = export(folder)
    assert result.exit_code == 0, result.output
    assert sorted(file.name for file in folder.glob("*.pdf")) == [f"{r}.pdf" for r in references]
    assert listed(folder) == references == sorted(printer.made)
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.glob("*.*")} == {0o600}
    assert "All 3 plans are in" in result.output
    with office.database.session(write=False) as session:
        events = [audit.listed(session, object_reference=each)[0] for each in references]
    assert [(event.action, event.actor_id) for event in events] == [("exported", office.mo.id)] * 3


def test_a_second_run_makes_nothing_and_a_lost_or_changed_file_is_fetched_again(
    office: Office, printer: Printer, tmp_path: Path
) -> None:
    references, folder = agreed(office, 3), tmp_path / "out"
    export(folder)
    assert export(folder).exit_code == 0
    assert len(printer.made) == 3
    first = (folder / f"{references[0]}.pdf").read_bytes()
    (folder / f"{references[0]}.pdf").unlink()
    (folder / f"{references[1]}.pdf").write_bytes(b"%PDF changed")
    assert export(folder).exit_code == 0
    # They come from the store: the same bytes, and nothing is laid out.
    assert (folder / f"{references[0]}.pdf").read_bytes() == first
    assert len(printer.made) == 3
    assert listed(folder) == sorted([*references, *references[:2]])


def test_ctrl_c_stops_after_the_papers_in_hand_and_the_same_command_goes_on(
    office: Office, printer: Printer, tmp_path: Path
) -> None:
    references, folder = agreed(office, 6), tmp_path / "out"
    printer.before = lambda _: os.kill(os.getpid(), signal.SIGINT) if not printer.made else None
    result = export(folder)
    assert result.exit_code == 1
    assert "Give the same command again" in result.output.replace("\n", " ")
    made = len(printer.made)
    assert listed(folder) == sorted(printer.made)
    assert 0 < made < 6
    printer.before = lambda _: None
    assert export(folder).exit_code == 0
    assert sorted(printer.made) == references


def test_what_a_kill_left_half_is_never_taken_for_a_file(
    office: Office, printer: Printer, tmp_path: Path
) -> None:
    references, folder = agreed(office, 2), tmp_path / "out"
    export(folder)
    (folder / f".{references[0]}.pdf.part").write_bytes(b"%PD")
    with (folder / "manifest.jsonl").open("a") as manifest:
        manifest.write('{"record": "000000", "file": "000')
    assert export(folder).exit_code == 0
    assert len(printer.made) == 2
    assert listed(folder) == references
    assert [file.name for file in folder.glob(".*.part")] == []


def test_since_drafts_and_the_other_team(office: Office, printer: Printer, tmp_path: Path) -> None:
    (reference,), draft = agreed(office, 1), office.submitted("Not agreed")
    assert "There is no plan" in export(tmp_path / "none", "--since", "2026-03-03").output
    assert export(tmp_path / "all", "--drafts", "--since", "2026-03-02").exit_code == 0
    assert listed(tmp_path / "all") == sorted([reference, draft])
    assert "There is no plan" in export(tmp_path / "south", name="sam").output
    assert printer.made


@pytest.mark.parametrize(
    ("words", "name", "says"),
    [
        (("--team", "South"), "mo", "sees no records of another team"),
        ((), "amir", "sees no records, so there is no plan to export"),
        ((), "nobody", "nobody can sign in as nobody"),
    ],
)
def test_who_may_not_have_them_gets_a_sentence_and_no_file(
    office: Office, printer: Printer, tmp_path: Path, words: tuple[str, ...], name: str, says: str
) -> None:
    agreed(office, 1)
    result = export(tmp_path / "out", *words, name=name)
    assert (result.exit_code, printer.made) == (2, [])
    assert says in result.output
    assert not list(tmp_path.glob("out/*.pdf"))


def test_a_folder_that_is_a_file_or_in_use_is_refused(
    office: Office, printer: Printer, tmp_path: Path
) -> None:
    agreed(office, 1)
    (tmp_path / "file").touch()
    for where in (tmp_path / "file", tmp_path / "file" / "below"):
        result = export(where)
        assert (result.exit_code, "can't be used" in result.output) == (2, True)
    in_use = ExportFolder(tmp_path / "out")
    assert "another export is writing" in export(tmp_path / "out").output
    in_use.close()
    assert printer.made == []


def test_a_full_disk_stops_it_with_a_sentence_and_leaves_no_half_file(
    office: Office, printer: Printer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed(office, 3)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(export_folder.os, "fsync", full)
        result = export(tmp_path / "out")
    assert result.exit_code == 2
    assert "No space left on device. 0 of 3 plans are there" in result.output
    assert [file.name for file in (tmp_path / "out").glob("*.pdf")] == []
    assert export(tmp_path / "out").exit_code == 0
    assert printer.made


def test_a_plan_that_can_not_be_laid_out_is_named_and_the_others_are_made(
    office: Office, printer: Printer, tmp_path: Path
) -> None:
    (reference,) = agreed(office, 1)
    printer.complete = False
    result = export(tmp_path / "out")
    assert result.exit_code == 1
    assert f"the plan of record {reference} could not be made" in result.output
    assert not (tmp_path / "out" / f"{reference}.pdf").exists()
    with office.database.session(write=False) as session:
        actions = [event.action for event in audit.listed(session, object_reference=reference)]
    assert "exported" not in actions


def test_the_bar_counts_what_is_there_and_guesses_by_what_this_run_took() -> None:
    said: list[str] = []
    progress = Progress(4, 2, said.append)
    progress.one_more()
    assert said[0] == "2 of 4 plans are there already."
    assert said[1].startswith("[######################........] 3 of 4 plans, about 1 s left")
    progress.one_more()
    assert said[2] == f"[{'#' * 30}] 4 of 4 plans"


def test_a_list_that_is_mended_stays_readable_by_its_owner_alone(tmp_path: Path) -> None:
    folder = ExportFolder(tmp_path)
    folder.put("7K3F9Q", 1, b"%PDF", "now")
    folder.close()
    listed = tmp_path / "manifest.jsonl"
    whole = listed.read_text()
    with listed.open("a") as manifest:
        manifest.write('{"record": "0000')
    ExportFolder(tmp_path).close()
    assert listed.read_text() == whole
    assert stat.S_IMODE(listed.stat().st_mode) == 0o600


def test_a_list_that_names_a_file_elsewhere_does_not_lead_there(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"")
    (tmp_path / "out").mkdir()
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    line = {"record": "7K3F9Q", "file": "../secret", "sha256": empty, "revision": 1}
    (tmp_path / "out" / "manifest.jsonl").write_text(json.dumps(line) + "\n")
    folder = ExportFolder(tmp_path / "out")
    assert not folder.holds("7K3F9Q", 1)
    folder.close()
    with pytest.raises(CouldNotRun):
        ExportFolder(tmp_path / "secret")


@pytest.mark.parametrize(
    "line",
    [
        '{"record": "7K3F9Q", "file": "\\u0000.pdf", "sha256": "", "revision": 1}',
        "[" * 100_000,
        '{"record": ' + "9" * 5_000 + "}",
        '{"record": [], "file": {}, "sha256": null, "revision": []}',
        "null",
    ],
)
def test_a_list_with_anything_in_it_stops_no_export(tmp_path: Path, line: str) -> None:
    (tmp_path / "manifest.jsonl").write_text(line + "\n")
    folder = ExportFolder(tmp_path)
    assert not folder.holds("7K3F9Q", 1)
    folder.put("7K3F9Q", 1, b"%PDF", "now")
    assert folder.holds("7K3F9Q", 1)
    folder.close()
