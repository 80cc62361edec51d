"""An assessment on the form with every type of question (tests/forms/every_type), in a browser."""

import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from riskform.definitions.library import Library, load_folder
from riskform.engine.case import Answer
from riskform.services import answering
from riskform.services.actors import Actor
from riskform.services.opening import open_assessment
from tests.services.office import NOW, TODAY, Office
from tests.web.browsing import Browser
from tests.web.sent_forms import form_on

EVERY_TYPE = Path(__file__).parents[1] / "forms" / "every_type"


@dataclass
class Desk:
    """An assessment on the form with every type of question, about Kit, open in a browser."""

    office: Office
    browser: Browser
    reference: str
    kit: str
    dean: str

    @property
    def path(self) -> str:
        return f"/assessments/{self.reference}/types/{self.kit}"

    def page(self, path: str = "") -> str:
        got = self.browser.get(path or self.path)
        assert got.status_code == 200
        return got.text

    def send(self, **typed: str | list[str]) -> TestResponse:
        """Open the page, type, and press Save and continue, as a browser does."""
        return self.post(form_on(self.page(), self.path, **typed))

    def post(self, fields: MultiDict[str, str], browser: Browser | None = None) -> TestResponse:
        return (browser or self.browser).post(self.path, data=fields)

    def answer(self, question: str, section: str = "types", person: str = "") -> Answer | None:
        with self.office.database.session(write=False) as session:
            stored = open_assessment(session, self.office.priya, self.reference).stored
        return stored.answers.get(f"{person or self.kit}/{section}.{question}")

    def value(self, question: str) -> object:
        answer = self.answer(question)
        return None if answer is None else answer.value

    def keep(self, by: Actor | None = None, **given: object) -> None:
        """Save answers past the browser."""
        values = {
            name: value if isinstance(value, Answer) or value is None else Answer(value)
            for name, value in given.items()
        }
        with self.office.writing() as session:
            page = answering.open_page(
                session, self.office.priya, self.reference, "types", self.kit, TODAY
            )
            answering.save_page(
                *(session, by or self.office.priya, self.reference, "types", self.kit, values),
                page.seen_revision,
                today=TODAY,
                now=NOW,
            )


@cache
def every_type() -> Library:
    return load_folder(EVERY_TYPE)


def plain(html: str) -> str:
    """Return the text of a page, without its markup."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))
