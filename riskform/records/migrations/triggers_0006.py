"""What the database itself refuses of reviews: a plan that is not agreed, and a late change."""

from riskform.records.migrations.triggers import Rule, dropped, kept, made

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
    *(rule for table in APPEND_ONLY for rule in kept(table)),
)


def made_for(dialect: str) -> list[str]:
    """Return the statements that make every rule on `sqlite` or `postgresql`."""
    return made(dialect, _RULES, APPEND_ONLY)


def dropped_for(dialect: str) -> list[str]:
    """Return the statements that remove what is left once the tables are gone."""
    return dropped(dialect, _RULES)
