"""A short line for workers about what was not asked and would have mattered."""

from riskform.engine.documents.not_asked import not_asked
from tests.engine.documents.tiny import FILES, facts, form

_SLEEP = FILES["sections/sleep.yaml"]
SLEEP = _SLEEP.replace(
    "  - {id: seen_on,",
    "  - {id: day, label: Day?, type: text, show_if: place includes cot, if_blank: Unclear.}\n"
    "  - {id: more, label: More?, type: text, show_if: day is answered, if_blank: Unclear.}\n"
    "  - {id: note, label: Note?, type: text, show_if: place includes cot}\n"
    "  - {id: seen_on,",
)


def told(sleep: str, level: int = 3, **answers: object) -> list[str]:
    made = facts(
        {f"kit/sleep.{name}": v for name, v in answers.items()},
        form_=form(sleep=sleep),
        level=level,
    )
    (kit,) = made.evaluation.household.children
    section = made.form.section_by_id["sleep"]
    return [note.text for note in not_asked(made, section, kit)]


def test_a_question_that_would_leave_something_unclear_says_when_it_is_asked() -> None:
    assert told(SLEEP, place=["sofa"]) == ["2.2: Only if “Cot” is ticked in question 2.1."]
    assert told(SLEEP, place=["cot"], day="In a cot") == []


def test_a_section_that_was_not_asked_says_why_once() -> None:
    by_level = SLEEP.replace("ask: each child", "ask: each child\nshow_if: level >= 4")
    assert told(by_level) == ["This is not asked at level 3."]
    by_age = SLEEP.replace("ask: each child", "ask: each child\nshow_if: child.age_months >= 24")
    assert told(by_age) == ["Only if the child is 2 years or older."]


def test_what_is_private_is_not_told_of() -> None:
    private = SLEEP.replace(
        "label: Day?, type: text,", "label: Day?, type: text, private_to: [author],"
    )
    assert told(private, place=["sofa"]) == []
