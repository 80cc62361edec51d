"""The calendar of what is due, at a secret address that works without signing in."""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime

from riskform.engine.reviews.calendar import Entry, calendar_feed
from riskform.engine.uk_dates import parse_uk_date
from riskform.errors import NotFound
from riskform.ids import new_token
from riskform.records import Session, assessments, audit, calendars
from riskform.records.accounts import Account
from riskform.records.assessments import AssessmentSummary
from riskform.services.actors import CASE_WORKERS, Actor, actor_of, require_role
from riskform.services.plan_reviews.standing import PlanNow, standings

_MOST_PLANS = 300
_READ = "calendar read"


def made_at(session: Session, actor: Actor) -> datetime | None:
    """Return when `actor`'s address was made, None where there is none. Raises NotFound."""
    require_role(actor, *CASE_WORKERS)
    return calendars.made_at(session, actor.id)


def make(session: Session, actor: Actor, now: datetime) -> str:
    """Make a new secret for `actor`'s calendar and return it; an earlier one stops working.

    It is kept as its hash, so nobody can show it again. Raises NotFound.
    """
    require_role(actor, *CASE_WORKERS)
    token = new_token()
    calendars.put(session, actor.id, _hash(token), made_at=now)
    audit.record(session, actor.id, "calendar made", "account", str(actor.id), {}, now)
    return token


def stop(session: Session, actor: Actor, now: datetime) -> None:
    """Let `actor`'s address stop working. Raises NotFound."""
    require_role(actor, *CASE_WORKERS)
    calendars.remove(session, actor.id)
    audit.record(session, actor.id, "calendar stopped", "account", str(actor.id), {}, now)


def feed(session: Session, token: str, today: date, now: datetime, *, demo: bool) -> bytes:
    """Return the calendar at a secret address. Raises NotFound for every other one.

    A demo person's is there with `demo` only, as that person is.

    A secret of 256 bits is looked up by its hash, so that the time it takes tells nothing of it.
    """
    account = _owner(session, token, demo=demo)
    return calendar_feed(_entries(session, actor_of(account), today), now)


def is_noted(session: Session, token: str, today: date, *, demo: bool) -> bool:
    """Tell whether the audit says already that this address was read today. Raises NotFound."""
    return _is_noted(session, _owner(session, token, demo=demo).id, today)


def note(session: Session, token: str, today: date, now: datetime, *, demo: bool) -> None:
    """Note in the audit that a calendar was read, once a day for each address, with no name.

    A program on a telephone asks every few minutes; a row for each would bury all the others.
    Nobody is signed in, so nobody is said to have read it. Raises NotFound.
    """
    account = _owner(session, token, demo=demo)
    calendars.lock(session, account.id)
    if not _is_noted(session, account.id, today):
        detail = {"on": today.isoformat()}
        audit.record(session, None, _READ, "account", str(account.id), detail, now)


def _is_noted(session: Session, account_id: int, today: date) -> bool:
    last = audit.last(session, _READ, "account", str(account_id))
    made = calendars.made_at(session, account_id)
    if last is None or made is None or last.at_utc < made:
        return False
    return bool(last.detail.get("on") == today.isoformat())


def _owner(session: Session, token: str, *, demo: bool) -> Account:
    account = calendars.owner(session, _hash(token))
    if account is None or account.role not in CASE_WORKERS or (account.demo and not demo):
        raise NotFound("there is no calendar at this address")
    return account


def _entries(session: Session, actor: Actor, today: date) -> Iterator[Entry]:
    agreed = assessments.listed(session, team=actor.team, statuses=("agreed",), limit=_MOST_PLANS)
    found = standings(session, actor, agreed, today)
    for one in agreed:
        if one.id in found:
            yield from _of_plan(actor, one, found[one.id], today)


def _of_plan(
    actor: Actor, stored: AssessmentSummary, plan: PlanNow, today: date
) -> Iterator[Entry]:
    own, reference = stored.author_id == actor.id, stored.reference
    if plan.clock.review_by is not None and (own or actor.role == "manager"):
        yield Entry("review", reference, "plan", plan.clock.review_by)
    for outcome in plan.open_outcomes:
        last = outcome.last
        if last is not None and last.is_unclear and (own or last.finds_out == actor.name):
            yield from _entry("unclear", reference, outcome.id, last.find_out_by)
        for action in outcome.actions:
            if action.is_open and (own or action.who == actor.name):
                yield from _entry("action", reference, action.id, action.due)
    for reply in plan.plan.replies:
        if reply.kind == "unclear" and (own or reply.owner == actor.name):
            # Whether it was found out since is not known, so a day that has passed says nothing.
            made = _entry("unclear", reference, reply.at, reply.due)
            yield from (entry for entry in made if entry.on >= today)


def _entry(kind: str, reference: str, item: str, typed: str) -> Iterator[Entry]:
    day = parse_uk_date(typed)
    if day is not None:
        yield Entry(kind, reference, item, day)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
