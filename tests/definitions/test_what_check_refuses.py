# ruff: noqa: E501 - a message stands on one line, as it is printed.
"""Everything that language.md, section 5, says is refused: the code, the line and the column."""

import pytest

from tests.definitions.checking import FORM, library_of, messages, of_section, said


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
        ("{id: a, label: , type: text}", "4:13: empty"),
        (
            "{id: a, label: A?, type: choice, options: {b: {label: B, family_copy: easy_red}}}",
            "4:75: unknown-word",
        ),
        (
            "{id: a, label: A?, type: text, options: {b: {label: B, family_copy: braille}}}",
            "4:73: unknown-word",
        ),
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
        "sections/broken.yaml:1:1: missing-key",
        "sections/broken.yaml:2:8: not-yaml",
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
        "sections/broken.yaml:1:10: not-yaml",
        "sections/s.yaml:5:45: reads-unreadable",
    ]
    assert library_of(files).forms == {}


def test_options_without_ids_say_how_options_are_written() -> None:
    question = "{id: a, label: A?, type: choice, options: [Own cot, Sofa]}"
    (message,) = messages(f"section: s\ntitle: S\nquestions:\n  - {question}\n")
    assert message.endswith("Write an id and words for each, as in 'cot: Own cot'.")
