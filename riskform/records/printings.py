"""Papers that somebody waits for: how far each is, and its bytes once it is ready.

Whoever looks may ask another web process, on another machine, than the one that lays it out.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from riskform.ids import new_token
from riskform.records import tables
from riskform.records.columns import is_storable
from riskform.records.faults import DatabaseBusy
from riskform.records.session import Session

Kind = Literal["paper", "agreement"]
State = Literal["in hand", "ready", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody waits for: the address that it is at, what it is, and a title without names.

    `reference` is "" where it is about nobody, `content_hash` "" for an agreement and `reason` ""
    for a paper. `papers` are laid out for it; `again` where the record changed meanwhile.
    """

    address: str
    kind: Kind
    reference: str
    title: str
    content_hash: str = ""
    reason: str = ""
    papers: int = 1
    again: bool = False


@dataclass(frozen=True, slots=True)
class HowFar:
    """The step that is being done of paper number `paper`, 0 before the first step.

    `page` and `pages` are 0 while nobody knows them; `attempt` counts how often it is laid out.
    """

    paper: int = 0
    step: str = ""
    page: int = 0
    pages: int = 0
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Printing:
    """What one person waits for, and how it stood at `seen_at`; `problem` says why it failed."""

    id: str
    asked: Asked
    state: State
    problem: str
    seen_at: datetime
    how_far: HowFar


_ROW = tables.table_of(tables.Printing)
_FIND = select(
    *(_ROW.c.id, _ROW.c.state, _ROW.c.problem, _ROW.c.seen_at),
    *(_ROW.c.address, _ROW.c.kind, _ROW.c.reference, _ROW.c.title, _ROW.c.content_hash),
    *(_ROW.c.reason, _ROW.c.papers, _ROW.c.again),
    *(_ROW.c.paper, _ROW.c.step, _ROW.c.page, _ROW.c.pages, _ROW.c.attempt),
)


def begin(session: Session, asked_by: int, asked: Asked, now: datetime) -> str:
    """Keep what somebody waits for, in place of what was at that address; return its id.

    Raises `DatabaseBusy` where the same person asked for it at the same moment.
    """
    session.execute(delete(_ROW).where(*_at(asked_by, asked.address)))
    made = new_token()
    values = {
        "id": made,
        "asked_by": asked_by,
        "address": asked.address,
        "kind": asked.kind,
        "reference": asked.reference,
        "title": asked.title,
        "content_hash": asked.content_hash,
        "reason": asked.reason,
        "again": asked.again,
        "state": "in hand",
        "problem": "",
        "papers": asked.papers,
        **_columns(HowFar()),
        "seen_at": now,
        "complete": True,
        "content": None,
    }
    try:
        with session.begin_nested():
            session.execute(insert(_ROW).values(values))
    except IntegrityError as lost:
        raise DatabaseBusy("the same was asked for at the same moment") from lost
    return made


def find(session: Session, asked_by: int, address: str) -> Printing | None:
    """Return what somebody waits for at an address, None for nothing."""
    if not is_storable(address):
        return None
    row = session.execute(_FIND.where(*_at(asked_by, address))).one_or_none()
    if row is None:
        return None
    made, state, problem, seen_at = row[:4]
    return Printing(made, Asked(*row[4:12]), state, problem, seen_at, HowFar(*row[12:]))


def content_of(session: Session, printing: str) -> tuple[bytes, bool] | None:
    """Return the bytes of a paper that is ready, and whether all of it could be laid out."""
    row = session.execute(
        select(_ROW.c.content, _ROW.c.complete).where(
            _ROW.c.id == printing, _ROW.c.content.is_not(None)
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def in_hand(session: Session, asked_by: int, seen_since: datetime) -> int:
    """Return how many things are being laid out for somebody."""
    counted = select(func.count()).where(
        _ROW.c.asked_by == asked_by, _ROW.c.state == "in hand", _ROW.c.seen_at >= seen_since
    )
    return int(session.execute(counted).scalar_one())


def note(session: Session, printing: str, how_far: HowFar, now: datetime) -> bool:
    """Keep how far it is. Return False where nobody waits for it any more."""
    values = {**_columns(how_far), "seen_at": now}
    return _change(session, printing, values)


def end(
    session: Session,
    printing: str,
    state: State,
    now: datetime,
    *,
    problem: str = "",
    content: bytes | None = None,
    complete: bool = True,
) -> bool:
    """End what is in hand: of several who do so at once, one is told True.

    What is ready needs the reason no more, and loses it.
    """
    values: dict[str, Any] = {"state": state, "seen_at": now, "problem": problem}
    values |= {"content": content, "complete": complete}
    return _change(session, printing, values | ({"reason": ""} if state == "ready" else {}))


def remove(session: Session, asked_by: int, address: str) -> None:
    """Forget what somebody waited for; where it is in hand, laying it out ends."""
    session.execute(delete(_ROW).where(*_at(asked_by, address)))


def forget(session: Session, seen_before: datetime, reasons_before: datetime) -> None:
    """Forget what nobody has seen since; what a manager typed is kept for longer."""
    session.execute(
        delete(_ROW).where(
            or_(
                (_ROW.c.reason == "") & (_ROW.c.seen_at < seen_before),
                _ROW.c.seen_at < reasons_before,
            )
        )
    )


def _at(asked_by: int, address: str) -> tuple[Any, ...]:
    return _ROW.c.asked_by == asked_by, _ROW.c.address == address


def _change(session: Session, printing: str, values: dict[str, Any]) -> bool:
    this = update(_ROW).where(_ROW.c.id == printing, _ROW.c.state == "in hand").values(values)
    return session.execute(this.returning(_ROW.c.id)).first() is not None


def _columns(how_far: HowFar) -> dict[str, object]:
    return {
        "paper": how_far.paper,
        "step": how_far.step,
        "page": how_far.page,
        "pages": how_far.pages,
        "attempt": how_far.attempt,
    }
