"""The level of each child, ages on a day, and who is ranged over: language.md, sections 3 and 4."""

import pytest

from riskform.engine.case import Answer
from riskform.engine.confidential import Withheld
from riskform.engine.seeing import own_levels
from tests.engine.small_forms import evaluated, form_of, result

KIT = "children: {kit: {name: Kit, date_of_birth: 2025-12-15}}"


LEVEL = """
    section: decision
    title: Decision
    ask: each child
    questions:
      - id: level_now
        label: Level?
        type: choice
        sets: child.level
        options: {two: {label: "2", score: 2}, level_5: "5", unsure: Not sure}
        not_known: Not known.
        check: [{that: child.level >= 3, message: Too low.}]
      - {id: high, label: High?, type: yes_no, show_if: child.level >= 4}
      - {id: same, label: Same?, type: yes_no, show_if: child.level = level}
"""


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        ("null", ["same"]),  # Until it is set, a child's level is that of the assessment.
        ("level_5", ["high"]),
        ("unsure", ["same"]),
        ("not_known", ["same"]),
        ("two", ["same"]),  # It fails its check, and so sets nothing.
    ],
)
def test_the_level_of_a_child_is_that_of_the_answer(answer: str, asked: list[str]) -> None:
    found = result(form_of(LEVEL), f"{KIT}\nanswers: {{kit: {{decision.level_now: {answer}}}}}")
    names = ["level_now", *asked]
    assert found["asked"] == sorted(f"kit/decision.{name}" for name in names)
    assert bool(found["invalid"]) is (answer == "two")


@pytest.mark.parametrize(
    ("typed", "asked"), [("4", True), ("4.0", True), ("2.5", False), ("9", False)]
)
def test_a_number_sets_the_level_where_it_is_one(typed: str, *, asked: bool) -> None:
    form = form_of("""
        section: d
        title: D
        ask: each child
        questions:
          - {id: level_now, label: Level?, type: number, sets: child.level}
          - {id: high, label: High?, type: yes_no, show_if: child.level >= 4}
    """)
    found = result(form, f"{KIT}\nanswers: {{kit: {{d.level_now: {typed}}}}}")
    assert ("kit/d.high" in found["asked"]) is asked


AGES = """
    section: ages
    title: Ages
    ask: each child
    questions:
      - {id: born, label: Born?, type: text, show_if: child.is_born}
      - {id: unborn, label: Unborn?, type: text, show_if: not child.is_born}
      - {id: under_one, label: Under one?, type: text, show_if: child.age_years < 1}
      - {id: past_one, label: One?, type: text, show_if: child.age_months >= 12}
"""


@pytest.mark.parametrize(
    ("child", "asked"),
    [
        ("date_of_birth: 2025-03-02", ["born", "past_one"]),
        ("date_of_birth: 2025-03-03", ["born", "under_one"]),
        ("date_of_birth: 2026-03-02", ["born", "under_one"]),
        ("date_of_birth: 2026-03-03", ["unborn"]),
        ("due_date: 2026-03-01", ["unborn"]),
        ("age_months: 12", ["born", "past_one"]),
        ("age_months: 3, date_of_birth: 2025-03-02", ["born", "past_one"]),
    ],
)
def test_ages_are_on_the_day_of_the_assessment(child: str, asked: list[str]) -> None:
    found = result(form_of(AGES), f"children: {{kit: {{name: Kit, {child}}}}}")
    assert found["asked"] == [f"kit/ages.{name}" for name in asked]


def test_an_approximate_age_is_unclear_until_the_date_is_known() -> None:
    guessed = "children: {kit: {name: Kit, age_months: 12}}"
    assert result(form_of(AGES), guessed)["findings"] == ["kit/people.age_not_known"]
    known = "children: {kit: {name: Kit, age_months: 12, date_of_birth: 2025-03-01}}"
    assert result(form_of(AGES), known)["findings"] == []


def test_the_same_people_count_wherever_they_are_ranged_over() -> None:
    form = form_of("""
        section: s
        title: S
        ask: each child
        questions:
          - {id: a, label: A?, type: yes_no}
        findings:
          - {id: any_child, kind: strength, when: any child where (a is yes), says: F.}
          - {id: another, kind: strength, when: any other child where (a is yes), says: F.}
          - {id: two, kind: strength, when: count(child where a is yes) = 2, says: F.}
    """)
    children = "children: {x: {name: X, age_months: 9}, y: {name: Y, age_months: 9}}"
    found = result(form, f"{children}\nanswers: {{x: {{s.a: yes}}}}")["findings"]
    raised = [at for at in found if "people" not in at]
    assert raised == ["x/s.any_child", "y/s.another", "y/s.any_child"]


def test_an_adult_section_includes_that_adult_and_sees_ties_to_each_child() -> None:
    form = form_of("""
        section: s
        title: S
        ask: each adult
        questions:
          - {id: a, label: A?, type: yes_no}
        findings:
          - {id: anyone, kind: strength, when: any adult where (a is yes), says: F.}
          - id: father
            kind: strength
            when: any child where (adult.relationship is father)
            says: F.
    """)
    people = (
        "children: {kit: {name: Kit, due_date: 2026-05-01}}\n"
        "adults: {dean: {name: Dean, to: {kit: {relationship: father}}}, gran: {name: Gran}}"
    )
    found = result(form, f"{people}\nanswers: {{dean: {{s.a: yes}}}}")["findings"]
    assert found == ["dean/s.anyone", "dean/s.father", "gran/s.anyone"]


def test_names_that_look_like_placeholders_stay_as_they_were_typed() -> None:
    case = 'children: {kit: {name: "{family} {child}", due_date: 2026-05-01}}'
    form = form_of(AGES.replace("label: Unborn?", "label: Unborn?, if_blank: '{child}.'"))
    (finding,) = evaluated(form, case).findings
    assert finding.says == "{family} {child}."


def test_the_level_decided_for_each_child_is_read_from_the_answers_that_may_be_seen() -> None:
    form = form_of(LEVEL)
    answers = {
        "kit/decision.level_now": Answer("level_5"),
        "ben/decision.level_now": Answer("not_known"),
        "kit/decision.high": Answer("yes"),
    }
    assert own_levels(form, answers, Withheld()) == {"kit": 5}
    hidden = Withheld(questions=frozenset({"decision.level_now"}))
    assert own_levels(form, answers, hidden) == {}
