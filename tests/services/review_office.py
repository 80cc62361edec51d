"""An office whose plan is agreed: what reviews are tried on."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from riskform.engine.plan import Outcome
from riskform.engine.reviews.given import ActionGiven, Given
from riskform.records import assessments, plans
from riskform.services import planning, reviewing, submitting
from riskform.services.actors import Actor
from riskform.services.plan_reviews import recording
from riskform.services.plan_reviews.recording import open_outcome
from tests.services.office import NOW, TODAY, Office, account
from tests.services.private_form import Shared

WHAT = "Kit sleeps in his own cot for every sleep."
MEASURE = {
    "counted": "yes",
    "unit": "visits",
    "direction": "more",
    "baseline": "0 of 3",
    "good_enough": "6 of 6",
}
LATER = TODAY + timedelta(days=14)


@dataclass(frozen=True)
class AgreedPlan:
    """An agreed assessment with one outcome for Kit and one action under it."""

    office: Office
    reference: str
    child: str
    outcome: str
    action: str

    def measure(self, actor: Actor | None = None, seen: int = 0, **changed: str) -> None:
        """Say how the outcome is measured."""
        with self.office.writing() as session:
            recording.set_measure(
                *(session, actor or self.office.priya, self.reference, self.outcome),
                *({**MEASURE, **changed}, seen, NOW),
            )

    def review(
        self,
        actor: Actor | None = None,
        seen: int = 0,
        on: date = LATER,
        **changed: object,
    ) -> None:
        """Review the outcome: 3 of 6 visits, better, seen, and the action is done."""
        who = actor or self.office.priya
        with self.office.writing() as session:
            recording.record(
                *(session, who, self.reference, self.outcome, given(self, on, **changed), seen),
                today=on,
                now=NOW + (on - TODAY),
            )

    def stands(self, actor: Actor | None = None, on: date = LATER) -> recording.Reviewing:
        """Return the outcome as it stands."""
        with self.office.writing() as session:
            return open_outcome(
                session, actor or self.office.priya, self.reference, self.outcome, on
            )


def agreed_with_a_private_outcome(case: Shared) -> None:
    """Agree a plan whose outcome izz1 is tied to a private answer, and izz2 to none."""
    office, reference = case.office, case.reference
    tied = Outcome("izz1", case.kit, "Zinnia", "Zinnia", "6 of 6", "2026-04-20", "Zinnia")
    own = replace(tied, id="izz2", what="Kit sleeps", now="A cot", if_not="Ring")
    with office.writing() as session:
        stored = assessments.load(session, reference)
        for outcome, at in (
            (tied, f"{case.dean}/engage.unsaid"),
            (own, f"{case.kit}/sleep.own_cot"),
        ):
            made = replace(outcome, answers=(at,))
            plans.put_outcome(session, stored.id, made, author_id=office.priya.id, saved_at=NOW)
        # Whatever the plan lacks: the rules of submitting are tried elsewhere.
        assessments.set_status(
            session, stored.id, "submitted", author_id=office.priya.id, saved_at=NOW
        )
        other = account(session, "Una Reed", "manager", "North")
        reviewing.agree(session, other, reference, "", NOW)


def given(plan: AgreedPlan, on: date = LATER, **changed: object) -> Given:
    """Return a review that lacks nothing; `changed` are fields of it."""
    made = Given(
        value="3 of 6",
        measured_on=on.isoformat(),
        progress="better",
        evidence=("seen",),
        next="keep",
        what=WHAT,
        by="2026-04-20",
        if_not="Sam calls a strategy discussion.",
        actions={plan.action: ActionGiven("done", what="Bring a cot", who="Priya Nair")},
    )
    return replace(made, **changed)  # type: ignore[arg-type]  # the fields of what is given


def agreed_plan(
    office: Office, family: str = "Family A", by: Actor | None = None, level: str = ""
) -> AgreedPlan:
    """Return an assessment about Kit with a plan that Mo, or `by`, has agreed.

    `level` is decided for Kit, where the form asks for it in the child's voice.
    """
    reference = office.start(family)
    child = office.child(reference)
    if level:
        office.answer(reference, "voice", child, need=level)
    office.answer_everything(reference, child, sleeps="sofa")
    outcome = office.outcome(
        *(reference, child, f"{child}/sleep.sofa_with_adult"),
        what=WHAT,
        now="Cot seen clear on 0 of 3 visits.",
        measure="Cot seen clear on 6 of 6 visits",
        by="2026-04-20",
        if_not="Sam calls a strategy discussion.",
    )
    action = {"what": "Bring a cot", "who": "Priya Nair", "due": "2026-03-09"}
    with office.writing() as session:
        action_id = planning.put_action(session, office.priya, reference, outcome, action, (), NOW)
        submitting.submit(session, office.priya, reference, TODAY, NOW)
        reviewing.agree(session, by or office.mo, reference, "", NOW)
    return AgreedPlan(office, reference, child, outcome, action_id)
