"""The SMART plan of an assessment. Dates are kept as typed (ISO when they are real days)."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from riskform.records.columns import Json
from riskform.records.tables.base import Base, one_of


class PlanOutcome(Base):
    """What should be different for one child; `child_id` is empty until a child is chosen."""

    __tablename__ = "plan_outcome"

    id: Mapped[str] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    child_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), index=True)
    position: Mapped[int]
    what: Mapped[str]
    now: Mapped[str]
    measure: Mapped[str]
    by_date: Mapped[str]  # BY is a keyword of SQL.
    if_not: Mapped[str]
    answers: Mapped[Any] = mapped_column(Json)
    leave: Mapped[Any] = mapped_column(Json)


class PlanAction(Base):
    """What one person does by one day, towards an outcome.

    `agreed` is the day on which they said yes, `yes` where the day is not known, NULL before that.
    """

    __tablename__ = "plan_action"

    id: Mapped[str] = mapped_column(primary_key=True)
    outcome_id: Mapped[str] = mapped_column(ForeignKey("plan_outcome.id"), index=True)
    position: Mapped[int]
    what: Mapped[str]
    who: Mapped[str]
    due: Mapped[str]
    answers: Mapped[Any] = mapped_column(Json)
    leave: Mapped[Any] = mapped_column(Json)
    agreed: Mapped[str | None]


class FindingReply(Base):
    """A concern answered by a reason, or who will clear up an unclear item and by when."""

    __tablename__ = "finding_reply"
    __table_args__ = (one_of("kind", "reason", "unclear"),)

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    at: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    reason: Mapped[str]
    owner: Mapped[str]
    due: Mapped[str]
