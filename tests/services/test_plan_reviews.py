"""Reviews of an agreed plan: who records what, what is refused, and what is due."""

from datetime import date, timedelta

import pytest

from riskform.definitions.library import load
from riskform.engine.confidential import for_supervision
from riskform.engine.reviews.given import ActionGiven
from riskform.engine.values import LONGEST_TEXT
from riskform.errors import InvalidInput, NotAllowed, NotFound, StaleAnswers, WrongState
from riskform.records import audit
from riskform.services import overview, publishing, submitting
from riskform.services.opening import narrowed
from riskform.services.plan_reviews import recording
from riskform.services.plan_reviews.listing import plans_due
from riskform.services.plan_reviews.standing import open_reviews, reviewed_plan
from tests.services.office import NOW, SHORT_FORM, TODAY, Office, short_files
from tests.services.private_form import shared
from tests.services.review_office import (
    LATER,
    AgreedPlan,
    agreed_plan,
    agreed_with_a_private_outcome,
)


@pytest.fixture
def plan(office: Office) -> AgreedPlan:
    """Give an agreed plan with one outcome."""
    return agreed_plan(office)


def trail(plan: AgreedPlan) -> list[str]:
    """Return what was done to the record since it was agreed, oldest first."""
    with plan.office.writing() as session:
        found = audit.listed(session, object_reference=plan.reference)
    done = [event.action for event in reversed(found)]
    return done[done.index("agreed") + 1 :]


def test_a_plan_that_is_not_agreed_has_nothing_to_review(office: Office) -> None:
    reference = office.start()
    outcome = office.outcome(reference, office.child(reference))
    with office.writing() as session:
        found = open_reviews(session, office.priya, reference, TODAY)
        assert (found.now, found.may_review) == (None, False)
        with pytest.raises(NotAllowed, match="nothing to review before this assessment is agreed"):
            recording.open_outcome(session, office.priya, reference, outcome, TODAY)


def test_a_review_is_kept_and_told_in_the_trail_and_the_agreed_plan_stays(plan: AgreedPlan) -> None:
    with plan.office.writing() as session:
        before = submitting.snapshot_of(
            open_reviews(session, plan.office.priya, plan.reference, TODAY).assessment
        )
    plan.measure()
    plan.review(next="change", what="Kit sleeps in a cot at Pat's too.")
    found = plan.stands()
    assert (found.outcome.what, found.outcome.last and found.outcome.last.computed) == (
        "Kit sleeps in a cot at Pat's too.",
        "better",
    )
    assert [a.state for a in found.outcome.actions] == ["done"]
    with plan.office.writing() as session:
        opened = open_reviews(session, plan.office.priya, plan.reference, TODAY).assessment
        assert submitting.snapshot_of(opened) == before
    assert trail(plan) == ["measure set", "outcome reviewed"]


def test_a_second_and_a_third_review_start_from_the_one_before(plan: AgreedPlan) -> None:
    plan.measure()
    plan.review(new_what="Go at night", new_who="Ida", new_due="2026-03-20")
    (_, night) = plan.stands().outcome.actions
    on = ActionGiven("not_done", what="Go at night", who="Ida", due="2026-04-01")
    plan.review(seen=1, value="4 of 6", actions={night.id: on}, on=LATER + timedelta(days=7))
    with pytest.raises(InvalidInput) as refused:
        plan.review(seen=2, value="5 of 6", actions={night.id: on}, on=LATER + timedelta(days=14))
    assert list(refused.value.messages) == [f"action-{night.id}-why"]


def test_a_review_needs_to_know_how_the_outcome_is_measured(plan: AgreedPlan) -> None:
    with pytest.raises(WrongState, match="First say how this outcome is measured"):
        plan.review()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"value": "2.4 kg"}, "value"),
        ({"measured_on": "31/2/2026"}, "measured"),
        ({"words": "x" * (LONGEST_TEXT + 1)}, "words"),
        ({"words": "half a \ud800"}, "words"),
        ({"reasons": {"differs": "x" * (LONGEST_TEXT + 1)}}, "reason-differs"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_written(
    plan: AgreedPlan, changed: dict[str, object], field: str
) -> None:
    plan.measure()
    with pytest.raises(InvalidInput) as refused:
        plan.review(**changed)
    assert list(refused.value.messages) == [field]
    assert plan.stands().outcome.reviews == ()


def test_who_saw_an_older_page_is_told_who_reviewed_meanwhile_and_may_add_theirs(
    plan: AgreedPlan,
) -> None:
    plan.measure()
    plan.review()
    with pytest.raises(StaleAnswers, match="Priya Nair") as stale:
        plan.review(plan.office.mo, seen=0, value="2 of 6", actions={})
    plan.review(plan.office.mo, seen=stale.value.revision, value="4 of 6", actions={})
    assert [r.author for r in plan.stands().outcome.reviews] == ["Priya Nair", "Mo Haddad"]


def test_a_button_that_was_pressed_twice_keeps_one_and_tells_of_nobody_else(
    plan: AgreedPlan,
) -> None:
    for _ in range(2):
        plan.measure()
        plan.review()
        with plan.office.writing() as session:
            where = (session, plan.office.priya, plan.reference, plan.outcome)
            recording.comment(*where, 1, "He slept there.", NOW)
    assert trail(plan) == ["measure set", "outcome reviewed", "review commented"]
    with pytest.raises(StaleAnswers):
        plan.review(words="On his back.")


def test_two_who_say_how_it_is_measured_at_once_lose_nothing(plan: AgreedPlan) -> None:
    plan.measure()
    with pytest.raises(StaleAnswers):
        plan.measure(plan.office.mo, unit="nights")
    plan.measure(plan.office.mo, seen=1, unit="nights")
    measure = plan.stands().outcome.measure
    assert (measure and measure.unit, measure and measure.set_by) == ("nights", "Mo Haddad")


def test_a_text_for_a_measure_that_is_too_long_is_refused(plan: AgreedPlan) -> None:
    with pytest.raises(InvalidInput) as refused:
        plan.measure(baseline="3" * (LONGEST_TEXT + 1))
    assert list(refused.value.messages) == ["baseline"]


def test_a_manager_asks_and_the_question_stays_with_the_review(plan: AgreedPlan) -> None:
    plan.measure()
    plan.review()
    office = plan.office
    with office.writing() as session:
        where = (session, office.mo, plan.reference, plan.outcome)
        recording.comment(*where, 1, "Who besides you has seen the cot?", NOW)
        for text in (" ", "x" * 5_001):
            with pytest.raises(InvalidInput):
                recording.comment(*where, 1, text, NOW)
        with pytest.raises(NotFound):
            recording.comment(*where, 2, "Which review?", NOW)
    (said,) = plan.stands().outcome.comments
    assert (said.author, said.text) == ("Mo Haddad", "Who besides you has seen the cot?")


def test_another_team_and_other_outcomes_are_not_there(plan: AgreedPlan) -> None:
    office = plan.office
    with office.writing() as session:
        with pytest.raises(NotFound):
            open_reviews(session, office.sam, plan.reference, TODAY)
        for outcome in ("i404", "i1\x00"):
            with pytest.raises(NotFound):
                recording.open_outcome(session, office.priya, plan.reference, outcome, TODAY)


def due(plan: AgreedPlan, on: date) -> list[tuple[int, bool, int]]:
    """Return days left, drift and missed outcomes of each plan on Priya's list on a day."""
    office = plan.office
    with office.writing() as session:
        agreed = overview.my_work(session, office.priya).agreed
        found = plans_due(session, office.priya, agreed, on)
    return [(one.clock.days_left, one.clock.drifts, one.contingencies) for one in found]


def test_a_plan_is_listed_when_it_is_near_late_drifts_or_an_outcome_missed_its_day(
    plan: AgreedPlan,
) -> None:
    assert due(plan, TODAY) == []
    assert due(plan, date(2026, 4, 20)) == [(5, False, 0)]
    assert due(plan, date(2026, 4, 29)) == [(-2, False, 1)]
    ((_, drifts, _),) = due(plan, date(2027, 3, 3))
    assert drifts


def test_what_is_unclear_after_the_day_to_find_out_puts_a_plan_on_the_list(
    plan: AgreedPlan,
) -> None:
    plan.measure()
    plan.review(evidence=("parent",), finds_out="Priya Nair", find_out_by="2026-03-20")
    office, found = plan.office, []
    for on in (date(2026, 3, 20), date(2026, 3, 21)):
        with office.writing() as session:
            agreed = overview.my_work(session, office.priya).agreed
            found.append([one.unclear for one in plans_due(session, office.priya, agreed, on)])
    assert found == [[], [1]]


def test_a_plan_whose_outcomes_are_all_closed_is_listed_no_more(plan: AgreedPlan) -> None:
    plan.measure()
    plan.review(value="6 of 6", progress="done", next="close")
    assert due(plan, date(2027, 3, 3)) == []


def test_what_depends_on_a_private_answer_is_in_no_colleagues_reviews(office: Office) -> None:
    case = shared(office)
    agreed_with_a_private_outcome(case)
    with office.writing() as session:
        readers = {
            reader.name: open_reviews(session, reader, case.reference, TODAY).now
            for reader in (office.priya, office.mo, case.ravi)
        }
        with pytest.raises(NotFound):
            recording.open_outcome(session, case.ravi, case.reference, "izz1", TODAY)
    seen = {name: [o.id for o in now.outcomes] if now else [] for name, now in readers.items()}
    assert seen == {
        "Priya Nair": ["izz1", "izz2"],
        "Mo Haddad": ["izz1", "izz2"],
        "Ravi Shah": ["izz2"],
    }
    assert "Zinnia" not in str(readers["Ravi Shah"])
    with office.writing() as session:
        whole = open_reviews(session, office.priya, case.reference, TODAY).assessment.everything
        for_a_copy = reviewed_plan(session, narrowed(whole, for_supervision(whole.form)))
    assert [one.id for one in for_a_copy] == ["izz2"]


def test_a_plan_is_due_by_the_level_that_was_decided_for_the_child(office: Office) -> None:
    sets = SHORT_FORM["sections/voice.yaml"] + (
        "  - {id: need, label: Need?, type: choice, sets: child.level, options: {level_5: Five}}\n"
    )
    form = SHORT_FORM["short/form.yaml"].replace("version: 1", "version: 2")
    with office.writing() as session:
        publishing.publish_library(session, load(short_files(form=form, voice=sets)), NOW)
    plan = agreed_plan(office, level="level_5")
    # Worked at level 3, which may wait 8 weeks; level 5 may wait 6.
    with office.writing() as session:
        now = open_reviews(session, office.priya, plan.reference, TODAY).now
    assert now is not None
    assert now.clock.review_by == date(2026, 4, 13)
