"""What the database itself refuses of audits: a judge of one's own work, and a late change."""

from riskform.records.migrations.triggers import Rule, dropped, kept, made

OWN_AUDIT = (
    "refused: Nobody can audit an assessment that they wrote or agreed. Nothing was written."
)
NOT_AGREED = "refused: Only an agreed assessment can be audited. Nothing was written."
COMPLETE = "refused: A complete audit can't be changed. Nothing was written."
NO_DECISION = "refused: Nobody decides about an audit. Nothing was written."

_IS_AN_AUDIT = "EXISTS (SELECT 1 FROM practice_audit WHERE assessment_id = {})"
_AUDITOR = "(SELECT author_id FROM assessment WHERE id = NEW.assessment_id)"
_OWN_WORK = (
    "EXISTS (SELECT 1 FROM assessment WHERE id = NEW.audited_id"  # noqa: S608 - names of columns.
    f" AND author_id = {_AUDITOR})"
    " OR EXISTS (SELECT 1 FROM decision WHERE assessment_id = NEW.audited_id"
    f" AND kind = 'agreed' AND decided_by = {_AUDITOR})"
)
_NOT_AGREED = (
    "NOT EXISTS (SELECT 1 FROM assessment WHERE id = NEW.audited_id AND status = 'agreed')"
)


def _complete(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM practice_audit JOIN assessment"  # noqa: S608 - OLD or NEW.
        " ON assessment.id = practice_audit.assessment_id"
        f" WHERE assessment.id = {row}.assessment_id AND assessment.status = 'submitted')"
    )


_OF_OTHER_TABLES = (
    Rule(
        *("assessment_audit_complete", "assessment", "UPDATE", COMPLETE),
        f"OLD.status = 'submitted' AND {_IS_AN_AUDIT.format('OLD.id')}",
    ),
    Rule(
        *("decision_no_audit", "decision", "INSERT", NO_DECISION),
        _IS_AN_AUDIT.format("NEW.assessment_id"),
    ),
    *(
        Rule(f"{table}_audit_{event.lower()}", table, event, COMPLETE, _complete(row))
        for table in ("raised_finding", "finding_reply", "plan_outcome")
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ),
)
_OF_THE_TABLE = (
    Rule("practice_audit_own_work", "practice_audit", "INSERT", OWN_AUDIT, _OWN_WORK),
    Rule("practice_audit_not_agreed", "practice_audit", "INSERT", NOT_AGREED, _NOT_AGREED),
    *kept("practice_audit"),
)
_RULES = (*_OF_THE_TABLE, *_OF_OTHER_TABLES)


def made_for(dialect: str) -> list[str]:
    """Return the statements that make every rule on `sqlite` or `postgresql`."""
    return made(dialect, _RULES, ("practice_audit",))


def dropped_for(dialect: str) -> list[str]:
    """Return the statements that remove every rule, once the table of audits is gone."""
    if dialect == "sqlite":
        return [f"DROP TRIGGER {rule.name}" for rule in _OF_OTHER_TABLES]
    triggers = [f"DROP TRIGGER {rule.name} ON {rule.table}" for rule in _OF_OTHER_TABLES]
    return triggers + dropped(dialect, _RULES)
