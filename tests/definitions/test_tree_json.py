"""Condition trees to JSON and back: the same trees, for every condition that anybody wrote."""

import json
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskform.definitions.conditions import tree as t
from riskform.definitions.conditions.tree_json import (
    NotATree,
    trees_from_json,
    trees_to_json,
)
from riskform.definitions.library import load
from riskform.definitions.model import Form, trees_of
from tests.engine.generated_forms import World, worlds
from tests.engine.small_forms import form_of
from tests.shipped import shipped

BUNDLED = shipped()


def trees_in(form: Form) -> dict[str, t.Tree]:
    trees: dict[str, t.Tree] = {
        f"{section.id} {number}": tree
        for section in form.sections
        for number, tree in enumerate(trees_of(section))
    }
    return trees | {name: t.Named(name, tree) for name, tree in form.conditions.items()}


def there_and_back(trees: Mapping[str, t.Tree]) -> dict[str, t.Tree]:
    return trees_from_json(json.loads(json.dumps(trees_to_json(trees))))


@pytest.mark.parametrize("name", sorted(BUNDLED.forms))
def test_every_condition_of_a_bundled_form_comes_back_equal(name: str) -> None:
    trees = trees_in(BUNDLED.forms[name])
    assert trees
    assert there_and_back(trees) == trees


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(worlds())
def test_every_condition_of_a_random_form_comes_back_equal(world: World) -> None:
    files = {"f/form.yaml": json.dumps(world.form)}
    files |= {f"sections/{s['section']}.yaml": json.dumps(s) for s in world.sections}
    trees = trees_in(load(files, warn=False).forms["f"])
    assert there_and_back(trees) == trees


@given(st.decimals(allow_nan=False, allow_infinity=False) | st.integers())
def test_no_number_is_rounded_on_the_way(number: int | Decimal) -> None:
    tree = t.Compare("=", t.WorkedLevel(), t.Number(number))
    assert there_and_back({"here": tree}) == {"here": tree}


def test_a_name_that_is_used_often_is_written_once_and_after_what_it_is_built_on() -> None:
    form = form_of(
        "section: s\ntitle: S\nquestions: [{id: q, label: Q?, type: yes_no}]\n",
        conditions="{a: not b and c, b: not c, c: s.q is yes}",
    )
    used = t.Join("or", (t.Named("a", form.conditions["a"]), t.Named("b", form.conditions["b"])))
    document = trees_to_json({"here": used, "again": used})
    assert [name for name, _ in document["names"]] == ["c", "b", "a"]
    assert document["trees"]["here"] == ["or", ["named", "a"], ["named", "b"]]


def test_a_chain_of_names_makes_the_json_no_deeper() -> None:
    tree: t.Condition = t.IsBorn()
    for number in range(5_000):
        tree = t.Not(t.Named(f"n{number}", tree))
    text = json.dumps(trees_to_json({"here": tree}))
    assert "[" * 6 not in text
    assert len(trees_to_json(trees_from_json(json.loads(text)))["names"]) == 5_000


@pytest.mark.parametrize(
    "node",
    [
        ["eval", "1"],
        ["is"],
        ["is", ["answer", "s.q"], ["a"]],
        ["named", "nobody"],
        ["number", "two"],
        ["day", "2026-02-31"],
        ["not", ["is born"], ["is born"]],
        ["includes any", ["level"], 3],
        [[]],
        [],
        {},
        "is born",
        None,
    ],
)
def test_what_is_no_tree_is_refused(node: object) -> None:
    with pytest.raises(NotATree, match="is no node of a condition tree"):
        trees_from_json({"version": 1, "names": [], "trees": {"here": node}})


def test_another_version_is_refused() -> None:
    with pytest.raises(NotATree, match="version 2"):
        trees_from_json({"version": 2, "names": [], "trees": {}})
