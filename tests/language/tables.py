"""The rows of truth_tables.yaml, and the form and household that each of them is about."""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from riskform.definitions.conditions import tree as t
from riskform.definitions.conditions.tree_json import trees_to_json
from riskform.definitions.library import load
from riskform.definitions.model import Form
from riskform.engine.case_reading import read_case
from riskform.engine.evaluation import evaluate
from riskform.engine.household import Household, Standing

FILE = Path(__file__).parent / "truth_tables.yaml"
FORM = Path(__file__).parent / "truth_tables_form.yaml"
TRUTHS = {"true": True, "false": False, "unknown": None}
KIT = {"name": "Kit", "date_of_birth": "2025-12-15"}
FATHER = {
    "kit": {"relationship": "father", "lives_here": "sometimes"},
    "bump": {"relationship": "not_known"},
}
EVERYBODY = {
    "children": {
        "kit": KIT,
        "ellie": {"name": "Ellie", "age_months": "40"},
        "bump": {"name": "Bump", "due_date": "2026-05-01"},
    },
    "adults": {"dean": {"name": "Dean", "to": FATHER}, "gran": {"name": "Gran"}},
}


@dataclass(frozen=True)
class Row:
    """A condition, what was answered, and how it comes out for `person`, or for the family."""

    title: str
    alone: bool
    condition: str
    answers: dict[str, Any]
    truth: str
    person: str

    @property
    def name(self) -> str:
        return f"{self.condition} {self.answers} {self.person}"

    @property
    def section(self) -> str:
        """Return the section in which the condition stands: one that is asked of the person."""
        if self.person in EVERYBODY["adults"]:
            return "adult_use"
        return "home" if self.person == "family" else "c"

    @property
    def tree(self) -> t.Condition:
        number = ROWS.index(self)
        rules = form().section_by_id[self.section].findings
        return next(rule.when for rule in rules if rule.id == f"row{number}")

    @cached_property
    def household(self) -> Household:
        people = {"children": {"kit": KIT}} if self.alone else EVERYBODY
        case = {"on": "2026-03-02", "level": "3", **people, "answers": _in_full(self.answers)}
        plain = form(rows=False)
        return evaluate(plain, read_case("row", json.dumps(case).encode(), plain)).household

    @property
    def scope(self) -> tuple[Standing | None, Standing | None]:
        """Return the child and the adult whom the condition is asked about."""
        child = next((c for c in self.household.children if c.id == self.person), None)
        adult = next((a for a in self.household.adults if a.id == self.person), None)
        return child, adult


@cache
def form(*, rows: bool = True) -> Form:
    """Return the form, with the condition of every row as a finding of the row's section or not."""
    *sections, whole = FORM.read_text().split("---\n")
    files = {"f/form.yaml": whole}
    for text in sections:
        name = text.partition("section: ")[2].partition("\n")[0]
        findings = [
            {"id": f"row{number}", "kind": "strength", "says": "So.", "when": row.condition}
            for number, row in enumerate(ROWS)
            if rows and row.section == name
        ]
        files[f"sections/{name}.yaml"] = f"{text}findings: {json.dumps(findings)}\n"
    library = load(files, warn=False)
    assert not library.errors, [problem.with_excerpt() for problem in library.errors]
    return library.forms["f"]


def tags_in(tree: t.Tree) -> set[str]:
    """Return the tags of a tree's nodes as they are in JSON, and the signs of its sums."""
    nodes = t.walk(tree)
    signs = {sign for n in nodes if isinstance(n, t.Arithmetic) for sign, _ in n.rest}
    return signs | {trees_to_json({"node": node})["trees"]["node"][0] for node in nodes}


def _in_full(answers: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the answers by person: kit's are written without person and section."""
    full: dict[str, dict[str, Any]] = {}
    for name, value in answers.items():
        person, slash, ref = name.rpartition("/")
        if not slash:
            family = name.startswith(("home.", "later."))
            person = "family" if family else "kit"
            ref = name if "." in name else f"c.{name}"
        full.setdefault(person, {})[ref] = None if value == "null" else value
    return full


# Like riskform itself, this reads every word as it is written: `no` is no.
TABLES: dict[str, Any] = yaml.load(FILE.read_text(), Loader=yaml.BaseLoader)  # noqa: S506 - it builds texts only.
ROWS = [
    Row(table["title"], "people" in table, *row, *(["kit"] if len(row) == 3 else []))
    for table in TABLES["tables"]
    for row in table["rows"]
]
