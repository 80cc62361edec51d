import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from riskform.definitions.library import load
from riskform.services import publishing
from riskform.services.actors import Actor
from riskform.web.settings import Settings
from tests.services.office import NOW, SHORT_FORM, Office, short_files
from tests.web.applications import application
from tests.web.browsing import Browser, another_browser
from tests.web.desk import plain

VOICE, SLEEP = SHORT_FORM["sections/voice.yaml"], SHORT_FORM["sections/sleep.yaml"]
REWORDED = VOICE.replace("What does", "What did")
NOTE = "Parents did not follow"
Served = Callable[..., Flask]


@pytest.fixture
def serve(settings: Settings, tmp_path: Path) -> Iterator[Served]:
    """Give what serves the office with the short form, changed, in its folder."""
    apps = []

    def served(**changed: str) -> Flask:
        folder = tmp_path / "definitions"
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in short_files(**changed).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        app = application(replace(settings, definitions=folder))
        apps.append(app)
        return app

    yield served
    for app in apps:
        app.extensions["riskform"].database.dispose()


def signed_in(app: Flask, person: Actor) -> Browser:
    return another_browser(app).sign_in(person)


def test_a_change_is_proposed_by_one_and_put_in_use_by_another(
    serve: Served, people: dict[str, Actor]
) -> None:
    app = serve(voice=REWORDED)
    ada, amir = signed_in(app, people["ada"]), signed_in(app, people["amir"])
    assert "/forms/change/short" in ada.get("/forms").text
    page = plain(ada.get("/forms/change/short").text)
    assert "Other words: What did the child say?" in page
    assert "Before What does {child} say? After What did {child} say?" in page
    sent = ada.send("/forms/change/short", {"note": NOTE})
    assert sent.status_code == 303
    own = plain(ada.get(sent.location).text)
    assert "You proposed this, so another form author or an administrator has to decide." in own
    assert NOTE in plain(amir.get(sent.location).text)
    assert amir.send(sent.location, {"decision": "agree"}).status_code == 303
    assert "Agreed and put in use by Amir Admin" in plain(amir.get(sent.location).text)
    listed = plain(ada.get("/forms").text)
    assert "differs from the version in use" not in listed
    assert "Agreed by Amir Admin" in listed


def test_an_author_is_told_that_two_versions_would_have_the_same_number(
    serve: Served, people: dict[str, Actor]
) -> None:
    said = "It is called version 1, as the version in use is."
    ada = signed_in(serve(voice=REWORDED), people["ada"])
    assert said in plain(ada.get("/forms/change/short").text)
    second = SHORT_FORM["short/form.yaml"].replace("version: 1", "version: 2")
    ada = signed_in(serve(voice=REWORDED, form=second), people["ada"])
    assert said not in plain(ada.get("/forms/change/short").text)


def test_problems_stand_at_their_place_and_nothing_can_be_proposed(
    serve: Served, people: dict[str, Actor]
) -> None:
    ada = signed_in(serve(sleep=SLEEP.replace("is sofa", "is soffa")), people["ada"])
    text = ada.get("/forms/change/short").text
    assert "sections/sleep.yaml, line 17" in text
    assert "when: last_night is soffa" in text
    assert "Propose this change" not in text
    sent = ada.send("/forms/change/short", {"note": NOTE})
    assert sent.status_code == 422
    assert "This form has 1 problem." in plain(sent.text)


def test_a_scenario_that_fails_is_shown_with_its_reason(
    serve: Served, people: dict[str, Actor]
) -> None:
    scenario = (
        "scenario: All done\ngiven: {on: 2026-03-02, level: 3}\n"
        "expect: {not_missing: [family/start.danger]}\n"
    )
    ada = signed_in(serve(voice=REWORDED, scenario=scenario), people["ada"])
    page = plain(ada.get("/forms/change/short").text)
    assert "1 scenario fails" in page
    assert "family/start.danger is missing, and it was not expected" in page


def test_a_proposal_needs_a_note_and_a_no_its_reason(
    serve: Served, people: dict[str, Actor]
) -> None:
    app = serve(voice=REWORDED)
    ada, amir = signed_in(app, people["ada"]), signed_in(app, people["amir"])
    blank = ada.send("/forms/change/short", {"note": " "})
    assert (blank.status_code, "What this change is for" in blank.text) == (422, True)
    where = ada.send("/forms/change/short", {"note": NOTE}).location
    for sent, said in (
        ({}, "choose to put it in use, or to decline it"),
        ({"decision": "decline"}, "Why you decline it"),
    ):
        answer = amir.send(where, sent)
        assert (answer.status_code, said in plain(answer.text)) == (422, True)
    amir.send(where, {"decision": "decline", "reason": "Ask a child first"})
    assert "Ask a child first" in plain(ada.get(where).text)


def test_who_proposed_it_can_take_it_back(serve: Served, people: dict[str, Actor]) -> None:
    ada = signed_in(serve(voice=REWORDED), people["ada"])
    where = ada.send("/forms/change/short", {"note": NOTE}).location
    assert ada.send(where, {"decision": "withdraw"}).status_code == 303
    assert "Taken back by Ada Author" in plain(ada.get(where).text)
    assert ada.send(where, {"decision": "withdraw"}).status_code == 409


@pytest.mark.parametrize(
    "where", ["/forms/change/nothing", "/forms/proposals/99", "/forms/proposals/x"]
)
def test_what_is_not_there_is_not_found(
    serve: Served, people: dict[str, Actor], where: str
) -> None:
    assert signed_in(serve(), people["ada"]).get(where).status_code == 404


def newer(office: Office, version: int = 2) -> None:
    with office.writing() as session:
        second = SHORT_FORM["short/form.yaml"].replace("version: 1", f"version: {version}")
        library = load(short_files(form=second, voice=REWORDED))
        publishing.publish_library(session, library, NOW.replace(hour=14))


def test_the_author_of_a_draft_sees_the_newer_version_and_moves(
    office: Office, priya: Browser, mo: Browser
) -> None:
    draft = office.start()
    office.child(draft)
    said = "A newer version of this form is in use."
    assert said not in priya.get(f"/assessments/{draft}").text
    newer(office)
    assert said in priya.get(f"/assessments/{draft}").text
    assert said not in mo.get(f"/assessments/{draft}").text
    page = priya.get(f"/assessments/{draft}/newer-form")
    assert "Before What does the child say? After What did the child say?" in plain(page.text)
    fields = dict(re.findall(r'name="(to|seen_revision)" value="([^"]*)"', page.text))
    sent = priya.send(f"/assessments/{draft}/newer-form", fields)
    assert sent.status_code == 303
    after = plain(priya.get(sent.location).text)
    assert "This assessment is on version 2 of the form now." in after
    assert priya.get(f"/assessments/{draft}/newer-form").status_code == 404


def test_two_versions_of_the_same_number_are_told_apart_before_a_move(
    office: Office, priya: Browser
) -> None:
    draft = office.start()
    office.child(draft)
    newer(office, version=1)
    page = plain(priya.get(f"/assessments/{draft}/newer-form").text)
    assert "In use now is Short assessment, version 1 too, with what has changed since." in page
    assert "Stay on the version it was begun on" in page


def test_a_page_that_was_open_while_the_draft_moved_gives_back_what_was_typed(
    office: Office, priya: Browser
) -> None:
    draft = office.start()
    kit = office.child(draft)
    newer(office)
    opened = priya.get(f"/assessments/{draft}/voice/{kit}").text
    (revision,) = re.findall(r'name="seen_revision" value="(\d+)"', opened)
    page = priya.get(f"/assessments/{draft}/newer-form").text
    fields = dict(re.findall(r'name="(to|seen_revision)" value="([^"]*)"', page))
    priya.send(f"/assessments/{draft}/newer-form", fields)
    late = priya.send(
        f"/assessments/{draft}/voice/{kit}",
        {"on-page": "wishes", "q-wishes": "I want my bed", "seen_revision": revision},
    )
    assert late.status_code == 409
    assert "I want my bed" in late.text
    assert "opened before the assessment was moved" in plain(late.text)


def test_a_list_that_is_out_of_date_moves_nothing(office: Office, priya: Browser) -> None:
    draft = office.start()
    newer(office)
    sent = priya.send(f"/assessments/{draft}/newer-form", {"to": "0" * 64, "seen_revision": "x"})
    assert sent.status_code == 409
    assert "nothing was moved" in plain(sent.text)
