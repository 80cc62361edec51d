"""`riskform export plans`: the plans of a team as files, stopped and gone on with at any time."""

import queue
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import FrameType
from typing import Final
from zoneinfo import ZoneInfo

import click

from riskform.cli.database import named_actor, prepared_database
from riskform.cli.export_folder import ExportFolder
from riskform.cli.export_progress import Progress
from riskform.engine.documents import Document
from riskform.errors import CouldNotRun, NotAllowed, RiskformError
from riskform.pdf import Renderer
from riskform.records import Database, DatabaseFull, DatabaseUnreachable
from riskform.services.actors import Actor
from riskform.services.exporting import Rendered
from riskform.services.exporting_many import PlanToExport, export_plan, plans_of

WORKERS: Final = 2
NOT_ALL = 1
_LONDON: Final = ZoneInfo("Europe/London")


@click.group()
def export() -> None:
    """Write papers of many records into a folder."""


@export.command("plans")
@click.option("--to", "folder", required=True, metavar="FOLDER", type=click.Path(path_type=Path))
@click.option(
    *("--as", "name"), required=True, metavar="NAME", help="The sign-in name of who gets them."
)
@click.option("--since", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="2026-03-02.")
@click.option("--team", metavar="TEAM", help="Must be the team of NAME, whose records these are.")
@click.option("--drafts", is_flag=True, help="Also plans that are not agreed yet.")
def plans(
    folder: Path, name: str, since: datetime | None, team: str | None, *, drafts: bool
) -> None:
    """Write the agreed plans of NAME's team into FOLDER, each named by its record's reference.

    With --since, only those agreed on that day or later. manifest.jsonl lists every file with its
    SHA-256. Each one is noted in the audit as handed out to NAME. Ctrl-C stops after the papers in
    hand; the same command goes on from there and makes nothing twice.

    Exit status 0: all are there. 1: stopped, or some could not be made. 2: could not be done.

    Example: riskform export plans --to plans-march --as ruth --since 2026-03-01
    """
    with prepared_database() as database:
        actor, wanted = _wanted(
            database, name, team, since.date() if since else None, drafts=drafts
        )
        export_folder = ExportFolder(folder)
        try:
            run = _Run(database, actor, export_folder, wanted)
            with _stopped_by_signals(run.stop):
                run.go()
        finally:
            export_folder.close()
        sys.exit(run.told(folder))


def _wanted(
    database: Database, name: str, team: str | None, since: date | None, *, drafts: bool
) -> tuple[Actor, tuple[PlanToExport, ...]]:
    with database.session(write=False) as session:
        actor = named_actor(session, name)
        if team is not None and team != actor.team:
            raise CouldNotRun(f"{name} is of {actor.team}, and sees no records of another team.")
        try:
            return actor, plans_of(session, actor, since, drafts=drafts)
        except NotAllowed as refusal:
            raise CouldNotRun(str(refusal)) from refusal


@dataclass
class _Run:
    """One run of an export, by `WORKERS` threads that each have a printing process."""

    database: Database
    actor: Actor
    folder: ExportFolder
    wanted: tuple[PlanToExport, ...]
    stopping: threading.Event = field(default_factory=threading.Event)
    failed: list[str] = field(default_factory=list)
    broken: list[RiskformError] = field(default_factory=list)

    def go(self) -> None:
        """Make what is not in the folder yet, until it is all there or somebody stops it."""
        missing = [p for p in self.wanted if not self.folder.holds(p.reference, p.revision)]
        waiting: queue.SimpleQueue[PlanToExport] = queue.SimpleQueue()
        for plan in missing:
            waiting.put(plan)
        self.progress = Progress(len(self.wanted), len(self.wanted) - len(missing), click.echo)
        threads = [threading.Thread(target=self._work, args=(waiting,)) for _ in range(WORKERS)]
        for thread in threads:
            thread.start()
        # Joined in short turns, because a thread that waits for another hears no Ctrl-C.
        while any(thread.is_alive() for thread in threads):
            threads[0].join(0.1)
            threads[-1].join(0.1)
        self.progress.end()

    def stop(self) -> None:
        """Let the papers in hand be finished, and begin no other."""
        self.stopping.set()

    def told(self, folder: Path) -> int:
        """Say how it ended; return the exit status."""
        if self.broken:
            raise CouldNotRun(
                f"{self.broken[0]} {self.progress.done} of {len(self.wanted)} plans are there; put"
                " it right, and give the same command again."
            )
        if not self.wanted:
            click.echo("There is no plan to export.")
            return 0
        for reference in self.failed:
            click.echo(f"riskform: the plan of record {reference} could not be made.", err=True)
        if self.progress.done == len(self.wanted):
            click.echo(f"All {len(self.wanted)} plans are in {folder}.")
            return 0
        click.echo(
            f"Stopped with {self.progress.done} of {len(self.wanted)} plans in {folder}. Give the"
            " same command again to go on."
        )
        return NOT_ALL

    def _work(self, waiting: "queue.SimpleQueue[PlanToExport]") -> None:
        with Renderer() as renderer:

            def render(document: Document) -> Rendered:
                made = renderer.render_or_plain(document)
                return Rendered(made.content, made.complete)

            while not self.stopping.is_set():
                try:
                    plan = waiting.get_nowait()
                except queue.Empty:
                    return
                self._make(plan, render)

    def _make(self, plan: PlanToExport, render: Callable[[Document], Rendered]) -> None:
        now = datetime.now(UTC)
        today = now.astimezone(_LONDON).date()
        try:
            paper = export_plan(self.database, self.actor, plan.reference, today, now, render)
            self.folder.put(plan.reference, plan.revision, paper.content, now.isoformat())
        except (CouldNotRun, DatabaseFull, DatabaseUnreachable) as problem:
            # What keeps this paper from being kept keeps every other too.
            self.broken.append(problem)
            self.stop()
        except RiskformError:
            self.failed.append(plan.reference)
        else:
            self.progress.one_more()


@contextmanager
def _stopped_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` at the first Ctrl-C, or when told to end; a second Ctrl-C ends at once."""

    def heard(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, before[signal.Signals(number)])
        click.echo("\nStopping after the papers in hand.", err=True)
        stop()

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, heard)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
