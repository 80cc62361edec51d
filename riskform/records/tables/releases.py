"""What a person let one copy hold although a rule withholds it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from riskform.records.tables.base import Base, one_of


class Release(Base):
    """One thing released for one copy, or taken back; the newest row of each counts. Append-only.

    `copy` and `reader` name the copy, `item` the thing (engine/documents/omissions.py), and
    `words_hash` is of its words as they were then. A trigger refuses everybody but the author of
    the assessment and the managers of its team.
    """

    __tablename__ = "release"
    __table_args__ = (
        one_of("act", "released", "taken_back"),
        CheckConstraint("length(words_hash) = 64", name="words_hash"),
        CheckConstraint("act = 'taken_back' OR length(reason) > 0", name="reason"),
        Index(None, "assessment_id", "copy", "reader"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    copy: Mapped[str]
    reader: Mapped[str]
    item: Mapped[str]
    words_hash: Mapped[str]
    act: Mapped[str]
    reason: Mapped[str]
    done_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    done_at: Mapped[datetime]
