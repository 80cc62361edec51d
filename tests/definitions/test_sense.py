# ruff: noqa: E501 - a condition stands on one line, as it is tried.
"""Warnings: conditions that make no sense, and safety that hangs on a blank; the form loads."""

import pytest

from tests.definitions.checking import FORM, TODAY, library_of, of_section, said

SECTION = """\
section: s
title: S
ask: each child
questions:
  - {id: night, label: Night?, type: choice, options: {cot: Cot, sofa: Sofa}, not_known: N.}
  - {id: use, label: Use?, type: choices, options: {tea: T, gin: G, none: {label: N, none_of_these: true}}}
  - {id: seen_on, label: Seen on?, type: date}
  - {id: weight, label: Weight?, type: number, min: 0, max: 9}
  - {id: mood, label: Mood?, type: scale}
  - {id: scored, label: Scored?, type: choice, options: {x: {label: X, score: 2}, y: Y}}
  - {id: note, label: Note?, type: text}
  - {id: known, label: Known?, type: list, fields: [{id: said, label: Said?, type: yes_no}]}
  - {id: told_on, label: Told on?, type: date}
  - {id: total, label: Total, type: calculated, value: score(scored) + mood}
  - id: asked
    label: Asked?
    type: text
"""


def about(condition: str) -> list[str]:
    """Return the codes of the warnings about a condition; it stands at 18:14."""
    found = of_section(f"{SECTION}    show_if: {condition}\n", warnings=True)
    assert of_section(f"{SECTION}    show_if: {condition}\n") == []
    assert all(one.startswith("18:14: ") for one in found)
    return [one.removeprefix("18:14: ") for one in found]


@pytest.mark.parametrize(
    "condition",
    [
        "night is cot and night is sofa",
        "night is not answered and night is cot",
        "night is cot and not night is cot",
        "use includes tea and use includes none",
        "use includes all of (gin, none)",
        "night is not_known and (night is cot or night is sofa)",
        "weight > 5 and weight < 3",
        "weight > 9",
        "weight < 0",
        "mood > 10",
        "mood > 3 and mood < 4",
        "score(scored) > 2",
        "score(scored) + score(scored) = 3",
        "child.age_months < 12 and child.age_years >= 2",
        "not child.is_born and child.age_months < 6",
        "level > 5",
        "child.level = 6",
        "seen_on is before 2026-01-01 and seen_on is after 2026-02-01",
        "days_since(seen_on) > 28 and days_since(seen_on) < 7",
        "seen_on is after today and days_since(seen_on) > 0",
        "note is answered and note is not answered",
        "any adult where (adult.lives_here is yes and adult.lives_here is no)",
        "no child where (child.is_born or not child.is_born) and any child where (child.is_born and not child.is_born)",
        "count(child where night is cot) < 0",
        "any of known where (said is yes and said is no)",
        "total > 3 and total < 2",
        "silly",
    ],
)  # fmt: skip
def test_a_condition_that_can_never_be_true(condition: str) -> None:
    if condition == "silly":
        text = SECTION.replace(
            "questions:",
            "conditions: {silly: any child where (night is cot and night is sofa)}\nquestions:",
        )
        found = of_section(f"{text}    show_if: {condition}\n", warnings=True)
        assert found == ["4:21: never-true", "19:14: never-true"]
    else:
        assert about(condition) == ["never-true"]


@pytest.mark.parametrize(
    "condition",
    [
        "night is answered or night is not answered",
        "child.is_born or not child.is_born",
        "level >= 1",
        "count(child where night is cot) >= 0",
        "night is not answered or night is not cot or night is cot",
        "every child where (child.is_born or not child.is_born)",
    ],
)
def test_a_condition_that_is_always_true(condition: str) -> None:
    assert about(condition) == ["always-true"]


@pytest.mark.parametrize(
    "condition",
    [
        "night is cot",
        "night is one of (cot, sofa)",  # Unknown while nothing is answered.
        "night is not cot or night is cot",
        "use includes tea and use includes gin",
        "not use includes none",
        "weight > 5 and weight < 5.5",
        "mood > 3 and mood < 5",
        "score(scored) + mood = 12",
        "child.age_months < 24 and child.age_years >= 1",
        "child.age_months >= 12 and child.age_months < 13",
        "weight + mood > 100",  # Not tried out: nothing certain can be said.
        "seen_on is after told_on and told_on is after seen_on",
        "seen_on is before 2020-01-01 and days_since(seen_on) < 3",
        "count(child where night is cot) > 2 and count(child where night is cot) < 4",
        "every adult where (adult.lives_here is yes)",
        "any of known where (said is yes)",
        "level >= child.level",
        "(level > 2 or night is cot) and (mood > 2 or use includes tea) and weight > 1 and scored is x and note is answered",
    ],
)  # fmt: skip
def test_nothing_is_said_of_a_condition_that_can_be_true_and_can_fail(condition: str) -> None:
    assert about(condition) == []


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("9:11: never-true", "wording: [{when: NEVER, label: B?}]"),
        ("9:11: never-true", "check: [{that: NEVER, message: M.}]"),
        ("9:11: never-true", "findings: [{id: f, kind: strength, when: NEVER, says: F.}]"),
    ],
)
def test_every_kind_of_condition_is_looked_at(place: str, text: str) -> None:
    section = f"""\
        section: s
        title: S
        questions:
          - {{id: a, label: A?, type: yes_no}}
          - id: b
            label: B?
            type: yes_no
            {text}
    """
    never = "(a is yes and a is no)"
    (found,) = of_section(section.replace("NEVER", never), warnings=True)
    assert found.startswith("8:")
    assert found.endswith(place.split(": ")[1])


READS_ANOTHER = """\
    section: s
    title: S
    questions: [{id: b, label: B?, type: text, show_if: left.x is not answered}]
"""


def test_a_section_that_is_left_out_on_purpose_is_no_warning() -> None:
    left = "section: left\ntitle: L\nquestions: [{id: x, label: X?, type: text}]\n"
    files = {"sections/s.yaml": READS_ANOTHER, "sections/left.yaml": left}
    assert said({**files, "f/form.yaml": FORM}, warnings=True) == [
        "sections/left.yaml:1:10: not-asked",
        "sections/s.yaml:3:53: left-out-section",
    ]
    assert said({**files, "f/form.yaml": f"{FORM}leaves_out: [left]\n"}, warnings=True) == []


def test_a_section_whose_name_is_misspelt_is_not_also_left_out() -> None:
    left = "section: left\ntitle: L\nquestions: [{id: x, label: X?, type: text}]\n"
    form = FORM.replace("sections: [s]", "sections: [s, lefd]")
    files = {"f/form.yaml": form, "sections/s.yaml": READS_ANOTHER, "sections/left.yaml": left}
    assert said(files) == ["f/form.yaml:4:15: unknown-section"]
    assert said(files, warnings=True) == []


def test_what_is_left_out_has_to_be_a_section_and_only_once_and_not_in_the_form() -> None:
    left = "section: left\ntitle: L\nquestions: [{id: x, label: X?, type: text}]\n"
    files = {"sections/s.yaml": READS_ANOTHER, "sections/left.yaml": left}
    form = f"{FORM}leaves_out: [left, lefd, s, left]\n"
    assert said({**files, "f/form.yaml": form}) == [
        "f/form.yaml:5:20: unknown-section",
        "f/form.yaml:5:26: duplicate-id",
        "f/form.yaml:5:29: duplicate-id",
    ]


def test_other_warnings_and_the_form_still_loads() -> None:
    section = """\
        section: s
        title: S
        questions:
          - {id: a, label: A?, type: text, min: 3, guidance: t, private_to: [maneger]}
          - {id: b, label: B?, type: text, show_if: left.x is not answered}
        findings:
          - {id: f, kind: concern, when: a is answered, says: F.}
          - {id: g, kind: unclear, when: a is answered, says: G.}
          - {id: h, kind: protective, when: a is answered, says: H.}
    """
    left = "section: left\ntitle: L\nquestions: [{id: x, label: X?, type: text}]\n"
    old = "title: T\ntext: Words.\nowner: Olu\nreview_by: 2026-03-01\n"
    files = {"sections/s.yaml": section, "sections/left.yaml": left, "guidance/t.yaml": old}
    files |= {"f/form.yaml": FORM, "f/scenario.yaml": "a: b\n"}
    assert said(files, warnings=True) == [
        "f/scenario.yaml:1:1: file-not-read",
        "guidance/t.yaml:4:12: guidance-overdue",
        "sections/left.yaml:1:10: not-asked",
        "sections/s.yaml:4:36: key-for-other-type",
        "sections/s.yaml:4:69: unknown-role",
        "sections/s.yaml:5:45: left-out-section",
        "sections/s.yaml:7:5: no-do",
        "sections/s.yaml:8:5: no-do",
    ]
    library = library_of(files)
    assert library.errors == ()
    assert library.forms["f"].questions["s.a"].guidance is not None
    assert library.guidance["t"].review_by < TODAY
