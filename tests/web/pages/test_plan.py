from datetime import timedelta
from html import unescape
from urllib.parse import quote

import pytest
from flask import Flask

from riskform.engine.plan import Action, Outcome, Plan
from riskform.services import planning, publishing, reviewing
from riskform.services.actors import Actor
from riskform.services.opening import open_assessment
from tests.services.office import NOW, SHORT_FORM, Office, short_library
from tests.web.browsing import Browser, another_browser, without_token

SOFA = "Kit sleeps on a sofa with an adult."


def plan(office: Office, reference: str) -> Plan:
    with office.database.session(write=False) as session:
        return open_assessment(session, office.priya, reference).plan


def seen(office: Office, reference: str) -> dict[str, str]:
    with office.database.session(write=False) as session:
        stored = open_assessment(session, office.priya, reference).stored
    return {"seen_revision": str(stored.revision)}


def kit_on_the_sofa(office: Office) -> tuple[str, str, str]:
    """Return a draft's reference, Kit's id, and the finding that he sleeps on the sofa."""
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, sleeps="sofa")
    return reference, kit, f"{kit}/sleep.sofa_with_adult"


def where(reference: str, *rest: str) -> str:
    return "/".join(("/assessments", reference, "plan", *rest))


def only_outcome(office: Office, reference: str) -> Outcome:
    (outcome,) = plan(office, reference).outcomes
    return outcome


def action_under(office: Office, reference: str, outcome: str, **typed: str) -> Action:
    with office.writing() as session:
        planning.put_action(session, office.priya, reference, outcome, typed, (), NOW)
    return only_outcome(office, reference).actions[-1]


# ---- the page ----


def test_a_worry_stands_with_its_reason_what_to_do_and_both_ways_to_answer_it(
    priya: Browser, office: Office
) -> None:
    reference, kit, at = kit_on_the_sofa(office)
    text = unescape(priya.get(where(reference)).text)
    assert f'id="{at}"' in text
    assert "Where did Kit sleep last night? Sofa with an adult" in text
    assert "Agree a safe plan for tonight." in text
    assert f"plan/outcomes/new?child={kit}&answers={quote(at, safe='')}" in text
    assert f"plan/reason?at={quote(at, safe='')}" in text


def test_a_familys_worry_can_be_answered_with_an_outcome_for_any_child(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    kit, rosa = office.child(reference), office.child(reference, "Rosa", "2021-05-04")
    office.answer(reference, "start", "family", danger="yes")
    text = unescape(priya.get(where(reference)).text)
    assert text.index(">Kit</h2>") < text.index(">Rosa</h2>") < text.index("The whole family</h2>")
    for child in (kit, rosa):
        assert f"outcomes/new?child={child}&answers=family%2Fstart.in_danger" in text
    assert "Answer with an outcome for Rosa" in text


def test_advice_stands_beside_the_words_it_is_about(priya: Browser, office: Office) -> None:
    reference, kit, at = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, at, what="Kit sleeps in a cot.", now="On a sofa.")
    action = action_under(office, reference, outcome, what="Monitor sleep", who="Priya Nair")
    text = unescape(priya.get(where(reference)).text)
    card = text[text.index(f'id="{outcome}"') :]
    assert card.index("We check on") < card.index("This must be mended before you submit: Give a")
    assert card.index("Monitor sleep") < card.index("Worth another look:")
    assert f"/plan/leave?about={action.id}&rule=S3" in card
    assert "For example: “" in card
    assert f'href="#{outcome}">Outcomes and actions</a>' in text


def test_a_form_without_a_plan_has_no_such_page(priya: Browser, office: Office) -> None:
    planless = SHORT_FORM["short/form.yaml"].replace("plan: smart", "plan: none")
    with office.writing() as session:
        library = short_library(planless.replace("version: 1", "version: 2"))
        publishing.publish_library(session, library, NOW + timedelta(days=1))
    reference = office.start()
    assert priya.get(where(reference)).status_code == 404
    assert priya.get(where(reference, "outcomes", "i0")).status_code == 404
    assert priya.get(f"/assessments/{reference}/plan.pdf").status_code == 404


def test_an_outcome_of_a_child_who_was_taken_out_can_still_be_removed(
    priya: Browser, office: Office
) -> None:
    reference, kit, at = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, at, what="Kit sleeps in a cot.")
    assert priya.send(f"/assessments/{reference}/people/{kit}/remove").status_code == 303
    text = priya.get(where(reference)).text
    assert "Children who were taken out" in text
    assert f"/plan/outcomes/{outcome}/remove" in text
    assert priya.get(where(reference, "outcomes", outcome)).status_code == 404
    assert priya.send(where(reference, "outcomes", outcome, "remove")).status_code == 303
    assert plan(office, reference).outcomes == ()


# ---- what is unclear ----


# ---- reasons, and advice left aside ----


def test_the_task_list_says_in_the_words_of_the_plan_what_needs_an_answer(
    priya: Browser, office: Office
) -> None:
    reference, _, _ = kit_on_the_sofa(office)
    text = priya.get(f"/assessments/{reference}").text
    assert "1 worry or unclear thing needs an answer" in text


def test_a_reason_is_asked_for_under_the_worry_and_kept(priya: Browser, office: Office) -> None:
    reference, _, at = kit_on_the_sofa(office)
    page = f"{where(reference, 'reason')}?at={at}"
    assert SOFA in priya.get(page).text
    sent = priya.send(page, {**seen(office, reference), "reason": "<b>A cot</b> {{7*7}} 🦊"})
    assert sent.status_code == 303
    assert sent.location.endswith(f"#{at}")
    text = priya.get(where(reference)).text
    assert "&lt;b&gt;A cot&lt;/b&gt; {{7*7}} 🦊" in text
    assert "1 worry is answered" in text


def test_a_blank_reason_is_not_said_to_be_in_the_plan(priya: Browser, office: Office) -> None:
    reference, _, at = kit_on_the_sofa(office)
    sent = priya.send(f"{where(reference, 'reason')}?at={at}", seen(office, reference))
    assert "Saved. No reason is in the plan." in priya.get(sent.location).text


@pytest.mark.parametrize("reason", ["a\x00b", "x" * 20_001])
def test_a_reason_that_can_not_be_kept_is_shown_back(
    priya: Browser, office: Office, reason: str
) -> None:
    reference, _, at = kit_on_the_sofa(office)
    page = f"{where(reference, 'reason')}?at={at}"
    sent = priya.send(page, {**seen(office, reference), "reason": reason})
    assert sent.status_code == 422
    assert 'href="#reason"' in sent.text
    assert reason in sent.text


@pytest.mark.parametrize("way", ["reason", "leave"])
def test_a_reason_that_says_nothing_is_shown_back_with_what_to_write(
    priya: Browser, office: Office, way: str
) -> None:
    reference, kit, at = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, what="Improve sleep")
    query = f"at={at}" if way == "reason" else f"about={outcome}&rule=S2"
    page = f"{where(reference, way)}?{query}"
    sent = priya.send(page, {**seen(office, reference), "reason": "N/A"})
    assert sent.status_code == 422
    assert "write why this" in sent.text
    assert "“N/A” does not say it." in sent.text
    assert ">\nN/A</textarea>" in sent.text


def test_advice_is_left_aside_with_a_reason_and_taken_up_again(
    priya: Browser, office: Office
) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, what="Kit sleeps in a cot.")
    action = action_under(office, reference, outcome, what="Monitor sleep", who="Priya Nair")
    page = f"{where(reference, 'leave')}?about={action.id}&rule=S3"
    assert "Monitor sleep" in priya.get(page).text
    assert priya.send(page, {"reason": "The court's words"}).status_code == 303
    assert "Because: The court&#39;s words" in priya.get(where(reference)).text
    assert "The court&#39;s words" in priya.get(page).text
    assert priya.send(page, {"reason": "x" * 20_001}).status_code == 422
    priya.send(page, {"reason": ""})
    assert only_outcome(office, reference).actions[0].leave == {}


@pytest.mark.parametrize("query", ["reason?at=family/start.nothing", "leave?about=i0&rule=S3"])
def test_what_is_not_in_the_plan_is_not_found(priya: Browser, office: Office, query: str) -> None:
    reference, _, _ = kit_on_the_sofa(office)
    page = f"{where(reference)}/{query}"
    assert priya.get(page).status_code == 404
    assert priya.send(page, {**seen(office, reference), "reason": "x"}).status_code == 404


def test_a_rule_that_does_not_exist_can_not_be_left_aside(priya: Browser, office: Office) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit)
    page = f"{where(reference, 'leave')}?about={outcome}&rule=Z9"
    assert priya.get(page).status_code == 404


# ---- what is submitted, agreed, or of another team ----


@pytest.mark.parametrize("agreed", [False, True], ids=["submitted", "agreed"])
def test_what_is_submitted_or_agreed_can_be_read_and_not_changed(
    priya: Browser,
    office: Office,
    agreed: bool,  # noqa: FBT001 - a table
) -> None:
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit)
    outcome = office.outcome(
        reference, kit, what="Kit sleeps in his own cot every night.", now="4 of 7 nights.",
        measure="Cot seen in use on 6 of 6 visits", by="1/4/2026", if_not="Priya rings Mo."
    )  # fmt: skip
    action_under(office, reference, outcome, what="Bring a cot", who="Priya Nair", due="9/3/2026")
    office.submit(reference)
    if agreed:
        with office.writing() as session:
            reviewing.agree(session, office.mo, reference, "", NOW)
    before = plan(office, reference)
    text = priya.get(where(reference)).text
    assert "Kit sleeps in his own cot every night." in text
    assert '<form method="post" action="/assessments' not in text
    assert priya.get(where(reference, "outcomes", outcome)).status_code == 403
    for page in (
        where(reference),
        where(reference, "outcomes", outcome),
        f"{where(reference, 'outcomes', 'new')}?child={kit}",
        where(reference, "outcomes", outcome, "remove"),
        where(reference, "outcomes", outcome, "actions", "new"),
        f"{where(reference, 'leave')}?about={outcome}&rule=S1",
    ):
        sent = priya.send(page, {"seen_revision": "1", "what": "Too late", "reason": "Too late"})
        assert sent.status_code == 403, page
    assert plan(office, reference) == before


def test_another_team_gets_the_same_404_as_for_a_record_that_is_not_there(
    app: Flask, people: dict[str, Actor], office: Office
) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit)
    sam = another_browser(app).sign_in(people["sam"])
    for page in (where(reference), where(reference, "outcomes", outcome)):
        theirs, nobodys = sam.get(page), sam.get(page.replace(reference, "000000"))
        assert theirs.status_code == nobodys.status_code == 404
        assert without_token(theirs) == without_token(nobodys)
        assert sam.send(page, {"seen_revision": "1"}).status_code == 404


@pytest.mark.parametrize("revision", ["", "-1", "1.5", "9" * 12, "²"])
def test_a_form_that_no_page_of_ours_sent_is_refused(
    priya: Browser, office: Office, revision: str
) -> None:
    reference, _, _ = kit_on_the_sofa(office)
    assert priya.send(where(reference), {"seen_revision": revision}).status_code == 400


def test_a_child_with_more_than_five_outcomes_is_worth_another_look(
    priya: Browser, office: Office
) -> None:
    reference = office.start()
    kit = office.child(reference)
    for number in range(5):
        office.outcome(reference, kit, what=f"Kit sleeps in bed {number}.")
    asked = "Three to five are enough"
    assert asked not in priya.get(f"/assessments/{reference}/plan").text
    office.outcome(reference, kit, what="Kit has a sixth.")
    assert f"Kit has 6 outcomes. {asked}" in priya.get(f"/assessments/{reference}/plan").text
