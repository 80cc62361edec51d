"""What managers decided, and who did what when. Both are append-only (triggers)."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, Integer, text
from sqlalchemy.orm import Mapped, mapped_column

from riskform.records.columns import Json
from riskform.records.tables.base import Base, one_of

_AGREED = text("kind = 'agreed'")


class Decision(Base):
    """A manager agreed or returned. A trigger refuses the assessment's own author."""

    __tablename__ = "decision"
    __table_args__ = (
        ForeignKeyConstraint(
            ["assessment_id", "revision"], ["revision.assessment_id", "revision.number"]
        ),
        one_of("kind", "agreed", "returned"),
        Index(
            "uq_decision_agreed_once",
            "assessment_id",
            unique=True,
            sqlite_where=_AGREED,
            postgresql_where=_AGREED,
        ),
        Index(None, "assessment_id", "revision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int]
    revision: Mapped[int]
    kind: Mapped[str]
    decided_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    reason: Mapped[str]
    level: Mapped[int | None]
    decided_at: Mapped[datetime]


class AuditEvent(Base):
    """One thing that somebody did or saw; ordered by `seq`, never by the clock."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index(None, "object_kind", "object_reference"),
        Index(None, "actor_id", "at_utc"),
        {"sqlite_autoincrement": True},
    )

    # Only a plain INTEGER key is numbered by SQLite itself.
    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at_utc: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    action: Mapped[str]
    object_kind: Mapped[str]
    object_reference: Mapped[str]
    detail: Mapped[Any] = mapped_column(Json)
