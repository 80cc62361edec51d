"""No text whatever crashes a rule, however long it is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskform.definitions.smart_rules import SmartRules
from riskform.engine.case import Adult, Child, Tie
from riskform.engine.plan import Action, FindingReply, Outcome, Plan
from riskform.engine.smart import Context, check_plan, smart_report
from tests.soak.long_texts import UNITS, item_of

# Words that steer the rules, so that chance meets the branches that plain noise never reaches.
STEERING = [
    *("mum", "dad", "parents", "Zara", "Will", "the", "Mr", "Mrs", "Dean", "school", "team"),
    *("to", "will", "be", "attend", "and", "that", "so", "needs", "met", "'s", ";", ",", "(", ")"),
    *("monitor", "support", "ensure", "by", "using", "says", "report", "improve", "work", "up"),
    *("3", "24/04/2026", "level", "ongoing", "no", "child", "referral", "sessions", "have"),
    *("-", "/", "better", "with", "around"),
]
TEXT = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(STEERING), max_size=14).map(" ".join),
    st.lists(st.sampled_from(STEERING), max_size=14).map("".join),
)
ITEM = st.fixed_dictionaries(
    {},
    optional={
        "children": st.one_of(st.none(), TEXT, st.lists(TEXT, max_size=3)),
        "level": st.one_of(st.none(), st.integers(), TEXT),
        **dict.fromkeys(
            (
                "outcome",
                "baseline",
                "measure",
                "action",
                "owner",
                "due",
                "contingency",
                "assessed_on",
                "next_review",
            ),
            st.one_of(st.none(), TEXT),
        ),
    },
)
# The rules are the same for all examples, and building the first texts takes a moment.
CALM = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=100,
)


@CALM
@given(st.lists(ITEM, max_size=4))
def test_every_item_gets_one_line_with_letters_of_smart(
    rules: SmartRules, items: list[dict[str, object]]
) -> None:
    report = smart_report(rules, items)
    assert len(report) == len(items)
    for line in report:
        letters = line["letters"]
        assert isinstance(letters, list)
        assert letters == [letter for letter in "SMART" if letter in letters]


@CALM
@given(st.lists(TEXT, min_size=9, max_size=9))
def test_every_plan_is_checked(rules: SmartRules, texts: list[str]) -> None:
    what, now, measure, by, if_not, do, who, name, adult = texts
    action = Action("a1", do, who, by)
    outcome = Outcome("o1", "zara", what, now, measure, by, if_not, actions=(action,))
    context = Context(
        level=4,
        children=(Child("zara", name),),
        adults=(Adult("dean", adult, {"zara": Tie("father")}),),
    )
    replies = (FindingReply("zara/sleep.where", "unclear", owner=who, due=by),)
    for advice in check_plan(rules, Plan((outcome,), replies), context):
        assert advice.message
        assert advice.example


@pytest.mark.parametrize("unit", UNITS)
def test_a_text_of_20000_letters_is_read_to_its_end(rules: SmartRules, unit: str) -> None:
    # How long it takes beside a short one is measured by `make soak`: no clock stands in a test.
    (line,) = smart_report(rules, [item_of((unit * 20_000)[:20_000])])
    assert line["rules"]
