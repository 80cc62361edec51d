"""Which published version of each form new assessments use, and since when."""

from alembic import op

from riskform.records.migrations.columns_0001 import key, link, text, time

revision = "0002"
down_revision = "0001"

# Until now the version that was published last was the one in use.
_PUBLISHED_LAST = """
INSERT INTO form_in_use (form_id, hash, since)
SELECT form_id, hash, published_at FROM (
    SELECT form_id, hash, published_at, row_number() OVER (
        PARTITION BY form_id ORDER BY published_at DESC, version DESC, hash
    ) AS place
    FROM form_version
) AS versions WHERE place = 1
"""


def upgrade() -> None:
    t = "form_in_use"
    op.create_table(
        t,
        *(text("form_id"), text("hash"), time("since")),
        link(t, "hash", "form_version.hash"),
        key(t, "form_id"),
    )
    op.execute(_PUBLISHED_LAST)


def downgrade() -> None:
    op.drop_table("form_in_use")
