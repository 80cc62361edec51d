"""The SMART plan of an assessment: outcomes, actions, and replies to findings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from riskform.definitions.model import KINDS
from riskform.engine.plan import Action, FindingReply, Outcome, tied_findings, unanswered
from riskform.engine.smart import Advice, Context, check_plan
from riskform.engine.values import LONGEST_TEXT
from riskform.errors import InvalidInput, NotFound
from riskform.ids import new_item_id
from riskform.records import Session, audit, is_storable, plans
from riskform.services.actors import Actor
from riskform.services.opening import DatedFinding, OpenAssessment, open_assessment

_DAYS_PER_WEEK = 7
NEEDS_AN_ANSWER = ("urgent", "concern", "unclear")
_OUTCOME_FIELDS = {
    "what": "What will be different",
    "now": "What is it like now",
    "measure": "How will we know",
    "by": "When will we check",
    "if_not": "What if it has not changed",
}
_ACTION_FIELDS = {"what": "Who needs to do what", "who": "Who will do it", "due": "By when"}


@dataclass(frozen=True, slots=True)
class PlannedFinding:
    """A finding that a plan answers: how it is answered now, if it is."""

    dated: DatedFinding
    tied: bool
    reply: FindingReply | None
    answered: bool


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """The plan with its advice; `findings` are those that need an answer, worst first.

    `owners` are names to choose from; `advice` is by the id of the outcome, action or finding.
    """

    assessment: OpenAssessment
    findings: tuple[PlannedFinding, ...]
    advice: Mapping[str, tuple[Advice, ...]]
    owners: tuple[str, ...]

    @property
    def blocking(self) -> tuple[Advice, ...]:
        """Return the advice that must be followed before submitting."""
        return tuple(a for found in self.advice.values() for a in found if a.strength == "blocks")


def open_plan(session: Session, actor: Actor, reference: str, today: date) -> OpenPlan:
    """Return the plan of an assessment. Raises NotFound."""
    return plan_of(open_assessment(session, actor, reference), actor, today)


def plan_of(assessment: OpenAssessment, actor: Actor, today: date) -> OpenPlan:
    """Return the plan of an assessment that is open already; every finding is considered."""
    plan = assessment.plan
    raised = [f for f in assessment.evaluation.findings if f.kind in NEEDS_AN_ANSWER]
    left = {finding.at for finding in unanswered(plan, raised)}
    tied, replies = tied_findings(plan), {reply.at: reply for reply in plan.replies}
    found = tuple(
        PlannedFinding(
            assessment.dated(finding, today),
            finding.at in tied,
            replies.get(finding.at),
            finding.at not in left,
        )
        for finding in sorted(raised, key=lambda f: KINDS.index(f.kind))
    )
    return OpenPlan(assessment, found, _advice(assessment), _owners(assessment, actor))


def _advice(assessment: OpenAssessment) -> dict[str, tuple[Advice, ...]]:
    rules = assessment.form.smart_rules
    if rules is None or assessment.form.plan == "none":
        return {}
    grouped: dict[str, list[Advice]] = {}
    for advice in check_plan(rules, assessment.plan, _context(assessment)):
        grouped.setdefault(advice.about, []).append(advice)
    return {about: tuple(found) for about, found in grouped.items()}


def _context(assessment: OpenAssessment) -> Context:
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
        findings=tuple(assessment.evaluation.findings),
        author=stored.author_name,
    )


def _owners(assessment: OpenAssessment, actor: Actor) -> tuple[str, ...]:
    names = [assessment.stored.author_name, actor.name]
    names += [adult.name for adult in assessment.people.adults]
    names += [a.who for o in assessment.plan.outcomes for a in o.actions if a.who.strip()]
    return tuple(dict.fromkeys(names))


def put_outcome(
    session: Session,
    actor: Actor,
    reference: str,
    child_id: str,
    typed: Mapping[str, str],
    answers: tuple[str, ...],
    now: datetime,
    outcome_id: str | None = None,
) -> str:
    """Add an outcome for a child, or change one; return its id.

    `typed` holds what, now, measure, by, if_not as typed; anything that is not SMART yet is saved
    all the same. Raises InvalidInput (a text that can't be kept), NotFound and NotAllowed.
    """
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    if all(child.id != child_id for child in assessment.people.children):
        raise NotFound(child_id)
    kept = _outcome(assessment, outcome_id) if outcome_id else Outcome(new_item_id(), child_id)
    texts = _texts(typed, _OUTCOME_FIELDS)
    outcome = replace(
        kept,
        child_id=child_id,
        answers=_known(assessment, answers),
        what=texts["what"],
        now=texts["now"],
        measure=texts["measure"],
        by=texts["by"],
        if_not=texts["if_not"],
    )
    plans.put_outcome(session, assessment.stored.id, outcome, author_id=actor.id, saved_at=now)
    _note(session, actor, reference, "outcome saved", outcome.id, now)
    return outcome.id


def put_action(
    session: Session,
    actor: Actor,
    reference: str,
    outcome_id: str,
    typed: Mapping[str, str],
    answers: tuple[str, ...],
    now: datetime,
    action_id: str | None = None,
) -> str:
    """Add an action under an outcome, or change one; return its id. Raises as put_outcome."""
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    outcome = _outcome(assessment, outcome_id)
    kept = next((a for a in outcome.actions if a.id == action_id), None)
    if action_id is not None and kept is None:
        raise NotFound(action_id)
    texts = _texts(typed, _ACTION_FIELDS)
    action = replace(
        kept or Action(new_item_id()),
        answers=_known(assessment, answers),
        what=texts["what"],
        who=texts["who"],
        due=texts["due"],
    )
    plans.put_action(
        session, assessment.stored.id, outcome_id, action, author_id=actor.id, saved_at=now
    )
    _note(session, actor, reference, "action saved", action.id, now)
    return action.id


def leave(
    session: Session,
    actor: Actor,
    reference: str,
    about: str,
    rule: str,
    reason: str,
    now: datetime,
) -> None:
    """Keep why an advice about an outcome or action is left aside; an empty reason takes it back.

    Raises InvalidInput, NotFound and NotAllowed.
    """
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    _texts({"reason": reason}, {"reason": "Leave it, because"})
    stored = assessment.stored
    for outcome in assessment.plan.outcomes:
        if outcome.id == about:
            left = replace(outcome, leave=_left(outcome.leave, rule, reason))
            plans.put_outcome(session, stored.id, left, author_id=actor.id, saved_at=now)
        for action in outcome.actions:
            if action.id == about:
                kept = replace(action, leave=_left(action.leave, rule, reason))
                plans.put_action(
                    session, stored.id, outcome.id, kept, author_id=actor.id, saved_at=now
                )
    _note(session, actor, reference, "advice left aside", about, now)


def remove_outcome(
    session: Session, actor: Actor, reference: str, outcome_id: str, now: datetime
) -> None:
    """Remove an outcome and its actions. Raises NotFound and NotAllowed."""
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    plans.remove_outcome(
        session, assessment.stored.id, outcome_id, author_id=actor.id, saved_at=now
    )
    _note(session, actor, reference, "outcome removed", outcome_id, now)


def remove_action(
    session: Session, actor: Actor, reference: str, action_id: str, now: datetime
) -> None:
    """Remove an action. Raises NotFound and NotAllowed."""
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    plans.remove_action(session, assessment.stored.id, action_id, author_id=actor.id, saved_at=now)
    _note(session, actor, reference, "action removed", action_id, now)


def put_replies(
    session: Session,
    actor: Actor,
    reference: str,
    replies: tuple[FindingReply, ...],
    now: datetime,
) -> None:
    """Keep replies to findings: a reason, or who finds out by when; a blank reply takes it back.

    Only replies that changed are written. Raises InvalidInput, NotFound and NotAllowed.
    """
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    kept = {reply.at: reply for reply in assessment.plan.replies}
    known = {finding.at for finding in assessment.evaluation.findings}
    for reply in replies:
        _texts(
            {"reason": reply.reason, "owner": reply.owner, "due": reply.due},
            {"reason": "Reason", "owner": "Who finds out", "due": "By when"},
        )
        blank = not (reply.reason.strip() or reply.owner.strip() or reply.due.strip())
        if reply.at not in known or reply == kept.get(reply.at):
            continue
        if not blank:
            plans.put_reply(session, assessment.stored.id, reply, author_id=actor.id, saved_at=now)
        elif reply.at in kept:
            plans.remove_reply(
                session, assessment.stored.id, reply.at, author_id=actor.id, saved_at=now
            )
        else:
            continue
        _note(session, actor, reference, "reply saved", reply.at, now)


def _outcome(assessment: OpenAssessment, outcome_id: str) -> Outcome:
    found = next((o for o in assessment.plan.outcomes if o.id == outcome_id), None)
    if found is None:
        raise NotFound(outcome_id)
    return found


def _known(assessment: OpenAssessment, answers: tuple[str, ...]) -> tuple[str, ...]:
    known = {finding.at for finding in assessment.evaluation.findings}
    return tuple(dict.fromkeys(at for at in answers if at in known))


def _left(leave_now: Mapping[str, str], rule: str, reason: str) -> dict[str, str]:
    rest = {code: why for code, why in leave_now.items() if code != rule}
    return {**rest, rule: reason} if reason.strip() else rest


def _texts(typed: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of `fields` as typed. Raises InvalidInput for one that can't be kept."""
    messages: dict[str, str] = {}
    texts = {key: typed.get(key, "") for key in fields}
    for key, text in texts.items():
        if len(text) > LONGEST_TEXT:
            messages[key] = f"{fields[key]}: keep it to {LONGEST_TEXT:,} characters."
        elif not is_storable(text):
            messages[key] = f"{fields[key]}: take out the character that can't be printed."
    if messages:
        raise InvalidInput(messages)
    return texts


def _note(
    session: Session, actor: Actor, reference: str, action: str, item: str, now: datetime
) -> None:
    audit.record(session, actor.id, action, "assessment", reference, {"item": item}, now)
