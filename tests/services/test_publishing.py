from dataclasses import replace
from datetime import timedelta

import pytest

from riskform.definitions.library import load
from riskform.errors import NotFound
from riskform.records import audit
from riskform.services import publishing
from riskform.services.actors import Actor
from tests.services.office import NOW, SHORT_FORM, Office, account, short_library

SECOND = SHORT_FORM["short/form.yaml"].replace("version: 1", "version: 2")


@pytest.fixture
def author(office: Office) -> Actor:
    with office.writing() as session:
        return account(session, "Ada Author", "author", "North")


def test_what_is_published_already_is_not_published_again(office: Office) -> None:
    with office.writing() as session:
        assert publishing.publish_library(session, short_library(), NOW) == ()


def test_a_changed_form_is_a_version_of_its_own_and_the_old_one_stays(
    office: Office, author: Actor
) -> None:
    with office.writing() as session:
        assert publishing.publish_library(session, short_library(SECOND), NOW) == ("short",)
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
        assert publishing.publish_library(session, first, tuesday) == ()
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
        assert publishing.publish_library(session, load(files), NOW) == ()


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
