"""What the browser asks while somebody types: the rules of a saved plan, and nothing is kept."""

from typing import Any

import pytest

from riskform.services import planning
from riskform.services.opening import open_assessment
from tests.services.office import NOW, Office
from tests.web.browsing import Browser

GOOD = {
    "what": "Kit sleeps on his back in his own cot every night.",
    "now": "On the sofa on 3 of 3 visits.",
    "measure": "Cot seen in use on 6 of 6 visits",
    "by-day": "1",
    "by-month": "4",
    "by-year": "2026",
    "if_not": "Priya Nair calls Mo Haddad the same day.",
}


def on_the_sofa(office: Office) -> tuple[str, str, str]:
    """Return a draft's reference, Kit's id, and the finding that he sleeps on the sofa."""
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, sleeps="sofa")
    return reference, kit, f"{kit}/sleep.sofa_with_adult"


def advice(browser: Browser, reference: str, **sent: str) -> dict[str, str]:
    got = browser.send(f"/assessments/{reference}/plan/advice", sent)
    assert got.status_code == 200
    said: dict[str, Any] = got.get_json()
    return dict(said["advice"])


def test_a_good_outcome_has_no_advice_but_that_nobody_does_anything_yet(
    priya: Browser, office: Office
) -> None:
    reference, kit, at = on_the_sofa(office)
    assert advice(priya, reference, child=kit, answers=at, **GOOD).keys() == {"actions"}


def test_each_field_has_its_own_advice_with_an_example_of_the_same_subject(
    priya: Browser, office: Office
) -> None:
    reference, kit, at = on_the_sofa(office)
    typed = {**GOOD, "what": "Improve safer sleep", "measure": "Better sleep", "by-month": "14"}
    said = advice(priya, reference, child=kit, answers=at, **typed)
    assert said.keys() == {"what", "measure", "by", "actions"}
    assert "Say what life will be like for them." in said["what"]
    assert "clear cot" in said["what"]
    assert "/leave?" not in said["what"]


def test_nothing_is_kept_of_what_was_asked(priya: Browser, office: Office) -> None:
    reference, kit, at = on_the_sofa(office)
    with office.database.session(write=False) as session:
        before = open_assessment(session, office.priya, reference).stored
    advice(priya, reference, child=kit, answers=at, **GOOD)
    with office.database.session(write=False) as session:
        after = open_assessment(session, office.priya, reference)
        assert after.stored == before
        assert after.plan.outcomes == ()


def test_what_is_kept_already_can_be_left_aside_from_where_it_stands(
    priya: Browser, office: Office
) -> None:
    reference, kit, at = on_the_sofa(office)
    kept = office.outcome(reference, kit, at, what="Kit sleeps in a cot each night.")
    said = advice(priya, reference, outcome=kept, answers=at, what="Improve Kit's sleep")
    assert f"/plan/leave?about={kept}&amp;rule=S2" in said["what"]


def test_an_action_is_judged_beside_the_others_of_its_plan(priya: Browser, office: Office) -> None:
    reference, kit, at = on_the_sofa(office)
    kept = office.outcome(reference, kit, at, what="Kit sleeps in a cot each night.")
    typed = {"what": "Monitor sleep", "who": "Priya Nair", "who_other": "All agencies"}
    said = advice(priya, reference, about="action", outcome=kept, **typed)
    assert said.keys() == {"what", "who", "due"}
    assert "Name one person who will do this." in said["who"]


def test_who_has_not_said_yes_is_asked_for_unless_it_is_the_writer(
    priya: Browser, office: Office
) -> None:
    reference, kit, at = on_the_sofa(office)
    kept = office.outcome(reference, kit, at, what="Kit sleeps in a cot each night.")
    day = {"due-day": "1", "due-month": "4", "due-year": "2026", "what": "Bring the cot"}
    about = {"about": "action", "outcome": kept, **day}
    assert "not agreed" in advice(priya, reference, who_other="Carol Finch", **about)["who"]
    assert advice(priya, reference, who_other="Carol Finch", agreed="yes", **about) == {}
    assert advice(priya, reference, who="Priya Nair", **about) == {}


@pytest.mark.parametrize("text", ["a\x00b", "x" * 20_001], ids=["NUL", "too long"])
def test_what_can_not_be_kept_has_no_advice(priya: Browser, office: Office, text: str) -> None:
    reference, kit, _ = on_the_sofa(office)
    assert advice(priya, reference, child=kit, what=text) == {}


def test_an_item_or_a_child_of_somewhere_else_is_not_found(priya: Browser, office: Office) -> None:
    reference, *_ = on_the_sofa(office)
    path = f"/assessments/{reference}/plan/advice"
    for sent in ({"child": "x"}, {"outcome": "x"}, {"about": "action", "outcome": "x"}):
        assert priya.send(path, sent).status_code == 404


def test_a_token_in_the_header_is_enough_and_none_is_refused(
    priya: Browser, office: Office
) -> None:
    reference, kit, _ = on_the_sofa(office)
    path, sent = f"/assessments/{reference}/plan/advice", {"child": kit, "what": "Sleep"}
    assert priya.post(path, data=sent).status_code == 400
    assert priya.post(path, data=sent, headers={"X-CSRFToken": priya.token()}).status_code == 200


def test_a_yes_is_kept_with_its_day_and_is_no_yes_of_a_new_owner(
    priya: Browser, office: Office
) -> None:
    reference, kit, at = on_the_sofa(office)
    kept = office.outcome(reference, kit, at, what="Kit sleeps in a cot each night.")
    here = f"/assessments/{reference}/plan/outcomes/{kept}/actions"
    day = {"agreed_on-day": "1", "agreed_on-month": "3", "agreed_on-year": "2026"}
    typed = {"what": "Bring the cot", "who_other": "Carol Finch", "agreed": "yes", **day}
    priya.send(f"{here}/new", typed)

    def said_yes() -> tuple[str, str]:
        with office.database.session(write=False) as session:
            opened = open_assessment(session, office.priya, reference)
            (action,) = opened.plan.outcomes[0].actions
        return action.id, action.agreed

    action, agreed = said_yes()
    assert agreed == "2026-03-01"
    assert "Said yes on 1 March 2026" in priya.get(f"/assessments/{reference}/plan").text
    page = priya.get(f"{here}/{action}").text
    assert 'name="agreed" type="checkbox" value="yes" checked' in page
    with office.writing() as session:
        changed = {"what": "Bring the cot", "who": "Dean", "due": "", "agreed": agreed}
        planning.put_action(session, office.priya, reference, kept, changed, (), NOW, action)
    assert said_yes() == (action, "")


def test_a_colleagues_yes_stands_beside_what_somebody_else_changes(
    priya: Browser, office: Office
) -> None:
    reference, kit, at = on_the_sofa(office)
    kept = office.outcome(reference, kit, at, what="Kit sleeps in a cot each night.")
    typed = {"what": "Bring the cot", "who": "Carol Finch", "due": ""}
    with office.writing() as session:
        action = planning.put_action(session, office.priya, reference, kept, typed, (), NOW)
        seen = open_assessment(session, office.priya, reference).stored.revision
        said_yes = planning.Sent({**typed, "agreed": "yes"}, (), seen)
        planning.change_action(session, office.mo, reference, action, said_yes, NOW)
    here = f"/assessments/{reference}/plan/outcomes/{kept}/actions/{action}"
    sent = {"what": "Bring a cot", "who": "Carol Finch", "seen_revision": str(seen)}
    assert priya.send(here, sent).status_code == 303
    with office.database.session(write=False) as session:
        (outcome,) = open_assessment(session, office.priya, reference).plan.outcomes
    assert (outcome.actions[0].what, outcome.actions[0].agreed) == ("Bring a cot", "yes")
