"""Levels of need and guidance, as the forms get them."""

import pytest

from riskform.definitions.library import content_hash, load_bundle
from riskform.errors import CouldNotRun
from tests.definitions.checking import FORM, library_of, said

SECTION = "section: s\ntitle: S\nquestions: [{id: a, label: A?, type: text, guidance: t}]\n"
GUIDANCE = "title: T\ntext: Words.\nowner: O\nreview_by: 2027-01-01\n"
FILES = {"sections/s.yaml": SECTION, "guidance/t.yaml": GUIDANCE, "f/form.yaml": FORM}


@pytest.mark.parametrize(
    ("written", "days"),
    [("12 weeks", 84), ("1 week", 7), ("30 days", 30), ("20 working days", 28), (None, None)],
)
def test_a_level_is_reviewed_within_so_many_calendar_days(
    written: str | None, days: int | None
) -> None:
    limit = f"    review_within: {written}\n" if written else ""
    unclear = "    unclear: {do: Ask., within: 3 working days}\n"
    level = f"levels:\n  3:\n    name: Three\n{limit}{unclear}"
    form = library_of({**FILES, "levels.yaml": level}).forms["f"]
    assert form.level_rules[3].review_days == days
    assert form.level_rules[3].unclear_within == 3


@pytest.mark.parametrize(("written", "months"), [("12 months", 12), ("1 month", 1), (None, None)])
def test_a_plan_drifts_after_so_many_months(written: str | None, months: int | None) -> None:
    limit = f", drift_after: {written}" if written else ""
    files = {**FILES, "levels.yaml": f"levels: {{3: {{name: Three{limit}}}}}\n"}
    assert library_of(files).forms["f"].level_rules[3].drift_months == months


@pytest.mark.parametrize(
    ("levels", "problem"),
    [
        ("{3: {name: T, review_within: soon}}", "1:30: bad-within"),
        ("{3: {name: T, drift_after: 12 weeks}}", "1:30: bad-within"),
        ("{3: {name: T, unclear: {do: Ask., within: 3 days}}}", "1:43: bad-within"),
        (
            "{3: {name: T, unclear: {do: '{child}', within: 1 working day}}}",
            "1:30: unknown-placeholder",
        ),
        ("{0: {name: T}}", "1:10: bad-key"),
        ("{three: {name: T}}", "1:10: bad-key"),
        ("{3: {nmae: T}}", "1:14: unknown-key"),
    ],
)
def test_a_mistake_in_the_levels_keeps_every_form_from_use(levels: str, problem: str) -> None:
    files = {**FILES, "levels.yaml": f"levels: {levels}\n"}
    found = said(files)
    assert [one.split(": ")[1] for one in found] == [problem.split(": ")[1]]
    assert library_of(files).forms == {}


def test_guidance_stands_beside_its_question_under_the_name_of_its_file() -> None:
    question = library_of(FILES).forms["f"].questions["s.a"]
    assert question.guidance is not None
    assert (question.guidance.topic, question.guidance.title) == ("t", "T")


@pytest.mark.parametrize(
    ("guidance", "problem"),
    [
        (GUIDANCE.replace("Words.", "Ask {mother}."), "guidance/t.yaml:2:11: unknown-placeholder"),
        (GUIDANCE.replace("2027-01-01", "2027-13-01"), "guidance/t.yaml:4:12: bad-date"),
        (GUIDANCE.replace("2027-01-01", "next year"), "guidance/t.yaml:4:12: bad-date"),
        (GUIDANCE.replace("owner: O\n", ""), "guidance/t.yaml:1:1: missing-key"),
        (GUIDANCE + "topic: T\n", "guidance/t.yaml:5:8: bad-id"),
        ("title: [\n", "guidance/t.yaml:1:8: not-yaml"),
        ("- title\n", "guidance/t.yaml:1:1: wrong-kind"),
    ],
)
def test_a_mistake_in_guidance_is_told_once(guidance: str, problem: str) -> None:
    found = said({**FILES, "guidance/t.yaml": guidance})
    assert found[0] == problem
    if "topic" not in guidance:
        assert len(found) == 1


def test_a_section_that_no_form_uses_is_checked_too() -> None:
    unused = """\
        section: unused
        title: U
        conditions: {local: x is yes, wrong: y is yes}
        questions:
          - {id: x, label: X?, type: yes_no, show_if: local or named or s.a is answered}
          - {id: z, label: Z?, type: yes_no, show_if: z is yes}
    """
    form = FORM + "conditions: {named: s.a is answered}\n"
    files = {**FILES, "f/form.yaml": form, "sections/unused.yaml": unused}
    assert said(files) == [
        "sections/unused.yaml:3:38: unknown-question",
        "sections/unused.yaml:5:47: circle",
        "sections/unused.yaml:6:47: circle",
    ]
    assert list(library_of(files).forms) == ["f"]


def test_what_a_published_form_is_made_of_is_kept_with_it_and_read_again() -> None:
    left = "section: left\ntitle: L\nquestions: [{id: x, label: X?, type: text}]\n"
    other = "section: other_one\ntitle: O\nquestions: [{id: x, label: X?, type: text}]\n"
    reads = SECTION.replace("guidance: t", "guidance: t, show_if: left.x is not answered")
    files = {**FILES, "sections/s.yaml": reads, "sections/left.yaml": left}
    library = library_of({**files, "sections/other_one.yaml": other, "guidance/u.yaml": GUIDANCE})
    bundle = library.bundles["f"]
    assert sorted(bundle) == sorted(files)
    assert load_bundle(bundle, "f").hash == library.forms["f"].hash == content_hash(bundle)


def test_a_published_form_that_can_t_be_read_any_more_says_why() -> None:
    with pytest.raises(CouldNotRun, match="bad-version"):
        load_bundle({**FILES, "f/form.yaml": FORM.replace("1", "one")}, "f")
