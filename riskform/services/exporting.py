"""Making the papers: permission, document, bytes, and an audit row with the bytes' hash."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from riskform.definitions.contacts import Contact
from riskform.engine.confidential import for_supervision
from riskform.engine.copies import needing, needs_of
from riskform.engine.documents import Document, Signature, content_hash
from riskform.engine.documents.building import assessment_document, plan_document
from riskform.engine.documents.easy_read import in_easy_read
from riskform.engine.documents.facts import NOBODY, RecordFacts
from riskform.engine.documents.leaving_out import LeftOut, left_out
from riskform.engine.working_days import due_on
from riskform.errors import NotFound
from riskform.records import Session, accounts, assessments, audit, decisions, kept_papers
from riskform.records.assessments import AssessmentSummary
from riskform.records.kept_papers import PaperFile, Which, paper_file
from riskform.services.actors import Actor
from riskform.services.opening import OpenAssessment, narrowed, open_assessment

STATUS_WORDS = {
    "draft": "Draft, not submitted",
    "submitted": "Submitted, not agreed yet",
    "returned": "Returned for changes, not agreed",
    "agreed": "Agreed",
}
_AUDIT_WORDS = {"draft": "Audit of record {}, not finished", "submitted": "Audit of record {}"}
PRIVATE_LEFT_OUT = ("Anything that only its author and a manager see is left out of this copy.",)
# Which copy of the family's plan is asked for: the one that the family needs, or one by its name.
AS_NEEDED = ""
COPIES = (AS_NEEDED, "plain", "easy_read")
_FOR_WHOM = {"assessment": "workers with this family", "plan": "the family"}
_FOR_AN_AUDIT = "managers and the worker who wrote what was audited"


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes of a paper; `complete` is False where only a plain page could be made in time."""

    content: bytes
    complete: bool


Render = Callable[[Document], Rendered]


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper: its name holds the reference only."""

    file_name: str
    content: bytes
    complete: bool


def document_of(
    session: Session,
    actor: Actor,
    reference: str,
    kind: str,
    today: date,
    contacts: Mapping[str, Contact] = NOBODY,
    copy: str = AS_NEEDED,
) -> Document:
    """Return the `assessment` (for workers) or the `plan` (for the family), ready to print.

    The plan is set in Easy Read where somebody of the family needs it so, unless `copy` is `plain`
    or `easy_read`; every other copy is NotFound.
    `contacts` are those whom workers may ring, by id; the family's plan names none of them. What is
    private to the author and a manager is in neither, whoever makes it. Raises NotFound, also for
    the plan of a form that has none.
    """
    assessment = open_assessment(session, actor, reference)
    has_plan = assessment.form.plan != "none"
    copies = {"assessment": (AS_NEEDED,), "plan": COPIES if has_plan else ()}
    if copy not in copies.get(kind, ()):
        message = f"there is no such {kind} of assessment {reference}"
        raise NotFound(message)
    private = for_supervision(assessment.form)
    whole = narrowed(assessment.everything, private)
    if kind == "plan":
        plain = plan_document(facts_of(session, whole, today), _FOR_WHOM[kind])
        return in_easy_read(plain) if _is_easy_read(whole, copy) else plain
    for_whom = _FOR_AN_AUDIT if assessment.stored.audits else _FOR_WHOM[kind]
    facts = facts_of(session, whole, today, contacts)
    return assessment_document(facts, for_whom, PRIVATE_LEFT_OUT if private else ())


def left_out_of_plan(
    session: Session, actor: Actor, reference: str, today: date
) -> tuple[OpenAssessment, Document, tuple[LeftOut, ...]]:
    """Return the plan for the family, and what is left out of it as far as `actor` may see that.

    Raises NotFound.
    """
    assessment = open_assessment(session, actor, reference)
    document = document_of(session, actor, reference, "plan", today, copy="plain")
    return assessment, document, left_out(facts_of(session, assessment, today))


def handed_out(
    session: Session,
    actor: Actor,
    document: Document,
    rendered: Rendered,
    now: datetime,
    which: Which | None = None,
) -> Paper:
    """Note in the audit that `actor` got this paper, with the hash of its bytes; return it.

    A paper that can't change any more is kept, under `which` it was asked for as: from now on
    everybody gets the same bytes. Who comes second while both were being made gets the first's.
    Making a paper takes long, so it stands between this and `document_of`, and holds nobody up.
    """
    kind, setting = document.kind, document.made_for.setting
    file = paper_file(file_name(document), rendered.content)
    if document.final and rendered.complete:
        file = _kept_first(session, actor, document, file, which or Which(kind, setting), now)
    detail = {"paper": kind, "sha256": file.sha256, "complete": rendered.complete}
    if setting != "plain":
        detail["copy"] = setting
    audit.record(session, actor.id, "exported", "assessment", document.reference, detail, now)
    return Paper(file.name, file.content, rendered.complete)


def file_name(document: Document) -> str:
    """Return what the file of a paper is called: the reference and the kind, and no name."""
    setting = document.made_for.setting
    name = document.kind if setting == "plain" else f"{document.kind}-{setting.replace('_', '-')}"
    return f"{document.reference}-{name}.pdf"


def keep(
    session: Session,
    actor: Actor,
    assessment_id: int,
    document: Document,
    file: PaperFile,
    which: Which,
    now: datetime,
) -> None:
    """Keep a paper that can't change any more, and its hash in the audit, in one transaction.

    Raises WrongState where it can still change.
    """
    mark = content_hash(document)
    kept_papers.keep(session, assessment_id, which, file, mark, made_at=now, made_by=actor.id)
    detail = {"paper": which.paper, "sha256": file.sha256, "content_hash": mark}
    if which.copy:
        detail["copy"] = which.copy
    audit.record(session, actor.id, "paper kept", "assessment", document.reference, detail, now)


def _kept_first(
    session: Session,
    actor: Actor,
    document: Document,
    file: PaperFile,
    which: Which,
    now: datetime,
) -> PaperFile:
    stored = assessments.load(session, document.reference, lock=True)
    known = kept_papers.read(session, stored.id, which)
    if known is None:
        known = kept_papers.read_same(session, stored.id, content_hash(document))
    if known is not None:
        return known
    keep(session, actor, stored.id, document, file, which, now)
    return file


def _is_easy_read(assessment: OpenAssessment, copy: str) -> bool:
    if copy == AS_NEEDED:
        return bool(needing(needs_of(assessment.form, assessment.evaluation), "easy_read"))
    return copy == "easy_read"


def export(
    session: Session,
    actor: Actor,
    reference: str,
    kind: str,
    today: date,
    now: datetime,
    render: Render,
    copy: str = AS_NEEDED,
) -> Paper:
    """Make the `assessment` or the `plan` as a PDF in one transaction; see `document_of`."""
    document = document_of(session, actor, reference, kind, today, copy=copy)
    return handed_out(session, actor, document, render(document), now)


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
    author = accounts.by_id(session, stored.author_id)
    written = stored.submitted_at or stored.updated_at
    did = "Audited by" if stored.audits else "Written by"
    signatures = [Signature(did, author.name, author.job_title, written.date())]
    for decision in decisions.of_assessment(session, stored.id):
        if decision.kind == "agreed":
            manager = accounts.by_id(session, decision.decided_by)
            signatures.append(
                Signature("Agreed by", manager.name, manager.job_title, decision.decided_at.date())
            )
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
        signatures=tuple(signatures),
        contacts=contacts,
    )
