"""How an outcome is measured, as a person confirms it: its unit, its direction, two numbers."""

from collections.abc import Mapping

from riskform.engine.reviews.amounts import Amount, amounts_in, is_unit, normal_unit
from riskform.engine.reviews.judging import compared
from riskform.engine.reviews.model import DIRECTIONS

COUNTED = {"yes": "It can be counted", "no": "It cannot be counted"}
_LONGEST_UNIT = 20


def unmeasurable(typed: Mapping[str, str]) -> dict[str, str]:
    """Return a message for each field that is wrong: counted, unit, direction and two numbers."""
    counted = typed.get("counted", "")
    if counted not in COUNTED:
        return {"counted": "Can it be counted: choose one of the answers."}
    if counted == "no":
        return {}
    messages: dict[str, str] = {}
    unit = typed.get("unit", "").strip()
    if not unit or len(unit) > _LONGEST_UNIT:
        messages["unit"] = "What is counted: write one or two words, such as visits, kg or %."
    if typed.get("direction", "") not in DIRECTIONS:
        messages["direction"] = "Which way is better: choose one of the answers."
    good = _one(typed, "good_enough", "Good enough", unit, messages, blank=False)
    then = _one(typed, "baseline", "What it was then", unit, messages, blank=True)
    if not messages and good and then:
        messages |= _together(then, good, typed["direction"])
    return messages


def _one(
    typed: Mapping[str, str],
    field: str,
    question: str,
    unit: str,
    messages: dict[str, str],
    *,
    blank: bool,
) -> Amount | None:
    text = typed.get(field, "").strip()
    if not text and blank:
        return None
    found = amounts_in(text)
    if len(found) != 1:
        rest = ", or leave it blank where nothing was counted." if blank else "."
        messages[field] = f"{question}: write one number, such as 3, 41% or 3 of 14{rest}"
        return None
    (amount,) = found
    own = {normal_unit(unit), *(normal_unit(word) for word in unit.split())}
    if amount.unit and is_unit(amount.unit) and normal_unit(amount.unit) not in own:
        messages[field] = f"{question}: write it in {unit}."
    elif amount.of is not None and (amount.of == 0 or amount.number > amount.of):
        messages[field] = f"{question}: the first number can't be more than the second, or of 0."
    return amount


def _together(then: Amount, good: Amount, direction: str) -> dict[str, str]:
    if (then.of is None) != (good.of is None):
        told = "write both as how many of how many, or both as one number."
        return {"baseline": f"What it was then: {told}"}
    if compared(good, then, direction) != "worse":
        told = (
            "this is good enough already. Count the same thing in both, or choose the other way"
            " above."
        )
        return {"baseline": f"What it was then: {told}"}
    return {}
