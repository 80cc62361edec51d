"""Children and adults of a family, and what each adult is to each child.

Where an assessment is named, the change is one revision of it. A removed person's row and
answers stay, so that removing can be undone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from riskform.engine.case import Adult, Child, Tie
from riskform.errors import NotFound
from riskform.records import revisions, tables
from riskform.records.prepared import Prepared
from riskform.records.revisions import Change, Entry
from riskform.records.session import Session


@dataclass(frozen=True, slots=True)
class Removed:
    """A person who was taken out of the family and can be put back; `kind` is child or adult."""

    id: str
    kind: str
    name: str
    removed_at: datetime


@dataclass(frozen=True, slots=True)
class People:
    """The people of a family, in the order in which they were added."""

    children: tuple[Child, ...]
    adults: tuple[Adult, ...]
    removed: tuple[Removed, ...]


_ROW = tables.Person
_TIE = tables.Relation
_PEOPLE = tables.table_of(_ROW)
_RELATIONS = tables.table_of(_TIE)
_OF_FAMILY = Prepared(
    select(
        *(_PEOPLE.c.id, _PEOPLE.c.kind, _PEOPLE.c.name, _PEOPLE.c.removed_at),
        *(_PEOPLE.c.date_of_birth, _PEOPLE.c.due_date, _PEOPLE.c.age_months),
        *(_RELATIONS.c.child_id, _RELATIONS.c.relationship, _RELATIONS.c.lives_here),
    )
    .join_from(_PEOPLE, _RELATIONS, _RELATIONS.c.adult_id == _PEOPLE.c.id, isouter=True)
    .where(_PEOPLE.c.family_id == bindparam("family"))
    .order_by(_PEOPLE.c.position, _PEOPLE.c.id)
)
_TIES = (
    select(_RELATIONS)
    .join(_PEOPLE, _PEOPLE.c.id == _RELATIONS.c.adult_id)
    .where(_PEOPLE.c.family_id == bindparam("family"))
)


def of_family(session: Session, family_id: int) -> People:
    """Return everyone in the family; an adult's ties are to the children who are in it now."""
    ties: dict[str, dict[str, Tie]] = {}
    people = {}
    for *person, child_id, relationship, lives_here in session.ask(
        _OF_FAMILY, {"family": family_id}
    ):
        people[person[0]] = person
        if child_id is not None:
            ties.setdefault(person[0], {})[child_id] = Tie(relationship, lives_here)
    here = [one for one in people.values() if one[3] is None]
    children = tuple(
        Child(key, name, *dates) for key, kind, name, _, *dates in here if kind == "child"
    )
    adults = tuple(
        Adult(key, name, _in_order(ties.get(key, {}), children))
        for key, kind, name, *_ in here
        if kind == "adult"
    )
    removed = tuple(
        Removed(key, kind, name, removed_at)
        for key, kind, name, removed_at, *_ in people.values()
        if removed_at
    )
    return People(children, adults, removed)


def _in_order(ties: Mapping[str, Tie], children: tuple[Child, ...]) -> dict[str, Tie]:
    """Return the ties to the children who are in the family now, in their order."""
    return {child.id: ties[child.id] for child in children if child.id in ties}


def add(
    session: Session,
    family_id: int,
    person: Child | Adult,
    *,
    author_id: int,
    saved_at: datetime,
    assessment_id: int | None = None,
) -> int | None:
    """Add a child, or an adult with the ties in `person.to`; return the revision's number.

    A child needs a date of birth, a due date or an age (the database refuses it otherwise).
    Raises `NotFound` where a tie names a child of another family.
    """
    _lock(session, assessment_id)
    last = select(func.max(_ROW.position)).where(_ROW.family_id == family_id)
    position = (session.execute(last).scalar() or 0) + 1
    values = {"id": person.id, "family_id": family_id, "position": position, **_values(person)}
    session.execute(insert(_ROW).values(values))
    changes = {key: Change(None, _plain(value)) for key, value in _values(person).items()}
    if isinstance(person, Adult):
        changes |= _set_ties(session, family_id, person.id, person.to)
    return _note(session, assessment_id, person.id, changes, author_id, saved_at)


def change(
    session: Session,
    family_id: int,
    person: Child | Adult,
    *,
    author_id: int,
    saved_at: datetime,
    assessment_id: int | None = None,
) -> int | None:
    """Give a person another name or dates; return the revision's number.

    The ties in an adult's `to` are set; those to other children stay. Raises `NotFound`.
    """
    _lock(session, assessment_id)
    row = _row(session, family_id, person.id)
    after = _values(person)
    if row.kind != after["kind"]:
        raise NotFound(f"{person.id} is no {after['kind']}")
    before = {key: getattr(row, key) for key in after}
    session.execute(
        update(_ROW).where(_ROW.id == person.id).values(after),
    )
    changes = {
        key: Change(_plain(before[key]), _plain(after[key]))
        for key in after
        if before[key] != after[key]
    }
    if isinstance(person, Adult):
        changes |= _set_ties(session, family_id, person.id, person.to)
    return _note(session, assessment_id, person.id, changes, author_id, saved_at)


def remove(
    session: Session,
    family_id: int,
    person_id: str,
    *,
    author_id: int,
    saved_at: datetime,
    assessment_id: int | None = None,
) -> int | None:
    """Take a person out of the family; return the revision's number. Raises `NotFound`."""
    _lock(session, assessment_id)
    changes = _set_removed(session, family_id, person_id, saved_at)
    return _note(session, assessment_id, person_id, changes, author_id, saved_at)


def restore(
    session: Session,
    family_id: int,
    person_id: str,
    *,
    author_id: int,
    saved_at: datetime,
    assessment_id: int | None = None,
) -> int | None:
    """Put a removed person back; return the revision's number. Raises `NotFound`."""
    _lock(session, assessment_id)
    changes = _set_removed(session, family_id, person_id, None)
    return _note(session, assessment_id, person_id, changes, author_id, saved_at)


def _set_removed(
    session: Session, family_id: int, person_id: str, removed_at: datetime | None
) -> dict[str, Change]:
    was = _row(session, family_id, person_id).removed_at
    session.execute(
        update(_ROW).where(_ROW.id == person_id).values(removed_at=removed_at),
    )
    return {"removed": Change(was is not None, removed_at is not None)}


def _lock(session: Session, assessment_id: int | None) -> None:
    # Everyone locks the assessment before its people, so that two never wait for each other.
    if assessment_id is not None:
        revisions.lock(session, assessment_id)


def _note(
    session: Session,
    assessment_id: int | None,
    person_id: str,
    changes: Mapping[str, Change],
    author_id: int,
    saved_at: datetime,
) -> int | None:
    if assessment_id is None:
        return None
    entry = Entry("people", changes, person=person_id)
    return revisions.write(session, assessment_id, entry, author_id=author_id, saved_at=saved_at)


def _row(session: Session, family_id: int, person_id: str) -> Any:  # noqa: ANN401 - a row with the columns of `person`.
    wanted = select(_ROW).where(_ROW.family_id == family_id, _ROW.id == person_id)
    row: Any = session.execute(wanted.with_for_update()).one_or_none()
    if row is None:
        raise NotFound(f"there is no {person_id} in this family")
    return row


def _ties(session: Session, family_id: int) -> dict[tuple[str, str], Tie]:
    found = session.execute(_TIES, {"family": family_id})
    return {(row[0], row[1]): Tie(row[2], row[3]) for row in found}


def _set_ties(
    session: Session, family_id: int, adult_id: str, to: Mapping[str, Tie]
) -> dict[str, Change]:
    children = select(_ROW.id).where(_ROW.family_id == family_id, _ROW.kind == "child")
    strangers = set(to) - set(session.execute(children).scalars())
    if strangers:
        raise NotFound(f"there is no child {min(strangers)} in this family")
    before = {
        child: tie for (adult, child), tie in _ties(session, family_id).items() if adult == adult_id
    }
    changed = {child: tie for child, tie in to.items() if before.get(child) != tie}
    for child_id, tie in changed.items():
        pair = {"adult_id": adult_id, "child_id": child_id}
        session.execute(delete(_TIE).filter_by(**pair))
        session.execute(insert(_TIE).values({**pair, **_tie_json(tie)}))
    return {
        f"to.{child_id}": Change(
            _tie_json(before[child_id]) if child_id in before else None, _tie_json(tie)
        )
        for child_id, tie in changed.items()
    }


def _tie_json(tie: Tie) -> dict[str, str | None]:
    return {"relationship": tie.relationship, "lives_here": tie.lives_here}


def _values(person: Child | Adult) -> dict[str, object]:
    if isinstance(person, Adult):
        return {"kind": "adult", "name": person.name}
    return {
        "kind": "child",
        "name": person.name,
        "date_of_birth": person.date_of_birth,
        "due_date": person.due_date,
        "age_months": person.age_months,
    }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
