"""A demo site with a family in every state of an assessment and of its plan."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from riskform.definitions.library import load
from riskform.engine.documents import Document
from riskform.engine.plan import FindingReply
from riskform.engine.reviews.given import ActionGiven
from riskform.pdf import NotLaidOut, Watch
from riskform.records import Session, connect, printings, upgrade
from riskform.records.printings import Asked, HowFar
from riskform.services import planning, proposing, publishing, reviewing
from riskform.services.actors import Actor
from riskform.services.candidates import candidate
from riskform.services.exporting import Rendered
from riskform.services.plan_reviews import recording
from riskform.web.app import create_app
from tests.browser.serving import Served, served, settings_for
from tests.services.office import (
    NOW,
    SHORT_FORM,
    TODAY,
    Office,
    account,
    short_files,
    short_library,
)
from tests.services.review_office import AgreedPlan, agreed_plan

LONG = "Unbroken" * 20
_REWORDED = SHORT_FORM["sections/voice.yaml"].replace("What does", f"What {LONG} did")
_OTHER_SLEEP = (
    SHORT_FORM["sections/sleep.yaml"]
    .replace("sofa: Sofa with an adult", "floor: On the floor")
    .replace("is sofa", "is floor")
    .replace(
        "id: seen_on, label: When did you see the place?", "id: seen, was: seen_on, label: Seen?"
    )
    .replace("findings:", "  - {id: why, label: Why there?, type: text, required: true}\nfindings:")
)
_FAILS = """
scenario: Nothing is missing
given: {on: 2026-03-02, level: 3}
expect: {not_missing: [family/start.danger]}
"""
NAMES = (LONG, "Kit", "Ben", "Dean", "Marsh", "Priya", "Rao", "Khan", "Lee", "Okafor")


@dataclass(frozen=True)
class Draft:
    """A draft with every state of a plan, and the ids of what is in it."""

    reference: str
    child: str
    adult: str
    finding: str
    outcome: str
    action: str


@dataclass(frozen=True)
class Site:
    """The running site, whose papers can't be laid out, and the references of what is in it."""

    served: Served
    office: Office
    draft: Draft
    empty: str
    submitted: str
    waiting: str
    returned: str
    agreed: str
    proposal: int
    reviewed: AgreedPlan


@contextmanager
def furnished(file: Path) -> Iterator[Site]:
    """Serve a site with its database in `file`."""
    url = f"sqlite:///{file}"
    upgrade(url)
    with connect(url) as database:
        with database.session(write=True) as session:
            publishing.publish_library(session, short_library(), NOW)
            priya = account(session, "Priya Nair", "practitioner", "North")
            mo = account(session, "Mo Haddad", "manager", "North")
            ada = account(session, "Ada Author", "author", "North")
            account(session, "Amir Admin", "administrator", "North")
        office = Office(database, priya, mo, priya)
        draft, empty = _planned(office), office.start("Okafor")
        submitted, returned, agreed = (office.submitted(name) for name in ("Lee", "Rao", "Khan"))
        waiting = office.submitted("Lee")
        with office.writing() as session:
            reviewing.send_back(session, mo, returned, f"Say who saw the cot. {LONG}", NOW)
            reviewing.agree(session, mo, agreed, "", NOW)
            _let_wait(session, priya, mo, waiting)
        reviewed = _reviewed(office)
        proposal = _change_the_form(office, ada)
        folder = file.parent / "definitions"
        _write(folder, short_files(voice=_REWORDED, scenario=_FAILS))
        settings = replace(settings_for(url, render=_jammed), definitions=folder)
        app = create_app(settings, short_library())
        with served(app) as running:
            yield Site(
                *(running, office, draft, empty),
                *(submitted, waiting, returned, agreed, proposal, reviewed),
            )


def _let_wait(session: Session, priya: Actor, mo: Actor, reference: str) -> None:
    """Let a worker wait for a paper, and a manager find an agreement that was not made."""
    paper = Asked(f"/assessments/{reference}/assessment.pdf", "paper", reference, LONG, again=True)
    waits = printings.begin(session, priya.id, paper, NOW)
    printings.note(session, waits, HowFar(1, "pages", 12, 0, 2), NOW)
    decided = Asked(f"/review/{reference}/decided", "agreement", reference, "", "", LONG, 2)
    failed = printings.begin(session, mo.id, decided, NOW)
    printings.end(session, failed, "failed", NOW, problem="It was changed. Read it again.")


def _reviewed(office: Office) -> AgreedPlan:
    """Return a plan with three points of its measure, unclear things, and a comment."""
    plan = agreed_plan(office, "Okafor")
    going_on = {
        plan.action: ActionGiven("not_done", LONG, f"Bring a cot {LONG}", "Sam", "2026-03-09")
    }
    plan.measure()
    plan.review(
        on=TODAY,
        words=LONG,
        evidence=("parent",),
        finds_out="Sam Okoro",
        find_out_by="2026-03-04",
        actions=going_on,
    )
    plan.review(
        on=TODAY,
        seen=1,
        value="4 of 6",
        next="close",
        reasons={"close": LONG},
        actions=going_on,
    )
    with office.writing() as session:
        where = (session, office.mo, plan.reference, plan.outcome)
        recording.comment(*where, 1, f"Who saw it? {LONG}", NOW)
    return plan


def _change_the_form(office: Office, author: Actor) -> int:
    """Put a version in use in which much is different, and propose one more; return its number."""
    second = SHORT_FORM["short/form.yaml"].replace("version: 1", "version: 2")
    changed = short_files(form=second, sleep=_OTHER_SLEEP, voice=_REWORDED)
    with office.writing() as session:
        publishing.publish_library(session, load(changed), NOW)
        new = candidate(short_files(), "short", TODAY)
        return proposing.propose(session, author, new, f"The old words. {LONG}", NOW)


def _write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def _jammed(_document: Document, _watch: Watch) -> Rendered:
    message = "the printer of this site does not work"
    raise NotLaidOut(message)


def _planned(office: Office) -> Draft:
    draft = office.start("Marsh-Doyle")
    kit, rosa = office.child(draft), office.child(draft, LONG, "2021-05-04")
    office.child(draft, "Ben", "2019-05-04")
    dean = office.adult(draft, "Dean", **{kit: "father", rosa: "step_parent"})
    office.answer(draft, "start", "family", danger="yes")
    office.answer(draft, "sleep", kit, last_night="sofa", seen_on="31/2/2026")
    office.answer(draft, "sleep", rosa, last_night="not_known")
    office.answer(draft, "voice", rosa, wishes="I want the shouting to stop.")
    at = f"{kit}/sleep.sofa_with_adult"
    outcome = office.outcome(draft, kit, what=f"Improve sleep {LONG}", by="31/2/2026")
    with office.writing() as session:
        typed = {"what": "Monitor sleep", "who": "All agencies"}
        action = planning.put_action(session, office.priya, draft, outcome, typed, (), NOW)
        planning.leave(session, office.priya, draft, outcome, "S2", "The court's words", NOW)
        reply = FindingReply("family/start.in_danger", "reason", reason=LONG)
        planning.put_replies(session, office.priya, draft, (reply,), NOW)
    return Draft(draft, kit, dean, at, outcome, action)
