"""Numbers of conditions, where a default precision would round them."""

from tests.engine.small_forms import form_of, result

SCORED = """
section: s
title: S
questions:
  - id: marks
    label: Marks?
    type: choices
    options:
      huge: {label: Huge, score: 12345678901234567890}
      tiny: {label: Tiny, score: 0.00000000000000000001}
findings:
  - {id: more, kind: concern, says: More., when: score(marks) > 12345678901234567890}
"""


def test_a_sum_of_scores_is_never_rounded() -> None:
    found = result(form_of(SCORED), "answers: {family: {s.marks: [huge, tiny]}}")["findings"]
    assert found == ["family/s.more"]
