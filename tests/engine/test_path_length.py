from riskform.engine.path_length import PathLength, path_length
from tests.engine.small_forms import evaluated, form_of

FAMILY = """
section: home
title: Home
questions:
  - {id: danger, label: Danger?, type: yes_no}
  - {id: more, label: More?, type: text, show_if: danger is yes}
  - id: calls
    label: Calls?
    type: list
    fields:
      - {id: who, label: Who?, type: text}
      - {id: on, label: When?, type: date}
"""
CHILD = """
section: sleep
title: Sleep
ask: each child
questions:
  - {id: story, label: Story?, type: long_text}
  - {id: hours, label: Hours?, type: number}
  - {id: double, label: Double, type: calculated, value: hours * 2}
"""
CHILDREN = "children: {kit: {name: Kit, age_months: 2}, ellie: {name: Ellie, age_months: 50}}\n"


def length(case: str, *sections: str) -> PathLength:
    form = form_of(*sections)
    return path_length(form, evaluated(form, case))


def test_a_question_counts_once_and_each_of_its_repeats_is_an_answer() -> None:
    assert length(CHILDREN, CHILD) == PathLength(questions=2, answers=4, minutes=4)


def test_without_a_child_nobody_is_asked_about_one() -> None:
    assert length("", CHILD) == PathLength(questions=0, answers=0, minutes=0)


def test_what_is_not_asked_does_not_count() -> None:
    hidden, shown = length("", FAMILY), length("answers: {family: {home.danger: yes}}", FAMILY)
    assert (hidden.questions, shown.questions) == (2, 3)
    assert (hidden.answers, shown.answers) == (3, 4)


def test_each_field_of_each_item_of_a_list_is_an_answer() -> None:
    calls = "answers: {family: {home.calls: [{id: gp}, {id: nan}, {id: dad}]}}"
    assert length(calls, FAMILY) == PathLength(questions=2, answers=7, minutes=6)


def test_a_list_that_is_not_known_is_counted_as_one_item() -> None:
    known = FAMILY.replace("type: list", "type: list\n    not_known: Nobody knows.")
    assert length("answers: {family: {home.calls: not_known}}", known).answers == 3


def test_a_text_takes_90_seconds_and_everything_else_20_and_a_begun_minute_counts() -> None:
    one_text = "section: s\ntitle: S\nquestions: [{id: a, label: A?, type: text}]\n"
    three_choices = "section: s\ntitle: S\nquestions:\n" + "".join(
        f"  - {{id: {name}, label: A?, type: yes_no}}\n" for name in "abc"
    )
    assert length("", one_text).minutes == 2
    assert length("", three_choices).minutes == 1
