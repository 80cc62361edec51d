# ruff: noqa: E501 - a message stands on one line, as it is printed.
"""Everything that language.md, section 5, says is refused: the code, the line and the column."""

import pytest

from tests.definitions.checking import FORM, library_of, messages, of_section, said

QUESTION = """\
section: s
title: S
ask: each child
questions:
  - {id: night, label: Night?, type: choice, options: {cot: Cot, sofa: Sofa}}
  - {id: use, label: Use?, type: choices, options: {alcohol: A, drugs: D}}
  - {id: seen_on, label: Seen on?, type: date}
  - {id: weight, label: Weight?, type: number}
  - {id: danger, label: Danger?, type: yes_no}
  - {id: note, label: Note?, type: text}
  - {id: known, label: Known?, type: list, fields: [{id: said, label: Said?, type: text}]}
  - id: asked
    label: Asked?
    type: text
"""


def about(condition: str) -> list[str]:
    """Return the messages about a condition; it starts at 15:14."""
    return [m.split(":", 1)[1] for m in messages(f"{QUESTION}    show_if: {condition}\n")]


@pytest.mark.parametrize(
    ("condition", "problem"),
    [
        ("nigth is cot", "15:14: unknown-question: there is no question 'nigth' in this section. Did you mean 'night'?"),
        ("night is soffa", "15:23: unknown-option: 'soffa' is not an option of night. Did you mean 'sofa'?"),
        ("night is alcohol", "15:23: option-of-another: 'alcohol' is not an option of night. It is an option of use."),
        ("night is one of (cot, bed)", "15:36: unknown-option: 'bed' is not an option of night. Use one of: cot, sofa."),
        ("slep.night is cot", "15:14: unknown-section: there is no section 'slep'. Use one of: s."),
        ("s.nite is cot", "15:14: unknown-question: section 's' has no question 'nite'. Did you mean 'note'?"),
        ("child.age < 2", "15:14: unknown-property: 'child.age' is not known of a person. Did you mean 'age_months'?"),
        ("some_one_uses", "15:14: unknown-condition: there is no condition 'some_one_uses'. There is none to choose from yet."),
        ("use is alcohol", "15:18: wrong-type: 'is' needs one answer. 'use' can have several answers: write 'use includes …'."),
        ("night includes cot", "15:20: wrong-type: 'includes' needs a list. 'night' has one answer: write 'night is …'."),
        ("night < 3", "15:14: wrong-type: 'night' is no number. Write 'is …', or compare score(…)."),
        ("note is x", "15:14: wrong-type: 'note' is a text and has no options. Write 'is answered' or 'is not answered'."),
        ("weight is before today", "15:14: wrong-type: this is no date. Compare a date question with a date, 'today' or another date question."),
        ("seen_on is after 2026-02-31", "15:31: bad-date: there is no date 2026-02-31. Write it as in 2026-03-02."),
        ("seen_on > 3", "15:14: wrong-type: 'seen_on' is no number. Write 'is before …', 'is after …' or days_since(…)."),
        ("score(weight) > 3", "15:20: wrong-type: 'weight' has no scores. Only questions of type choice or choices have scores."),
        ("days_since(weight) > 3", "15:25: wrong-type: 'weight' is no date. Use a date question."),
        ("night", "15:14: wrong-type: 'night' is not compared. Write 'night is …', 'night includes …' or 'night is answered'."),
        ("night is known by (seen)", "15:20: not-how-known: 'night' does not record how it is known. Give the question 'how_known: true'."),
        ("any of night where (danger is yes)", "15:21: wrong-type: 'night' is no list. Write child, other child, adult, or 'of' and a question of type list."),
        ("any child where (any adult where (adult.lives_here is yes))", "15:31: nested: 'any' stands inside another any, every, no or count. Give one of the two a name under 'conditions:'."),
        ("adult.relationship is father", "15:14: out-of-scope: 'adult.relationship' needs one adult, and no adult is meant here. Say which: 'any adult where …', 'every adult where …' or 'no adult where …'."),
        ("any adult where adult.relationship is uncle", "15:52: unknown-option: 'uncle' is not an option of adult.relationship. Use one of: father, grandparent, mother, not_known, other, step_parent."),
        ("night is", "15:22: syntax: the condition ends too early. Write the id of an option here."),
        ("night is not", "15:26: syntax: the condition ends too early. Write the id of an option here."),
        ("night == sofa", "15:21: syntax: '=' stands where it has no meaning. Write one '='."),
        ("(night is cot", "15:27: syntax: the condition ends too early. Close the bracket."),
        ("night is cot danger is yes", "15:27: syntax: 'danger' stands where it has no meaning. Join two conditions with 'and' or 'or', and close every bracket once."),
        ("night is cot & danger is yes", "15:27: syntax: '&' has no meaning in a condition. Write 'and'."),
        ("Night is cot", "15:14: syntax: a capital letter ('N') stands here. Ids and words are written in small letters."),
        ("night is cot or sofa", "15:30: unknown-condition: there is no condition 'sofa'. For one answer out of several, write 'is one of (…, …)'."),
        ("1 < weight < 3", "15:25: syntax: '<' stands where it has no meaning. Compare two things at a time, and join them with 'and'."),
    ],
)  # fmt: skip
def test_a_mistake_in_a_condition_is_told_at_its_place(condition: str, problem: str) -> None:
    assert about(condition) == [problem]


def test_a_child_s_answer_is_out_of_scope_in_a_family_section() -> None:
    family = """
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: text, show_if: c.b is answered}
    """
    child = """
        section: c
        title: C
        ask: each child
        questions:
          - {id: b, label: B?, type: text}
    """
    assert of_section(family, c=child) == ["5:45: out-of-scope"]


def test_other_child_is_out_of_scope_outside_a_child_s_section() -> None:
    text = """
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: text, show_if: any other child where (child.is_born)}
    """
    assert of_section(text) == ["5:49: out-of-scope"]


def test_a_named_condition_sees_no_single_child() -> None:
    text = """
        section: s
        title: S
        ask: each child
        conditions: {young: child.age_months < 24}
        questions:
          - {id: a, label: A?, type: text, show_if: young}
    """
    assert of_section(text) == ["5:21: out-of-scope"]


def test_an_unknown_key_is_told_with_the_nearest_one_and_is_not_missing_as_well() -> None:
    text = """\
        section: s
        title: S
        questions:
          - id: a
            lable: A?
            type: text
    """
    (message,) = messages(text)
    assert message == (
        "sections/s.yaml:5:5: unknown-key: 'lable' is not a key of the language here. "
        "Did you mean 'label'?"
    )


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("{id: a, type: text}", "4:5: missing-key"),
        ("{id: a, label: A?}", "4:5: missing-key"),
        ("{id: a, label: '', type: text}", "4:21: empty"),
        ("{id: a, label: A?, type: textt}", "4:30: unknown-word"),
        ("{id: a, label: A?, type: choice}", "4:5: no-options"),
        ("{id: a, label: A?, type: calculated}", "4:5: missing-key"),
        ("{id: a, label: A?, type: list}", "4:5: missing-key"),
        ("{id: A, label: A?, type: text}", "4:10: bad-id"),
        ("{id: __class__, label: A?, type: text}", "4:10: bad-id"),
        ("{id: 1st, label: A?, type: text}", "4:10: bad-id"),
        ("{id: where, label: A?, type: text}", "4:10: reserved-id"),
        ("{id: level, label: A?, type: text}", "4:10: reserved-id"),
        ("{id: a, label: A?, type: choice, options: {not: N}}", "4:48: reserved-id"),
        ("{id: a, label: A?, type: choice, options: {B: N}}", "4:48: bad-id"),
        ("{id: a, label: A?, type: text, guidance: sleep}", "4:46: unknown-guidance"),
        ("{id: a, label: 'Where is {child}?', type: text}", "4:30: unknown-placeholder"),
        ("{id: a, label: 'Who, {famly}?', type: text}", "4:26: unknown-placeholder"),
        ("{id: a, label: '{{7*7}}', type: text}", "4:22: unknown-placeholder"),
        ("{id: a, label: A?, type: number, min: 1e5}", "4:43: wrong-kind"),
        ("{id: a, label: A?, type: number, min: 5, max: 3}", "4:43: min-over-max"),
        ("{id: a, label: A?, type: text, required: perhaps}", "4:46: wrong-kind"),
        ("{id: a, label: A?, type: text, if_blank: {says: B., within: soon}}", "4:65: bad-within"),
        ("{id: a, label: A?, type: text, wording: [{when: a is answered}]}", "4:46: missing-key"),
        ("{id: a, label: A?, type: number, sets: child.level}", "4:44: wrong-type"),
        ("{id: a, label: A?, type: text, was: 'no id'}", "4:42: bad-id"),
        ("{id: a, label: A?, type: text, hint: }", "4:36: empty"),
    ],
)
def test_a_mistake_in_a_question(question: str, problem: str) -> None:
    assert of_section(f"section: s\ntitle: S\nquestions:\n  - {question}\n") == [problem]


@pytest.mark.parametrize(
    ("finding", "problem"),
    [
        ("{id: x, kind: concern, when: a is answered}", "6:5: missing-key"),
        ("{id: x, kind: worry, when: a is answered, says: S.}", "6:19: unknown-word"),
        ("{id: X, kind: concern, when: a is answered, says: S.}", "6:10: bad-id"),
        ("{id: x, kind: concern, when: b is answered, says: S.}", "6:34: unknown-question"),
        ("{id: x, kind: concern, when: a is answered, says: '{adult}'}", "6:56: unknown-placeholder"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_finding(finding: str, problem: str) -> None:
    text = "section: s\ntitle: S\nquestions: [{id: a, label: A?, type: text}]\n\nfindings:\n"
    assert of_section(f"{text}  - {finding}\n") == [problem]


def test_a_finding_may_have_any_id_because_no_condition_names_it() -> None:
    text = """
        section: s
        title: S
        questions: [{id: people, label: A?, type: text}]
        findings: [{id: level, kind: strength, when: people is answered, says: S.}]
    """
    assert of_section(text) == []


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ("form: f\ntitle: F\nsections: [s]\n", "1:1: bad-version"),
        ("form: f\nversion: 1.0\ntitle: F\nsections: [s]\n", "2:10: bad-version"),
        ("form: f\nversion: 0\ntitle: F\nsections: [s]\n", "2:10: bad-version"),
        ("form: f\nversion: one\ntitle: F\nsections: [s]\n", "2:10: bad-version"),
        ("form: F\nversion: 1\ntitle: F\nsections: [s]\n", "1:7: bad-id"),
        ("form: f\nversion: 1\ntitle: F\nsections: [t]\n", "4:12: unknown-section"),
        ("form: f\nversion: 1\ntitle: F\nsections: [s, s]\n", "4:15: duplicate-id"),
        ("form: f\nversion: 1\ntitle: F\nsections: []\n", "4:11: empty"),
        ("form: f\nversion: 1\nsections: [s]\n", "1:1: missing-key"),
        (f"{FORM}levels: [2, 9]\n", "5:13: wrong-kind"),
        (f"{FORM}plan: clever\n", "5:7: unknown-word"),
        (f"{FORM}conditions: {{and: s.a is answered}}\n", "5:14: reserved-id"),
        (f"{FORM}conditions: {{x: s.b is answered}}\n", "5:17: unknown-question"),
        (f"{FORM}conditions: {{x: y, y: not x}}\n", "5:17: circle"),
    ],
)
def test_a_mistake_in_a_form(form: str, problem: str) -> None:
    section = "section: s\ntitle: S\nquestions: [{id: a, label: A?, type: text}]\n"
    assert said({"f/form.yaml": form, "sections/s.yaml": section}) == [f"f/form.yaml:{problem}"]


def test_the_same_id_is_refused_wherever_it_stands_twice() -> None:
    text = """\
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: text}
          - {id: a, label: B?, type: text}
          - id: rows
            label: Rows?
            type: list
            fields: [{id: x, label: X, type: text}, {id: x, label: Y, type: text}]
            findings: [{id: f, kind: strength, when: rows is answered, says: F.}]
        findings: [{id: f, kind: strength, when: rows is answered, says: F.}]
    """
    assert of_section(text) == ["5:10: duplicate-id", "9:50: duplicate-id", "11:17: duplicate-id"]


def test_two_files_can_t_be_the_same_section_form_or_topic() -> None:
    section = "section: s\ntitle: S\nquestions: [{id: a, label: A?, type: text}]\n"
    guidance = "topic: t\ntitle: T\ntext: Words.\nowner: O\nreview_by: 2027-01-01\n"
    files = {
        "sections/s.yaml": section,
        "sections/z.yaml": section,
        "f/form.yaml": FORM,
        "g/form.yaml": FORM,
        "guidance/t.yaml": guidance,
        "guidance/u.yaml": guidance,
    }
    assert said(files) == [
        "g/form.yaml:1:7: duplicate-id",
        "guidance/u.yaml:1:8: duplicate-id",
        "sections/z.yaml:1:10: duplicate-id",
    ]


def test_a_name_given_twice_must_say_the_same_in_whatever_words() -> None:
    section = """\
        section: s
        title: S
        conditions:
          spoken: a is answered
          silent: not spoken
        questions: [{id: a, label: A?, type: text}]
    """
    same = FORM + "conditions: {spoken: s.a   is answered, silent: not spoken}\n"
    assert said({"sections/s.yaml": section, "f/form.yaml": same}) == []
    other = FORM + "conditions: {silent: spoken}\n"
    files = {"sections/s.yaml": section, "f/form.yaml": other}
    assert said(files) == ["sections/s.yaml:5:3: condition-differs"]


@pytest.mark.parametrize(
    ("extra", "circle"),
    [
        ("show_if: a is yes", "s.a → s.a"),
        ("show_if: b is yes", "s.a → s.b → s.a"),
        ("show_if: c > 3", "s.a → s.c → s.a"),
        ("show_if: child.level > 3", "s.a → s.d → s.a"),
        ("show_if: any other child where (a is yes)", "s.a → s.a"),
        ("show_if: any adult where (t.u is yes)", "s.a → t.u → s.a"),
        ("show_if: named", "s.a → s.b → s.a"),
        ("check: [{that: e is yes, message: M.}]", "s.a → s.e → s.a"),
        ("check: [{that: no other child where (a is yes), message: M.}]", "s.a → s.a"),
    ],
)
def test_a_circle_is_named_whole_whatever_it_goes_through(extra: str, circle: str) -> None:
    text = f"""
        section: s
        title: S
        ask: each child
        conditions: {{named: any child where (b is yes)}}
        questions:
          - id: a
            label: A?
            type: yes_no
            {extra}
          - {{id: b, label: B?, type: yes_no, show_if: a is yes}}
          - {{id: c, label: C, type: calculated, value: "count(child where a is yes)"}}
          - {{id: d, label: D?, type: number, sets: child.level, check: [{{that: a is yes, message: M.}}]}}
          - {{id: e, label: E?, type: yes_no, show_if: a is answered}}
    """
    adults = """
        section: t
        title: T
        ask: each adult
        questions:
          - {id: u, label: U?, type: yes_no, show_if: any child where (s.a is yes)}
    """
    form = FORM.replace("[s]", "[s, t]")
    files = {"sections/s.yaml": text, "sections/t.yaml": adults, "f/form.yaml": form}
    problems = said(files)
    assert [one.rsplit(" ", 1)[1] for one in problems] == ["circle"]
    assert problems[0].startswith("sections/s.yaml:10:")
    (problem,) = library_of(files).errors
    assert f"depend on each other: {circle}." in problem.what


def test_a_circle_through_a_section_s_show_if_is_found() -> None:
    text = """\
        section: s
        title: S
        show_if: a is yes
        questions:
          - {id: a, label: A?, type: yes_no}
    """
    assert of_section(text) == ["3:10: circle"]


def test_a_check_may_read_the_answer_that_it_checks() -> None:
    text = """
        section: s
        title: S
        ask: each child
        questions:
          - {id: a, label: A?, type: number, check: [{that: a > 3, message: M.}]}
    """
    assert of_section(text) == []


def test_every_circle_is_told_at_once() -> None:
    text = """\
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: yes_no, show_if: b is yes}
          - {id: b, label: B?, type: yes_no, show_if: a is yes}
          - {id: c, label: C?, type: yes_no, show_if: d is yes}
          - {id: d, label: D?, type: yes_no, show_if: c is yes}
    """
    assert of_section(text) == ["4:47: circle", "6:47: circle"]


def test_guidance_has_a_limit_and_its_words_are_counted() -> None:
    long = "topic: t\ntitle: T\ntext: one two three\nowner: O\nreview_by: 2027-01-01\nwords: 2\n"
    assert said({"guidance/t.yaml": long}) == ["guidance/t.yaml:3:7: too-many-words"]


def test_every_mistake_of_every_file_is_told_in_one_run() -> None:
    first = """\
        section: s
        title: S
        titel: S
        questions:
          - {id: a, label: A?, type: choice, options: {x: X}, show_if: b is yes}
          - {id: b, labl: B?, type: text, show_if: a is y}
        findings:
          - {id: f, kind: concern, says: F.}
          - {id: g, kind: concern, when: a is z, says: "{child}", do: D., do: E.}
    """
    second = (
        "section: t\ntitle: T\nquestions:\n  - {id: c, label: C?, type: text, show_if: s.a is q}\n"
    )
    files = {"sections/s.yaml": first, "sections/t.yaml": second, "f/form.yaml": FORM}
    assert said({**files, "levels.yaml": "levels: {9: {name: N}}\n"}) == [
        "levels.yaml:1:10: bad-key",
        "sections/s.yaml:3:1: unknown-key",
        "sections/s.yaml:5:64: wrong-type",
        "sections/s.yaml:6:13: unknown-key",
        "sections/s.yaml:6:49: unknown-option",
        "sections/s.yaml:8:5: missing-key",
        "sections/s.yaml:9:39: unknown-option",
        "sections/s.yaml:9:49: unknown-placeholder",
        "sections/s.yaml:9:67: duplicate-key",
        "sections/t.yaml:4:52: unknown-option",
    ]


def test_what_could_not_be_read_is_not_unknown_as_well() -> None:
    section = """\
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: chioce, options: {x: X}}
          - {id: b, label: B?, type: text, show_if: a is x}
          - {id: c, label: C?, type: text, show_if: broken.q is x and lost}
        conditions: {lost: [a]}
    """
    files = {
        "sections/s.yaml": section,
        "sections/broken.yaml": "section: broken\ntitle: [\n",
        "f/form.yaml": FORM.replace("[s]", "[s, broken]"),
    }
    assert said(files) == [
        "sections/broken.yaml:3:1: not-yaml",
        "sections/s.yaml:4:30: unknown-word",
        "sections/s.yaml:7:20: wrong-kind",
    ]


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("family copies", []),
        ("by_whom", []),
        ("s.by_whom", []),
        ("by_whim", ["6:60: unknown-question"]),
        ("t.by_whom", ["6:60: unknown-section"]),
        ("a", ["6:60: wrong-type"]),
    ],
)
def test_whom_an_answer_is_confidential_from_must_exist(written: str, problem: list[str]) -> None:
    text = f"""
        section: s
        title: S
        questions:
          - {{id: by_whom, label: By whom?, type: person}}
          - {{id: a, label: A?, type: text,      confidential_from: {written}}}
    """
    assert of_section(text) == problem


def test_a_condition_on_several_lines_is_told_at_its_line_and_column() -> None:
    text = """\
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: yes_no}
          - id: b
            label: B?
            type: text
            show_if: >-
              a is yes
              or
                 a is perhaps
          - id: c
            label: C?
            type: text
            show_if: a is yes
              or a is maybe
          - {id: d, label: D?, type: text, show_if: "a is yes and a is never"}
    """
    assert of_section(text) == [
        "11:15: unknown-option",
        "16:15: unknown-option",
        "17:64: unknown-option",
    ]


def test_white_space_in_a_condition_means_nothing() -> None:
    text = """
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: yes_no}
          - id: b
            label: B?
            type: text
            show_if: |
              (a is yes)
                or   not(a is
                no)
    """
    assert of_section(text) == []


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "true", "n012"])
def test_words_that_yaml_would_change_stay_as_they_were_written(word: str) -> None:
    text = f"""
        section: s
        title: S
        questions:
          - {{id: a, label: 012, hint: 12:30, type: choice, options: {{{word}: No, b: B}}}}
          - {{id: b, label: B?, type: text, show_if: a is {word}}}
    """
    assert of_section(text) == []
    form = library_of({"sections/s.yaml": text, "f/form.yaml": FORM}).forms["f"]
    question = form.questions["s.a"]
    assert (question.label, question.hint) == ("012", "12:30")
    assert question.options[0].id == word


def test_forms_without_an_id_are_not_taken_for_each_other() -> None:
    nameless = FORM.replace("form: f\n", "")
    section = "section: s\ntitle: S\nquestions: [{id: a, label: A?, type: text}]\n"
    files = {"sections/s.yaml": section, "f/form.yaml": nameless, "g/form.yaml": nameless}
    assert said(files) == ["f/form.yaml:1:1: missing-key", "g/form.yaml:1:1: missing-key"]


def test_a_form_is_not_used_while_it_reads_a_section_that_can_t_be_read() -> None:
    section = """
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: text, show_if: broken.x is yes}
    """
    files = {"sections/s.yaml": section, "sections/broken.yaml": "section: [", "f/form.yaml": FORM}
    assert said(files) == [
        "sections/broken.yaml:2:1: not-yaml",
        "sections/s.yaml:5:45: reads-unreadable",
    ]
    assert library_of(files).forms == {}
