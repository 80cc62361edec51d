"""A form to fill in by hand: every question of one level, and nobody's answers."""

import re
from datetime import date

import pytest

from riskform.definitions.library import load
from riskform.definitions.model import Form
from riskform.engine.documents import BlankQuestion, Document, WriteIn
from riskform.engine.documents.asked_when import SOMETIMES
from riskform.engine.documents.blank import blank_document
from tests.engine.documents.tiny import FILES, form
from tests.shipped import shipped

DAY = date(2026, 3, 2)


def questions(document: Document) -> dict[str, BlankQuestion]:
    return {
        block.number: block
        for part in document.parts
        for section in part.sections
        for block in section.blocks
        if isinstance(block, BlankQuestion)
    }


def asked(show_if: str, level: int = 3) -> str | None:
    """Return when a question with this condition is asked; None where it is left out."""
    section = (
        "section: s\ntitle: S\nask: each child\nquestions:\n"
        "  - {id: a, label: A?, type: yes_no}\n"
        "  - {id: b, label: B?, type: choices, options: {x: Ex, y: Why}}\n"
        f"  - {{id: q, label: Q?, type: text, show_if: '{show_if}'}}\n"
    )
    files = {
        "f/form.yaml": "form: f\nversion: 1\ntitle: F\nlevels: [2, 3, 4, 5]\nsections: [s]\n",
        "sections/s.yaml": section,
    }
    library = load(files)
    assert not library.errors, library.errors
    row = questions(blank_document(library.forms["f"], level, DAY)).get("1.3")
    return None if row is None else row.asked


@pytest.mark.parametrize(
    ("show_if", "words"),
    [
        ("a is yes", "Only if question 1.1 is “Yes”."),
        ("a is not answered or a is yes", "Only if question 1.1 is “Yes”."),
        ("b includes any of (x, y)", "Only if “Ex” or “Why” is ticked in question 1.2."),
        ("child.age_months < 24", "Only if the child is under 2 years."),
        ("child.age_months < 6", "Only if the child is under 6 months."),
        ("child.age_years >= 13", "Only if the child is 13 years or older."),
        ("not child.is_born", "Only if the child is not born yet."),
        ("level >= 3 and a is no", "Only if question 1.1 is “No”."),
        (
            "a is yes and (child.is_born or b includes x)",
            (
                "Only if question 1.1 is “Yes”, and the child is born"
                " or “Ex” is ticked in question 1.2."
            ),
        ),
        ("any child where a is yes", SOMETIMES),
        ("a is not yes", "Only if question 1.1 is not “Yes”."),
        ("not a is yes", SOMETIMES),
        ("level >= 2", ""),
        ("level >= 4 or a is yes", "Only if question 1.1 is “Yes”."),
        ("level >= 4", None),
        ("level >= 4 and a is yes", None),
    ],
)
def test_a_condition_is_put_in_a_few_words_or_none(show_if: str, words: str | None) -> None:
    assert asked(show_if) == words


def test_every_question_has_its_options_or_lines_and_its_number() -> None:
    found = questions(blank_document(form(), 3, DAY))
    assert [*found] == ["1.1", "2.1", "2.2", "2.3", "3.1", "3.2", "4.1"]
    assert (found["2.1"].options, found["2.1"].several) == (("Cot", "Sofa"), True)
    assert found["1.1"].lines == 4
    assert len(found["1.1"].how_known) == 5
    assert found["2.3"].fields == ("Day", "Who") * 2
    assert found["2.1"].question == "Where does the child sleep?"


def test_paper_says_what_must_not_lie_about() -> None:
    assert questions(blank_document(form(), 3, DAY))["3.1"].hint.endswith(
        "Keep this answer from the family."
    )


def test_the_shipped_forms_say_once_who_must_not_read_an_answer() -> None:
    told = {
        (form.id, number): asked.hint
        for form in shipped().forms.values()
        for number, asked in questions(blank_document(form, max(form.levels), DAY)).items()
        if asked.hint.endswith(("Keep this answer from the family.", "you and your manager."))
    }
    assert {("child_risk_assessment", "17.3"), ("child_risk_assessment", "17.4")} <= {*told}
    twice = re.compile(r"(family|manager|copy|copies|only you).*(family|manager)", re.IGNORECASE)
    assert [at for at, hint in told.items() if twice.search(hint.replace("you and ", ""))] == []


def test_it_is_about_nobody_and_has_room_for_the_plan() -> None:
    made: Document = blank_document(form(), 3, DAY)
    assert (made.reference, made.made_for.made_for, made.final) == ("", "", True)
    assert [part.name for part in made.parts] == ["One child", "One adult"]
    last = made.parts[0].sections[-1]
    assert last.title == "Plan for this child"
    assert all(isinstance(block, WriteIn) for block in last.blocks)


def test_a_section_of_another_level_is_left_out() -> None:
    sleep = FILES["sections/sleep.yaml"].replace(
        "ask: each child", "ask: each child\nshow_if: level >= 4"
    )
    changed: Form = form(sleep=sleep)
    assert "2.1" not in questions(blank_document(changed, 3, DAY))
    assert "2.1" in questions(blank_document(changed, 4, DAY))


def test_what_is_asked_first_about_the_family_stands_on_the_first_page() -> None:
    danger = (
        "section: start\ntitle: Start\nquestions:\n"
        "  - {id: danger, label: In danger now?, type: yes_no}\n"
    )
    then = "section: s\ntitle: S\nask: each child\nquestions:\n  - {id: a, label: A?, type: text}\n"
    library = load(
        {
            "f/form.yaml": "form: f\nversion: 1\ntitle: F\nlevels: [3]\nsections: [start, s]\n",
            "sections/start.yaml": danger,
            "sections/s.yaml": then,
        }
    )
    document = blank_document(library.forms["f"], 3, DAY)
    first = [block for block in document.opening if isinstance(block, BlankQuestion)]
    assert [(row.number, row.question) for row in first] == [("1.1", "In danger now?")]
    assert [*questions(document)] == ["2.1"]


def test_a_text_that_may_be_not_known_has_lines_and_a_box() -> None:
    wishes = FILES["sections/sleep.yaml"].replace(
        "type: date}", "type: text, not_known: Nobody knows when.}", 1
    )
    row = questions(blank_document(form(sleep=wishes), 3, DAY))["2.2"]
    assert (row.lines, row.options) == (1, ("Not known",))
