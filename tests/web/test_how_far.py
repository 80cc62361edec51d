from datetime import timedelta

from riskform.records.printings import Asked, HowFar, Printing
from riskform.web import how_far
from tests.services.office import NOW

PAPER = Asked("/assessments/7K3F9Q/plan.pdf", "paper", "7K3F9Q", "Plan")
AGREEMENT = Asked("/review/7K3F9Q/decided", "agreement", "7K3F9Q", "", papers=2)


def waits(asked: Asked, at: HowFar) -> Printing:
    return Printing("i", asked, "in hand", "", NOW, at)


def test_what_was_done_what_is_done_now_and_what_is_to_do_is_told_in_words() -> None:
    steps = how_far.steps(HowFar(1, "pages", 12))
    assert [step["status"] for step in steps] == [
        *("Done", "Done"),
        "Now: page 12",
        *("Not yet", "Not yet"),
    ]


def test_how_many_pages_there_are_is_told_once_it_is_known() -> None:
    assert how_far.steps(HowFar(1, "numbers", 0, 30))[3]["status"] == "Now: 30 pages"
    assert how_far.steps(HowFar(1, "file", 0, 1))[4]["status"] == "Now: 1 page"


def test_who_waits_for_a_turn_is_told_that_others_are_first() -> None:
    assert "asked for before" in how_far.steps(HowFar(1, "turn"))[0]["status"]


def test_a_page_that_stands_in_has_no_steps() -> None:
    at = HowFar(1, "stand-in")
    assert how_far.steps(at) == []
    assert "could not be laid out in time" in how_far.in_words(waits(PAPER, at), NOW)


def test_which_of_several_copies_is_laid_out_is_told_and_of_one_it_is_not_counted() -> None:
    assert "1 of 2" in how_far.in_words(waits(AGREEMENT, HowFar()), NOW)
    assert "2 of 2" in how_far.in_words(waits(AGREEMENT, HowFar(2, "pages", 1)), NOW)
    alone = Asked("/review/7K3F9Q/decided", "agreement", "7K3F9Q", "")
    assert (
        how_far.in_words(waits(alone, HowFar(1, "pages", 1)), NOW) == "Laying out the signed copy."
    )


def test_a_paper_that_is_laid_out_again_says_so() -> None:
    assert how_far.in_words(waits(PAPER, HowFar(1, "pages", 1)), NOW) == ""
    assert "again" in how_far.in_words(waits(PAPER, HowFar(1, "pages", 1, 0, 2)), NOW)


def test_a_new_step_is_read_out_and_a_new_page_is_not() -> None:
    first, second = (how_far.heard(waits(PAPER, HowFar(1, "pages", n)), NOW) for n in (1, 2))
    assert first == second == "Lay out the pages."
    assert how_far.heard(waits(PAPER, HowFar(1, "file", 0, 2)), NOW) != first


def test_nothing_heard_for_some_seconds_is_told_and_read_out_once() -> None:
    found = waits(PAPER, HowFar(1, "file"))
    told = [how_far.in_words(found, NOW + timedelta(seconds=n)) for n in (5, 8, 9)]
    assert told[0] == ""
    assert told[1] == (
        "Nothing was heard of it for 8 seconds: riskform is very busy, or it has stopped."
        " If it has, this page says so soon."
    )
    assert "9 seconds" in told[2]
    out = [how_far.heard(found, NOW + timedelta(seconds=n)) for n in (5, 8, 9)]
    assert out[0] == "Write the file."
    assert out[1] == out[2]
    assert out[1].startswith("Write the file. Nothing was heard of it for some seconds:")
