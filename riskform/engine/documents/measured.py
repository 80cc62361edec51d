"""What an outcome's part on paper is made of: its table, its chart, what each review decided."""

from dataclasses import dataclass

from riskform.engine.documents.action_lines import ActionLine
from riskform.engine.reviews.drawing import Drawing


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of an outcome's table: on which day it was measured, and what it means.

    measure: the number with its unit, or "No number". how_it_is: better, the same, worse, cannot
    tell; "At the start" for what was counted at the assessment. how_known: by whom, as a sentence;
    "" in every row of a copy that does not tell. words: what was seen or said, or "".
    """

    day: str
    measure: str
    how_it_is: str
    how_known: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class MeasureChart:
    """A measure over time, drawn; `words` tell all that the drawing shows."""

    words: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Decided:
    """What one review decided, in sentences, and on which day."""

    day: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeProgress:
    """One outcome of an agreed plan as it stands after its reviews.

    number: as in OutcomeCard. what: what will be different, as it is worded now. start: what it
    was like when the plan was made. good_enough: what is aimed at. now: the last measure and its
    day. how_it_is: the last word for it. unclear: who finds out, where nobody can tell.
    measured: from the oldest to the newest. again: the day on which it is measured again, "" for
    one that is closed. if_not: what happens if it has not changed by then; "" where that day has
    passed, and `overdue` then says what is due.
    """

    number: str
    what: str
    start: str
    good_enough: str
    now: str
    how_it_is: str = ""
    unclear: str = ""
    measured: tuple[Measured, ...] = ()
    chart: MeasureChart | None = None
    decided: tuple[Decided, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    again: str = ""
    if_not: str = ""
    overdue: str = ""
    closed: bool = False
    comments: tuple[str, ...] = ()
