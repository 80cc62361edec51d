"""A small, fixed part of each soak. `make soak` runs them long, with chance of another seed."""

from functools import cache

import pytest

from riskform.definitions import bank
from tests.browser.windows import Windows
from tests.soak import cases, definitions, evaluators, kills, limits, races, slips, submissions


@pytest.mark.browser
def test_a_kill_at_any_moment_loses_no_save_that_was_told_and_leaves_none_half() -> None:
    found = kills.run(2, seed=1)
    assert found.wrong == []
    assert found.counts["saves told"] > 0
    assert found.counts["servers killed"] >= 1


@pytest.mark.browser
def test_of_several_who_save_at_once_one_wins_and_the_others_see_both_texts() -> None:
    found = races.run(3, seed=1)
    assert found.wrong == []
    assert found.counts["winners"] == found.counts["races"]
    lost = found.counts["saves sent"] - found.counts["winners"]
    assert found.counts["pages with both texts"] == lost > 0


def test_no_form_that_is_sent_fails_and_what_is_taken_is_kept_exactly() -> None:
    found = submissions.run(50, seed=1)
    assert found.wrong == []
    assert found.counts["taken"] >= found.counts["posts"] / 2
    assert found.counts["texts compared"] > 50


def test_every_spoilt_definition_is_taken_or_refused_at_its_place_within_two_seconds() -> None:
    found = definitions.run(60, seed=1, processes=1)
    assert found.wrong == []
    assert found.counts["taken"] + found.counts["refused"] == 60
    assert found.counts["refused"] > found.counts["taken"] > 0


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read what stays as it is once, and not again for each slip in another file."""
    monkeypatch.setattr(bank, "read_what_can_be", cache(bank.read_what_can_be))


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize(
    "name",
    [
        "agencies/health_visiting.yaml",
        "contacts.yaml",
        "guidance/challenge.yaml",
        "levels.yaml",
        "safer_sleep_visit/scenarios/visit_kit.yaml",
        "smart_scenarios/outcomes.yaml",
    ],
)
def test_a_slip_is_told_once_on_its_line_and_another_mistake_with_it(name: str) -> None:
    # Each is told so in these files with this seed. The soak prints how many are in all of them,
    # which is less: of a short value that stands too far out, the next line is told.
    found = slips.of_file(name, 1, seed="1")
    assert found.wrong == []
    assert found.counts["slips"] == found.counts["one problem on its line"] >= 6
    assert found.counts["with another mistake"] == found.counts["the other told too"] > 0


def test_every_spoilt_case_is_evaluated_or_refused_in_words() -> None:
    found = cases.run(100, seed=1)
    assert found.wrong == []
    assert found.counts["evaluated"] + found.counts["refused"] == 100
    assert min(found.counts["evaluated"], found.counts["refused"]) >= 30


def test_nobody_meets_more_than_90_questions_and_no_blank_hides_one_about_safety() -> None:
    found = limits.run(6, seed=1)
    assert found.wrong == []
    assert found.counts["answers taken away"] > 30
    assert max(found.counts[f"most at level {level}"] for level in (2, 3, 4, 5)) > 60


@pytest.mark.browser
def test_three_evaluators_say_the_same_of_every_condition(windows: Windows) -> None:
    found = evaluators.run_in(windows, 10, seed=1)
    assert found.wrong == []
    assert found.counts["forms and families"] == 10
    assert min(found.counts[truth] for truth in ("true", "false", "none")) > 0
