"""What the database itself refuses of releases: a change, and who may not release anything."""

from riskform.records.migrations.triggers_0001 import KEPT, Rule, on_postgresql, on_sqlite

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
    Rule("release_kept_update", "release", "UPDATE", KEPT),
    Rule("release_kept_delete", "release", "DELETE", KEPT),
)


def made_for(dialect: str) -> list[str]:
    """Return the statements that make every rule on `sqlite` or `postgresql`."""
    make = on_sqlite if dialect == "sqlite" else on_postgresql
    made = [statement for rule in _RULES for statement in make(rule)]
    if dialect == "postgresql":
        # The function was made by 0001: TRUNCATE does not ask the triggers of rows.
        made.append(
            "CREATE TRIGGER release_kept_truncate BEFORE TRUNCATE ON release"
            " FOR EACH STATEMENT EXECUTE FUNCTION riskform_kept_truncate()"
        )
    return made


def dropped_for(dialect: str) -> list[str]:
    """Return the statements that remove what is left once the table is gone."""
    if dialect == "sqlite":
        return []
    return [f"DROP FUNCTION riskform_{rule.name}()" for rule in _RULES]
