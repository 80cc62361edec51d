import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from riskform.paths import bundled
from riskform.services.actors import Actor
from riskform.services.publishing import publish_library
from riskform.web.settings import Settings
from tests.services.office import NOW, SHORT_FORM, Office, short_library
from tests.web.applications import application
from tests.web.browsing import Browser, another_browser


@pytest.fixture
def ada(app: Flask, people: dict[str, Actor]) -> Browser:
    """Give the browser of Ada, a form author."""
    return another_browser(app).sign_in(people["ada"])


def folder_with(tmp_path: Path, **changed: str) -> Path:
    """Return a folder with the short form; `changed` replaces files by the name of the section."""
    for name, text in {
        **SHORT_FORM,
        **{f"sections/{k}.yaml": v for k, v in changed.items()},
    }.items():
        path = tmp_path / "definitions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("levels.yaml", "smart_rules.yaml"):
        shutil.copy(bundled("form_definitions") / name, tmp_path / "definitions")
    return tmp_path / "definitions"


def page(settings: Settings, person: Actor, definitions: Path) -> str:
    app = application(replace(settings, definitions=definitions))
    sent = another_browser(app).sign_in(person).get("/forms")
    app.extensions["riskform"].database.dispose()
    assert sent.status_code == 200
    return sent.text


def test_published_versions_are_listed_with_their_hash(ada: Browser) -> None:
    text = ada.get("/forms").text
    made = short_library().forms["short"]
    assert "Short assessment, version 1" in text
    assert f"<code>{made.hash[:12]}</code>" in text
    assert f"/forms/{made.hash}" in text
    assert "riskform check" in text


@pytest.mark.parametrize("name", ["ada", "amir"])
def test_authors_and_administrators_begin_here_and_practitioners_find_nothing(
    app: Flask, people: dict[str, Actor], priya: Browser, name: str
) -> None:
    browser = another_browser(app).sign_in(people[name])
    assert browser.get("/").location == "/forms"
    assert browser.get("/forms").status_code == 200
    made = short_library().forms["short"]
    for where in ("/forms", f"/forms/{made.hash}"):
        assert priya.get(where).status_code == 404


def test_a_version_shows_its_questions_as_they_are_read_and_its_files_as_they_were_written(
    ada: Browser,
) -> None:
    text = ada.get(f"/forms/{short_library().forms['short'].hash}").text
    assert "Where did the child sleep last night?" in text
    assert "Own cot; Sofa with an adult; Not known" in text
    assert "Nobody wrote down where the child slept." in text
    assert "Asked for each child" in text
    assert "<summary" in text
    assert "sections/sleep.yaml" in text
    assert "{cot: Own cot, sofa: Sofa with an adult, not_known: Not known}" in text


def test_a_version_that_was_never_published_is_not_found(ada: Browser) -> None:
    for name in ("0" * 64, "nothing", "..%2Fform.yaml"):
        assert ada.get(f"/forms/{name}").status_code == 404


def test_a_folder_without_a_problem_says_so(
    settings: Settings, people: dict[str, Actor], tmp_path: Path
) -> None:
    text = page(settings, people["ada"], folder_with(tmp_path))
    assert "No problem was found in 1 form." in text
    assert "differs from the version in use" not in text


def test_problems_stand_with_file_line_text_and_remedy(
    settings: Settings, people: dict[str, Actor], tmp_path: Path
) -> None:
    wrong = SHORT_FORM["sections/sleep.yaml"].replace("is sofa", "is soffa")
    text = page(settings, people["ada"], folder_with(tmp_path, sleep=wrong))
    assert "1 problem keeps a form from being used" in text
    assert "sections/sleep.yaml, line 17" in text
    assert "Did you mean &#39;sofa&#39;?" in text
    assert "when: last_night is soffa" in text


def test_a_form_that_was_edited_waits_for_a_restart(
    settings: Settings, people: dict[str, Actor], tmp_path: Path
) -> None:
    edited = SHORT_FORM["sections/sleep.yaml"].replace("Own cot", "A cot of <b>one's</b> own")
    text = page(settings, people["ada"], folder_with(tmp_path, sleep=edited))
    assert "Short assessment, version 1, differs from the version in use." in text


def test_a_version_that_is_in_use_no_more_is_told_from_the_one_that_is(
    ada: Browser, office: Office
) -> None:
    newer = short_library(SHORT_FORM["short/form.yaml"].replace("version: 1", "version: 2"))
    with office.writing() as session:
        publish_library(session, newer, NOW.replace(hour=14))
    before = ada.get("/forms").text
    with office.writing() as session:
        publish_library(session, short_library(), NOW.replace(hour=16))
    after = ada.get("/forms").text
    assert use_of(before) == {"1": "Not in use", "2": "In use since 2 March 2026, 14:30"}
    assert use_of(after) == {"1": "In use since 2 March 2026, 16:30", "2": "Not in use"}


def use_of(page: str) -> dict[str, str]:
    """Return what the list says of each version of the short form."""
    rows = re.findall(r"Short assessment, version (\d)<.*?</tr>", page, re.DOTALL)
    uses = re.findall(r"In use since [^<]*|Not in use", page)
    return dict(zip(rows, (use.strip() for use in uses), strict=True))


def test_a_form_set_back_to_what_was_published_before_waits_for_a_restart_too(
    settings: Settings, people: dict[str, Actor], tmp_path: Path, office: Office
) -> None:
    newer = short_library(SHORT_FORM["short/form.yaml"].replace("version: 1", "version: 2"))
    with office.writing() as session:
        publish_library(session, newer, NOW.replace(hour=14))
    text = page(settings, people["ada"], folder_with(tmp_path))
    assert "Short assessment, version 1, differs from the version in use." in text


@pytest.mark.parametrize("text", ["section: [", "\x00", "!!python/object:os.system {}", "- " * 500])
def test_a_file_that_is_no_definition_is_told_and_never_run(
    settings: Settings, people: dict[str, Actor], tmp_path: Path, text: str
) -> None:
    assert "sections/care.yaml" in page(settings, people["ada"], folder_with(tmp_path, care=text))


def test_a_folder_that_is_not_there_is_said(
    settings: Settings, people: dict[str, Actor], tmp_path: Path
) -> None:
    assert "There is no folder" in page(settings, people["ada"], tmp_path / "nowhere")
