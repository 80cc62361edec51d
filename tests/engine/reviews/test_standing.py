from dataclasses import replace
from datetime import UTC, date, datetime

from riskform.engine.plan import Plan
from riskform.engine.reviews.history import judged, outcome_history, unclear
from riskform.engine.reviews.model import ActionReview, Comment
from riskform.engine.reviews.recording import review_of
from riskform.engine.reviews.standing import carried, standing
from tests.engine.reviews.making import COT, TODAY, VISITED, VISITS, asked, review, standing_of

BRING = COT.actions[0]


def reviewed(state: str, what: str = BRING.what, who: str = BRING.who) -> ActionReview:
    return ActionReview(BRING.id, state, what, who, "2026-04-09")


def test_the_plan_now_is_what_the_last_review_made_of_it_and_the_agreed_one_stays() -> None:
    now = standing_of(review(what="Kit sleeps in a cot at Pat's too.", by="2026-06-01"))
    assert (now.what, now.by) == ("Kit sleeps in a cot at Pat's too.", "2026-06-01")
    assert (now.agreed.what, now.agreed.by) == (COT.what, COT.by)


def test_an_action_goes_on_from_how_the_last_review_left_it() -> None:
    (action,) = standing_of(review(actions=(reviewed("not_done", who="Sam Okoro"),))).actions
    assert (action.who, action.due, action.carried) == ("Sam Okoro", "2026-04-09", 0)
    assert not action.accepted


def test_another_day_alone_is_no_change() -> None:
    twice = (review(1, actions=(reviewed("not_done"),)), review(2, actions=(reviewed("not_done"),)))
    assert carried((standing_of(*twice),)) == {BRING.id: 2}


def test_what_is_done_is_not_carried_on() -> None:
    done = standing_of(review(actions=(reviewed("done"),)))
    assert carried((done,)) == {}
    assert done.actions[0].state == "done"


def test_who_wrote_the_plan_has_accepted_what_stands_under_their_name() -> None:
    assert standing_of().actions[0].accepted
    other = replace(COT, actions=(replace(BRING, who="Sam Okoro"),))
    assert not standing_of(outcome=other).actions[0].accepted


def test_an_action_that_a_reader_does_not_see_comes_back_through_no_review() -> None:
    seen = replace(COT, actions=())
    plan, reviews = Plan((seen,)), {COT.id: (review(actions=(reviewed("not_done"),)),)}
    (now,) = standing(plan, reviews, {COT.id: VISITS}, (), VISITED, "Priya Nair")
    assert now.actions == ()
    assert BRING.what not in str(outcome_history(now, "Kit"))


def test_a_closed_outcome_is_open_again_after_another_review() -> None:
    closed = review(next="close", value="6 of 6")
    assert standing_of(closed).is_closed
    assert not standing_of(closed, review(2)).is_closed


def test_the_day_that_passed_counts_only_while_good_enough_is_not_reached() -> None:
    late = date(2026, 5, 2)
    assert standing_of(review()).contingency_is_due(late)
    assert not standing_of(review(value="6 of 6")).contingency_is_due(late)
    assert not standing_of(review()).contingency_is_due(TODAY)


def test_a_review_that_does_the_contingency_now_makes_an_action_of_it() -> None:
    worse = asked(
        standing_of(review(value="4 of 6")),
        value="1 of 6",
        progress="worse",
        contingency="now",
        contingency_who="Sam Okoro",
        contingency_by="2026-04-01",
    )
    made = review_of(worse, ("inew1", "inew2"), "Priya Nair")
    assert made.computed == "worse"
    assert made.actions[-1] == ActionReview(
        "inew1", "new", "Sam calls a strategy discussion.", "Sam Okoro", "2026-04-01"
    )
    now = standing_of(review(value="4 of 6"), made)
    assert [action.id for action in now.actions if action.is_open] == ["inew1"]


def test_a_contingency_that_is_done_already_goes_on_and_is_not_there_twice() -> None:
    begun = ActionReview("inew1", "new", COT.if_not, "Sam Okoro", "2026-03-16")
    again = asked(
        standing_of(review(value="4 of 6", actions=(reviewed("done"), begun))),
        value="1 of 6",
        progress="worse",
        contingency="now",
        contingency_who="Ida Best",
        contingency_by="2026-04-02",
        actions={},
    )
    made = review_of(again, ("inew2", "inew3"), "Priya Nair")
    assert made.actions == (
        ActionReview("inew1", "not_done", COT.if_not, "Ida Best", "2026-04-02"),
    )


def test_both_words_and_what_is_unclear_are_told() -> None:
    both = review(progress="same", evidence=("parent",), finds_out="Sam", find_out_by="2026-04-03")
    assert judged(both) == "The same. The numbers say better."
    assert unclear(both) == "Only a parent has said so. Sam finds out by 3 April 2026."


def test_the_history_tells_what_was_decided_and_counts_nothing_that_was_done() -> None:
    line = outcome_history(standing_of(review(actions=(reviewed("done"),))), "Kit").lines[0]
    assert line.decided == ("What now: keep.", "Done: Bring a cot and watch it set up.")
    assert (line.measure, line.evidence) == ("3 of 6", "I saw it")


def test_a_comment_stands_with_the_outcome_whose_review_it_is_about() -> None:
    at = datetime(2026, 4, 1, tzinfo=UTC)
    said = (Comment(1, "What did you see?", "Mo", at), Comment(9, "Another", "Mo", at))
    (now,) = standing(Plan((COT,)), {COT.id: (review(1),)}, {}, said, VISITED, "")
    assert [comment.text for comment in now.comments] == ["What did you see?"]
