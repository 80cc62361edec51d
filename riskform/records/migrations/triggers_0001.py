"""What the database itself refuses, so that no mistake in the code above can do it.

Each rule is a sentence that people may read; `riskform.records.faults` turns it into `WrongState`.
"""

from riskform.records.migrations.triggers import KEPT, Rule, dropped, kept, made

AGREED = "refused: An agreed assessment can't be changed. Nothing was written."
OWN = "refused: Nobody can decide on an assessment that they wrote. Nothing was written."
ORDER = "refused: An assessment can't go from that status to this one. Nothing was written."
CLOCK = "refused: The day a finding was first saved never changes. Nothing was written."

APPEND_ONLY = ("form_version", "revision", "snapshot", "decision", "audit_event")
PART_OF_ASSESSMENT = ("raised_finding", "finding_reply", "plan_outcome")

_STEP_ALLOWED = (
    "(OLD.status IN ('draft', 'returned') AND NEW.status = 'submitted')"
    " OR (OLD.status = 'submitted' AND NEW.status IN ('returned', 'agreed'))"
)
_OWN_WORK = (
    "EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND author_id = NEW.decided_by)"
)


def _agreed(row: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM assessment WHERE id = {row}.assessment_id"  # noqa: S608 - OLD or NEW.
        " AND status = 'agreed')"
    )


def _agreed_through_outcome(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM assessment JOIN plan_outcome"  # noqa: S608 - OLD or NEW.
        " ON plan_outcome.assessment_id = assessment.id"
        f" WHERE plan_outcome.id = {row}.outcome_id AND assessment.status = 'agreed')"
    )


def _frozen(table: str, agreed_of: dict[str, str]) -> tuple[Rule, ...]:
    either = f"{agreed_of['OLD']} OR {agreed_of['NEW']}"
    return (
        Rule(f"{table}_frozen_insert", table, "INSERT", AGREED, agreed_of["NEW"]),
        Rule(f"{table}_frozen_update", table, "UPDATE", AGREED, either),
        Rule(f"{table}_frozen_delete", table, "DELETE", AGREED, agreed_of["OLD"]),
    )


def _rules() -> tuple[Rule, ...]:
    agreed = "OLD.status = 'agreed'"
    rules = [
        Rule("assessment_agreed_update", "assessment", "UPDATE", AGREED, agreed),
        Rule("assessment_agreed_delete", "assessment", "DELETE", AGREED, agreed),
        Rule(
            *("assessment_status", "assessment", "UPDATE OF status", ORDER),
            f"NEW.status <> OLD.status AND OLD.status <> 'agreed' AND NOT ({_STEP_ALLOWED})",
        ),
        Rule(
            *("raised_finding_clock", "raised_finding", "UPDATE OF first_saved_on", CLOCK),
            "NEW.first_saved_on <> OLD.first_saved_on",
        ),
        Rule("decision_own_work", "decision", "INSERT", OWN, _OWN_WORK),
    ]
    for table in APPEND_ONLY:
        rules += kept(table)
    for table in PART_OF_ASSESSMENT:
        rules += _frozen(table, {row: _agreed(row) for row in ("OLD", "NEW")})
    rules += _frozen("plan_action", {row: _agreed_through_outcome(row) for row in ("OLD", "NEW")})
    return tuple(rules)


def _truncating() -> str:
    message = KEPT.replace("'", "''")
    return (
        "CREATE FUNCTION riskform_kept_truncate() RETURNS trigger LANGUAGE plpgsql AS $body$"
        f" BEGIN RAISE EXCEPTION '{message}'"
        " USING ERRCODE = 'integrity_constraint_violation'; END $body$"
    )


def made_for(dialect: str) -> list[str]:
    """Return the statements that make every rule on `sqlite` or `postgresql`."""
    first = [_truncating()] if dialect == "postgresql" else []
    return first + made(dialect, _rules(), APPEND_ONLY)


def dropped_for(dialect: str) -> list[str]:
    """Return the statements that remove what is left once the tables are gone."""
    last = ["DROP FUNCTION riskform_kept_truncate()"] if dialect == "postgresql" else []
    return dropped(dialect, _rules()) + last
