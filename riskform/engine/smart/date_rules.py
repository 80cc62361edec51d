"""Rules about dates, and words that stand where a date should."""

from datetime import date

from riskform.engine.smart.context import Context, eighteenth_birthday
from riskform.engine.smart.sentence import Sentence


def is_open_ended(sentence: Sentence) -> bool:
    """T2: ongoing, as required, in due course ...; "throughout the night" is not meant."""
    vocab = sentence.vocab
    return vocab.open_ended.found_in(vocab.read_past.without(sentence.words))


def what_is_late(day: date, child_id: str, context: Context, *, is_outcome: bool) -> str | None:
    """T3: return which case of being too late `day` is ("" for the review), or None.

    Only an outcome can be too late for a birth: a visit after the birth is a fine action.
    """
    if context.assessed_on and day < context.assessed_on:
        return "past"
    child = context.child(child_id)
    if child is not None:
        grown = eighteenth_birthday(child)
        if grown and day >= grown:
            return "grown_up"
        unborn = child.due_date if child.date_of_birth is None else None
        if is_outcome and unborn and day > unborn:
            return "born"
    last = context.last_day(child_id)
    return "" if last and day > last else None
