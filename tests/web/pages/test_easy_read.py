"""What a worker is told of a copy in Easy Read: because of whom, and who needs what."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from riskform.engine.documents import Document
from riskform.pdf import NotLaidOut, Watch
from riskform.services.actors import Actor
from riskform.services.exporting import Rendered
from riskform.web.settings import Settings
from tests.services.easy_form import Family, family
from tests.services.office import Office
from tests.web.applications import application
from tests.web.browsing import Browser, another_browser


@pytest.fixture
def case(office: Office) -> Family:
    """Give a family in which Carly needs Easy Read."""
    made = family(office)
    made.needs(made.carly, "easy", "pictures")
    return made


def record(case: Family, *rest: str) -> str:
    return "/".join((f"/assessments/{case.reference}", *rest))


def test_who_needs_it_is_said_and_both_copies_can_be_looked_at(
    priya: Browser, case: Family
) -> None:
    page = priya.get(record(case, "copies")).text
    assert "Needs Easy Read" in page
    for kind in ("easy_read", "plan"):
        assert f'href="{record(case, "copies", kind)}"' in page
        assert f'href="{record(case, "copies", kind)}?for={case.carly}"' in page


def test_the_page_before_says_that_it_is_in_easy_read_and_what_it_can_not_do(
    priya: Browser, case: Family
) -> None:
    page = priya.get(record(case, "copies", "easy_read")).text
    assert "It can’t make hard words easy" in page
    assert "Kit sleeps in a cot" in page
    assert f'href="{record(case, "copies", "easy_read.pdf")}"' in page
    assert "hard words easy" not in priya.get(record(case, "copies", "plan")).text


@pytest.mark.parametrize("rest", [(), ("plan",), ("copies",), ("copies", "plan")])
def test_what_each_adult_needs_stands_on_the_plan_and_near_the_papers(
    priya: Browser, case: Family, rest: tuple[str, ...]
) -> None:
    page = priya.get(record(case, *rest)).text
    assert "What helps people to understand us:" in page
    assert "<li>Carly: Easy Read, pictures</li>" in page


def test_where_nobody_needs_anything_nothing_is_said(priya: Browser, office: Office) -> None:
    case = family(office)
    for rest in ((), ("plan",)):
        page = priya.get(record(case, *rest)).text
        assert "What helps people to understand us" not in page
        assert "copy=" not in page


@pytest.mark.parametrize("copy", ["braille", "Plain", "easy_read%00"])
def test_an_unknown_copy_is_a_page_that_is_not_found(
    priya: Browser, case: Family, copy: str
) -> None:
    assert priya.get(record(case, "plan.pdf") + f"?copy={copy}").status_code == 404


def test_the_copy_is_named_in_the_file_and_holds_no_name(priya: Browser, case: Family) -> None:
    sent = priya.get(record(case, "plan.pdf"))
    assert sent.headers["Content-Disposition"] == (
        f'inline; filename="{case.reference}-plan-easy-read.pdf"'
    )


@pytest.fixture
def failing(settings: Settings, people: dict[str, Actor]) -> Iterator[Browser]:
    """Give Priya's browser on an application that can print nothing."""

    def render(_document: Document, _watch: Watch) -> Rendered:
        raise NotLaidOut

    app = application(replace(settings, render=render))
    yield another_browser(app).sign_in(people["priya"])
    app.extensions["riskform"].database.dispose()


def test_trying_again_asks_for_the_same_copy(failing: Browser, case: Family) -> None:
    sent = failing.get(record(case, "plan.pdf") + "?copy=plain")
    assert sent.status_code == 503
    assert f'href="{record(case, "plan.pdf")}?copy=plain"' in sent.text


HARD = "Sam calls a strategy discussion"


def outcome_of(case: Family, **typed: str) -> str:
    return case.office.outcome(case.reference, case.kit, **typed)


def test_hard_words_are_named_before_the_copy_is_made_with_the_way_to_change_them(
    priya: Browser, case: Family
) -> None:
    outcome = outcome_of(case, what="Kit is safe at night", if_not=HARD)
    page = priya.get(record(case, "copies", "easy_read")).text
    assert "“strategy discussion”" in page
    assert "a meeting with the police and health" in page
    assert f'href="{record(case, "plan", "outcomes", outcome)}#if_not"' in page
    assert "strategy discussion”" not in priya.get(record(case, "copies", "plan")).text


def test_hard_words_are_named_beside_where_they_are_typed_and_while_they_are(
    priya: Browser, case: Family
) -> None:
    outcome = outcome_of(case, what="Kit is safe at night", if_not=HARD)
    for rest in (("plan",), ("plan", "outcomes", outcome)):
        assert "<strong>For Easy Read:</strong>" in priya.get(record(case, *rest)).text
    typed = {"child": case.kit, "outcome": outcome, "what": "Kit sleeps", "now": "Unannounced"}
    said = priya.send(record(case, "plan", "advice"), typed).get_json()["advice"]
    assert "“Unannounced”" in said["now"]
    action = {"about": "action", "outcome": outcome, "what": "Liaise with school"}
    said = priya.send(record(case, "plan", "advice"), action).get_json()["advice"]
    assert "In plain words, for example: talk to." in said["what"]


def test_where_nobody_needs_easy_read_no_word_is_called_hard(
    priya: Browser, office: Office
) -> None:
    case = family(office)
    outcome = outcome_of(case, what="Kit is safe at night", if_not=HARD)
    rests = (("plan",), ("plan", "outcomes", outcome), ("copies", "easy_read"))
    for rest in rests:
        page = priya.get(record(case, *rest)).text
        assert "For Easy Read:" not in page
        assert "hard to read" not in page


def test_hard_words_hold_nothing_up(priya: Browser, case: Family) -> None:
    outcome_of(case, what="Kit is safe at night", if_not=HARD)
    page = priya.get(record(case, "check")).text
    assert "Easy Read" not in page
    assert "strategy discussion" not in page
