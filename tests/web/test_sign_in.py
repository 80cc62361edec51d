import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from riskform.errors import CouldNotRun
from riskform.records import audit, connect, upgrade
from riskform.records.accounts import Account, NewAccount, listed
from riskform.services import accounts
from riskform.services.actors import Actor
from riskform.web.app import create_app
from riskform.web.settings import Settings
from tests.originals import Originals
from tests.services.office import NOW, Office, short_library
from tests.web.applications import application
from tests.web.browsing import Browser, Clock, another_browser

PASSWORD = "correct horse battery"  # noqa: S105 - of nobody who exists
PLANTED = "chosen by somebody else"

pytestmark = pytest.mark.usefixtures("quick_hashes")


def add_amina(url: str) -> None:
    upgrade(url)
    new = NewAccount("Amina", "Amina Khan", "", "", "North", "practitioner")
    with connect(url) as database, database.session(write=True) as session:
        accounts.add_user(session, new, PASSWORD, NOW)


@pytest.fixture
def real_settings(settings: Settings, originals: Originals) -> Iterator[Settings]:
    with originals.copy("sqlite", add_amina) as url:
        yield replace(settings, database_url=url, demo=False)


@pytest.fixture
def amina(real_settings: Settings) -> Account:
    with connect(real_settings.database_url) as database, database.session(write=False) as session:
        return next(one for one in listed(session) if one.sign_in_name == "amina")


@pytest.fixture
def real_app(real_settings: Settings) -> Iterator[Flask]:
    made = application(real_settings)
    yield made
    made.extensions["riskform"].database.dispose()


@pytest.fixture
def door(real_app: Flask) -> Browser:
    return another_browser(real_app)


def try_in(door: Browser, name: str = "amina", said: str = PASSWORD) -> int:
    sent = {"sign_in_name": name, "password": said}
    return door.send("/sign-in", sent).status_code


def test_the_right_password_opens_the_door(door: Browser) -> None:
    answer = door.send("/sign-in", {"sign_in_name": " AMINA ", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/")
    assert door.get("/sign-in").location == "/"


@pytest.mark.parametrize(
    ("name", "password"),
    [("amina", "wrong horse battery"), ("nobody", PASSWORD), ("a\x00b", PASSWORD), ("", "")],
)
def test_a_wrong_name_and_a_wrong_password_read_the_same(
    door: Browser, name: str, password: str
) -> None:
    answer = door.send("/sign-in", {"sign_in_name": name, "password": password})
    assert answer.status_code == 422
    assert "The sign-in name or the password is not right." in answer.text
    assert "<title>Error: Sign in" in answer.text
    assert "wrong horse" not in answer.text
    assert not door.secret()


def test_a_browser_gets_a_new_secret_at_each_sign_in(door: Browser) -> None:
    """Session fixation: whatever an attacker put into the cookie before is gone."""
    before = door.token()
    with door.session_transaction() as cookie:
        cookie["token"] = PLANTED
        cookie["more"] = PLANTED
    try_in(door)
    first = door.secret()
    with door.session_transaction() as cookie:
        assert set(cookie) == {"token"}
    assert door.post("/sign-out", data={"csrf_token": before}).status_code == 400
    try_in(door)
    assert len({first, door.secret(), PLANTED}) == 3


def test_signing_in_again_ends_the_session_before(door: Browser, real_app: Flask) -> None:
    try_in(door)
    old = door.secret()
    try_in(door)
    with real_app.extensions["riskform"].database.session(write=False) as session:
        assert accounts.signed_in(session, old, NOW) is None
        assert accounts.signed_in(session, door.secret(), NOW) is not None


def test_a_copy_of_the_cookie_is_worth_nothing_after_signing_out(
    door: Browser, real_app: Flask
) -> None:
    try_in(door)
    thief = another_browser(real_app)
    with thief.session_transaction() as cookie:
        cookie["token"] = door.secret()
    assert thief.get("/sign-in").status_code == 303
    answer = door.send("/sign-out")
    assert (answer.status_code, answer.location) == (303, "/sign-in?done=signed-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "You are signed out." in door.get(answer.location).text
    assert thief.get("/sign-in").status_code == 200


def test_a_disabled_person_is_out_at_once(door: Browser, real_app: Flask) -> None:
    try_in(door)
    with real_app.extensions["riskform"].database.session(write=True) as session:
        accounts.set_active(session, "amina", active=False, now=NOW)
    assert door.get("/sign-in").status_code == 200
    assert try_in(door) == 422


def test_the_eleventh_try_with_one_name_waits_15_minutes(door: Browser, clock: Clock) -> None:
    for number in range(10):
        from_there = {"REMOTE_ADDR": f"10.0.0.{number}"}
        sent = {"sign_in_name": "amina", "password": "x"}
        assert door.send("/sign-in", sent, environ_base=from_there).status_code == 422
    answer = door.send("/sign-in", {"sign_in_name": "Amina", "password": PASSWORD})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"
    assert "Wait 15 minutes" in answer.text
    clock.forward(minutes=15, seconds=1)
    assert try_in(door) == 303


def test_the_eleventh_try_from_one_address_waits_and_nobody_elsewhere_does(
    door: Browser, real_app: Flask
) -> None:
    for number in range(10):
        assert try_in(door, name=f"guess{number}", said="x") == 422
    assert try_in(door) == 429
    elsewhere = another_browser(real_app)
    sent = {"sign_in_name": "amina", "password": PASSWORD}
    answer = elsewhere.send("/sign-in", sent, environ_base={"REMOTE_ADDR": "10.0.0.9"})
    assert answer.status_code == 303


def test_failed_tries_are_kept_without_the_name_the_address_or_the_password(
    door: Browser, real_app: Flask
) -> None:
    try_in(door, name="amina", said="a wrong password")
    with real_app.extensions["riskform"].database.session(write=False) as session:
        events = audit.listed(session)
    failed = [event for event in events if event.action == "sign-in failed"]
    assert [event.object_kind for event in failed] == ["sign-in address", "sign-in name"]
    for clear in ("amina", "127.0.0.1", "a wrong password"):
        assert clear not in repr(failed)


@pytest.mark.parametrize("wanted", ["/assessments/7K3F9Q", "/review?page=2"])
def test_signing_in_leads_on_to_the_page_that_was_asked_for(door: Browser, wanted: str) -> None:
    answer = door.send("/sign-in", {"sign_in_name": "amina", "password": PASSWORD, "next": wanted})
    assert answer.location == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/ /evil.example",
        "/" + "a" * 501,
    ],
)
def test_signing_in_never_leads_to_another_site(door: Browser, wanted: str) -> None:
    sent = {"sign_in_name": "amina", "password": PASSWORD, "next": wanted}
    assert door.send("/sign-in", sent).location == "/"


def test_demo_people_are_offered_by_role_with_what_each_can_try(browser: Browser) -> None:
    page = browser.get("/sign-in").text
    assert re.findall(r"<h2[^>]*>([^<]*)", page) == [
        "Practitioner",
        "Manager",
        "Form author",
        "Administrator",
    ]
    assert "Sign in as Priya Nair, Health visitor, North" in page
    assert 'name="password"' not in page


def test_a_demo_person_is_signed_in_by_one_button(browser: Browser, office: Office) -> None:
    answer = browser.send("/sign-in/demo", {"person": str(office.priya.id)})
    assert (answer.status_code, answer.location) == (303, "/")


def test_an_author_starts_with_the_forms(browser: Browser, people: dict[str, Actor]) -> None:
    assert browser.send("/sign-in/demo", {"person": str(people["ada"].id)}).location == "/forms"


@pytest.mark.parametrize("person", ["", "999", "one", "-1", "1 OR 1=1"])
def test_nobody_can_be_a_demo_person_who_is_not_there(browser: Browser, person: str) -> None:
    assert browser.send("/sign-in/demo", {"person": person}).status_code == 404


def test_outside_the_demo_nobody_is_let_in_without_a_password(
    door: Browser, amina: Account
) -> None:
    assert door.send("/sign-in/demo", {"person": str(amina.id)}).status_code == 404
    assert not door.secret()


def test_the_demo_is_refused_where_a_real_person_has_an_account(
    real_settings: Settings, amina: Account
) -> None:
    assert not amina.demo
    with pytest.raises(CouldNotRun, match="accounts of real people"):
        create_app(replace(real_settings, demo=True), short_library())


def test_the_demo_stops_letting_people_in_when_a_real_account_is_made(
    browser: Browser, office: Office
) -> None:
    new = NewAccount("amina", "Amina Khan", "", "", "North", "practitioner")
    with office.writing() as session:
        accounts.add_user(session, new, PASSWORD, NOW)
    assert browser.send("/sign-in/demo", {"person": str(office.priya.id)}).status_code == 404


def test_a_demo_session_ends_when_the_demo_is_served_without_demo(
    app: Flask, priya: Browser, settings: Settings
) -> None:
    served_again = create_app(replace(settings, demo=False), short_library())
    outside = another_browser(served_again)
    with outside.session_transaction() as cookie:
        cookie["token"] = priya.secret()
    assert app.extensions["riskform"].settings.demo
    assert outside.get("/sign-in").status_code == 200
    served_again.extensions["riskform"].database.dispose()
