"""Races: two to eight browsers save the same boxes of the same page at the same moment.

One of them wins. Every other gets a page that holds the text of both, so no word is lost.
"""

import sqlite3
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from html import unescape
from pathlib import Path
from random import Random

from tests.soak.chance import Figures, chance, figures
from tests.soak.servers import Server
from tests.soak.visitors import Answered, Visitor
from tests.web.sent_forms import form_on

PEOPLE = ("Priya Nair", "Sam Okoro", "Adam Kowalski", "Ruth Adeyemi", "Grace Hill")
MOST = 8  # browsers at once
_WORDS = ("Kit", "slept", "<b>", "&amp;", "{{7*7}}", "سفر", "Żółć", "👩‍👧", "\nand", '"no"', "sofa")


def run(races: int, seed: int) -> Figures:
    """Run `races` on a page of answers and half as many on an outcome; return what came of them."""
    found, random = figures(), chance(seed)
    with tempfile.TemporaryDirectory(prefix="riskform-soak-") as folder:
        server = Server(Path(folder))
        server.start()
        try:
            visitors = [Visitor(server.port).sign_in(PEOPLE[n % len(PEOPLE)]) for n in range(MOST)]
            record = visitors[0].start("Family in a hurry")
            child = visitors[0].add_child(record, "Kit")
            page = f"{record}/analysis/{child}"
            outcome = _outcome(visitors[0], record, child)
            for number in range(races):
                racing = visitors[: random.randint(2, MOST)]
                race(racing, page, "q-danger", random, found)
                if number % 2:
                    race(racing, outcome, "what", random, found)
            _check(server, found)
        finally:
            server.kill_everything()
    return found


def _outcome(visitor: Visitor, record: str, child: str) -> str:
    new = f"{record}/plan/outcomes/new?child={child}"
    made = visitor.send(new, new, what="Kit sleeps in a cot.")
    assert made.status == 303, made.text
    return f"{record}/plan/outcomes/{made.leads_to.partition('#')[2]}"


def race(visitors: list[Visitor], page: str, box: str, random: Random, found: Figures) -> None:
    """Let every visitor type another text into `box` of the same page, and send it at once."""
    texts = [
        f"{n}: " + " ".join(random.choices(_WORDS, k=random.randint(1, 60)))
        for n in range(len(visitors))
    ]
    forms = [
        form_on(visitor.get(page).text, page, **{box: text})
        for visitor, text in zip(visitors, texts, strict=True)
    ]
    together = threading.Barrier(len(visitors))

    def send(number: int) -> Answered:
        together.wait()
        return visitors[number].post(page, forms[number])

    with ThreadPoolExecutor(len(visitors)) as pool:
        answered = list(pool.map(send, range(len(visitors))))
    statuses = sorted(one.status for one in answered)
    found.add("races")
    found.add("saves sent", len(visitors))
    winners = [n for n, one in enumerate(answered) if one.status == 303]
    found.add("winners", len(winners))
    found.add("pages with both texts", _judge(answered, texts, winners, found.wrong.append))
    if len(winners) == 1:
        stands = form_on(visitors[0].get(page).text, page)[box]
        if stands.replace("\r\n", "\n") != texts[winners[0]]:
            found.wrong.append(f"what stands is not the winner's: {stands[:60]!r}")
    else:
        found.wrong.append(f"a race ended with {statuses}")


def _judge(
    answered: list[Answered], texts: list[str], winners: list[int], complain: Callable[[str], None]
) -> int:
    """Return how many losers were shown both texts in full; complain about every other."""
    shown = 0
    for number, one in enumerate(answered):
        if number in winners:
            continue
        words = unescape(one.text.replace("<bdi>", "").replace("</bdi>", ""))
        lost = [texts[n] for n in (number, *winners) if texts[n] not in words]
        if one.status != 409 or lost:
            complain(f"a loser got {one.status} without {[text[:40] for text in lost]}")
        else:
            shown += 1
    return shown


def _check(server: Server, found: Figures) -> None:
    with closing(sqlite3.connect(server.database)) as kept:
        (sound,) = kept.execute("PRAGMA integrity_check").fetchone()
    said = server.log.read_text("utf-8", errors="replace")
    if sound != "ok" or "Traceback" in said or "Failure " in said:
        found.wrong.append(f"the database is {sound}, and the log says {said[-300:]}")
