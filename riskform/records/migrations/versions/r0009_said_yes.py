"""Whether the person who is to do an action has said yes, and on which day."""

from alembic import op

from riskform.records.migrations.columns_0001 import text

revision = "0009"
down_revision = "0008"

TABLE = "plan_action"


def upgrade() -> None:
    op.add_column(TABLE, text("agreed", empty=True))


def downgrade() -> None:
    # Before this nobody could keep it; the revisions hold what was said for ever.
    op.drop_column(TABLE, "agreed")
