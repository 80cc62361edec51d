"""Who may sign in, and who is signed in."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from riskform.records.tables.base import Base, one_of


class UserAccount(Base):
    """A person who uses riskform. `sign_in_name` is kept case-folded."""

    __tablename__ = "user_account"
    __table_args__ = (one_of("role", "practitioner", "manager", "author", "administrator"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_in_name: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    job_title: Mapped[str]
    agency: Mapped[str]
    team: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str | None]
    demo: Mapped[bool]
    active: Mapped[bool]
    created_at: Mapped[datetime]


class WebSession(Base):
    """A browser that is signed in; only the hash of its secret is kept."""

    __tablename__ = "web_session"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
