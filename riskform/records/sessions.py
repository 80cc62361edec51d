"""Browsers that are signed in. A secret is never kept, only its SHA-256 in hex."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from riskform.records import tables
from riskform.records.accounts import COLUMNS, Account
from riskform.records.prepared import Prepared
from riskform.records.session import Session

_ROW = tables.WebSession
_TABLE = tables.table_of(_ROW)
_ACCOUNT = tables.table_of(tables.UserAccount)
_FIND = Prepared(
    select(_TABLE.c.created_at, _TABLE.c.last_seen_at, _TABLE.c.expires_at, *COLUMNS)
    .join_from(_TABLE, _ACCOUNT, _ACCOUNT.c.id == _TABLE.c.user_id)
    .where(_TABLE.c.token_hash == bindparam("token_hash"))
    .where(_TABLE.c.expires_at > bindparam("now"), _ACCOUNT.c.active.is_(True))
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that has not expired, and whose account is active."""

    token_hash: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    account: Account


def start(
    session: Session, token_hash: str, user_id: int, *, now: datetime, expires_at: datetime
) -> None:
    """Keep a new session; its secret must never have been used before."""
    session.execute(
        insert(_ROW).values(
            token_hash=token_hash,
            user_id=user_id,
            created_at=now,
            last_seen_at=now,
            expires_at=expires_at,
        )
    )


def find(session: Session, token_hash: str, *, now: datetime) -> SignedIn | None:
    """Return who is signed in with this secret's hash, None if nobody is (any more)."""
    found = session.ask(_FIND, {"token_hash": token_hash, "now": now})
    if not found:
        return None
    row = found[0]
    return SignedIn(token_hash, row[0], row[1], row[2], Account(*row[3:]))


def touch(session: Session, token_hash: str, *, now: datetime, expires_at: datetime) -> None:
    """Note that the browser was just seen, and move the end of its session."""
    session.execute(
        update(_ROW)
        .where(_ROW.token_hash == token_hash)
        .values(last_seen_at=now, expires_at=expires_at),
    )


def end(session: Session, token_hash: str) -> None:
    """End one session; ending one that is not there does nothing."""
    session.execute(delete(_ROW).where(_ROW.token_hash == token_hash))


def end_all(session: Session, user_id: int) -> None:
    """End every session of one person."""
    session.execute(delete(_ROW).where(_ROW.user_id == user_id))


def remove_expired(session: Session, *, now: datetime) -> None:
    """Forget the sessions that ended by themselves."""
    session.execute(delete(_ROW).where(_ROW.expires_at <= now))
