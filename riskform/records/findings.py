"""What the answers of an assessment raise, kept for lists and for the clock of each finding."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Protocol

from sqlalchemy import bindparam, func, insert, select, update

from riskform.records import tables
from riskform.records.prepared import Prepared
from riskform.records.session import Session


class Raised(Protocol):
    """What is kept of a finding that the engine raised."""

    @property
    def at(self) -> str:
        """Return its identity, such as `kit/sleep.sofa_with_adult`."""

    @property
    def kind(self) -> str:
        """Return urgent, concern, unclear, protective or strength."""

    @property
    def says(self) -> str:
        """Return its sentence."""


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A finding, the day it was first saved, and whether the answers still raise it."""

    at: str
    kind: str
    says: str
    first_saved_on: date
    raised: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to be written so that what is raised is kept: rows to add and rows to change.

    `first_saved` is the day on which each finding that is raised now was first saved.
    """

    new: tuple[Mapping[str, object], ...]
    changed: tuple[Mapping[str, object], ...]
    first_saved: Mapping[str, date]


_ROW = tables.RaisedFinding
_TABLE = tables.table_of(_ROW)
_OF_ASSESSMENT = Prepared(
    select(*(_TABLE.c[part.name] for part in fields(KeptFinding)))
    .where(_TABLE.c.assessment_id == bindparam("assessment"))
    .order_by(_TABLE.c.at)
)
_FIRST_SAVED = Prepared(
    select(_TABLE.c.at, _TABLE.c.first_saved_on).where(
        _TABLE.c.assessment_id == bindparam("assessment")
    )
)
_ADD = Prepared(
    insert(_TABLE).inline(),
    *("assessment_id", "at", "kind", "says", "first_saved_on", "raised"),
)
_CHANGE = Prepared(
    update(_TABLE).where(
        _TABLE.c.assessment_id == bindparam("assessment"), _TABLE.c.at == bindparam("finding")
    ),
    *("kind", "says", "raised"),
)


def record(
    session: Session, assessment_id: int, raised: Iterable[Raised], *, today: date
) -> Mapping[str, date]:
    """Keep what is raised now; return the day on which each was first saved.

    A finding that is no longer raised stays, marked so, and gets its old day back if it returns.
    """
    found = difference(session, assessment_id, raised, today=today)
    write(session, found)
    return found.first_saved


def difference(
    session: Session, assessment_id: int, raised: Iterable[Raised], *, today: date
) -> Difference:
    """Return what `record` would write."""
    kept = {row[0]: row for row in session.ask(_OF_ASSESSMENT, {"assessment": assessment_id})}
    now = {finding.at: finding for finding in raised}
    new = [
        {
            "assessment_id": assessment_id,
            "at": at,
            "kind": finding.kind,
            "says": finding.says,
            "first_saved_on": today,
            "raised": True,
        }
        for at, finding in now.items()
        if at not in kept
    ]
    changed = []
    for at, kind, says, _, was_raised in kept.values():
        found = now.get(at)
        kind_now, says_now = (kind, says) if found is None else (found.kind, found.says)
        if (kind, says, was_raised) != (kind_now, says_now, found is not None):
            which = {"assessment": assessment_id, "finding": at}
            said = {"kind": kind_now, "says": says_now, "raised": found is not None}
            changed.append(which | said)
    first_saved = {at: kept[at][3] if at in kept else today for at in now}
    return Difference(tuple(new), tuple(changed), first_saved)


def write(session: Session, found: Difference) -> None:
    """Write a difference; nobody may have written another since it was found."""
    for new in found.new:
        session.ask(_ADD, new)
    for changed in found.changed:
        session.ask(_CHANGE, changed)


def of_assessment(session: Session, assessment_id: int) -> tuple[KeptFinding, ...]:
    """Return every finding that was ever saved, by its identity."""
    found = session.ask(_OF_ASSESSMENT, {"assessment": assessment_id})
    return tuple(KeptFinding(*row) for row in found)


def first_saved(session: Session, assessment_id: int) -> dict[str, date]:
    """Return the day on which each finding was first saved, by its identity."""
    return dict(session.ask(_FIRST_SAVED, {"assessment": assessment_id}))  # type: ignore[arg-type]  # rows of two


def counts(session: Session, without: Mapping[int, Collection[str]]) -> dict[int, dict[str, int]]:
    """Return, for each assessment, how many findings of each kind are raised (none: no key).

    `without` gives, by assessment, the rules as `section.id` whose findings are not counted.
    """
    counted = _counted(session, [number for number, rules in without.items() if not rules])
    apart = [number for number, rules in without.items() if rules]
    wanted = select(_ROW.assessment_id, _ROW.kind, _ROW.at).where(
        _ROW.assessment_id.in_(apart), _ROW.raised.is_(True)
    )
    found = Counter(
        (number, kind)
        for number, kind, at in (session.execute(wanted) if apart else ())
        if at.partition("/")[2] not in without[number]
    )
    for (number, kind), how_many in found.items():
        counted.setdefault(number, {})[kind] = how_many
    return {number: counted.get(number, {}) for number in without}


def _counted(session: Session, assessment_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    wanted = (
        select(_ROW.assessment_id, _ROW.kind, func.count())
        .where(_ROW.assessment_id.in_(assessment_ids), _ROW.raised.is_(True))
        .group_by(_ROW.assessment_id, _ROW.kind)
    )
    made: dict[int, dict[str, int]] = {number: {} for number in assessment_ids}
    for number, kind, how_many in session.execute(wanted):
        made[number][kind] = how_many
    return made
