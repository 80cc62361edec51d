"""What was proposed to be put in use, and what somebody else said to it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from riskform.records.columns import Json
from riskform.records.tables.base import Base, one_of

_OPEN = text("status = 'open'")


class FormProposal(Base):
    """A form as it was proposed: `bundle` is path to text, with what agencies add and scenarios.

    `replaces` is the version that was in use then. Triggers refuse a yes or no of who proposed it,
    and any change once it is decided.
    """

    __tablename__ = "form_proposal"
    __table_args__ = (
        one_of("status", "open", "agreed", "declined", "withdrawn", "replaced"),
        CheckConstraint("length(hash) = 64", name="hash"),
        CheckConstraint("(status = 'open') = (decided_at IS NULL)", name="decided_at"),
        CheckConstraint("(status = 'open') = (decided_by IS NULL)", name="decided_by"),
        Index(
            "uq_form_proposal_open_once",
            "form_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(None, "form_id", "proposed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    form_id: Mapped[str]
    hash: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    bundle: Mapped[Any] = mapped_column(Json)
    scenarios: Mapped[Any] = mapped_column(Json)
    replaces: Mapped[str | None] = mapped_column(ForeignKey("form_version.hash"))
    proposed_by: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[datetime]
    note: Mapped[str]
    status: Mapped[str]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str]
