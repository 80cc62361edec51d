"""What a condition read, in the words of a form's author: `kit/sleep.last_night is cot`."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from riskform.definitions.conditions import tree as t
from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.engine.case import FAMILY
from riskform.engine.compiling import measure
from riskform.engine.evaluation import Evaluation
from riskform.engine.household import Standing
from riskform.engine.operands import Operand
from riskform.engine.values import Row, Value, is_blank

MOST_TOLD = 12  # people, items or answers that one reason names
LONGEST_VALUE = 80  # characters of an answer that a reason repeats
_RANGED_OVER: Mapping[str, str] = {
    "child": "children",
    "other child": "other children",
    "adult": "adults",
    "items": "items",
}


def value_in_words(value: Value) -> str:
    """Return a value as it is written in a scenario, cut short where it is long."""
    if isinstance(value, tuple):
        items = [item.id if isinstance(item, Row) else str(item) for item in value]
        text = ", ".join(items)
    elif isinstance(value, date):
        text = value.isoformat()
    elif isinstance(value, Decimal):
        text = f"{value:f}"
    else:
        text = str(value)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1].rstrip()}…"


def answer_in_words(evaluation: Evaluation, person: Standing, ref: str) -> str:
    """Return `kit/sleep.plan is …`, or that there is no answer, and why a given one is none."""
    at = f"{person.id}/{ref}"
    value = person.values.get(ref)
    if value is not None:
        return f"{at} is {value_in_words(value)}"
    given = evaluation.household.given.get(at)
    typed = given is not None and not is_blank(given.value)
    if at not in evaluation.asked:
        kept = ", so its answer does not count" if typed else ""
        return f"{at} is not asked{kept}"
    message = next((one.message for one in evaluation.invalid if one.at == at), None)
    if typed and message is not None:
        return f"{at} can't be used ({message})"
    return f"{at} is not answered"


def in_words(operand: Operand, evaluation: Evaluation) -> str:
    """Return one operand with its value and with whose it is."""
    return _WORDS.get(type(operand.node), _answer)(operand, evaluation)


def _level(_operand: Operand, evaluation: Evaluation) -> str:
    return f"level is {evaluation.household.level}"


def _today(_operand: Operand, evaluation: Evaluation) -> str:
    return f"today is {evaluation.household.on.isoformat()}"


def _answer(operand: Operand, evaluation: Evaluation) -> str:
    ref, person = operand.ref, operand.person(evaluation.household)
    if ref is not None and not ref.present:
        return f"{ref.ref} is in a section that this form leaves out"
    if ref is None or person is None:
        return "there is nobody whose answer it would be"
    return answer_in_words(evaluation, person, ref.ref)


def _known_by(operand: Operand, evaluation: Evaluation) -> str:
    ref, person = operand.ref, operand.person(evaluation.household)
    words = _answer(operand, evaluation)
    if ref is None or person is None or ref.ref not in person.values:
        return words
    how = person.known_by.get(ref.ref)
    return f"{words}, known by {how}" if how else f"{words}, and nobody said how it is known"


def _measured(operand: Operand, evaluation: Evaluation) -> str:
    """Return a date or a choice, and what days_since or score makes of it."""
    node, scope = operand.node, operand.scope
    if not isinstance(node, t.Score | t.DaysSince):
        return ""
    words = (_field if isinstance(node.of, t.Field) else _answer)(operand, evaluation)
    found = measure(node)(evaluation.household, scope.child, scope.adult, scope.row)
    name = "score" if isinstance(node, t.Score) else "days_since"
    return words if found is None else f"{words} ({name} {value_in_words(found)})"


def _age(operand: Operand, _evaluation: Evaluation) -> str:
    child = operand.scope.child
    if child is None:
        return "there is no child"
    if not child.born:
        return f"{child.name} is not born"
    months = child.age_months
    if months is None:
        return f"{child.name}'s age is not known"
    return f"{child.name} is {months} {'month' if months == 1 else 'months'} old"


def _property(operand: Operand, evaluation: Evaluation) -> str:
    node = operand.node
    if not isinstance(node, t.Property):
        return ""
    child, adult = operand.scope.child, operand.scope.adult
    if node.of == "child":
        if node.name == "level" and child is not None:
            return f"{child.name}'s level is {child.level}"
        return _age(operand, evaluation)
    if child is None or adult is None:
        return f"adult.{node.name} has nobody to speak of"
    tie = adult.adult.to.get(child.id) if adult.adult else None
    known = getattr(tie, node.name) if tie else None
    said = "is not answered" if known is None else f"is {known}"
    return f"{adult.name}'s {node.name} to {child.name} {said}"


def _field(operand: Operand, _evaluation: Evaluation) -> str:
    node = operand.node.of if isinstance(operand.node, t.Score | t.DaysSince) else operand.node
    name = node.name if isinstance(node, t.Field) else ""
    row, listed = operand.scope.row, operand.scope.listed
    of = listed.ref if listed else "list"
    whose = operand.scope.child or operand.scope.adult
    person = FAMILY if listed is None or listed.ask == "family" or whose is None else whose.id
    at = f"{person}/{of}[{row.id if row else ''}].{name}"
    value = row.values.get(name) if row else None
    return f"{at} is not answered" if value is None else f"{at} is {value_in_words(value)}"


def _ranged_over(operand: Operand, _evaluation: Evaluation) -> str:
    """Return who decided a quantifier or count; what it read of them follows by itself."""
    node = operand.node
    if not isinstance(node, t.Quantified | t.Count):
        return ""
    kind = _RANGED_OVER[node.over.kind]
    if not operand.among:
        return f"there are no {kind}"
    held = {True: "holds", False: "does not hold", None: "is unknown"}[operand.held]
    decided = f"{len(operand.deciding)} of {operand.among} {kind}"
    more = len(operand.deciding) - MOST_TOLD
    these = ", ".join(operand.deciding[:MOST_TOLD]) + (f" and {more} more" if more > 0 else "")
    return f"it {held} for {these} ({decided})"


def is_not_known(value: Value) -> bool:
    """Tell whether a value is the answer Not known."""
    return value in (NOT_KNOWN, (NOT_KNOWN,))


_WORDS: Mapping[type, Callable[[Operand, Evaluation], str]] = {
    t.WorkedLevel: _level,
    t.Day: _today,
    t.IsBorn: _age,
    t.Property: _property,
    t.Field: _field,
    t.Quantified: _ranged_over,
    t.Count: _ranged_over,
    t.KnownBy: _known_by,
    t.Score: _measured,
    t.DaysSince: _measured,
}
