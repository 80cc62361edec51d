"""A problem of a section's file stands at the question whose lines it is on."""

import pytest

from riskform.definitions.problems import Place, Problem
from riskform.definitions.question_places import problems_by_question

SECTION = """\
section: sleep
title: Sleep
questions:
  - id: night
    label: Where?
    type: text
  - {id: day, label: Day?, type: text}
findings:
  - {id: sofa}
"""


@pytest.mark.parametrize(
    ("line", "question"), [(1, ""), (3, ""), (4, "night"), (6, "night"), (7, "day"), (9, "")]
)
def test_a_line_belongs_to_the_question_that_began_before_it(line: int, question: str) -> None:
    problem = Problem(Place("sections/s.yaml", line, 1), "syntax", "What.", "Do.")
    assert problems_by_question([problem], {"sections/s.yaml": SECTION}) == {
        ("sleep", question): [problem]
    }


def test_a_file_that_can_t_be_read_has_its_problems_at_no_question() -> None:
    problem = Problem(Place("sections/s.yaml", 1, 1), "not-yaml", "What.", "Do.")
    assert problems_by_question([problem], {"sections/s.yaml": "section: ["}) == {
        ("s", ""): [problem]
    }


def test_problems_of_other_files_belong_to_no_section() -> None:
    problem = Problem(Place("f/form.yaml", 1, 1), "syntax", "What.", "Do.")
    assert problems_by_question([problem], {}) == {}
