"""What stands on either side of a comparison: its kind, and what to write instead."""

from datetime import date
from decimal import Decimal

from riskform.definitions.conditions import parsed as p
from riskform.definitions.conditions import tree as t
from riskform.definitions.conditions.symbols import NUMERIC
from riskform.definitions.conditions.tokens import ConditionError
from riskform.definitions.conditions.words import NOT_KNOWN

LONGEST_NUMBER = 30
PROPERTY_OPTIONS = {
    "relationship": ("mother", "father", "step_parent", "grandparent", "other", NOT_KNOWN),
    "lives_here": ("yes", "no", "sometimes"),
}


def value_kind(operand: t.Operand) -> str:
    """Return `number`, or the type of what can't be counted with."""
    match operand:
        case t.Ref(_, _, kind, _) | t.Field(_, kind):
            return "number" if kind in NUMERIC else kind
        case t.Property(_, name):
            return name if name in PROPERTY_OPTIONS else "number"
        case t.Day():
            return "date"
        case _:
            return "number"


def no_number(node: p.Parsed, kind: str) -> ConditionError:
    """Return the error for something that stands where a number is needed."""
    what = f"'{name_of(node)}' is no number." if isinstance(node, p.Word) else "this is no number."
    return ConditionError(node.offset, "wrong-type", what, remedy(kind))


def remedy(kind: str) -> str:
    """Return how a question of that type is compared."""
    return {
        "choice": "Write 'is …', or compare score(…).",
        "yes_no": "Write 'is yes' or 'is no'.",
        "choices": "Write 'includes …', or compare score(…).",
        "date": "Write 'is before …', 'is after …' or days_since(…).",
        "list": "Write 'any of … where …' or 'is answered'.",
        "number": "Compare it with <, <=, =, !=, >= or >.",
        "scale": "Compare it with <, <=, =, !=, >= or >.",
        "calculated": "Compare it with <, <=, =, !=, >= or >.",
    }.get(kind, "Write 'is answered' or 'is not answered'.")


def name_of(node: p.Parsed) -> str:
    """Return the name that was written, or `this`."""
    return node.text if isinstance(node, p.Word) else "this"


def number_written(text: str, offset: int) -> int | Decimal:
    """Return the number, exactly; raise ConditionError where it is too long."""
    if len(text) > LONGEST_NUMBER:
        what = f"this number has more than {LONGEST_NUMBER} digits."
        raise ConditionError(offset, "wrong-type", what, "Write a shorter one.")
    return Decimal(text) if "." in text else int(text)


def real_date(text: str, offset: int) -> date:
    """Return the date; raise ConditionError where there is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        what = f"there is no date {text}."
        raise ConditionError(offset, "bad-date", what, "Write it as in 2026-03-02.") from None
