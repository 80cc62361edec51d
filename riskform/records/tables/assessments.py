"""Published forms, assessments, and everything that was ever saved in them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from riskform.records.columns import Json
from riskform.records.tables.base import Base, one_of


class FormVersion(Base):
    """A form as published, whole: `bundle` is path to text. Never changes (trigger)."""

    __tablename__ = "form_version"
    __table_args__ = (
        CheckConstraint("length(hash) = 64", name="hash"),
        Index(None, "form_id", "version"),
    )

    hash: Mapped[str] = mapped_column(primary_key=True)
    form_id: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    bundle: Mapped[Any] = mapped_column(Json)
    published_at: Mapped[datetime]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))


class FormInUse(Base):
    """The version of a form that new assessments use, one row for each form."""

    __tablename__ = "form_in_use"

    form_id: Mapped[str] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(ForeignKey("form_version.hash"))
    since: Mapped[datetime]


class Assessment(Base):
    """An assessment as it stands. `document` is `{"answers": {…}, "pages": {…}}`.

    Triggers keep the order of the statuses, and let nothing change once it is agreed.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        one_of("status", "draft", "submitted", "agreed", "returned"),
        CheckConstraint("(status = 'agreed') = (agreed_at IS NOT NULL)", name="agreed_at"),
        CheckConstraint("revision >= 0", name="revision"),
        Index(None, "status", "team"),
        Index(None, "author_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    family_id: Mapped[int] = mapped_column(ForeignKey("family.id"), index=True)
    form_hash: Mapped[str] = mapped_column(ForeignKey("form_version.hash"), index=True)
    level: Mapped[int]
    visit_on: Mapped[date]
    status: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    team: Mapped[str]
    revision: Mapped[int]
    document: Mapped[Any] = mapped_column(Json)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(index=True)
    submitted_at: Mapped[datetime | None]
    agreed_at: Mapped[datetime | None]


class Revision(Base):
    """One acknowledged save: `changes` is `{key: {"before": …, "after": …}}`. Append-only."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("assessment_id", "number"),
        one_of("kind", "answers", "people", "details", "plan", "submitted", "returned", "agreed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    number: Mapped[int]
    kind: Mapped[str]
    section: Mapped[str | None]
    person: Mapped[str | None]
    changes: Mapped[Any] = mapped_column(Json)
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    saved_at: Mapped[datetime]


class Snapshot(Base):
    """Everything as it stood when it was submitted or agreed. Append-only."""

    __tablename__ = "snapshot"
    __table_args__ = (
        ForeignKeyConstraint(
            ["assessment_id", "revision"], ["revision.assessment_id", "revision.number"]
        ),
        one_of("kind", "submitted", "agreed"),
        CheckConstraint("length(hash) = 64", name="hash"),
    )

    assessment_id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    content: Mapped[Any] = mapped_column(Json)
    hash: Mapped[str]
    saved_at: Mapped[datetime]


class RaisedFinding(Base):
    """What the answers raised, for lists; `first_saved_on` starts the clock and never moves."""

    __tablename__ = "raised_finding"
    __table_args__ = (one_of("kind", "urgent", "concern", "unclear", "protective", "strength"),)

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    at: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    says: Mapped[str]
    first_saved_on: Mapped[date]
    raised: Mapped[bool]
