"""Every row of tests/language/truth_tables.yaml, by the evaluator in Python."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from riskform.definitions.library import load
from riskform.engine.case_reading import read_case
from riskform.engine.compiling import judge
from riskform.engine.evaluation import evaluate
from riskform.engine.household import Household, Standing

FILE = Path(__file__).parent.parent / "language" / "truth_tables.yaml"
# Like riskform itself, this reads every word as it is written: `no` is no, and `on` is on.
TABLES: dict[str, Any] = yaml.load(FILE.read_text(), Loader=yaml.BaseLoader)  # noqa: S506 - it builds texts only.

CHILD_SECTION = """
section: c
title: About the child
ask: each child
questions:
  - id: last_night
    label: Last night?
    type: choice
    how_known: true
    options: {cot: Cot, sofa: Sofa, no: Nowhere, on: On, any: Any}
    not_known: Not known.
  - {id: seen_on, label: Seen?, type: date, not_known: Not known.}
  - {id: told_on, label: Told?, type: date, not_known: Not known.}
  - id: marks
    label: Marks?
    type: choices
    options: {red: Red, blue: {label: Blue, score: 2}, green: {label: Green, score: 3}}
    not_known: Not known.
  - {id: weight, label: Weight?, type: number, not_known: Not known.}
  - {id: mood, label: Mood?, type: scale}
  - id: pick
    label: Pick?
    type: choice
    options: {x: {label: X, score: 3}, y: {label: Y, score: 4}, z: Z}
  - {id: note, label: Note?, type: text}
  - id: items
    label: Items?
    type: list
    fields:
      - {id: said, label: Said?, type: choice, options: {given: Given, waiting: Waiting}}
      - {id: many, label: Many?, type: number}
findings:
  - id: asked_here
    kind: strength
    says: It is so.
    when: |
      CONDITION
"""
OTHERS = {
    "sections/adult_use.yaml": """
section: adult_use
title: About the adult
ask: each adult
questions:
  - id: use
    label: Use?
    type: choices
    options: {alcohol: Alcohol, drugs: Drugs, none: {label: None, none_of_these: true}}
""",
    "sections/home.yaml": """
section: home
title: About the home
questions:
  - {id: danger, label: Danger?, type: yes_no, not_known: Not known.}
  - {id: total, label: Total?, type: number}
""",
    "f/form.yaml": """
form: f
version: 1
title: F
sections: [c, adult_use, home]
conditions:
  someone_drinks: any adult where adult_use.use includes alcohol
""",
}
KIT = {"name": "Kit", "date_of_birth": "2025-12-15"}
FATHER = {"kit": {"relationship": "father", "lives_here": "sometimes"}}
EVERYBODY = {
    "children": {
        "kit": KIT,
        "ellie": {"name": "Ellie", "age_months": "40"},
        "bump": {"name": "Bump", "due_date": "2026-05-01"},
    },
    "adults": {"dean": {"name": "Dean", "to": FATHER}, "gran": {"name": "Gran"}},
}
ROWS = [
    (table["title"], table.get("people") is not None, *row, *(["kit"] if len(row) == 3 else []))
    for table in TABLES["tables"]
    for row in table["rows"]
]
TRUTHS = {"true": True, "false": False, "unknown": None}


def answers_in_full(answers: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the answers by person: kit's are written without person and section."""
    full: dict[str, dict[str, Any]] = {}
    for name, value in answers.items():
        person, slash, ref = name.rpartition("/")
        if not slash:
            person = "family" if name.startswith("home.") else "kit"
            ref = name if "." in name else f"c.{name}"
        full.setdefault(person, {})[ref] = None if value == "null" else value
    return full


def child_called(name: str, household: Household) -> Standing:
    return next(child for child in household.children if child.id == name)


@pytest.mark.parametrize(
    ("title", "alone", "condition", "answers", "truth", "person"),
    ROWS,
    ids=[f"{row[2]} {row[3]}" for row in ROWS],
)
def test_row(
    *, title: str, alone: bool, condition: str, answers: dict[str, Any], truth: str, person: str
) -> None:
    child_section = CHILD_SECTION.replace("CONDITION", condition)
    library = load({**OTHERS, "sections/c.yaml": child_section})
    assert not library.errors, title
    form = library.forms["f"]
    people = {"children": {"kit": KIT}} if alone else EVERYBODY
    case = {"on": "2026-03-02", "level": "3", **people, "answers": answers_in_full(answers)}
    household = evaluate(form, read_case("row", json.dumps(case).encode(), form)).household
    (rule,) = form.section_by_id["c"].findings
    child = child_called(person, household)
    assert judge(rule.when)(household, child, None, None) is TRUTHS[truth]
