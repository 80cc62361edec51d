"""The reviews of a plan in the history of its record, for those who may see them."""

from datetime import timedelta

import pytest

from riskform.services import history
from riskform.services.actors import Actor
from riskform.services.history import Reviewed
from riskform.services.plan_reviews import recording
from tests.services.office import NOW, Office
from tests.services.private_form import shared
from tests.services.review_office import (
    WHAT,
    AgreedPlan,
    agreed_plan,
    agreed_with_a_private_outcome,
)


@pytest.fixture
def plan(office: Office) -> AgreedPlan:
    """Give an agreed plan with one outcome."""
    return agreed_plan(office)


def told(office: Office, reference: str, reader: Actor | None = None) -> tuple[Reviewed, ...]:
    with office.database.session(write=False) as session:
        return history.history(session, reader or office.priya, reference).reviews


def test_a_plan_that_nobody_has_reviewed_adds_nothing(plan: AgreedPlan) -> None:
    assert told(plan.office, plan.reference) == ()
    assert told(plan.office, plan.office.start("Family B")) == ()


def test_who_measured_what_when_and_what_was_decided_is_told_newest_first(
    plan: AgreedPlan,
) -> None:
    plan.measure(plan.office.mo)
    plan.review(words="He sleeps.", measured_on="2026-03-14")
    review, measure = told(plan.office, plan.reference)
    assert measure == Reviewed(
        NOW,
        "Mo Haddad",
        "How outcome 1 is measured",
        "Kit",
        (
            ("What will be different", WHAT),
            ("What is counted", "visits. More is better"),
            ("At the assessment", "0 of 3"),
            ("Good enough is", "6 of 6"),
        ),
    )
    assert review == Reviewed(
        NOW + timedelta(days=14),
        "Priya Nair",
        "Review 1 of outcome 1",
        "Kit",
        (
            ("What will be different", WHAT),
            ("When it was measured or seen", "14 March 2026"),
            ("The measure", "3 of 6 visits"),
            ("What it is like now", "He sleeps."),
            ("How it is for Kit", "Better"),
            ("How we know", "I saw it"),
            ("What was decided", "What now: keep.\nDone: Bring a cot."),
        ),
    )


def test_every_way_of_measuring_and_what_was_said_to_a_review_stay(plan: AgreedPlan) -> None:
    office = plan.office
    plan.measure()
    plan.measure(seen=1, counted="no")
    plan.review(value="", words="He sleeps.")
    with office.writing() as session:
        ids = (plan.reference, plan.outcome)
        later = NOW + timedelta(days=15)
        recording.comment(session, office.mo, *ids, 1, "Who saw it?", later)
    found = told(office, plan.reference)
    assert [(one.author, one.what) for one in found] == [
        ("Mo Haddad", "Said to review 1 of outcome 1"),
        ("Priya Nair", "Review 1 of outcome 1"),
        ("Priya Nair", "How outcome 1 is measured"),
        ("Priya Nair", "How outcome 1 is measured"),
    ]
    assert found[0].said == (("What was said", "Who saw it?"),)
    assert "The measure" not in dict(found[1].said)
    assert ("How", "It can't be counted, so it is told in words.") in found[2].said


@pytest.mark.parametrize("typed", ["3 of 6 visits", "3 of 6 Visits", "1 visit of 6"])
def test_a_unit_that_was_typed_is_not_said_twice(plan: AgreedPlan, typed: str) -> None:
    plan.measure()
    plan.review(value=typed)
    assert dict(told(plan.office, plan.reference)[0].said)["The measure"] == typed


def test_they_stand_in_the_newest_part_alone(plan: AgreedPlan) -> None:
    plan.measure()
    with plan.office.database.session(write=False) as session:
        newest = history.history(session, plan.office.priya, plan.reference)
        older = history.history(session, plan.office.priya, plan.reference, 2)
    assert len(newest.reviews) == 1
    assert (older.reviews, newest.more_reviews) == ((), False)


def test_more_than_fit_are_said_to_be_there(plan: AgreedPlan) -> None:
    for seen in range(history.ON_A_PAGE + 1):
        plan.measure(seen=seen, baseline=f"{seen} of 50")
    with plan.office.database.session(write=False) as session:
        found = history.history(session, plan.office.priya, plan.reference)
    assert (len(found.reviews), found.more_reviews) == (history.ON_A_PAGE, True)
    assert ("At the assessment", "40 of 50") in found.reviews[0].said


def test_a_colleague_reads_no_review_of_what_depends_on_a_private_answer(office: Office) -> None:
    case = shared(office)
    agreed_with_a_private_outcome(case)
    for outcome_id in ("izz1", "izz2"):
        with office.writing() as session:
            how = {"counted": "no", "unit": "Zinnia" if outcome_id == "izz1" else ""}
            recording.set_measure(session, office.priya, case.reference, outcome_id, how, 0, NOW)
    assert len(told(office, case.reference)) == 2
    assert len(told(office, case.reference, office.mo)) == 2
    (seen,) = told(office, case.reference, case.ravi)
    assert seen.said[0] == ("What will be different", "Kit sleeps")
    assert seen.what == "How outcome 1 is measured"
    assert "Zinnia" not in str(seen)
