"""Choosing whom a copy is for, and what a worker sees before it is made."""

import pytest

from riskform.services import planning
from tests.services.easy_form import Family, family
from tests.services.office import NOW, TODAY, Office
from tests.services.releasing_form import hurt_family
from tests.services.review_office import agreed_plan
from tests.web.browsing import Browser


@pytest.fixture
def case(office: Office) -> Family:
    """Give a family with a brother who is named where he should not be."""
    made = family(office)
    office.child(made.reference, "Ben")
    outcome = office.outcome(made.reference, made.kit, what="Kit is not woken by Ben")
    with office.writing() as session:
        for who in ("Leanne Hart", "Priya Nair"):
            fields = {"what": "Move the bed", "who": who, "due": "2026-03-04"}
            planning.put_action(session, office.priya, made.reference, outcome, fields, (), NOW)
    return made


def record(case: Family, *rest: str) -> str:
    return "/".join((f"/assessments/{case.reference}", *rest))


def test_everybody_is_named_on_the_page_and_nobody_in_an_address(
    priya: Browser, case: Family
) -> None:
    page = priya.get(record(case, "copies")).text
    links = [part.partition('"')[0] for part in page.split('href="')[1:] if "/copies/" in part]
    for name in ("Carly", "Dean", "Kit", "Ben", "Leanne Hart", "Priya Nair"):
        assert name in page
        assert name.split()[0].casefold() not in " ".join(links).casefold()


def test_a_childs_copy_says_where_a_brother_is_named(priya: Browser, case: Family) -> None:
    page = priya.get(record(case, "copies", f"child?for={case.kit}")).text
    assert "They name a brother or a sister" in page
    assert "<li>Ben: " in page
    assert "name a brother or a sister" not in priya.get(record(case, "copies", "plan")).text


def test_a_name_that_nobody_knows_is_asked_about(priya: Browser, case: Family) -> None:
    page = priya.get(record(case, "copies")).text
    assert "Does this person work with the family? Choose." in page
    links = [part.partition('"')[0] for part in page.split('href="')[1:] if "/actions?" in part]
    as_family, as_worker, known = (priya.get(link).text for link in links)
    assert "nobody in your team has this name" in as_family
    assert "OFFICIAL-SENSITIVE" in as_worker
    assert "OFFICIAL-SENSITIVE" in known


def test_a_paper_that_would_only_name_who_helps_is_not_offered(
    priya: Browser, office: Office
) -> None:
    made = hurt_family(office)
    where = f"/assessments/{made.reference}/copies/actions?for="
    at_home = priya.get(f"{where}{made.action}").text
    at_work = priya.get(f"{where}worker-{made.action}").text
    assert "There is no paper to make" in at_home
    assert "Make this copy (PDF)" not in at_home
    assert "Make this copy (PDF)" in at_work
    assert "Make this copy (PDF)" in priya.get(f"/assessments/{made.reference}/copies/plan").text


def test_who_gets_the_whole_assessment_is_chosen_from_the_team(
    priya: Browser, case: Family
) -> None:
    page = priya.get(record(case, "copies", "assessment")).text
    assert 'name="for"' in page
    assert f'value="w{case.office.priya.id}"' in page
    chosen = priya.get(record(case, "copies", f"assessment?for=w{case.office.priya.id}")).text
    assert f'{record(case, "copies", "assessment.pdf")}?for=w{case.office.priya.id}"' in chosen


@pytest.mark.parametrize("rest", ["braille", "child", "plan?for=nobody", "braille.pdf"])
def test_what_there_is_not_is_a_page_that_is_not_found(
    priya: Browser, case: Family, rest: str
) -> None:
    assert priya.get(record(case, "copies", rest)).status_code == 404


def test_a_copy_is_made_for_the_person_of_the_address(priya: Browser, case: Family) -> None:
    sent = priya.get(record(case, "copies", f"child.pdf?for={case.kit}"))
    assert sent.content_type == "application/pdf"
    assert f'filename="{case.reference}-child.pdf"' in sent.headers["Content-Disposition"]


def test_a_blank_form_is_linked_where_an_assessment_starts_and_is_about_nobody(
    priya: Browser,
) -> None:
    page = priya.get("/assessments/new").text
    assert 'href="/forms/short/blank.pdf?level=3"' in page
    sent = priya.get("/forms/short/blank.pdf?level=3")
    assert 'filename="short-level-3-blank.pdf"' in sent.headers["Content-Disposition"]
    assert sent.status_code == 200


@pytest.mark.parametrize("path", ["short/blank.pdf", "short/blank.pdf?level=1", "x/blank.pdf"])
def test_a_blank_form_of_no_level_or_no_form_is_not_found(priya: Browser, path: str) -> None:
    assert priya.get(f"/forms/{path}").status_code == 404


def test_how_the_plan_is_going_is_chosen_looked_at_and_made(priya: Browser, office: Office) -> None:
    plan = agreed_plan(office)
    assert "/copies" not in priya.get(f"/plans/{plan.reference}").text
    plan.measure()
    plan.review(words="He was in the cot.", on=TODAY)
    copies = f"/assessments/{plan.reference}/copies"
    reviews = priya.get(f"/plans/{plan.reference}").text
    assert f'href="{copies}"' in reviews
    chosen = priya.get(copies).text
    for kind, reader in (
        ("progress", ""),
        ("child_progress", f"?for={plan.child}"),
        ("worker_progress", ""),
    ):
        assert f'href="{copies}/{kind}{reader}"' in chosen
        page = priya.get(f"{copies}/{kind}{reader}").text
        assert "3 of 6 visits" in page
        assert f"/plans/{plan.reference}" in page
        # At home it stands among what is left out, where its author can release it.
        assert ("Release this" in page) == (kind != "worker_progress")
    sent = priya.get(f"{copies}/worker_progress.pdf")
    assert sent.content_type == "application/pdf"
    assert f'filename="{plan.reference}-worker_progress.pdf"' in sent.headers["Content-Disposition"]
