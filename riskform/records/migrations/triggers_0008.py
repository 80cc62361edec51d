"""What the database itself refuses of kept papers: a change, and a paper of what can change."""

from riskform.records.migrations.triggers_0001 import KEPT, Rule, on_postgresql, on_sqlite

NOT_FINAL = (
    "refused: A paper is kept once its assessment can't change any more. Nothing was written."
)
_CAN_CHANGE = (
    "NOT EXISTS (SELECT 1 FROM assessment LEFT JOIN practice_audit"
    " ON practice_audit.assessment_id = assessment.id WHERE assessment.id = NEW.assessment_id"
    " AND (assessment.status = 'agreed'"
    " OR (assessment.status = 'submitted' AND practice_audit.assessment_id IS NOT NULL)))"
)

_RULES = (
    Rule("kept_paper_final", "kept_paper", "INSERT", NOT_FINAL, _CAN_CHANGE),
    Rule("kept_paper_kept_update", "kept_paper", "UPDATE", KEPT),
    Rule("kept_paper_kept_delete", "kept_paper", "DELETE", KEPT),
)


def made_for(dialect: str) -> list[str]:
    """Return the statements that make every rule on `sqlite` or `postgresql`."""
    make = on_sqlite if dialect == "sqlite" else on_postgresql
    made = [statement for rule in _RULES for statement in make(rule)]
    if dialect == "postgresql":
        # The function was made by 0001: TRUNCATE does not ask the triggers of rows.
        made.append(
            "CREATE TRIGGER kept_paper_kept_truncate BEFORE TRUNCATE ON kept_paper"
            " FOR EACH STATEMENT EXECUTE FUNCTION riskform_kept_truncate()"
        )
    return made


def dropped_for(dialect: str) -> list[str]:
    """Return the statements that remove what is left once the table is gone."""
    if dialect == "sqlite":
        return []
    return [f"DROP FUNCTION riskform_{rule.name}()" for rule in _RULES]
