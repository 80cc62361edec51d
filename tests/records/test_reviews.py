"""Reviews of an agreed plan: kept whole, never changed, and of agreed plans alone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from riskform.engine.plan import Action, Outcome
from riskform.engine.reviews.model import ActionReview, Measure, Review
from riskform.errors import WrongState
from riskform.records import calendars, downgrade, plans, reviews, revisions, upgrade
from tests.records.desk import NOW, Desk

OUTCOME = Outcome("i1", "kit", "Kit sleeps in a cot", "0 of 2", "6 of 6", "2026-04-01", "Call Sam")
COT = Action("i2", "Bring a cot", "Sam", "2026-03-20")
REVIEW = Review(
    "i1",
    1,
    date(2026, 3, 16),
    date(2026, 3, 15),
    value="3 of 6",
    unit="visits",
    words="“Mama” – يوم",
    progress="better",
    computed="better",
    evidence=("seen", "child"),
    next="keep",
    reasons={"differs": "I rang first"},
    what="Kit sleeps in a cot",
    by="2026-05-01",
    if_not="Call Sam",
    actions=(
        ActionReview("i2", "not_done", "Bring a cot", "Sam", "2026-03-20", accepted=True),
        ActionReview("i9", "new", "Go at night", "Amina", "2026-03-21", why="Asked"),
    ),
    author="Amina",
)
MEASURE = Measure("i1", 1, True, "visits", "more", "0 of 2", "6 of 6")  # noqa: FBT003 - counted


@pytest.fixture
def planned(desk: Desk) -> Desk:
    with desk.database.session(write=True) as session:
        plans.put_outcome(session, desk.draft, OUTCOME, author_id=desk.author, saved_at=NOW)
        plans.put_action(session, desk.draft, "i1", COT, author_id=desk.author, saved_at=NOW)
    return desk


@pytest.fixture
def agreed(planned: Desk) -> Desk:
    planned.submit()
    planned.agree()
    return planned


def keep(desk: Desk, review: Review = REVIEW) -> int:
    with desk.database.session(write=True) as session:
        revisions.lock(session, desk.draft)
        return reviews.add(session, desk.draft, review, author_id=desk.author, saved_at=NOW)


def keep_measure(desk: Desk, measure: Measure = MEASURE) -> None:
    with desk.database.session(write=True) as session:
        reviews.add_measure(session, desk.draft, measure, author_id=desk.author, saved_at=NOW)


def test_a_review_comes_back_as_it_was_kept(agreed: Desk) -> None:
    made = keep(agreed)
    with agreed.database.session(write=False) as session:
        assert reviews.reviews(session, [agreed.draft]) == {"i1": [replace(REVIEW, id=made)]}
        assert reviews.reviews(session, []) == {}
        assert plans.load_many(session, [agreed.draft]) == {
            agreed.draft: plans.load(session, agreed.draft)
        }


def test_the_newest_measure_of_an_outcome_counts(agreed: Desk) -> None:
    keep_measure(agreed)
    keep_measure(agreed, replace(MEASURE, number=2, unit="nights"))
    with agreed.database.session(write=False) as session:
        found = reviews.measures(session, [agreed.draft])["i1"]
    assert (found.number, found.unit, found.set_by, found.set_at) == (2, "nights", "Amina", NOW)


def test_a_comment_stands_with_its_review_in_the_order_it_was_said(agreed: Desk) -> None:
    made = keep(agreed)
    with agreed.database.session(write=True) as session:
        for said in ("Who saw it?", "I did"):
            reviews.add_comment(session, made, said, author_id=agreed.manager, saved_at=NOW)
    with agreed.database.session(write=False) as session:
        found = reviews.comments(session, [agreed.draft])
    assert [(one.text, one.author) for one in found] == [
        ("Who saw it?", "Bryn"),
        ("I did", "Bryn"),
    ]


def test_before_agreement_there_is_nothing_to_review(planned: Desk) -> None:
    with pytest.raises(WrongState, match="Only the plan of an agreed assessment"):
        keep(planned)
    with pytest.raises(WrongState, match="Only the plan of an agreed assessment"):
        keep_measure(planned)


def test_an_outcome_of_another_assessment_is_refused(agreed: Desk) -> None:
    with pytest.raises((WrongState, IntegrityError)):
        keep(agreed, replace(REVIEW, outcome_id="i404"))


def test_nothing_of_a_review_can_be_changed_or_removed(agreed: Desk) -> None:
    keep_measure(agreed)
    made = keep(agreed)
    with agreed.database.session(write=True) as session:
        reviews.add_comment(session, made, "Who saw it?", author_id=agreed.manager, saved_at=NOW)
    columns = {
        "plan_measure": "unit",
        "plan_review": "value",
        "action_state": "why",
        "review_comment": "text",
    }
    for table, column in columns.items():
        again = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"  # noqa: S608 - ours
        if agreed.database.engine_name == "postgresql":
            again = f"TRUNCATE {table} CASCADE"
        for change in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}", again):  # noqa: S608 - ours
            with (
                pytest.raises(WrongState, match="kept for ever"),
                agreed.database.session(write=True) as session,
            ):
                session.execute(text(change))


def test_a_reviewed_plan_goes_down_to_before_reviews_and_up_again_as_it_was_agreed(
    agreed: Desk,
) -> None:
    keep_measure(agreed)
    with agreed.database.session(write=True) as session:
        calendars.put(session, agreed.author, "a" * 64, made_at=NOW)
        before = plans.load(session, agreed.draft)
    keep(agreed)
    agreed.database.dispose()
    downgrade(agreed.url, "0005")
    assert upgrade(agreed.url)
    with agreed.database.session(write=False) as session:
        assert plans.load(session, agreed.draft) == before
        assert reviews.reviews(session, [agreed.draft]) == {}
        assert calendars.owner(session, "a" * 64) is None
    keep_measure(agreed)
    keep(agreed)
    with (
        pytest.raises(WrongState, match="kept for ever"),
        agreed.database.session(write=True) as session,
    ):
        session.execute(text("DELETE FROM plan_review"))


def test_of_two_who_review_at_once_both_are_kept_or_one_is_told(agreed: Desk) -> None:
    def review(_who: int) -> int:
        with agreed.database.session(write=True) as session:
            revisions.lock(session, agreed.draft)
            before = len(reviews.reviews(session, [agreed.draft]).get("i1", []))
            added = replace(REVIEW, number=before + 1)
            reviews.add(session, agreed.draft, added, author_id=agreed.author, saved_at=NOW)
            return before + 1

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(review, range(8))) == list(range(1, 9))
    with pytest.raises(IntegrityError):
        keep(agreed)


def test_a_calendar_is_found_by_the_hash_of_its_secret_until_it_is_made_anew_or_stopped(
    desk: Desk,
) -> None:
    with desk.database.session(write=True) as session:
        calendars.put(session, desk.author, "a" * 64, made_at=NOW)
        calendars.put(session, desk.author, "b" * 64, made_at=NOW)
    with desk.database.session(write=True) as session:
        found = calendars.owner(session, "b" * 64)
        assert (found and found.id, calendars.owner(session, "a" * 64)) == (desk.author, None)
        assert calendars.made_at(session, desk.author) == NOW
        calendars.remove(session, desk.author)
        assert calendars.owner(session, "b" * 64) is None
