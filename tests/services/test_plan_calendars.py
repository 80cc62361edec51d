"""Calendars at secret addresses: what stands in whose, and until when."""

import pytest

from riskform.errors import NotFound
from riskform.records import accounts, audit
from riskform.services.actors import Actor
from riskform.services.plan_reviews import calendars
from tests.engine.reviews.reading_ics import read_ics
from tests.services.office import NOW, TODAY, Office, account
from tests.services.review_office import AgreedPlan, agreed_plan


@pytest.fixture
def plan(office: Office) -> AgreedPlan:
    """Give an agreed plan with one outcome."""
    return agreed_plan(office)


def made(office: Office, actor: Actor) -> str:
    with office.writing() as session:
        return calendars.make(session, actor, NOW)


def read(office: Office, token: str) -> list[tuple[str, str]]:
    """Return summary and day of what stands in a calendar."""
    with office.writing() as session:
        feed = calendars.feed(session, token, TODAY, NOW, demo=True)
    return [(event["SUMMARY"], event["DTSTART"]) for event in read_ics(feed)]


def test_who_wrote_the_plan_has_its_review_and_its_actions(plan: AgreedPlan) -> None:
    record = f"record {plan.reference}"
    assert read(plan.office, made(plan.office, plan.office.priya)) == [
        (f"Action due: {record}", "20260309"),
        (f"Review due: {record}", "20260427"),
    ]


def test_a_manager_has_the_reviews_and_a_colleague_only_what_they_do_themselves(
    plan: AgreedPlan,
) -> None:
    office = plan.office
    with office.writing() as session:
        colleague = account(session, "Ravi Shah", "practitioner", "North")
    assert read(office, made(office, colleague)) == []
    plan.measure()
    plan.review(
        evidence=("parent",),
        finds_out="Ravi Shah",
        find_out_by="2026-03-20",
        new_what="Go at night",
        new_who="Ravi Shah",
        new_due="2026-03-23",
    )
    record = f"record {plan.reference}"
    assert read(office, made(office, colleague)) == [
        (f"Unclear item due: {record}", "20260320"),
        (f"Action due: {record}", "20260323"),
    ]
    assert read(office, made(office, office.mo)) == [(f"Review due: {record}", "20260511")]


def test_a_calendar_holds_no_name_no_text_and_no_id(plan: AgreedPlan) -> None:
    with plan.office.writing() as session:
        token = calendars.make(session, plan.office.priya, NOW)
        feed = calendars.feed(session, token, TODAY, NOW, demo=True).decode()
    for word in ("Kit", "Priya", "Nair", "cot", "Family A", plan.outcome, plan.action, token):
        assert word not in feed


def test_a_new_address_ends_the_old_one_and_a_stopped_one_is_not_there(plan: AgreedPlan) -> None:
    office = plan.office
    old, new = made(office, office.priya), made(office, office.priya)
    with office.writing() as session:
        assert calendars.made_at(session, office.priya) == NOW
        with pytest.raises(NotFound):
            calendars.feed(session, old, TODAY, NOW, demo=True)
        calendars.stop(session, office.priya, NOW)
        with pytest.raises(NotFound):
            calendars.feed(session, new, TODAY, NOW, demo=True)
        done = [e.action for e in audit.listed(session, object_kind="account", limit=3)]
    assert done == ["calendar stopped", "calendar made", "calendar made"]


def test_who_left_has_no_calendar_any_more_and_an_author_of_forms_never_one(
    plan: AgreedPlan,
) -> None:
    office = plan.office
    token = made(office, office.priya)
    with office.writing() as session:
        accounts.set_active(session, office.priya.id, active=False)
        with pytest.raises(NotFound):
            calendars.feed(session, token, TODAY, NOW, demo=True)
        ada = account(session, "Ada Author", "author", "North")
        with pytest.raises(NotFound):
            calendars.make(session, ada, NOW)


def test_where_there_is_no_demo_a_demo_persons_calendar_is_not_there(plan: AgreedPlan) -> None:
    token = made(plan.office, plan.office.priya)
    with plan.office.writing() as session, pytest.raises(NotFound):
        calendars.feed(session, token, TODAY, NOW, demo=False)


def test_another_team_sees_nothing_of_it(plan: AgreedPlan) -> None:
    assert read(plan.office, made(plan.office, plan.office.sam)) == []
