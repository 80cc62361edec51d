"""What an audit is about, read beside every assessment; NULL and None for one that is no audit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select

from riskform.records import tables


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit is about: an agreed assessment, who wrote it, and one child of it."""

    assessment_id: int
    reference: str
    author_id: int
    agreed_at: datetime
    child_id: str
    child_name: str


_ROW = tables.table_of(tables.PracticeAudit)
_ASSESSMENT = tables.table_of(tables.Assessment)
_OF = _ASSESSMENT.alias("audited")
_CHILD = tables.table_of(tables.Person).alias("audited_child")

COLUMNS: tuple[ColumnElement[Any], ...] = (
    *(_OF.c.id, _OF.c.reference, _OF.c.author_id, _OF.c.agreed_at),
    *(_CHILD.c.id, _CHILD.c.name),
)
IS_AN_AUDIT = _ROW.c.assessment_id.is_not(None)
AUDITED_ID = _OF.c.id
AUDITED_AUTHOR_ID = _OF.c.author_id


def beside(assessments: Select[Any]) -> Select[Any]:
    """Return a query of assessments with `COLUMNS` at its end; NULL where one is no audit."""
    return (
        assessments.add_columns(*COLUMNS)
        .outerjoin(_ROW, _ROW.c.assessment_id == _ASSESSMENT.c.id)
        .outerjoin(_OF, _OF.c.id == _ROW.c.audited_id)
        .outerjoin(_CHILD, _CHILD.c.id == _ROW.c.child_id)
    )
