"""Assessments as they stand. What was saved in them, save by save, is in `revisions`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, bindparam, insert, select, type_coerce

from riskform.engine.case import Answer
from riskform.errors import NotFound
from riskform.records import answers as as_json
from riskform.records import audited, revisions, tables
from riskform.records.audited import Audited
from riskform.records.columns import is_storable
from riskform.records.prepared import Prepared
from riskform.records.references import free_reference
from riskform.records.revisions import Change, Entry
from riskform.records.session import Session


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """An assessment to be started, pinned to a published form."""

    family_id: int
    form_hash: str
    level: int
    visit_on: date
    author_id: int
    team: str


@dataclass(frozen=True, slots=True)
class AssessmentSummary:
    """An assessment as a list shows it; `status` is draft, submitted, agreed or returned.

    An audit is an assessment too: `audits` says of what, and is None for all others.
    """

    id: int
    reference: str
    family_id: int
    family_reference: str
    family_name: str
    form_hash: str
    level: int
    visit_on: date
    status: str
    author_id: int
    author_name: str
    team: str
    revision: int
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None
    agreed_at: datetime | None
    audits: Audited | None


@dataclass(frozen=True, slots=True)
class StoredAssessment(AssessmentSummary):
    """An assessment with its answers by key, and the pages saved, each with when it was last.

    `document` is the text that both were read from: equal texts hold the same.
    """

    document: str
    answers: Mapping[str, Answer]
    pages: Mapping[str, datetime]


_ROW = tables.table_of(tables.Assessment)
_FAMILY = tables.table_of(tables.Family)
_AUTHOR = tables.table_of(tables.UserAccount)
_COLUMNS: dict[str, ColumnElement[Any]] = {
    **dict(_ROW.c.items()),
    "family_reference": _FAMILY.c.reference,
    "family_name": _FAMILY.c.name,
    "author_name": _AUTHOR.c.name,
}
_OWN = tuple(part.name for part in fields(AssessmentSummary) if part.name != "audits")
_SUMMARY = audited.beside(
    select(*(_COLUMNS[name] for name in _OWN))
    .join_from(_ROW, _FAMILY, _FAMILY.c.id == _ROW.c.family_id)
    .join(_AUTHOR, _AUTHOR.c.id == _ROW.c.author_id)
)
_DOCUMENT = type_coerce(_ROW.c.document, Text)
_THIS = _SUMMARY.add_columns(_DOCUMENT).where(_ROW.c.reference == bindparam("this"))
_LOAD = Prepared(_THIS)
_LOAD_AND_LOCK = Prepared(_THIS.with_for_update(of=_ROW))
_LOCK = (
    select(_ROW.c.level, _ROW.c.visit_on).where(_ROW.c.id == bindparam("this")).with_for_update()
)


def create(
    session: Session, new: NewAssessment, *, created_at: datetime, reference: str | None = None
) -> StoredAssessment:
    """Keep a new draft without answers, with a reference of its own where none is given."""
    reference = reference or free_reference(session, _ROW.c.reference)
    values = {
        "reference": reference,
        "family_id": new.family_id,
        "form_hash": new.form_hash,
        "level": new.level,
        "visit_on": new.visit_on,
        "status": "draft",
        "author_id": new.author_id,
        "team": new.team,
        "revision": 0,
        "document": {"answers": {}, "pages": {}},
        "created_at": created_at,
        "updated_at": created_at,
    }
    session.execute(insert(_ROW).values(values))
    return load(session, reference)


def load(session: Session, reference: str, *, lock: bool = False) -> StoredAssessment:
    """Return an assessment with its answers. Raises `NotFound`.

    With `lock`, in a write session, nobody else can change it until this transaction ends; a
    session that only reads locks nothing, because PostgreSQL would refuse it.
    """
    wanted = _LOAD_AND_LOCK if lock and not session.reads_only else _LOAD
    # A text that no row can hold, such as %00 in an address, is the reference of none.
    found = session.ask(wanted, {"this": reference}) if is_storable(reference) else None
    if not found:
        raise NotFound(f"there is no assessment {reference}")
    row = found[0]
    return StoredAssessment(*(*_parts(row[:-1]), row[-1], *as_json.read_document(row[-1])))


def answers_of(session: Session, ids: Sequence[int]) -> dict[int, Mapping[str, Answer]]:
    """Return the answers of several assessments by key, with one query."""
    texts = session.execute(select(_ROW.c.id, _DOCUMENT).where(_ROW.c.id.in_(ids)))
    return {number: as_json.read_document(text)[0] for number, text in texts}


def _parts(row: Sequence[Any]) -> tuple[Any, ...]:
    own, of = row[: len(_OWN)], row[len(_OWN) :]
    return (*own, None if of[0] is None else Audited(*of))


def listed(
    session: Session,
    *,
    team: str | None = None,
    author_id: int | None = None,
    family_id: int | None = None,
    statuses: Sequence[str] = (),
    limit: int = 100,
    offset: int = 0,
) -> tuple[AssessmentSummary, ...]:
    """Return the assessments that fit all that is given, those saved last first; no audits."""
    fits = {_ROW.c.team: team, _ROW.c.author_id: author_id, _ROW.c.family_id: family_id}
    wanted = that_fit(fits, statuses).where(~audited.IS_AN_AUDIT)
    return summaries(session, wanted.limit(limit).offset(offset))


def that_fit(fits: Mapping[Any, object], statuses: Sequence[str]) -> Select[Any]:
    """Return the query of what is equal to `fits`, by column (None fits all), last saved first."""
    wanted = _SUMMARY.order_by(_ROW.c.updated_at.desc(), _ROW.c.id.desc())
    wanted = wanted.where(*(column == value for column, value in fits.items() if value is not None))
    return wanted.where(_ROW.c.status.in_(statuses)) if statuses else wanted


def summaries(session: Session, wanted: Select[Any]) -> tuple[AssessmentSummary, ...]:
    """Return what a query of `that_fit` finds."""
    return tuple(AssessmentSummary(*_parts(row)) for row in session.execute(wanted))


def change_details(
    session: Session,
    assessment_id: int,
    *,
    author_id: int,
    saved_at: datetime,
    level: int | None = None,
    visit_on: date | None = None,
) -> int:
    """Change the level or the day of the last visit; None leaves it. Returns the revision.

    Raises `NotFound` or `WrongState`.
    """
    row = _locked(session, assessment_id)
    changes = {}
    also_set: dict[str, object] = {}
    if level is not None and level != row.level:
        changes["level"], also_set["level"] = Change(row.level, level), level
    if visit_on is not None and visit_on != row.visit_on:
        changes["visit_on"] = Change(row.visit_on.isoformat(), visit_on.isoformat())
        also_set["visit_on"] = visit_on
    entry = Entry("details", changes)
    return revisions.write(
        session,
        assessment_id,
        entry,
        author_id=author_id,
        saved_at=saved_at,
        also_set=also_set,
    )


def set_status(
    session: Session, assessment_id: int, status: str, *, author_id: int, saved_at: datetime
) -> int:
    """Make it `submitted`, `returned` or `agreed`, and return the revision that says so.

    Raises `NotFound`, or `WrongState` where that can't follow the present status (so that of two
    who decide at once, one is refused).
    """
    also_set: dict[str, object] = {"status": status}
    if status in {"submitted", "agreed"}:
        also_set[f"{status}_at"] = saved_at
    return revisions.write(
        session,
        assessment_id,
        Entry(status, {}),
        author_id=author_id,
        saved_at=saved_at,
        also_set=also_set,
    )


def _locked(session: Session, assessment_id: int) -> Any:  # noqa: ANN401 - a row, whose columns are named in _LOCK.
    row = session.execute(_LOCK, {"this": assessment_id}).one_or_none()
    if row is None:
        raise NotFound(f"there is no assessment number {assessment_id}")
    return row
