"""Whether an adult lives with a child may be asked and not known, which is not a blank."""

from alembic import op

from riskform.records.migrations.columns_0001 import key, link, one_of, text

revision = "0003"
down_revision = "0002"

TABLE = "relation"
RULE = "ck_relation_lives_here"
BEFORE = ("yes", "no", "sometimes")
AFTER = (*BEFORE, "not_known")
_RELATIONSHIPS = ("mother", "father", "step_parent", "grandparent", "other", "not_known")


def upgrade() -> None:
    _allow(*AFTER)


def downgrade() -> None:
    # Before this, what nobody knew could only be left out.
    op.execute("UPDATE relation SET lives_here = NULL WHERE lives_here = 'not_known'")
    _allow(*BEFORE)


def _allow(*words: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _remake(*words)
        return
    listed = ", ".join(f"'{word}'" for word in words)
    op.drop_constraint(op.f(RULE), TABLE, type_="check")
    op.create_check_constraint(op.f(RULE), TABLE, f"lives_here IN ({listed})")


def _remake(*words: str) -> None:
    # SQLite can't change the rules of a table, only make another and let it take the name.
    op.create_table(
        "relation_remade",
        *(text("adult_id"), text("child_id")),
        *(text("relationship", empty=True), text("lives_here", empty=True)),
        one_of(TABLE, "relationship", *_RELATIONSHIPS),
        one_of(TABLE, "lives_here", *words),
        *(link(TABLE, "adult_id", "person.id"), link(TABLE, "child_id", "person.id")),
        key(TABLE, "adult_id", "child_id"),
    )
    op.execute(
        "INSERT INTO relation_remade (adult_id, child_id, relationship, lives_here)"
        " SELECT adult_id, child_id, relationship, lives_here FROM relation"
    )
    op.drop_table(TABLE)
    op.rename_table("relation_remade", TABLE)
    op.create_index("ix_relation_child_id", TABLE, ["child_id"])
