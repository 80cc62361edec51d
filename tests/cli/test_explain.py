"""`riskform explain`, as an author runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskform.__main__ import main

SECTION = """\
section: s
title: Nights
ask: each child
questions:
  - {id: night, label: Where did {child} sleep?, type: choice, options: {cot: Cot, sofa: Sofa}, required: true, not_known: Not known., if_blank: Nobody asked.}
  - {id: plan, label: What is the plan?, type: text, show_if: night is sofa}
  - {id: weight, label: Weight?, type: number, max: 9}
  - {id: double, label: Double, type: calculated, value: weight * 2}
  - {id: known, label: Agencies?, type: list, fields: [{id: name, label: Name, type: text, required: true}]}
findings:
  - {id: on_sofa, kind: concern, when: night is sofa, says: "{child} slept on a sofa.", do: Ask.}
"""  # noqa: E501 - each question stands on one line.
LATER = """\
section: later
title: Later
show_if: any child where s.night is sofa
questions: [{id: more, label: More?, type: text}]
"""
FORM = "form: small\nversion: 1\ntitle: Small\nsections: [s, later]\n"
CASE = """\
on: 2026-03-02
level: 3
children: {kit: {name: Kit, age_months: 3}}
answers: {kit: {s.night: sofa, s.weight: 40, s.known: [{id: gp}]}}
"""


@pytest.fixture
def form(tmp_path: Path) -> Path:
    texts = {"sections/s.yaml": SECTION, "sections/later.yaml": LATER, "small/form.yaml": FORM}
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text.replace("Where did {child} sleep?", "Night?"))
    return tmp_path / "small"


def explained(form: Path, case: str, *options: str) -> Result:
    path = form.parent / "case.yaml"
    path.write_text(case)
    return CliRunner().invoke(main, ["explain", str(form), str(path), *options])


def lines(form: Path, case: str, only: str) -> list[str]:
    result = explained(form, case, "--only", only)
    assert result.exit_code == 0
    return [line.strip() for line in result.stdout.splitlines()[3:]]


def test_a_question_that_is_asked_says_its_condition_and_what_made_it_true(form: Path) -> None:
    assert lines(form, CASE, "kit/s.plan") == [
        "What is the plan? (kit/s.plan)",
        "Asked, because this condition is true:",
        "night is sofa",
        "Why: kit/s.night is sofa.",
        "Answer: kit/s.plan is not answered.",
    ]


def test_a_question_that_is_not_asked_says_what_made_it_unknown(form: Path) -> None:
    case = CASE.replace("s.night: sofa, ", "s.plan: Cot., ")
    assert lines(form, case, "s.plan")[1:] == [
        "Not asked, because this condition is unknown:",
        "night is sofa",
        "Why: kit/s.night is not answered.",
        "Answer: What was answered before is kept, and does not count.",
    ]


def test_a_question_of_a_hidden_section_says_that_it_is_the_section(form: Path) -> None:
    assert lines(form, CASE.replace("sofa", "cot"), "later")[1:4] == [
        "Not asked, because this condition of its section is false:",
        "any child where s.night is sofa",
        "Why: it does not hold for kit (1 of 1 children); kit/s.night is cot.",
    ]


def test_what_is_missing_says_so(form: Path) -> None:
    case = CASE.replace("s.night: sofa, ", "")
    assert lines(form, case, "s.night") == [
        "Night? (kit/s.night)",
        "Asked: it is always asked.",
        "Answer: kit/s.night is not answered, and it has to be answered to submit.",
        "Unclear: Not known. (kit/s.night.not_known)",
        "Not raised: kit/s.night is not answered.",
        "Unclear: Nobody asked. (kit/s.night.if_blank)",
        "Raised: kit/s.night is not answered.",
    ]


def test_what_can_t_be_used_says_why(form: Path) -> None:
    assert lines(form, CASE, "s.weight")[2] == (
        "Answer: kit/s.weight can't be used (Weight? The number must be 9 or less.)"
    )


def test_an_item_that_lacks_something_is_named(form: Path) -> None:
    assert lines(form, CASE, "s.known")[3] == "kit/s.known[gp].name is missing."


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        ("4", "kit/s.double is 8, because {reads}: kit/s.weight is 4."),
        ("''", "kit/s.double is not known yet, because {reads}: kit/s.weight is not answered."),
    ],
)
def test_a_value_says_what_it_is_made_of(form: Path, weight: str, said: str) -> None:
    assert lines(form, CASE.replace("40", weight), "s.double")[2] == (
        f"Answer: {said.format(reads='`weight * 2` reads')}"
    )


def test_a_finding_says_its_condition_and_what_made_it_true(form: Path) -> None:
    assert lines(form, CASE, "kit/s.on_sofa") == [
        "Concern: Kit slept on a sofa. (kit/s.on_sofa)",
        "Raised, because this condition is true:",
        "night is sofa",
        "Why: kit/s.night is sofa.",
    ]


def test_a_guess_at_an_age_is_explained(form: Path) -> None:
    assert lines(form, CASE, "people")[1] == "Raised: the age of Kit is only a guess."


def test_everything_of_a_case_is_explained_in_reading_order(form: Path) -> None:
    data = json.loads(explained(form, CASE, "--json").stdout)
    assert [one["at"] for one in data] == [
        "kit/people.age_not_known",
        "kit/s.night",
        "kit/s.plan",
        "kit/s.weight",
        "kit/s.double",
        "kit/s.known",
        "kit/s.night.not_known",
        "kit/s.night.if_blank",
        "kit/s.on_sofa",
        "family/later.more",
    ]


def test_machines_get_the_condition_its_truth_and_what_it_read(form: Path) -> None:
    (data,) = json.loads(explained(form, CASE, "--json", "--only", "kit/s.on_sofa").stdout)
    assert data["condition"] == {
        "decides": "s.on_sofa when",
        "text": "night is sofa",
        "truth": "true",
        "read": ["kit/s.night is sofa"],
        "because": "kit/s.night is sofa",
    }


def test_a_name_that_is_nothing_s_could_not_run_and_says_what_was_meant(form: Path) -> None:
    result = explained(form, CASE, "--only", "kit/s.plam")
    assert result.exit_code == 2
    assert "Did you mean 'kit/s.plan'?" in result.stderr


def test_a_case_that_names_nobody_could_not_run(form: Path) -> None:
    assert explained(form, CASE.replace("answers: {kit", "answers: {kitt")).exit_code == 2


def test_a_form_that_does_not_check_is_a_problem(form: Path) -> None:
    (form / "form.yaml").write_text(FORM.replace("version: 1", "version: one"))
    assert explained(form, CASE).exit_code == 1
