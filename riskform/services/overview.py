"""The task list of one assessment, and the lists of assessments that a person works from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from riskform.engine.case import FAMILY, Adult, Child
from riskform.engine.confidential import hidden_from
from riskform.engine.evaluation import RaisedFinding
from riskform.engine.plan import unanswered
from riskform.engine.progress import Page
from riskform.engine.saying import age_in_words, ties_in_words
from riskform.records import Session, assessments, decisions, findings, practice_audits
from riskform.records.assessments import AssessmentSummary
from riskform.records.decisions import Decision
from riskform.services.actors import CASE_WORKERS, Actor, may, require_role, roles_in
from riskform.services.assessing import first_names as names_of_children
from riskform.services.opening import DatedFinding, OpenAssessment, form_of, open_assessment
from riskform.services.planned import NEEDS_AN_ANSWER, for_the_plan

SECONDS_A_CHOICE = 20
SECONDS_A_TEXT = 90
# Assumed, and not measured: an outcome with its action and dates, or a reason; a name and a day.
SECONDS_A_WORRY = 180
SECONDS_AN_UNCLEAR_LINE = 20
_LONG = frozenset({"long_text", "list"})


@dataclass(frozen=True, slots=True)
class Person:
    """One person at a glance. `about` is the age, or what the adult is to each child."""

    id: str
    name: str
    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """The pages about one person, or about the family, in the order of the form."""

    person: Person
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The page from which everything else is reached.

    `minutes_left` is a rough guess for the questions that are left and what the plan still needs.

    `unplanned` are the findings that the plan does not answer yet; `audits` are those of this
    assessment that the reader may know of.
    """

    assessment: OpenAssessment
    people: tuple[Person, ...]
    groups: tuple[TaskGroup, ...]
    urgent: tuple[DatedFinding, ...]
    unclear: tuple[DatedFinding, ...]
    unplanned: tuple[RaisedFinding, ...]
    minutes_left: int
    last_return: Decision | None
    audits: tuple[AssessmentSummary, ...]


@dataclass(frozen=True, slots=True)
class WorkItem:
    """An assessment in a list: the children's first names, and counts by kind of finding."""

    assessment: AssessmentSummary
    children: tuple[str, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Work:
    """What a practitioner or a manager has on the desk.

    `auditing` are audits that are not finished, `audited` those that are complete.
    """

    returned: tuple[WorkItem, ...]
    drafts: tuple[WorkItem, ...]
    submitted: tuple[WorkItem, ...]
    agreed: tuple[WorkItem, ...]
    auditing: tuple[WorkItem, ...] = ()
    audited: tuple[WorkItem, ...] = ()


def my_work(session: Session, actor: Actor) -> Work:
    """Return the assessments of `actor`'s team by state, last saved first. Raises NotFound."""
    require_role(actor, *CASE_WORKERS)

    def of(*statuses: str) -> tuple[WorkItem, ...]:
        return items(
            session, actor, assessments.listed(session, team=actor.team, statuses=statuses)
        )

    return Work(
        *(of("returned"), of("draft"), of("submitted"), of("agreed")),
        auditing=items(session, actor, _audits(session, actor, "draft")),
        audited=items(session, actor, _audits(session, actor, "submitted")),
    )


def _audits(session: Session, actor: Actor, status: str) -> tuple[AssessmentSummary, ...]:
    own = None if actor.role == "manager" else actor.id
    found = practice_audits.listed(
        session, team=actor.team, statuses=(status,), audited_author_id=own
    )
    return tuple(one for one in found if may(actor, "assessment.see", one))


def items(
    session: Session, actor: Actor, found: tuple[AssessmentSummary, ...]
) -> tuple[WorkItem, ...]:
    """Return `found` with what a list shows `actor` beside each: an audit has one child."""
    hidden = {
        one.id: hidden_from(form_of(session, one.form_hash), roles_in(actor, one)).findings
        for one in found
    }
    counts = findings.counts(session, hidden)
    first_names: dict[int, tuple[str, ...]] = {}
    for one in found:
        if one.family_id not in first_names:
            first_names[one.family_id] = names_of_children(session, one.family_id)
    return tuple(
        WorkItem(
            one,
            (one.audits.child_name.split()[0],) if one.audits else first_names[one.family_id],
            counts.get(one.id, {}),
        )
        for one in found
    )


def overview(session: Session, actor: Actor, reference: str, today: date) -> Overview:
    """Return the task list of one assessment. Raises NotFound."""
    assessment = open_assessment(session, actor, reference)
    everybody = people_of(assessment)
    by_person: dict[str, list[Page]] = {person.id: [] for person in everybody}
    for page in assessment.pages:
        by_person[page.person.id].append(page)
    decided = decisions.of_assessment(session, assessment.stored.id)
    returned = decided[-1] if decided and assessment.stored.status == "returned" else None
    unplanned = _unplanned(assessment)
    return Overview(
        assessment=assessment,
        people=everybody,
        groups=tuple(
            TaskGroup(person, tuple(by_person[person.id]))
            for person in everybody
            if by_person[person.id]
        ),
        urgent=_dated(assessment, "urgent", today),
        unclear=_dated(assessment, "unclear", today),
        unplanned=unplanned,
        minutes_left=_minutes_left(assessment, unplanned),
        last_return=returned,
        audits=audits_of(session, actor, assessment.stored),
    )


def audits_of(
    session: Session, actor: Actor, audited: AssessmentSummary
) -> tuple[AssessmentSummary, ...]:
    """Return the audits of an assessment that `actor` may know of, those saved last first."""
    if audited.status != "agreed":
        return ()
    found = practice_audits.listed(session, audited_id=audited.id)
    return tuple(one for one in found if may(actor, "assessment.see", one))


def people_of(assessment: OpenAssessment) -> tuple[Person, ...]:
    """Return the family, each child, and each adult, each at a glance."""
    family = Person(FAMILY, assessment.stored.family_name, "family", "The whole family")
    return (
        family,
        *(_child(assessment, one) for one in assessment.people.children),
        *(_adult(assessment, one) for one in assessment.people.adults),
    )


def person_of(assessment: OpenAssessment, person_id: str) -> Person:
    """Return one child or adult of the assessment at a glance."""
    for child in assessment.people.children:
        if child.id == person_id:
            return _child(assessment, child)
    (adult,) = (one for one in assessment.people.adults if one.id == person_id)
    return _adult(assessment, adult)


def _child(assessment: OpenAssessment, child: Child) -> Person:
    age = age_in_words(child, assessment.stored.visit_on)
    return Person(child.id, child.name, "child", age)


def _adult(assessment: OpenAssessment, adult: Adult) -> Person:
    ties = ties_in_words(adult, assessment.people.children)
    return Person(adult.id, adult.name, "adult", ties)


def saved_at(assessment: OpenAssessment) -> datetime:
    """Return when anything in the assessment was last saved."""
    return assessment.stored.updated_at


def _dated(assessment: OpenAssessment, kind: str, today: date) -> tuple[DatedFinding, ...]:
    dated = [assessment.dated(f, today) for f in assessment.shown_findings if f.kind == kind]
    return tuple(sorted(dated, key=lambda one: assessment.turn(one.finding.person, one.due)))


def _unplanned(assessment: OpenAssessment) -> tuple[RaisedFinding, ...]:
    if assessment.form.plan == "none":
        return ()
    shown = {finding.at for finding in assessment.shown_findings}
    raised = [f for f in for_the_plan(assessment) if f.at in shown and f.kind in NEEDS_AN_ANSWER]
    return unanswered(assessment.plan, raised)


def _minutes_left(assessment: OpenAssessment, unplanned: tuple[RaisedFinding, ...]) -> int:
    unclear = sum(finding.kind == "unclear" for finding in unplanned)
    seconds = unclear * SECONDS_AN_UNCLEAR_LINE + (len(unplanned) - unclear) * SECONDS_A_WORRY
    for page in assessment.pages:
        for question in page.questions:
            if f"{page.person.id}/{question.ref}" in page.blank:
                seconds += SECONDS_A_TEXT if question.type in _LONG else SECONDS_A_CHOICE
    return -(-seconds // 60)
