import pytest

from riskform.engine.case import Adult, Child, Tie
from riskform.engine.plan import Outcome
from riskform.engine.smart import Context
from riskform.engine.smart.measure_rules import (
    cannot_be_seen,
    counts_only_attendance,
    is_only_what_parents_say,
    repeats_the_outcome,
)
from riskform.engine.smart.sentence import Sentence
from riskform.engine.smart.vocabulary import Vocabulary

FAMILY = Context(
    children=(Child("zara", "Zara"),),
    adults=(Adult("dean", "Dean Doyle", {"zara": Tie("father", "yes")}),),
)
OUTCOME = Outcome(
    "i1", "zara", what="Zara sleeps in her own cot at night", now="On the sofa on 3 of 5 visits"
)


def faults(text: str, vocab: Vocabulary, outcome: Outcome = OUTCOME) -> list[str]:
    measure = Sentence(text, vocab, FAMILY)
    what = Sentence(outcome.what, vocab, FAMILY)
    found = {
        "M2": cannot_be_seen(measure),
        "M3": repeats_the_outcome(measure, outcome),
        "M4": is_only_what_parents_say(measure, FAMILY),
        "M5": counts_only_attendance(measure, what, outcome.now),
    }
    return [code for code, broken in found.items() if broken]


@pytest.mark.parametrize(
    "text",
    [
        "Seen in her cot at every visit",
        "3 of 5 nights",
        "Twice",
        "One a week or fewer",
        "Zara says so in her own words",
        "Nan tells us that Zara slept through, and the diary shows it",
        "Mum can tell us the 3 signs",
        "Mum tells us what she would do",
        "Both parents explain the plan",
        "No marks",
        "Weighed fortnightly",
        "Half as many",
        "Health visitor hears her say ten words",
        "Bed delivered",
        "Brought to every appointment",
        "Zara goes to four sessions",
        "Sofa on 0 of 5 visits",
        "In her cot at night on 5 visits",
        "Foster carer says that Zara slept through 6 nights",
        "Dentist finds no decay",
        "A sober adult each night over the course of 4 weeks",
    ],
)
def test_what_people_can_see_or_count_is_a_measure(text: str, vocab: Vocabulary) -> None:
    assert faults(text, vocab) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Better", "M2"),
        ("Improved sleep", "M2"),
        ("No concerns", "M2"),
        ("No further concerns raised", "M2"),
        ("Positive feedback from school", "M2"),
        ("Parents show insight", "M2"),
        ("Improvement seen", "M2"),
        ("Zara is safe", "M2"),
        ("Zara sleeps in her own cot", "M3"),
        ("Own cot at night", "M3"),
        ("On the sofa on 3 of 5 visits", "M3"),
        ("Mum says it is better", "M4"),
        ("Mum reports 5 good nights", "M4"),
        ("Dad self-reports no drinking", "M4"),
        ("Dean says that he never drinks", "M4"),
        ("Parents feel confident", "M4"),
        ("Certificate", "M5"),
        ("6 of 8 sessions attended", "M5"),
        ("All appointments attended", "M5"),
        ("Register shows that mum attended 6 sessions", "M5"),
    ],
)
def test_what_nobody_could_check_is_none(text: str, fault: str, vocab: Vocabulary) -> None:
    assert fault in faults(text, vocab)


def test_a_new_number_is_a_new_measure(vocab: Vocabulary) -> None:
    outcome = Outcome("i1", "zara", now="Police called 3 times in 8 weeks")
    assert faults("Police called 0 times in 8 weeks", vocab, outcome) == []


def test_where_going_is_the_change_it_may_be_counted(vocab: Vocabulary) -> None:
    outcome = Outcome("i1", "zara", what="Zara goes back to Brownies", now="Not since autumn")
    assert faults("Five meetings out of six", vocab, outcome) == []


def test_sessions_of_school_are_the_childs_own(vocab: Vocabulary) -> None:
    outcome = Outcome("i1", "zara", what="Zara is in school", now="41%")
    assert faults("95% of sessions", vocab, outcome) == []
