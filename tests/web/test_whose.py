from types import SimpleNamespace

import pytest

from riskform.web.whose import levels_in_words
from tests.engine.small_forms import evaluated, form_of

DECISION = """
section: decision
title: Decision
ask: each child
questions:
  - id: need
    label: Level?
    type: choice
    sets: child.level
    options: {level_3: Three, level_4: Four, level_5: Five}
"""
CHILDREN = "children: {kit: {name: Kit Marsh, age_months: 2}, ellie: {name: Ellie, age_months: 50}}"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("{}", "Worked at level 3"),
        ("{kit: {decision.need: level_3}}", "Worked at level 3"),
        ("{kit: {decision.need: level_5}}", "Worked at level 3. Decided: level 5 for Kit"),
        (
            "{kit: {decision.need: level_5}, ellie: {decision.need: level_4}}",
            "Worked at level 3. Decided: level 5 for Kit, level 4 for Ellie",
        ),
    ],
)
def test_the_head_of_a_page_says_the_level_that_is_worked_at_and_what_was_decided(
    answers: str, said: str
) -> None:
    form = form_of(DECISION)
    evaluation = evaluated(form, f"{CHILDREN}\nanswers: {answers}")
    opened = SimpleNamespace(form=form, evaluation=evaluation, stored=SimpleNamespace(level=3))
    assert levels_in_words(opened) == said
