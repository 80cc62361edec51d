import pytest

from riskform.engine.case import Adult, Child, Tie
from riskform.engine.plan import Outcome
from riskform.engine.smart import Context
from riskform.engine.smart.outcome_rules import (
    is_a_service,
    is_a_workers_task,
    is_an_activity,
    is_only_a_label,
    names_no_child,
)
from riskform.engine.smart.sentence import Sentence
from riskform.engine.smart.vocabulary import Vocabulary

FAMILY = Context(
    children=(Child("zara", "Zara Khan"), Child("will", "Will")),
    adults=(Adult("dean", "Dean Doyle", {"zara": Tie("father", "yes")}),),
)


def faults(text: str, vocab: Vocabulary, context: Context = FAMILY) -> list[str]:
    sentence = Sentence(text, vocab, context)
    rules = {
        "S1": is_an_activity,
        "S2": is_only_a_label,
        "S5": is_a_service,
        "S6": is_a_workers_task,
    }
    return [code for code, is_broken in rules.items() if is_broken(sentence)]


@pytest.mark.parametrize(
    "text",
    [
        "Zara attends school 5 days a week.",
        "Zara will attend school 5 days a week.",
        "Zara attends 95% of her sessions at school.",
        "Will will attend college every day.",
        "Zara's mum keeps her warm.",
        "Zara's mum and dad understand the worries because they are in pictures.",
        "Mum gives Zara her tablets each night.",
        "Dad stays sober so that Zara is safe.",
        "Dean will put Zara to bed by 8.",
        "Mum will attend the feeding clinic so that Zara gains weight.",
        "School is somewhere that Zara likes to be.",
        "The school bus comes for Zara.",
        "No child in this family goes to bed hungry.",
        "Health is good and Zara grows.",
        "When dad drinks, Zara goes to nan's.",
        "Life at home is calm for Zara.",
        "Good mornings: Zara is up and dressed.",
        "Fewer than 2 fits a week for Zara.",
        "Zara works hard.",
        "Zara gets her tea at 5.",
        "Zara has contact with her dad on Sundays.",
        "Zara meets her friends.",
        "Zara is to live with her nan.",
        "Zara sees her speech therapist and uses 20 signs at home.",
        "Zara attends her eye appointments and sees the board from her desk.",
        "Zara will have speech therapy so that she can ask for a drink.",
        "Support from nan means that Zara sleeps well.",
        "Mum is well enough to take Zara to school.",
        "Nan helps Zara to manage her asthma.",
    ],
)
def test_a_change_for_the_child_is_an_outcome(text: str, vocab: Vocabulary) -> None:
    assert faults(text, vocab) == []


@pytest.mark.parametrize(
    "text",
    [
        "Parents to engage.",
        "Parents engage with services.",
        "The parents are engaging with the plan.",
        "Both birth parents will fully co-operate.",
        "Mum will attend AA.",
        "Dad needs to complete the course.",
        "Dean to stop drinking.",
        "Carly to attend the group.",
        "Ms Grant to take part in the programme.",
        "Mr and Mrs Haddad to prioritise the children's needs.",
        "Zara's dad will comply with bail.",
        "Mum to ensure that Zara is clean.",
        "Carly to ensure Zara has stories.",
        "Family to work with the support worker.",
        "Step-father to move out.",
    ],
)
def test_what_adults_go_to_or_agree_to_is_an_activity(text: str, vocab: Vocabulary) -> None:
    assert "S1" in faults(text, vocab)


@pytest.mark.parametrize(
    "text",
    [
        "Improve attendance.",
        "To reduce the impact of domestic abuse.",
        "Improve Zara's sleep.",
        "Better communication between agencies.",
        "Safety.",
        "Routines and boundaries.",
        "Immunisations up to date.",
        "Zara's attendance to improve.",
        "Zara's needs to be met.",
        "Health needs will be met.",
        "Home conditions to be improved.",
        "Positive attachment between Zara and her mum.",
    ],
)
def test_a_topic_without_a_change_is_a_label(text: str, vocab: Vocabulary) -> None:
    assert "S2" in faults(text, vocab)


@pytest.mark.parametrize(
    "text",
    [
        "Zara to have counselling.",
        "Zara will receive therapy.",
        "Zara to be referred to CAMHS.",
        "Referral to CAMHS.",
        "An assessment of Zara's needs.",
        "Children to be brought to appointments.",
        "Zara will receive the support she needs.",
        "Zara to access play therapy.",
    ],
)
def test_what_a_child_is_sent_to_is_a_service(text: str, vocab: Vocabulary) -> None:
    assert "S5" in faults(text, vocab)


@pytest.mark.parametrize(
    "text",
    [
        "School to monitor attendance.",
        "School monitors attendance.",
        "The health visitor will weigh Zara.",
        "Learning disability team to be involved.",
        "Disabled children's team to complete the assessment.",
        "Professionals to share information.",
    ],
)
def test_what_a_worker_is_to_do_is_a_task(text: str, vocab: Vocabulary) -> None:
    assert "S6" in faults(text, vocab)


def test_without_names_no_stranger_is_taken_for_an_adult(vocab: Vocabulary) -> None:
    assert faults("Ellie will attend school 5 days a week.", vocab, Context()) == []
    assert faults("Ellie sleeps well.", vocab, Context()) == []


@pytest.mark.parametrize(
    "text",
    [
        "zara sleeps",
        "ZARA SLEEPS",
        "Zara Khan's cot is clear",
        "The cot is Zara\N{RIGHT SINGLE QUOTATION MARK}s",
        "Zar sleeps",
        "No child in this family is hit",
    ],
)
def test_a_child_is_found_however_the_name_is_typed(text: str, vocab: Vocabulary) -> None:
    outcome = Outcome("i1", "zara", what=text)
    assert not names_no_child(Sentence(text, vocab, FAMILY), outcome, FAMILY)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Zoë", "Zoe sleeps"),
        ("Siân", "Siân's cot"),
        ("Ruby-Mae", "Ruby Mae and Ruby-Mae"),
        ("D'Angelo", "D\N{RIGHT SINGLE QUOTATION MARK}Angelo sleeps"),
        ("Łukasz", "Lukasz sleeps"),
        ("محمد", "محمد sleeps"),
        ("Alexander", "Alex sleeps"),
        ("Unborn baby Shaw", "Baby is born well"),
    ],
)
def test_names_are_found_without_their_accents_and_in_short(
    name: str, typed: str, vocab: Vocabulary
) -> None:
    family = Context(children=(Child("c", name),))
    assert not names_no_child(Sentence(typed, vocab, family), Outcome("i1", "c"), family)


@pytest.mark.parametrize(
    "text", ["", "The children are safe.", "Parents will talk.", "Will sleeps."]
)
def test_the_child_whose_outcome_it_is_has_to_be_named(text: str, vocab: Vocabulary) -> None:
    assert names_no_child(Sentence(text, vocab, FAMILY), Outcome("i1", "zara"), FAMILY)


def test_will_is_a_name_only_with_its_capital(vocab: Vocabulary) -> None:
    outcome = Outcome("i1", "will")
    assert names_no_child(Sentence("Parents will talk", vocab, FAMILY), outcome, FAMILY)
    assert not names_no_child(Sentence("Will is heard", vocab, FAMILY), outcome, FAMILY)


def test_where_no_child_is_known_none_has_to_be_named(vocab: Vocabulary) -> None:
    assert not names_no_child(Sentence("", vocab, Context()), Outcome("i1", ""), Context())
