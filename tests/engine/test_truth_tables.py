"""Every row of tests/language/truth_tables.yaml, by the evaluator in Python."""

import pytest

from riskform.definitions.conditions import tree as t
from riskform.definitions.conditions.tree_json import TAGS
from riskform.engine.compiling import judge
from tests.language.tables import ROWS, TRUTHS, Row, form, tags_in


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_row(row: Row) -> None:
    assert judge(row.tree)(row.household, *row.scope, None) is TRUTHS[row.truth], row.title


def test_every_kind_of_node_and_every_operator_stands_in_the_tables() -> None:
    assert set().union(*(tags_in(row.tree) for row in ROWS)) == TAGS | {"+", "-", "*"}


def below(row: Row) -> list[t.Tree | t.Domain]:
    return t.walk(row.tree)


def test_every_property_of_people_stands_in_the_tables() -> None:
    found = {(n.of, n.name) for row in ROWS for n in below(row) if isinstance(n, t.Property)}
    ages = {("child", name) for name in ("age_months", "age_years", "level")}
    assert found == ages | {("adult", "relationship"), ("adult", "lives_here")}


def test_answers_of_everybody_and_of_every_type_stand_in_the_tables() -> None:
    refs = {n for row in ROWS for n in below(row) if isinstance(n, t.Ref)}
    assert {ref.ask for ref in refs} == {"family", "child", "adult"}
    types = {question.type for question in form().questions.values()}
    assert {ref.kind for ref in refs} == types


def test_every_quantifier_ranges_over_everybody_and_over_lists_in_the_tables() -> None:
    found = {
        (n.word if isinstance(n, t.Quantified) else "count", n.over.kind)
        for row in ROWS
        for n in below(row)
        if isinstance(n, t.Quantified | t.Count)
    }
    words, kinds = ("any", "every", "no", "count"), ("child", "other child", "adult", "items")
    assert found == {(word, kind) for word in words for kind in kinds}


def test_every_kind_of_node_comes_out_in_each_way_that_it_can() -> None:
    found = {(type(row.tree), row.truth) for row in ROWS}
    three = (t.Is, t.Includes, t.KnownBy, t.Compare, t.Not, t.Join, t.Quantified, t.Named)
    two = (t.Answered, t.IsBorn)
    wanted = {(kind, truth) for kind in three for truth in TRUTHS}
    assert found == wanted | {(kind, truth) for kind in two for truth in ("true", "false")}
