"""One review of an outcome being judged: the facts, and what it changes."""

from dataclasses import dataclass
from datetime import date

from riskform.definitions.smart_rules import SmartRules
from riskform.engine.case import Adult
from riskform.engine.reasons import says_something
from riskform.engine.reviews.amounts import Amount
from riskform.engine.reviews.given import ActionGiven, Given
from riskform.engine.reviews.judging import Word, computed, is_good_enough, read_value
from riskform.engine.reviews.model import Measure
from riskform.engine.reviews.standing import ActionNow, OutcomeNow
from riskform.engine.smart import Context, names_one_person
from riskform.engine.uk_dates import parse_uk_date


@dataclass(frozen=True, slots=True)
class Asked:
    """One review being judged: the outcome as it stands, what was given, and the days.

    `child` is the child's name; `not_before` the first day that a measurement can have. What is
    carried unchanged through `unchanged_reviews` asks for a change or a reason (rule R4). Who does
    something is judged as in the plan, by the words of `rules` and with the `adults` of the family.
    """

    now: OutcomeNow
    measure: Measure
    given: Given
    child: str
    not_before: date
    today: date
    unchanged_reviews: int = 2
    rules: SmartRules | None = None
    adults: tuple[Adult, ...] = ()

    @property
    def amount(self) -> Amount | None:
        """Return the measurement, None where there is none that can be used."""
        if not self.measure.counted or not self.given.value.strip():
            return None
        read = read_value(self.given.value, self.measure)
        return read if isinstance(read, Amount) else None

    @property
    def computed(self) -> Word | None:
        """Return what the measurement says beside the last one."""
        return computed(self.measure, self.now.points, self.amount)

    @property
    def good_enough(self) -> bool:
        """Tell whether this measurement reaches what is good enough."""
        return self.amount is not None and is_good_enough(self.amount, self.measure)

    @property
    def contingency_is_due(self) -> bool:
        """Tell whether what to do "if not by then" is to be decided now."""
        if self.given.next == "close" or self.good_enough or self.given.progress == "done":
            return False
        day = parse_uk_date(self.now.by)
        return self.given.progress == "worse" or (day is not None and day < self.today)

    def names_one(self, who: str, stands: str = "") -> bool:
        """Tell whether `who` is one person; somebody who `stands` in the plan may stay there."""
        if self.rules is not None and names_one_person(
            self.rules, who, Context(adults=self.adults)
        ):
            return True
        may_stay = self.rules is None or who.strip() == stands.strip()
        return may_stay and says_something(who)


def changes(asked: Asked) -> bool:
    """Tell whether the outcome or an action changes, or one is added. Another day is no change."""
    given, now = asked.given, asked.now
    if any(map(is_new, (given.new_what, given.what, given.if_not), ("", now.what, now.if_not))):
        return True
    if asked.contingency_is_due and given.contingency == "now":
        return True
    return any(action_changes(given.actions.get(a.id), a) for a in now.actions if a.is_open)


def action_changes(given: ActionGiven | None, now: ActionNow) -> bool:
    """Tell whether an action is given up, or has other words or another owner."""
    return given is not None and (
        given.state == "not_needed" or is_new(given.what, now.what) or is_new(given.who, now.who)
    )


def is_new(typed: str, stands: str) -> bool:
    """Tell whether other words were written; none, or some that say nothing, change nothing."""
    return says_something(typed) and typed.strip() != stands.strip()
