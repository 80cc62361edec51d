"""Which agreed plans have to be looked at: for My work, and for the managers' list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from riskform.engine.reviews.due import Clock
from riskform.records import Session
from riskform.services.actors import Actor
from riskform.services.overview import WorkItem
from riskform.services.plan_reviews.standing import PlanNow, standings

SOON = 10  # working days


@dataclass(frozen=True, slots=True)
class PlanDue:
    """An agreed plan in a list.

    `contingencies` counts outcomes whose day passed unreached, `unclear` those about which
    somebody was to find out by a day that has passed.
    """

    item: WorkItem
    clock: Clock
    contingencies: int
    unclear: int


def plans_due(
    session: Session, actor: Actor, agreed: Sequence[WorkItem], today: date
) -> tuple[PlanDue, ...]:
    """Return the plans among `agreed` that are late, due soon, drift, or missed another day.

    The one that was due first stands first.
    """
    found = standings(session, actor, [item.assessment for item in agreed], today)
    due = [
        PlanDue(item, plan.clock, len(plan.contingencies(today)), len(plan.unclear(today)))
        for item in agreed
        if (plan := found.get(item.assessment.id)) and _is_due(plan, today)
    ]
    return tuple(sorted(due, key=lambda one: one.clock.review_by or date.max))


def _is_due(plan: PlanNow, today: date) -> bool:
    if not plan.open_outcomes:
        return False
    soon = plan.clock.review_by is not None and plan.clock.days_left <= SOON
    return soon or plan.clock.drifts or bool(plan.contingencies(today) or plan.unclear(today))
