"""Signing in and out, and making accounts."""

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from riskform.errors import InvalidInput, NotFound, RiskformError
from riskform.ids import new_token
from riskform.records import Session, accounts, audit, is_storable, sessions
from riskform.records.accounts import Account, NewAccount
from riskform.services.actors import ROLES

IDLE_LIMIT = timedelta(minutes=60)
LONGEST_SESSION = timedelta(hours=12)
SHORTEST_PASSWORD: Final = 15
MOST_FAILED_TRIES: Final = 10
TRY_AGAIN_AFTER = timedelta(minutes=15)
_LONGEST_PASSWORD: Final = 1024
_TOUCH_EVERY = timedelta(minutes=1)
_HASHER = PasswordHasher()
_OF_A_NAME, _OF_AN_ADDRESS = "sign-in name", "sign-in address"


class WrongCredentials(InvalidInput):
    """The sign-in name or the password is wrong; which of the two is not said."""


class TooManyTries(RiskformError):
    """This name, or this address, was tried too often within TRY_AGAIN_AFTER."""


@dataclass(frozen=True, slots=True)
class Try:
    """What a sign-in was tried with, as keyed hashes: neither can be read back."""

    name: str
    address: str


def a_try(sign_in_name: str, address: str, key: str) -> Try:
    """Return what is kept of a try to sign in; `key` is the server's secret."""

    def hashed(kind: str, text: str) -> str:
        told = f"{kind}:{text}".encode(errors="surrogatepass")
        return hmac.new(key.encode(), told, hashlib.sha256).hexdigest()

    name = accounts.sign_in_key(sign_in_name)
    return Try(hashed(_OF_A_NAME, name), hashed(_OF_AN_ADDRESS, address))


def check_tries(session: Session, tried: Try, now: datetime) -> None:
    """Raise TooManyTries where 10 tries with this name, or from this address, failed lately."""
    since = now - TRY_AGAIN_AFTER
    for kind, hashed in ((_OF_A_NAME, tried.name), (_OF_AN_ADDRESS, tried.address)):
        failed = audit.listed(
            session, object_kind=kind, object_reference=hashed, limit=MOST_FAILED_TRIES
        )
        if len(failed) == MOST_FAILED_TRIES and failed[-1].at_utc > since:
            message = f"{MOST_FAILED_TRIES} tries to sign in failed within {TRY_AGAIN_AFTER}"
            raise TooManyTries(message)


def check_password(session: Session, sign_in_name: str, password: str) -> Account:
    """Return the account that this name and password belong to. Raises WrongCredentials.

    It takes as long for a name that nobody has, and writes nothing: who saves must not wait.
    """
    found = accounts.by_sign_in_name(session, sign_in_name) if is_storable(sign_in_name) else None
    known = found.password_hash if found and found.active else None
    if not _matches(known or _nobody(), password) or known is None or found is None:
        raise WrongCredentials(
            {"password": "The sign-in name or the password is not right. Try again."}
        )
    return found


def note_failed_sign_in(session: Session, tried: Try, now: datetime) -> None:
    """Write down that a sign-in failed; neither the name nor the address can be read there."""
    audit.record(session, None, "sign-in failed", _OF_A_NAME, tried.name, {}, now)
    audit.record(session, None, "sign-in failed", _OF_AN_ADDRESS, tried.address, {}, now)


def sign_in(session: Session, account_id: int, now: datetime) -> str:
    """Start a session for whoever gave the right password, and return its secret token."""
    return _start(session, accounts.by_id(session, account_id), "signed in", now)


def sign_in_as_demo_person(session: Session, account_id: int, now: datetime) -> str:
    """Start a session for a demo person, who has no password. Raises NotFound for anyone else.

    And for everyone, once there is a single account that is no demo person's.
    """
    account = accounts.by_id(session, account_id)
    if not account.demo or not account.active or not holds_only_demo_people(session):
        message = "there is no such demo person"
        raise NotFound(message)
    return _start(session, account, "signed in as demo person", now)


def demo_people(session: Session) -> tuple[Account, ...]:
    """Return the demo people, in the order in which they were made."""
    return tuple(account for account in accounts.listed(session, demo=True) if account.active)


def holds_only_demo_people(session: Session) -> bool:
    """Tell whether this is a demo database, or an empty one that may become one."""
    return not accounts.listed(session, demo=False)


def signed_in(session: Session, token: str, now: datetime) -> sessions.SignedIn | None:
    """Return who is signed in with `token`, or None."""
    return sessions.find(session, hash_of(token), now=now)


def needs_touch(found: sessions.SignedIn, now: datetime) -> bool:
    """Tell whether it is time to note that the person is still there (once a minute)."""
    return now - found.last_seen_at > _TOUCH_EVERY


def touch(session: Session, token: str, created_at: datetime, now: datetime) -> None:
    """Note that the person is still there; the session ends at the latest after 12 hours."""
    expires = min(now + IDLE_LIMIT, created_at + LONGEST_SESSION)
    sessions.touch(session, hash_of(token), now=now, expires_at=expires)


def sign_out(session: Session, token: str, actor_id: int, now: datetime) -> None:
    """End the session on the server; its token is worth nothing from now on."""
    sessions.end(session, hash_of(token))
    audit.record(session, actor_id, "signed out", "account", str(actor_id), {}, now)


def add_user(session: Session, new: NewAccount, password: str, now: datetime) -> Account:
    """Make an account with a password. Raises InvalidInput with a message for each field."""
    messages = {
        **_unprinted("sign_in_name", "a sign-in name", new.sign_in_name),
        **_unprinted("name", "a name", new.name),
        **_role_and_team_messages(new.role, new.team),
        **_password_messages(password),
    }
    if messages:
        raise InvalidInput(messages)
    hashed = replace(
        new,
        name=new.name.strip(),
        job_title=new.job_title.strip(),
        agency=new.agency.strip(),
        team=new.team.strip(),
        password_hash=_HASHER.hash(password),
    )
    account = accounts.add(session, hashed, created_at=now)
    audit.record(session, None, "account made", "account", str(account.id), {"role": new.role}, now)
    return account


def users(session: Session) -> tuple[Account, ...]:
    """Return every account, oldest first."""
    return accounts.listed(session)


def set_password(session: Session, sign_in_name: str, password: str, now: datetime) -> None:
    """Give a person another password and end their sessions. Raises NotFound and InvalidInput."""
    account = _account(session, sign_in_name)
    messages = _password_messages(password)
    if messages:
        raise InvalidInput(messages)
    accounts.set_password(session, account.id, _HASHER.hash(password))
    sessions.end_all(session, account.id)
    audit.record(session, None, "password set", "account", str(account.id), {}, now)


def set_active(session: Session, sign_in_name: str, *, active: bool, now: datetime) -> None:
    """Let a person sign in, or no longer; then their sessions end too. Raises NotFound."""
    account = _account(session, sign_in_name)
    accounts.set_active(session, account.id, active=active)
    if not active:
        sessions.end_all(session, account.id)
    done = "account enabled" if active else "account disabled"
    audit.record(session, None, done, "account", str(account.id), {}, now)


def change(
    session: Session, sign_in_name: str, *, role: str | None, team: str | None, now: datetime
) -> Account:
    """Give a person another role or team, from their next click on; None leaves it as it is.

    Records stay with the team that they were started in. Raises NotFound and InvalidInput.
    """
    before = _account(session, sign_in_name)
    after = replace(before, role=role or before.role, team=before.team if team is None else team)
    messages = _role_and_team_messages(after.role, after.team)
    if messages:
        raise InvalidInput(messages)
    after = replace(after, team=after.team.strip())
    accounts.set_role(session, after.id, after.role, after.team)
    detail = {"role": after.role, "team": after.team}
    audit.record(session, None, "account changed", "account", str(after.id), detail, now)
    return after


def hash_of(token: str) -> str:
    """Return the SHA-256 of a session's token, in hex: all that the database keeps of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def _account(session: Session, sign_in_name: str) -> Account:
    account = accounts.by_sign_in_name(session, sign_in_name)
    if account is None:
        message = f"there is no account with the sign-in name {sign_in_name}"
        raise NotFound(message)
    return account


def _role_and_team_messages(role: str, team: str) -> dict[str, str]:
    messages = _unprinted("team", "a team", team)
    if role not in ROLES:
        messages["role"] = f"The role is one of: {', '.join(ROLES)}."
    return messages


def _unprinted(key: str, said: str, value: str) -> dict[str, str]:
    if value.strip() and value.strip().isprintable():
        return {}
    return {key: f"Give {said}, in letters that can be printed."}


def _password_messages(password: str) -> dict[str, str]:
    if SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        return {}
    return {"password": f"The password needs {SHORTEST_PASSWORD} to {_LONGEST_PASSWORD} letters."}


@cache
def _nobody() -> str:
    return _HASHER.hash(new_token())


def _matches(known: str, password: str) -> bool:
    try:
        return _HASHER.verify(known, password[:_LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False


def _start(session: Session, account: Account, action: str, now: datetime) -> str:
    token = new_token()
    sessions.remove_expired(session, now=now)
    sessions.start(session, hash_of(token), account.id, now=now, expires_at=now + IDLE_LIMIT)
    audit.record(session, account.id, action, "account", str(account.id), {}, now)
    return token
