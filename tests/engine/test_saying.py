from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from riskform.definitions.model import ListField, Option, Question
from riskform.engine.case import Adult, Answer, Case, Child, Tie
from riskform.engine.household import Standing, household_of
from riskform.engine.saying import (
    age_in_words,
    field_said,
    how_known,
    people_names,
    said,
    tie_in_words,
    ties_in_words,
    typed,
)
from riskform.engine.values import Row

KIT = Standing("kit", "Kit")
ON = date(2026, 3, 2)
PLACES = (Option("cot", "Own cot"), Option("nan", "With {child}'s nan"))
NAMES = {"dean": "Dean", "kit": "Kit"}


def asked(kind: Any, **more: Any) -> Question:  # noqa: ANN401 - whatever a question can have.
    return Question("place", "sleep", "child", "Where?", kind, **more)


AGENCIES = asked(
    "list",
    fields=(
        ListField("name", "Who sees {child}", "text"),
        ListField("state", "State", "choice", options=(Option("done", "Done for {child}"),)),
        ListField("since", "Since", "date"),
        ListField("worker", "Worker", "person"),
    ),
)


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        (asked("text"), "Kitty", "Kitty"),
        (asked("choice", options=PLACES), "cot", "Own cot"),
        (asked("choice", options=PLACES), "nan", "With Kit's nan"),
        (asked("choices", options=PLACES), ("cot", "nan"), "Own cot; With Kit's nan"),
        (asked("number", unit="kg"), Decimal("2.5"), "2.5 kg"),
        (asked("scale"), 0, "0"),
        (asked("date"), ON, "2 March 2026"),
        (asked("person"), "dean", "Dean"),
        (asked("person"), "Mr Bell", "Mr Bell"),
        (asked("text", allows_not_known=True), "not_known", "Not known"),
        (asked("choices", options=(Option("not_known", "Nobody knows"),)), ("not_known",),
         "Nobody knows"),
    ],
)  # fmt: skip
def test_a_value_is_said_in_the_words_of_the_form(
    question: Question, value: object, words: str
) -> None:
    assert said(question, value, KIT, NAMES) == words


def test_what_was_typed_is_never_taken_for_a_placeholder() -> None:
    assert said(asked("text"), "{child} {family}", KIT) == "{child} {family}"
    rows = (Row("gp", {"name": "{child}", "state": "done"}),)
    assert said(AGENCIES, rows, KIT) == "Who sees Kit: {child}; State: Done for Kit"


def test_no_colon_follows_a_field_that_is_a_question() -> None:
    visits = asked("list", fields=(ListField("name", "Who sees {child}?", "text"),))
    assert said(visits, (Row("gp", {"name": "GP"}),), KIT) == "Who sees Kit? GP"


def test_the_items_of_a_list_stand_on_lines() -> None:
    rows = (Row("gp", {"name": "GP", "worker": "dean"}), Row("s", {"name": "School", "since": ON}))
    assert said(AGENCIES, rows, KIT, NAMES) == (
        "Who sees Kit: GP; Worker: Dean\nWho sees Kit: School; Since: 2 March 2026"
    )


def test_a_field_by_itself_keeps_its_placeholders_for_who_knows_the_person() -> None:
    assert field_said(AGENCIES.fields[1], "done") == "Done for {child}"


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        (asked("date"), "31/2/2026", "31/2/2026"),
        (asked("date"), "2026-03-02", "2 March 2026"),
        (asked("choice", options=PLACES), "moon", "moon"),
        (asked("choices", options=PLACES), ["cot", "moon"], "Own cot; moon"),
        (asked("number", unit="kg"), "heavy", "heavy kg"),
        (asked("text", allows_not_known=True), ["words", "not_known"], "words; Not known"),
        (asked("text"), "a\n{child}\x00", "a\n{child}\x00"),
        (asked("yes_no", options=()), True, "Yes"),
        (asked("text"), None, ""),
        (AGENCIES, [{"id": "gp", "name": "GP", "since": "31/2/2026", "worker": "dean"}],
         "Who sees Kit: GP; Since: 31/2/2026; Worker: Dean"),
    ],
)  # fmt: skip
def test_nothing_that_was_typed_is_left_out_though_it_cannot_be_used(
    question: Question, value: object, words: str
) -> None:
    assert typed(question, value, KIT, NAMES) == words


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer("x", "seen", "2026-03-01"), "I saw it, 1 March 2026"),
        (Answer("x", "parent"), "A parent told me"),
        (Answer("x", None, "2026-03-01"), "1 March 2026"),
        (Answer("x", "a_bird", "31/2/2026"), ""),
        (Answer("x"), ""),
    ],
)
def test_how_an_answer_is_known_is_said_as_far_as_it_can_be_read(
    answer: Answer, words: str
) -> None:
    assert how_known(answer) == words


@pytest.mark.parametrize(
    ("child", "words"),
    [
        (Child("c", "C", date(2026, 3, 2)), "0 weeks old"),
        (Child("c", "C", date(2026, 2, 23)), "1 week old"),
        (Child("c", "C", date(2025, 12, 15)), "11 weeks old"),
        (Child("c", "C", date(2025, 12, 2)), "3 months old"),
        (Child("c", "C", date(2024, 3, 3)), "23 months old"),
        (Child("c", "C", date(2024, 3, 2)), "2 years old"),
        (Child("c", "C", due_date=date(2026, 5, 1)), "not born yet, due on 1 May 2026"),
        (Child("c", "C", age_months=30), "about 2 years old"),
        (Child("c", "C", age_months=1), "about 1 month old"),
        (Child("c", "C"), "age not known"),
        (
            Child("c", "C", date(2026, 3, 3)),
            "born after the last visit, and asked about as not born yet",
        ),
    ],
)
def test_an_age_is_said_in_weeks_then_months_then_years(child: Child, words: str) -> None:
    assert age_in_words(child, ON) == words


@pytest.mark.parametrize(
    ("tie", "words"),
    [
        (None, "relation to Kit not said"),
        (Tie(), "relation to Kit not said"),
        (Tie("father", "sometimes"), "Father of Kit, lives here sometimes"),
        (Tie("mother"), "Mother of Kit, not said whether they live here"),
        (Tie("mother", "not_known"), "Mother of Kit, not known whether they live here"),
        (Tie("other", "no"), "Someone else in Kit's life, does not live here"),
        (Tie("not_known", "yes"), "Relation to Kit not known, lives here"),
        (Tie(None, "yes"), "Relation to Kit not said, lives here"),
    ],
)
def test_what_an_adult_is_to_a_child_is_said_in_words(tie: Tie | None, words: str) -> None:
    adult = Adult("dean", "Dean", {} if tie is None else {"kit": tie})
    assert tie_in_words(adult, Child("kit", "Kit")) == words


def test_children_to_whom_an_adult_is_the_same_are_named_together() -> None:
    children = tuple(Child(name.lower(), name) for name in ("Tomasz", "Filip", "Oskar"))
    step, father = Tie("step_parent", "yes"), Tie("father", "yes")
    piotr = Adult("piotr", "Piotr", {"tomasz": step, "filip": father, "oskar": step})
    assert ties_in_words(piotr, children) == (
        "Step-parent or parent's partner of Tomasz and Oskar, lives here;"
        " Father of Filip, lives here"
    )
    ewa = Adult("ewa", "Ewa", dict.fromkeys(("tomasz", "filip", "oskar"), Tie("mother", "no")))
    assert ties_in_words(ewa, children) == "Mother of Tomasz, Filip and Oskar, does not live here"
    assert ties_in_words(ewa, ()) == ""


def test_everybody_of_the_family_is_named_by_id() -> None:
    case = Case(ON, 3, (Child("kit", "Kit"),), (Adult("dean", "Dean"),))
    assert people_names(household_of(case)) == {"kit": "Kit", "dean": "Dean"}
