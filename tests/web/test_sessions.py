import hashlib
from datetime import timedelta

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from riskform.records import DatabaseBusy, printings, sessions
from riskform.records.printings import Asked
from riskform.services import accounts
from riskform.services.actors import Actor
from riskform.web import sessions as web_sessions
from tests.services.office import NOW
from tests.web.browsing import Browser, Clock


def is_in(browser: Browser) -> bool:
    return "Sign out" in browser.get("/sign-in").text


def kept(app: Flask, browser: Browser) -> sessions.SignedIn:
    with app.extensions["riskform"].database.session(write=False) as session:
        found = accounts.signed_in(session, browser.secret(), NOW)
    assert found is not None
    return found


def test_papers_that_nobody_fetched_are_forgotten_while_somebody_works(
    app: Flask, priya: Browser, people: dict[str, Actor], clock: Clock
) -> None:
    database = app.extensions["riskform"].database
    asked = Asked("/assessments/7K3F9Q/plan.pdf", "paper", "7K3F9Q", "Plan")
    with database.session(write=True) as session:
        printings.begin(session, people["mo"].id, asked, clock())
    for minutes, there in ((2, True), (2, False)):
        clock.forward(minutes=minutes)
        assert is_in(priya)
        with database.session(write=False) as session:
            found = printings.find(session, people["mo"].id, asked.address)
        assert (found is not None) is there


class Flasks(SecureCookieSessionInterface):
    digest_method = staticmethod(hashlib.sha256)


def test_the_cookie_is_signed_to_the_letter_as_flask_would_with_sha_256(app: Flask) -> None:
    ours, flasks = app.session_interface, Flasks()
    assert isinstance(ours, SecureCookieSessionInterface)
    theirs = flasks.get_signing_serializer(app)
    assert theirs is not None
    content = {"token": "a secret", "csrf_token": "another"}
    signed = ours.get_signing_serializer(app)
    assert signed is not None
    assert signed.loads(theirs.dumps(content)) == theirs.loads(signed.dumps(content)) == content


def test_an_hour_of_doing_nothing_ends_a_session(priya: Browser, clock: Clock) -> None:
    clock.forward(minutes=59)
    assert is_in(priya)
    clock.forward(minutes=59)
    assert is_in(priya)
    clock.forward(minutes=60)
    assert not is_in(priya)


def test_twelve_hours_end_a_session_however_busy(priya: Browser, clock: Clock) -> None:
    for _ in range(23):
        clock.forward(minutes=30)
        assert is_in(priya)
    clock.forward(minutes=30)
    assert not is_in(priya)


def test_being_there_is_noted_at_most_once_a_minute(
    app: Flask, priya: Browser, clock: Clock
) -> None:
    clock.forward(seconds=50)
    priya.get("/sign-in")
    assert kept(app, priya).last_seen_at == NOW
    clock.forward(seconds=50)
    priya.get("/sign-in")
    assert kept(app, priya).last_seen_at == NOW + timedelta(seconds=100)


def test_who_reads_is_not_held_up_when_the_note_can_not_be_written(
    priya: Browser, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        message = "the database was busy for too long"
        raise DatabaseBusy(message)

    monkeypatch.setattr(accounts, "touch", busy)
    clock.forward(minutes=2)
    assert is_in(priya)


@pytest.mark.parametrize("planted", ["nonsense", "", 7, None, ["a"]])
def test_a_token_that_was_never_given_opens_nothing(browser: Browser, planted: object) -> None:
    with browser.session_transaction() as cookie:
        cookie[web_sessions.TOKEN] = planted
    assert not is_in(browser)


def test_a_cookie_that_was_opened_before_is_worth_nothing_once_it_is_too_old(
    app: Flask, priya: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_in(priya)
    monkeypatch.setitem(app.config, "PERMANENT_SESSION_LIFETIME", timedelta(seconds=-1))
    assert not is_in(priya)


def test_who_signed_out_is_out_with_a_copy_of_the_cookie_too(priya: Browser) -> None:
    cookie = priya.get_cookie("riskform")
    assert cookie is not None
    assert is_in(priya)
    priya.send("/sign-out")
    priya.set_cookie("riskform", cookie.value)
    assert not is_in(priya)


def test_a_cookie_is_found_among_those_of_other_programs(priya: Browser) -> None:
    priya.set_cookie("another", "one")
    assert is_in(priya)


def test_a_cookie_that_was_changed_is_worth_nothing(priya: Browser) -> None:
    cookie = priya.get_cookie("riskform")
    assert cookie is not None
    changed = cookie.value[:-4] + ("AAAA" if not cookie.value.endswith("AAAA") else "BBBB")
    priya.set_cookie("riskform", changed)
    assert not is_in(priya)
