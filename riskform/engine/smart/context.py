"""What the rules know besides the sentence they judge, and what they answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from riskform.engine.case import Adult, Child
from riskform.engine.plan import Finding

ADULT_AGE = 18
_PARENTS = ("mother", "father", "step_parent")


@dataclass(frozen=True, slots=True)
class Advice:
    """One rule that a sentence breaks.

    `field` is the field of the outcome, action or reply; `about` the id of the outcome or action,
    or the `at` of the finding. `blocks` stops submitting, `advises` does not. With `may_leave` a
    reason for leaving it silences it.
    """

    rule: str
    letter: str | None
    strength: Literal["blocks", "advises"]
    field: str
    message: str
    example: str
    about: str = ""
    may_leave: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """The facts of one assessment. A fact that is None or empty keeps its rules silent.

    `review_weeks` is the level's limit; `level_of` a child's own level where it differs, and
    `review_weeks_of` its limit. `accepted` holds the ids of the actions that their owner has
    accepted, `reviews_unchanged` by action id how many reviews it was carried through unchanged.
    """

    level: int | None = None
    children: tuple[Child, ...] = ()
    adults: tuple[Adult, ...] = ()
    assessed_on: date | None = None
    next_review: date | None = None
    review_weeks: int | None = None
    level_of: Mapping[str, int] = field(default_factory=dict)
    review_weeks_of: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] | None = None
    author: str = ""
    accepted: frozenset[str] | None = None
    reviews_unchanged: Mapping[str, int] = field(default_factory=dict)

    def level_for(self, child_id: str) -> int | None:
        """Return the level that counts for this child."""
        return self.level_of.get(child_id, self.level)

    def last_day(self, child_id: str) -> date | None:
        """Return the earlier of the next review and the level's limit, as far as known."""
        weeks = self.review_weeks_of.get(child_id, self.review_weeks)
        days = [self.next_review] if self.next_review else []
        if self.assessed_on and weeks:
            days.append(self.assessed_on + timedelta(weeks=weeks))
        return min(days, default=None)

    def child(self, child_id: str) -> Child | None:
        """Return the child with this id, or None."""
        return next((child for child in self.children if child.id == child_id), None)

    def parents(self) -> tuple[Adult, ...]:
        """Return the adults who are mother, father or step-parent of any of the children."""
        return tuple(
            adult
            for adult in self.adults
            if any(tie.relationship in _PARENTS for tie in adult.to.values())
        )


def eighteenth_birthday(child: Child) -> date | None:
    """Return the day the child turns 18, 1 March where born on 29 February."""
    born = child.date_of_birth
    if born is None:
        return None
    year = born.year + ADULT_AGE
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
