"""Papers that somebody waits for. A row is there for some minutes; the record keeps none of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from riskform.records.tables.base import Base, one_of


class Printing(Base):
    """What one person waits for at one address: a paper, or the papers of an agreement.

    The web process that lays them out writes how far they are, at `seen_at`; any other can read it.
    `step`, `page`, `pages` and `attempt` are of paper number `paper` of `papers`. `content_hash` is
    of what the paper says, `content` its bytes once it is ready, until it is forgotten. `reason` is
    what a manager typed, until the agreement is made.
    """

    __tablename__ = "printing"
    __table_args__ = (
        UniqueConstraint("asked_by", "address"),
        one_of("kind", "paper", "agreement"),
        one_of("state", "in hand", "ready", "stopped", "failed"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    asked_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    address: Mapped[str]
    kind: Mapped[str]
    reference: Mapped[str]
    title: Mapped[str]
    content_hash: Mapped[str]
    reason: Mapped[str]
    again: Mapped[bool]
    state: Mapped[str]
    problem: Mapped[str]
    papers: Mapped[int]
    paper: Mapped[int]
    step: Mapped[str]
    page: Mapped[int]
    pages: Mapped[int]
    attempt: Mapped[int]
    seen_at: Mapped[datetime]
    complete: Mapped[bool]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
