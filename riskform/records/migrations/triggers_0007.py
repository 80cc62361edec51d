"""What the database itself refuses of releases: a change, and who may not release anything."""

from riskform.records.migrations.triggers import Rule, dropped, kept, made

NOT_YOURS = (
    "refused: Only who wrote an assessment, or a manager of its team, can release something for a"
    " copy. Nothing was written."
)
_MAY = (
    "EXISTS (SELECT 1 FROM assessment JOIN user_account ON user_account.id = NEW.done_by"
    " WHERE assessment.id = NEW.assessment_id AND (assessment.author_id = user_account.id"
    " OR (user_account.role = 'manager' AND user_account.team = assessment.team)))"
)

_RULES = (
    Rule("release_not_yours", "release", "INSERT", NOT_YOURS, f"NOT {_MAY}"),
    *kept("release"),
)


def made_for(dialect: str) -> list[str]:
    """Return the statements that make every rule on `sqlite` or `postgresql`."""
    return made(dialect, _RULES, ("release",))


def dropped_for(dialect: str) -> list[str]:
    """Return the statements that remove what is left once the table is gone."""
    return dropped(dialect, _RULES)
