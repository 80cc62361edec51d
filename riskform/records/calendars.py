"""Secret addresses of calendars. A secret is never kept, only its SHA-256 in hex."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from riskform.records import tables
from riskform.records.accounts import COLUMNS, Account
from riskform.records.session import Session

_ROW = tables.table_of(tables.CalendarFeed)
_ACCOUNT = tables.table_of(tables.UserAccount)


def put(session: Session, user_id: int, token_hash: str, *, made_at: datetime) -> None:
    """Keep the address of somebody's calendar in the place of an earlier one."""
    remove(session, user_id)
    values = {"user_id": user_id, "token_hash": token_hash, "made_at": made_at}
    session.execute(insert(_ROW).values(values))


def remove(session: Session, user_id: int) -> None:
    """Forget the address of somebody's calendar; where there is none, nothing happens."""
    session.execute(delete(_ROW).where(_ROW.c.user_id == user_id))


def lock(session: Session, user_id: int) -> None:
    """Let nobody else note anything about somebody's calendar until this transaction ends."""
    session.execute(select(_ROW.c.user_id).where(_ROW.c.user_id == user_id).with_for_update())


def made_at(session: Session, user_id: int) -> datetime | None:
    """Return when the address of somebody's calendar was made, None where there is none."""
    wanted = select(_ROW.c.made_at).where(_ROW.c.user_id == user_id)
    return session.execute(wanted).scalar_one_or_none()


def owner(session: Session, token_hash: str) -> Account | None:
    """Return whose calendar has this secret's hash: an active account, or None."""
    wanted = (
        select(*COLUMNS)
        .join_from(_ROW, _ACCOUNT, _ACCOUNT.c.id == _ROW.c.user_id)
        .where(_ROW.c.token_hash == token_hash, _ACCOUNT.c.active.is_(True))
    )
    row = session.execute(wanted).one_or_none()
    return None if row is None else Account(*row)
