"""Starting an outcome and its first action from the words of a finding."""

from riskform.services import planning
from riskform.services.drafting import draft_for
from tests.services.office import TODAY, Office
from tests.web.browsing import Browser
from tests.web.desk import plain
from tests.web.sent_forms import form_on

OUTCOME = "Kit sleeps in a clear cot for every sleep."
ACTION = "Bring a cot and set it up with the parents"


def on_the_sofa(office: Office) -> tuple[str, str, str]:
    """Return a draft's reference, Kit's id, and the finding that he sleeps on the sofa."""
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, sleeps="sofa")
    return reference, kit, f"{kit}/sleep.sofa_with_adult"


def address(reference: str, kit: str, at: str) -> str:
    return f"/assessments/{reference}/plan/outcomes/new?child={kit}&draft={at}"


def plan(office: Office, reference: str) -> planning.OpenPlan:
    with office.database.session(write=False) as session:
        found = planning.open_plan(session, office.priya, reference, TODAY)
        assert found.assessment.plan is not None  # Read while the session is open.
    return found


def test_a_worry_with_words_of_its_own_offers_them(priya: Browser, office: Office) -> None:
    reference, kit, at = on_the_sofa(office)
    page = priya.get(f"/assessments/{reference}/plan").text
    assert f"child={kit}&amp;draft={at.replace('/', '%2F')}" in page
    assert "start from a draft" in page


def test_a_draft_fills_all_but_what_it_is_like_now_and_keeps_nothing(
    priya: Browser, office: Office
) -> None:
    reference, kit, at = on_the_sofa(office)
    page = priya.get(address(reference, kit, at)).text
    sent = form_on(page, f"/assessments/{reference}/plan/outcomes/new?child={kit}")
    assert "This is a draft." in plain(page)
    assert (sent["what"], sent["now"], sent["by-day"]) == (OUTCOME, "", "27")
    assert sent.getlist("answers") == [at]
    assert plan(office, reference).assessment.plan.outcomes == ()


def test_saving_a_draft_leads_to_its_action_with_a_day_and_without_an_owner(
    priya: Browser, office: Office
) -> None:
    reference, kit, at = on_the_sofa(office)
    page = priya.get(address(reference, kit, at)).text
    here = f"/assessments/{reference}/plan/outcomes/new?child={kit}"
    saved = priya.post(here, data=form_on(page, here, then="action"))
    (outcome,) = plan(office, reference).assessment.plan.outcomes
    assert (outcome.what, outcome.answers, outcome.actions) == (OUTCOME, (at,), ())
    there = f"/assessments/{reference}/plan/outcomes/{outcome.id}/actions/new"
    assert saved.location == f"{there}?draft={at.replace('/', '%2F')}"
    sent = form_on(priya.get(saved.location).text, there)
    assert (sent["what"], sent["due-day"], sent["due-month"]) == (ACTION, "2", "3")
    assert (sent.get("who"), sent["who_other"]) == (None, "")
    assert plan(office, reference).assessment.plan.outcomes[0].actions == ()


def test_a_draft_stays_tied_to_its_worry_so_that_it_is_left_out_wherever_the_worry_is(
    priya: Browser, office: Office
) -> None:
    reference, kit, at = on_the_sofa(office)
    here = f"/assessments/{reference}/plan/outcomes/new?child={kit}"
    priya.send(here, {"what": OUTCOME, "draft": at})
    priya.send(here, {"what": OUTCOME, "draft": "kit/no.such"})
    kept = plan(office, reference).assessment.plan.outcomes
    assert [outcome.answers for outcome in kept] == [(at,), ()]


def test_a_draft_that_can_not_be_saved_stays_a_draft(priya: Browser, office: Office) -> None:
    reference, kit, at = on_the_sofa(office)
    here = f"/assessments/{reference}/plan/outcomes/new?child={kit}"
    page = priya.send(here, {"what": "x" * 20_001, "draft": at})
    assert page.status_code == 422
    assert f'name="draft" value="{at}"' in page.text


def test_there_is_no_draft_for_another_child_or_for_what_is_not_raised(office: Office) -> None:
    reference, kit, at = on_the_sofa(office)
    ben = office.child(reference, "Ben", "2019-05-04")
    found = plan(office, reference)
    assert draft_for(found, at, kit) is not None
    assert draft_for(found, at, ben) is None
    assert draft_for(found, f"{ben}/sleep.sofa_with_adult", ben) is None
    assert draft_for(found, f"{ben}/sleep.last_night.if_blank", ben) is None
    assert draft_for(found, at, "nobody") is None
