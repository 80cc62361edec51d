"""Kills: while several people save over HTTP, workers or the whole server die at any moment.

Whatever a browser was told is saved has to be there afterwards, once, and no save may be half.
"""

import json
import sqlite3
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count
from pathlib import Path

from tests.soak.chance import Figures, chance, figures
from tests.soak.servers import Server
from tests.soak.visitors import Unanswered, Visitor
from tests.web.sent_forms import form_on

PEOPLE = ("Priya Nair", "Sam Okoro", "Adam Kowalski", "Ruth Adeyemi")
# Both boxes of one page get the same text, so that a half save can be seen.
BOXES = ("q-danger", "q-impact")
SAVES_BETWEEN = 5  # at most, before the next kill
LONGEST_WAIT = 0.08  # seconds after the last of them: a save takes about so long
EVERYTHING_DIES = 0.2  # of the kills, the share in which the server goes down with its workers


@dataclass
class Writer:
    """Somebody who saves one page again and again; `told` are the texts that were said saved."""

    visitor: Visitor
    page: str
    name: str
    told: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)

    def write(self, stop: threading.Event) -> None:
        """Save until told to stop."""
        for number in count():
            if stop.is_set():
                return
            try:
                self._save(f"{self.name} {number}. " + "What was seen. " * (number % 40))
            except Unanswered:
                time.sleep(0.05)

    def _save(self, text: str) -> None:
        shown = self.visitor.get(self.page)
        if shown.status != HTTPStatus.OK:
            self.strange.append(f"{self.name}: the page was answered with {shown.status}")
            return
        fields = form_on(shown.text, self.page, **dict.fromkeys(BOXES, text), then="stay")
        answered = self.visitor.post(self.page, fields)
        if answered.status in {303, 422}:
            self.told.append(text)
        else:
            self.strange.append(f"{self.name}: a save was answered with {answered.status}")


def run(kills: int, seed: int) -> Figures:
    """Kill `kills` times; return saves that were told, kills, and all that was lost or half."""
    found = figures()
    with tempfile.TemporaryDirectory(prefix="riskform-soak-") as folder:
        server = Server(Path(folder))
        server.start()
        try:
            writers = [_writer(server.port, name) for name in PEOPLE]
            _kill_while_writing(server, writers, kills, seed, found)
            server.kill_everything()
            check(server.database, writers, found)
        finally:
            server.kill_everything()
        said = server.log.read_text("utf-8", errors="replace")
        if "Traceback" in said or "Failure " in said:
            found.wrong.append(f"the server's log: {said[-500:]}")
    return found


def _writer(port: int, name: str) -> Writer:
    visitor = Visitor(port).sign_in(name)
    record = visitor.start(f"Family of {name}")
    child = visitor.add_child(record, "Kit")
    return Writer(visitor, f"{record}/analysis/{child}", name)


def _kill_while_writing(
    server: Server, writers: list[Writer], kills: int, seed: int, found: Figures
) -> None:
    random, stop = chance(seed), threading.Event()
    threads = [threading.Thread(target=writer.write, args=(stop,)) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        for number in range(kills):
            _let_save(writers, random.randint(1, SAVES_BETWEEN))
            time.sleep(random.uniform(0, LONGEST_WAIT))
            # The first is always of everything, so that even a short run has one.
            if number == 0 or random.random() < EVERYTHING_DIES:
                server.kill_everything()
                server.start()
                found.add("servers killed")
            else:
                server.kill_worker(random.randrange(8))
                found.add("workers killed")
                server.wait()
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _let_save(writers: list[Writer], number: int) -> None:
    """Return when `number` more saves were told; who is never told one is found out later."""
    wanted = number + sum(len(writer.told) for writer in writers)
    give_up = time.monotonic() + 10
    while sum(len(writer.told) for writer in writers) < wanted and time.monotonic() < give_up:
        time.sleep(0.001)


def check(database: Path, writers: list[Writer], found: Figures) -> None:
    """Look for saves that were told and are not there, and for saves that are half there."""
    with closing(sqlite3.connect(database)) as kept:
        for writer in writers:
            _check_one(kept, writer, found)
        orphans = kept.execute("PRAGMA foreign_key_check").fetchall()
        sound = kept.execute("PRAGMA integrity_check").fetchall()
    if sound != [("ok",)] or orphans:
        found.wrong.append(f"the database is damaged: {sound[:3]} {orphans[:3]}")


def _check_one(kept: sqlite3.Connection, writer: Writer, found: Figures) -> None:
    _, _, reference, section, child = writer.page.split("/")
    boxes = [f"{child}/{section}.{box.removeprefix('q-')}" for box in BOXES]
    ((row, standing, document),) = kept.execute(
        "SELECT id, revision, document FROM assessment WHERE reference = ?", (reference,)
    )
    saves = kept.execute(
        "SELECT number, kind, changes FROM revision WHERE assessment_id = ? ORDER BY number", (row,)
    ).fetchall()
    texts = [_text(json.loads(changes), boxes) for _, kind, changes in saves if kind == "answers"]
    times = Counter(texts)
    found.add("saves told", len(writer.told))
    found.add("saves kept", len(texts))
    wrong = [f"lost: {text[:40]}" for text in writer.told if times[text] == 0]
    wrong += [f"kept {times[text]} times: {text[:40]}" for text in writer.told if times[text] > 1]
    wrong += ["a save is half"] * times[""]
    if [number for number, *_ in saves] != list(range(1, standing + 1)):
        wrong.append("the revisions have a gap")
    stands = json.loads(document)["answers"]
    if texts and any(stands[box]["value"] != texts[-1] for box in boxes):
        wrong.append("what stands is not what was saved last")
    found.wrong += [f"{writer.name}: {one}" for one in (*wrong, *writer.strange)]
    found.wrong += _without_audit(kept, reference, [n for n, kind, _ in saves if kind == "answers"])


def _text(changes: dict[str, dict[str, dict[str, str] | None]], boxes: list[str]) -> str:
    """Return the text that a save brought into both boxes, "" for a half save."""
    after = [(changes.get(box) or {}).get("after") or {} for box in boxes]
    values = [str(answer.get("value", "")) for answer in after]
    return values[0] if values[0] == values[1] else ""


def _without_audit(kept: sqlite3.Connection, reference: str, numbers: list[int]) -> list[str]:
    rows = kept.execute(
        "SELECT detail FROM audit_event WHERE object_reference = ? AND action = 'page saved'",
        (reference,),
    )
    audited = sorted(json.loads(detail)["revision"] for (detail,) in rows)
    if audited == numbers:
        return []
    return [f"{reference}: the saves {numbers[-3:]} and the audit {audited[-3:]} do not match"]
