"""Audits: which assessments are one, and of which child of which agreed assessment."""

import json

import sqlalchemy as sa
from alembic import op

from riskform.records.migrations import triggers_0004
from riskform.records.migrations.columns_0001 import key, link, number, text

revision = "0004"
down_revision = "0003"

TABLE = "practice_audit"


def upgrade() -> None:
    op.create_table(
        TABLE,
        *(number("assessment_id"), number("audited_id"), text("child_id")),
        *(link(TABLE, column, "assessment.id") for column in ("assessment_id", "audited_id")),
        link(TABLE, "child_id", "person.id"),
        key(TABLE, "assessment_id"),
    )
    op.create_index(f"ix_{TABLE}_audited_id_child_id", TABLE, ["audited_id", "child_id"])
    op.create_index(f"ix_{TABLE}_child_id", TABLE, ["child_id"])
    _put_back()
    for statement in triggers_0004.made_for(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    # What the table said is still in the trail, from which `upgrade` puts it back.
    op.drop_table(TABLE)
    for statement in triggers_0004.dropped_for(op.get_bind().dialect.name):
        op.execute(statement)


def _put_back() -> None:
    """Say again which assessments are audits, where this database stood here before."""
    bind = op.get_bind()
    stored = bind.execute(sa.text("SELECT reference, id FROM assessment"))
    ids = {row.reference: row.id for row in stored}
    started = bind.execute(
        sa.text(
            "SELECT object_reference, detail FROM audit_event WHERE action = 'audit started'"
            " ORDER BY seq"
        )
    )
    for reference, detail in started:
        said = json.loads(detail)
        op.execute(
            sa.text(f"INSERT INTO {TABLE} VALUES (:audit, :audited, :child)").bindparams(  # noqa: S608 - a name.
                audit=ids[reference], audited=ids[said["of"]], child=said["child"]
            )
        )
