"""Whom to ring, and what an agency adds, as pages and papers show them."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from riskform.definitions.library import Library, load
from riskform.engine.case import Answer
from riskform.services import answering, assessing, people, publishing
from riskform.services.exporting import document_of
from riskform.web.settings import Settings
from tests.services.office import NOW, TODAY, Office
from tests.web.applications import application
from tests.web.browsing import Browser, another_browser
from tests.web.desk import plain

FILES = {
    "f/form.yaml": "form: f\nversion: 1\ntitle: F\nsections: [s]\nplan: smart\n",
    "guidance/g.yaml": "{title: G, text: W., owner: O, review_by: 2099-01-01, contact: team}\n",
    "sections/s.yaml": """\
section: s
title: S
ask: each child
questions:
  - {id: night, label: "Where is {child}?", type: yes_no, hint: Ask., guidance: g}
  - {id: last, label: Last?, type: text}
findings:
  - {id: bad, kind: urgent, when: night is no, says: Bad., do: Ring., contact: team}
  - {id: odd, kind: unclear, when: night is no, says: Odd., do: Ring too., contact: nobody}
""",
    "contacts.yaml": "contacts: {team: {name: T, phone: '101'}, nobody: {name: N, phone: '102'}}\n",
    "agencies/a.yaml": """\
agency: a
title: Health
sections:
  s:
    hints: {night: Look as well.}
    questions: [{id: book, label: "Book of {child}?", type: text, after: night}]
""",
}
NUMBERS = "contacts: {team: {name: The team, phone: 01632 960 041, hours: Mornings}}\n"


def library() -> Library:
    read = load(FILES)
    assert not read.errors, read.errors
    return read


@dataclass
class Ward:
    """An assessment that Priya, of the agency Health, began on a form that it adds to."""

    office: Office
    browser: Browser
    reference: str
    page: str
    contacts: Path

    def text(self, path: str = "") -> str:
        return self.browser.get(path or self.page).text


@pytest.fixture
def ward(settings: Settings, office: Office, tmp_path: Path) -> Ward:
    with office.writing() as session:
        publishing.publish_library(session, library(), NOW)
        reference = assessing.start(
            *(session, office.priya),
            form_id="f",
            family_reference="",
            new_family_name="Marsh",
            level="3",
            visit_on=TODAY.isoformat(),
            today=TODAY,
            now=NOW,
        ).reference
        child = {"name": "Kit", "date_of_birth": "2025-12-15"}
        kit = people.add_child(session, office.priya, reference, child, TODAY, NOW)
        page = answering.open_page(session, office.priya, reference, "s", kit, TODAY)
        answering.save_page(
            *(session, office.priya, reference, "s", kit, {"night": Answer("no")}),
            page.seen_revision,
            today=TODAY,
            now=NOW,
        )
    contacts = tmp_path / "numbers.yaml"
    contacts.write_text(NUMBERS)
    app = application(replace(settings, definitions=tmp_path, contacts=contacts), library())
    browser = another_browser(app).sign_in(office.priya)
    return Ward(office, browser, reference, f"/assessments/{reference}/s/{kit}", contacts)


def test_a_number_stands_beside_guidance_and_beside_what_to_do(ward: Ward) -> None:
    link = '<a class="govuk-link" href="tel:01632960041">01632 960 041</a>, Mornings.'
    assert ward.text().count(f"The team: {link}") == 2


def test_a_changed_number_is_shown_in_an_assessment_that_was_begun_before(ward: Ward) -> None:
    assert "01632 960 041" in ward.text()
    ward.contacts.write_text(NUMBERS.replace("041", "0999"))
    assert "01632 960 0999" in ward.text()


def test_without_a_number_the_text_stands_alone(ward: Ward) -> None:
    ward.contacts.unlink()
    text = ward.text()
    assert "Ring too." in text
    assert "tel:" not in text


def test_an_example_number_says_that_it_is_one(ward: Ward) -> None:
    ward.contacts.write_text(NUMBERS.replace("Mornings", "Mornings, example: true"))
    assert "This number is an example: yours has to be set." in ward.text()


@pytest.mark.parametrize("path", ["", "/check"])
def test_the_task_list_and_the_check_page_show_whom_to_ring(ward: Ward, path: str) -> None:
    assert "tel:01632960041" in ward.text(f"/assessments/{ward.reference}{path}")


@pytest.mark.parametrize(("kind", "times"), [("assessment", 2), ("plan", 0)])
def test_the_paper_for_workers_has_the_number_and_the_familys_has_not(
    ward: Ward, kind: str, times: int
) -> None:
    book = ward.browser.application.extensions["riskform"].contacts
    with ward.office.writing() as session:
        document = document_of(session, ward.office.priya, ward.reference, kind, TODAY, book())
    assert repr(document).count("The team: 01632 960 041 (Mornings)") == times


def test_what_an_agency_asks_is_marked_and_its_hint_follows_the_questions_own(ward: Ward) -> None:
    text = plain(ward.text())
    assert "Where is Kit? Ask. Look as well." in text
    assert text.count("Asked by Health") == 1
    assert text.index("Where is Kit?") < text.index("Book of Kit?") < text.index("Asked by Health")


def test_what_an_agency_asks_does_not_move_the_numbers_on_paper(ward: Ward) -> None:
    with ward.office.writing() as session:
        document = document_of(session, ward.office.priya, ward.reference, "assessment", TODAY)
    rows = [b for s in document.parts[0].sections for b in s.blocks if hasattr(b, "question")]
    assert [(row.number, row.question) for row in rows] == [
        ("1.1", "Where is Kit?"),
        ("1.1.1", "Book of Kit? (asked by Health)"),
        ("1.2", "Last?"),
    ]
