"""Rules that the database itself keeps, as triggers of SQLite and of PostgreSQL."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

KEPT = "refused: What was once saved here is kept for ever. Nothing was written."


@dataclass(frozen=True, slots=True)
class Rule:
    """Refuse `event` on `table` with `message` where `when` (over OLD and NEW) holds."""

    name: str
    table: str
    event: str
    message: str
    when: str = ""


def kept(table: str) -> tuple[Rule, Rule]:
    """Return the rules that no row of `table` is ever changed or removed."""
    return (
        Rule(f"{table}_kept_update", table, "UPDATE", KEPT),
        Rule(f"{table}_kept_delete", table, "DELETE", KEPT),
    )


def made(dialect: str, rules: Sequence[Rule], append_only: Iterable[str] = ()) -> list[str]:
    """Return the statements that make every rule on `sqlite` or `postgresql`.

    On PostgreSQL TRUNCATE asks no trigger of rows, so the tables that are `append_only` refuse it.
    """
    if dialect == "sqlite":
        return [statement for rule in rules for statement in _on_sqlite(rule)]
    statements = [statement for rule in rules for statement in _on_postgresql(rule)]
    return statements + [
        f"CREATE TRIGGER {table}_kept_truncate BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION riskform_kept_truncate()"
        for table in append_only
    ]


def dropped(dialect: str, rules: Sequence[Rule]) -> list[str]:
    """Return the statements that remove what is left of the rules once their tables are gone."""
    if dialect == "sqlite":
        return []
    return [f"DROP FUNCTION riskform_{rule.name}()" for rule in rules]


def _on_sqlite(rule: Rule) -> list[str]:
    """Return the statements that make `rule` on SQLite."""
    when = f" WHEN {rule.when}" if rule.when else ""
    message = rule.message.replace("'", "''")
    made = (
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table}{when}"
        f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )
    return [made]


def _on_postgresql(rule: Rule) -> list[str]:
    """Return the statements that make `rule` on PostgreSQL."""
    # A WHEN of PostgreSQL can't look into other tables, so each rule is a function.
    message = rule.message.replace("'", "''")
    result = "OLD" if rule.event == "DELETE" else "NEW"
    function = (
        f"CREATE FUNCTION riskform_{rule.name}() RETURNS trigger LANGUAGE plpgsql AS $body$"
        f" BEGIN IF {rule.when or 'TRUE'} THEN RAISE EXCEPTION '{message}'"
        " USING ERRCODE = 'integrity_constraint_violation';"
        f" END IF; RETURN {result}; END $body$"
    )
    trigger = (
        f"CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table}"
        f" FOR EACH ROW EXECUTE FUNCTION riskform_{rule.name}()"
    )
    return [function, trigger]
