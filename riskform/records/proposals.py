"""Proposals to put a form in use. One of a form is open at a time; none is ever deleted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from riskform.errors import NotFound, WrongState
from riskform.records import tables
from riskform.records.session import Session


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A form to be put in use; `scenarios` counts `passed` and `failed`."""

    form_id: str
    hash: str
    version: int
    title: str
    bundle: Mapping[str, str]
    scenarios: Mapping[str, int]
    replaces: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as a list shows it; `status` is open, agreed, declined, withdrawn or replaced."""

    id: int
    form_id: str
    hash: str
    version: int
    title: str
    scenarios: Mapping[str, int]
    replaces: str | None
    proposed_by: int
    proposed_by_name: str
    proposed_at: datetime
    note: str
    status: str
    decided_by: int | None
    decided_by_name: str | None
    decided_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class WholeProposal:
    """A proposal with every file of it, path to text."""

    proposal: Proposal
    bundle: Mapping[str, str]


_ROW = tables.FormProposal
_PROPOSER = tables.UserAccount
_DECIDER = aliased(tables.UserAccount)
_LISTED = (
    select(
        *(_ROW.id, _ROW.form_id, _ROW.hash, _ROW.version, _ROW.title, _ROW.scenarios),
        *(_ROW.replaces, _ROW.proposed_by, _PROPOSER.name, _ROW.proposed_at, _ROW.note),
        *(_ROW.status, _ROW.decided_by, _DECIDER.name, _ROW.decided_at, _ROW.reason),
    )
    .join(_PROPOSER, _PROPOSER.id == _ROW.proposed_by)
    .outerjoin(_DECIDER, _DECIDER.id == _ROW.decided_by)
)


def add(session: Session, new: NewProposal, *, proposed_by: int, proposed_at: datetime) -> int:
    """Keep an open proposal and return its number.

    One that is open of the same form is replaced by it. Raises `WrongState` where somebody else
    proposed the form at the same moment.
    """
    for earlier in listed(session, form_id=new.form_id, status="open"):
        decide(session, earlier.id, "replaced", decided_by=proposed_by, decided_at=proposed_at)
    values: dict[str, Any] = {
        "form_id": new.form_id,
        "hash": new.hash,
        "version": new.version,
        "title": new.title,
        "bundle": dict(new.bundle),
        "scenarios": dict(new.scenarios),
        "replaces": new.replaces,
        "note": new.note,
        "proposed_by": proposed_by,
        "proposed_at": proposed_at,
        "status": "open",
        "reason": "",
    }
    try:
        with session.begin_nested():
            made = session.execute(insert(_ROW).values(values).returning(_ROW.id))
            return int(made.scalar_one())
    except IntegrityError as lost:
        message = "Somebody else proposed this form at the same moment. Nothing was written."
        raise WrongState(message) from lost


def load(session: Session, number: int) -> WholeProposal:
    """Return a proposal with its files. Raises `NotFound`."""
    row = session.execute(_LISTED.add_columns(_ROW.bundle).where(_ROW.id == number)).one_or_none()
    if row is None:
        raise NotFound(f"there is no proposal {number}")
    return WholeProposal(Proposal(*row[:-1]), row[-1])


def listed(
    session: Session, *, form_id: str | None = None, status: str | None = None, limit: int = 100
) -> tuple[Proposal, ...]:
    """Return the proposals that fit all that is given, newest first."""
    wanted = _LISTED.order_by(_ROW.id.desc()).limit(limit)
    if form_id is not None:
        wanted = wanted.where(_ROW.form_id == form_id)
    if status is not None:
        wanted = wanted.where(_ROW.status == status)
    return tuple(Proposal(*row) for row in session.execute(wanted))


def decide(
    session: Session,
    number: int,
    status: str,
    *,
    decided_by: int,
    decided_at: datetime,
    reason: str = "",
) -> None:
    """Close an open proposal. Raises `WrongState` where it is open no more.

    Of two who decide at once, one is refused; so is who agrees to a proposal of their own.
    """
    values = {
        "status": status,
        "decided_by": decided_by,
        "decided_at": decided_at,
        "reason": reason,
    }
    this = update(_ROW).where(_ROW.id == number, _ROW.status == "open").values(values)
    if session.execute(this.returning(_ROW.id)).first() is None:
        raise WrongState("This proposal was decided already. Nothing was written.")
