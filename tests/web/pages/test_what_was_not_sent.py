"""A field that a form leaves out stands as it is; a page that nobody can have seen clashes."""

import pytest

from riskform.engine.plan import Action, Outcome
from riskform.services import planning
from riskform.services.opening import open_assessment
from tests.services.office import NOW, Office
from tests.web.browsing import Browser

OUTCOME = {
    "what": "Kit sleeps in his own cot.",
    "now": "On the sofa on 3 visits.",
    "measure": "Seen in his cot on 6 visits",
    "by": "2026-04-01",
    "if_not": "Priya rings Mo.",
}
ACTION = {"what": "Bring a cot", "who": "Sam Lowe", "due": "2026-03-09", "agreed": "2026-03-02"}


class Case:
    """A draft with one outcome, and under it one action, both tied to the same worry."""

    def __init__(self, office: Office) -> None:
        self.office, self.reference = office, office.start()
        kit = office.child(self.reference)
        office.answer_everything(self.reference, kit, sleeps="sofa")
        self.worry = f"{kit}/sleep.sofa_with_adult"
        self.outcome_id = office.outcome(self.reference, kit, self.worry, **OUTCOME)
        ids = (self.reference, self.outcome_id)
        with office.writing() as session:
            self.action_id = planning.put_action(
                session, office.priya, *ids, ACTION, (self.worry,), NOW
            )
        self.outcome_page = f"/assessments/{self.reference}/plan/outcomes/{self.outcome_id}"
        self.action_page = f"{self.outcome_page}/actions/{self.action_id}"

    @property
    def outcome(self) -> Outcome:
        with self.office.database.session(write=False) as session:
            return open_assessment(session, self.office.priya, self.reference).plan.outcomes[0]

    @property
    def action(self) -> Action:
        return self.outcome.actions[0]

    @property
    def revision(self) -> int:
        with self.office.database.session(write=False) as session:
            return open_assessment(session, self.office.priya, self.reference).stored.revision

    def seen(self, ahead: int = 0) -> dict[str, str]:
        return {"seen_revision": str(self.revision + ahead)}


@pytest.fixture
def case(office: Office) -> Case:
    return Case(office)


def test_an_action_form_without_fields_changes_nothing(priya: Browser, case: Case) -> None:
    before = case.action
    assert priya.send(case.action_page, case.seen()).status_code == 303
    assert case.action == before


def test_an_outcome_form_without_fields_changes_nothing(priya: Browser, case: Case) -> None:
    before = case.outcome
    assert priya.send(case.outcome_page, case.seen()).status_code == 303
    assert case.outcome == before


@pytest.mark.parametrize(
    ("sent", "changed"),
    [
        ({"what": ""}, {"what": ""}),
        ({"who_other": ""}, {"who": "", "agreed": ""}),
        ({"who": "Priya Nair"}, {"who": "Priya Nair", "agreed": ""}),
        ({"due-day": "10"}, {"due": "2026-03-10"}),
        ({"due-day": "", "due-month": "", "due-year": ""}, {"due": ""}),
        ({"agreed_on-day": "", "agreed_on-month": "", "agreed_on-year": ""}, {"agreed": ""}),
        ({"agreed": "yes"}, {}),
        ({"on-page": "answers"}, {"answers": ()}),
    ],
)
def test_a_field_of_an_action_that_was_sent_counts_blank_or_not(
    priya: Browser, case: Case, sent: dict[str, str], changed: dict[str, object]
) -> None:
    assert priya.send(case.action_page, {**sent, **case.seen()}).status_code == 303
    stands = {**ACTION, "answers": (case.worry,), **changed}
    assert {name: getattr(case.action, name) for name in stands} == stands


def test_a_tick_that_was_taken_away_in_a_browser_is_gone(priya: Browser, case: Case) -> None:
    page = priya.get(case.outcome_page).text
    assert '<input type="hidden" name="on-page" value="answers">' in page
    priya.send(case.outcome_page, {"on-page": "answers", **case.seen()})
    assert case.outcome.answers == ()


def test_a_reason_that_was_not_sent_is_not_taken_back(priya: Browser, case: Case) -> None:
    plan = f"/assessments/{case.reference}/plan"
    leave, why_not = (
        f"{plan}/leave?about={case.outcome_id}&rule=S2",
        f"{plan}/reason?at={case.worry}",
    )
    for page, reason in ((leave, "The court said so"), (why_not, "Gran has a cot")):
        assert priya.send(page, {"reason": reason, **case.seen()}).status_code == 303
        assert priya.send(page, case.seen()).status_code == 303
        assert f">\n{reason}</textarea>" in priya.get(page).text


def test_advice_is_given_on_what_stands_where_nothing_else_was_sent(
    priya: Browser, case: Case
) -> None:
    sent = {"about": "action", "outcome": case.outcome_id, "action": case.action_id}
    got = priya.send(f"/assessments/{case.reference}/plan/advice", sent)
    assert got.get_json() == {"advice": {}}


def test_a_page_that_was_never_made_has_seen_nothing(priya: Browser, case: Case) -> None:
    for page, words in ((case.action_page, "Weigh Kit"), (case.outcome_page, "Kit grows.")):
        sent = priya.send(page, {"what": words, **case.seen(ahead=7)})
        assert sent.status_code == 409
        assert "Priya Nair changed this while you were writing, to: “" in sent.text
        assert words in sent.text
        assert f'name="seen_revision" value="{case.revision}"' in sent.text
    assert (case.action.what, case.outcome.what) == (ACTION["what"], OUTCOME["what"])


def test_nor_does_it_take_back_a_reason(priya: Browser, case: Case) -> None:
    page = f"/assessments/{case.reference}/plan/reason?at={case.worry}"
    assert priya.send(page, {"reason": "Gran has a cot", **case.seen()}).status_code == 303
    sent = priya.send(page, {"reason": "Another", **case.seen(ahead=1)})
    assert sent.status_code == 409
    assert "to: “Gran has a cot”" in sent.text


def test_what_can_not_be_kept_does_not_hide_what_somebody_else_wrote(
    priya: Browser, case: Case
) -> None:
    before = case.seen()
    theirs = {**ACTION, "what": "Bring a Moses basket"}
    with case.office.writing() as session:
        planning.put_action(
            *(session, case.office.mo, case.reference, case.outcome_id, theirs, ()),
            *(NOW, case.action_id),
        )
    shown = priya.send(case.action_page, {"what": "a\x00b", **before})
    assert shown.status_code == 422
    assert f'name="seen_revision" value="{before["seen_revision"]}"' in shown.text
    assert priya.send(case.action_page, {"what": "A cot", **before}).status_code == 409
