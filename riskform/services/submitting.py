"""Review and submit: everything that is still missing, and then the one step to the manager."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from riskform.engine.case import Adult, Child, Tie
from riskform.engine.confidential import for_supervision
from riskform.engine.documents import Words
from riskform.engine.documents.omissions import CHILDS_WORDS
from riskform.engine.documents.parts import child_words
from riskform.engine.factors import left_out
from riskform.engine.plan import Outcome
from riskform.engine.wording import worded
from riskform.errors import RiskformError
from riskform.records import Session, assessments, audit, findings, snapshots
from riskform.records import answers as answers_json
from riskform.services.actors import Actor
from riskform.services.facts import facts_of
from riskform.services.opening import (
    DatedFinding,
    OpenAssessment,
    open_assessment,
    opened,
    people_to_json,
    seen_by,
)
from riskform.services.planning import OpenPlan, plan_of

Where = Literal["page", "people", "plan", "hidden"]
# One sentence whatever it is, so that it does not tell what.
HIDDEN_GAP = (
    "Something on this assessment that you can't see is missing or has to be put right. "
    "Ask {} to open this page."
)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that keeps an assessment from being submitted, and where to mend it.

    `where` is `page` (then `section`, `person` and `question` say which), `people` (then `person`
    and `question` are an adult and a field of that adult's page, or "" for nobody in particular),
    `plan` (then `item` is an outcome, action or finding) or `hidden`, which the reader may not see.
    """

    text: str
    where: Where
    section: str = ""
    person: str = ""
    question: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class ChildsWords:
    """What one child who was asked said or showed; `words` is empty where nothing is written."""

    child_id: str
    name: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """The last look before submitting; `findings` are all of them, urgent first.

    `gaps` hold it up. What is `blank` may stay so, and `notes` are for a second thought.
    `supervision` are the findings that depend on a private answer: they need nothing from the plan.
    """

    assessment: OpenAssessment
    plan: OpenPlan
    words: tuple[ChildsWords, ...]
    findings: tuple[DatedFinding, ...]
    supervision: tuple[DatedFinding, ...]
    gaps: tuple[Gap, ...]
    blank: tuple[Gap, ...]
    notes: tuple[Gap, ...]


class NotReady(RiskformError):
    """Something is still missing. Nothing was written; `check` says what."""

    def __init__(self, check: Check) -> None:
        """Keep the check with its gaps."""
        super().__init__(f"{len(check.gaps)} things are missing; nothing was submitted")
        self.check = check


def look_through(session: Session, actor: Actor, reference: str, today: date) -> Check:
    """Return everything that is missing, invalid or unanswered. Raises NotFound."""
    return _check(session, open_assessment(session, actor, reference), actor, today)


def submit(
    session: Session, actor: Actor, reference: str, today: date, now: datetime
) -> OpenAssessment:
    """Submit an assessment for a manager's decision, with a snapshot of all of it.

    Raises NotReady, NotFound and NotAllowed.
    """
    assessment = open_assessment(session, actor, reference, "assessment.edit")
    check = _check(session, assessment, actor, today)
    if check.gaps:
        raise NotReady(check)
    stored = check.assessment.stored
    raised = check.assessment.everything.evaluation.findings
    findings.record(session, stored.id, raised, today=today)
    revision = assessments.set_status(
        session, stored.id, "submitted", author_id=actor.id, saved_at=now
    )
    content = snapshot_of(check.assessment)
    made = snapshots.write(session, stored.id, revision, "submitted", content, saved_at=now)
    detail = {"revision": revision, "hash": made}
    audit.record(session, actor.id, "submitted", "assessment", reference, detail, now)
    return seen_by(actor, opened(session, assessments.load(session, reference)))


def snapshot_of(assessment: OpenAssessment) -> dict[str, Any]:
    """Return the whole assessment as JSON: form, day, level, people, answers, findings, plan.

    Also what is hidden from its reader: the snapshot is the record, not a page.
    """
    assessment = assessment.everything
    stored, plan = assessment.stored, assessment.plan
    return {
        "form": stored.form_hash,
        "level": stored.level,
        "visit_on": stored.visit_on.isoformat(),
        "people": people_to_json(assessment.people),
        "answers": {key: answers_json.to_json(a) for key, a in sorted(stored.answers.items())},
        "findings": [
            {"at": f.at, "kind": f.kind, "says": f.says} for f in assessment.evaluation.findings
        ],
        "outcomes": [_outcome_json(outcome) for outcome in plan.outcomes],
        "replies": [
            {"at": r.at, "kind": r.kind, "reason": r.reason, "owner": r.owner, "due": r.due}
            for r in plan.replies
        ],
    }


def _outcome_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "child": outcome.child_id,
        "what": outcome.what,
        "now": outcome.now,
        "measure": outcome.measure,
        "by": outcome.by,
        "if_not": outcome.if_not,
        "answers": list(outcome.answers),
        "leave": dict(outcome.leave),
        "actions": [
            {
                "id": action.id,
                "what": action.what,
                "who": action.who,
                "due": action.due,
                "answers": list(action.answers),
                "leave": dict(action.leave),
            }
            for action in outcome.actions
        ],
    }


def _check(session: Session, assessment: OpenAssessment, actor: Actor, today: date) -> Check:
    plan = plan_of(assessment, actor, today)
    gaps = _gaps(assessment, plan)
    if assessment.hidden and len(_whole_gaps(assessment, actor, today)) > len(gaps):
        gaps.append(Gap(HIDDEN_GAP.format(assessment.stored.author_name), "hidden"))
    blank = [
        _of_question(assessment, at, "Not answered")
        for page in assessment.pages
        for at in page.blank
        if at not in page.missing and at not in page.invalid
    ]
    facts, private = facts_of(session, assessment, today), for_supervision(assessment.form)
    return Check(
        assessment=assessment,
        plan=plan,
        words=tuple(
            ChildsWords(child.id, child.name, child_words(facts, child))
            for child in assessment.people.children
            if f"{child.id}/{CHILDS_WORDS}" in assessment.evaluation.asked
        ),
        findings=tuple(
            assessment.dated(f, today)
            for f in assessment.evaluation.findings
            if not private.holds_finding(f.at)
        ),
        supervision=assessment.for_supervision(today),
        gaps=tuple(gaps),
        blank=tuple(blank),
        notes=tuple(_factor_notes(assessment)),
    )


def _factor_notes(assessment: OpenAssessment) -> Iterator[Gap]:
    """Yield the factors that the answers suggest, and that are not among the ones chosen."""
    for page in assessment.pages:
        for question, text in left_out(page.section, assessment.evaluation, page.person):
            yield Gap(text, "page", page.section.id, page.person.id, question.id)


def _gaps(assessment: OpenAssessment, plan: OpenPlan) -> list[Gap]:
    gaps = [*_people_gaps(assessment), *_page_gaps(assessment)]
    return gaps + _plan_gaps(plan) if assessment.form.plan == "smart" else gaps


def _whole_gaps(assessment: OpenAssessment, actor: Actor, today: date) -> list[Gap]:
    whole = assessment.everything
    return _gaps(whole, plan_of(whole, actor, today))


def _people_gaps(assessment: OpenAssessment) -> list[Gap]:
    asked = {section.ask for section in assessment.form.sections}
    children, adults = assessment.people.children, assessment.people.adults
    if "child" in asked and not children:
        return [Gap("No child has been added yet. Add every child.", "people")]
    if asked <= {"family"}:
        return []
    said = ((adult, child, _not_said(adult, child)) for adult in adults for child in children)
    return [
        Gap(f"Say {text}", "people", person=adult.id, question=f"{field}-{child.id}")
        for adult, child, (field, text) in said
        if text
    ]


def _not_said(adult: Adult, child: Child) -> tuple[str, str]:
    """Return the first field that nobody has filled in, and in words what is not said."""
    tie = adult.to.get(child.id) or Tie()
    what, lives = f"what {adult.name} is to {child.name}", f"in {child.name}'s home"
    if tie.relationship is None and tie.lives_here is None:
        return "relationship", f"{what}, and whether {adult.name} lives {lives}"
    if tie.relationship is None:
        return "relationship", what
    return "lives_here", f"whether {adult.name} lives {lives}" if tie.lives_here is None else ""


def _page_gaps(assessment: OpenAssessment) -> list[Gap]:
    messages = {item.at: item.message for item in assessment.evaluation.invalid}
    gaps = []
    for page in assessment.pages:
        for at in page.invalid:
            gap = _of_question(assessment, at, "")
            gaps.append(Gap(messages[at], "page", gap.section, gap.person, gap.question))
        invalid = {at.split("[")[0] for at in page.invalid}
        gaps += [
            _of_question(assessment, at, "This has to be answered")
            for at in page.missing
            if at.split("[")[0] not in invalid
        ]
    return gaps


def _of_question(assessment: OpenAssessment, at: str, said: str) -> Gap:
    person_id, _, ref = at.split("[", maxsplit=1)[0].partition("/")
    household = assessment.evaluation.household
    everybody = [household.family, *household.children, *household.adults]
    person = next(p for p in everybody if p.id == person_id)
    question = assessment.form.questions[ref]
    label = worded(question, household, person).label
    named = label if person.name in label or question.ask == "family" else f"{person.name}: {label}"
    return Gap(f"{said}: {named}", "page", question.section, person_id, question.id)


def _plan_gaps(plan: OpenPlan) -> list[Gap]:
    gaps = []
    for planned in plan.findings:
        finding = planned.dated.finding
        if not planned.answered and finding.kind == "unclear":
            text = f"Say who will find out, and by when: {finding.says}"
            gaps.append(Gap(text, "plan", item=finding.at))
        elif not planned.answered:
            text = f"Answer this with an outcome, or say why not: {finding.says}"
            gaps.append(Gap(text, "plan", item=finding.at))
    answered_for = {planned.dated.finding.at for planned in plan.findings}
    gaps += [
        Gap(f"Plan: {advice.message}", "plan", item=advice.about)
        for advice in plan.blocking
        if advice.about not in answered_for
    ]
    return gaps
