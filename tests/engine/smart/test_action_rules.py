import pytest

from riskform.engine.case import Adult, Child
from riskform.engine.smart import Context
from riskform.engine.smart.action_rules import does_many_things, is_nobody, starts_vaguely
from riskform.engine.smart.sentence import Sentence
from riskform.engine.smart.text import Phrases
from riskform.engine.smart.vocabulary import Vocabulary

FAMILY = Context(children=(Child("zara", "Zara"),), adults=(Adult("dean", "Dean Doyle"),))


@pytest.mark.parametrize(
    "text",
    [
        "Show mum the cot",
        "Weigh Zara on Mondays",
        "Continue the Tuesday swim with Zara",
        "Support Ewa to fill in the form by sitting with her",
        "Encourage Zara to eat using the star chart",
        "Monitor Zara's sugar by testing before each meal",
        "Ensure the gate is fitted by 3pm",
        "Meet Zara to agree her timetable",
        "Support worker to ring mum daily",
        "Give Will the card",
        "Provide a cot and two sheets",
        "Try the new inhaler",
        "Be at the gate at 3",
        "Mum to put Zara to bed by 8",
        "Discuss feeding with mum, looking at the chart",
        "Refer Zara to the eye clinic",
        "Work with mum to fill in the form",
        "",
    ],
)
def test_a_thing_that_one_can_do_is_no_vague_action(text: str, vocab: Vocabulary) -> None:
    assert not starts_vaguely(Sentence(text, vocab, FAMILY))


@pytest.mark.parametrize(
    "text",
    [
        "Monitor",
        "To monitor contact",
        "School to monitor",
        "Making sure Zara is ok",
        "Mum to ensure good hygiene",
        "Professionals should be mindful of risk",
        "Closely monitor the home",
        "Continue to support mum",
        "Support Mum to understand the risks",
        "Support Carly to attend",
        "Liaison with school",
        "Ms Grant to explore counselling",
        "Social worker to consider referral",
        "Keeping a close eye on Zara",
        "Provide ongoing emotional support",
        "Give parents advice",
        "Work with Zara around missing",
        "Contact to be monitored",
        "Parents to be encouraged to attend",
        "Monitor at level 4",
        "Ensure safety by monitoring",
    ],
)
def test_a_verb_that_could_mean_anything_is_vague(text: str, vocab: Vocabulary) -> None:
    assert starts_vaguely(Sentence(text, vocab, FAMILY))


def test_three_things_joined_are_too_many(vocab: Vocabulary) -> None:
    text = "Ring mum and visit and write it down and tell school"
    assert does_many_things(Sentence(text, vocab, FAMILY))
    assert does_many_things(Sentence("Ring mum; visit; write it down; tell school", vocab, FAMILY))


def test_names_that_are_joined_are_not_counted(vocab: Vocabulary) -> None:
    text = "Show Dean and Carly and Pat the cot and watch Mum and Dad and Nan do it"
    assert not does_many_things(Sentence(text, vocab, FAMILY))


@pytest.mark.parametrize(
    "owner",
    [
        "Priya Nair, health visitor",
        "Mrs Doyle",
        "Mr Ward",
        "Mum",
        "Carly (mum)",
        "Kit's dad",
        "Family support worker: Adam Kowal",
        "Speech and language therapist",
        "Drug and alcohol worker",
        "Child and family social worker",
        "Team manager Sue Parker",
        "Head of school",
        "Designated safeguarding lead at Park School",
        "Jane Hall (Housing)",
        "N. A. Khan",
        "Siân O'Neill-Jones, DSL",
        "Health visitor, 0-19 team",
        "Jo Lamb - school nurse",
        "Foster carer",
        "Youth worker",
        "王芳",
        "王",
        "Nan",
        "Nan (Pat)",
        "Nona",
        "Noni Reid",
        "Nana Owusu",
        "Mr Noone",
        "Peter Noone",
        "N A Khan",
        "N. K. Rao",
        "Li Na",
        "Na Li",
        "Nil Demir",
        "Nunn",
        "Mr Null",
        "Christopher Null",
        "Ms Ng",
        "Oo",
        "Bo",
        "Noor",
        "Noah",
        "Tabitha",
        "Tamba Tba",
        "T. B. Chan",
        "Jin No",
        "Dr Test",
        "Tommy Blank",
        "Mrs Every",
        "Sarah Every",
        "Anna Both",
        "Dana All, midwife",
        "Mr None",
        "Will Pending",
        "SW",
        "HV",
        "GP",
        "DSL",
        "Class teacher",
        "Duty social worker",
        "Named midwife",
        "Priya Nair, until the new worker is named",
        "Adam Kowal (school nurse to be named)",
    ],
)
def test_one_person_is_an_owner(owner: str, vocab: Vocabulary) -> None:
    assert not is_nobody(owner, vocab, Phrases(["Dean", "Carly"]))


@pytest.mark.parametrize(
    "owner",
    [
        "",
        " ",
        "-",
        "N/A",
        "TBC (school)",
        "To be allocated",
        "Parents",
        "Both parents",
        "Mum and Dad",
        "mum/dad",
        "Dean and Carly",
        "Mr and Mrs Haddad",
        "Priya Nair and Sam Okoro",
        "Social worker and health visitor",
        "All agencies",
        "Everyone",
        "Core Group members",
        "The school",
        "School and health",
        "Health",
        "CAMHS",
        "Children's services",
        "Professionals involved",
        "Team around the family",
        "Learning Disability Team",
        "Someone from school",
        "Mum, school and health",
        "Staff at nursery",
        "n.a.",
        "NA",
        "n/a - school",
        "N/A (school)",
        "none",
        "None yet",
        "nil",
        "null",
        "...",
        "?",
        "x",
        "XXX",
        "1",
        "tba",
        "T.B.C.",
        "School TBC",
        "n/k",
        "NK",
        "noone",
        "No-one",
        "nobody yet",
        "not sure",
        "don't know",
        "as above",
        "See above.",
        "to follow",
        "to be named",
        "New worker to be named",
        "awaiting allocation",
        "Not allocated",
        "unassigned",
        "vacant",
        "Vacant post",
        "a person",
        "Name Unknown",
        "Social Worker None",
        "us",
        "no",
        "every Doyle",
    ],
)
def test_nobody_a_group_or_two_people_is_none(owner: str, vocab: Vocabulary) -> None:
    assert is_nobody(owner, vocab, Phrases(["Dean", "Carly"]))
