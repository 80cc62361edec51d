"""Papers that somebody waits for, while they are laid out and for some minutes after."""

import sqlalchemy as sa
from alembic import op

from riskform.records.migrations.columns_0001 import key, link, number, one_of, text, time, unique

revision = "0010"
down_revision = "0009"

TABLE = "printing"


def upgrade() -> None:
    op.create_table(
        TABLE,
        *(text("id"), number("asked_by"), text("address")),
        *(text(name) for name in ("kind", "reference", "title", "content_hash", "reason")),
        *(_yes_or_no("again"), text("state"), text("problem")),
        *(number("papers"), number("paper"), text("step")),
        *(number("page"), number("pages"), number("attempt"), time("seen_at")),
        *(_yes_or_no("complete"), sa.Column("content", sa.LargeBinary())),
        one_of(TABLE, "kind", "paper", "agreement"),
        one_of(TABLE, "state", "in hand", "ready", "stopped", "failed"),
        link(TABLE, "asked_by", "user_account.id"),
        unique(TABLE, "asked_by", "address"),
        key(TABLE, "id"),
    )


def downgrade() -> None:
    # Nothing of a record is in it: who waits asks again.
    op.drop_table(TABLE)


def _yes_or_no(name: str) -> "sa.Column[bool]":
    return sa.Column(name, sa.Boolean(), nullable=False)
