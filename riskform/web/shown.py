"""What a page shows of a question, worked out: words, boxes, choices, and what is wrong."""

from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from markupsafe import Markup

from riskform.definitions.contacts import Contact
from riskform.definitions.model import Guidance
from riskform.web.choosing import Choice
from riskform.web.factors import ShownFactors
from riskform.web.forms import Boxes, Day
from riskform.web.forms.names import KNOWN_ON

_CHOSEN_ONCE: Final = frozenset({"choice", "yes_no"})


@dataclass(frozen=True, slots=True)
class ShownField:
    """One box, or one group of boxes, under its label.

    `name` is what the browser sends; `needed` tells that it must be answered before submitting.
    """

    name: str
    type: str
    label: str
    hint: str
    boxes: Boxes
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    needed: bool = False
    not_known_box: bool = False
    error: str = ""

    @property
    def anchor(self) -> str:
        """Return where a link to this field leads: the first box in which to type."""
        return f"#{self.name}-day" if self.type == "date" else f"#{self.name}"


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One item of a list: its id, and its fields."""

    id: str
    fields: tuple[ShownField, ...]


@dataclass(frozen=True, slots=True)
class HowKnown:
    """How an answer is known and since when; `words` says it while it is folded away."""

    name: str
    choices: tuple[Choice, ...]
    value: str
    since: Day
    words: str
    error: str

    @property
    def filled(self) -> bool:
        """Tell whether something is chosen or typed here."""
        return bool(self.value or self.since.text)

    @property
    def anchor(self) -> str:
        """Return where a link to this part of the question leads."""
        return f"#{self.name}-{KNOWN_ON}-day"


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question with all that belongs to it.

    `value` is what is calculated, "" while it is not known. `errors` are what the list at the
    head of the page says about it: text and link. `factors` are the parts of census factors;
    `contact` is whom the guidance says to ring.
    """

    id: str
    field: ShownField
    why: str
    guidance: Guidance | None
    contact: Contact | None
    asked_by: str
    how_known: HowKnown | None
    items: tuple[ShownItem, ...]
    value: str
    errors: tuple[dict[str, str], ...]
    factors: ShownFactors | None = None

    @property
    def answerable(self) -> bool:
        """Tell whether it has boxes, and is not worked out from other answers."""
        return self.field.type != "calculated"

    @property
    def to_take_back(self) -> str:
        """Return the label where there is an answer that its own boxes can't take away, else ""."""
        once = self.field.type in _CHOSEN_ONCE and self.field.boxes.value
        return self.field.label if once else ""


class OnPage(NamedTuple):
    """A question on a page to answer: its markup, and what the page says of it elsewhere.

    `answerable`, `to_take_back` and `errors` are those of `ShownQuestion`.
    """

    id: str
    markup: Markup
    answerable: bool
    to_take_back: str
    errors: tuple[dict[str, str], ...] = ()


def said_who_sees(shown: ShownQuestion, who: str) -> ShownQuestion:
    """Return the question with who sees a private answer in its hint, if anything is said."""
    hint = f"{shown.field.hint} {who}".strip()
    return replace(shown, field=replace(shown.field, hint=hint)) if who else shown
