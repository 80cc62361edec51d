"""Waiting for papers: who asked sees how far they are, stops them, and is led on to them.

What somebody waits for is the address of what they asked for, and is theirs: no other person can
name it. Another web process may answer each of these than the one that lays the papers out.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from riskform.errors import NotFound, RiskformError
from riskform.records import Session, printings
from riskform.records.printings import Asked, HowFar, Printing
from riskform.services.actors import Actor
from riskform.services.exporting import Rendered

# Longer than a save waits for its turn in a busy database, in which nobody can say how far it is.
LOST_AFTER: Final = timedelta(seconds=20)
# Long enough for a second tab, and for who lost the connection while the paper came.
FORGOTTEN_AFTER: Final = timedelta(minutes=2)
REASONS_KEPT_FOR: Final = timedelta(hours=12)
MOST_AT_ONCE: Final = 4


class TooManyInHand(RiskformError):
    """So many papers are being laid out for one person that another has to wait."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What somebody asked for: ready already, in hand already, or theirs to lay out as `id`."""

    id: str = ""
    ready: Rendered | None = None


def begin(session: Session, actor: Actor, asked: Asked, now: datetime) -> Begun:
    """Note that `actor` waits for `asked`, and return whether it is to be laid out.

    It is not where the very same is ready or in hand. What was asked for at that address and says
    something else by now makes way. Raises TooManyInHand.
    """
    forget_old(session, now)
    known = look(session, actor, asked.address, now)
    if known is not None and known.state in {"ready", "in hand"}:
        same = (known.asked.content_hash, known.asked.reason)
        if known.state == "in hand" and same == (asked.content_hash, asked.reason):
            return Begun()
        content = printings.content_of(session, known.id)
        if content is not None and known.asked.content_hash == asked.content_hash:
            return Begun(ready=Rendered(*content))
        asked = replace(asked, again=asked.kind == "paper")
    elif printings.in_hand(session, actor.id, now - LOST_AFTER) >= MOST_AT_ONCE:
        message = f"{MOST_AT_ONCE} papers are being laid out for you already"
        raise TooManyInHand(message)
    return Begun(id=printings.begin(session, actor.id, asked, now))


def look(session: Session, actor: Actor, address: str, now: datetime) -> Printing | None:
    """Return what `actor` waits for at `address`, None for nothing or for what is forgotten.

    What was not told of for LOST_AFTER failed: its server was ended, or lost its database.
    """
    found = printings.find(session, actor.id, address)
    if found is None:
        return None
    if found.state == "in hand" and found.seen_at < now - LOST_AFTER:
        return replace(found, state="failed")
    forgotten = found.seen_at < now - FORGOTTEN_AFTER and not found.asked.reason
    return None if forgotten else found


def go_on(session: Session, printing: str, how_far: HowFar, now: datetime) -> bool:
    """Say how far it is; return False where nobody waits any more, and it has to end."""
    return printings.note(session, printing, how_far, now)


def paper_ready(session: Session, printing: str, rendered: Rendered, now: datetime) -> bool:
    """Keep a paper for who waits for it, for some minutes. Return False where nobody does."""
    content, complete = rendered.content, rendered.complete
    return printings.end(session, printing, "ready", now, content=content, complete=complete)


def agreement_made(session: Session, printing: str, now: datetime) -> bool:
    """Claim an agreement in the transaction that makes it. Return False where it was stopped."""
    return printings.end(session, printing, "ready", now)


def failed(session: Session, printing: str, problem: str, now: datetime) -> None:
    """Say that it could not be made, and in a sentence why, "" where nobody can help it."""
    printings.end(session, printing, "failed", now, problem=problem)


def stop(session: Session, actor: Actor, address: str, now: datetime) -> None:
    """Stop what `actor` waits for; what is ready by then stays ready. Raises NotFound."""
    found = printings.find(session, actor.id, address)
    if found is None:
        raise NotFound("nobody waits for that")
    printings.end(session, found.id, "stopped", now)


def taken(session: Session, actor: Actor, address: str) -> None:
    """Forget what `actor` asked for: they have it, or it is of no use any more."""
    printings.remove(session, actor.id, address)


def forget_old(session: Session, now: datetime) -> None:
    """Forget what was ready, or ended, some minutes ago."""
    printings.forget(session, now - FORGOTTEN_AFTER, now - REASONS_KEPT_FOR)
