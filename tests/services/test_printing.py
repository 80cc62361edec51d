"""Waiting for papers: one at each address, told of, stopped, and never for ever."""

from dataclasses import replace
from datetime import timedelta

import pytest

from riskform.errors import NotFound
from riskform.records.printings import Asked, HowFar, Printing
from riskform.services import printing
from riskform.services.exporting import Rendered
from riskform.services.printing import Begun, TooManyInHand
from tests.services.office import NOW, Office

PAPER = Asked("/assessments/7K3F9Q/plan.pdf", "paper", "7K3F9Q", "Plan", "0" * 64)
CHANGED = replace(PAPER, content_hash="1" * 64)
AGREEMENT = Asked("/review/7K3F9Q/decided", "agreement", "7K3F9Q", "", "0 0", "Well seen.", 2)
PDF = Rendered(b"%PDF", complete=True)


def begin(office: Office, asked: Asked = PAPER, seconds: float = 0) -> Begun:
    with office.writing() as session:
        return printing.begin(session, office.mo, asked, NOW + timedelta(seconds=seconds))


def look(office: Office, asked: Asked = PAPER, seconds: float = 0) -> Printing | None:
    with office.database.session(write=False) as session:
        return printing.look(session, office.mo, asked.address, NOW + timedelta(seconds=seconds))


def state(office: Office, asked: Asked = PAPER, seconds: float = 0) -> str:
    found = look(office, asked, seconds)
    return found.state if found else "nothing"


def stop(office: Office, asked: Asked = PAPER) -> None:
    with office.writing() as session:
        printing.stop(session, office.mo, asked.address, NOW)


def ready(office: Office, begun: Begun) -> bool:
    with office.writing() as session:
        return printing.paper_ready(session, begun.id, PDF, NOW)


def test_what_is_in_hand_already_is_not_laid_out_twice(office: Office) -> None:
    assert begin(office).id
    assert begin(office) == Begun()


def test_what_is_ready_is_handed_to_who_asks_again(office: Office) -> None:
    assert ready(office, begin(office))
    assert state(office) == "ready"
    assert begin(office) == Begun(ready=PDF)


@pytest.mark.parametrize("is_ready", [True, False])
def test_a_paper_that_says_something_else_by_now_is_laid_out_again_and_that_is_told(
    office: Office, *, is_ready: bool
) -> None:
    first = begin(office)
    if is_ready:
        ready(office, first)
    second = begin(office, CHANGED)
    assert second.id
    assert second.ready is None
    assert not ready(office, first)
    found = look(office)
    assert found is not None
    assert (found.asked.content_hash, found.asked.again) == (CHANGED.content_hash, True)


def test_another_reason_for_an_agreement_makes_the_first_way(office: Office) -> None:
    first = begin(office, AGREEMENT)
    second = begin(office, replace(AGREEMENT, reason="Seen twice."))
    with office.writing() as session:
        assert not printing.agreement_made(session, first.id, NOW)
        assert printing.agreement_made(session, second.id, NOW)


def test_who_stops_it_is_the_only_one_who_can_and_it_ends(office: Office) -> None:
    begun = begin(office)
    with office.writing() as session, pytest.raises(NotFound):
        printing.stop(session, office.priya, PAPER.address, NOW)
    stop(office)
    assert state(office) == "stopped"
    with office.writing() as session:
        assert not printing.go_on(session, begun.id, HowFar(1, "pages", 3), NOW)
    assert not ready(office, begun)
    assert begin(office).id


def test_what_is_ready_by_then_can_not_be_stopped(office: Office) -> None:
    ready(office, begin(office))
    stop(office)
    assert state(office) == "ready"


def test_what_nobody_tells_of_has_failed_and_can_be_asked_for_again(office: Office) -> None:
    begin(office)
    assert state(office, seconds=20) == "in hand"
    assert state(office, seconds=21) == "failed"
    assert begin(office, seconds=21).id


def test_who_waits_is_told_why_it_failed(office: Office) -> None:
    begun = begin(office)
    with office.writing() as session:
        printing.failed(session, begun.id, "It was changed.", NOW)
    found = look(office)
    assert found is not None
    assert (found.state, found.problem) == ("failed", "It was changed.")


def test_papers_are_there_for_two_minutes_and_a_reason_for_twelve_hours(office: Office) -> None:
    ready(office, begin(office))
    begin(office, AGREEMENT)
    stop(office, AGREEMENT)
    assert state(office, seconds=120) == "ready"
    assert state(office, seconds=121) == "nothing"
    assert state(office, AGREEMENT, seconds=12 * 60 * 60) == "stopped"
    with office.writing() as session:
        printing.forget_old(session, NOW + timedelta(minutes=3))
    assert state(office) == "nothing"
    assert state(office, AGREEMENT) == "stopped"
    with office.writing() as session:
        printing.forget_old(session, NOW + timedelta(hours=13))
    assert state(office, AGREEMENT) == "nothing"


def test_who_waits_for_four_papers_waits_for_one_of_them_before_a_fifth(office: Office) -> None:
    for number in range(4):
        begin(office, replace(PAPER, address=f"/forms/a/blank.pdf?level={number}"))
    with pytest.raises(TooManyInHand):
        begin(office)
    assert begin(office, seconds=21).id


def test_what_was_taken_is_not_waited_for_any_more(office: Office) -> None:
    begin(office)
    with office.writing() as session:
        printing.taken(session, office.mo, PAPER.address)
    assert state(office) == "nothing"
