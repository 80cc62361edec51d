"""What the database itself refuses of kept papers: a change, and a paper of what can change."""

from riskform.records.migrations.triggers import Rule, dropped, kept, made

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
    *kept("kept_paper"),
)


def made_for(dialect: str) -> list[str]:
    """Return the statements that make every rule on `sqlite` or `postgresql`."""
    return made(dialect, _RULES, ("kept_paper",))


def dropped_for(dialect: str) -> list[str]:
    """Return the statements that remove what is left once the table is gone."""
    return dropped(dialect, _RULES)
