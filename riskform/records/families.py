"""Families. The people in them are in `people`."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import insert, select

from riskform.errors import NotFound
from riskform.records import tables
from riskform.records.references import free_reference
from riskform.records.session import Session


@dataclass(frozen=True, slots=True)
class Family:
    """A family, and the team that works with it."""

    id: int
    reference: str
    name: str
    team: str
    created_at: datetime


_ROW = tables.table_of(tables.Family)
_COLUMNS = tuple(_ROW.c[part.name] for part in fields(Family))


def create(
    session: Session, *, name: str, team: str, created_at: datetime, reference: str | None = None
) -> Family:
    """Keep a new family, with a reference of its own where none is given."""
    reference = reference or free_reference(session, _ROW.c.reference)
    session.execute(
        insert(_ROW).values(reference=reference, name=name, team=team, created_at=created_at)
    )
    return load(session, reference)


def load(session: Session, reference: str) -> Family:
    """Return the family with this reference. Raises `NotFound`."""
    row = session.execute(select(*_COLUMNS).where(_ROW.c.reference == reference)).one_or_none()
    if row is None:
        raise NotFound(f"there is no family {reference}")
    return Family(*row)


def by_id(session: Session, family_id: int) -> Family:
    """Return the family with this id. Raises `NotFound`."""
    row = session.execute(select(*_COLUMNS).where(_ROW.c.id == family_id)).one_or_none()
    if row is None:
        raise NotFound(f"there is no family number {family_id}")
    return Family(*row)


def listed(session: Session, *, team: str | None = None) -> tuple[Family, ...]:
    """Return the families by name, of one team or of all."""
    wanted = select(*_COLUMNS).order_by(_ROW.c.name, _ROW.c.id)
    if team is not None:
        wanted = wanted.where(_ROW.c.team == team)
    return tuple(Family(*row) for row in session.execute(wanted))
