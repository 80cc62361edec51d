"""What was released for one copy, by whom and why; append-only, so taking back is a row too."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import func, insert, select

from riskform.records import tables
from riskform.records.columns import is_storable
from riskform.records.session import Session

Act = Literal["released", "taken_back"]


@dataclass(frozen=True, slots=True)
class Release:
    """One thing that a copy may hold; `words_hash` is the SHA-256 of its words then, in hex."""

    item: str
    words_hash: str
    reason: str
    done_by: int
    done_by_name: str
    done_at: datetime


_ROW = tables.Release


def record(
    session: Session,
    assessment_id: int,
    act: Act,
    copy: str,
    reader: str,
    release: Release,
) -> None:
    """Keep that something was released for a copy, or taken back.

    Raises `WrongState` where `release.done_by` neither wrote the assessment nor manages its team.
    """
    session.execute(
        insert(_ROW).values(
            assessment_id=assessment_id,
            copy=copy,
            reader=reader,
            item=release.item,
            words_hash=release.words_hash,
            act=act,
            reason=release.reason,
            done_by=release.done_by,
            done_at=release.done_at,
        )
    )


def standing(session: Session, assessment_id: int, copy: str, reader: str) -> tuple[Release, ...]:
    """Return what is released for a copy and was not taken back, in the order of the releases."""
    if not is_storable(reader):
        return ()
    wanted = (
        select(
            *(_ROW.act, _ROW.item, _ROW.words_hash, _ROW.reason, _ROW.done_by),
            *(tables.UserAccount.name, _ROW.done_at),
        )
        .join(tables.UserAccount, tables.UserAccount.id == _ROW.done_by)
        .where(_ROW.assessment_id == assessment_id, _ROW.copy == copy, _ROW.reader == reader)
        .order_by(_ROW.id)
    )
    found: dict[str, Release] = {}
    for act, *row in session.execute(wanted):
        release = Release(*row)
        found.pop(release.item, None)
        if act == "released":
            found[release.item] = release
    return tuple(found.values())


def state_of(session: Session, assessment_id: int, reader: str) -> str:
    """Return what tells one state of a reader's releases from another, "" where there were none.

    A text that no row can hold, such as %00 in an address, is no reader's id.
    """
    if not is_storable(reader):
        return ""
    latest = select(func.max(_ROW.id)).where(
        _ROW.assessment_id == assessment_id, _ROW.reader == reader
    )
    number = session.execute(latest).scalar()
    return "" if number is None else str(number)
