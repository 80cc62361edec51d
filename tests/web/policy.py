"""Who may do what, by address: the table that tests/web/test_permissions.py holds every route to.

A policy is what each person gets for a record in each state, one letter each: a draft, a submitted
and an agreed record of the North team, and a reference that nobody has. A route that is missing
here fails the test.
"""

from dataclasses import dataclass, field
from typing import Final

STATES: Final = ("draft", "submitted", "agreed", "unknown")
PEOPLE: Final = (
    "signed out",
    "disabled",
    "practitioner",
    "practitioner elsewhere",
    "manager",
    "manager elsewhere",
    "author",
    "administrator",
)
# What a letter stands for. "s" is the way to the sign-in page, "x" the page of who is signed out.
LETTERS: Final = {
    "o": 200,
    "m": 303,
    "s": 303,
    "x": 401,
    "f": 403,
    "n": 404,
    "c": 409,
    "u": 422,
    "-": 404,
}

_NOBODY: Final = "nnnn"
_READ_OUT: Final = {"signed out": "ssss", "disabled": "ssss"}
_WRITE_OUT: Final = {"signed out": "xxxx", "disabled": "xxxx"}


def _policy(out: dict[str, str], **given: str) -> dict[str, str]:
    """Return what everybody gets; who is not named gets what an unknown record gets."""
    named = {name.replace("_", " "): letters for name, letters in given.items()}
    return {person: named.get(person, out.get(person, _NOBODY)) for person in PEOPLE}


def _read(**given: str) -> dict[str, str]:
    return _policy(_READ_OUT, **given)


def _write(**given: str) -> dict[str, str]:
    return _policy(_WRITE_OUT, **given)


def _everybody(letters: str, out: dict[str, str]) -> dict[str, str]:
    return {person: out.get(person, letters) for person in PEOPLE}


# Of a record.
SEE: Final = _read(practitioner="ooon", manager="ooon")
EDIT: Final = _read(practitioner="offn", manager="offn")
ASKED: Final = _write(practitioner="offn", manager="offn")
CHANGE: Final = _write(practitioner="mffn", manager="mffn")
# Who presses the button twice has submitted it, and comes to the same page.
NOT_READY: Final = _write(practitioner="umfn", manager="umfn")
AFTERWARDS: Final = _read(practitioner="momn", manager="momn")
# Only who wrote it moves a draft to another version of its form.
NEWER: Final = _read(practitioner="offn", manager="fffn")
MOVE: Final = _write(practitioner="mffn", manager="fffn")
JUDGE: Final = _read(manager="ooon")
DECIDE: Final = _write(practitioner="fffn", manager="cmcn")
DECIDED: Final = _read(manager="mmon")
# Another manager has agreed the agreed record: who did may not audit it.
AUDIT: Final = _read(practitioner="fffn", manager="ffon")
AUDITED: Final = _write(practitioner="fffn", manager="ffmn")
# The plan of an agreed record is reviewed by those who may edit a draft of the team. The submitted
# record has no outcome.
FOLLOW: Final = _read(practitioner="fnon", manager="fnon")
REVIEWED: Final = _write(practitioner="fnmn", manager="fnmn")
NOTHING_TO_READ: Final = _read()
NOTHING_TO_WRITE: Final = _write()
# Of no record: the same for each state.
WORK: Final = _read(
    **{name.replace(" ", "_"): "oooo" for name in PEOPLE[2:6]}, author="mmmm", administrator="mmmm"
)
START: Final = _read(**{name.replace(" ", "_"): "oooo" for name in PEOPLE[2:6]})
STARTED: Final = _write(**{name.replace(" ", "_"): "mmmm" for name in PEOPLE[2:6]})
ANYBODY: Final = _everybody("oooo", _READ_OUT)
WAITING: Final = _read(manager="oooo", manager_elsewhere="oooo")
# Nobody waits for anything: the one leads on, and there is nothing to stop.
NOT_WAITING: Final = _everybody("mmmm", _READ_OUT)
NOTHING_TO_STOP: Final = _everybody("nnnn", _WRITE_OUT)
FORMS: Final = _read(manager="oooo", manager_elsewhere="oooo", author="oooo", administrator="oooo")
PROPOSE: Final = _write(author="mmmm")
# The author of the house proposed it, so the administrator has to decide.
AGREE: Final = _write(author="ffff", administrator="mmmm", manager="ffff", manager_elsewhere="ffff")
OPEN: Final = _everybody("oooo", {})
AWAY: Final = _everybody("mmmm", {})
NO_PASSWORD: Final = _everybody("uuuu", {})
NO_SUCH_PERSON: Final = _everybody("nnnn", {})


@dataclass(frozen=True, slots=True)
class Way:
    """What everybody gets at an address, asked with `query`, or sent `fields`.

    Values in braces stand for ids of the record: `{child}`, `{adult}`, `{outcome}`, `{action}`,
    `{worry}`, `{rule}`, `{revision}`.
    """

    policy: dict[str, str]
    fields: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)


_DAY = {"visit_on-day": "2", "visit_on-month": "3", "visit_on-year": "2026"}
_BORN = {"date_of_birth-day": "15", "date_of_birth-month": "12", "date_of_birth-year": "2025"}
_SEEN = {"seen_revision": "{revision}"}
_SLEEP = {"on-page": "last_night", "q-last_night": "cot", **_SEEN}
_REVIEW = {
    "seen": "1",
    "words": "Kit settles in his cot",
    "progress": "better",
    "evidence": "seen",
    "next": "keep",
    "measured-day": "2",
    "measured-month": "3",
    "measured-year": "2026",
    "by-day": "20",
    "by-month": "4",
    "by-year": "2026",
}
_UNDER = "/assessments/<reference>/plan/outcomes"

WAYS: Final[dict[tuple[str, str], Way]] = {
    ("GET", "/"): Way(WORK),
    ("GET", "/assessments/new"): Way(START),
    ("POST", "/assessments/new"): Way(
        STARTED, {"form": "short", "family": "new", "new_family": "Oak", "level": "3", **_DAY}
    ),
    ("GET", "/assessments/<reference>"): Way(SEE),
    ("GET", "/assessments/<reference>/details"): Way(EDIT),
    ("POST", "/assessments/<reference>/details"): Way(CHANGE, {"level": "2", **_DAY}),
    ("GET", "/assessments/<reference>/people"): Way(SEE),
    ("GET", "/assessments/<reference>/people/child"): Way(EDIT),
    ("POST", "/assessments/<reference>/people/child"): Way(CHANGE, {"name": "Rosa", **_BORN}),
    ("GET", "/assessments/<reference>/people/child/<child_id>"): Way(EDIT),
    ("POST", "/assessments/<reference>/people/child/<child_id>"): Way(
        CHANGE, {"name": "Rosa", **_BORN}
    ),
    ("GET", "/assessments/<reference>/people/adult"): Way(EDIT),
    ("POST", "/assessments/<reference>/people/adult"): Way(CHANGE, {"name": "Ben"}),
    ("GET", "/assessments/<reference>/people/adult/<adult_id>"): Way(EDIT),
    ("POST", "/assessments/<reference>/people/adult/<adult_id>"): Way(CHANGE, {"name": "Ben"}),
    ("GET", "/assessments/<reference>/people/<person_id>/remove"): Way(EDIT),
    ("POST", "/assessments/<reference>/people/<person_id>/remove"): Way(CHANGE),
    ("POST", "/assessments/<reference>/people/<person_id>/restore"): Way(CHANGE),
    ("GET", "/assessments/<reference>/<section>"): Way(SEE),
    ("POST", "/assessments/<reference>/<section>"): Way(
        CHANGE, {"on-page": "danger", "q-danger": "no", **_SEEN}
    ),
    ("GET", "/assessments/<reference>/<section>/<person>"): Way(SEE),
    ("POST", "/assessments/<reference>/<section>/<person>"): Way(CHANGE, _SLEEP),
    ("GET", "/assessments/<reference>/check"): Way(SEE),
    ("POST", "/assessments/<reference>/check"): Way(NOT_READY),
    ("GET", "/assessments/<reference>/submitted"): Way(AFTERWARDS),
    ("GET", "/assessments/<reference>/history"): Way(SEE),
    ("GET", "/assessments/<reference>/assessment.pdf"): Way(SEE),
    ("GET", "/assessments/<reference>/plan.pdf"): Way(SEE),
    ("GET", "/assessments/<reference>/copies"): Way(SEE),
    ("GET", "/assessments/<reference>/copies/<kind>"): Way(SEE),
    ("GET", "/assessments/<reference>/copies/<kind>.pdf"): Way(SEE),
    # Nothing is kept back in the short form, so there is nothing that anybody could release.
    ("GET", "/assessments/<reference>/copies/<kind>/release"): Way(NOTHING_TO_READ),
    ("POST", "/assessments/<reference>/copies/<kind>/release"): Way(NOTHING_TO_WRITE),
    ("POST", "/assessments/<reference>/copies/<kind>/take-back"): Way(NOTHING_TO_WRITE),
    ("GET", "/assessments/<reference>/plan"): Way(SEE),
    ("POST", "/assessments/<reference>/plan"): Way(CHANGE, {"rest": "Priya", **_SEEN}),
    ("GET", "/assessments/<reference>/plan/reason"): Way(EDIT, query={"at": "{worry}"}),
    ("POST", "/assessments/<reference>/plan/reason"): Way(
        CHANGE, {"reason": "Done already", **_SEEN}, {"at": "{worry}"}
    ),
    ("GET", "/assessments/<reference>/plan/leave"): Way(
        EDIT, query={"about": "{outcome}", "rule": "{rule}"}
    ),
    ("POST", "/assessments/<reference>/plan/leave"): Way(
        CHANGE, {"reason": "It fits", **_SEEN}, {"about": "{outcome}", "rule": "{rule}"}
    ),
    ("POST", "/assessments/<reference>/plan/advice"): Way(
        ASKED, {"about": "outcome", "child": "{child}", "what": "Sleeps safely"}
    ),
    ("GET", f"{_UNDER}/new"): Way(EDIT, query={"child": "{child}"}),
    ("POST", f"{_UNDER}/new"): Way(CHANGE, {"what": "Sleeps safely"}, {"child": "{child}"}),
    ("GET", f"{_UNDER}/<outcome_id>"): Way(EDIT),
    ("POST", f"{_UNDER}/<outcome_id>"): Way(CHANGE, {"what": "Sleeps safely", **_SEEN}),
    ("GET", f"{_UNDER}/<outcome_id>/remove"): Way(EDIT),
    ("POST", f"{_UNDER}/<outcome_id>/remove"): Way(CHANGE),
    ("GET", f"{_UNDER}/<outcome_id>/actions/new"): Way(EDIT),
    ("POST", f"{_UNDER}/<outcome_id>/actions/new"): Way(CHANGE, {"what": "Bring a cot"}),
    ("POST", f"{_UNDER}/<outcome_id>/actions/new/split"): Way(
        ASKED, {"what": "Ring housing and bring a cot"}
    ),
    ("GET", f"{_UNDER}/<outcome_id>/actions/<action_id>"): Way(EDIT),
    ("POST", f"{_UNDER}/<outcome_id>/actions/<action_id>"): Way(
        CHANGE, {"what": "Bring a cot", **_SEEN}
    ),
    ("POST", f"{_UNDER}/<outcome_id>/actions/<action_id>/split"): Way(
        CHANGE, {"what-1": "Ring housing", "what-2": "Bring a cot", **_SEEN}
    ),
    ("GET", f"{_UNDER}/<outcome_id>/actions/<action_id>/remove"): Way(EDIT),
    ("POST", f"{_UNDER}/<outcome_id>/actions/<action_id>/remove"): Way(CHANGE),
    ("GET", "/assessments/<reference>/audit"): Way(AUDIT),
    ("POST", "/assessments/<reference>/audit"): Way(AUDITED, {"child": "{child}"}),
    ("GET", "/plans/<reference>"): Way(SEE),
    ("GET", "/plans/<reference>/<outcome_id>/measure"): Way(FOLLOW),
    ("POST", "/plans/<reference>/<outcome_id>/measure"): Way(
        REVIEWED, {"counted": "no", "seen": "1"}
    ),
    ("GET", "/plans/<reference>/<outcome_id>/review"): Way(FOLLOW),
    ("POST", "/plans/<reference>/<outcome_id>/review"): Way(REVIEWED, _REVIEW),
    ("POST", "/plans/<reference>/<outcome_id>/comment"): Way(
        REVIEWED, {"review": "1", "comment": "Who saw it?"}
    ),
    ("GET", "/plans/calendar"): Way(START),
    ("POST", "/plans/calendar"): Way(STARTED),
    ("POST", "/plans/calendar/stop"): Way(STARTED),
    # A calendar program can't sign in. Its address is the secret, and tells no name.
    ("GET", "/plans/calendar/<token>.ics"): Way(OPEN),
    ("GET", "/review"): Way(WAITING),
    ("GET", "/review/<reference>"): Way(JUDGE),
    ("POST", "/review/<reference>"): Way(DECIDE, {"decision": "agree"}),
    ("GET", "/review/<reference>/decided"): Way(DECIDED),
    ("GET", "/waiting"): Way(NOT_WAITING, query={"for": "/assessments/7K3F9Q/plan.pdf"}),
    ("POST", "/waiting/stop"): Way(NOTHING_TO_STOP, {"for": "/assessments/7K3F9Q/plan.pdf"}),
    ("GET", "/forms/<form_id>/blank.pdf"): Way(ANYBODY, query={"level": "3"}),
    ("GET", "/forms"): Way(FORMS),
    ("GET", "/forms/<form_hash>"): Way(FORMS),
    ("GET", "/forms/change/<form_id>"): Way(FORMS),
    ("POST", "/forms/change/<form_id>"): Way(PROPOSE, {"note": "Clearer words"}),
    ("GET", "/forms/proposals/<number>"): Way(FORMS),
    ("POST", "/forms/proposals/<number>"): Way(AGREE, {"decision": "agree"}),
    ("GET", "/assessments/<reference>/newer-form"): Way(NEWER),
    ("POST", "/assessments/<reference>/newer-form"): Way(
        MOVE, {"to": "{newer}", "seen_revision": "{revision}"}
    ),
    ("GET", "/healthz"): Way(OPEN),
    ("GET", "/assets/<digest>/<name>"): Way(OPEN),
    ("GET", "/sign-in"): Way(OPEN),
    ("POST", "/sign-in"): Way(NO_PASSWORD, {"sign_in_name": "x", "password": "y"}),
    ("POST", "/sign-in/demo"): Way(NO_SUCH_PERSON, {"person": "0"}),
    ("POST", "/sign-out"): Way(AWAY),
}
