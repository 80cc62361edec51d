"""The plan of an agreed assessment as it stands now, as far as its reader may see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from riskform.definitions.model import Form
from riskform.engine.confidential import hidden_from
from riskform.engine.plan import Plan
from riskform.engine.reviews.due import Clock, Limit, clock
from riskform.engine.reviews.standing import OutcomeNow, is_followed_up, standing
from riskform.engine.seeing import own_levels, plan_seen
from riskform.errors import NotFound
from riskform.records import Session, assessments, plans, reviews
from riskform.records.assessments import AssessmentSummary
from riskform.services.actors import Actor, may, roles_in
from riskform.services.opening import OpenAssessment, form_of, open_assessment


@dataclass(frozen=True, slots=True)
class PlanNow:
    """An agreed plan as it stands: `plan` as it was agreed, and each outcome after its reviews."""

    plan: Plan
    outcomes: tuple[OutcomeNow, ...]
    clock: Clock

    @property
    def open_outcomes(self) -> tuple[OutcomeNow, ...]:
        """Return the outcomes that no review has closed."""
        return tuple(one for one in self.outcomes if not one.is_closed)

    @property
    def is_followed_up(self) -> bool:
        """Tell whether anything was reviewed or counted, so that a paper can tell of it."""
        return is_followed_up(self.outcomes)

    def contingencies(self, today: date) -> tuple[OutcomeNow, ...]:
        """Return the outcomes whose day has passed without reaching what is good enough."""
        return tuple(one for one in self.outcomes if one.contingency_is_due(today))

    def unclear(self, today: date) -> tuple[OutcomeNow, ...]:
        """Return the outcomes that are still unclear after the day to find out has passed."""
        return tuple(one for one in self.outcomes if one.unclear_is_late(today))


@dataclass(frozen=True, slots=True)
class OpenReviews:
    """An assessment and its plan as it stands; `now` is None where it is not agreed yet."""

    assessment: OpenAssessment
    now: PlanNow | None
    may_review: bool


def open_reviews(
    session: Session, actor: Actor, reference: str, today: date, doing: str = "assessment.see"
) -> OpenReviews:
    """Return the plan of an assessment as it stands, for reading or for a review.

    Raises NotFound, also where its form has no plan, and NotAllowed.
    """
    assessment = open_assessment(session, actor, reference, doing)
    if assessment.form.plan == "none":
        message = f"the form of {reference} has no plan"
        raise NotFound(message)
    stored = assessment.stored
    found = standings(session, actor, (stored,), today) if stored.status == "agreed" else {}
    return OpenReviews(assessment, found.get(stored.id), may(actor, "plan.review", stored))


def standings(
    session: Session, actor: Actor, agreed: Sequence[AssessmentSummary], today: date
) -> dict[int, PlanNow]:
    """Return the plans of agreed assessments as they stand, by id, as `actor` may see them.

    Those of forms without a plan are left out. What depends on an answer that is hidden from
    `actor` is in none of them.
    """
    forms = {one.id: form_of(session, one.form_hash) for one in agreed}
    with_plan = [one for one in agreed if forms[one.id].plan != "none" and one.agreed_at]
    ids = [one.id for one in with_plan]
    kept, measured = plans.load_many(session, ids), reviews.measures(session, ids)
    reviewed, said = reviews.reviews(session, ids), reviews.comments(session, ids)
    answers = assessments.answers_of(session, ids)
    made = {}
    for one in with_plan:
        form = forms[one.id]
        hidden = hidden_from(form, roles_in(actor, one))
        seen = plan_seen(kept[one.id], hidden)
        outcomes = standing(seen, reviewed, measured, said, one.visit_on, one.author_name)
        levels = own_levels(form, answers[one.id], hidden)
        made[one.id] = PlanNow(seen, outcomes, _clock(one, form, outcomes, levels, today))
    return made


def reviewed_plan(session: Session, assessment: OpenAssessment) -> tuple[OutcomeNow, ...]:
    """Return what is seen of the plan of an open assessment, as it stands: for a paper.

    () before it is agreed. Of an assessment that was narrowed to what a copy may hold, nothing
    else is in it.
    """
    stored = assessment.stored
    if stored.status != "agreed" or assessment.form.plan == "none":
        return ()
    ids = [stored.id]
    return standing(
        assessment.plan,
        reviews.reviews(session, ids),
        reviews.measures(session, ids),
        reviews.comments(session, ids),
        stored.visit_on,
        stored.author_name,
    )


def outcome_of(now: PlanNow | None, outcome_id: str) -> OutcomeNow:
    """Return an outcome of the plan as it stands. Raises NotFound."""
    for one in now.outcomes if now else ():
        if one.id == outcome_id:
            return one
    message = f"there is no outcome {outcome_id} in this plan"
    raise NotFound(message)


def _clock(
    stored: AssessmentSummary,
    form: Form,
    outcomes: tuple[OutcomeNow, ...],
    levels: Mapping[str, int],
    today: date,
) -> Clock:
    agreed_on = (stored.agreed_at or stored.updated_at).date()
    limits = []
    for one in outcomes:
        rules = form.level_rules.get(levels.get(one.agreed.child_id, stored.level))
        if rules is not None and not one.is_closed:
            last = one.last.reviewed_on if one.last else agreed_on
            limits.append(Limit(last, rules.review_days, rules.drift_months))
    return clock(agreed_on, limits, today)
