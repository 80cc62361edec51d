"""The plan of an assessment as it stands: what needs an answer, what has one, and the advice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from riskform.definitions.model import KINDS
from riskform.engine.confidential import for_supervision
from riskform.engine.copies import needing, needs_of
from riskform.engine.documents.hard_words import Hard, Written, hard_words, written_in
from riskform.engine.evaluation import RaisedFinding
from riskform.engine.plan import FindingReply, Plan, all_actions, tied_findings, unanswered
from riskform.engine.smart import Advice, Context, check_plan, crowded_children
from riskform.records import Session
from riskform.services.actors import Actor
from riskform.services.opening import DatedFinding, OpenAssessment, open_assessment

NEEDS_AN_ANSWER = ("urgent", "concern", "unclear")
_DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True)
class PlannedFinding:
    """A finding that a plan answers: how it is answered now, if it is.

    `waits` tells that it speaks of a blank on a page that nobody has saved yet.
    """

    dated: DatedFinding
    tied: bool
    reply: FindingReply | None
    answered: bool
    waits: bool = False

    @property
    def has_draft(self) -> bool:
        """Tell whether there are words to start its outcome from."""
        rule = self.dated.finding.rule
        return rule is not None and rule.draft is not None


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """The plan with its advice; `findings` are those that need an answer, worst first.

    `owners` are names to choose from; `advice` is by the id of the outcome, action or finding;
    `last_day` is the end of the review limit of each child's level, by the child's id. `hard` is
    what is hard to read in Easy Read, by the id of the outcome or action, or the `at` of a finding
    with a reason; nothing where nobody of the family needs it so.
    """

    assessment: OpenAssessment
    findings: tuple[PlannedFinding, ...]
    advice: Mapping[str, tuple[Advice, ...]]
    owners: tuple[str, ...]
    last_day: Mapping[str, date]
    hard: Mapping[str, tuple[Hard, ...]]

    @property
    def blocking(self) -> tuple[Advice, ...]:
        """Return the advice that must be followed before submitting."""
        return tuple(a for found in self.advice.values() for a in found if a.strength == "blocks")


def open_plan(session: Session, actor: Actor, reference: str, today: date) -> OpenPlan:
    """Return the plan of an assessment. Raises NotFound."""
    return plan_of(open_assessment(session, actor, reference), actor, today)


def plan_of(assessment: OpenAssessment, actor: Actor, today: date) -> OpenPlan:
    """Return the plan of an assessment that is open already; every finding is considered.

    What depends on a private answer is for supervision: it needs no answer and is offered none.
    """
    plan = assessment.plan
    raised = [f for f in for_the_plan(assessment) if f.kind in NEEDS_AN_ANSWER]
    left = {finding.at for finding in unanswered(plan, raised)}
    shown = {finding.at for finding in assessment.shown_findings}
    tied, replies = tied_findings(plan), {reply.at: reply for reply in plan.replies}
    found = tuple(
        PlannedFinding(
            assessment.dated(finding, today),
            finding.at in tied,
            replies.get(finding.at),
            finding.at not in left,
            finding.at not in shown,
        )
        for finding in sorted(raised, key=lambda f: KINDS.index(f.kind))
    )
    context = _context(assessment, plan)
    return OpenPlan(
        assessment,
        found,
        _advice(assessment, plan, context),
        _owners(assessment, actor),
        _last_days(assessment, context),
        hard_in(assessment, written_in(plan)),
    )


def advice_on_typed(found: OpenPlan, typed: Plan, about: str) -> tuple[Advice, ...]:
    """Return the advice on one item of the plan as it is being typed; nothing is kept.

    `typed` is the whole plan with the item in it, so that rules about several items are asked too.
    """
    assessment = found.assessment
    return _advice(assessment, typed, _context(assessment, typed)).get(about, ())


def hard_in(assessment: OpenAssessment, texts: Iterable[Written]) -> dict[str, tuple[Hard, ...]]:
    """Return what of these texts is hard to read for who needs Easy Read, by whose text it is."""
    if not needing(needs_of(assessment.form, assessment.evaluation), "easy_read"):
        return {}
    people = assessment.people
    owners = (action.who for action in all_actions(assessment.plan))
    names = (*(c.name for c in people.children), *(a.name for a in people.adults), *owners)
    grouped: dict[str, list[Hard]] = {}
    for hard in hard_words(assessment.form.smart_rules, texts, names):
        grouped.setdefault(hard.about, []).append(hard)
    return {about: tuple(found) for about, found in grouped.items()}


def hard_in_typed(found: OpenPlan, typed: Plan, about: str) -> tuple[Hard, ...]:
    """Return what is hard to read in one item of the plan as it is being typed."""
    return hard_in(found.assessment, written_in(typed)).get(about, ())


def crowded(found: OpenPlan) -> frozenset[str]:
    """Return the ids of the children who have more outcomes than can be worked on at once."""
    rules = found.assessment.form.smart_rules
    return crowded_children(found.assessment.plan.outcomes, rules) if rules else frozenset()


def for_the_plan(assessment: OpenAssessment) -> tuple[RaisedFinding, ...]:
    """Return the findings that a plan may answer: all but those for supervision."""
    private = for_supervision(assessment.form)
    return tuple(f for f in assessment.evaluation.findings if not private.holds_finding(f.at))


def _advice(
    assessment: OpenAssessment, plan: Plan, context: Context
) -> dict[str, tuple[Advice, ...]]:
    rules = assessment.form.smart_rules
    if rules is None or assessment.form.plan == "none":
        return {}
    grouped: dict[str, list[Advice]] = {}
    for advice in check_plan(rules, plan, context):
        grouped.setdefault(advice.about, []).append(advice)
    return {about: tuple(found) for about, found in grouped.items()}


def _context(assessment: OpenAssessment, plan: Plan) -> Context:
    stored, form = assessment.stored, assessment.form
    weeks = {
        number: level.review_days // _DAYS_PER_WEEK
        for number, level in form.level_rules.items()
        if level.review_days
    }
    own = {child.id: child.level for child in assessment.evaluation.household.children}
    return Context(
        level=stored.level,
        children=assessment.people.children,
        adults=assessment.people.adults,
        assessed_on=stored.visit_on,
        review_weeks=weeks.get(stored.level),
        level_of=own,
        review_weeks_of={child: weeks[level] for child, level in own.items() if level in weeks},
        findings=for_the_plan(assessment),
        author=stored.author_name,
        accepted=frozenset(action.id for action in all_actions(plan) if action.agreed),
    )


def _last_days(assessment: OpenAssessment, context: Context) -> dict[str, date]:
    days = {child.id: context.last_day(child.id) for child in assessment.people.children}
    return {child: day for child, day in days.items() if day is not None}


def _owners(assessment: OpenAssessment, actor: Actor) -> tuple[str, ...]:
    names = [assessment.stored.author_name, actor.name]
    names += [adult.name for adult in assessment.people.adults]
    names += [a.who for o in assessment.plan.outcomes for a in o.actions if a.who.strip()]
    return tuple(dict.fromkeys(names))
