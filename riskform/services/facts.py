"""What a paper is made from: an assessment, who wrote and agreed it, and how far it is."""

from collections.abc import Iterator, Mapping
from datetime import date

from riskform.definitions.contacts import Contact
from riskform.engine.documents import Signature
from riskform.engine.documents.facts import NOBODY, RecordFacts
from riskform.engine.working_days import due_on
from riskform.records import Session, accounts, decisions
from riskform.records.assessments import AssessmentSummary, StoredAssessment
from riskform.services.older_words import older_words
from riskform.services.opening import OpenAssessment
from riskform.services.plan_reviews.standing import reviewed_plan

STATUS_WORDS = {
    "draft": "Draft, not submitted",
    "submitted": "Submitted, not agreed yet",
    "returned": "Returned for changes, not agreed",
    "agreed": "Agreed",
}
_AUDIT_WORDS = {"draft": "Audit of record {}, not finished", "submitted": "Audit of record {}"}


def status_in_words(stored: AssessmentSummary) -> str:
    """Return how far an assessment is, or of which record an audit is."""
    if stored.audits is not None:
        return _AUDIT_WORDS[stored.status].format(stored.audits.reference)
    return STATUS_WORDS[stored.status]


def facts_of(
    session: Session,
    assessment: OpenAssessment,
    today: date,
    contacts: Mapping[str, Contact] = NOBODY,
) -> RecordFacts:
    """Return what the documents are made from."""
    stored = assessment.stored
    return RecordFacts(
        reference=stored.reference,
        family_name=stored.family_name,
        form=assessment.form,
        level=stored.level,
        status=status_in_words(stored),
        final=stored.status == ("submitted" if stored.audits else "agreed"),
        visit_on=stored.visit_on,
        as_at=(stored.agreed_at or stored.updated_at).date(),
        children=assessment.people.children,
        adults=assessment.people.adults,
        answers=stored.answers,
        plan=assessment.plan,
        evaluation=assessment.evaluation,
        due={
            finding.at: due_on(assessment.first_saved.get(finding.at, today), finding.within)
            for finding in assessment.evaluation.findings
            if finding.within is not None
        },
        signatures=tuple(_signatures(session, stored)),
        contacts=contacts,
        older=older_words(assessment),
        reviewed=reviewed_plan(session, assessment),
        today=today,
    )


def _signatures(session: Session, stored: StoredAssessment) -> Iterator[Signature]:
    author = accounts.by_id(session, stored.author_id)
    written = stored.submitted_at or stored.updated_at
    did = "Audited by" if stored.audits else "Written by"
    yield Signature(did, author.name, author.job_title, written.date())
    for decision in decisions.of_assessment(session, stored.id):
        if decision.kind == "agreed":
            manager = accounts.by_id(session, decision.decided_by)
            day = decision.decided_at.date()
            yield Signature("Agreed by", manager.name, manager.job_title, day)
