"""What a worker is told of a copy in Easy Read: because of whom, and who needs what."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from riskform.engine.documents import Document
from riskform.pdf import NotLaidOut
from riskform.services.actors import Actor
from riskform.services.exporting import Rendered
from riskform.web.app import create_app
from riskform.web.settings import Settings
from tests.services.easy_form import KEEPS_SOMETHING, Family, family
from tests.services.office import Office, short_library
from tests.web.browsing import Browser, another_browser


@pytest.fixture
def case(office: Office) -> Family:
    """Give a family in which Carly needs Easy Read."""
    made = family(office)
    made.needs(made.carly, "easy", "pictures")
    return made


def record(case: Family, *rest: str) -> str:
    return "/".join((f"/assessments/{case.reference}", *rest))


def test_the_links_say_because_of_whom_and_lead_to_both_copies(
    priya: Browser, case: Family
) -> None:
    page = priya.get(record(case)).text
    assert "Plan, for the family in Easy Read, because Carly needs it (PDF)" in page
    assert f'href="{record(case, "plan.pdf")}?copy=easy_read"' in page
    assert f'href="{record(case, "plan.pdf")}?copy=plain"' in page


def test_two_who_need_it_are_both_named(priya: Browser, case: Family) -> None:
    case.needs(case.dean, "easy")
    assert "because Carly and Dean need it" in priya.get(record(case)).text


def test_where_something_is_left_out_the_page_before_says_it_and_has_both_copies(
    priya: Browser, office: Office
) -> None:
    case = family(office, KEEPS_SOMETHING)
    assert "Easy Read" not in priya.get(record(case, "plan", "copy")).text
    case.needs(case.carly, "easy")
    overview = priya.get(record(case)).text
    assert "Plan, for the family in Easy Read, because Carly needs it: look through" in overview
    assert "plan.pdf" not in overview
    page = priya.get(record(case, "plan", "copy")).text
    assert "This copy is made in Easy Read, because Carly needs it." in page
    assert "Kit sleeps in a cot" in page
    for copy in ("easy_read", "plain"):
        assert f'href="{record(case, "plan.pdf")}?copy={copy}"' in page


@pytest.mark.parametrize("rest", [(), ("plan",), ("plan", "copy")])
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

    def render(_document: Document) -> Rendered:
        raise NotLaidOut

    app: Flask = create_app(replace(settings, render=render), short_library())
    app.testing = True
    yield another_browser(app).sign_in(people["priya"])
    app.extensions["riskform"].database.dispose()


def test_trying_again_asks_for_the_same_copy(failing: Browser, case: Family) -> None:
    sent = failing.get(record(case, "plan.pdf") + "?copy=plain")
    assert sent.status_code == 503
    assert f'href="{record(case, "plan.pdf")}?copy=plain"' in sent.text
