"""What the database itself refuses of proposals: one's own yes, and a late change."""

from riskform.records.migrations.triggers import KEPT, Rule, dropped, made

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
    return made(dialect, _RULES, ("form_proposal",))


def dropped_for(dialect: str) -> list[str]:
    """Return the statements that remove what is left once the table is gone."""
    return dropped(dialect, _RULES)
