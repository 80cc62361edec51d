"""What there is to choose from in radios, checkboxes and lists, as their components take it."""

from collections.abc import Callable, Collection
from typing import Final

from riskform.definitions.conditions.words import NOT_KNOWN
from riskform.definitions.model import ListField, Option, Question

Choice = dict[str, object]
SCALE: Final = tuple(str(number) for number in range(11))
_NOT_LISTED: Final = "{} (not one of the answers)"
_NO_LONGER: Final = "{} (not one of the answers any more)"


def choice_of(option: Option, label: str) -> Choice:
    """Return an option under its label; what stands alone is told apart."""
    alone = option.none_of_these or option.id == NOT_KNOWN
    return {"value": option.id, "text": label} | ({"exclusive": True} if alone else {})


def steps(question: Question | ListField) -> list[Choice]:
    """Return the numbers of a scale, with the words at both ends."""
    ends = {"0": question.low, "10": question.high}
    steps: list[Choice] = [{"value": "", "text": "Choose a number"}]
    for number in SCALE:
        words = ends.get(number)
        steps.append({"value": number, "text": f"{number}: {words}" if words else number})
    return steps


def divided(own: list[Choice], *, several: bool) -> list[Choice]:
    """Return the choices with an "or" before those that stand alone; radios need no more."""
    alone = [one for one in own if one.get("exclusive")]
    others = [one for one in own if not one.get("exclusive")]
    last = alone if several else [{"value": one["value"], "text": one["text"]} for one in alone]
    return [*others, {"divider": "or"}, *last] if others and last else own


def never_listed(_given: str) -> None:
    """Return None: the words of what never was a choice."""


def not_listed(
    given: Collection[str],
    own: Collection[Choice],
    older: Callable[[str], str | None] = never_listed,
) -> list[Choice]:
    """Return what was sent and is no choice, so that it is shown and not lost.

    `older` returns the words of what was a choice in an earlier version of the form, None for
    anything else.
    """
    listed = {one.get("value") for one in own}
    strange = [text for text in given if text and text not in listed]
    return [{"value": text, "text": _said(text, older(text))} for text in strange]


def _said(text: str, words_then: str | None) -> str:
    return _NOT_LISTED.format(text) if words_then is None else _NO_LONGER.format(words_then)
