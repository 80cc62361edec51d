"""What the database itself refuses of reviews: a plan that is not agreed, and a late change."""

from riskform.records.migrations.triggers_0001 import KEPT, Rule, on_postgresql, on_sqlite

NOT_AGREED = "refused: Only the plan of an agreed assessment can be reviewed. Nothing was written."
ELSEWHERE = "refused: This outcome is of another assessment. Nothing was written."

_NOT_AGREED = (
    "NOT EXISTS (SELECT 1 FROM assessment WHERE id = NEW.assessment_id AND status = 'agreed')"
)
_ELSEWHERE = (
    "NOT EXISTS (SELECT 1 FROM plan_outcome WHERE id = NEW.outcome_id"
    " AND assessment_id = NEW.assessment_id)"
)
APPEND_ONLY = ("plan_measure", "plan_review", "action_state", "review_comment")

_RULES = (
    *(
        rule
        for table in ("plan_measure", "plan_review")
        for rule in (
            Rule(f"{table}_not_agreed", table, "INSERT", NOT_AGREED, _NOT_AGREED),
            Rule(f"{table}_elsewhere", table, "INSERT", ELSEWHERE, _ELSEWHERE),
        )
    ),
    *(
        Rule(f"{table}_kept_{event.lower()}", table, event, KEPT)
        for table in APPEND_ONLY
        for event in ("UPDATE", "DELETE")
    ),
)


def made_for(dialect: str) -> list[str]:
    """Return the statements that make every rule on `sqlite` or `postgresql`."""
    make = on_sqlite if dialect == "sqlite" else on_postgresql
    made = [statement for rule in _RULES for statement in make(rule)]
    if dialect == "postgresql":
        # The function was made by 0001: TRUNCATE does not ask the triggers of rows.
        made += [
            f"CREATE TRIGGER {table}_kept_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION riskform_kept_truncate()"
            for table in APPEND_ONLY
        ]
    return made


def dropped_for(dialect: str) -> list[str]:
    """Return the statements that remove what is left once the tables are gone."""
    if dialect == "sqlite":
        return []
    return [f"DROP FUNCTION riskform_{rule.name}()" for rule in _RULES]
