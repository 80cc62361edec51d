"""A household as JSON, for evaluators in other languages: what their conditions may see of it.

    {"today": "2026-03-02", "level": 3,
     "family":   {"values": {"home.danger": "no"}, "known_by": {}},
     "children": [{"id": "kit", "values": {"sleep.weight": "2.5", "sleep.marks": ["red"]},
                   "known_by": {"sleep.last_night": "seen"}, "is_born": true,
                   "age_months": 2, "age_years": 0, "level": 3}],
     "adults":   [{"id": "dean", "values": {}, "known_by": {},
                   "to": {"kit": {"relationship": "father", "lives_here": null}}}]}

Numbers that were answered are texts, so that none is rounded; dates are texts as in "2026-03-02";
several choices are a list of option ids; a list is a list of `{"id": …, "values": {…}}`. What is
hidden, blank or invalid is not there. Names of people are left out: no condition reads them.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from riskform.engine.household import Household, Standing
from riskform.engine.values import Row, Value

Json = Any  # lists, texts and objects, as json.loads gives them


def household_to_json(household: Household) -> dict[str, Json]:
    """Return the household as it was judged."""
    return {
        "today": household.on.isoformat(),
        "level": household.level,
        "family": _answers(household.family),
        "children": [_child(child) for child in household.children],
        "adults": [_adult(adult) for adult in household.adults],
    }


def _answers(person: Standing) -> dict[str, Json]:
    return {"values": _values(person.values), "known_by": dict(person.known_by)}


def _child(child: Standing) -> dict[str, Json]:
    about = {
        "is_born": child.born,
        "age_months": child.age_months,
        "age_years": child.age_years,
        "level": child.level,
    }
    return {"id": child.id, **_answers(child), **about}


def _adult(adult: Standing) -> dict[str, Json]:
    ties = adult.adult.to if adult.adult else {}
    to = {
        child: {"relationship": tie.relationship, "lives_here": tie.lives_here}
        for child, tie in ties.items()
    }
    return {"id": adult.id, **_answers(adult), "to": to}


def _values(values: Mapping[str, Value]) -> dict[str, Json]:
    return {name: _value(value) for name, value in values.items()}


def _value(value: Value) -> Json:
    if isinstance(value, Row):
        return {"id": value.id, "values": _values(value.values)}
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)
