"""One person's list of what to do, once the plan was reviewed."""

from dataclasses import replace
from datetime import date

from riskform.engine.documents import to_json
from riskform.engine.documents.facts import RecordFacts
from riskform.engine.documents.kinds import KINDS, document, left_out
from riskform.engine.plan import Action, Outcome, Plan
from riskform.engine.reviews.model import ActionReview
from riskform.engine.reviews.standing import standing
from tests.engine.documents.tiny import DAY, facts
from tests.engine.reviews.making import review

AFRAID = "kit/abuse.afraid_at_home"
COT = Outcome(
    *("icot", "kit", "Kit sleeps in a cot", "", "", "2026-04-01"),
    actions=(
        Action("a1", "Bring a cot", "Priya Nair", "2026-03-09"),
        Action("a2", "Watch bedtime", "Priya Nair", "2026-03-09"),
        Action("a3", "Ring the refuge", "Priya Nair", "2026-03-09", answers=(AFRAID,)),
    ),
)
AWAY = replace(COT, id="iaway", what="Kit is away from him", answers=(AFRAID,), actions=())
DONE = ActionReview("a1", "done", "Bring a cot", "Priya Nair", "2026-03-09")
MOVED = ActionReview("a2", "not_done", "Watch bedtime on a Sunday", "Sam Okoro", "2026-03-29")
KEPT = ActionReview("a3", "not_done", "Ring the refuge again", "Priya Nair", "2026-03-29")
NEW = ActionReview("a4", "new", "Ask the school", "Priya Nair", "2026-03-30")
WHAT = "Kit sleeps in a cot at home and at Pat's"


def reviewed(**changed: object) -> RecordFacts:
    plan = Plan((COT, AWAY))
    last = review(what=WHAT, actions=(DONE, MOVED, KEPT, NEW), **changed)
    secret = review(outcome_id="iaway", what="Away", reviewed_on=date(2026, 6, 1))
    now = standing(plan, {"icot": [last], "iaway": [secret]}, {}, (), DAY, "Priya Nair")
    return replace(facts({"kit/abuse.afraid": "yes"}, plan), reviewed=now, final=True)


def paper(made: RecordFacts, name: str) -> str:
    readers = {one.name: one for one in KINDS["actions"].readers(made, ()) if not one.is_worker}
    return to_json(document(KINDS["actions"], made, readers[name]))


def test_a_list_says_what_is_to_be_done_now_and_what_it_is_for_now() -> None:
    told = paper(reviewed(), "Priya Nair")
    assert ("Ask the school" in told, WHAT in told) == (True, True)
    assert "Bring a cot" not in told
    assert "Watch bedtime" not in told
    assert "Watch bedtime on a Sunday" in paper(reviewed(), "Sam Okoro")


def test_what_a_review_says_anew_of_something_withheld_is_withheld_and_so_is_its_day() -> None:
    made = reviewed()
    told = paper(made, "Priya Nair")
    assert "refuge" not in told
    assert '"as_at":{"day":"2026-03-16"' in told
    readers = [one for one in KINDS["actions"].readers(made, ()) if one.name == "Priya Nair"]
    (left,) = left_out(KINDS["actions"], made, readers[0])
    assert (left.says, left.key) == ("Ring the refuge again", "action:a3")


def test_of_a_closed_outcome_nobody_has_anything_to_do() -> None:
    assert KINDS["actions"].readers(reviewed(next="close"), ()) == ()
