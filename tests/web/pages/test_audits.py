import io
import re
from collections.abc import Iterator
from dataclasses import replace

import pypdf
import pytest
from flask import Flask

from riskform.engine.case import Answer
from riskform.pdf import Renderer
from riskform.services import answering
from riskform.services.actors import Actor
from riskform.web.app import create_app, printing
from riskform.web.settings import Settings
from tests.services.audit_office import agreed, audit_library, auditor, complete, grade, start
from tests.services.office import NOW, TODAY, Office, account
from tests.web.browsing import Browser, another_browser
from tests.web.policy import WAYS


@pytest.fixture
def manager(office: Office) -> Actor:
    """Give a manager who neither wrote nor agreed anything, and publish an audit form."""
    return auditor(office)


@pytest.fixture
def ida(app: Flask, manager: Actor) -> Browser:
    """Give the browser of that manager."""
    return another_browser(app).sign_in(manager)


def test_a_manager_starts_an_audit_of_one_child_and_comes_to_its_task_list(
    ida: Browser, office: Office
) -> None:
    reference, kit = agreed(office)
    for page in (f"/assessments/{reference}", f"/review/{reference}"):
        assert f'href="/assessments/{reference}/audit"' in ida.get(page).text
    asked = ida.get(f"/assessments/{reference}/audit").text
    assert ">Kit</label>" in asked
    assert ">Rosa</label>" in asked
    sent = ida.send(f"/assessments/{reference}/audit", {"child": kit})
    assert sent.status_code == 303
    text = ida.get(sent.location).text
    assert "Short audit" in text
    assert f"Audit of record {reference}." in text
    assert "Rosa" not in text
    assert "Audited by Ida Best" in text
    for no_way in ("/details", "/plan.pdf", "/people/child"):
        assert f"{sent.location}{no_way}" not in text


def test_without_a_child_nothing_is_started_and_the_page_says_what_to_do(
    ida: Browser, office: Office
) -> None:
    reference, _kit = agreed(office)
    sent = ida.send(f"/assessments/{reference}/audit", {"child": "nobody"})
    assert sent.status_code == 422
    assert "Which child: choose one of the children." in sent.text
    assert 'href="#child"' in sent.text
    assert "Audits not finished yet" not in ida.get("/").text


def test_who_wrote_or_agreed_it_reads_why_somebody_else_has_to(
    mo: Browser, priya: Browser, ida: Browser, office: Office
) -> None:
    reference, kit = agreed(office)
    written_by_mo = Office(office.database, priya=office.mo, mo=office.mo, sam=office.sam)
    with office.writing() as session:
        una = account(session, "Una Cole", "manager", "North")
    own, child = agreed(written_by_mo, "Family B", by=una)
    for browser, record, of, why in (
        (mo, reference, kit, "You agreed this assessment, so another manager has to audit it."),
        (mo, own, child, "You wrote this assessment, so another manager has to audit it."),
        (priya, reference, kit, "Only a manager can audit an assessment."),
    ):
        for got in (
            browser.get(f"/assessments/{record}/audit"),
            browser.send(f"/assessments/{record}/audit", {"child": of}),
        ):
            assert got.status_code == 403
            assert why in got.text
    assert f"/assessments/{reference}/audit" not in priya.get(f"/assessments/{reference}").text
    assert ida.get(f"/assessments/{reference}/audit").status_code == 200


def test_a_level_without_an_audit_form_is_said_and_not_a_dead_end(
    app: Flask, office: Office
) -> None:
    with office.writing() as session:
        una = account(session, "Una Cole", "manager", "North")
    reference, _kit = agreed(office)
    text = another_browser(app).sign_in(una).get(f"/assessments/{reference}/audit").text
    assert "No audit form has been published for this level." in text


def test_what_is_audited_stands_beside_the_questions_as_it_was_agreed(
    ida: Browser, priya: Browser, office: Office, manager: Actor
) -> None:
    reference, kit = agreed(office)
    made = start(office, manager, reference, kit).reference
    for page in ("", f"/grades/{kit}", "/check"):
        text = ida.get(f"/assessments/{made}{page}").text
        assert f'href="/review/{reference}" target="_blank"' in text
        assert "as it was agreed on 2 March 2026" in text
    complete(office, manager, made, kit)
    text = priya.get(f"/assessments/{made}/grades/{kit}").text
    assert f'href="/assessments/{reference}/check" target="_blank"' in text
    assert "This audit was completed on 2 March 2026, 09:30." in text


def test_submitting_completes_it_and_says_who_can_read_it(
    ida: Browser, mo: Browser, office: Office, manager: Actor
) -> None:
    reference, kit = agreed(office)
    made = start(office, manager, reference, kit).reference
    check = f"/assessments/{made}/check"
    assert ida.send(check).status_code == 422
    grade(office, manager, made, kit)
    assert "Submitting completes the audit." in ida.get(check).text
    sent = ida.send(check)
    assert sent.location == f"/assessments/{made}/submitted"
    text = ida.get(sent.location).text
    assert "Audit complete" in text
    assert "plan.pdf" not in text
    assert ida.send(f"/assessments/{made}/grades/{kit}").status_code == 403
    assert "Nothing is waiting." in mo.get("/review").text
    assert made not in mo.get("/review").text
    assert mo.get(f"/review/{made}").status_code == 404
    assert mo.send(f"/review/{made}", {"decision": "agree"}).status_code == 403


def test_another_manager_reads_an_unfinished_audit_and_is_told_whose_it_is(
    mo: Browser, office: Office, manager: Actor
) -> None:
    reference, kit = agreed(office)
    made = start(office, manager, reference, kit).reference
    for page in ("", f"/grades/{kit}", "/check"):
        text = mo.get(f"/assessments/{made}{page}").text
        assert "This audit is not finished. Only Ida Best can change it." in text
    assert mo.send(f"/assessments/{made}/grades/{kit}").status_code == 403


def test_my_work_calls_an_audit_an_audit(
    ida: Browser, priya: Browser, office: Office, manager: Actor
) -> None:
    reference, kit = agreed(office)
    made = start(office, manager, reference, kit).reference
    text = ida.get("/").text
    assert text.index("Audits not finished yet") < text.index(f"/assessments/{made}")
    assert f"Audit {made} of record {reference}, by you" in text
    assert made not in priya.get("/").text
    complete(office, manager, made, kit)
    for browser in (ida, priya):
        text = browser.get("/").text
        assert "Complete audits (1)" in text
        assert "Submitted, waiting for a manager" not in text


def test_the_audited_assessment_leads_its_worker_to_the_complete_audit(
    priya: Browser, office: Office, manager: Actor
) -> None:
    reference, kit = agreed(office)
    made = start(office, manager, reference, kit).reference
    assert "Audits of this assessment" not in priya.get(f"/assessments/{reference}").text
    complete(office, manager, made, kit)
    text = priya.get(f"/assessments/{reference}").text
    assert f'<a class="govuk-link" href="/assessments/{made}">Audit {made}</a>, about Kit' in text


def test_the_form_of_an_audit_is_not_offered_for_a_family(priya: Browser, manager: Actor) -> None:
    assert manager.role == "manager"
    text = priya.get("/assessments/new").text
    assert "Short assessment" in text
    assert "Short audit" not in text


def test_an_unclear_finding_of_a_form_without_a_plan_is_listed_with_all_others(
    ida: Browser, office: Office, manager: Actor
) -> None:
    reference, kit = agreed(office)
    made = start(office, manager, reference, kit).reference
    with office.writing() as session:
        page = answering.open_page(session, manager, made, "grades", kit, TODAY)
        answering.save_page(
            *(session, manager, made, "grades", kit),
            *({"cannot_wait": Answer("not_known")}, page.seen_revision),
            today=TODAY,
            now=NOW,
        )
    text = ida.get(f"/assessments/{made}/check").text
    assert "Nobody knows if there is a worry about Kit." in text
    assert "nobody has been named to find out" not in text


def test_to_who_may_not_know_of_it_an_audit_is_a_record_that_nobody_has(
    app: Flask, office: Office, manager: Actor
) -> None:
    reference, kit = agreed(office)
    made = start(office, manager, reference, kit).reference
    with office.writing() as session:
        adam = account(session, "Adam Cole", "practitioner", "North")
    ids = {"section": "grades", "person": kit, "child_id": kit, "adult_id": "a", "person_id": kit}
    ids |= {"outcome_id": "i", "action_id": "j", "kind": "assessment"}
    for who in (adam, office.priya, office.sam):
        browser = another_browser(app).sign_in(who)
        for method, rule in WAYS:
            if "/assessments/<reference>" in rule:
                address = re.sub(r"<(\w+)>", lambda at: {"reference": made, **ids}[at[1]], rule)
                got = browser.get(address) if method == "GET" else browser.send(address)
                assert got.status_code == 404, (who.name, method, rule)


@pytest.fixture(scope="module")
def renderer() -> Iterator[Renderer]:
    with Renderer() as made:
        yield made


def test_its_paper_prints_with_the_grades_and_nothing_of_a_plan(
    settings: Settings, renderer: Renderer, office: Office, manager: Actor
) -> None:
    reference, kit = agreed(office)
    made = start(office, manager, reference, kit).reference
    complete(office, manager, made, kit)
    app = create_app(replace(settings, render=printing(renderer)), audit_library())
    browser = another_browser(app).sign_in(manager)
    sent = browser.get(f"/assessments/{made}/assessment.pdf")
    assert sent.status_code == 200
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(sent.data)).pages)
    for words in (f"Audit of record {reference}", "Ida Best", "Is Kit seen?", "Good"):
        assert words in text
    assert "own words" not in text
    assert browser.get(f"/assessments/{made}/plan.pdf").status_code == 404
    app.extensions["riskform"].database.dispose()
