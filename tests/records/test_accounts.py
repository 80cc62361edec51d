"""Accounts and the browsers that are signed in to them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from riskform.errors import InvalidInput, NotFound
from riskform.records import Database, accounts, sessions
from tests.records.desk import NOW, worker

LATER = NOW + timedelta(hours=12)
HASH = "f" * 64


def test_a_sign_in_name_is_found_however_it_is_typed(database: Database) -> None:
    with database.session(write=True) as session:
        made = accounts.add(session, worker("Straße.Ünal", "manager"), created_at=NOW)
        assert made.sign_in_name == "strasse.ünal"
        assert accounts.by_sign_in_name(session, "  STRASSE.U\u0308NAL ") == made
        assert accounts.by_sign_in_name(session, "nobody") is None
        assert accounts.by_id(session, made.id) == made


def test_a_taken_sign_in_name_is_refused_and_the_session_goes_on(database: Database) -> None:
    with database.session(write=True) as session:
        accounts.add(session, worker("amina", "practitioner"), created_at=NOW)
        with pytest.raises(InvalidInput, match="already an account with the sign-in name amina"):
            accounts.add(session, worker("AMINA", "manager"), created_at=NOW)
        accounts.add(session, worker("bryn", "manager"), created_at=NOW)
    with database.session(write=False) as session:
        assert [account.sign_in_name for account in accounts.listed(session)] == ["amina", "bryn"]


def test_accounts_are_listed_by_demo_and_role(database: Database) -> None:
    with database.session(write=True) as session:
        accounts.add(session, worker("demo", "author"), created_at=NOW)
        accounts.add(session, replace(worker("real", "author"), demo=False), created_at=NOW)
        names = [account.sign_in_name for account in accounts.listed(session, demo=False)]
        assert names == ["real"]
        assert accounts.listed(session, roles=("manager",)) == ()


def test_an_account_changes_its_password_role_and_whether_it_is_active(database: Database) -> None:
    with database.session(write=True) as session:
        made = accounts.add(session, worker("amina", "practitioner"), created_at=NOW)
        accounts.set_password(session, made.id, "argon2")
        accounts.set_role(session, made.id, "manager", "South")
        accounts.set_active(session, made.id, active=False)
        changed = accounts.by_id(session, made.id)
        with pytest.raises(NotFound):
            accounts.set_active(session, 99, active=True)
    assert (changed.password_hash, changed.role, changed.team) == ("argon2", "manager", "South")
    assert not changed.active


def test_the_text_of_an_account_never_shows_its_password_hash(database: Database) -> None:
    with database.session(write=True) as session:
        new = replace(worker("amina", "practitioner"), password_hash="argon2-secret")  # noqa: S106 - made up.
        made = accounts.add(session, new, created_at=NOW)
    assert "argon2-secret" not in repr(new) + repr(made)


def test_a_session_lasts_until_it_expires(database: Database) -> None:
    with database.session(write=True) as session:
        amina = accounts.add(session, worker("amina", "practitioner"), created_at=NOW)
        sessions.start(session, HASH, amina.id, now=NOW, expires_at=LATER)
        found = sessions.find(session, HASH, now=NOW)
        assert found is not None
        assert (found.account, found.last_seen_at, found.expires_at) == (amina, NOW, LATER)
        assert sessions.find(session, HASH, now=LATER) is None
        assert sessions.find(session, "0" * 64, now=NOW) is None


def test_seeing_a_browser_moves_the_end_of_its_session(database: Database) -> None:
    with database.session(write=True) as session:
        amina = accounts.add(session, worker("amina", "practitioner"), created_at=NOW)
        sessions.start(session, HASH, amina.id, now=NOW, expires_at=LATER)
        sessions.touch(session, HASH, now=LATER, expires_at=LATER + timedelta(minutes=30))
        found = sessions.find(session, HASH, now=LATER)
        assert found is not None
        assert found.last_seen_at == LATER


def test_a_session_of_a_closed_account_is_over_at_once(database: Database) -> None:
    with database.session(write=True) as session:
        amina = accounts.add(session, worker("amina", "practitioner"), created_at=NOW)
        sessions.start(session, HASH, amina.id, now=NOW, expires_at=LATER)
        accounts.set_active(session, amina.id, active=False)
        assert sessions.find(session, HASH, now=NOW) is None


def test_sessions_end_one_by_one_all_at_once_or_by_themselves(database: Database) -> None:
    with database.session(write=True) as session:
        amina = accounts.add(session, worker("amina", "practitioner"), created_at=NOW)
        for letter in "abcd":
            sessions.start(session, letter * 64, amina.id, now=NOW, expires_at=LATER)

        def alive() -> str:
            return "".join(x for x in "abcd" if sessions.find(session, x * 64, now=NOW))

        sessions.end(session, "a" * 64)
        assert alive() == "bcd"
        sessions.touch(session, "b" * 64, now=NOW, expires_at=NOW + timedelta(minutes=1))
        sessions.remove_expired(session, now=NOW + timedelta(minutes=2))
        assert alive() == "cd"
        sessions.end_all(session, amina.id)
        assert alive() == ""
