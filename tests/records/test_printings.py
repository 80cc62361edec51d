"""What somebody waits for: theirs alone, once for each address, and gone after a while."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from riskform.records import printings
from riskform.records.printings import Asked, HowFar, Printing, State
from tests.records.desk import NOW, Desk

PLAN = "/assessments/7K3F9Q/plan.pdf"
ASKED = Asked(PLAN, "paper", "7K3F9Q", "Plan", "0" * 64)
AGREEMENT = Asked("/review/7K3F9Q/decided", "agreement", "7K3F9Q", "", "0 0", "Well seen.", 2)


def begin(desk: Desk, asked: Asked = ASKED, seconds: float = 0) -> str:
    with desk.database.session(write=True) as session:
        return printings.begin(session, desk.author, asked, NOW + timedelta(seconds=seconds))


def find(desk: Desk, address: str = PLAN, asked_by: int = 0) -> Printing | None:
    with desk.database.session(write=False) as session:
        return printings.find(session, asked_by or desk.author, address)


def end(desk: Desk, printing: str, state: State, content: bytes | None = None) -> bool:
    with desk.database.session(write=True) as session:
        return printings.end(session, printing, state, NOW, content=content, complete=False)


def test_it_is_found_by_who_asked_at_that_address_and_by_nobody_else(desk: Desk) -> None:
    made = begin(desk)
    assert find(desk) == Printing(made, ASKED, "in hand", "", NOW, HowFar())
    assert find(desk, asked_by=desk.manager) is None
    assert find(desk, "/assessments/7K3F9Q/assessment.pdf") is None
    assert find(desk, f"{PLAN}\x00") is None


def test_how_far_it_is_is_told_as_long_as_somebody_waits(desk: Desk) -> None:
    made, page = begin(desk), HowFar(1, "pages", 7, 0, 2)
    with desk.database.session(write=True) as session:
        assert printings.note(session, made, page, NOW + timedelta(seconds=1))
    found = find(desk)
    assert found is not None
    assert (found.how_far, found.seen_at) == (page, NOW + timedelta(seconds=1))
    end(desk, made, "stopped")
    with desk.database.session(write=True) as session:
        assert not printings.note(session, made, page, NOW)


def test_what_is_asked_for_again_takes_the_place_of_the_first(desk: Desk) -> None:
    first, second = begin(desk), begin(desk)
    found = find(desk)
    assert found is not None
    assert found.id == second
    assert not end(desk, first, "ready")


def test_two_who_ask_for_the_same_at_once_leave_one_to_wait_for(desk: Desk) -> None:
    def ask(_number: int) -> str:
        return desk.database.write(lambda s: printings.begin(s, desk.author, ASKED, NOW))

    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(ask, range(4)))
    found = find(desk)
    assert found is not None
    assert found.id in made


def test_of_two_who_end_it_the_first_is_told_so(desk: Desk) -> None:
    made = begin(desk, AGREEMENT)
    assert end(desk, made, "stopped")
    assert not end(desk, made, "ready")
    found = find(desk, AGREEMENT.address)
    assert found is not None
    assert (found.state, found.asked.reason) == ("stopped", "Well seen.")


def test_the_bytes_are_there_once_it_is_ready_and_the_reason_is_not_any_more(desk: Desk) -> None:
    paper, agreement = begin(desk), begin(desk, AGREEMENT)
    for made in (paper, agreement):
        with desk.database.session(write=False) as session:
            assert printings.content_of(session, made) is None
    assert end(desk, paper, "ready", b"%PDF \x00")
    assert end(desk, agreement, "ready")
    with desk.database.session(write=False) as session:
        assert printings.content_of(session, paper) == (b"%PDF \x00", False)
        assert printings.content_of(session, agreement) is None
    found = find(desk, AGREEMENT.address)
    assert found is not None
    assert found.asked.reason == ""


def test_what_is_in_hand_is_counted_for_each_person_while_it_is_told_of(desk: Desk) -> None:
    begin(desk)
    end(desk, begin(desk, AGREEMENT), "stopped")
    with desk.database.session(write=False) as session:
        assert printings.in_hand(session, desk.author, NOW) == 1
        assert printings.in_hand(session, desk.author, NOW + timedelta(seconds=1)) == 0
        assert printings.in_hand(session, desk.manager, NOW) == 0


def test_papers_are_forgotten_and_what_was_typed_is_for_longer(desk: Desk) -> None:
    end(desk, begin(desk), "ready", b"%PDF")
    end(desk, begin(desk, AGREEMENT), "failed")

    def forget(papers: float, reasons: float) -> None:
        before = (NOW + timedelta(minutes=papers), NOW + timedelta(minutes=reasons))
        with desk.database.session(write=True) as session:
            printings.forget(session, *before)

    forget(0, -1)
    assert find(desk) is not None
    forget(1, 0)
    assert find(desk) is None
    assert find(desk, AGREEMENT.address) is not None
    forget(1, 1)
    assert find(desk, AGREEMENT.address) is None


def test_what_is_removed_is_in_nobodys_hand(desk: Desk) -> None:
    made = begin(desk)
    with desk.database.session(write=True) as session:
        printings.remove(session, desk.manager, PLAN)
        assert printings.find(session, desk.author, PLAN) is not None
        printings.remove(session, desk.author, PLAN)
    assert not end(desk, made, "ready")
