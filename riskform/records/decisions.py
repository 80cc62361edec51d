"""What managers decided. The database refuses the assessment's own author."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from riskform.records import tables
from riskform.records.session import Session


@dataclass(frozen=True, slots=True)
class Decision:
    """A manager `agreed` or `returned` what stood at `revision`; `level` is None if not set."""

    revision: int
    kind: str
    decided_by: int
    decided_by_name: str
    reason: str
    level: int | None
    decided_at: datetime


_ROW = tables.Decision


def record(
    session: Session,
    assessment_id: int,
    *,
    revision: int,
    kind: str,
    decided_by: int,
    reason: str,
    decided_at: datetime,
    level: int | None = None,
) -> None:
    """Keep a decision; `revision` is a revision that was written.

    Raises `WrongState` where the decider is the assessment's author.
    """
    session.execute(
        insert(_ROW).values(
            assessment_id=assessment_id,
            revision=revision,
            kind=kind,
            decided_by=decided_by,
            reason=reason,
            level=level,
            decided_at=decided_at,
        )
    )


def of_assessment(session: Session, assessment_id: int) -> tuple[Decision, ...]:
    """Return the decisions on an assessment, oldest first."""
    wanted = (
        select(
            *(_ROW.revision, _ROW.kind, _ROW.decided_by, tables.UserAccount.name),
            *(_ROW.reason, _ROW.level, _ROW.decided_at),
        )
        .join(tables.UserAccount, tables.UserAccount.id == _ROW.decided_by)
        .where(_ROW.assessment_id == assessment_id)
        .order_by(_ROW.id)
    )
    return tuple(Decision(*row) for row in session.execute(wanted))
