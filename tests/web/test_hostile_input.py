"""Words that people paste, mistype or send to do harm: kept or refused by name, and never live."""

import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import pypdf
import pytest
from werkzeug.test import TestResponse

from riskform.engine.plan import Plan
from riskform.pdf import Renderer
from riskform.services.actors import Actor
from riskform.services.opening import OpenAssessment, open_assessment
from riskform.web.app import printing
from tests.services.office import Office
from tests.web.applications import application, demo_settings
from tests.web.browsing import Browser, Clock, another_browser
from tests.web.hostile_words import (
    REFUSED_AS_NAMES,
    REFUSED_IN_DECISIONS,
    REFUSED_IN_PLANS,
    SIZED,
    TEXTS,
    Page,
    summary,
)
from tests.web.sent_forms import form_on


@dataclass
class Desk:
    """An assessment of the short form about Kit, open in Priya's browser and Mo's."""

    office: Office
    priya: Browser
    mo: Browser
    reference: str
    kit: str

    @property
    def record(self) -> str:
        return f"/assessments/{self.reference}"

    def stored(self) -> OpenAssessment:
        with self.office.database.session(write=False) as session:
            return open_assessment(session, self.office.priya, self.reference)

    def plan(self) -> Plan:
        # The plan is read when somebody looks: past the end of the session, that would open a
        # connection that nobody gives back.
        with self.office.database.session(write=False) as session:
            return open_assessment(session, self.office.priya, self.reference).plan

    def send(self, page: str, **typed: str) -> TestResponse:
        """Open a page, type, and press its button."""
        fields = form_on(self.priya.get(page).text, page, **typed)
        return self.priya.post(page, data=fields)


@pytest.fixture(scope="module")
def copied(furnished: tuple[Path, dict[str, Actor]], in_memory: Path) -> Path:
    """Give a database with the office's people, for all tests of this file."""
    return shutil.copy(furnished[0], in_memory / "hostile_input.sqlite3")


@pytest.fixture(scope="module")
def everybody(furnished: tuple[Path, dict[str, Actor]], copied: Path) -> Iterator[Desk]:
    """Give an application in which Priya and Mo are signed in; papers are really printed."""
    with Renderer() as renderer:
        settings = demo_settings(f"sqlite:///{copied}", Clock())
        app = application(replace(settings, render=printing(renderer)))
        people = furnished[1]
        database = app.extensions["riskform"].database
        office = Office(database, people["priya"], people["mo"], people["sam"])
        priya, mo = (another_browser(app).sign_in(people[name]) for name in ("priya", "mo"))
        yield Desk(office, priya, mo, "", "")
        database.dispose()


@pytest.fixture
def desk(everybody: Desk) -> Desk:
    """Give a record of the test's own, about Kit."""
    reference = everybody.office.start()
    return replace(everybody, reference=reference, kit=everybody.office.child(reference))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_an_answer_is_kept_and_shown_back_exactly_usable_or_not(desk: Desk, text: str) -> None:
    page = f"{desk.record}/voice/{desk.kit}"
    got = desk.send(page, **{"q-wishes": text, "then": "stay"})
    answer = desk.stored().stored.answers[f"{desk.kit}/voice.wishes"]
    assert answer.value == text
    assert form_on(desk.priya.get(page).text, page)["q-wishes"] == text
    if got.status_code == 422:
        assert "What does Kit say?" in summary(got)
        assert form_on(got.text, page)["q-wishes"] == text
    else:
        assert got.status_code == 303


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("field", ["what", "now", "measure", "if_not"])
def test_a_text_of_a_plan_is_kept_or_refused_by_name(desk: Desk, field: str, text: str) -> None:
    if field != "what" and text not in {TEXTS["nothing"], TEXTS["script"]}:
        return  # the other boxes are read by the same lines
    page = f"{desk.record}/plan/outcomes/new?child={desk.kit}"
    got = desk.send(page, **{field: text})
    kept = [getattr(outcome, field) for outcome in desk.plan().outcomes]
    if text in {TEXTS[name] for name in REFUSED_IN_PLANS}:
        assert (got.status_code, kept) == (422, [])
        assert f"#{field}" in Page(got.text).errors
        assert form_on(got.text, page)[field] == text
    else:
        assert (got.status_code, kept) == (303, [text])


@pytest.mark.parametrize("name", TEXTS)
def test_a_name_is_kept_or_refused_by_name(desk: Desk, name: str) -> None:
    text, page = TEXTS[name], f"{desk.record}/people/child/{desk.kit}"
    got = desk.send(page, name=text)
    if name in REFUSED_AS_NAMES:
        assert got.status_code == 422
        assert "Child's name: use letters that can be printed, at most 200." in summary(got)
        assert form_on(got.text, page)["name"] == text
        assert desk.stored().people.children[0].name == "Kit"
    else:
        assert got.status_code == 303
        assert desk.stored().people.children[0].name == text
        assert text in Page(desk.priya.get(f"{desk.record}/people").text).words


@pytest.mark.parametrize("name", ["\u200e \u200e", "\u200d", "\u3164", "\u2800 \u2800"])
def test_a_name_that_nobody_can_see_is_refused(desk: Desk, name: str) -> None:
    got = desk.send(f"{desk.record}/people/child/{desk.kit}", name=name)
    assert got.status_code == 422
    assert "Child's name: " in summary(got)


@pytest.mark.parametrize("name", TEXTS)
def test_a_manager_s_reason_is_kept_or_refused_by_name(desk: Desk, name: str) -> None:
    desk.office.answer_everything(desk.reference, desk.kit)
    desk.office.submit(desk.reference)
    text, page = TEXTS[name], f"/review/{desk.reference}"
    got = desk.mo.send(page, {"decision": "return", "reason": text})
    if name in REFUSED_IN_DECISIONS:
        assert got.status_code == 422
        assert "Reason: keep it to 5,000 characters that can be printed." in summary(got)
        assert form_on(got.text, page)["reason"] == text
    else:
        assert got.status_code == 303
        assert text in Page(desk.mo.get(page).text).words


@pytest.mark.parametrize("boxes", SIZED.values(), ids=SIZED)
def test_a_day_that_is_none_is_kept_and_told_with_its_question(
    desk: Desk, boxes: tuple[str, str, str]
) -> None:
    page = f"{desk.record}/sleep/{desk.kit}"
    typed = {
        f"q-seen_on-{box}": text for box, text in zip(("day", "month", "year"), boxes, strict=True)
    }
    got = desk.send(page, **typed)
    assert got.status_code == 422
    assert "When did you see the place?" in summary(got)
    assert {name: form_on(got.text, page)[name] for name in typed} == typed
    assert {name: form_on(desk.priya.get(page).text, page)[name] for name in typed} == typed


@pytest.mark.parametrize("boxes", SIZED.values(), ids=SIZED)
def test_a_birthday_that_is_none_is_refused_and_shown_back(
    desk: Desk, boxes: tuple[str, str, str]
) -> None:
    page = f"{desk.record}/people/child"
    typed = {
        f"date_of_birth-{box}": text
        for box, text in zip(("day", "month", "year"), boxes, strict=True)
    }
    got = desk.send(page, name="Rosa", **typed)
    assert got.status_code == 422
    assert "Date of birth: " in summary(got)
    assert {name: form_on(got.text, page)[name] for name in typed} == typed


@pytest.fixture(scope="module")
def crowded(everybody: Desk) -> Desk:
    """Give a record in which every text that can be kept stands in every place that takes it."""
    reference = everybody.office.start(TEXTS["script"])
    kit = everybody.office.child(reference, TEXTS["script"])
    desk = replace(everybody, reference=reference, kit=kit)
    fill(desk)
    return desk


def fill(desk: Desk) -> None:
    """Put texts into every place; those that are refused as names stand in the plan."""
    everything = "\n".join(TEXTS[name] for name in TEXTS if name not in REFUSED_IN_DECISIONS)
    desk.office.child(desk.reference, TEXTS["template"])
    desk.office.adult(desk.reference, TEXTS["placeholder"], **{desk.kit: "father"})
    desk.office.answer(desk.reference, "start", "family", danger="no")
    for child in desk.stored().people.children:
        desk.office.answer(desk.reference, "sleep", child.id, last_night="sofa")
        desk.office.answer(desk.reference, "voice", child.id, wishes=everything + TEXTS["nothing"])
    plain = {"what": everything, "now": TEXTS["script"], "measure": TEXTS["one word"]}
    worry = f"{desk.kit}/sleep.sofa_with_adult"
    outcome = desk.office.outcome(desk.reference, desk.kit, worry, **plain)
    new = f"{desk.record}/plan/outcomes/{outcome}/actions/new"
    assert desk.send(new, what=everything, who_other=TEXTS["backwards"]).status_code == 303


PAGES = (
    "",
    "/details",
    "/people",
    "/people/child/{kit}",
    "/people/{kit}/remove",
    "/people/adult",
    "/start",
    "/voice/{kit}",
    "/sleep/{kit}",
    "/check",
    "/plan",
    "/plan/outcomes/{outcome}",
    "/plan/outcomes/{outcome}/remove",
    "/plan/outcomes/{outcome}/actions/{action}",
    "/history",
)


@pytest.mark.parametrize("page", [*PAGES, "home", "new", "review"])
def test_on_every_page_such_words_are_words(crowded: Desk, page: str) -> None:
    (outcome,) = crowded.plan().outcomes
    ids = {"kit": crowded.kit, "outcome": outcome.id, "action": outcome.actions[0].id}
    elsewhere = {"home": "/", "new": "/assessments/new", "review": f"/review/{crowded.reference}"}
    path = elsewhere.get(page) or crowded.record + page.format_map(ids)
    got = (crowded.mo if page == "review" else crowded.priya).get(path)
    assert got.status_code == 200
    shown = Page(got.text)
    assert shown.live() == []
    assert str(1234 * 4321) not in got.text
    assert "<script>" in unescape(got.text)


@pytest.mark.parametrize("paper", ["assessment", "plan"])
def test_both_papers_print_every_word_of_it(crowded: Desk, paper: str) -> None:
    got = crowded.priya.get(f"{crowded.record}/{paper}.pdf")
    assert got.status_code == 200
    pages = pypdf.PdfReader(io.BytesIO(got.data)).pages
    printed = re.sub(r"[\s\u200b]+", "", "".join(page.extract_text() for page in pages))
    plain = ("script", "end of a box", "template", "statement", "address", "formula", "Polish")
    lost = [name for name in plain if TEXTS[name].replace(" ", "") not in printed]
    assert lost == []
    # An answer with a character that can't be used is shown to workers, and not to the family.
    assert ("before␀after" in printed) == (paper == "assessment")
    assert "bell␇escape␛[31mend" in printed
    assert "safe[U+202E]gnihtonafter" in printed
    assert printed.count("sofa") >= 4_990  # the foot of a page may part one
    assert [letter for letter in TEXTS["Urdu"] if letter != " " and letter not in printed] == []
    assert str(1234 * 4321) not in printed
