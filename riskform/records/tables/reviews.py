"""Reviews of an agreed plan, and the secret addresses of calendars."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from riskform.records.columns import Json
from riskform.records.tables.base import Base, one_of


class PlanMeasure(Base):
    """How an outcome is measured; the one with the highest number counts. Append-only."""

    __tablename__ = "plan_measure"
    __table_args__ = (
        UniqueConstraint("outcome_id", "number"),
        one_of("direction", "", "more", "less"),
        Index(None, "assessment_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    outcome_id: Mapped[str] = mapped_column(ForeignKey("plan_outcome.id"))
    number: Mapped[int]
    counted: Mapped[bool]
    unit: Mapped[str]
    direction: Mapped[str]
    baseline: Mapped[str]
    good_enough: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    saved_at: Mapped[datetime]


class PlanReview(Base):
    """One outcome of an agreed plan reviewed once, with its measurement. Append-only.

    `what`, `by_date` and `if_not` are how the outcome stands from then on.
    """

    __tablename__ = "plan_review"
    __table_args__ = (
        UniqueConstraint("outcome_id", "number"),
        CheckConstraint("number > 0", name="number"),
        one_of("progress", "done", "better", "same", "worse", "cannot_tell"),
        one_of("computed", "", "better", "same", "worse"),
        one_of("next", "keep", "change", "step_up", "close"),
        one_of("contingency", "", "now", "not"),
        Index(None, "assessment_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    outcome_id: Mapped[str] = mapped_column(ForeignKey("plan_outcome.id"))
    number: Mapped[int]
    reviewed_on: Mapped[date]
    measured_on: Mapped[date]
    value: Mapped[str]
    unit: Mapped[str]
    words: Mapped[str]
    progress: Mapped[str]
    computed: Mapped[str]
    evidence: Mapped[Any] = mapped_column(Json)
    next: Mapped[str]
    reasons: Mapped[Any] = mapped_column(Json)
    finds_out: Mapped[str]
    find_out_by: Mapped[str]
    contingency: Mapped[str]
    what: Mapped[str]
    by_date: Mapped[str]
    if_not: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    saved_at: Mapped[datetime]


class ActionState(Base):
    """What became of one action at a review, and how it stands from then on. Append-only.

    `action_id` is one of the agreed plan, or of an action that a review added.
    """

    __tablename__ = "action_state"
    __table_args__ = (one_of("state", "new", "done", "not_done", "not_needed"),)

    review_id: Mapped[int] = mapped_column(ForeignKey("plan_review.id"), primary_key=True)
    action_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    state: Mapped[str]
    what: Mapped[str]
    who: Mapped[str]
    due: Mapped[str]
    accepted: Mapped[bool]
    why: Mapped[str]


class ReviewComment(Base):
    """What somebody of the team said to a review. Append-only."""

    __tablename__ = "review_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("plan_review.id"), index=True)
    text: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    saved_at: Mapped[datetime]


class CalendarFeed(Base):
    """The secret address of one person's calendar; only the hash of the secret is kept."""

    __tablename__ = "calendar_feed"
    __table_args__ = (CheckConstraint("length(token_hash) = 64", name="token_hash"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
