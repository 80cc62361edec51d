"""Letting one copy hold what a rule keeps out of it, and taking that back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from riskform.engine.reasons import refused, says_something
from riskform.errors import InvalidInput, NotAllowed, NotFound
from riskform.records import Session, audit, is_storable, releases
from riskform.records.releases import Act, Release
from riskform.services import copies
from riskform.services.actors import Actor, require
from riskform.services.copies import Left, Preview

LONGEST_REASON: Final = 2_000
_SAY_WHY = "Why may this copy hold it: write what this reader needs it for."


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing of one copy: the kind of the copy, the id of its reader, the thing's key."""

    kind: str
    reader: str
    item: str


def to_release(
    session: Session,
    actor: Actor,
    reference: str,
    wanted: Wanted,
    today: date,
) -> tuple[Preview, Left]:
    """Return a copy, and the one thing that `actor` may release for it.

    Raises NotFound, also for what is private to the author and a manager, and NotAllowed.
    """
    found = copies.preview(session, actor, reference, wanted.kind, wanted.reader, today)
    left = _the(found, wanted.item)
    if left.why_not == copies.NEVER:
        raise _no_such(wanted.item)
    require(actor, "assessment.release", found.assessment.stored)
    if left.why_not:
        raise NotAllowed(left.why_not)
    return found, left


def release(
    session: Session,
    actor: Actor,
    reference: str,
    wanted: Wanted,
    reason: str,
    today: date,
    now: datetime,
) -> None:
    """Let one copy hold one thing as it is worded now; what depends on it stays left out.

    Raises NotFound, NotAllowed, and InvalidInput without a reason.
    """
    found, left = to_release(session, actor, reference, wanted, today)
    why = reason.strip()
    if not says_something(why):
        raise InvalidInput({"reason": _SAY_WHY + refused(why)})
    if len(why) > LONGEST_REASON:
        raise InvalidInput({"reason": f"Say it in {LONGEST_REASON:,} letters or fewer"})
    if not is_storable(why):
        raise InvalidInput({"reason": "Reason: take out the character that can't be printed"})
    _write(session, actor, found, left, "released", why, now)


def take_back(
    session: Session,
    actor: Actor,
    reference: str,
    wanted: Wanted,
    today: date,
    now: datetime,
) -> None:
    """Leave something out of a copy again. Raises NotFound and NotAllowed."""
    found = copies.preview(session, actor, reference, wanted.kind, wanted.reader, today)
    left = _the(found, wanted.item)
    require(actor, "assessment.release", found.assessment.stored)
    if left.release is not None:
        _write(session, actor, found, left, "taken_back", "", now)


def _the(found: Preview, item: str) -> Left:
    for left in found.left:
        if item and left.out.key == item:
            return left
    raise _no_such(item)


def _no_such(item: str) -> NotFound:
    return NotFound(f"this copy leaves no {item.partition(':')[0]} of that name out")


def _write(
    session: Session,
    actor: Actor,
    found: Preview,
    left: Left,
    act: Act,
    reason: str,
    now: datetime,
) -> None:
    stored, copy, item = found.assessment.stored, found.kind.release_name, left.out.key
    words = copies.words_hash(found.reader, left.out)
    made = Release(item, words, reason, actor.id, actor.name, now)
    releases.record(session, stored.id, act, copy, found.reader.id, made)
    said = "released for a copy" if act == "released" else "release taken back"
    detail = {"copy": copy, "for": found.reader.id, "item": item}
    audit.record(session, actor.id, said, "assessment", stored.reference, detail, now)
