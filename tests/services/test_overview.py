from datetime import date

import pytest

from riskform.errors import NotFound
from riskform.services import overview, reviewing
from riskform.services.overview import Overview, Work
from tests.services.office import NOW, TODAY, Office, account


def task_list(office: Office, reference: str, today: date = TODAY) -> Overview:
    with office.database.session(write=False) as session:
        return overview.overview(session, office.priya, reference, today)


def work(office: Office) -> Work:
    with office.database.session(write=False) as session:
        return overview.my_work(session, office.priya)


def send_back(office: Office, reference: str) -> None:
    with office.writing() as session:
        reviewing.send_back(session, office.mo, reference, "Say who saw the cot.", NOW)


def test_work_stands_under_the_state_that_it_is_in(office: Office) -> None:
    draft, waiting = office.start("Family A"), office.submitted("Family B")
    returned, agreed = office.submitted("Family C"), office.submitted("Family D")
    send_back(office, returned)
    with office.writing() as session:
        reviewing.agree(session, office.mo, agreed, "", NOW)
    found = work(office)
    assert [item.assessment.reference for item in found.returned] == [returned]
    assert [item.assessment.reference for item in found.drafts] == [draft]
    assert [item.assessment.reference for item in found.submitted] == [waiting]
    assert [item.assessment.reference for item in found.agreed] == [agreed]


def test_a_list_shows_first_names_and_counts_what_was_found(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference, "Kit Marsh")
    office.child(reference, "Rosa Marsh", "2021-05-04")
    office.answer(reference, "sleep", kit, last_night="sofa")
    (item,) = work(office).drafts
    assert item.children == ("Kit", "Rosa")
    assert item.counts["urgent"] == 1


def test_another_team_sees_none_of_it(office: Office) -> None:
    reference = office.start()
    with office.database.session(write=False) as session:
        assert overview.my_work(session, office.sam) == Work((), (), (), ())
        with pytest.raises(NotFound):
            overview.overview(session, office.sam, reference, TODAY)


@pytest.mark.parametrize("role", ["author", "administrator"])
def test_whoever_has_no_families_has_no_work_list(office: Office, role: str) -> None:
    with office.writing() as session, pytest.raises(NotFound):
        overview.my_work(session, account(session, "Ann Other", role, "North"))


def test_pages_stand_under_the_family_then_each_child_then_each_adult(office: Office) -> None:
    reference = office.start()
    office.adult(reference, "Dean")
    office.child(reference, "Kit")
    office.child(reference, "Rosa", "2021-05-04")
    groups = task_list(office, reference).groups
    assert [(group.person.name, [page.section.id for page in group.pages]) for group in groups] == [
        ("Family A", ["start"]),
        ("Kit", ["voice", "sleep"]),
        ("Rosa", ["voice", "sleep"]),
        ("Dean", ["care"]),
    ]


def test_a_person_is_shown_with_age_or_with_what_they_are_to_each_child(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.adult(reference, "Dean", **{kit: "father"})
    people = task_list(office, reference).people
    assert [(person.kind, person.about) for person in people] == [
        ("family", "The whole family"),
        ("child", "11 weeks old"),
        ("adult", "Father of Kit, not said whether they live here"),
    ]


def test_a_page_is_not_started_then_in_progress_then_done(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)

    def state() -> str:
        (_family, child) = task_list(office, reference).groups
        return child.pages[1].state

    assert state() == "not started"
    office.answer(reference, "sleep", kit, last_night="cot", seen_on="31/2/2026")
    assert state() == "in progress"
    office.answer(reference, "sleep", kit, last_night="cot", seen_on="2026-03-02")
    assert state() == "done"


def test_what_is_urgent_is_due_on_the_day_it_was_first_saved(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="sofa")
    (urgent,) = task_list(office, reference, date(2026, 3, 9)).urgent
    assert urgent.finding.says == "Kit sleeps on a sofa with an adult."
    assert urgent.due == TODAY


def test_what_is_unclear_has_its_day_and_a_page_that_nobody_opened_is_not_unclear_yet(
    office: Office,
) -> None:
    reference = office.start()
    kit, _rosa = office.child(reference), office.child(reference, "Rosa", "2021-05-04")
    office.answer(reference, "sleep", kit, last_night="not_known")
    (unclear,) = task_list(office, reference).unclear
    assert (unclear.finding.says, unclear.due) == (
        "Nobody knows where Kit slept.",
        date(2026, 3, 3),
    )


def test_answering_takes_away_from_the_minutes_that_are_left(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    before = task_list(office, reference).minutes_left
    office.answer(reference, "voice", kit, wishes="He turns to Nan's voice.")
    assert task_list(office, reference).minutes_left < before


def test_what_the_plan_still_needs_counts_in_the_minutes_until_it_has_it(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit)
    office.answer(reference, "voice", kit, wishes="He turns to Nan's voice.")
    clear = task_list(office, reference).minutes_left
    office.answer(reference, "sleep", kit, last_night="sofa")
    assert task_list(office, reference).minutes_left == clear + overview.SECONDS_A_WORRY // 60
    office.outcome(reference, kit, f"{kit}/sleep.sofa_with_adult", what="Kit sleeps in a cot.")
    assert task_list(office, reference).minutes_left == clear


def test_what_is_unclear_stands_by_day_and_on_one_day_by_child(office: Office) -> None:
    reference = office.start()
    rosa, kit = office.child(reference, "Rosa", "2021-05-04"), office.child(reference)
    for child in (kit, rosa):
        office.answer(reference, "sleep", child, last_night="not_known")
    assert [one.finding.person for one in task_list(office, reference).unclear] == [rosa, kit]


def test_the_managers_reason_is_shown_while_it_is_returned_and_not_after(office: Office) -> None:
    reference = office.submitted()
    assert task_list(office, reference).last_return is None
    send_back(office, reference)
    returned = task_list(office, reference).last_return
    assert returned is not None
    assert (returned.decided_by_name, returned.reason) == ("Mo Haddad", "Say who saw the cot.")
    office.submit(reference)
    assert task_list(office, reference).last_return is None
