"""Outcomes, measures and reviews to try things on: each test changes only what matters."""

from dataclasses import replace
from datetime import date

from riskform.engine.plan import Action, Outcome, Plan
from riskform.engine.reviews.asked import Asked
from riskform.engine.reviews.given import ActionGiven, Given
from riskform.engine.reviews.model import Measure, Review
from riskform.engine.reviews.standing import OutcomeNow, standing

VISITED = date(2026, 3, 2)
TODAY = date(2026, 4, 1)
COT = Outcome(
    "icot",
    "kit",
    "Kit sleeps in his own cot for every sleep.",
    "Cot seen clear on 0 of 3 visits.",
    "Cot seen clear on 6 of 6 visits",
    "2026-05-01",
    "Sam calls a strategy discussion.",
    actions=(Action("ibring", "Bring a cot and watch it set up", "Priya Nair", "2026-03-09"),),
)
VISITS = Measure("icot", 1, True, "visits", "more", "0 of 3", "6 of 6")  # noqa: FBT003 - counted
UNCOUNTED = Measure("icot", 1, False)  # noqa: FBT003 - counted
GIVEN = Given(
    value="3 of 6 visits",
    measured_on="2026-03-30",
    progress="better",
    evidence=("seen",),
    next="keep",
    what=COT.what,
    by=COT.by,
    if_not=COT.if_not,
    actions={
        "ibring": ActionGiven("done", "", "Bring a cot and watch it set up", "Priya Nair", "")
    },
)


def review(number: int = 1, **changed: object) -> Review:
    """Return a review that kept the outcome at 3 of 6 visits."""
    made = Review(
        COT.id,
        number,
        date(2026, 3, 16),
        date(2026, 3, 16),
        value="3 of 6",
        unit="visits",
        progress="better",
        computed="better",
        evidence=("seen",),
        next="keep",
        what=COT.what,
        by=COT.by,
        if_not=COT.if_not,
        author="Priya Nair",
        id=number,
    )
    return replace(made, **changed)  # type: ignore[arg-type]  # the fields of a review


def standing_of(
    *reviews: Review, outcome: Outcome = COT, measure: Measure | None = VISITS
) -> OutcomeNow:
    """Return the outcome as it stands after these reviews."""
    measures = {outcome.id: measure} if measure else {}
    plan = Plan((outcome,))
    return standing(plan, {outcome.id: reviews}, measures, (), VISITED, "Priya Nair")[0]


def asked(now: OutcomeNow | None = None, measure: Measure = VISITS, **given: object) -> Asked:
    """Return a review on 1 April, with what is given changed."""
    return Asked(
        now or standing_of(measure=measure),
        measure,
        replace(GIVEN, **given),  # type: ignore[arg-type]  # the fields of what is given
        "Kit",
        VISITED,
        TODAY,
    )
