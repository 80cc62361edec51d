"""Reviews of agreed plans, what was said to them, and the secret addresses of calendars."""

import sqlalchemy as sa
from alembic import op

from riskform.records.migrations import triggers_0006
from riskform.records.migrations.columns_0001 import (
    key,
    link,
    must,
    number,
    one_of,
    text,
    time,
    unique,
)

revision = "0006"
down_revision = "0005"

ACCOUNT = "user_account.id"
OF_AN_OUTCOME = {
    "assessment_id": "assessment.id",
    "outcome_id": "plan_outcome.id",
    "author_id": ACCOUNT,
}


def upgrade() -> None:
    _measures()
    _reviews()
    _actions()
    _comments()
    _calendars()
    for statement in triggers_0006.made_for(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    # What was reviewed is lost with the tables; that it was is in the trail.
    for table in ("calendar_feed", "review_comment", "action_state", "plan_review", "plan_measure"):
        op.drop_table(table)
    for statement in triggers_0006.dropped_for(op.get_bind().dialect.name):
        op.execute(statement)


def _yes_or_no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=False)


def _measures() -> None:
    table = "plan_measure"
    op.create_table(
        table,
        *(number("id"), number("assessment_id"), text("outcome_id"), number("number")),
        *(_yes_or_no("counted"), text("unit"), text("direction")),
        *(text("baseline"), text("good_enough"), number("author_id"), time("saved_at")),
        one_of(table, "direction", "", "more", "less"),
        *(link(table, column, to) for column, to in OF_AN_OUTCOME.items()),
        unique(table, "outcome_id", "number"),
        key(table, "id"),
    )
    op.create_index(f"ix_{table}_assessment_id", table, ["assessment_id"])


def _reviews() -> None:
    table = "plan_review"
    op.create_table(
        table,
        *(number("id"), number("assessment_id"), text("outcome_id"), number("number")),
        *(_day("reviewed_on"), _day("measured_on")),
        *(text(name) for name in ("value", "unit", "words", "progress", "computed", "evidence")),
        *(text(name) for name in ("next", "reasons", "finds_out", "find_out_by", "contingency")),
        *(text(name) for name in ("what", "by_date", "if_not")),
        *(number("author_id"), time("saved_at")),
        must(table, "number", "number > 0"),
        one_of(table, "progress", "done", "better", "same", "worse", "cannot_tell"),
        one_of(table, "computed", "", "better", "same", "worse"),
        one_of(table, "next", "keep", "change", "step_up", "close"),
        one_of(table, "contingency", "", "now", "not"),
        *(link(table, column, to) for column, to in OF_AN_OUTCOME.items()),
        unique(table, "outcome_id", "number"),
        key(table, "id"),
    )
    op.create_index(f"ix_{table}_assessment_id", table, ["assessment_id"])


def _actions() -> None:
    table = "action_state"
    op.create_table(
        table,
        *(number("review_id"), text("action_id"), number("position"), text("state")),
        *(text("what"), text("who"), text("due"), _yes_or_no("accepted"), text("why")),
        one_of(table, "state", "new", "done", "not_done", "not_needed"),
        link(table, "review_id", "plan_review.id"),
        key(table, "review_id", "action_id"),
    )


def _comments() -> None:
    table = "review_comment"
    op.create_table(
        table,
        *(number("id"), number("review_id"), text("text"), number("author_id"), time("saved_at")),
        link(table, "review_id", "plan_review.id"),
        link(table, "author_id", ACCOUNT),
        key(table, "id"),
    )
    op.create_index(f"ix_{table}_review_id", table, ["review_id"])


def _calendars() -> None:
    table = "calendar_feed"
    op.create_table(
        table,
        *(number("user_id"), text("token_hash"), time("made_at")),
        must(table, "token_hash", "length(token_hash) = 64"),
        link(table, "user_id", ACCOUNT),
        unique(table, "token_hash"),
        key(table, "user_id"),
    )
