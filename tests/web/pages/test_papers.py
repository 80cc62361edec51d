import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pypdf
import pytest
from flask import Flask

from riskform.engine.documents import Document, UnreadableDocument
from riskform.pdf import NotLaidOut, Renderer, Watch
from riskform.records import audit
from riskform.services.actors import Actor
from riskform.services.exporting import Rendered
from riskform.web.app import create_app, printing
from riskform.web.settings import Settings
from tests.services.office import Office, short_library
from tests.web.browsing import Browser, another_browser, without_token


def paper(reference: str, kind: str) -> str:
    return f"/assessments/{reference}/{kind}.pdf"


def browser_of(app: Flask, person: Actor) -> Browser:
    app.testing = True
    return another_browser(app).sign_in(person)


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    with Renderer() as made:
        yield made


@pytest.fixture
def printer(settings: Settings, renderer: Renderer, people: dict[str, Actor]) -> Iterator[Browser]:
    """Give Priya's browser on an application that makes real PDFs."""
    app = create_app(replace(settings, render=printing(renderer)), short_library())
    yield browser_of(app, people["priya"])
    app.extensions["riskform"].database.dispose()


@pytest.mark.parametrize("kind", ["assessment", "plan"])
def test_a_paper_is_shown_in_the_browser_named_by_the_reference_and_never_stored(
    priya: Browser, office: Office, kind: str
) -> None:
    reference = office.submitted("Marsh-Doyle")
    sent = priya.get(paper(reference, kind))
    assert sent.status_code == 200
    assert sent.headers["Content-Type"] == "application/pdf"
    assert sent.headers["Content-Disposition"] == f'inline; filename="{reference}-{kind}.pdf"'
    assert sent.headers["Cache-Control"] == "no-store"


def test_each_copy_that_is_handed_out_leaves_an_audit_row(priya: Browser, office: Office) -> None:
    reference = office.submitted()
    content = priya.get(paper(reference, "plan")).data
    with office.writing() as session:
        event = audit.listed(session, object_reference=reference)[0]
    assert (event.action, event.actor_id) == ("exported", office.priya.id)
    assert event.detail["sha256"] == hashlib.sha256(content).hexdigest()


def test_others_and_unknown_records_get_the_same_404_and_leave_no_trace(
    app: Flask, people: dict[str, Actor], office: Office
) -> None:
    reference = office.submitted()
    for name in ("sam", "ada", "amir"):
        browser = another_browser(app).sign_in(people[name])
        theirs, nobodys = (
            browser.get(paper(reference, "plan")),
            browser.get(paper("000000", "plan")),
        )
        assert theirs.status_code == nobodys.status_code == 404
        assert without_token(theirs) == without_token(nobodys)
    assert another_browser(app).get(paper(reference, "plan")).status_code == 303
    with office.writing() as session:
        actions = {event.action for event in audit.listed(session, object_reference=reference)}
    assert "exported" not in actions


@pytest.mark.parametrize("problem", [NotLaidOut("killed"), UnreadableDocument("KeyError")])
def test_a_paper_that_can_not_be_made_at_all_is_told_in_plain_words(
    settings: Settings, people: dict[str, Actor], office: Office, problem: Exception
) -> None:
    def render(_document: Document, _watch: Watch) -> Rendered:
        raise problem

    reference = office.submitted()
    app = create_app(replace(settings, render=render), short_library())
    sent = browser_of(app, people["priya"]).get(paper(reference, "assessment"))
    app.extensions["riskform"].database.dispose()
    assert sent.status_code == 503
    assert "This PDF could not be made" in sent.text
    assert reference in sent.text
    with office.writing() as session:
        assert audit.listed(session, object_reference=reference)[0].action != "exported"


def test_nobody_waits_to_save_while_a_paper_is_made(
    settings: Settings, people: dict[str, Actor], office: Office
) -> None:
    reference, other = office.submitted(), office.start("Family B")

    def render(_document: Document, _watch: Watch) -> Rendered:
        office.answer(other, "start", "family", danger="no")
        return Rendered(b"%PDF", complete=True)

    app = create_app(replace(settings, render=render), short_library())
    sent = browser_of(app, people["priya"]).get(paper(reference, "assessment"))
    app.extensions["riskform"].database.dispose()
    assert sent.status_code == 200


def test_a_paper_that_takes_too_long_is_a_plain_page_that_says_so(
    settings: Settings, people: dict[str, Actor], office: Office
) -> None:
    reference = office.submitted()
    with Renderer(limit_seconds=0.01) as slow:
        app = create_app(replace(settings, render=printing(slow)), short_library())
        sent = browser_of(app, people["priya"]).get(paper(reference, "assessment"))
        app.extensions["riskform"].database.dispose()
    assert sent.status_code == 200
    assert reference in text_of(sent.data)
    with office.writing() as session:
        event = audit.listed(session, object_reference=reference)[0]
    assert event.detail["complete"] is False


def test_every_answer_is_printed_in_full_and_the_same_plan_has_the_same_bytes(
    printer: Browser, office: Office
) -> None:
    reference = office.start()
    kit = office.child(reference, "Zażółć")
    word = "unbroken" * 2_400
    typed = f"gęślą jaźń 🦊 <b>{{{{7*7}}}}</b>\n\nنہیں\n\n{word}"
    office.answer(reference, "voice", kit, wishes=typed)
    office.answer_everything(reference, kit, sleeps="sofa")
    office.outcome(reference, kit, f"{kit}/sleep.sofa_with_adult", what="Sleeps <i>well</i> 🦊")
    text = text_of(printer.get(paper(reference, "assessment")).data)
    for part in ("<b>{{7*7}}</b>", "Zażółć", "gęśląjaźń", "🦊", "Sleeps<i>well</i>"):
        assert part in text, part
    assert any(letters in text for letters in ("نہیں", "ںیہن"))
    # The head and foot of a page cut the word into pieces; it stands twice, as the child's own
    # words and as an answer, and no letter of it may be missing.
    assert text.count("k") >= 2 * word.count("k")
    first, second = (printer.get(paper(reference, "plan")).data for _ in range(2))
    assert first == second
    assert "Sleeps<i>well</i>" in text_of(first)


def text_of(content: bytes) -> str:
    """Return the text of a PDF without spaces: where a line breaks is no part of what was said."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return re.sub(r"[\s\u200b]+", "", "".join(page.extract_text() for page in pages))
