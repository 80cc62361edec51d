"""Who is asked what an agency adds: whoever of it starts an assessment, and nobody else."""

from dataclasses import replace

import pytest

from riskform.definitions.library import Library, load
from riskform.records import Session
from riskform.services import assessing, publishing
from riskform.services.actors import Actor
from riskform.services.opening import open_assessment
from tests.services.office import NOW, SHORT_FORM, TODAY, Office

NURSES = """\
agency: nurses
title: School nurses
sections:
  sleep:
    hints: {last_night: Ask at school too.}
    questions: [{id: red_book, label: Red book?, type: yes_no, after: last_night}]
"""


def library(overlay: str = NURSES, form: str = SHORT_FORM["short/form.yaml"]) -> Library:
    return load({**SHORT_FORM, "short/form.yaml": form, "agencies/nurses.yaml": overlay})


@pytest.fixture
def nurse(office: Office) -> Actor:
    """Give somebody whose account has the agency's name, in other letters."""
    with office.writing() as session:
        publishing.publish_library(session, library(), NOW)
    return replace(office.priya, agency="school  Nurses")


def started(session: Session, actor: Actor) -> str:
    return assessing.start(
        session,
        actor,
        form_id="short",
        family_reference="",
        new_family_name="Family A",
        level="3",
        visit_on="2026-03-02",
        today=TODAY,
        now=NOW,
    ).reference


def questions_of(office: Office, actor: Actor) -> list[str]:
    with office.writing() as session:
        reference = started(session, actor)
        form = open_assessment(session, actor, reference).form
    return [ref for ref in form.questions if ref.startswith("sleep.")]


def test_whoever_is_of_the_agency_is_asked_what_it_adds(office: Office, nurse: Actor) -> None:
    asked = ["sleep.last_night", "sleep.red_book", "sleep.seen_on"]
    assert questions_of(office, nurse) == asked


def test_everybody_else_is_asked_the_form_itself(office: Office, nurse: Actor) -> None:
    assert nurse.team == office.mo.team
    assert questions_of(office, office.mo) == ["sleep.last_night", "sleep.seen_on"]


def test_whoever_goes_on_with_it_sees_what_was_begun(office: Office, nurse: Actor) -> None:
    with office.writing() as session:
        reference = started(session, nurse)
        form = open_assessment(session, office.mo, reference).form
    assert form.agency == "nurses"


def test_a_form_is_offered_once_and_says_for_whom_it_is(office: Office, nurse: Actor) -> None:
    with office.writing() as session:
        (mine,) = assessing.choices(session, nurse).forms
        (other,) = assessing.choices(session, office.mo).forms
    assert (mine.form_id, mine.title) == ("short", "Short assessment (School nurses)")
    assert (other.form_id, other.title) == ("short", "Short assessment")


def test_what_was_added_to_an_older_version_is_not_offered_with_a_new_one(
    office: Office, nurse: Actor
) -> None:
    changed = SHORT_FORM["short/form.yaml"].replace("version: 1", "version: 2")
    alone = load({**SHORT_FORM, "short/form.yaml": changed})
    with office.writing() as session:
        publishing.publish_library(session, alone, NOW.replace(year=NOW.year + 1))
        (form,) = assessing.choices(session, nurse).forms
    assert (form.version, form.title) == (2, "Short assessment")


def test_a_form_and_what_is_added_to_it_are_published_apart(office: Office) -> None:
    with office.writing() as session:
        assert publishing.publish_library(session, library(), NOW).published == (
            "short",
            "short@nurses",
        )
        assert publishing.publish_library(session, library(), NOW).published == ()


def test_a_changed_hint_is_another_version_of_the_agencys_form_alone(
    office: Office, nurse: Actor
) -> None:
    changed = library(NURSES.replace("Ask at school too.", "Ask the teacher."))
    with office.writing() as session:
        published = publishing.publish_library(session, changed, NOW).published
    assert (nurse.agency, published) == ("school  Nurses", ("short@nurses",))
