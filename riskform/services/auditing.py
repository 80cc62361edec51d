"""Starting an audit: of an agreed assessment, for one child, by a manager who had no hand in it.

What follows is as for any assessment: `answering`, `submitting`. Submitting completes it.
"""

from dataclasses import dataclass
from datetime import datetime

from riskform.engine.case import Child
from riskform.errors import InvalidInput, NotAllowed
from riskform.records import Session, assessments, audit, decisions, practice_audits
from riskform.records.assessments import AssessmentSummary, NewAssessment
from riskform.records.form_versions import Published
from riskform.services.actors import Actor
from riskform.services.assessing import forms_on_offer
from riskform.services.opening import OpenAssessment, form_of, open_assessment
from riskform.services.overview import audits_of
from riskform.services.reviewing import wrote_in


@dataclass(frozen=True, slots=True)
class Auditable:
    """What can be chosen for an audit of an assessment, and the audits that there are of it."""

    assessment: OpenAssessment
    children: tuple[Child, ...]
    forms: tuple[Published, ...]
    audits: tuple[AssessmentSummary, ...]


def auditable(session: Session, actor: Actor, reference: str) -> Auditable:
    """Return an assessment that `actor` may audit.

    Raises NotFound, and NotAllowed with why another manager has to do it.
    """
    assessment = open_assessment(session, actor, reference, "assessment.audit")
    stored = assessment.stored
    if wrote_in(session, actor, stored.id):
        message = "You wrote part of this assessment, so another manager has to audit it."
        raise NotAllowed(message)
    decided = decisions.of_assessment(session, stored.id)
    if any(one.kind == "agreed" and one.decided_by == actor.id for one in decided):
        message = "You agreed this assessment, so another manager has to audit it."
        raise NotAllowed(message)
    forms = forms_on_offer(session, "assessment")
    fit = tuple(form for form in forms if stored.level in form_of(session, form.hash).levels)
    return Auditable(assessment, assessment.people.children, fit, audits_of(session, actor, stored))


def start(
    session: Session,
    actor: Actor,
    reference: str,
    *,
    child_id: str,
    form_id: str,
    now: datetime,
) -> AssessmentSummary:
    """Start an audit of an assessment for one child, at its level and day, and return it.

    An audit of the same child that `actor` has not finished is returned instead of a second one.
    `form_id` may be "" where there is one form. Raises InvalidInput with a message for each field,
    NotFound and NotAllowed.
    """
    found = auditable(session, actor, reference)
    form = next((f for f in found.forms if f.form_id == form_id), None)
    if form is None and len(found.forms) == 1:
        (form,) = found.forms
    child = next((c for c in found.children if c.id == child_id), None)
    messages = {} if form else {"form": "Which form: choose one of the forms."}
    messages |= {} if child else {"child": "Which child: choose one of the children."}
    if form is None or child is None:
        raise InvalidInput(messages)
    for one in found.audits:
        about = one.audits.child_id if one.audits else ""
        if (one.author_id, one.status, about) == (actor.id, "draft", child.id):
            return one
    return _start(session, actor, found.assessment, child, form, now)


def _start(
    session: Session,
    actor: Actor,
    audited: OpenAssessment,
    child: Child,
    form: Published,
    now: datetime,
) -> AssessmentSummary:
    of = audited.stored
    new = NewAssessment(of.family_id, form.hash, of.level, of.visit_on, actor.id, of.team)
    started = assessments.create(session, new, created_at=now)
    practice_audits.record(session, started.id, audited_id=of.id, child_id=child.id)
    # A migration that goes up again reads from this event what the audit is of.
    detail = {"form": form.hash, "of": of.reference, "child": child.id}
    audit.record(session, actor.id, "audit started", "assessment", started.reference, detail, now)
    return assessments.load(session, started.reference)
