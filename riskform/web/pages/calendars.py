"""A calendar of what is due, for programs that can't sign in: made, made anew, and stopped."""

from typing import Final

from flask import Blueprint, Response, redirect, render_template, request
from flask import session as cookie
from flask.typing import ResponseReturnValue

from riskform.services.plan_reviews import calendars
from riskform.web import sessions
from riskform.web.surroundings import now, settings, today
from riskform.web.transactions import reading, session, writes

pages = Blueprint("calendars", __name__)

_MADE: Final = "calendar"


@pages.get("/plans/calendar")
def calendar() -> ResponseReturnValue:
    """Show whether there is an address, and a new one the one time that it can be shown."""
    made_at = calendars.made_at(session(), sessions.actor())
    token = cookie.pop(_MADE, "")
    address = f"{request.host_url}plans/calendar/{token}.ics" if token and made_at else ""
    return render_template("calendar.html", made_at=made_at, address=address)


@pages.post("/plans/calendar")
def make() -> ResponseReturnValue:
    """Make an address, or a new one in the place of the one there was."""
    # Only its hash is kept, so it travels in the person's own cookie to the page that shows it.
    cookie[_MADE] = calendars.make(session(), sessions.actor(), now())
    return redirect("/plans/calendar", 303)


@pages.post("/plans/calendar/stop")
def stop() -> ResponseReturnValue:
    """Let the address stop working."""
    calendars.stop(session(), sessions.actor(), now())
    return redirect("/plans/calendar", 303)


@pages.get("/plans/calendar/<token>.ics")
@writes
def feed(token: str) -> ResponseReturnValue:
    """Answer a calendar program: references and days, and no name. Noted once a day."""
    demo = settings().demo
    # Only the first answer of a day writes, so that nobody waits for a program that asks often.
    with reading() as looking:
        made = calendars.feed(looking, token, today(), now(), demo=demo)
        is_noted = calendars.is_noted(looking, token, today(), demo=demo)
    if not is_noted:
        calendars.note(session(), token, today(), now(), demo=demo)
    return Response(made, mimetype="text/calendar")
