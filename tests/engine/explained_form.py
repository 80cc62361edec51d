"""A form whose scenarios fail, to see what reason is given."""

from textwrap import dedent

from riskform.definitions.library import load
from riskform.definitions.written_conditions import WrittenConditions, written_conditions
from riskform.definitions.written_scenarios import read_scenario_file
from riskform.engine.scenarios import Failure, run_scenario

FILES = {
    "f/form.yaml": """
form: f
version: 1
title: F
sections: [home, sleep, use]
leaves_out: [away]
conditions:
  someone_uses: any adult where use.what includes any of (alcohol, drugs)
""",
    "sections/home.yaml": """
section: home
title: Home
questions:
  - {id: danger, label: Danger?, type: yes_no, required: true}
  - {id: seen_on, label: Seen on?, type: date, not_after: today}
  - id: known
    label: Who knows them?
    type: list
    fields: [{id: said, label: Said?, type: choice, options: {waiting: W, told: T}, required: true}]
findings:
  - {id: old, kind: unclear, when: days_since(seen_on) > 28, says: Old.}
  - {id: late, kind: unclear, when: seen_on is before today, says: Late.}
  - {id: waits, kind: unclear, when: any of known where (said is waiting), says: Waits.}
  - {id: gone, kind: unclear, when: away.gone is yes, says: Gone.}
  - {id: high, kind: concern, when: level >= 4, says: High.}
  - {id: two, kind: concern, when: "count(adult where use.what includes drugs) >= 2", says: Two.}
""",
    "sections/away.yaml": """
section: away
title: Away
questions:
  - {id: gone, label: Gone?, type: yes_no}
""",
    "sections/sleep.yaml": """
section: sleep
title: Sleep
ask: each child
questions:
  - id: place
    label: Place?
    type: choice
    how_known: true
    options: {cot: {label: C, score: 1}, sofa: {label: S, score: 2}}
    not_known: Not known.
    if_blank: Blank.
  - id: plan
    label: Plan?
    type: long_text
    required: true
    show_if: child.age_months < 24 and (someone_uses or place is sofa)
  - {id: plan_by, label: By whom?, type: text, show_if: plan is answered, required: true}
  - id: weight
    label: Weight?
    type: number
    check: [{that: weight > 1, message: Too light.}]
  - {id: double, label: Double, type: calculated, value: weight * 2}
findings:
  - {id: told, kind: unclear, when: place is known by (seen), says: T.}
  - {id: scored, kind: concern, when: score(place) >= 2, says: S.}
  - {id: higher, kind: concern, when: child.level >= 4, says: H.}
  - {id: father, kind: concern, when: any adult where (adult.relationship is father), says: F.}
  - {id: unborn, kind: unclear, when: not child.is_born, says: U.}
  - {id: all_sofa, kind: concern, when: every child where place is sofa, says: A.}
  - {id: other, kind: concern, when: any other child where place is sofa, says: O.}
""",
    "sections/use.yaml": """
section: use
title: Use
ask: each adult
show_if: level >= 3
questions:
  - id: what
    label: What?
    type: choices
    options: {alcohol: A, drugs: D, nothing: {label: N, none_of_these: true}}
findings:
  - {id: drinks, kind: concern, when: what includes alcohol, says: D.}
""",
}
LIBRARY = load(FILES)
WRITTEN = written_conditions(FILES)
PEOPLE = """
on: 2026-03-02
level: 3
children:
  kit: {name: Kit, date_of_birth: 2025-12-15}
  rosa: {name: Rosa, date_of_birth: 2023-08-04}
adults:
  dean: {name: Dean, to: {kit: {relationship: father}}}
  amy: {name: Amy}
"""


def failures(
    expected: str, answers: str = "{}", given: str = PEOPLE, written: WrittenConditions = WRITTEN
) -> tuple[Failure, ...]:
    text = f"scenario: S\ngiven:\n{given}  answers: {answers}\nexpect: {{{expected}}}\n"
    text = text.replace(given, "".join(f"  {line}\n" for line in dedent(given).split("\n") if line))
    scenario = read_scenario_file("s.yaml", text)
    assert not scenario.problems, scenario.problems
    return run_scenario(scenario, LIBRARY.forms["f"], written).failures


def because(expected: str, answers: str = "{}", given: str = PEOPLE) -> str:
    (failure,) = failures(expected, answers, given)
    return failure.because
