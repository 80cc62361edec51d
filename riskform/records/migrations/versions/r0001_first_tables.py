"""The first tables: people, assessments, their history, plans, decisions and audit."""

import sqlalchemy as sa
from alembic import op

from riskform.records.migrations import triggers_0001
from riskform.records.migrations.columns_0001 import (
    key,
    link,
    must,
    number,
    one_of,
    text,
    time,
    to_revision,
    unique,
)

revision = "0001"
down_revision = None

ASSESSMENT = "assessment.id"
ACCOUNT = "user_account.id"

# In the order in which they can be made: what is pointed at comes first.
TABLES = (
    "user_account",
    "web_session",
    "family",
    "person",
    "relation",
    "form_version",
    "assessment",
    "revision",
    "snapshot",
    "raised_finding",
    "plan_outcome",
    "plan_action",
    "finding_reply",
    "decision",
    "audit_event",
)


def upgrade() -> None:
    _make_accounts()
    _make_families()
    _make_assessments()
    _make_history()
    _make_findings()
    _make_plans()
    _make_trail()
    for statement in triggers_0001.made_for(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    # A table takes its triggers and indexes with it.
    for table in reversed(TABLES):
        op.drop_table(table)
    for statement in triggers_0001.dropped_for(op.get_bind().dialect.name):
        op.execute(statement)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _make_accounts() -> None:
    t = "user_account"
    op.create_table(
        t,
        *(number("id"), text("sign_in_name"), text("name"), text("job_title")),
        *(text("agency"), text("team"), text("role"), text("password_hash", empty=True)),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        time("created_at"),
        one_of(t, "role", "practitioner", "manager", "author", "administrator"),
        key(t, "id"),
        unique(t, "sign_in_name"),
    )
    t = "web_session"
    op.create_table(
        t,
        *(text("token_hash"), number("user_id")),
        *(time("created_at"), time("last_seen_at"), time("expires_at")),
        link(t, "user_id", ACCOUNT),
        key(t, "token_hash"),
    )
    _index(t, "user_id")
    _index(t, "expires_at")


def _make_families() -> None:
    t = "family"
    op.create_table(
        t,
        *(number("id"), text("reference"), text("name"), text("team"), time("created_at")),
        key(t, "id"),
        unique(t, "reference"),
    )
    _index(t, "team")
    t = "person"
    aged = "date_of_birth IS NOT NULL OR due_date IS NOT NULL OR age_months IS NOT NULL"
    op.create_table(
        t,
        *(text("id"), number("family_id"), text("kind"), text("name")),
        sa.Column("date_of_birth", sa.Date(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        *(number("age_months", empty=True), number("position"), time("removed_at", empty=True)),
        one_of(t, "kind", "child", "adult"),
        must(t, "id_is_not_the_family", "id <> 'family'"),
        must(t, "age_months", "age_months >= 0"),
        must(t, "child_has_an_age", f"kind <> 'child' OR {aged}"),
        link(t, "family_id", "family.id"),
        key(t, "id"),
    )
    _index(t, "family_id")
    t = "relation"
    known = ("mother", "father", "step_parent", "grandparent", "other", "not_known")
    op.create_table(
        t,
        *(text("adult_id"), text("child_id")),
        *(text("relationship", empty=True), text("lives_here", empty=True)),
        one_of(t, "relationship", *known),
        one_of(t, "lives_here", "yes", "no", "sometimes"),
        *(link(t, "adult_id", "person.id"), link(t, "child_id", "person.id")),
        key(t, "adult_id", "child_id"),
    )
    _index(t, "child_id")


def _make_assessments() -> None:
    t = "form_version"
    op.create_table(
        t,
        *(text("hash"), text("form_id"), number("version"), text("title"), text("bundle")),
        *(time("published_at"), number("published_by", empty=True)),
        must(t, "hash", "length(hash) = 64"),
        link(t, "published_by", ACCOUNT),
        key(t, "hash"),
    )
    _index(t, "form_id", "version")
    t = "assessment"
    op.create_table(
        t,
        *(number("id"), text("reference"), number("family_id"), text("form_hash")),
        number("level"),
        sa.Column("visit_on", sa.Date(), nullable=False),
        *(text("status"), number("author_id"), text("team"), number("revision")),
        *(text("document"), time("created_at"), time("updated_at")),
        *(time("submitted_at", empty=True), time("agreed_at", empty=True)),
        one_of(t, "status", "draft", "submitted", "agreed", "returned"),
        must(t, "agreed_at", "(status = 'agreed') = (agreed_at IS NOT NULL)"),
        must(t, "revision", "revision >= 0"),
        link(t, "family_id", "family.id"),
        link(t, "form_hash", "form_version.hash"),
        link(t, "author_id", ACCOUNT),
        key(t, "id"),
        unique(t, "reference"),
    )
    _index(t, "status", "team")
    _index(t, "author_id", "status")
    for column in ("family_id", "form_hash", "updated_at"):
        _index(t, column)


def _make_history() -> None:
    t = "revision"
    edits = ("answers", "people", "details", "plan")
    op.create_table(
        t,
        *(number("id"), number("assessment_id"), number("number"), text("kind")),
        *(text("section", empty=True), text("person", empty=True), text("changes")),
        *(number("author_id"), time("saved_at")),
        one_of(t, "kind", *edits, "submitted", "returned", "agreed"),
        *(link(t, "assessment_id", ASSESSMENT), link(t, "author_id", ACCOUNT)),
        key(t, "id"),
        unique(t, "assessment_id", "number"),
    )
    t = "snapshot"
    op.create_table(
        t,
        *(number("assessment_id"), number("revision"), text("kind"), text("content")),
        *(text("hash"), time("saved_at")),
        one_of(t, "kind", "submitted", "agreed"),
        must(t, "hash", "length(hash) = 64"),
        to_revision(t),
        key(t, "assessment_id", "revision"),
    )


def _make_findings() -> None:
    t = "raised_finding"
    op.create_table(
        t,
        *(number("assessment_id"), text("at"), text("kind"), text("says")),
        sa.Column("first_saved_on", sa.Date(), nullable=False),
        sa.Column("raised", sa.Boolean(), nullable=False),
        one_of(t, "kind", "urgent", "concern", "unclear", "protective", "strength"),
        link(t, "assessment_id", ASSESSMENT),
        key(t, "assessment_id", "at"),
    )
    t = "finding_reply"
    op.create_table(
        t,
        *(number("assessment_id"), text("at"), text("kind"), text("reason")),
        *(text("owner"), text("due")),
        one_of(t, "kind", "reason", "unclear"),
        link(t, "assessment_id", ASSESSMENT),
        key(t, "assessment_id", "at"),
    )


def _make_plans() -> None:
    t = "plan_outcome"
    op.create_table(
        t,
        *(text("id"), number("assessment_id"), text("child_id", empty=True)),
        *(number("position"), text("what"), text("now"), text("measure")),
        *(text("by_date"), text("if_not"), text("answers"), text("leave")),
        *(link(t, "assessment_id", ASSESSMENT), link(t, "child_id", "person.id")),
        key(t, "id"),
    )
    _index(t, "assessment_id")
    _index(t, "child_id")
    t = "plan_action"
    op.create_table(
        t,
        *(text("id"), text("outcome_id"), number("position"), text("what"), text("who")),
        *(text("due"), text("answers"), text("leave")),
        link(t, "outcome_id", "plan_outcome.id"),
        key(t, "id"),
    )
    _index(t, "outcome_id")


def _make_trail() -> None:
    t = "decision"
    op.create_table(
        t,
        *(number("id"), number("assessment_id"), number("revision"), text("kind")),
        *(number("decided_by"), text("reason"), number("level", empty=True)),
        time("decided_at"),
        one_of(t, "kind", "agreed", "returned"),
        *(to_revision(t), link(t, "decided_by", ACCOUNT)),
        key(t, "id"),
    )
    _index(t, "assessment_id", "revision")
    once = sa.text("kind = 'agreed'")
    op.create_index(
        *("uq_decision_agreed_once", t, ["assessment_id"]),
        unique=True,
        sqlite_where=once,
        postgresql_where=once,
    )
    t = "audit_event"
    op.create_table(
        t,
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        *(time("at_utc"), number("actor_id", empty=True), text("action")),
        *(text("object_kind"), text("object_reference"), text("detail")),
        link(t, "actor_id", ACCOUNT),
        key(t, "seq"),
        sqlite_autoincrement=True,
    )
    _index(t, "object_kind", "object_reference")
    _index(t, "actor_id", "at_utc")
