"""An action as it prints."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One thing that one person does by one day.

    what: starts with a doing word. who: a named person. due: "14 March 2026", or as typed.
    Each prints "Not decided" when it is blank.
    notes: sentences under it: "Left as it is, because the date is the court's."
    answers: the sentences of the findings that this action answers and its outcome does not.
    """

    what: str
    who: str
    due: str
    notes: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
