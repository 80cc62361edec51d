"""What is asked, missing, invalid and found: language.md, sections 3, 4 and 8, clause by clause."""

import pytest

from riskform.definitions.library import load
from riskform.engine.case_reading import read_case
from riskform.engine.evaluation import evaluate
from tests.engine.small_forms import evaluated, form_of, result

SLEEP = """
    section: sleep
    title: Sleep
    ask: each child
    questions:
      - id: last_night
        label: Where did {child} sleep?
        type: choice
        required: true
        show_if: child.is_born
        options: {cot: Cot, sofa: Sofa}
        not_known: Where {child} slept is not known.
        if_blank: Nobody asked about {child}.
    findings:
      - {id: sofa, kind: concern, when: last_night is sofa, says: "{child} on a sofa.", do: Ask.}
"""
KIT = "children: {kit: {name: Kit, date_of_birth: 2025-12-15}}"


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


HIDDEN_COUNTS = """
    section: s
    title: S
    questions:
      - {id: first, label: First?, type: yes_no}
      - {id: hidden, label: Hidden?, type: number, show_if: first is yes}
      - {id: total, label: Total, type: calculated, value: hidden + 1}
      - {id: checked, label: C?, type: number, check: [{that: checked < hidden, message: No.}]}
      - {id: rows, label: Rows?, type: list, show_if: first is yes,
         fields: [{id: said, label: Said?, type: text}]}
    findings:
      - {id: unanswered, kind: unclear, when: hidden is not answered, says: Blank., do: Ask.}
      - {id: any_row, kind: unclear, when: any of rows where (said is answered), says: Row., do: A.}
"""


def test_a_hidden_question_counts_as_unanswered_everywhere() -> None:
    answers = "s.hidden: 1, s.checked: 5, s.rows: [{id: a, said: x}]"
    form = form_of(HIDDEN_COUNTS)
    shown = result(form, f"answers: {{family: {{s.first: yes, {answers}}}}}")
    assert (shown["values"], shown["invalid"]) == ({"family/s.total": 2}, ["family/s.checked"])
    assert shown["findings"] == ["family/s.any_row"]
    hidden = result(form, f"answers: {{family: {{s.first: no, {answers}}}}}")
    assert (hidden["values"], hidden["invalid"]) == ({}, [])
    assert hidden["findings"] == ["family/s.unanswered"]


def test_a_question_that_hides_by_itself_hides_what_hangs_on_it() -> None:
    form = form_of("""
        section: s
        title: S
        questions:
          - {id: c, label: C?, type: yes_no, show_if: b is yes}
          - {id: b, label: B?, type: yes_no, show_if: a is yes}
          - {id: a, label: A?, type: yes_no}
    """)
    answers = "s.a: no, s.b: yes, s.c: yes"
    assert result(form, f"answers: {{family: {{{answers}}}}}")["asked"] == ["family/s.a"]


def test_a_finding_under_a_hidden_question_is_judged_by_its_own_when() -> None:
    form = form_of("""
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: yes_no}
          - id: b
            label: B?
            type: yes_no
            show_if: a is yes
            findings:
              - {id: blank, kind: unclear, when: b is not answered, says: Blank., do: Ask.}
    """)
    assert result(form, "answers: {family: {s.a: no}}")["findings"] == ["family/s.blank"]


def test_a_hidden_section_hides_its_questions_and_raises_nothing() -> None:
    hidden = """
        section: hidden
        title: Hidden
        show_if: s.a is yes
        questions:
          - {id: b, label: B?, type: yes_no, required: true, if_blank: Blank.}
        findings:
          - {id: always, kind: unclear, when: b is not answered, says: Found., do: Ask.}
    """
    first = """
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: yes_no}
    """
    form = form_of(hidden, first)
    blank = result(form)
    assert (blank["asked"], blank["missing"], blank["findings"]) == (["family/s.a"], [], [])
    shown = result(form, "answers: {family: {s.a: yes}}")
    assert shown["findings"] == ["family/hidden.always", "family/hidden.b.if_blank"]
    assert shown["missing"] == ["family/hidden.b"]


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


LIST = """
    section: agencies
    title: Agencies
    ask: each child
    questions:
      - id: known
        label: Who knows {child}?
        type: list
        required: true
        fields:
          - {id: agency, label: Agency?, type: text, required: true}
          - {id: said, label: Said?, type: choice, options: {given: Given, waiting: Waiting}}
    findings:
      - {id: waiting, kind: unclear, when: any of known where (said is waiting), says: W., do: Ask.}
"""


def test_a_row_of_a_list_is_named_in_missing_and_invalid() -> None:
    rows = "[{id: gp, agency: GP, said: perhaps}, {id: hv, said: waiting}]"
    found = result(form_of(LIST), f"{KIT}\nanswers: {{kit: {{agencies.known: {rows}}}}}")
    assert found["invalid"] == ["kit/agencies.known[gp].said"]
    assert found["missing"] == ["kit/agencies.known[hv].agency"]
    assert found["findings"] == ["kit/agencies.waiting"]


@pytest.mark.parametrize("rows", ["[]", "null", "[{}]"])
def test_a_list_without_rows_is_missing(rows: str) -> None:
    found = result(form_of(LIST), f"{KIT}\nanswers: {{kit: {{agencies.known: {rows}}}}}")
    assert found["missing"] == ["kit/agencies.known"]


def test_an_item_that_was_added_is_there_while_its_fields_are_blank() -> None:
    found = result(form_of(LIST), f"{KIT}\nanswers: {{kit: {{agencies.known: [{{id: gp}}]}}}}")
    assert found["missing"] == ["kit/agencies.known[gp].agency"]


@pytest.mark.parametrize(
    ("given", "invalid"),
    [
        ("[alcohol, none]", True),
        ("[alcohol, not_known]", True),
        ("[none, not_known]", True),
        ("[alcohol, drugs]", False),
        ("[none]", False),
        ("not_known", False),
        ("alcohol", False),
        ("[alcohol, tea]", True),
    ],
)
def test_what_excludes_the_others_stands_alone(given: str, *, invalid: bool) -> None:
    form = form_of("""
        section: s
        title: S
        questions:
          - id: use
            label: Use?
            type: choices
            not_known: Not known.
            options: {alcohol: A, drugs: D, none: {label: None, none_of_these: true}}
    """)
    found = result(form, f"answers: {{family: {{s.use: {given}}}}}")
    assert bool(found["invalid"]) is invalid


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
    assert [problem.code for problem in library.problems] == ["left-out-section"] * 2
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


def test_names_that_look_like_placeholders_stay_as_they_were_typed() -> None:
    case = 'children: {kit: {name: "{family} {child}", due_date: 2026-05-01}}'
    form = form_of(AGES.replace("label: Unborn?", "label: Unborn?, if_blank: '{child}.'"))
    (finding,) = evaluated(form, case).findings
    assert finding.says == "{family} {child}."


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
