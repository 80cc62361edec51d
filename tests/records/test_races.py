"""Several people save at once, or a process is killed: no save is lost, and none is halved."""

import os
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

from riskform.engine.case import Answer
from riskform.engine.plan import Outcome
from riskform.errors import WrongState
from riskform.records import answers, assessments, audit, connect, decisions, plans, revisions
from riskform.records.assessments import StoredAssessment
from tests.records.desk import NOW, Desk

WRITERS, SAVES, KILLS = 6, 8, 10


def test_saves_at_the_same_moment_get_consecutive_numbers_and_none_is_lost(desk: Desk) -> None:
    def save_some(writer: int) -> list[int]:
        given = [{f"kit/sleep.q{writer}_{n}": Answer(f"{writer}.{n}")} for n in range(SAVES)]
        return [desk.save(answers).revision for answers in given]

    with ThreadPoolExecutor(WRITERS) as pool:
        numbers = [number for run in pool.map(save_some, range(WRITERS)) for number in run]
    stored = desk.load()
    assert sorted(numbers) == list(range(1, WRITERS * SAVES + 1))
    assert stored.revision == WRITERS * SAVES
    assert len(stored.answers) == WRITERS * SAVES
    assert stored.answers == replayed(desk)


def replayed(desk: Desk) -> dict[str, Answer]:
    """Build the answers again from nothing but the revisions."""
    made: dict[str, Answer] = {}
    with desk.database.session(write=False) as session:
        for revision in revisions.since(session, desk.draft):
            for key, change in revision.changes.items():
                after = answers.from_json(change.after)
                made.pop(key, None)
                if after is not None:
                    made[key] = after
    return made


def test_a_plan_and_answers_saved_at_the_same_moment_share_one_history(desk: Desk) -> None:
    def plan_some(writer: int) -> None:
        with desk.database.session(write=True) as session:
            plans.put_outcome(
                session,
                desk.draft,
                Outcome(f"i{writer}", "kit"),
                author_id=desk.author,
                saved_at=NOW,
            )

    with ThreadPoolExecutor(WRITERS) as pool:
        planned = [pool.submit(plan_some, n) for n in range(WRITERS)]
        saved = [pool.submit(desk.save, {f"kit/sleep.q{n}": Answer("x")}) for n in range(WRITERS)]
        for planning, saving in zip(planned, saved, strict=True):
            planning.result()
            saving.result()
    with desk.database.session(write=False) as session:
        history = revisions.since(session, desk.draft)
        plan = plans.load(session, desk.draft)
    assert [revision.number for revision in history] == list(range(1, 2 * WRITERS + 1))
    assert {outcome.id for outcome in plan.outcomes} == {f"i{n}" for n in range(WRITERS)}
    assert len(desk.load().answers) == WRITERS


def test_of_two_who_agree_at_once_one_is_refused(desk: Desk) -> None:
    desk.submit()

    def agree() -> str:
        with suppress(WrongState), desk.database.session(write=True) as session:
            number = assessments.set_status(
                session, desk.draft, "agreed", author_id=desk.manager, saved_at=NOW
            )
            decisions.record(
                session,
                desk.draft,
                revision=number,
                kind="agreed",
                decided_by=desk.manager,
                reason="",
                decided_at=NOW,
            )
            return "agreed"
        return "refused"

    with ThreadPoolExecutor(4) as pool:
        said = sorted(run.result() for run in [pool.submit(agree) for _ in range(4)])
    assert said == ["agreed", "refused", "refused", "refused"]


def test_a_killed_process_leaves_every_acknowledged_save_and_no_half_save(desk: Desk) -> None:
    chance = random.Random(7)  # noqa: S311 - the same kills on every run.
    acknowledged = [
        number for _ in range(KILLS) for number in saved_until_killed(desk, chance.uniform(0, 0.15))
    ]
    stored = desk.load()
    with desk.database.session(write=False) as session:
        kept = [revision.number for revision in revisions.since(session, desk.draft)]
        events = audit.listed(session, limit=100_000)
    assert acknowledged
    assert kept == list(range(1, stored.revision + 1))
    assert set(acknowledged) <= set(kept)
    assert stored.answers == replayed(desk)
    assert len(events) == len(kept)
    assert is_whole(stored)


def is_whole(stored: StoredAssessment) -> bool:
    """Tell whether the two answers that every save writes together are still alike."""
    return stored.answers["kit/sleep.first"] == stored.answers["kit/sleep.second"]


def saved_until_killed(desk: Desk, seconds: float) -> list[int]:
    """Save in a child process, kill it after its first save and `seconds`; return what it told."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            save_for_ever(desk, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        first = told.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        rest = told.read()
    os.waitpid(child, 0)
    return [int(line) for line in (first + rest).split()]


def save_for_ever(desk: Desk, acknowledge: int) -> None:
    database = connect(desk.url)
    for n in range(100_000):
        at = NOW + timedelta(seconds=n)
        same = Answer(f"{os.getpid()} {n}")
        with database.session(write=True) as session:
            saved = desk.save_in(session, {"kit/sleep.first": same, "kit/sleep.second": same})
            audit.record(session, desk.author, "saved", "assessment", desk.reference, {}, at)
        os.write(acknowledge, f"{saved.revision}\n".encode())
