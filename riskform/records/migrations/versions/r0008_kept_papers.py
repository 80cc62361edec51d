"""The papers of agreed assessments, kept as they were handed out."""

import sqlalchemy as sa
from alembic import op

from riskform.records.migrations import triggers_0008
from riskform.records.migrations.columns_0001 import key, link, must, number, text, time, unique

revision = "0008"
down_revision = "0007"

TABLE = "kept_paper"


def upgrade() -> None:
    op.create_table(
        TABLE,
        *(number("id"), number("assessment_id")),
        *(text(name) for name in ("paper", "copy", "reader", "released", "file_name")),
        *(text(name) for name in ("sha256", "content_hash")),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *(time("made_at"), number("made_by")),
        *(must(TABLE, name, f"length({name}) = 64") for name in ("sha256", "content_hash")),
        link(TABLE, "assessment_id", "assessment.id"),
        link(TABLE, "made_by", "user_account.id"),
        unique(TABLE, "assessment_id", "paper", "copy", "reader", "released"),
        key(TABLE, "id"),
    )
    for column in ("sha256", "content_hash"):
        op.create_index(f"ix_{TABLE}_{column}", TABLE, [column])
    for statement in triggers_0008.made_for(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    # The kept bytes are lost with the table; their hashes stay in the audit log for ever.
    op.drop_table(TABLE)
    for statement in triggers_0008.dropped_for(op.get_bind().dialect.name):
        op.execute(statement)
