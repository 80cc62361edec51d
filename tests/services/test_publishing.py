from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from riskform.definitions.library import load
from riskform.errors import NotFound, NotPublishable
from riskform.records import audit, form_versions
from riskform.services import publishing
from riskform.services.actors import Actor
from tests.services.office import (
    NOW,
    SHORT_FORM,
    Office,
    account,
    short_files,
    short_library,
)

SECOND = SHORT_FORM["short/form.yaml"].replace("version: 1", "version: 2")

FAILS = """
scenario: Nobody says
given: {on: 2026-03-02, level: 3}
expect: {not_missing: [family/start.danger]}
"""


@pytest.fixture
def author(office: Office) -> Actor:
    with office.writing() as session:
        return account(session, "Ada Author", "author", "North")


def test_what_is_published_already_is_not_published_again(office: Office) -> None:
    with office.writing() as session:
        assert publishing.publish_library(session, short_library(), NOW).published == ()


def test_a_changed_form_is_a_version_of_its_own_and_the_old_one_stays(
    office: Office, author: Actor
) -> None:
    with office.writing() as session:
        assert publishing.publish_library(session, short_library(SECOND), NOW).published == (
            "short",
        )
        found = publishing.published_forms(session, author).versions
        event = audit.listed(session, object_kind="form")[0]
    assert [(one.version, one.title) for one in found] == [
        (2, "Short assessment"),
        (1, "Short assessment"),
    ]
    assert event.object_reference == found[0].hash


def test_files_set_back_to_an_older_text_put_the_older_version_in_use_again(
    office: Office, author: Actor
) -> None:
    first, second = short_library(), short_library(SECOND)
    monday, tuesday = NOW + timedelta(days=7), NOW + timedelta(days=8)
    with office.writing() as session:
        publishing.publish_library(session, second, monday)
        assert publishing.published_forms(session, author).in_use == {
            second.forms["short"].hash: monday
        }
        assert publishing.publish_library(session, first, tuesday).published == ()
        found = publishing.published_forms(session, author)
        event = audit.listed(session, object_kind="form")[0]
    assert found.in_use == {first.forms["short"].hash: tuesday}
    assert len(found.versions) == 2
    assert (event.action, event.object_reference) == ("form put in use", first.forms["short"].hash)


def test_a_restart_without_a_change_leaves_since_when_a_version_is_in_use(
    office: Office, author: Actor
) -> None:
    with office.writing() as session:
        publishing.publish_library(session, short_library(), NOW + timedelta(days=1))
        assert set(publishing.published_forms(session, author).in_use.values()) == {NOW}
        events = audit.listed(session, object_kind="form")
    assert [event.action for event in events] == ["form put in use", "form published"]


def test_a_form_with_a_problem_is_not_published(office: Office) -> None:
    files = {**SHORT_FORM, "sections/start.yaml": "section: start\ntitle: Start\nask: nobody\n"}
    with office.writing() as session:
        started = publishing.publish_library(session, load(files), NOW)
        assert started.published == ()
    assert [(new.form_id, new.trouble) for new in started.refused] == [
        ("short", "This form has 2 problems. Put right what riskform check names.")
    ]


def test_a_form_whose_scenario_fails_is_refused_and_the_version_in_use_stays(
    office: Office,
) -> None:
    with office.writing() as session:
        before = form_versions.in_use(session)
        library = load(short_files(form=SECOND, scenario=FAILS))
        started = publishing.publish_library(session, library, NOW)
        assert form_versions.in_use(session) == before
    (new,) = started.refused
    (said,) = new.told
    assert said.startswith("short/scenarios/one.yaml: family/start.danger is missing, and it was")


def test_a_form_that_was_never_in_use_and_fails_stops_the_start(office: Office) -> None:
    files = short_files(scenario=FAILS)
    files["other/form.yaml"] = SECOND.replace("form: short", "form: other")
    with office.writing() as session:
        session.execute(text("DELETE FROM form_in_use"))
        with pytest.raises(NotPublishable) as refused:
            publishing.begin(session, load(files | {"short/form.yaml": SECOND}), NOW)
        assert form_versions.in_use(session) == {}
    assert str(refused.value).splitlines()[-1] == (
        "short can't be used. 1 scenario of this form failed: one.yaml."
        " Put the form or what they expect right; riskform check and riskform test say why."
    )


def test_what_was_published_before_passed_its_scenarios_and_runs_none(office: Office) -> None:
    with office.writing() as session:
        started = publishing.publish_library(session, load(short_files(scenario=FAILS)), NOW)
    assert started.refused == ()


def test_a_section_with_a_mistake_that_no_form_uses_stops_the_first_start_only(
    office: Office,
) -> None:
    library = load({**short_files(), "sections/spare.yaml": "section: spare\ntitle: S\n"})
    with office.writing() as session:
        assert publishing.publish_library(session, library, NOW).refused == ()
        session.execute(text("DELETE FROM form_in_use"))
        with pytest.raises(NotPublishable, match=r"sections/spare\.yaml:1:1: missing"):
            publishing.begin(session, library, NOW)


def test_a_later_start_tells_what_does_not_check_and_goes_on(office: Office) -> None:
    files = short_files(start="section: start\ntitle: Start\nask: nobody\n")
    with office.writing() as session:
        started = publishing.begin(session, load(files), NOW)
    assert [new.form_id for new in started.refused] == ["short"]


def test_its_files_and_its_questions_are_as_they_were_published(
    office: Office, author: Actor
) -> None:
    with office.writing() as session:
        (one,) = publishing.published_forms(session, author).versions
        files = publishing.published_files(session, author, one.hash)
        form = publishing.published_form(session, author, one.hash)
    kept = {file.path: file.text for file in files}
    assert kept["sections/sleep.yaml"] == SHORT_FORM["sections/sleep.yaml"]
    assert form.hash == one.hash
    assert "sleep.last_night" in form.questions


def test_practitioners_know_of_no_such_page(office: Office) -> None:
    with office.writing() as session:
        with pytest.raises(NotFound):
            publishing.published_forms(session, office.priya)
        for look in (publishing.published_files, publishing.published_form):
            with pytest.raises(NotFound):
                look(session, office.priya, "0" * 64)


def test_a_version_that_was_never_published_is_not_found(office: Office, author: Actor) -> None:
    with office.writing() as session:
        for look in (publishing.published_files, publishing.published_form):
            with pytest.raises(NotFound):
                look(session, replace(author, role="administrator"), "0" * 64)
