"""A house with every kind of person in it, and a record in every state, to try each door of."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from riskform.definitions.library import load
from riskform.records import Database, accounts, connect
from riskform.services import people, planning, proposing, publishing
from riskform.services.actors import Actor
from riskform.services.candidates import candidate
from riskform.services.plan_reviews import calendars
from tests.services.audit_office import auditor
from tests.services.office import (
    NOW,
    SHORT_FORM,
    TODAY,
    Office,
    account,
    short_files,
    short_library,
)
from tests.services.review_office import agreed_plan
from tests.web.applications import application, demo_settings
from tests.web.browsing import Browser, Clock, another_browser
from tests.web.policy import LETTERS, Way

COOKIE = "riskform"
# Notes of who came by, and the copy of what they got of an agreed record: they change because
# somebody looked, and nothing else may.
NOTES = frozenset({"audit_event", "kept_paper", "web_session", "sqlite_sequence"})
# What stands for a person or a family, and so never in a title or an address.
NAMES = ("Kitzel", "Deandre", "Gonewith", "Oakhurst", "Priya", "Nair")


@dataclass(frozen=True)
class Record:
    """A record and the ids of what is in it, by the names that addresses give them."""

    reference: str
    ids: dict[str, str]


@dataclass
class House:
    """An application, everybody's cookie, and the database as it stood before anybody knocked."""

    app: Flask
    file: Path
    people: dict[str, Actor]
    records: dict[str, Record] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    before: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:"))
    watch: sqlite3.Connection = field(init=False)

    def __post_init__(self) -> None:
        self.watch = sqlite3.connect(self.file)

    def close(self) -> None:
        """Let go of the database."""
        self.before.close()
        self.watch.close()
        self.app.extensions["riskform"].database.dispose()

    def browser(self, person: str) -> Browser:
        """Return a browser of its own in which `person` is signed in."""
        browser = another_browser(self.app)
        if person in self.cookies:
            browser.set_cookie(COOKIE, self.cookies[person])
        return browser

    def address(self, rule: str, record: Record, way: Way) -> str:
        """Return the address of `rule` for `record`, with its query."""
        path = re.sub(r"<(\w+)>", lambda found: record.ids[found[1]], rule)
        query = "&".join(
            f"{name}={value.format_map(record.ids)}" for name, value in way.query.items()
        )
        return f"{path}?{query}" if query else path

    def ask(self, method: str, rule: str, person: str, state: str, way: Way) -> TestResponse:
        """Return what `person` gets at `rule` for the record in `state`."""
        address = self.address(rule, self.records[state], way)
        browser = self.browser(person)
        if method == "GET":
            return browser.get(address)
        fields = {
            name: value.format_map(self.records[state].ids) for name, value in way.fields.items()
        }
        return browser.send(address, fields)

    def keep(self) -> None:
        """Remember the database as it stands now."""
        self.watch.backup(self.before)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Put the database back at the end of the block to what was kept, if it changed."""
        version = self.version()
        try:
            yield
        finally:
            if self.version() != version:
                self.app.extensions["riskform"].database.dispose()
                self.before.backup(self.watch)

    def version(self) -> int:
        """Return a number that changes with every commit of the application."""
        (number,) = self.watch.execute("PRAGMA data_version").fetchone()
        return int(number)

    def rows(self, *, notes: bool = False) -> dict[str, list[tuple[object, ...]]]:
        """Return every row of every table; with `notes`, also of those about who came by."""
        tables = self.watch.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall()
        return {
            name: sorted(self.watch.execute(f'SELECT * FROM "{name}"'), key=repr)  # noqa: S608 - a table's own name.
            for (name,) in tables
            if notes or name not in NOTES
        }


def expected(letter: str) -> int:
    """Return the status that a letter of the table stands for."""
    return LETTERS[letter]


def rules(app: Flask) -> dict[tuple[str, str], Rule]:
    """Return every rule of the application by its method and address."""
    return {
        (method, rule.rule): rule
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method not in {"HEAD", "OPTIONS"}
    }


def furnish(file: Path, people_there: dict[str, Actor]) -> House:
    """Return a house with everybody signed in, in the database `file` of an office."""
    database = connect(f"sqlite:///{file}")
    with database.session(write=True) as session:
        everybody = {
            "practitioner": people_there["priya"],
            "manager": people_there["mo"],
            "practitioner elsewhere": people_there["sam"],
            "author": people_there["ada"],
            "administrator": people_there["amir"],
            "manager elsewhere": account(session, "Una Reed", "manager", "South"),
            "disabled": account(session, "Dan Frost", "practitioner", "North"),
        }
    house = House(application(demo_settings(f"sqlite:///{file}", Clock())), file, everybody)
    house.records = _records(
        Office(database, people_there["priya"], people_there["mo"], people_there["sam"])
    )
    _change_the_form(database, everybody["author"], house.records)
    for name, actor in everybody.items():
        browser = another_browser(house.app).sign_in(actor)
        cookie = browser.get_cookie(COOKIE)
        assert cookie is not None
        house.cookies[name] = cookie.value
    _disable(database, everybody["disabled"])
    database.dispose()
    house.keep()
    return house


def _change_the_form(database: Database, author: Actor, records: dict[str, Record]) -> None:
    """Put another version in use than the records have, and propose one more."""
    newer = short_files(form=SHORT_FORM["short/form.yaml"].replace("version: 1", "version: 2"))
    with database.session(write=True) as session:
        library = load(newer)
        publishing.publish_library(session, library, NOW)
        new = candidate(short_files(), "short", TODAY)
        number = proposing.propose(session, author, new, "The old words again", NOW)
    for record in records.values():
        record.ids.update(
            newer=library.forms["short"].hash, number=str(number), form_id="safer_sleep_visit"
        )


def _disable(database: Database, actor: Actor) -> None:
    # Only the mark, so that what keeps them out is not that their session was ended as well.
    with database.session(write=True) as session:
        accounts.set_active(session, actor.id, active=False)


def _records(office: Office) -> dict[str, Record]:
    draft = _draft(office)
    submitted = office.submitted("Oakhurst S")
    another = auditor(office)
    plan = agreed_plan(office, "Oakhurst A", by=another)
    plan.measure(counted="no")
    plan.review(on=TODAY, words="Kit settles in his cot")
    with office.writing() as session:
        token = calendars.make(session, another, NOW)
    records = {
        "draft": draft,
        "submitted": Record(
            submitted, {**draft.ids, "reference": submitted, **_child(office, submitted)}
        ),
        "agreed": Record(
            plan.reference,
            {
                **draft.ids,
                "reference": plan.reference,
                **_child(office, plan.reference),
                **dict.fromkeys(("outcome", "outcome_id"), plan.outcome),
            },
        ),
        "unknown": Record("ZZZZZZ", {**draft.ids, "reference": "ZZZZZZ"}),
    }
    for record in records.values():
        record.ids["token"] = token
    return records


def _child(office: Office, reference: str) -> dict[str, str]:
    with office.writing() as session:
        found = planning.open_plan(session, office.priya, reference, TODAY).assessment
    return dict.fromkeys(("child", "child_id", "person"), found.people.children[0].id)


def _draft(office: Office) -> Record:
    reference = office.start("Oakhurst D")
    child = office.child(reference, "Kitzel")
    adult = office.adult(reference, "Deandre", **{child: "father"})
    gone = office.adult(reference, "Gonewith", **{child: "mother"})
    office.answer(reference, "sleep", child, last_night="sofa")
    outcome = office.outcome(reference, child, what="Kitzel sleeps in a cot")
    with office.writing() as session:
        people.remove_person(session, office.priya, reference, gone, TODAY, NOW)
        action = planning.put_action(
            session, office.priya, reference, outcome, {"what": "Bring a cot"}, (), NOW
        )
        found = planning.open_plan(session, office.priya, reference, TODAY)
    (form,) = short_library().forms.values()
    ids = {
        "reference": reference,
        "revision": str(found.assessment.stored.revision),
        "section": "start",
        "kind": "plan",
        "form_hash": form.hash,
        "digest": "0",
        "name": "riskform.css",
        "rule": found.advice[outcome][0].rule,
        "worry": f"{child}/sleep.sofa_with_adult",
    }
    ids |= dict.fromkeys(("child", "child_id", "person", "person_id"), child)
    ids |= dict.fromkeys(("adult", "adult_id"), adult)
    ids |= {"gone": gone, "outcome": outcome, "outcome_id": outcome}
    return Record(reference, {**ids, "action": action, "action_id": action})
