"""What a person released for one copy, and took back."""

from alembic import op

from riskform.records.migrations import triggers_0007
from riskform.records.migrations.columns_0001 import key, link, must, number, one_of, text, time

revision = "0007"
down_revision = "0005"

TABLE = "release"


def upgrade() -> None:
    op.create_table(
        TABLE,
        *(number("id"), number("assessment_id"), text("copy"), text("reader"), text("item")),
        *(text("words_hash"), text("act"), text("reason"), number("done_by"), time("done_at")),
        one_of(TABLE, "act", "released", "taken_back"),
        must(TABLE, "words_hash", "length(words_hash) = 64"),
        must(TABLE, "reason", "act = 'taken_back' OR length(reason) > 0"),
        link(TABLE, "assessment_id", "assessment.id"),
        link(TABLE, "done_by", "user_account.id"),
        key(TABLE, "id"),
    )
    columns = ["assessment_id", "copy", "reader"]
    op.create_index(f"ix_{TABLE}_{'_'.join(columns)}", TABLE, columns)
    for statement in triggers_0007.made_for(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    # What was released is lost with the table; who released what stays in the audit trail.
    op.drop_table(TABLE)
    for statement in triggers_0007.dropped_for(op.get_bind().dialect.name):
        op.execute(statement)
