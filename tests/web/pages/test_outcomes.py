import pytest

from riskform.engine.plan import Action, Outcome
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
HOSTILE = "<script>alert(1)</script> {{7*7}} نہیں Zażółć 🦊"


def kit_on_the_sofa(office: Office) -> tuple[str, str, str]:
    """Return a draft's reference, Kit's id, and the finding that he sleeps on the sofa."""
    reference = office.start()
    kit = office.child(reference)
    office.answer_everything(reference, kit, sleeps="sofa")
    return reference, kit, f"{kit}/sleep.sofa_with_adult"


def outcomes(office: Office, reference: str) -> tuple[Outcome, ...]:
    with office.database.session(write=False) as session:
        return open_assessment(session, office.priya, reference).plan.outcomes


def seen(office: Office, reference: str) -> dict[str, str]:
    with office.database.session(write=False) as session:
        stored = open_assessment(session, office.priya, reference).stored
    return {"seen_revision": str(stored.revision)}


def under(reference: str, *rest: str) -> str:
    return "/".join(("/assessments", reference, "plan", "outcomes", *rest))


def action_of(office: Office, reference: str, outcome: str, **typed: str) -> Action:
    with office.writing() as session:
        planning.put_action(session, office.priya, reference, outcome, typed, (), NOW)
    return outcomes(office, reference)[0].actions[-1]


def test_the_worry_that_led_here_is_ticked_and_the_last_day_is_said(
    priya: Browser, office: Office
) -> None:
    reference, kit, at = kit_on_the_sofa(office)
    text = priya.get(f"{under(reference, 'new')}?child={kit}&answers={at}").text
    assert "What will be different for Kit?" in text
    assert f'value="{at}" checked' in text
    assert "No later than 27 April 2026" in text


def test_an_outcome_of_one_child_offers_nothing_about_another_unless_it_is_ticked(
    priya: Browser, office: Office
) -> None:
    reference, kit, at = kit_on_the_sofa(office)
    rosa = office.child(reference, "Rosa", "2021-05-04")
    office.answer(reference, "sleep", rosa, last_night="sofa")
    text = priya.get(f"{under(reference, 'new')}?child={kit}&answers={at}").text
    assert f"{rosa}/sleep.sofa_with_adult" not in text
    both = office.outcome(reference, kit, at, f"{rosa}/sleep.sofa_with_adult", what="In cots.")
    assert f'value="{rosa}/sleep.sofa_with_adult" checked' in priya.get(under(reference, both)).text


def test_a_new_outcome_is_kept_and_leads_to_its_place_in_the_plan(
    priya: Browser, office: Office
) -> None:
    reference, kit, at = kit_on_the_sofa(office)
    sent = priya.send(f"{under(reference, 'new')}?child={kit}", {**GOOD, "answers": at})
    (kept,) = outcomes(office, reference)
    assert sent.location == f"/assessments/{reference}/plan?done=saved#{kept.id}"
    assert (kept.what, kept.by, kept.answers) == (GOOD["what"], "2026-04-01", (at,))
    assert kept.child_id == kit


def test_saving_can_lead_straight_to_the_first_action(priya: Browser, office: Office) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    sent = priya.send(f"{under(reference, 'new')}?child={kit}", {**GOOD, "then": "action"})
    (kept,) = outcomes(office, reference)
    assert sent.location == under(reference, kept.id, "actions", "new")


def test_an_outcome_that_is_not_smart_is_kept_and_advised_beside_its_fields(
    priya: Browser, office: Office
) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    typed = {"what": "Improve sleep", "by-day": "31", "by-month": "2", "by-year": "2026"}
    assert priya.send(f"{under(reference, 'new')}?child={kit}", typed).status_code == 303
    (kept,) = outcomes(office, reference)
    assert kept.by == "31/2/2026"
    text = priya.get(under(reference, kept.id)).text
    for box, typed_in_it in (("day", "31"), ("month", "2"), ("year", "2026")):
        assert f'name="by-{box}" type="text" value="{typed_in_it}"' in text
    assert text.index('id="by-year"') < text.index("Give a date, such as") < text.index("if_not")


def test_what_was_typed_is_never_run_and_is_shown_exactly(priya: Browser, office: Office) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    priya.send(f"{under(reference, 'new')}?child={kit}", {"what": HOSTILE, "now": "a\r\nb"})
    (kept,) = outcomes(office, reference)
    assert (kept.what, kept.now) == (HOSTILE, "a\nb")
    for page in (f"/assessments/{reference}/plan", under(reference, kept.id)):
        text = priya.get(page).text.replace("<bdi>", "").replace("</bdi>", "")
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} نہیں Zażółć 🦊" in text
        assert "<script>alert" not in text


@pytest.mark.parametrize("text", ["a\x00b", "x" * 20_001], ids=["NUL", "too long"])
def test_a_text_that_can_not_be_kept_is_shown_back_with_all_the_rest(
    priya: Browser, office: Office, text: str
) -> None:
    reference, kit, at = kit_on_the_sofa(office)
    typed = {**GOOD, "measure": text, "answers": at, "by-day": "31", "by-month": "2"}
    sent = priya.send(f"{under(reference, 'new')}?child={kit}", typed)
    assert sent.status_code == 422
    assert "<title>Error: " in sent.text
    assert 'href="#measure"' in sent.text
    assert text in sent.text
    assert GOOD["what"] in sent.text
    assert f'value="{at}" checked' in sent.text
    assert 'name="by-day" type="text" value="31"' in sent.text
    assert outcomes(office, reference) == ()


def test_a_worry_can_be_added_to_an_outcome_that_is_there(priya: Browser, office: Office) -> None:
    reference, kit, at = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, what="Kit sleeps in a cot.")
    assert "Outcome 1 answers it too" in priya.get(f"/assessments/{reference}/plan").text
    text = priya.get(f"{under(reference, outcome)}?answers={at}").text
    assert f'value="{at}" checked' in text


def test_a_worry_about_the_family_can_be_added_to_the_outcome_of_a_child(
    priya: Browser, office: Office
) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, what="Kit sleeps in a cot.")
    office.answer(reference, "start", "family", danger="yes")
    page = priya.get(f"/assessments/{reference}/plan").text
    assert "Outcome 1 for Kit answers it too" in page
    assert f"{under(reference, outcome)}?answers=family%2Fstart.in_danger" in page


def test_a_change_meanwhile_is_shown_beside_ones_own_and_nothing_is_lost(
    priya: Browser, mo: Browser, office: Office
) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, what="Kit sleeps.")
    before = seen(office, reference)
    theirs = {**GOOD, **before, "what": "Kit sleeps on his back."}
    assert mo.send(under(reference, outcome), theirs).status_code == 303
    sent = priya.send(under(reference, outcome), {**GOOD, **before})
    assert sent.status_code == 409
    assert "Mo Haddad changed this while you were writing, to: “Kit sleeps on his back.”" in (
        sent.text
    )
    assert GOOD["what"] in sent.text
    assert outcomes(office, reference)[0].what == "Kit sleeps on his back."
    again = seen(office, reference)
    assert f'name="seen_revision" value="{again["seen_revision"]}"' in sent.text
    assert priya.send(under(reference, outcome), {**GOOD, **again}).status_code == 303
    assert outcomes(office, reference)[0].what == GOOD["what"]


def test_removing_asks_first(priya: Browser, office: Office) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, what="Kit sleeps in a cot.")
    action = action_of(office, reference, outcome, what="Bring a cot")
    ask = priya.get(under(reference, outcome, "actions", action.id, "remove")).text
    assert "Remove this action?" in ask
    assert "Bring a cot" in ask
    assert outcomes(office, reference)[0].actions == (action,)
    priya.send(under(reference, outcome, "actions", action.id, "remove"))
    assert outcomes(office, reference)[0].actions == ()
    assert "Remove this outcome?" in priya.get(under(reference, outcome, "remove")).text
    priya.send(under(reference, outcome, "remove"))
    assert outcomes(office, reference) == ()
    assert priya.get(under(reference, outcome, "remove")).status_code == 404


def test_an_action_has_a_name_from_the_list_or_one_that_was_typed(
    priya: Browser, office: Office
) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    office.adult(reference, "Dean", **{kit: "father"})
    outcome = office.outcome(reference, kit, what="Kit sleeps in a cot.")
    page = under(reference, outcome, "actions", "new")
    text = priya.get(page).text
    assert 'value="Priya Nair"' in text
    assert 'value="Dean"' in text
    due = {"due-day": "9", "due-month": "3", "due-year": "2026"}
    priya.send(page, {"what": "Bring a cot", "who": "Dean", **due})
    priya.send(page, {"what": "Ring him", "who": "Dean", "who_other": "Leanne Hart, IDVA"})
    first, second = outcomes(office, reference)[0].actions
    assert (first.who, first.due) == ("Dean", "2026-03-09")
    assert (second.who, second.due) == ("Leanne Hart, IDVA", "")


def test_an_action_is_changed_at_its_own_page_with_its_advice(
    priya: Browser, office: Office
) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, what="Kit sleeps in a cot.")
    action = action_of(office, reference, outcome, what="Monitor sleep", who="All agencies")
    page = under(reference, outcome, "actions", action.id)
    text = priya.get(page).text
    assert text.index("Worth another look") < text.index('name="who"')
    assert "This must be mended before you submit: Name one person" in text
    before = seen(office, reference)
    changed = {"what": "Weigh Kit at home", "who": "Priya Nair", **before}
    sent = priya.send(page, changed)
    assert sent.location.endswith(f"#{action.id}")
    assert outcomes(office, reference)[0].actions[0].what == "Weigh Kit at home"
    late = priya.send(page, {"what": "Weigh Kit", "who": "Priya Nair", **before})
    assert late.status_code == 409
    assert "to: “Weigh Kit at home”" in late.text


@pytest.mark.parametrize("text", ["a\x00b", "x" * 20_001], ids=["NUL", "too long"])
def test_an_action_that_can_not_be_kept_is_shown_back(
    priya: Browser, office: Office, text: str
) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, what="Kit sleeps in a cot.")
    action = action_of(office, reference, outcome, what="Bring a cot")
    for page in ("new", action.id):
        sent = priya.send(
            under(reference, outcome, "actions", page),
            {**seen(office, reference), "what": text, "who_other": "Sam Lowe"},
        )
        assert sent.status_code == 422
        assert text in sent.text
        assert 'value="Sam Lowe"' in sent.text
    changed = {**seen(office, reference), **GOOD, "now": text}
    assert priya.send(under(reference, outcome), changed).status_code == 422


def test_what_is_not_there_is_not_found(priya: Browser, office: Office) -> None:
    reference, kit, _ = kit_on_the_sofa(office)
    outcome = office.outcome(reference, kit, what="Kit sleeps in a cot.")
    stale = seen(office, reference)
    for page in (
        f"{under(reference, 'new')}?child=pnobody",
        under(reference, "new"),
        under(reference, "inone"),
        under(reference, "inone", "remove"),
        under(reference, "inone", "actions", "new"),
        under(reference, outcome, "actions", "inone"),
        under(reference, outcome, "actions", "inone", "remove"),
    ):
        assert priya.get(page).status_code == 404, page
        assert priya.send(page, {**GOOD, **stale}).status_code == 404, page
