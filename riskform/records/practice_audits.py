"""Audits: assessments of their own that are about one child of an agreed assessment."""

from collections.abc import Sequence

from sqlalchemy import insert

from riskform.records import audited, tables
from riskform.records.assessments import AssessmentSummary, summaries, that_fit
from riskform.records.audited import Audited
from riskform.records.session import Session

__all__ = ["Audited", "listed", "record"]

_ASSESSMENT = tables.table_of(tables.Assessment)
_ROW = tables.table_of(tables.PracticeAudit)


def record(session: Session, assessment_id: int, *, audited_id: int, child_id: str) -> None:
    """Say that an assessment is an audit of one child of another, which is agreed.

    Raises `WrongState` where its author wrote or agreed what is audited, or it is not agreed.
    """
    values = {"assessment_id": assessment_id, "audited_id": audited_id, "child_id": child_id}
    session.execute(insert(_ROW).values(values))


def listed(
    session: Session,
    *,
    team: str | None = None,
    statuses: Sequence[str] = (),
    audited_id: int | None = None,
    audited_author_id: int | None = None,
    limit: int = 100,
) -> tuple[AssessmentSummary, ...]:
    """Return the audits that fit all that is given, those saved last first."""
    fits = {
        _ASSESSMENT.c.team: team,
        audited.AUDITED_ID: audited_id,
        audited.AUDITED_AUTHOR_ID: audited_author_id,
    }
    wanted = that_fit(fits, statuses).where(audited.IS_AN_AUDIT)
    return summaries(session, wanted.limit(limit))
