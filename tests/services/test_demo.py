from collections.abc import Iterator
from datetime import date

import pytest

from riskform.errors import CouldNotRun
from riskform.records import (
    Database,
    accounts,
    assessments,
    connect,
    practice_audits,
    upgrade,
)
from riskform.records.accounts import NewAccount
from riskform.services import demo, planning, publishing, reviewing, submitting
from riskform.services.actors import Actor, actor_of
from riskform.services.plan_reviews.standing import open_reviews
from tests.originals import Originals, opened
from tests.services.office import NOW, TODAY
from tests.shipped import shipped

STATES = {
    "Marsh-Doyle": "draft",
    "Shaw": "draft",
    "Rao": "submitted",
    "Kowal": "returned",
    "Khan": "agreed",
}


def publish(url: str) -> None:
    upgrade(url)
    with connect(url) as database, database.session(write=True) as session:
        publishing.publish_library(session, shipped(), NOW)


def load_families(url: str) -> None:
    publish(url)
    with connect(url) as database, database.session(write=True) as session:
        demo.load_demo(session, TODAY, NOW)


@pytest.fixture
def database(kind_of_database: str, originals: Originals) -> Iterator[Database]:
    with originals.copy(kind_of_database, publish) as url, opened(url) as made:
        yield made


@pytest.fixture
def loaded(kind_of_database: str, originals: Originals) -> Iterator[Database]:
    with originals.copy(kind_of_database, load_families) as url, opened(url) as made:
        yield made


def manager(database: Database) -> Actor:
    with database.session(write=False) as session:
        return next(actor_of(a) for a in accounts.listed(session, demo=True) if a.role == "manager")


def references(database: Database) -> dict[str, str]:
    """Return the assessment of each family that was saved last."""
    with database.session(write=False) as session:
        listed = assessments.listed(
            session, team=manager(database).team, statuses=tuple(set(STATES.values()))
        )
        return {one.family_name: one.reference for one in reversed(listed)}


def test_the_five_families_come_as_far_as_the_demo_needs_and_only_once(database: Database) -> None:
    with database.session(write=True) as session:
        assert not demo.is_loaded(session)
        assert demo.load_demo(session, TODAY, NOW)
        assert demo.is_loaded(session)
        assert not demo.load_demo(session, date(2026, 4, 1), NOW)
    ruth = manager(database)
    with database.session(write=False) as session:
        for family, state in STATES.items():
            reference = references(database)[family]
            found = reviewing.open_review(session, ruth, reference)
            assert found.assessment.stored.status == state, family
            assert not found.assessment.evaluation.invalid, family
            check = submitting.look_through(session, ruth, reference, TODAY)
            if state in {"submitted", "agreed"}:
                assert check.gaps == (), family
        rao = reviewing.open_review(session, ruth, references(database)["Rao"])
        assert rao.may_decide
        # Family A shows what a plan in the making looks like: urgent worries, and advice.
        plan = planning.open_plan(session, ruth, references(database)["Marsh-Doyle"], TODAY)
    assert plan.blocking
    assert any(p.dated.finding.kind == "urgent" and not p.answered for p in plan.findings)


def test_somebody_of_the_family_who_is_an_answer_stays_that_person(loaded: Database) -> None:
    with loaded.session(write=False) as session:
        rao = reviewing.open_review(session, manager(loaded), references(loaded)["Rao"])
    household = rao.assessment.evaluation.household
    vikram = next(adult.id for adult in household.adults if adult.name == "Vikram")
    assert household.family.values["domestic_abuse.by_whom"] == vikram


def test_one_agreed_assessment_has_an_audit_in_progress_by_who_did_not_agree_it(
    loaded: Database,
) -> None:
    with loaded.session(write=False) as session:
        (audit,) = practice_audits.listed(session)
        agreed = assessments.load(session, references(loaded)["Khan"])
        found = submitting.look_through(session, manager(loaded), audit.reference, TODAY)
    assert audit.audits is not None
    assert (audit.audits.reference, audit.status) == (agreed.reference, "draft")
    assert (audit.author_name, audit.audits.child_name) == ("Grace Hill", "Noor")
    assert found.gaps
    assert not found.assessment.evaluation.invalid


def test_nothing_in_a_plan_is_for_a_weekend(loaded: Database) -> None:
    with loaded.session(write=False) as session:
        plans = [
            planning.open_plan(session, manager(loaded), reference, TODAY).assessment.plan
            for reference in references(loaded).values()
        ]
    outcomes = [outcome for plan in plans for outcome in plan.outcomes]
    days = [one.by for one in outcomes] + [a.due for one in outcomes for a in one.actions]
    assert [day for day in days if date.fromisoformat(day).weekday() > 4] == []


def test_a_database_with_real_accounts_gets_no_demo(database: Database) -> None:
    new = NewAccount("real@office", "A Worker", "Nurse", "Health", "North", "practitioner")
    with database.session(write=True) as session:
        accounts.add(session, new, created_at=NOW)
        with pytest.raises(CouldNotRun, match="real accounts"):
            demo.load_demo(session, TODAY, NOW)
        assert not demo.is_loaded(session)


def test_family_a_has_an_agreed_plan_with_better_same_and_worse_and_one_chart(
    loaded: Database,
) -> None:
    ruth = manager(loaded)
    with loaded.session(write=False) as session:
        agreed = assessments.listed(session, team=ruth.team, statuses=("agreed",))
        (sleep,) = (one for one in agreed if one.family_name == "Marsh-Doyle")
        found = open_reviews(session, ruth, sleep.reference, TODAY)
        assert submitting.look_through(session, ruth, sleep.reference, TODAY).gaps == ()
    assert found.now
    words = [one.last and one.last.progress for one in found.now.outcomes]
    assert words == ["better", "worse", "same"]
    assert [len(one.points) for one in found.now.outcomes] == [3, 2, 2]
    assert [one.what for one in found.now.contingencies(TODAY)] == [
        "Kit is looked after at night by an adult who has not been drinking."
    ]
    # One family and one Kit, though two assessments are about him.
    draft = references(loaded)["Marsh-Doyle"]
    with loaded.session(write=False) as session:
        today = reviewing.open_review(session, ruth, draft).assessment
    assert found.assessment.people.children[0] == today.people.children[0]
