"""Whether a file is a paper that was signed here, byte for byte."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from riskform.errors import NotFound
from riskform.records import Session, assessments, audit, decisions, form_versions, kept_papers
from riskform.records.assessments import AssessmentSummary
from riskform.records.kept_papers import KeptPaper

Verdict = Literal["signed", "unknown", "draft", "altered", "later"]
_SHORTEST_START: Final = 32  # hex digits of a fingerprint that make it that one


@dataclass(frozen=True, slots=True)
class Verified:
    """What is known of a file.

    verdict: `signed`, it is the one that was signed; `unknown`, never signed here; `draft`, its
    record is not agreed; `altered`, it names a signed record and is no file that riskform handed
    out; `later`, it was handed out before the record was signed. says: the same as a sentence.
    The rest is of the record that it names, "" and None where that is not known.
    """

    verdict: Verdict
    says: str
    sha256: str
    reference: str = ""
    paper: str = ""
    form: str = ""
    revision: int | None = None
    agreed_by: str = ""
    agreed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Signing:
    """Who signed a record, when, and at which revision."""

    by: str
    at: datetime
    revision: int


def verify(session: Session, sha256: str, reference: str, content_hash: str) -> Verified:
    """Tell whether the file with these bytes is one that was signed.

    `reference` and `content_hash` are what the file says of itself, "" where it says nothing. It is
    for whoever keeps the database: nobody's permission is asked.
    """
    exact = kept_papers.with_bytes(session, sha256)
    if exact is not None:
        stored = assessments.load(session, exact.reference)
        return _about(session, stored, "signed", sha256, _in_words(exact))
    alike = _saying(session, content_hash)
    stored_or_none = _record_of(session, reference, alike)
    if stored_or_none is None:
        says = (
            "No paper with these bytes was signed here, and it names no record that is kept here."
        )
        return Verified("unknown", says, sha256)
    return _not_kept(session, stored_or_none, sha256, alike)


def _not_kept(
    session: Session, stored: AssessmentSummary, sha256: str, alike: tuple[KeptPaper, ...]
) -> Verified:
    signing = _signing(session, stored)
    handed_out = audit.handed_out(session, stored.reference, sha256)
    if signing is None:
        return _about(session, stored, "draft", sha256, _paper_of(handed_out))
    if handed_out is None:
        return _about(session, stored, "altered", sha256, _in_words(alike[0]) if alike else "")
    if not handed_out.detail.get("complete"):
        return _about(session, stored, "unknown", sha256, "")
    # From before papers were kept: what was handed out once nothing could change was signed.
    verdict: Verdict = "signed" if handed_out.at_utc >= signing.at else "later"
    return _about(session, stored, verdict, sha256, _paper_of(handed_out))


def _about(
    session: Session, stored: AssessmentSummary, verdict: Verdict, sha256: str, paper: str
) -> Verified:
    signing, form = _signing(session, stored), form_versions.load(session, stored.form_hash)
    return Verified(
        verdict,
        _sentence(verdict, stored.reference, signing),
        sha256,
        reference=stored.reference,
        paper=paper,
        form=f"{form.title}, version {form.version}",
        revision=signing.revision if signing else None,
        agreed_by=signing.by if signing else "",
        agreed_at=signing.at if signing else None,
    )


def _sentence(verdict: Verdict, reference: str, signing: _Signing | None) -> str:
    when = f"{signing.at:%-d %B %Y, %H:%M} UTC by {signing.by}" if signing else ""
    return {
        "signed": f"This is the signed paper of record {reference}, agreed on {when}.",
        "draft": f"This is not a signed paper: record {reference} is not agreed.",
        "altered": (
            f"This is not the signed paper. It names record {reference}, agreed on {when}, but it"
            " is no file that riskform handed out: it was changed, or made somewhere else."
        ),
        "later": (
            f"This is not the signed paper. It was handed out before record {reference} was agreed"
            f" on {when}; get the signed one."
        ),
        "unknown": f"This page only says that a paper of record {reference} could not be printed.",
    }[verdict]


def _signing(session: Session, stored: AssessmentSummary) -> _Signing | None:
    """Return who signed; an audit is signed by whoever completed it."""
    for decision in decisions.of_assessment(session, stored.id):
        if decision.kind == "agreed":
            return _Signing(decision.decided_by_name, decision.decided_at, decision.revision)
    if stored.audits is not None and stored.submitted_at is not None:
        return _Signing(stored.author_name, stored.submitted_at, stored.revision)
    return None


def _saying(session: Session, content_hash: str) -> tuple[KeptPaper, ...]:
    if len(content_hash) < _SHORTEST_START:
        return ()
    return kept_papers.saying(session, content_hash)


def _record_of(
    session: Session, reference: str, alike: tuple[KeptPaper, ...]
) -> AssessmentSummary | None:
    for named in (reference, *(paper.reference for paper in alike)):
        try:
            return assessments.load(session, named)
        except NotFound:
            continue
    return None


def _in_words(kept: KeptPaper) -> str:
    which = kept.which
    return f"{which.paper}, {which.copy} copy" if which.copy else which.paper


def _paper_of(handed_out: audit.AuditEvent | None) -> str:
    return str(handed_out.detail.get("paper", "")) if handed_out else ""
