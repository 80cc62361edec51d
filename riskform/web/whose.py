"""Whose record a page is about: what stands at the head of every page of an assessment."""

from dataclasses import dataclass
from datetime import datetime

from riskform.engine.case import FAMILY
from riskform.engine.copies import needs_of
from riskform.records.assessments import AssessmentSummary
from riskform.services.opening import OpenAssessment
from riskform.web import addresses, sessions
from riskform.web.templating import moment


@dataclass(frozen=True, slots=True)
class AuditOf:
    """What an audit is about: the record, when it was agreed (in words), and where it is read.

    `standing` says to those who can't change the audit why that is so.
    """

    reference: str
    agreed: str
    href: str
    standing: str


@dataclass(frozen=True, slots=True)
class Whose:
    """The children's first names, the record's reference, and a few words about it.

    `needs` say what helps each person to understand. `audit` is None for what is no audit.
    """

    name: str
    reference: str
    about: str
    saved_at: datetime
    href: str
    needs: tuple[str, ...] = ()
    audit: AuditOf | None = None


def whose(assessment: OpenAssessment) -> Whose:
    """Return the head of a page about the whole family."""
    stored = assessment.stored
    names = [child.name.split()[0] for child in assessment.people.children]
    audit = audit_of(stored)
    about = levels_in_words(assessment)
    if audit:
        about = f"Audit of record {audit.reference}. {about}"
    if names:
        about = f"{stored.family_name}. {about}"
    return Whose(
        name=together(names) or stored.family_name,
        reference=stored.reference,
        about=about,
        saved_at=stored.updated_at,
        href=addresses.record(stored.reference),
        needs=tuple(need.in_words for need in needs_of(assessment.form, assessment.evaluation)),
        audit=audit,
    )


def levels_in_words(assessment: OpenAssessment) -> str:
    """Return the level that is worked at, and each level that was decided differently.

    "Worked at level 3: Coordinated help. Decided: level 5 for Kit, level 4 for Ellie".
    """
    worked, rules = assessment.stored.level, assessment.form.level_rules
    said = f"Worked at level {worked}" + (f": {rules[worked].name}" if worked in rules else "")
    household = assessment.evaluation.household
    decided = [
        f"level {child.level} for {child.name.split()[0]}"
        for child in household.children
        if child.level != worked
    ]
    return f"{said}. Decided: {', '.join(decided)}" if decided else said


def audit_of(stored: AssessmentSummary) -> AuditOf | None:
    """Return what an audit is about; None for an assessment that is no audit."""
    if stored.audits is None:
        return None
    reference = stored.audits.reference
    # The page on which a manager reads is only theirs; the worker who wrote it has the other.
    is_manager = sessions.actor().role == "manager"
    href = f"/review/{reference}" if is_manager else addresses.record(reference, "check")
    standing = f"This audit is not finished. Only {stored.author_name} can change it."
    if stored.status == "submitted":
        completed = moment(stored.submitted_at)
        standing = f"This audit was completed on {completed}. It can be read, and can't be changed."
    return AuditOf(reference, moment(stored.audits.agreed_at), href, standing)


def names_of(assessment: OpenAssessment) -> dict[str, str]:
    """Return the name of each person, and of the family, by id."""
    people = assessment.people
    names = {FAMILY: "The whole family"} | {child.id: child.name for child in people.children}
    return names | {adult.id: adult.name for adult in people.adults}


def together(names: list[str]) -> str:
    """Return "Kit", "Kit and Rosa" or "Kit, Rosa and Ben"; "" for nobody."""
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
