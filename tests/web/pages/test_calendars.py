"""The calendar's secret address: made, shown once, read without signing in, stopped."""

import re

from flask import Flask

from riskform.records import audit
from tests.engine.reviews.reading_ics import read_ics
from tests.services.office import Office
from tests.services.review_office import agreed_plan
from tests.web.browsing import Browser, another_browser

_ADDRESS = re.compile(r"http://[^<]*(/plans/calendar/[\w-]+\.ics)")


def made(browser: Browser) -> str:
    """Make an address and return its path, as it stands on the page this once."""
    assert browser.send("/plans/calendar").headers["Location"] == "/plans/calendar"
    found = _ADDRESS.search(browser.get("/plans/calendar").text)
    assert found
    return found[1]


def test_a_calendar_program_reads_it_without_signing_in_and_nobody_keeps_it(
    app: Flask, priya: Browser, office: Office
) -> None:
    plan = agreed_plan(office)
    got = another_browser(app).get(made(priya))
    assert (got.status_code, got.mimetype) == (200, "text/calendar")
    assert got.headers["Cache-Control"] == "no-store"
    summaries = [event["SUMMARY"] for event in read_ics(got.data)]
    assert summaries == [
        f"Action due: record {plan.reference}",
        f"Review due: record {plan.reference}",
    ]


def test_the_address_is_shown_once(priya: Browser) -> None:
    made(priya)
    page = priya.get("/plans/calendar").text
    assert not _ADDRESS.search(page)
    assert "You have an address, made on" in page


def test_a_new_address_ends_the_old_one_and_stop_ends_both(app: Flask, priya: Browser) -> None:
    old, new = made(priya), made(priya)
    anybody = another_browser(app)
    assert [anybody.get(one).status_code for one in (old, new)] == [404, 200]
    priya.send("/plans/calendar/stop")
    assert anybody.get(new).status_code == 404
    assert "You have no address yet." in priya.get("/plans/calendar").text


def test_an_address_that_nobody_made_is_not_found(app: Flask) -> None:
    anybody = another_browser(app)
    for token in ("x", "%00", "a" * 43, "é"):
        assert anybody.get(f"/plans/calendar/{token}.ics").status_code == 404


def test_a_program_that_asks_all_day_leaves_one_row_and_an_unknown_address_none(
    app: Flask, priya: Browser, office: Office
) -> None:
    address, phone = made(priya), another_browser(app)
    for _ in range(3):
        assert phone.get(address).status_code == 200
    assert phone.get("/plans/calendar/x.ics").status_code == 404
    with office.database.session(write=False) as session:
        found = [one for one in audit.listed(session) if one.action == "calendar read"]
    assert [(one.actor_id, one.object_reference) for one in found] == [(None, str(office.priya.id))]
