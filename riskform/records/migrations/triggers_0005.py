"""What the database itself refuses of proposals: one's own yes, and a late change."""

from riskform.records.migrations.triggers_0001 import KEPT, Rule, on_postgresql, on_sqlite

OWN_PROPOSAL = (
    "refused: Nobody can decide about a change of a form that they proposed. Nothing was written."
)
DECIDED = "refused: This proposal was decided already. Nothing was written."
_WHAT_WAS_PROPOSED = ("form_id", "hash", "version", "proposed_by", "proposed_at", "note")
_SAME = " AND ".join(f"NEW.{column} = OLD.{column}" for column in _WHAT_WAS_PROPOSED)

_RULES = (
    Rule(
        *("form_proposal_own", "form_proposal", "UPDATE", OWN_PROPOSAL),
        "NEW.status IN ('agreed', 'declined') AND NEW.decided_by = OLD.proposed_by",
    ),
    Rule(
        *("form_proposal_decided", "form_proposal", "UPDATE", DECIDED),
        "OLD.status <> 'open'",
    ),
    Rule(
        *("form_proposal_kept_update", "form_proposal", "UPDATE", KEPT),
        f"OLD.status = 'open' AND NOT ({_SAME})",
    ),
    Rule(
        *("form_proposal_begins_open", "form_proposal", "INSERT", DECIDED),
        "NEW.status <> 'open'",
    ),
    Rule("form_proposal_kept_delete", "form_proposal", "DELETE", KEPT),
)


def made_for(dialect: str) -> list[str]:
    """Return the statements that make every rule on `sqlite` or `postgresql`."""
    make = on_sqlite if dialect == "sqlite" else on_postgresql
    made = [statement for rule in _RULES for statement in make(rule)]
    if dialect == "postgresql":
        # The function was made by 0001: TRUNCATE does not ask the triggers of rows.
        made.append(
            "CREATE TRIGGER form_proposal_kept_truncate BEFORE TRUNCATE ON form_proposal"
            " FOR EACH STATEMENT EXECUTE FUNCTION riskform_kept_truncate()"
        )
    return made


def dropped_for(dialect: str) -> list[str]:
    """Return the statements that remove what is left once the table is gone."""
    if dialect == "sqlite":
        return []
    return [f"DROP FUNCTION riskform_{rule.name}()" for rule in _RULES]
