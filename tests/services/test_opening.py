import pytest

from riskform.engine.case import Adult, Child, Tie
from riskform.errors import NotAllowed, NotFound
from riskform.records.people import People
from riskform.services import people, reviewing
from riskform.services.opening import (
    OpenAssessment,
    form_of,
    open_assessment,
    people_from_json,
    people_to_json,
)
from tests.services.office import NOW, TODAY, Office, short_library


def opened(office: Office, reference: str) -> OpenAssessment:
    with office.database.session(write=False) as session:
        return open_assessment(session, office.priya, reference)


def test_a_record_that_does_not_exist_is_no_more_found_than_one_of_another_team(
    office: Office,
) -> None:
    reference = office.start()
    with office.database.session(write=False) as session:
        for actor, where in ((office.priya, "000000"), (office.sam, reference)):
            with pytest.raises(NotFound):
                open_assessment(session, actor, where)


def test_its_form_is_the_version_that_it_was_started_with(office: Office) -> None:
    reference = office.start()
    found = opened(office, reference)
    assert found.form.hash == short_library().forms["short"].hash == found.stored.form_hash
    with office.database.session(write=False) as session:
        assert form_of(session, found.form.hash) is found.form


def test_blanks_of_a_page_that_nobody_saved_are_not_shown(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    blank = f"{kit}/sleep.last_night.if_blank"
    assert blank not in {finding.at for finding in opened(office, reference).shown_findings}
    office.answer(reference, "sleep", kit)
    assert blank in {finding.at for finding in opened(office, reference).shown_findings}


def test_a_finding_comes_with_its_reason_and_its_last_day(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="sofa")
    with office.database.session(write=False) as session:
        found = open_assessment(session, office.priya, reference)
        (urgent,) = [f for f in found.evaluation.findings if f.kind == "urgent"]
        dated = found.dated(urgent, TODAY)
    assert dated.due == TODAY
    assert [(reason.question, reason.answer) for reason in dated.reasons] == [
        ("Where did Kit sleep last night?", "Sofa with an adult")
    ]


def test_what_is_submitted_keeps_the_people_of_that_day(office: Office) -> None:
    reference = office.submitted()
    other = office.start_again(reference)
    with office.writing() as session:
        people.add_child(
            session,
            office.priya,
            other,
            {"name": "Rosa", "date_of_birth": "2021-05-04"},
            TODAY,
            NOW,
        )
    assert [child.name for child in opened(office, reference).people.children] == ["Kit"]
    assert [child.name for child in opened(office, other).people.children] == ["Kit", "Rosa"]


def test_people_come_back_from_a_snapshot_as_they_were() -> None:
    family = People(
        (Child("kit", "Kit", date_of_birth=TODAY), Child("baby", "Baby", age_months=3)),
        (Adult("dean", "Dean", {"kit": Tie("father", "sometimes"), "baby": Tie()}),),
        (),
    )
    assert people_from_json(people_to_json(family)) == family


def test_a_page_for_editing_can_be_opened_in_a_session_that_only_reads(office: Office) -> None:
    reference = office.start()
    with office.database.session(write=False) as session:
        open_assessment(session, office.priya, reference, "assessment.edit")


def test_to_edit_what_is_agreed_is_refused_and_to_see_it_is_not(office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session:
        reviewing.agree(session, office.mo, reference, "", NOW)
        with pytest.raises(NotAllowed):
            open_assessment(session, office.priya, reference, "assessment.edit")
        assert open_assessment(session, office.priya, reference).stored.status == "agreed"
