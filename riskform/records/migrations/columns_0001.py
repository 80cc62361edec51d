"""The words that migration 0001 is written in. Frozen with it."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op


def text(name: str, *, empty: bool = False) -> sa.Column[str]:
    """Return a text column, which may be NULL only where said."""
    return sa.Column(name, sa.Text(), nullable=empty)


def number(name: str, *, empty: bool = False) -> sa.Column[int]:
    """Return a column of whole numbers."""
    return sa.Column(name, sa.Integer(), nullable=empty)


def time(name: str, *, empty: bool = False) -> sa.Column[datetime]:
    """Return a column of moments with their zone."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=empty)


def link(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    """Return the rule that a column points at another table."""
    return sa.ForeignKeyConstraint([column], [target], name=f"fk_{table}_{column}")


def one_of(table: str, column: str, *words: str) -> sa.CheckConstraint:
    """Return the rule that a column holds one of a few words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def must(table: str, name: str, condition: str) -> sa.CheckConstraint:
    """Return a condition that every row keeps."""
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    """Return the primary key."""
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def unique(table: str, *columns: str) -> sa.UniqueConstraint:
    """Return the rule that no two rows are alike in these columns."""
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def to_revision(table: str) -> sa.ForeignKeyConstraint:
    """Return the rule that a row belongs to one revision of an assessment."""
    return sa.ForeignKeyConstraint(
        ["assessment_id", "revision"],
        ["revision.assessment_id", "revision.number"],
        name=f"fk_{table}_assessment_id_revision",
    )
