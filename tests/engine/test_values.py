# ruff: noqa: E501 - a message stands on one line, as it is shown.
"""What was typed, read as a value or refused with a sentence that says what to do."""

import pytest

from riskform.engine.case import Answer, Case
from riskform.engine.evaluation import evaluate
from riskform.engine.values import LONGEST_TEXT
from tests.engine.small_forms import evaluated, form_of

FORM = form_of("""
    section: s
    title: S
    questions:
      - {id: note, label: Note?, type: long_text}
      - {id: who, label: Who?, type: person}
      - {id: weight, label: Weight?, type: number, unit: kg, min: 0.5, max: 10}
      - {id: free, label: Free?, type: number}
      - {id: mood, label: Mood?, type: scale, low: Low, high: High}
      - {id: day, label: Day?, type: date, not_after: today}
      - {id: one_thing, label: One?, type: choice, options: {a: A, b: B}}
      - {id: things, label: Things?, type: choices, options: {a: A, none: {label: N, none_of_these: true}}}
      - {id: sure, label: Sure?, type: yes_no}
      - {id: rows, label: Rows?, type: list, fields: [{id: day, label: Day, type: date}]}
""")  # fmt: skip


def typed(question: str, value: object) -> str | None:
    """Return the message about the value, without the question's own words, or None."""
    day = evaluated(FORM).household.on
    case = Case(day, 3, answers={f"family/s.{question}": Answer(value)})
    invalid = evaluate(FORM, case).invalid
    return invalid[0].message.split("? ", 1)[1] if invalid else None


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("note", "x" * LONGEST_TEXT),
        ("note", "Zoë 👧🏽 علی\tand\r\nso on {{7*7}} <b>"),
        ("note", 7),
        ("who", "dean"),
        ("weight", "0.5"),
        ("weight", " 10.00 "),
        ("weight", 3),
        ("free", "-12345678901234567890.5"),
        ("mood", "0"),
        ("mood", "10"),
        ("mood", "007"),
        ("day", "2026-03-02"),
        ("day", "2/3/2026"),
        ("day", "2026-2-3"),
        ("one_thing", ["a"]),
        ("things", "a"),
        ("sure", True),
        ("sure", False),
        ("rows", [{"id": "a", "day": "2026-03-02"}]),
    ],
)
def test_this_is_an_answer(question: str, value: object) -> None:
    assert typed(question, value) is None


@pytest.mark.parametrize(
    ("question", "value", "message"),
    [
        ("note", "x" * (LONGEST_TEXT + 1), "this is 1 character too long. Keep it to 20,000 characters."),
        ("note", "x" * (LONGEST_TEXT + 2), "this is 2 characters too long. Keep it to 20,000 characters."),
        ("note", "a\x00b", "character 2 can't be printed. Take it out, or type it again."),
        ("note", "a\ud800", "character 2 can't be printed. Take it out, or type it again."),
        ("note", ["a"], "write one text here."),
        ("note", True, "write one text here."),
        ("note", ["Nan", "not_known"], "this has an answer, and Not known is chosen too. Keep one of the two."),
        ("who", ["dean", "Nan"], "a person is chosen, and another name is written. Keep one of the two."),
        ("who", ["Nan", "not_known"], "this has an answer, and Not known is chosen too. Keep one of the two."),
        ("weight", "0.4", "the number must be 0.5 kg or more."),
        ("weight", "10.1", "the number must be 10 kg or less."),
        ("weight", "2,5", "write a number in digits, such as 3 or 2.5."),
        ("weight", "1e1", "write a number in digits, such as 3 or 2.5."),
        ("weight", "٣", "write a number in digits, such as 3 or 2.5."),
        ("free", "9" * 31, "write a number in digits, such as 3 or 2.5."),
        ("mood", "11", "choose a whole number from 0 to 10."),
        ("mood", "000011", "choose a whole number from 0 to 10."),
        ("mood", "0000" + "9" * 5000, "choose a whole number from 0 to 10."),
        ("mood", "5.0", "choose a whole number from 0 to 10."),
        ("mood", "-1", "choose a whole number from 0 to 10."),
        ("day", "31/2/2026", "31/2/2026 is not a real date. Write a day, a month and a year."),
        ("day", "2/3/26", "write the year with four digits, like 2026."),
        ("day", "31/2/26", "write the year with four digits, like 2026."),
        ("day", "2.3.26//", "write the year with four digits, like 2026."),
        ("day", "2/3/202", "write the year with four digits, like 2026."),
        ("day", "0000-01-01", "0000-01-01 is not a real date. Write a day, a month and a year."),
        ("day", "//2026", "//2026 is not a real date. Write a day, a month and a year."),
        ("day", "2026-03-03", "the date can't be after the day of this assessment, 2/3/2026."),
        ("one_thing", "c", "choose one of the answers listed."),
        ("one_thing", ["a", "b"], "choose one of the answers listed."),
        ("one_thing", {"a": "b"}, "choose one of the answers listed."),
        ("things", ["a", {"b": "c"}], "choose only from the answers listed."),
        ("things", ["a", "none"], "'N' can't be chosen together with other answers."),
        ("sure", "perhaps", "choose one of the answers listed."),
        ("rows", "many", "give one item for each."),
        ("rows", [{"id": "a", "day": "soon"}], "Day: soon is not a real date. Write a day, a month and a year."),
    ],
)  # fmt: skip
def test_this_is_no_answer(question: str, value: object, message: str) -> None:
    assert typed(question, value) == message[0].upper() + message[1:]
