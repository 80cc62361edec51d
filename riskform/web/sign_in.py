"""Signing in, with a password or as a demo person, and signing out."""

from typing import Final

from flask import Blueprint, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from riskform.errors import NotFound
from riskform.records.accounts import Account
from riskform.services import accounts
from riskform.services.actors import ROLES
from riskform.web import sessions, ways
from riskform.web.surroundings import now, settings
from riskform.web.transactions import reading, session

pages = Blueprint("sign_in", __name__)

# What somebody who tries riskform can do as each.
_CAN_TRY: Final = {
    "practitioner": "Start an assessment, answer it page by page, write the plan, and submit it.",
    "manager": "Read what was submitted, and agree it or return it with a reason.",
    "author": "Look at the published forms and at the files that they are made of.",
    "administrator": "Look at the published forms. Accounts are kept with riskform user.",
}
_CLEARED: Final = '"cache", "storage"'


@pages.get("/sign-in")
def page() -> ResponseReturnValue:
    """Show the way in; somebody who is signed in goes on to their work."""
    actor = sessions.who()
    if actor is not None and not settings().demo:
        return redirect(ways.safe_path(_next()) or ways.home_of(actor.role), code=303)
    if settings().demo:
        return _demo_page()
    return _password_page()


@pages.post("/sign-in")
def with_password() -> ResponseReturnValue:
    """Sign in with a name and a password. 10 failed tries within 15 minutes are the limit."""
    name = request.form.get("sign_in_name", "")
    tried = accounts.a_try(name, request.remote_addr or "", settings().secret_key)
    # Judging a password takes a while, so it is done before this request may write.
    try:
        with reading() as looking:
            accounts.check_tries(looking, tried, now())
            account = accounts.check_password(looking, name, request.form.get("password", ""))
    except accounts.WrongCredentials as wrong:
        accounts.note_failed_sign_in(session(), tried, now())
        return make_response(_password_page(wrong.messages, name), 422)
    return _let_in(accounts.sign_in(session(), account.id, now()), account)


@pages.post("/sign-in/demo")
def as_demo_person() -> ResponseReturnValue:
    """Sign in as one of the made-up people of the demo."""
    chosen = request.form.get("person", "")
    known = {str(person.id): person for person in _demo_people()}
    if chosen not in known:
        message = "there is no such demo person"
        raise NotFound(message)
    person = known[chosen]
    return _let_in(accounts.sign_in_as_demo_person(session(), person.id, now()), person)


@pages.post("/sign-out")
def out() -> ResponseReturnValue:
    """Sign out, here and on the server."""
    sessions.end()
    response = make_response(redirect("/sign-in?done=signed-out", code=303))
    response.headers["Clear-Site-Data"] = _CLEARED
    return response


def _let_in(token: str, account: Account) -> ResponseReturnValue:
    # Whoever was signed in before in this browser is not any more, on the server either.
    sessions.end()
    sessions.start(token)
    return redirect(ways.safe_path(_next()) or ways.home_of(account.role), code=303)


def _next() -> str:
    return request.values.get("next", "")


def _notice() -> str:
    return "You are signed out." if request.args.get("done") == "signed-out" else ""


def _password_page(messages: dict[str, str] | None = None, name: str = "") -> str:
    errors = [{"text": text, "href": f"#{field}"} for field, text in (messages or {}).items()]
    return render_template(
        "sign_in.html",
        sign_in_name=name,
        messages=messages or {},
        errors=errors,
        next=ways.safe_path(_next()),
        notice=_notice(),
    )


def _demo_page() -> str:
    people = _demo_people()
    groups = [
        {
            "role": words,
            "can_try": _CAN_TRY[role],
            "people": [person for person in people if person.role == role],
        }
        for role, words in ROLES.items()
    ]
    return render_template(
        "demo_people.html",
        groups=[group for group in groups if group["people"]],
        next=ways.safe_path(_next()),
        notice=_notice(),
    )


def _demo_people() -> tuple[Account, ...]:
    if not settings().demo:
        return ()
    with reading() as looking:
        return accounts.demo_people(looking)
