"""Which of the assessments are audits, and of what."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from riskform.records.tables.base import Base


class PracticeAudit(Base):
    """An audit: an assessment of its own, about one child of an agreed one. Append-only.

    Triggers refuse an auditor who wrote or agreed what is audited, and any change once the audit
    is submitted, which completes it.
    """

    __tablename__ = "practice_audit"
    __table_args__ = (Index(None, "audited_id", "child_id"),)

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    audited_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    child_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
