"""The people who may sign in."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from riskform.errors import InvalidInput, NotFound
from riskform.records import tables
from riskform.records.session import Session


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be made; `role` is practitioner, manager, author or administrator."""

    sign_in_name: str
    name: str
    job_title: str
    agency: str
    team: str
    role: str
    password_hash: str | None = field(default=None, repr=False)
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """A person who uses riskform; one without a `password_hash` can't sign in with a password."""

    id: int
    sign_in_name: str
    name: str
    job_title: str
    agency: str
    team: str
    role: str
    password_hash: str | None = field(repr=False)
    demo: bool
    active: bool
    created_at: datetime


_ROW = tables.UserAccount
# In the order of the fields of `Account`.
COLUMNS: tuple[Any, ...] = tuple(tables.table_of(_ROW).c[part.name] for part in fields(Account))


def sign_in_key(typed: str) -> str:
    """Return the sign-in name as it is kept: without outer spaces, in one case and one form."""
    return unicodedata.normalize("NFKC", typed.strip()).casefold()


def add(session: Session, new: NewAccount, *, created_at: datetime) -> Account:
    """Make an account. Raises `InvalidInput` if the sign-in name is taken."""
    key = sign_in_key(new.sign_in_name)
    values = {
        "sign_in_name": key,
        "name": new.name,
        "job_title": new.job_title,
        "agency": new.agency,
        "team": new.team,
        "role": new.role,
        "password_hash": new.password_hash,
        "demo": new.demo,
        "active": True,
        "created_at": created_at,
    }
    try:
        with session.begin_nested():
            session.execute(insert(_ROW).values(values))
    except IntegrityError:
        if by_sign_in_name(session, key) is None:
            raise
        message = f"There is already an account with the sign-in name {key}."
        raise InvalidInput({"sign_in_name": message}) from None
    made = by_sign_in_name(session, key)
    if made is None:
        raise AssertionError("the account that was just made is gone")
    return made


def by_id(session: Session, account_id: int) -> Account:
    """Return an account. Raises `NotFound`."""
    row = session.execute(select(*COLUMNS).where(_ROW.id == account_id)).one_or_none()
    if row is None:
        raise NotFound(f"there is no account {account_id}")
    return Account(*row)


def by_sign_in_name(session: Session, typed: str) -> Account | None:
    """Return the account with this sign-in name, however its letters were typed."""
    wanted = select(*COLUMNS).where(_ROW.sign_in_name == sign_in_key(typed))
    row = session.execute(wanted).one_or_none()
    return None if row is None else Account(*row)


def listed(
    session: Session, *, demo: bool | None = None, roles: Sequence[str] = ()
) -> tuple[Account, ...]:
    """Return the accounts, oldest first: only demo ones or only real ones, only `roles`."""
    wanted = select(*COLUMNS).order_by(_ROW.id)
    if demo is not None:
        wanted = wanted.where(_ROW.demo.is_(demo))
    if roles:
        wanted = wanted.where(_ROW.role.in_(roles))
    return tuple(Account(*row) for row in session.execute(wanted))


def set_password(session: Session, account_id: int, password_hash: str | None) -> None:
    """Keep another password's hash. Raises `NotFound`."""
    _set(session, account_id, password_hash=password_hash)


def set_active(session: Session, account_id: int, *, active: bool) -> None:
    """Let the person sign in, or no longer; end their sessions too. Raises `NotFound`."""
    _set(session, account_id, active=active)


def set_role(session: Session, account_id: int, role: str, team: str) -> None:
    """Give the person another role or team. Raises `NotFound`."""
    _set(session, account_id, role=role, team=team)


def _set(session: Session, account_id: int, **values: object) -> None:
    changed = session.execute(
        update(_ROW).where(_ROW.id == account_id).values(values).returning(_ROW.id)
    )
    if changed.one_or_none() is None:
        raise NotFound(f"there is no account {account_id}")
