"""Who lives where, as a condition finds it."""

from datetime import date

import pytest

from riskform.engine.case import Adult, Case, Child, Tie
from riskform.engine.evaluation import evaluate
from tests.engine.small_forms import form_of

ELSEWHERE = """
    section: home
    title: Home
    ask: each child
    questions:
      - {id: who, label: Who?, type: text}
    findings:
      - {id: none, kind: strength, when: no adult where adult.lives_here is yes, says: Nobody.}
      - {id: ask, kind: unclear, when: any adult where adult.lives_here is not answered, says: Ask.}
"""


@pytest.mark.parametrize(("lives_here", "found"), [("no", "none"), ("not_known", "ask")])
def test_where_nobody_knows_who_lives_here_no_condition_takes_it_for_a_no(
    lives_here: str, found: str
) -> None:
    kit = Child("kit", "Kit", date_of_birth=date(2025, 12, 15))
    dean = Adult("dean", "Dean", {"kit": Tie("father", lives_here)})
    case = Case(date(2026, 3, 2), 3, children=(kit,), adults=(dean,))
    (raised,) = evaluate(form_of(ELSEWHERE), case).findings
    assert raised.at == f"kit/home.{found}"
