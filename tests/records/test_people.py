"""People of a family: added, changed, taken out and put back, with a revision each time."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from riskform.engine.case import Adult, Child, Tie
from riskform.errors import NotFound, WrongState
from riskform.records import families, people, revisions
from riskform.records.people import People
from riskform.records.revisions import Change, Revision
from tests.records.desk import NOW, Desk

KIT = Child("kit", "Kit", date_of_birth=date(2025, 12, 15))
DEAN = Adult("dean", "Dean", {"kit": Tie("father", "sometimes")})


def by(desk: Desk) -> dict[str, Any]:
    """Say who saves, when, and in which assessment."""
    return {"author_id": desk.author, "saved_at": NOW, "assessment_id": desk.draft}


def now(desk: Desk) -> People:
    """Return the people of the family as they stand."""
    with desk.database.session(write=False) as session:
        return people.of_family(session, desk.family)


def last(desk: Desk) -> Revision:
    """Return the newest revision of the draft."""
    with desk.database.session(write=False) as session:
        return revisions.since(session, desk.draft)[-1]


def test_people_come_back_in_the_order_in_which_they_were_added(desk: Desk) -> None:
    unborn = Child("asha", "Asha", due_date=date(2026, 6, 1))
    guessed = Child("zed", "Zed", age_months=30)
    grandmother = Adult("nan", "Nan", {"asha": Tie("grandparent", "no"), "kit": Tie(None, "yes")})
    with desk.database.session(write=True) as session:
        for person in (unborn, guessed, grandmother):
            people.add(session, desk.family, person, author_id=desk.author, saved_at=NOW)
    assert now(desk) == People((KIT, unborn, guessed), (DEAN, grandmother), ())
    assert desk.load().revision == 0


def test_adding_a_person_in_an_assessment_is_a_revision_of_it(desk: Desk) -> None:
    mother = Adult("mo", "Mo", {"kit": Tie("mother", "yes")})
    with desk.database.session(write=True) as session:
        number = people.add(session, desk.family, mother, **by(desk))
    assert number == last(desk).number == 1
    assert (last(desk).kind, last(desk).person) == ("people", "mo")
    assert last(desk).changes == {
        "kind": Change(None, "adult"),
        "name": Change(None, "Mo"),
        "to.kit": Change(None, {"relationship": "mother", "lives_here": "yes"}),
    }


def test_a_change_notes_only_what_changed(desk: Desk) -> None:
    born = Child("kit", "Kit", date_of_birth=date(2025, 12, 16))
    with desk.database.session(write=True) as session:
        people.change(session, desk.family, born, **by(desk))
    assert now(desk).children == (born,)
    assert last(desk).changes == {"date_of_birth": Change("2025-12-15", "2025-12-16")}


def test_another_tie_takes_the_place_of_the_one_there_was(desk: Desk) -> None:
    step_father = Adult("dean", "Dean", {"kit": Tie("step_parent", "yes")})
    with desk.database.session(write=True) as session:
        people.change(session, desk.family, step_father, **by(desk))
    before = {"relationship": "father", "lives_here": "sometimes"}
    after = {"relationship": "step_parent", "lives_here": "yes"}
    assert now(desk).adults == (step_father,)
    assert last(desk).changes == {"to.kit": Change(before, after)}


def test_a_tie_that_is_not_said_again_stays(desk: Desk) -> None:
    with desk.database.session(write=True) as session:
        people.change(session, desk.family, Adult("dean", "Dean Oak", {}), **by(desk))
    assert now(desk).adults == (Adult("dean", "Dean Oak", DEAN.to),)
    assert last(desk).changes == {"name": Change("Dean", "Dean Oak")}


def test_a_removed_child_can_be_put_back_with_its_ties(desk: Desk) -> None:
    with desk.database.session(write=True) as session:
        people.remove(session, desk.family, "kit", **by(desk))
    gone = now(desk)
    assert (gone.children, gone.adults) == ((), (Adult("dean", "Dean", {}),))
    assert [(r.id, r.kind, r.name, r.removed_at) for r in gone.removed] == [
        ("kit", "child", "Kit", NOW)
    ]
    assert last(desk).changes == {"removed": Change(before=False, after=True)}
    with desk.database.session(write=True) as session:
        people.restore(session, desk.family, "kit", **by(desk))
    assert now(desk) == People((KIT,), (DEAN,), ())


def test_a_person_of_another_family_is_not_found(desk: Desk) -> None:
    with desk.database.session(write=True) as session:
        other = families.create(session, name="Family B", team="North", created_at=NOW)
        stranger = Adult("eve", "Eve", {"kit": Tie("other", "no")})
        attempts: list[Callable[[], object]] = [
            lambda: people.change(session, other.id, KIT, **by(desk)),
            lambda: people.remove(session, other.id, "kit", **by(desk)),
            lambda: people.restore(session, other.id, "kit", **by(desk)),
            lambda: people.change(session, other.id, DEAN, **by(desk)),
            lambda: people.change(session, desk.family, Adult("kit", "Kit"), **by(desk)),
            lambda: people.add(session, other.id, stranger, **by(desk)),
        ]
        for attempt in attempts:
            with pytest.raises(NotFound):
                attempt()
        session.rollback()
    assert now(desk) == People((KIT,), (DEAN,), ())


def test_a_child_without_a_date_or_an_age_is_refused(desk: Desk) -> None:
    with desk.database.session(write=True) as session, pytest.raises(IntegrityError):
        people.add(session, desk.family, Child("x", "X"), author_id=desk.author, saved_at=NOW)


def test_people_do_not_change_through_an_assessment_that_waits_for_a_decision(desk: Desk) -> None:
    desk.submit()

    def remove() -> None:
        with desk.database.session(write=True) as session:
            people.remove(session, desk.family, "kit", **by(desk))

    with pytest.raises(WrongState):
        remove()
    assert now(desk).children == (KIT,)
