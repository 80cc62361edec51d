"""Calendars at secret addresses: what stands in whose, and until when."""

from datetime import timedelta

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


def reads(office: Office) -> list[audit.AuditEvent]:
    with office.database.session(write=False) as session:
        found = audit.listed(session, object_kind="account", object_reference=str(office.priya.id))
    return [event for event in found if event.action == "calendar read"]


def fetch(office: Office, token: str, day: int = 0) -> None:
    today, now = TODAY + timedelta(days=day), NOW + timedelta(days=day)
    with office.writing() as session:
        calendars.note(session, token, today, now, demo=True)
        assert calendars.is_noted(session, token, today, demo=True)


def test_a_calendar_that_is_read_is_noted_once_a_day_and_names_nobody(plan: AgreedPlan) -> None:
    office, token = plan.office, made(plan.office, plan.office.priya)
    with office.writing() as session:
        assert not calendars.is_noted(session, token, TODAY, demo=True)
    for day in (0, 0, 0, 1, 1):
        fetch(office, token, day)
    assert [(e.actor_id, e.detail) for e in reads(office)] == [
        (None, {"on": "2026-03-03"}),
        (None, {"on": "2026-03-02"}),
    ]


def test_a_new_address_is_noted_on_the_day_on_which_the_old_one_was(plan: AgreedPlan) -> None:
    office = plan.office
    fetch(office, made(office, office.priya))
    with office.writing() as session:
        new = calendars.make(session, office.priya, NOW + timedelta(hours=1))
        later = NOW + timedelta(hours=2)
        calendars.note(session, new, TODAY, later, demo=True)
        calendars.note(session, new, TODAY, later, demo=True)
    assert len(reads(office)) == 2


def test_an_address_that_is_not_there_leaves_no_note(plan: AgreedPlan) -> None:
    with plan.office.writing() as session:
        for look in (
            lambda: calendars.is_noted(session, "x", TODAY, demo=True),
            lambda: calendars.note(session, "x", TODAY, NOW, demo=True),
        ):
            with pytest.raises(NotFound):
                look()
    assert reads(plan.office) == []
