"""What an office needs for audits: a short audit form, and a manager with no hand in anything."""

from functools import cache

from riskform.definitions.library import Library, load
from riskform.engine.case import Answer
from riskform.records.assessments import AssessmentSummary
from riskform.services import answering, auditing, publishing, reviewing, submitting
from riskform.services.actors import Actor
from tests.services.office import NOW, SHORT_FORM, TODAY, Office, account

AUDIT_FORM = {
    "short_audit/form.yaml": """
form: short_audit
version: 1
title: Short audit
about: assessment
levels: [2, 3, 4, 5]
sections: [grades]
plan: none
""",
    "sections/grades.yaml": """
section: grades
title: Grades
ask: each child
questions:
  - id: seen
    label: Is {child} seen?
    type: choice
    required: true
    options: {good: Good, inadequate: Inadequate}
  - id: cannot_wait
    label: Is there a worry about {child} that cannot wait?
    type: yes_no
    not_known: Nobody knows if there is a worry about {child}.
findings:
  - {id: worry, kind: urgent, when: cannot_wait is yes, says: "A worry about {child}.", do: Call.}
""",
}


@cache
def audit_library() -> Library:
    """Return the short form and the short audit."""
    library = load({**SHORT_FORM, **AUDIT_FORM})
    assert not library.errors, library.errors
    return library


def auditor(office: Office, name: str = "Ida Best") -> Actor:
    """Publish the audit form, and return a manager who neither wrote nor agreed anything."""
    with office.writing() as session:
        publishing.publish_library(session, audit_library(), NOW)
        return account(session, name, "manager", "North")


def agreed(office: Office, family: str = "Family A", by: Actor | None = None) -> tuple[str, str]:
    """Return an agreed assessment by Priya about Kit and Rosa, and Kit's id."""
    reference = office.start(family)
    kit, rosa = office.child(reference), office.child(reference, "Rosa", "2021-05-04")
    office.adult(reference, "Dean", "sometimes", **{kit: "father", rosa: "step_parent"})
    office.answer_everything(reference, kit)
    office.answer(reference, "sleep", rosa, last_night="cot")
    with office.writing() as session:
        (dean,) = answering.open_page(
            session, office.priya, reference, "start", "family", TODAY
        ).assessment.people.adults
    office.answer(reference, "care", dean.id, spoken="yes")
    office.submit(reference)
    with office.writing() as session:
        reviewing.agree(session, by or office.mo, reference, "", NOW)
    return reference, kit


def start(office: Office, who: Actor, reference: str, child: str) -> AssessmentSummary:
    """Start an audit of one child's assessment."""
    with office.writing() as session:
        return auditing.start(session, who, reference, child_id=child, form_id="", now=NOW)


def grade(office: Office, who: Actor, audit: str, child: str, seen: str = "good") -> None:
    """Answer the page of an audit."""
    with office.writing() as session:
        page = answering.open_page(session, who, audit, "grades", child, TODAY)
        given = {"seen": Answer(seen), "cannot_wait": Answer("no")}
        answering.save_page(
            *(session, who, audit, "grades", child, given, page.seen_revision),
            today=TODAY,
            now=NOW,
        )


def complete(office: Office, who: Actor, audit: str, child: str) -> None:
    """Answer an audit and submit it."""
    grade(office, who, audit, child)
    with office.writing() as session:
        submitting.submit(session, who, audit, TODAY, NOW)
