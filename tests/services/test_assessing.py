import pytest

from riskform.errors import InvalidInput, NotAllowed, NotFound
from riskform.records import Session, audit
from riskform.services import assessing, publishing
from riskform.services.actors import Actor
from riskform.services.opening import open_assessment
from tests.services.office import NOW, SHORT_FORM, TODAY, Office, account, short_library

GOOD = {
    "form_id": "short",
    "family_reference": "",
    "new_family_name": "Family A",
    "level": "3",
    "visit_on": "2026-03-02",
}


def start(session: Session, actor: Actor, **changed: str) -> str:
    typed = GOOD | changed
    return assessing.start(session, actor, **typed, today=TODAY, now=NOW).reference


def refused(office: Office, **changed: str) -> dict[str, str]:
    with office.writing() as session, pytest.raises(InvalidInput) as caught:
        start(session, office.priya, **changed)
    return caught.value.messages


def test_a_draft_is_started_for_a_new_family(office: Office) -> None:
    with office.writing() as session:
        reference = start(session, office.priya, level="4", visit_on="28/2/2026")
        stored = open_assessment(session, office.priya, reference).stored
    assert (stored.status, stored.level, stored.visit_on.isoformat()) == ("draft", 4, "2026-02-28")
    assert (stored.family_name, stored.author_name) == ("Family A", "Priya Nair")


def test_starting_is_written_into_the_audit_trail_once(office: Office) -> None:
    reference = office.start()
    with office.writing() as session:
        events = audit.listed(session, object_reference=reference)
    assert [event.action for event in events] == ["assessment started"]


def test_a_second_assessment_of_a_family_does_not_make_the_family_twice(office: Office) -> None:
    with office.writing() as session:
        start(session, office.priya)
        (family,) = assessing.choices(session, office.priya).families
        start(session, office.priya, family_reference=family.reference, new_family_name="")
        assert assessing.choices(session, office.priya).families == (family,)


@pytest.mark.parametrize(
    "name", ["بچہ خان", "می\u200cنا", "Żółć-Wójcik", "👩\u200d👧 Rao", "<b>A</b>", "{{7*7}}"]
)
def test_a_name_in_any_script_is_kept_as_it_was_typed(office: Office, name: str) -> None:
    with office.writing() as session:
        reference = start(session, office.priya, new_family_name=name)
        assert open_assessment(session, office.priya, reference).stored.family_name == name


@pytest.mark.parametrize("name", ["A\x00", "A\x07", "A\nB", "x" * 201, "\u200d"])
def test_a_name_that_cannot_be_printed_is_refused_at_its_field(office: Office, name: str) -> None:
    assert list(refused(office, new_family_name=name)) == ["new_family"]


def test_a_name_of_two_hundred_characters_is_kept(office: Office) -> None:
    with office.writing() as session:
        assert start(session, office.priya, new_family_name="x" * 200)


def test_every_field_that_is_wrong_gets_its_own_message(office: Office) -> None:
    wrong = refused(office, form_id="none", new_family_name=" ", level="9", visit_on="31/2/2026")
    assert list(wrong) == ["form", "family", "level", "visit_on"]
    assert wrong["visit_on"] == (
        "Day of the last visit: 31/2/2026 is not a real date. Write a day, a month and a year."
    )


@pytest.mark.parametrize("day", ["", "3/3/2026", "//", "2026-13-01", "soon"])
def test_the_day_of_the_visit_is_a_real_day_up_to_today(office: Office, day: str) -> None:
    assert list(refused(office, visit_on=day)) == ["visit_on"]


def test_a_visit_in_a_year_that_must_be_a_slip_is_not_taken(office: Office) -> None:
    wrong = refused(office, visit_on="1/1/1200")
    assert wrong["visit_on"] == ("Day of the last visit: that is over 5 years ago. Check the year.")


def test_a_year_of_two_digits_is_asked_for_in_full(office: Office) -> None:
    wrong = refused(office, visit_on="2/3/26")
    assert wrong["visit_on"] == "Day of the last visit: write the year with four digits, like 2026."


def test_the_family_of_another_team_can_not_be_chosen(office: Office) -> None:
    office.start()
    with office.writing() as session:
        (family,) = assessing.choices(session, office.priya).families
        assert assessing.choices(session, office.sam).families == ()
        with pytest.raises(InvalidInput) as caught:
            start(session, office.sam, family_reference=family.reference, new_family_name="")
    assert list(caught.value.messages) == ["family"]


def test_only_the_version_in_use_of_a_form_is_offered(office: Office) -> None:
    newer = SHORT_FORM["short/form.yaml"].replace("version: 1", "version: 2")
    with office.writing() as session:
        publishing.publish_library(session, short_library(newer), NOW.replace(hour=12))
        assert [form.version for form in assessing.choices(session, office.mo).forms] == [2]


def test_a_form_set_back_to_an_older_text_is_what_new_assessments_use(office: Office) -> None:
    newer = SHORT_FORM["short/form.yaml"].replace("version: 1", "version: 2")
    with office.writing() as session:
        publishing.publish_library(session, short_library(newer), NOW.replace(hour=12))
        on_the_newer = start(session, office.priya)
        publishing.publish_library(session, short_library(), NOW.replace(hour=14))
        set_back = start(session, office.priya, new_family_name="Family B")
        assert [form.version for form in assessing.choices(session, office.mo).forms] == [1]
        used = [open_assessment(session, office.priya, r) for r in (on_the_newer, set_back)]
    assert [one.form.version for one in used] == [2, 1]


@pytest.mark.parametrize("role", ["author", "administrator"])
def test_whoever_has_no_families_can_not_start(office: Office, role: str) -> None:
    with office.writing() as session, pytest.raises(NotFound):
        start(session, account(session, "Ann Other", role, "North"))


def test_level_and_day_can_be_changed_while_it_is_a_draft(office: Office) -> None:
    reference = office.start()
    with office.writing() as session:
        assessing.change_details(
            session, office.priya, reference, level="5", visit_on="2026-03-01", today=TODAY, now=NOW
        )
        stored = open_assessment(session, office.priya, reference).stored
    assert (stored.level, stored.visit_on.isoformat()) == (5, "2026-03-01")


def test_details_that_are_wrong_change_nothing(office: Office) -> None:
    reference = office.start()
    with office.writing() as session:
        with pytest.raises(InvalidInput) as caught:
            assessing.change_details(
                session, office.priya, reference, level="1", visit_on="x", today=TODAY, now=NOW
            )
        stored = open_assessment(session, office.priya, reference).stored
    assert list(caught.value.messages) == ["level", "visit_on"]
    assert (stored.level, stored.visit_on, stored.revision) == (3, TODAY, 0)


def test_details_of_what_was_submitted_can_not_be_changed(office: Office) -> None:
    reference = office.submitted()
    with office.writing() as session, pytest.raises(NotAllowed):
        assessing.change_details(
            session, office.priya, reference, level="2", visit_on="2026-03-01", today=TODAY, now=NOW
        )


def test_another_team_finds_no_details_to_change(office: Office) -> None:
    reference = office.start()
    with office.writing() as session, pytest.raises(NotFound):
        assessing.change_details(
            session, office.sam, reference, level="2", visit_on="2026-03-01", today=TODAY, now=NOW
        )
