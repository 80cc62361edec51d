"""The history of an assessment: one revision for every acknowledged save, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, or_, select, update

from riskform.engine.case import Answer
from riskform.errors import Clash, NotFound, WrongState
from riskform.records import answers, tables
from riskform.records.columns import JsonText
from riskform.records.faults import DatabaseBusy
from riskform.records.prepared import Prepared
from riskform.records.session import Session

Statuses = tuple[str, ...]
OPEN: Statuses = ("draft", "returned")
_WAITING: Statuses = ("submitted",)
# Kind of revision: the statuses of the assessment in which it may be written.
_WRITTEN_WHILE = {
    "answers": OPEN,
    "people": OPEN,
    "details": OPEN,
    "plan": OPEN,
    "submitted": OPEN,
    "returned": _WAITING,
    "agreed": _WAITING,
}


@dataclass(frozen=True, slots=True)
class Change:
    """What stood under one key before and after, as JSON; None where nothing stood."""

    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Entry:
    """What a new revision says. `kind` is a kind of revision; `person` may be `family`."""

    kind: str
    changes: Mapping[str, Change]
    section: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One save. The keys of `changes` are answer keys where `kind` is `answers`."""

    number: int
    kind: str
    section: str | None
    person: str | None
    changes: Mapping[str, Change]
    author_id: int
    author_name: str
    saved_at: datetime


_ROW = tables.Revision
_ASSESSMENT = tables.table_of(tables.Assessment)
_IS_THIS = _ASSESSMENT.c.id == bindparam("assessment")
_KEEP = Prepared(
    insert(tables.table_of(_ROW)).inline(),
    *("assessment_id", "number", "kind", "section", "person", "changes", "author_id", "saved_at"),
)
_COUNT_UP = {
    statuses: update(_ASSESSMENT)
    .where(_IS_THIS, or_(*(_ASSESSMENT.c.status == status for status in statuses)))
    .values(revision=_ASSESSMENT.c.revision + 1)
    .returning(_ASSESSMENT.c.revision)
    for statuses in (OPEN, _WAITING)
}
_COUNT_UP_ONTO = Prepared(
    _COUNT_UP[OPEN].where(_ASSESSMENT.c.revision == bindparam("onto")),
    *("document", "updated_at"),
)
_LOCK = select(_ASSESSMENT.c.id).where(_IS_THIS).with_for_update()
_SINCE = (
    select(
        *(_ROW.number, _ROW.kind, _ROW.section, _ROW.person, _ROW.changes),
        *(_ROW.author_id, tables.UserAccount.name, _ROW.saved_at),
    )
    .join(tables.UserAccount, tables.UserAccount.id == _ROW.author_id)
    .where(_ROW.assessment_id == bindparam("assessment"), _ROW.number > bindparam("after"))
    .order_by(_ROW.number)
)


def write(
    session: Session,
    assessment_id: int,
    entry: Entry,
    *,
    author_id: int,
    saved_at: datetime,
    also_set: Mapping[str, object] | None = None,
) -> int:
    """Write one revision, set `also_set` on the assessment, and return the revision's number.

    The assessment's row is locked from here to the end of the transaction. Raises `NotFound`, or
    `WrongState` where the assessment's status does not allow this kind of save.
    """
    values = {**(also_set or {}), "updated_at": saved_at, "assessment": assessment_id}
    count_up = _COUNT_UP[_WRITTEN_WHILE[entry.kind]]
    number: int | None = session.execute(count_up, values).scalar_one_or_none()
    if number is None:
        raise _why_not(session, assessment_id)
    _keep(session, assessment_id, number, entry, author_id, saved_at)
    return number


def write_onto(
    session: Session,
    assessment_id: int,
    onto: int,
    entry: Entry,
    document: JsonText,
    *,
    author_id: int,
    saved_at: datetime,
) -> None:
    """Write answers as one revision onto the revision `onto` and no other, with their document.

    Raises `DatabaseBusy` where there is another revision by now, and what `write` raises.
    """
    values = {
        "assessment": assessment_id,
        "onto": onto,
        "document": document,
        "updated_at": saved_at,
    }
    if not session.ask(_COUNT_UP_ONTO, values):
        raise _why_not(session, assessment_id, onto)
    _keep(session, assessment_id, onto + 1, entry, author_id, saved_at)


def _keep(
    session: Session,
    assessment_id: int,
    number: int,
    entry: Entry,
    author_id: int,
    saved_at: datetime,
) -> None:
    revision = {
        "assessment_id": assessment_id,
        "number": number,
        "kind": entry.kind,
        "section": entry.section,
        "person": entry.person,
        "changes": _to_json(entry.changes),
        "author_id": author_id,
        "saved_at": saved_at,
    }
    session.ask(_KEEP, revision)


def lock(session: Session, assessment_id: int) -> None:
    """Let nobody else save in the assessment until this transaction ends. Raises `NotFound`."""
    if session.execute(_LOCK, {"assessment": assessment_id}).one_or_none() is None:
        raise NotFound(f"there is no assessment number {assessment_id}")


def since(session: Session, assessment_id: int, number: int = 0) -> tuple[Revision, ...]:
    """Return the revisions after `number`, oldest first; all of them after 0."""
    return tuple(
        Revision(row[0], row[1], row[2], row[3], _from_json(row[4]), row[5], row[6], row[7])
        for row in session.execute(_SINCE, {"assessment": assessment_id, "after": number})
    )


def clashes(later: tuple[Revision, ...], given: Mapping[str, Answer | None]) -> tuple[Clash, ...]:
    """Return where `given` and the saves in `later` both changed a question, differently.

    `later` is everything saved since the page of `given` was opened. An answer in `given` that
    is still what the page showed clashes with nothing: leave it out when saving.
    """
    shown, stands = before_and_now(later)
    return tuple(
        Clash(key, _value(answers.to_json(answer)), _value(stands[key]))
        for key, answer in given.items()
        if key in stands and answers.to_json(answer) not in (shown[key], stands[key])
    )


def before_and_now(later: tuple[Revision, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return, for each answer changed in `later`, what stood before them and what stands now.

    Both are JSON as `answers.to_json` writes it.
    """
    before: dict[str, Any] = {}
    now: dict[str, Any] = {}
    for revision in later:
        if revision.kind == "answers":
            for key, change in revision.changes.items():
                before.setdefault(key, change.before)
                now[key] = change.after
    return before, now


def _value(kept: Any) -> object:  # noqa: ANN401 - JSON as it was read.
    return None if kept is None else kept["value"]


def _why_not(
    session: Session, assessment_id: int, onto: int | None = None
) -> NotFound | DatabaseBusy | WrongState:
    wanted = select(_ASSESSMENT.c.reference, _ASSESSMENT.c.status, _ASSESSMENT.c.revision)
    row = session.execute(wanted.where(_IS_THIS), {"assessment": assessment_id}).one_or_none()
    if row is None:
        return NotFound(f"there is no assessment number {assessment_id}")
    if onto is not None and row.revision != onto:
        return DatabaseBusy("somebody else saved at the same moment; nothing was written")
    return WrongState(f"Assessment {row.reference} is {row.status}. Nothing was written.")


def _to_json(changes: Mapping[str, Change]) -> dict[str, object]:
    return {
        key: {"before": change.before, "after": change.after} for key, change in changes.items()
    }


def _from_json(kept: Any) -> dict[str, Change]:  # noqa: ANN401 - JSON as it was read.
    return {key: Change(change["before"], change["after"]) for key, change in kept.items()}
