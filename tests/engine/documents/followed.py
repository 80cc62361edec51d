"""An agreed plan that was followed up: each of its outcomes measured twice since."""

from datetime import UTC, date, datetime, timedelta

from riskform.engine.plan import Plan
from riskform.engine.reviews.model import ActionReview, Comment, Measure, Review
from riskform.engine.reviews.standing import OutcomeNow, standing

SECRETS = ("Dean shouted", "Keep it, Carly asked", "Did the aunt see it?", "drunk", "told")


def followed_up(plan: Plan, reviews: int = 2, **changed: object) -> tuple[OutcomeNow, ...]:
    """Return the plan as it stands after `reviews` reviews of each outcome; `changed` the last."""
    reviewed = {
        outcome.id: [
            _review(10 * place + number, outcome.id, number, changed if number == reviews else {})
            for number in range(1, reviews + 1)
        ]
        for place, outcome in enumerate(plan.outcomes)
    }
    counted = {
        outcome.id: Measure(outcome.id, 1, True, "nights", "more", "1 of 7", "7 of 7")  # noqa: FBT003 - counted
        for outcome in plan.outcomes
    }
    said = [
        Comment(10 * place + 1, "Did the aunt see it?", "Mo", datetime(2026, 3, 20, tzinfo=UTC))
        for place, _ in enumerate(plan.outcomes)
    ]
    return standing(plan, reviewed, counted, said, date(2026, 3, 2), "Priya Nair")


def _review(id_: int, outcome_id: str, number: int, changed: dict[str, object]) -> Review:
    day = date(2026, 3, 2) + timedelta(days=7 * number)
    made: dict[str, object] = {
        "value": f"{number + 2} of 7 nights, Dean was drunk",
        "unit": "nights",
        "words": "Dean shouted.",
        "progress": "better",
        "computed": "better",
        "evidence": ("child", "seen"),
        "next": "keep",
        "reasons": {"same": "Keep it, Carly asked."},
        "what": f"Outcome {outcome_id} as it stands",
        "by": "2026-05-01",
        "if_not": "We ask the school.",
        "actions": (ActionReview(f"n{id_}", "new", "Ring", "Priya Nair", "2026-04-01"),),
        "author": "Priya Nair",
    }
    return Review(outcome_id, number, day, day, id=id_, **{**made, **changed})  # type: ignore[arg-type]  # fields
