"""What other evaluators are told of a household."""

import json

from riskform.engine.household_json import household_to_json
from tests.engine.small_forms import evaluated, form_of

SECTION = """
section: s
title: S
ask: each child
questions:
  - {id: weight, label: Weight?, type: number, how_known: true}
  - {id: seen_on, label: Seen?, type: date}
  - {id: marks, label: Marks?, type: choices, options: {red: Red, blue: Blue}}
  - {id: hidden, label: Hidden?, type: text, show_if: weight > 5}
  - {id: items, label: Items?, type: list, fields: [{id: many, label: Many?, type: number}]}
"""
CASE = """
children: {kit: {name: Kit, date_of_birth: 2024-12-15}}
adults: {dean: {name: Dean, to: {kit: {relationship: father}}}}
answers:
  kit:
    s.weight: {value: "2.50", known_by: seen}
    s.seen_on: 1/3/2026
    s.marks: [blue, red]
    s.hidden: Nobody reads this.
    s.items: [{id: a, many: "3"}, {id: b, many: lots}]
"""


def test_a_household_is_written_with_exact_numbers_and_without_names_or_hidden_answers() -> None:
    household = evaluated(form_of(SECTION), CASE).household
    assert json.loads(json.dumps(household_to_json(household))) == {
        "today": "2026-03-02",
        "level": 3,
        "family": {"values": {}, "known_by": {}},
        "children": [
            {
                "id": "kit",
                "values": {
                    "s.weight": "2.50",
                    "s.seen_on": "2026-03-01",
                    "s.marks": ["red", "blue"],
                    "s.items": [
                        {"id": "a", "values": {"many": "3"}},
                        {"id": "b", "values": {}},
                    ],
                },
                "known_by": {"s.weight": "seen"},
                "is_born": True,
                "age_months": 14,
                "age_years": 1,
                "level": 3,
            }
        ],
        "adults": [
            {
                "id": "dean",
                "values": {},
                "known_by": {},
                "to": {"kit": {"relationship": "father", "lives_here": None}},
            }
        ],
    }
