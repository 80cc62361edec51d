"""A desk to type at: an application in this process, two browsers, and records on three forms."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from riskform.definitions.library import load_folder
from riskform.engine.documents import Document
from riskform.paths import bundled
from riskform.pdf import Watch
from riskform.records import connect, upgrade
from riskform.services import assessing, people, publishing
from riskform.services.exporting import Rendered
from riskform.services.opening import OpenAssessment, open_assessment
from riskform.web.app import create_app
from riskform.web.settings import Settings
from tests.services.office import NOW, TODAY, Office, account, short_library
from tests.shipped import shipped
from tests.soak.chance import Figures
from tests.web.browsing import SECRET_KEY, Browser, Clock, another_browser

EVERY_TYPE = Path(__file__).parents[1] / "forms" / "every_type"


@dataclass
class Desk:
    """Two drafts with a child and an adult each, and one assessment that waits for a manager."""

    app: Flask
    office: Office
    priya: Browser
    mo: Browser
    drafts: tuple[str, ...]
    waiting: str
    found: Figures

    def opened(self, reference: str) -> OpenAssessment:
        """Return an assessment as it stands."""
        with self.office.database.session(write=False) as session:
            return open_assessment(session, self.office.priya, reference)

    def post(self, browser: Browser, path: str, fields: "MultiDict[str, str]") -> int:
        """Send a form; return the status, 500 where the view failed, which is complained about."""
        self.found.add("posts")
        sent = MultiDict(fields)
        sent["csrf_token"] = browser.token()
        try:
            status = browser.post(path, data=sent).status_code
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is what we look for.
            self.wrong(f"{path}: {type(problem).__name__}: {problem}", fields)
            return 500
        if status >= 500:
            self.wrong(f"{path}: answered with {status}", fields)
        self.found.add(f"status {status}")
        return status

    def page(self, browser: Browser, path: str) -> TestResponse | None:
        """Open a page; None, complained about, where it can't be made."""
        try:
            got = browser.get(path)
        except Exception as problem:  # noqa: BLE001 - as above.
            self.wrong(f"GET {path}: {type(problem).__name__}: {problem}", None)
            return None
        if got.status_code >= 500:
            self.wrong(f"GET {path}: answered with {got.status_code}", None)
        return got

    def wrong(self, what: str, fields: "MultiDict[str, str] | None") -> None:
        """Complain, with the beginning of each field that was sent."""
        typed = {name: value[:40] for name, value in (fields or MultiDict()).items(multi=True)}
        self.found.wrong.append(f"{what} {str(typed)[:800] if typed else ''}")

    def same(self, where: str, kept: object, typed: object) -> None:
        """Complain where something is not kept as it was typed."""
        self.found.add("texts compared")
        if kept != typed:
            self.found.wrong.append(f"{where}: kept {str(kept)[:80]!r}, typed {str(typed)[:80]!r}")


@contextmanager
def desk(found: Figures) -> Iterator[Desk]:
    """Give a desk with a database of its own."""
    with tempfile.TemporaryDirectory(prefix="riskform-soak-") as folder:
        url = f"sqlite:///{folder}/desk.sqlite3"
        upgrade(url)
        database = connect(url)
        library = shipped()
        with database.session(write=True) as session:
            for one in (library, load_folder(EVERY_TYPE), short_library()):
                publishing.publish_library(session, one, NOW)
            office = Office(
                database,
                priya=account(session, "Priya Nair", "practitioner", "North"),
                mo=account(session, "Mo Haddad", "manager", "North"),
                sam=account(session, "Sam Lowe", "practitioner", "South"),
            )
        app = create_app(_settings(url), library)
        app.testing = True
        yield Desk(
            app,
            office,
            another_browser(app).sign_in(office.priya),
            another_browser(app).sign_in(office.mo),
            tuple(_draft(office, form) for form in ("child_risk_assessment", "every_type")),
            office.submitted(),
            found,
        )
        app.extensions["riskform"].database.dispose()
        database.dispose()


def _settings(url: str) -> Settings:
    def render(document: Document, _watch: Watch) -> Rendered:
        return Rendered(document.title.encode(), complete=True)

    return Settings(
        url,
        SECRET_KEY,
        bundled("form_definitions"),
        demo=True,
        secure_cookies=False,
        now=Clock(),
        render=render,
    )


def _draft(office: Office, form: str) -> str:
    with office.writing() as session:
        reference = assessing.start(
            *(session, office.priya),
            form_id=form,
            family_reference="",
            new_family_name="Marsh",
            level="3",
            visit_on=TODAY.isoformat(),
            today=TODAY,
            now=NOW,
        ).reference
        child = {"name": "Kit", "date_of_birth": "2025-12-15"}
        kit = people.add_child(session, office.priya, reference, child, TODAY, NOW)
        dean = {"name": "Dean", f"relationship-{kit}": "father", f"lives_here-{kit}": "yes"}
        people.add_adult(session, office.priya, reference, dean, TODAY, NOW)
    return reference
