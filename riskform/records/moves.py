"""An assessment moved to another version of its form, in one revision; nothing is dropped.

In the revision, which is one of the details, `form` holds both hashes, and each answer that goes
to another question stands under its old key and under its new one.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, delete, insert, select, type_coerce, update

from riskform.errors import StaleAnswers
from riskform.records import revisions, tables
from riskform.records.revisions import Change, Entry, Revision
from riskform.records.session import Session

FORM = "form"
"""The key of the change of version in the revision of a move."""

_ROW = tables.table_of(tables.Assessment)
_FINDING = tables.table_of(tables.RaisedFinding)
_OUTCOME = tables.PlanOutcome
_ACTION = tables.PlanAction
_REPLY = tables.table_of(tables.FindingReply)
_AT_ONCE = 100
_ENDS = ("not_known", "if_blank")


@dataclass(frozen=True, slots=True)
class Pinned:
    """An assessment of some version of a form, with its answers as JSON by key."""

    reference: str
    status: str
    form_hash: str
    answers: Mapping[str, Any]


def pinned(session: Session, hashes: Sequence[str]) -> Iterator[Pinned]:
    """Yield the assessments that are pinned to one of `hashes`, a hundred at a time."""
    document = type_coerce(_ROW.c.document, Text)
    wanted = select(_ROW.c.id, _ROW.c.reference, _ROW.c.status, _ROW.c.form_hash, document)
    wanted = wanted.where(_ROW.c.form_hash.in_(hashes)).order_by(_ROW.c.id).limit(_AT_ONCE)
    last = 0
    while rows := session.execute(wanted.where(_ROW.c.id > last)).all():
        for row in rows:
            yield Pinned(row[1], row[2], row[3], json.loads(row[4])["answers"])
        last = rows[-1][0]


def move(
    session: Session,
    assessment_id: int,
    *,
    to: str,
    carried: Mapping[str, str],
    author_id: int,
    saved_at: datetime,
    expected_revision: int,
) -> int:
    """Pin an assessment to the version `to` and return the number of the revision.

    `carried` holds, by the key of each answer that goes elsewhere, its new key; what stood there
    is kept in the revision. Clocks, and the parts of the plan, of a Not known or a blank go with
    their question. Raises `NotFound`, `WrongState`, or `StaleAnswers` where the assessment is no
    longer at `expected_revision`.
    """
    revisions.lock(session, assessment_id)
    wanted = select(_ROW.c.revision, _ROW.c.form_hash, _ROW.c.document)
    row = session.execute(wanted.where(_ROW.c.id == assessment_id)).one()
    if row.revision != expected_revision:
        last = revisions.since(session, assessment_id, expected_revision)[-1]
        raise StaleAnswers(last.author_name, (), last.number)
    kept = dict(row.document["answers"])
    changes = {FORM: Change(row.form_hash, to), **_moved(kept, carried)}
    document = {**row.document, "answers": kept}
    number = revisions.write(
        session,
        assessment_id,
        Entry("details", changes),
        author_id=author_id,
        saved_at=saved_at,
        also_set={"form_hash": to, "document": document},
    )
    findings = {f"{old}.{end}": f"{new}.{end}" for old, new in carried.items() for end in _ENDS}
    _rename_clocks(session, assessment_id, findings)
    _rename_in_plan(session, assessment_id, findings)
    return number


def is_move(revision: Revision) -> bool:
    """Tell whether a revision moved its assessment to another version."""
    return revision.kind == "details" and FORM in revision.changes


def _moved(kept: dict[str, Any], carried: Mapping[str, str]) -> dict[str, Change]:
    going = {old: kept.pop(old) for old in carried if old in kept}
    changes = {old: Change(answer, None) for old, answer in going.items()}
    for old, answer in going.items():
        new = carried[old]
        changes[new] = Change(kept.get(new, going.get(new)), answer)
    kept |= {carried[old]: answer for old, answer in going.items()}
    return changes


def _rename_clocks(session: Session, assessment_id: int, renamed: Mapping[str, str]) -> None:
    own = _FINDING.c.assessment_id == assessment_id
    there = {row.at: row for row in session.execute(select(_FINDING).where(own))}
    new = [
        {**there[old]._mapping, "at": now}  # noqa: SLF001 - SQLAlchemy's public name for a row's columns.
        for old, now in renamed.items()
        if old in there and now not in there
    ]
    if new:
        session.execute(insert(_FINDING), new)
        gone = update(_FINDING).where(own, _FINDING.c.at.in_([*renamed]))
        session.execute(gone.values(raised=False))


def _rename_in_plan(session: Session, assessment_id: int, renamed: Mapping[str, str]) -> None:
    own = _REPLY.c.assessment_id == assessment_id
    replies = {row.at: row for row in session.execute(select(_REPLY).where(own))}
    for old, now in renamed.items():
        if old in replies and now not in replies:
            session.execute(delete(_REPLY).where(own, _REPLY.c.at == old))
            values = {**replies[old]._mapping, "at": now}  # noqa: SLF001 - as above.
            session.execute(insert(_REPLY).values(values))
    of_this = select(_OUTCOME.id).where(_OUTCOME.assessment_id == assessment_id)
    for table, is_own in (
        (_OUTCOME, _OUTCOME.assessment_id == assessment_id),
        (_ACTION, _ACTION.outcome_id.in_(of_this)),
    ):
        for row in session.execute(select(table.id, table.answers).where(is_own)).all():
            answers = [renamed.get(at, at) for at in row.answers]
            if answers != row.answers:
                session.execute(update(table).where(table.id == row.id).values(answers=answers))
