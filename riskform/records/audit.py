"""Who did what to which record and when. Written in the transaction of what was done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, insert, select, type_coerce

from riskform.records import tables
from riskform.records.prepared import Prepared
from riskform.records.session import Session


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One event; `seq` gives the order, `actor_id` is None where nobody was signed in."""

    seq: int
    at_utc: datetime
    actor_id: int | None
    action: str
    object_kind: str
    object_reference: str
    detail: Mapping[str, Any]


_ROW = tables.AuditEvent
_RECORD = Prepared(
    insert(tables.table_of(_ROW)).inline(),
    *("at_utc", "actor_id", "action", "object_kind", "object_reference", "detail"),
)


def record(
    session: Session,
    actor_id: int | None,
    action: str,
    object_kind: str,
    object_reference: str,
    detail: Mapping[str, Any],
    at: datetime,
) -> None:
    """Keep an event. `detail` is JSON, and holds no answers, names or secrets."""
    event = {
        "at_utc": at,
        "actor_id": actor_id,
        "action": action,
        "object_kind": object_kind,
        "object_reference": object_reference,
        "detail": dict(detail),
    }
    session.ask(_RECORD, event)


def listed(
    session: Session,
    *,
    object_kind: str | None = None,
    object_reference: str | None = None,
    actor_id: int | None = None,
    before_seq: int | None = None,
    limit: int = 100,
) -> tuple[AuditEvent, ...]:
    """Return the events that fit all that is given, newest first."""
    wanted = select(
        *(_ROW.seq, _ROW.at_utc, _ROW.actor_id, _ROW.action),
        *(_ROW.object_kind, _ROW.object_reference, _ROW.detail),
    ).order_by(_ROW.seq.desc())
    if object_kind is not None:
        wanted = wanted.where(_ROW.object_kind == object_kind)
    if object_reference is not None:
        wanted = wanted.where(_ROW.object_reference == object_reference)
    if actor_id is not None:
        wanted = wanted.where(_ROW.actor_id == actor_id)
    if before_seq is not None:
        wanted = wanted.where(_ROW.seq < before_seq)
    return tuple(AuditEvent(*row) for row in session.execute(wanted.limit(limit)))


def last(
    session: Session, action: str, object_kind: str, object_reference: str
) -> AuditEvent | None:
    """Return the last time that this was done to this, None for never."""
    wanted = (
        select(
            *(_ROW.seq, _ROW.at_utc, _ROW.actor_id, _ROW.action),
            *(_ROW.object_kind, _ROW.object_reference, _ROW.detail),
        )
        .where(
            _ROW.object_kind == object_kind,
            _ROW.object_reference == object_reference,
            _ROW.action == action,
        )
        .order_by(_ROW.seq.desc())
        .limit(1)
    )
    row = session.execute(wanted).one_or_none()
    return None if row is None else AuditEvent(*row)


def handed_out(session: Session, reference: str, sha256: str) -> AuditEvent | None:
    """Return when a paper of an assessment with these bytes was last handed out, None for never."""
    wanted = (
        select(
            *(_ROW.seq, _ROW.at_utc, _ROW.actor_id, _ROW.action),
            *(_ROW.object_kind, _ROW.object_reference, _ROW.detail),
        )
        .where(
            _ROW.object_kind == "assessment",
            _ROW.object_reference == reference,
            _ROW.action == "exported",
            # The detail is canonical JSON, so that it holds the hash in this form or not at all.
            type_coerce(_ROW.detail, Text).contains(f'"sha256":"{sha256}"', autoescape=True),
        )
        .order_by(_ROW.seq.desc())
        .limit(1)
    )
    row = session.execute(wanted).one_or_none()
    return None if row is None else AuditEvent(*row)
