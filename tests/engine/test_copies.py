from riskform.definitions.model import Form
from riskform.engine.case import Adult, Answer, Case, Child
from riskform.engine.copies import Need, needing, needs_of
from riskform.engine.evaluation import evaluate
from tests.definitions.checking import FORM, library_of
from tests.engine.documents.tiny import DAY

PEOPLE = (Adult("carly", "Carly"), Adult("dean", "Dean"))
SECTION = """
section: s
title: S
ask: each adult
questions:
  - id: helps
    label: "What helps {adult}?"
    type: choices
    EXTRA
    not_known: Not known.
    options:
      easy: {label: "Easy Read: large print", family_copy: easy_read}
      pictures: Pictures
      shown: Being shown how
      bsl: BSL
      nothing: {label: Nothing special, none_of_these: true}
"""


def form(extra: str = "hint: Ask.") -> Form:
    return library_of(
        {"f/form.yaml": FORM, "sections/s.yaml": SECTION.replace("EXTRA", extra)}
    ).forms["f"]


def needs(form_: Form, **ticked: list[str]) -> tuple[Need, ...]:
    given = {f"{person}/s.helps": Answer(ids) for person, ids in ticked.items()}
    children = (Child("kit", "Kit", age_months=2),)
    return needs_of(form_, evaluate(form_, Case(DAY, 3, children, PEOPLE, given)))


def test_all_that_is_ticked_beside_a_copy_helps_in_the_words_of_the_form() -> None:
    (need,) = needs(form(), carly=["shown", "easy", "pictures", "bsl"])
    assert need.in_words == "Carly: Easy Read, pictures, being shown how, BSL"
    assert needing((need,), "easy_read") == ("Carly",)


def test_who_ticked_something_else_needs_no_other_copy() -> None:
    (need,) = needs(form(), dean=["pictures"])
    assert need.in_words == "Dean: pictures"
    assert needing((need,), "easy_read") == ()


def test_each_of_two_people_is_named_once() -> None:
    found = needs(form(), carly=["easy"], dean=["easy", "pictures"])
    assert needing(found, "easy_read") == ("Carly", "Dean")


def test_nothing_special_not_known_and_a_blank_are_no_needs() -> None:
    assert needs(form(), carly=["nothing"], dean=["not_known"]) == ()
    assert needs(form()) == ()


def test_an_answer_that_is_kept_from_the_family_changes_no_copy() -> None:
    for kept in ("private_to: [author, manager]", "confidential_from: family copies"):
        assert needs(form(kept), carly=["easy"]) == ()
