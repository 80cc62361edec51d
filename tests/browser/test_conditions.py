"""The browser's evaluator of conditions, in Chromium: what Python says, it says as well."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Error

from riskform.definitions.conditions import tree as t
from riskform.definitions.conditions.tree_json import trees_to_json
from riskform.engine.compiling import measure
from riskform.engine.household_json import household_to_json
from riskform.paths import bundled
from tests.browser.windows import Windows
from tests.engine.generated_forms import World, worlds
from tests.language.tables import ROWS, TRUTHS, Row
from tests.language.three_evaluators import (
    Asked,
    Asking,
    BrowserEvaluator,
    Result,
    asking_about,
    browser_evaluator,
    differences,
)

pytestmark = pytest.mark.browser

MODULE = Path(bundled("assets")) / "conditions.js"
FORMS = 100


@pytest.fixture(scope="module")
def browser(
    windows: Windows, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserEvaluator]:
    with browser_evaluator(windows, tmp_path_factory.mktemp("site")) as made:
        yield made


def asking(tree: t.Tree, household: dict[str, Any], kind: str = "truth", **who: str) -> Asking:
    asked = Asked("here", "here", kind, who, None, None)
    return Asking(trees_to_json({"here": tree}), household, (asked,))


def row_asked(row: Row) -> Asking:
    names = zip(("child", "adult"), row.scope, strict=True)
    who = {name: person.id for name, person in names if person is not None}
    return asking(row.tree, household_to_json(row.household), **who)


@pytest.fixture(scope="module")
def outcomes(browser: BrowserEvaluator) -> list[list[Result]]:
    return browser.results([row_asked(row) for row in ROWS])


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[row.name for row in ROWS])
def test_row(number: int, outcomes: list[list[Result]]) -> None:
    assert outcomes[number] == [TRUTHS[ROWS[number].truth]], ROWS[number].title


def test_python_the_browser_and_the_slow_evaluator_agree_on_random_forms(
    browser: BrowserEvaluator,
) -> None:
    askings: list[Asking] = []

    @settings(max_examples=FORMS, phases=[Phase.generate], suppress_health_check=HealthCheck)
    @given(worlds())
    def collect(world: World) -> None:
        askings.append(asking_about(world))

    collect()
    assert sum(len(one.asked) for one in askings) > 4 * FORMS
    assert differences(askings, browser.results(askings)) == []


numbers = st.decimals(
    allow_nan=False, allow_infinity=False, places=9, min_value=-(10**18), max_value=10**18
)
operands = st.recursive(
    st.one_of(st.integers(-(10**29), 10**29), numbers).map(t.Number),
    lambda inner: st.builds(
        t.Arithmetic,
        inner,
        st.lists(st.tuples(st.sampled_from("+-*"), inner), min_size=1, max_size=3).map(tuple),
    ),
    max_leaves=8,
)
NOBODY = ROWS[0].household


def exactly(node: t.Operand) -> Fraction:
    """Return the number that a calculation without answers comes to, from left to right."""
    if isinstance(node, t.Number):
        return Fraction(node.value)
    assert isinstance(node, t.Arithmetic)
    total = exactly(node.first)
    for sign, part in node.rest:
        number = exactly(part)
        total = total * number if sign == "*" else total + (number if sign == "+" else -number)
    return total


def test_a_calculation_is_exact_in_python_and_in_the_browser(browser: BrowserEvaluator) -> None:
    trees: list[t.Operand] = []

    @settings(max_examples=300, phases=[Phase.generate], suppress_health_check=HealthCheck)
    @given(operands)
    def collect(tree: t.Operand) -> None:
        trees.append(tree)

    collect()
    household = household_to_json(NOBODY)
    found = browser.results([asking(tree, household, "number") for tree in trees])
    python = [measure(tree)(NOBODY, None, None, None) for tree in trees]
    assert [result for (result,) in found] == python
    told = [(tree, value) for tree, value in zip(trees, python, strict=True) if value is not None]
    assert len(told) > 200
    for tree, value in told:
        assert isinstance(value, int | Decimal)
        assert Fraction(value) == exactly(tree)


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ({"version": 2, "names": [], "trees": {}}, "version 2 of conditions can't be read here"),
        ({"version": 1, "names": [], "trees": {}}, "there is no condition here"),
        ({"version": 1, "names": [], "trees": {"here": ["eval", "1"]}}, "eval has no meaning"),
        ({"version": 1, "names": [], "trees": {"here": ["constructor"]}}, "no meaning"),
        ({"version": 1, "names": [], "trees": {"here": ["named", "a"]}}, "a comes later"),
        (
            {
                "version": 1,
                "names": [],
                "trees": {"here": ["=", ["number", "0x1"], ["number", "1"]]},
            },
            "0x1 is no number",
        ),
        (
            {
                "version": 1,
                "names": [],
                "trees": {"here": ["any", ["each child"], ["answered", ["child", "toys"]]]},
            },
            "no child has toys",
        ),
    ],
)
def test_what_the_browser_can_not_read_is_an_error_and_never_an_answer(
    browser: BrowserEvaluator, conditions: dict[str, Any], said: str
) -> None:
    asked = Asked("here", "here", "truth", {}, None, None)
    with pytest.raises(Error, match=re.escape(said)):
        browser.results([Asking(conditions, household_to_json(NOBODY), (asked,))])


def test_somebody_who_is_not_of_the_household_is_an_error(browser: BrowserEvaluator) -> None:
    tree = t.Answered(t.Ref("c.note", "family", "text"))
    for ask in ("child", "adult"):
        with pytest.raises(Error, match="nobody is not here"):
            browser.results([asking(tree, household_to_json(NOBODY), **{ask: "nobody"})])


def test_an_id_that_every_object_of_the_browser_has_is_no_answer(
    browser: BrowserEvaluator,
) -> None:
    tree = t.Answered(t.Field("constructor", "text"))
    named = t.Named("constructor", t.Not(tree))
    found = browser.results(
        [asking(t.Join("and", (named, t.Not(tree))), household_to_json(NOBODY))]
    )
    assert found == [[True]]


def test_where_nobody_knows_whether_an_adult_lives_here_no_condition_takes_it_for_a_no(
    browser: BrowserEvaluator,
) -> None:
    household = household_to_json(NOBODY)
    household["adults"][0]["to"]["kit"]["lives_here"] = "not_known"
    tree = t.Is(t.Property("adult", "lives_here"), ("no",), negated=True)
    assert browser.results([asking(tree, household, child="kit", adult="dean")]) == [[None]]


def test_the_module_runs_no_text_and_asks_for_nothing() -> None:
    source = MODULE.read_text("utf-8")
    code = "\n".join(line.split("//")[0] for line in source.splitlines())
    assert not re.search(r"\beval\b|\bFunction\b|import|fetch|\bNumber\b|parseFloat|catch", code)
