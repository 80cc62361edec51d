"""What is asked, missing, invalid and found: language.md, sections 3, 4 and 8, clause by clause."""

import pytest

from riskform.definitions.library import load
from riskform.engine.case_reading import read_case
from riskform.engine.evaluation import evaluate
from tests.engine.small_forms import KIT, SLEEP, evaluated, form_of, result


def test_a_required_question_without_an_answer_is_asked_missing_and_unclear() -> None:
    found = result(form_of(SLEEP), KIT)
    assert found["asked"] == ["kit/sleep.last_night"]
    assert found["missing"] == ["kit/sleep.last_night"]
    assert found["findings"] == ["kit/sleep.last_night.if_blank"]


@pytest.mark.parametrize("blank", ["null", '""', '"  "', "{value: }"])
def test_a_blank_answer_is_no_answer(blank: str) -> None:
    found = result(form_of(SLEEP), f"{KIT}\nanswers: {{kit: {{sleep.last_night: {blank}}}}}")
    assert found["missing"] == ["kit/sleep.last_night"]
    assert found["invalid"] == []


def test_not_known_meets_required_and_raises_its_own_finding() -> None:
    found = result(form_of(SLEEP), f"{KIT}\nanswers: {{kit: {{sleep.last_night: not_known}}}}")
    assert found["missing"] == []
    assert found["findings"] == ["kit/sleep.last_night.not_known"]


def test_not_known_written_as_an_option_raises_no_finding_of_its_own() -> None:
    form = form_of("""
        section: s
        title: S
        questions:
          - {id: q, label: Q?, type: choice, required: true, options: {a: A, not_known: Not known}}
    """)
    found = result(form, "answers: {family: {s.q: not_known}}")
    assert (found["missing"], found["findings"]) == ([], [])


def test_a_hidden_question_is_neither_asked_nor_missing_nor_unclear() -> None:
    unborn = "children: {bump: {name: Bump, due_date: 2026-05-01}}"
    found = result(form_of(SLEEP), f"{unborn}\nanswers: {{bump: {{sleep.last_night: sofa}}}}")
    assert found == {"asked": [], "missing": [], "invalid": [], "findings": [], "values": {}}


def test_a_hidden_answer_is_never_invalid() -> None:
    unborn = "children: {bump: {name: Bump, due_date: 2026-05-01}}"
    found = result(form_of(SLEEP), f"{unborn}\nanswers: {{bump: {{sleep.last_night: nonsense}}}}")
    assert found["invalid"] == []


def test_an_invalid_answer_is_listed_missing_and_unclear_and_does_not_count() -> None:
    found = result(form_of(SLEEP), f"{KIT}\nanswers: {{kit: {{sleep.last_night: couch}}}}")
    assert found["invalid"] == found["missing"] == ["kit/sleep.last_night"]
    assert found["findings"] == ["kit/sleep.last_night.if_blank"]


def test_a_message_about_an_answer_names_its_question_in_its_own_words() -> None:
    evaluation = evaluated(form_of(SLEEP), f"{KIT}\nanswers: {{kit: {{sleep.last_night: couch}}}}")
    (item,) = evaluation.invalid
    assert item.message == "Where did Kit sleep? Choose one of the answers listed."


CHECKED = """
    section: s
    title: S
    ask: each child
    questions:
      - {id: born_at, label: Weight at birth?, type: number}
      - id: weight
        label: Weight?
        type: number
        required: true
        check:
          - {that: weight >= born_at, message: "{child} can't weigh less than at birth."}
          - {that: weight < 200, message: This is too much.}
"""


@pytest.mark.parametrize(
    ("answers", "invalid"),
    [
        ("s.weight: 5, s.born_at: 3", []),
        ("s.weight: 2, s.born_at: 3", ["{child} can't weigh less than at birth."]),
        ("s.weight: 2", []),  # Unknown is no failure.
        ("s.weight: 300", ["This is too much."]),
    ],
)
def test_a_check_fails_only_when_it_is_false(answers: str, invalid: list[str]) -> None:
    evaluation = evaluated(form_of(CHECKED), f"{KIT}\nanswers: {{kit: {{{answers}}}}}")
    wanted = [message.replace("{child}", "Kit") for message in invalid]
    assert [item.message for item in evaluation.invalid] == wanted
    assert bool(evaluation.missing) is bool(invalid)


def test_a_check_may_use_a_named_condition_that_reads_its_own_question() -> None:
    form = form_of(
        """
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: number, check: [{that: not a_is_large, message: Too large.}]}
          - {id: b, label: B?, type: yes_no, show_if: a_is_large}
          - {id: c, label: C?, type: yes_no, show_if: a is not answered}
        """,
        conditions="{a_is_large: s.a > 10}",
    )
    found = result(form, "answers: {family: {s.a: 20}}")
    assert found["invalid"] == ["family/s.a"]
    # The answer that failed counts as unanswered for whoever asks next.
    assert found["asked"] == ["family/s.a", "family/s.c"]


def test_a_calculated_question_is_asked_valued_and_never_missing() -> None:
    form = form_of("""
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: number}
          - {id: sum, label: Sum, type: calculated, value: a * 0.1 + 0.2, required: true}
    """)
    found = result(form, "answers: {family: {s.a: 1}}")
    assert found["values"] == {"family/s.sum": 0.3}
    assert result(form)["values"] == {}
    assert result(form)["missing"] == []
    assert result(form)["asked"] == ["family/s.a", "family/s.sum"]


def test_calculations_have_an_end() -> None:
    squares = "\n".join(
        f"          - {{id: c{n}, label: C, type: calculated, value: c{n - 1} * c{n - 1}}}"
        for n in range(1, 40)
    )
    form = form_of(
        "        section: s\n        title: S\n        questions:\n"
        "          - {id: c0, label: C, type: number}\n" + squares
    )
    found = result(form, "answers: {family: {s.c0: 9999999999}}")
    assert "family/s.c3" in found["values"]
    assert "family/s.c39" not in found["values"]


def test_a_section_that_is_left_out_counts_as_unanswered() -> None:
    used = (
        "section: used\ntitle: U\nquestions:\n"
        "  - {id: a, label: A?, type: yes_no, show_if: left.x is not answered}\n"
        "  - {id: b, label: B?, type: yes_no, show_if: left.x is not yes}\n"
    )
    left = "section: left\ntitle: L\nquestions:\n  - {id: x, label: X?, type: yes_no}\n"
    form_text = "form: f\nversion: 1\ntitle: F\nsections: [used]\n"
    files = {"sections/used.yaml": used, "sections/left.yaml": left, "f/form.yaml": form_text}
    library = load(files)
    told = [problem.code for problem in library.problems]
    assert told == ["not-asked", "left-out-section", "left-out-section"]
    form = library.forms["f"]
    case = read_case("c", b"on: 2026-03-02\nlevel: 3\n", form)
    assert evaluate(form, case).asked == ("family/used.a",)


def test_the_wording_that_holds_names_the_question_whatever_the_order() -> None:
    form = form_of("""
        section: s
        title: S
        questions:
          - id: a
            label: A?
            type: number
            wording:
              - {when: z is yes, label: A while Z?}
              - {when: z is answered, label: A anyway?}
          - {id: z, label: Z?, type: yes_no}
    """)
    (item,) = evaluated(form, "answers: {family: {s.z: yes, s.a: many}}").invalid
    assert item.message.startswith("A while Z? ")
    (item,) = evaluated(form, "answers: {family: {s.z: no, s.a: many}}").invalid
    assert item.message.startswith("A anyway? ")


def test_what_an_unclear_item_leaves_open_comes_from_the_level_that_is_worked_at() -> None:
    levels = """
        levels:
          3: {name: Three, unclear: {do: Find out., within: 5 working days}}
    """
    form = form_of(SLEEP, levels=levels)
    (finding,) = evaluated(form, KIT).findings
    assert (finding.do, finding.within) == ("Find out.", 5)
    (finding,) = evaluated(form, f"level: 4\n{KIT}").findings
    assert (finding.do, finding.within) == (None, None)


def test_how_something_is_known_must_be_one_of_the_ways_on_a_real_day() -> None:
    form = form_of("""
        section: s
        title: S
        questions:
          - {id: q, label: Q?, type: yes_no, how_known: true}
          - {id: r, label: R?, type: yes_no}
    """)
    wrong = "{value: yes, known_by: a bird}"
    assert result(form, f"answers: {{family: {{s.q: {wrong}}}}}")["invalid"] == ["family/s.q"]
    wrong = "{value: yes, known_by: seen, known_on: 2026-02-31}"
    assert result(form, f"answers: {{family: {{s.q: {wrong}}}}}")["invalid"] == ["family/s.q"]
    # A question that records neither takes no notice.
    assert result(form, f"answers: {{family: {{s.r: {wrong}}}}}")["invalid"] == []
