"""The texts of a plan as they are typed: which can be kept, and which are days."""

from collections.abc import Mapping
from dataclasses import replace

from riskform.engine.plan import Action, Outcome
from riskform.engine.uk_dates import parse_uk_date
from riskform.engine.values import LONGEST_TEXT
from riskform.errors import InvalidInput
from riskform.records import is_storable

_DAYS = frozenset({"by", "due", "agreed"})
OUTCOME_FIELDS = {
    "what": "What will be different",
    "now": "What is it like now",
    "measure": "How will we know",
    "by": "When will we check",
    "if_not": "What if it has not changed",
}
ACTION_FIELDS = {
    "what": "Who needs to do what",
    "who": "Who will do it",
    "due": "By when",
    "agreed": "When they said yes",
}
REPLY_FIELDS = {"reason": "Reason", "owner": "Who finds out", "due": "By when"}


def texts_of(typed: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of `fields` as typed, real days as ISO. Raises InvalidInput for the rest."""
    messages: dict[str, str] = {}
    texts = {key: typed.get(key, "") for key in fields}
    judge(texts, fields, messages)
    if messages:
        raise InvalidInput(messages)
    return {key: as_day(text) if key in _DAYS else text for key, text in texts.items()}


def outcome_from(kept: Outcome, typed: Mapping[str, str], answers: tuple[str, ...]) -> Outcome:
    """Return `kept` with what was typed in it. Raises InvalidInput for what can't be kept."""
    texts = texts_of(typed, OUTCOME_FIELDS)
    return replace(
        kept,
        answers=answers,
        what=texts["what"],
        now=texts["now"],
        measure=texts["measure"],
        by=texts["by"],
        if_not=texts["if_not"],
    )


def action_from(kept: Action, typed: Mapping[str, str], answers: tuple[str, ...]) -> Action:
    """Return `kept` with what was typed in it. Raises InvalidInput for what can't be kept.

    What the one before had said is no yes of a new owner.
    """
    texts = texts_of(typed, ACTION_FIELDS)
    agreed = texts["agreed"].strip()
    if agreed == kept.agreed and texts["who"].strip() != kept.who.strip():
        agreed = ""
    return replace(
        kept,
        answers=answers,
        what=texts["what"],
        who=texts["who"],
        due=texts["due"],
        agreed=agreed,
    )


def judge(
    texts: Mapping[str, str],
    fields: Mapping[str, str],
    messages: dict[str, str],
    at: str = "",
    about: str = "",
) -> None:
    """Add a message for each text that can't be kept, under its field and the finding's `at`."""
    for key, text in texts.items():
        name = f"{about} {fields[key]}" if about else fields[key]
        place = f"{key}-{at}" if at else key
        if len(text) > LONGEST_TEXT:
            messages[place] = f"{name}: keep it to {LONGEST_TEXT:,} characters."
        elif not is_storable(text):
            messages[place] = f"{name}: take out the character that can't be printed."


def as_day(text: str) -> str:
    """Return a day that was typed in any of the usual ways as ISO, anything else as it stands."""
    day = parse_uk_date(text)
    return day.isoformat() if day else text
