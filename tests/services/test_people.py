from collections.abc import Mapping
from datetime import date

import pytest

from riskform.engine.case import Tie
from riskform.errors import InvalidInput, NotAllowed, NotFound
from riskform.records import audit
from riskform.services import people
from riskform.services.opening import OpenAssessment, open_assessment
from tests.services.office import NOW, TODAY, Office


def opened(office: Office, reference: str) -> OpenAssessment:
    with office.database.session(write=False) as session:
        return open_assessment(session, office.priya, reference)


def put_child(
    office: Office, reference: str, typed: Mapping[str, str], child_id: str | None = None
) -> str:
    with office.writing() as session:
        return people.add_child(session, office.priya, reference, typed, TODAY, NOW, child_id)


def put_adult(
    office: Office, reference: str, typed: Mapping[str, str], adult_id: str | None = None
) -> str:
    with office.writing() as session:
        return people.add_adult(session, office.priya, reference, typed, TODAY, NOW, adult_id)


def remove(office: Office, reference: str, person_id: str) -> None:
    with office.writing() as session:
        people.remove_person(session, office.priya, reference, person_id, TODAY, NOW)


def restore(office: Office, reference: str, person_id: str) -> None:
    with office.writing() as session:
        people.restore_person(session, office.priya, reference, person_id, TODAY, NOW)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"date_of_birth": "2025-12-15"}, (date(2025, 12, 15), None, None)),
        ({"due_date": "20/6/2026"}, (None, date(2026, 6, 20), None)),
        ({"age_years": "3"}, (None, None, 36)),
        ({"age_years": "1", "age_months": "5"}, (None, None, 17)),
        ({"age_months": "0"}, (None, None, 0)),
    ],
)
def test_a_child_is_born_or_due_or_about_so_old(
    office: Office, typed: dict[str, str], kept: tuple[date | None, date | None, int | None]
) -> None:
    reference = office.start()
    put_child(office, reference, {"name": "Kit", **typed})
    (child,) = opened(office, reference).people.children
    assert (child.date_of_birth, child.due_date, child.age_months) == kept


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"date_of_birth": "31/2/2026"}, "date_of_birth"),
        ({"date_of_birth": "3/3/2026"}, "date_of_birth"),
        ({"date_of_birth": "//2026"}, "date_of_birth"),
        ({"date_of_birth": "1/1/1850"}, "date_of_birth"),
        ({"due_date": "30/2/2026"}, "due_date"),
        ({"due_date": "2/3/2028"}, "due_date"),
        ({"date_of_birth": "2025-12-15", "due_date": "20/12/2028"}, "due_date"),
        ({"date_of_birth": "2025-12-15", "due_date": "31/2/2026"}, "due_date"),
        ({"due_date": "20/6/2026", "age_years": "3"}, "age_months"),
        ({"age_years": "three"}, "age_months"),
        ({"age_years": "²"}, "age_months"),
        ({"age_years": "21"}, "age_months"),
        ({"age_months": "-1"}, "age_months"),
        ({}, "date_of_birth"),
        ({"date_of_birth": "2025-12-15", "name": " "}, "name"),
        ({"date_of_birth": "2025-12-15", "name": "K\x00"}, "name"),
        ({"date_of_birth": "2025-12-15", "name": "K" * 201}, "name"),
    ],
)
def test_what_can_not_be_used_is_refused_at_its_field_and_adds_nobody(
    office: Office, typed: dict[str, str], field: str
) -> None:
    reference = office.start()
    with pytest.raises(InvalidInput) as caught:
        put_child(office, reference, {"name": "Kit"} | typed)
    assert list(caught.value.messages) == [field]
    assert opened(office, reference).people.children == ()


@pytest.mark.parametrize("name", ["بچہ", "Łucja Żak", "Kit 🦊", "<i>Kit</i>", "{{7*7}}", "O’Neill"])
def test_a_childs_name_is_kept_as_it_was_typed(office: Office, name: str) -> None:
    reference = office.start()
    office.child(reference, name)
    assert [child.name for child in opened(office, reference).people.children] == [name]


def test_a_change_of_name_and_date_keeps_the_childs_answers(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "voice", kit, wishes="He turns to Nan's voice.")
    put_child(office, reference, {"name": "Christopher", "date_of_birth": "2025-12-16"}, kit)
    after = opened(office, reference)
    assert [(child.id, child.name) for child in after.people.children] == [(kit, "Christopher")]
    assert after.stored.answers[f"{kit}/voice.wishes"].value == "He turns to Nan's voice."


def test_a_child_who_was_due_is_born_by_giving_the_date_of_birth(office: Office) -> None:
    reference = office.start()
    baby = put_child(office, reference, {"name": "Baby", "due_date": "2026-02-20"})
    typed = {"name": "Ada", "date_of_birth": "2026-02-27", "due_date": "2026-02-20"}
    put_child(office, reference, typed, baby)
    (child,) = opened(office, reference).people.children
    assert (child.name, child.date_of_birth, child.due_date) == (
        *("Ada", date(2026, 2, 27)),
        date(2026, 2, 20),
    )


def test_the_date_of_birth_counts_where_a_guess_is_kept_too(office: Office) -> None:
    reference = office.start()
    put_child(office, reference, {"name": "Kit", "date_of_birth": "2025-12-15", "age_years": "3"})
    after = opened(office, reference)
    assert after.people.children[0].age_months == 36
    (kit,) = after.evaluation.household.children
    assert (kit.age_months, kit.age_is_a_guess) == (2, False)


def test_what_an_adult_is_to_each_child_is_kept_apart(office: Office) -> None:
    reference = office.start()
    kit, rosa = office.child(reference, "Kit"), office.child(reference, "Rosa", "2021-05-04")
    typed = {
        "name": "Dean",
        f"relationship-{kit}": "father",
        f"lives_here-{kit}": "sometimes",
        f"relationship-{rosa}": "step_parent",
    }
    put_adult(office, reference, typed)
    (dean,) = opened(office, reference).people.adults
    assert dean.to == {kit: Tie("father", "sometimes"), rosa: Tie("step_parent", None)}


def test_a_relation_that_is_no_choice_is_refused_at_its_own_field(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    typed = {"name": "Dean", f"relationship-{kit}": "uncle", f"lives_here-{kit}": "maybe"}
    with pytest.raises(InvalidInput) as caught:
        put_adult(office, reference, typed)
    assert list(caught.value.messages) == [f"relationship-{kit}", f"lives_here-{kit}"]
    assert opened(office, reference).people.adults == ()


def test_an_adult_can_be_changed(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    dean = office.adult(reference, "Dean", **{kit: "father"})
    put_adult(office, reference, {"name": "Dan", f"relationship-{kit}": "other"}, dean)
    (adult,) = opened(office, reference).people.adults
    assert (adult.id, adult.name, adult.to[kit].relationship) == (dean, "Dan", "other")


def test_a_removed_person_is_asked_about_no_more_and_nothing_answered_is_lost(
    office: Office,
) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer(reference, "sleep", kit, last_night="sofa")
    remove(office, reference, kit)
    without = opened(office, reference)
    assert [page.key for page in without.pages] == ["family/start"]
    assert [(person.id, person.name) for person in without.people.removed] == [(kit, "Kit")]
    assert without.shown_findings == ()
    restore(office, reference, kit)
    again = opened(office, reference)
    assert again.stored.answers[f"{kit}/sleep.last_night"].value == "sofa"
    assert [finding.at for finding in again.shown_findings] == [f"{kit}/sleep.sofa_with_adult"]


def test_what_an_adult_was_to_a_child_comes_back_with_the_child(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.adult(reference, "Dean", **{kit: "father"})
    remove(office, reference, kit)
    restore(office, reference, kit)
    (dean,) = opened(office, reference).people.adults
    assert dean.to[kit].relationship == "father"


def test_nobody_of_another_family_can_be_reached(office: Office) -> None:
    here, elsewhere = office.start("Family A"), office.start("Family B")
    ellie = office.child(elsewhere, "Ellie")
    typed = {"name": "Kit", "date_of_birth": "2025-12-15"}
    with pytest.raises(NotFound):
        put_child(office, here, typed, ellie)
    with pytest.raises(NotFound):
        put_adult(office, here, {"name": "Kit"}, ellie)
    with pytest.raises(NotFound):
        remove(office, here, ellie)
    assert [child.name for child in opened(office, elsewhere).people.children] == ["Ellie"]


def test_a_child_can_not_be_changed_into_an_adult(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    with pytest.raises(NotFound):
        put_adult(office, reference, {"name": "Kit"}, kit)


def test_each_change_of_people_is_one_revision_and_one_line_of_the_audit(office: Office) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.adult(reference)
    remove(office, reference, kit)
    restore(office, reference, kit)
    with office.writing() as session:
        actions = [event.action for event in audit.listed(session, object_reference=reference)]
    assert opened(office, reference).stored.revision == 4
    assert sorted(actions) == [
        "adult added",
        "assessment started",
        "child added",
        "person put back",
        "person removed",
    ]


def test_the_people_of_what_was_submitted_can_not_be_changed(office: Office) -> None:
    reference = office.submitted()
    (child,) = opened(office, reference).people.children
    with pytest.raises(NotAllowed):
        office.child(reference, "Rosa")
    with pytest.raises(NotAllowed):
        office.adult(reference)
    with pytest.raises(NotAllowed):
        remove(office, reference, child.id)


def test_what_was_submitted_shows_the_people_as_they_were_then(office: Office) -> None:
    first = office.submitted()
    (kit,) = opened(office, first).people.children
    second = office.start_again(first)
    put_child(office, second, {"name": "Christopher", "date_of_birth": "2025-12-15"}, kit.id)
    assert [child.name for child in opened(office, first).people.children] == ["Kit"]
    assert [child.name for child in opened(office, second).people.children] == ["Christopher"]


def test_another_team_finds_nobody(office: Office) -> None:
    reference = office.start()
    with office.writing() as session, pytest.raises(NotFound):
        people.add_child(session, office.sam, reference, {"name": "Kit"}, TODAY, NOW)
