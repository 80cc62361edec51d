"""The papers of agreed assessments, byte for byte as they were handed out."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from riskform.records.tables.base import Base


class KeptPaper(Base):
    """One paper of an assessment that can't change any more. Append-only (triggers).

    `paper`, `copy`, `reader` and `released` say which it is; `content_hash` is of what it
    says and `sha256` of its bytes. A trigger refuses a paper of what can still change.
    """

    __tablename__ = "kept_paper"
    __table_args__ = (
        UniqueConstraint("assessment_id", "paper", "copy", "reader", "released"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("length(content_hash) = 64", name="content_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    paper: Mapped[str]
    copy: Mapped[str]
    reader: Mapped[str]
    released: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    content_hash: Mapped[str] = mapped_column(index=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
