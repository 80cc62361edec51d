"""Proposals to put a form in use, and what somebody else said to them."""

import sqlalchemy as sa
from alembic import op

from riskform.records.migrations import triggers_0005
from riskform.records.migrations.columns_0001 import key, link, must, number, one_of, text, time

revision = "0005"
down_revision = "0004"

TABLE = "form_proposal"
ACCOUNT = "user_account.id"


def upgrade() -> None:
    op.create_table(
        TABLE,
        *(number("id"), text("form_id"), text("hash"), number("version"), text("title")),
        *(text("bundle"), text("scenarios"), text("replaces", empty=True)),
        *(number("proposed_by"), time("proposed_at"), text("note"), text("status")),
        *(number("decided_by", empty=True), time("decided_at", empty=True), text("reason")),
        one_of(TABLE, "status", "open", "agreed", "declined", "withdrawn", "replaced"),
        must(TABLE, "hash", "length(hash) = 64"),
        must(TABLE, "decided_at", "(status = 'open') = (decided_at IS NULL)"),
        must(TABLE, "decided_by", "(status = 'open') = (decided_by IS NULL)"),
        link(TABLE, "replaces", "form_version.hash"),
        *(link(TABLE, column, ACCOUNT) for column in ("proposed_by", "decided_by")),
        key(TABLE, "id"),
    )
    is_open = sa.text("status = 'open'")
    op.create_index(
        f"uq_{TABLE}_open_once",
        TABLE,
        ["form_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index(f"ix_{TABLE}_form_id_proposed_at", TABLE, ["form_id", "proposed_at"])
    for statement in triggers_0005.made_for(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    # What was proposed is lost with the table; what was put in use is in form_version for ever.
    op.drop_table(TABLE)
    for statement in triggers_0005.dropped_for(op.get_bind().dialect.name):
        op.execute(statement)
