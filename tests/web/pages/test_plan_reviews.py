"""The pages of reviews as a browser uses them."""

import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from riskform.engine.values import LONGEST_TEXT
from riskform.services.actors import Actor
from tests.services.office import NOW, Office
from tests.services.review_office import MEASURE, AgreedPlan, agreed_plan
from tests.web.browsing import Browser, Clock, another_browser
from tests.web.test_permissions import unclean


@pytest.fixture
def plan(office: Office, priya: Browser, clock: Clock) -> AgreedPlan:
    """Give a plan with one outcome that was agreed two weeks ago."""
    made = agreed_plan(office)
    later(priya, office.priya, clock, days=14)
    return made


def later(browser: Browser, person: Actor, clock: Clock, days: int) -> None:
    """Come back so many days after the assessment, and sign in again."""
    clock.at = NOW + timedelta(days=days)
    browser.sign_in(person)


def path(plan: AgreedPlan, *rest: str) -> str:
    return "/".join(("/plans", plan.reference, *rest))


def fields(plan: AgreedPlan, seen: int = 0, **changed: str) -> dict[str, object]:
    """Return what the page of a review sends: 3 of 6 visits, better, seen, the action done."""
    sent: dict[str, object] = {
        "seen": str(seen),
        "value": "3 of 6",
        "measured-day": "16",
        "measured-month": "3",
        "measured-year": "2026",
        "progress": "better",
        "evidence": ["seen"],
        "next": "keep",
        "by-day": "20",
        "by-month": "4",
        "by-year": "2026",
        f"action-{plan.action}-state": "done",
        f"action-{plan.action}-what": "Bring a cot",
        f"action-{plan.action}-who": "Priya Nair",
    }
    return {**sent, **changed}


def send(browser: Browser, plan: AgreedPlan, seen: int = 0, **changed: str) -> TestResponse:
    return browser.send(path(plan, plan.outcome, "review"), fields(plan, seen, **changed))


def test_before_agreement_the_page_says_that_there_is_nothing_to_review(
    priya: Browser, office: Office
) -> None:
    reference = office.submitted()
    got = priya.get(f"/plans/{reference}")
    assert got.status_code == 200
    assert "There is nothing to review yet." in got.text
    assert f'href="/assessments/{reference}/plan"' in got.text


def test_a_review_leads_from_the_measure_to_the_plan_as_it_stands(
    priya: Browser, plan: AgreedPlan
) -> None:
    first = priya.get(path(plan, plan.outcome, "review"))
    assert (first.status_code, first.headers["Location"]) == (
        303,
        path(plan, plan.outcome, "measure"),
    )
    suggested = priya.get(path(plan, plan.outcome, "measure")).text
    assert 'value="0 of 3"' in suggested
    assert 'value="6 of 6"' in suggested
    kept = priya.send(path(plan, plan.outcome, "measure"), {**MEASURE, "seen": "0"})
    assert kept.headers["Location"] == path(plan, plan.outcome, "review")
    saved = send(priya, plan)
    assert saved.headers["Location"] == f"{path(plan)}?done=reviewed#{plan.outcome}"
    page = priya.get(saved.headers["Location"]).text
    for said in ("3 of 6", "Better", "I saw it", "Done: Bring a cot.", "16 March 2026"):
        assert said in page
    assert unclean(page) == []


def test_what_is_missing_is_asked_with_every_word_still_there(
    priya: Browser, plan: AgreedPlan
) -> None:
    plan.measure()
    got = send(priya, plan, value="2.4 kg", words="He smiled at me", **{"measured-day": "31"})
    assert got.status_code == 422
    assert "is in another unit. Write it in visits" in got.text
    assert "He smiled at me" in got.text
    assert 'href="#value"' in got.text


def test_a_day_that_does_not_exist_is_named_and_stays_in_its_boxes(
    priya: Browser, plan: AgreedPlan
) -> None:
    plan.measure()
    got = send(priya, plan, **{"measured-day": "31", "measured-month": "2"})
    assert got.status_code == 422
    assert "31/2/2026 is not a real date" in got.text
    assert 'href="#measured-day"' in got.text
    assert re.search(r'id="measured-day"[^>]*value="31"', got.text)


def test_a_text_that_is_too_long_is_refused_and_kept_on_the_page(
    priya: Browser, plan: AgreedPlan
) -> None:
    plan.measure()
    long = "x" * (LONGEST_TEXT + 1)
    got = send(priya, plan, words=long)
    assert got.status_code == 422
    assert "keep it to 20,000 characters" in got.text
    assert long in got.text


def test_a_word_that_differs_from_the_numbers_is_asked_about_once(
    priya: Browser, plan: AgreedPlan
) -> None:
    plan.measure()
    assert "Why does your word differ" not in priya.get(path(plan, plan.outcome, "review")).text
    got = send(priya, plan, progress="same")
    assert 'name="reason-differs"' in got.text
    send(priya, plan, progress="same", **{"reason-differs": "I rang before I came"})
    page = priya.get(path(plan)).text
    assert "The same. The numbers say better." in page
    assert "I rang before I came" in page


def test_two_tabs_lose_nothing(priya: Browser, plan: AgreedPlan) -> None:
    plan.measure()
    assert send(priya, plan).status_code == 303
    second = send(priya, plan, value="4 of 6", words="Mine")
    assert second.status_code == 409
    for said in ("Priya Nair reviewed this outcome while you were writing", "4 of 6", "Mine"):
        assert said in second.text
    assert 'name="seen" value="1"' in second.text
    assert send(priya, plan, seen=1, value="4 of 6", words="Mine").status_code == 303
    page = priya.get(path(plan)).text
    assert "3 of 6" in page
    assert "4 of 6" in page


def test_two_who_say_how_it_is_measured_are_told(priya: Browser, plan: AgreedPlan) -> None:
    plan.measure(plan.office.mo)
    got = priya.send(
        path(plan, plan.outcome, "measure"), {**MEASURE, "seen": "0", "unit": "nights"}
    )
    assert got.status_code == 409
    assert "Mo Haddad said this meanwhile" in got.text
    assert 'value="nights"' in got.text


@pytest.mark.parametrize("rest", ["i404/review", "i404/measure", "x%00/review"])
def test_an_outcome_that_is_not_there_is_not_found(
    priya: Browser, plan: AgreedPlan, rest: str
) -> None:
    assert priya.get(path(plan, rest)).status_code == 404


def test_a_form_without_what_the_page_had_seen_is_refused(priya: Browser, plan: AgreedPlan) -> None:
    plan.measure()
    for seen in ("", "-1", "9" * 10, "\N{ARABIC-INDIC DIGIT ONE}"):
        got = priya.send(path(plan, plan.outcome, "review"), {**fields(plan), "seen": seen})
        assert got.status_code == 400


def test_a_chart_is_drawn_from_three_points_and_its_table_is_always_there(
    priya: Browser, plan: AgreedPlan
) -> None:
    plan.measure()
    plan.review()
    page = priya.get(path(plan)).text
    assert "Outcome 1 over time" in page
    assert "<svg" not in page.partition("<main")[2]
    plan.review(seen=1, value="4 of 6", actions={})
    page = priya.get(path(plan)).text
    drawing = re.search(r'<svg class="rf-chart".*?</svg>', page, re.DOTALL)
    assert drawing
    svg = ET.fromstring(drawing[0])  # noqa: S314 - our own markup.
    (words,) = (one.text for one in svg.iter() if one.tag.endswith("desc"))
    assert words == (
        "2 March 2026: 0 of 3 visits; 16 March 2026: 3 of 6 visits; 16 March 2026: 4 of 6 visits."
        " Good enough is 6 of 6 visits. More is better."
    )
    assert "style=" not in drawing[0]


def test_progress_is_never_a_share_of_what_was_done(priya: Browser, plan: AgreedPlan) -> None:
    plan.measure()
    plan.review()
    page = priya.get(path(plan)).text
    assert "%" not in re.sub(r"<[^>]*>", "", page)
    assert not re.search(r"\d+ of \d+ actions|\d+ actions? (?:done|left)", page)


def test_the_day_that_passed_stands_first_with_what_was_to_be_done(
    priya: Browser, plan: AgreedPlan, clock: Clock
) -> None:
    later(priya, plan.office.priya, clock, days=58)
    page = priya.get(path(plan)).text
    first = page.index("The day of outcome 1 for Kit has passed")
    assert (
        first < page.index("Sam calls a strategy discussion.") < page.index("Outcome 1 over time")
    )
    assert "This plan was to be reviewed by 27 April 2026, 2 working days ago." in page
    assert "Do it now, or say why not" in page
    work = priya.get("/").text
    assert "2 working days late" in work
    assert "1 outcome has passed the day" in work


def test_a_day_that_passed_says_what_was_begun_for_it_already(
    priya: Browser, plan: AgreedPlan, clock: Clock
) -> None:
    begun = {"contingency": "now", "contingency_who": "Sam Okoro", "contingency_by": "2026-03-20"}
    plan.measure(baseline="2 of 6")
    plan.review(value="0 of 6", progress="worse", **begun)
    later(priya, plan.office.priya, clock, days=58)
    page = priya.get(path(plan)).text
    assert "This was begun on 16 March 2026." in page
    assert "Do it now, or say why not" not in page


def test_a_plan_that_drifts_is_told_to_the_worker_and_to_the_manager(
    priya: Browser, app: Flask, people: dict[str, Actor], plan: AgreedPlan, clock: Clock
) -> None:
    later(priya, plan.office.priya, clock, days=367)
    told = "more than 12 months, the limit at this level of need"
    assert told in priya.get(path(plan)).text
    assert told in priya.get("/").text
    mo = another_browser(app).sign_in(people["mo"])
    assert told in mo.get("/review").text


def test_a_manager_asks_and_everybody_of_the_team_reads_it(
    priya: Browser, app: Flask, people: dict[str, Actor], plan: AgreedPlan
) -> None:
    plan.measure()
    plan.review()
    mo = another_browser(app).sign_in(people["mo"])
    where = path(plan, plan.outcome, "comment")
    blank = mo.send(where, {"review": "1", "comment": " "})
    assert blank.status_code == 422
    assert "Comment: write up to 5,000 characters." in blank.text
    said = mo.send(where, {"review": "1", "comment": "Who else saw the cot?"})
    assert said.headers["Location"] == f"{path(plan)}?done=comment#{plan.outcome}"
    assert "Who else saw the cot?" in priya.get(path(plan)).text


def test_the_reviews_are_reached_from_the_task_list_and_the_plan(
    priya: Browser, plan: AgreedPlan
) -> None:
    for page in (f"/assessments/{plan.reference}", f"/assessments/{plan.reference}/plan"):
        assert f'href="{path(plan)}"' in priya.get(page).text


def test_a_closed_outcome_is_folded_away_and_can_be_opened_again(
    priya: Browser, plan: AgreedPlan
) -> None:
    plan.measure()
    plan.review(value="6 of 6", progress="done", next="close")
    page = priya.get(path(plan)).text
    assert "Every outcome of this plan is closed." in page
    assert "Closed outcomes for Kit" in page
    assert "again with a review" in page
    assert send(priya, plan, seen=1, value="4 of 6", progress="worse").status_code == 422


def test_an_outcome_that_is_open_and_has_nothing_to_do_says_so(
    priya: Browser, plan: AgreedPlan
) -> None:
    told = "Nobody has anything left to do here."
    assert told not in priya.get(path(plan)).text
    plan.measure(counted="no")
    plan.review(value="", words="The cot was in use.")
    page = priya.get(path(plan)).text
    assert told in page
    assert "No number" not in page
