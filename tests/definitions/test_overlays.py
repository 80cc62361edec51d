# ruff: noqa: E501 - a message stands on one line, as it is printed.
"""An agency's file: what it may add, how that is put into a form, and what is refused."""

import pytest

from riskform.definitions.library import content_hash, load_bundle
from riskform.errors import CouldNotRun
from tests.definitions.checking import FORM, library_of, said

SECTION = """\
section: s
title: S
ask: each child
conditions: {tired: level > 3}
questions:
  - {id: night, label: Night?, type: choice, hint: Ask., options: {cot: Cot, sofa: Sofa}}
  - {id: day, label: Day?, type: text, findings: [{id: under, kind: concern, when: day is answered, says: U., do: D.}]}
findings:
  - {id: found, kind: concern, when: night is sofa, says: F., do: D.}
"""
OTHER = "section: rest\ntitle: O\nquestions: [{id: thing, label: T?, type: yes_no}]\n"
CORE = {"sections/s.yaml": SECTION, "sections/rest.yaml": OTHER, "f/form.yaml": FORM}
HEAD = "agency: a\ntitle: Agency A\nsections:\n  s:\n"


def files(added: str, **more: str) -> dict[str, str | bytes]:
    """Return the form with what an agency adds to the section `s`, indented by four."""
    return {**CORE, "agencies/a.yaml": HEAD + added, **more}


def problems(added: str) -> list[str]:
    # That no form asks the section `rest` is no problem of the agency's file.
    found = [one for one in library_of(files(added)).problems if one.code != "not-asked"]
    assert {problem.place.file for problem in found} <= {"agencies/a.yaml"}
    return [str(problem).removeprefix("agencies/a.yaml:") for problem in found]


def test_an_added_question_stands_after_the_one_that_it_names_or_at_the_end() -> None:
    added = """\
    questions:
      - {id: last, label: L?, type: text}
      - {id: second, label: S?, type: text, after: night}
      - {id: third, label: T?, type: text, after: night}
"""
    variant = library_of(files(added)).variants["f@a"]
    (section,) = variant.sections
    assert [q.id for q in section.questions] == ["night", "second", "third", "day", "last"]


def test_an_added_question_names_its_agency_and_the_others_name_none() -> None:
    added = "    questions: [{id: more, label: M?, type: text}]\n"
    variant = library_of(files(added)).variants["f@a"]
    assert [q.asked_by for q in variant.questions.values()] == ["", "", "Agency A"]


def test_a_hint_is_kept_beside_the_hint_of_the_section() -> None:
    library = library_of(files("    hints: {night: Look as well.}\n"))
    night = library.variants["f@a"].questions["s.night"]
    assert (night.hint, night.agency_hint) == ("Ask.", "Look as well.")
    assert library.forms["f"].questions["s.night"].agency_hint is None


def test_added_conditions_may_read_the_form_its_names_and_each_other() -> None:
    added = """\
    questions:
      - {id: first, label: O?, type: yes_no, show_if: tired or night is sofa}
      - id: two
        label: T?
        type: text
        show_if: first is yes
        findings: [{id: more, kind: unclear, when: two is answered and first is yes, says: M., do: D.}]
"""
    assert problems(added) == []


def test_a_condition_of_the_section_cannot_read_what_is_added() -> None:
    broken = SECTION.replace("night is sofa", "more is yes")
    added = "    questions: [{id: more, label: M?, type: yes_no}]\n"
    found = said({**files(added), "sections/s.yaml": broken})
    assert found == ["sections/s.yaml:9:38: unknown-question"]


def test_a_form_without_the_section_has_no_variant() -> None:
    form = FORM.replace("[s]", "[rest]")
    library = library_of({**files("    hints: {night: L.}\n"), "f/form.yaml": form})
    assert library.variants == {}
    assert library.form_for("f", "a") is library.forms["f"]


@pytest.mark.parametrize(
    ("added", "problem"),
    [
        (
            "    hints: {nigth: L.}\n",
            "5:13: unknown-question: section 's' has no question 'nigth' of its own. Did you mean 'night'?",
        ),
        (
            "    hints: {night: 'Look at {chidl}.'}\n",
            "5:29: unknown-placeholder: {chidl} is no placeholder. Did you mean '{child}'?",
        ),
        (
            "    questions: [{id: q, label: Q?, type: text, after: dya}]\n",
            "5:55: unknown-question: section 's' has no question 'dya' of its own. Did you mean 'day'?",
        ),
        (
            "    questions: [{id: night, label: Q?, type: text}]\n",
            "5:22: duplicate-id: section 's' has a question 'night' of its own. Give yours another id: what the section itself asks and raises stays as it is.",
        ),
        (
            "    questions: [{id: q, label: Q?, type: text, findings: [{id: under, kind: unclear, when: q is answered, says: S., do: D.}]}]\n",
            "5:64: duplicate-id: section 's' has a finding 'under' of its own. Give yours another id: what the section itself asks and raises stays as it is.",
        ),
        (
            "    questions: [{id: q, label: Q?, type: text, findings: [{id: found, kind: unclear, when: q is answered, says: S., do: D.}]}]\n",
            "5:64: duplicate-id: section 's' has a finding 'found' of its own. Give yours another id: what the section itself asks and raises stays as it is.",
        ),
        (
            "    questions: [{id: q, label: Q?, type: number, sets: child.level}]\n",
            "5:50: core-only: 'sets' can't stand in a question that an agency adds: the level of need is asked for everybody in the same way. Take it out.",
        ),
        (
            "    questions: [{id: q, label: Q?, type: text, was: night}]\n",
            "5:48: core-only: 'was' can't stand in a question that an agency adds: an added question takes no other question's answers. Take it out.",
        ),
        (
            "    questions: [{id: q, label: Q?, type: text, show_if: night is soffa}]\n",
            "5:66: unknown-option: 'soffa' is not an option of night. Did you mean 'sofa'?",
        ),
        (
            "    show_if: night is sofa\n",
            "5:5: unknown-key: 'show_if' is not a key of the language here. Use one of: hints, questions.",
        ),
        (
            "    findings: []\n",
            "5:5: unknown-key: 'findings' is not a key of the language here. Use one of: hints, questions.",
        ),
        (
            "    questions: [{id: q, label: Q?, type: text, confidential_from: day}]\n",
            "5:67: wrong-type: 'day' is no question about a person. Write 'family copies', or the id of a question of type person.",
        ),
    ],
)
def test_what_an_agency_may_not_write(added: str, problem: str) -> None:
    assert problems(added) == [problem]


def test_a_circle_of_added_questions_is_refused_where_it_stands() -> None:
    added = """\
    questions:
      - {id: first, label: O?, type: yes_no, show_if: second is yes}
      - {id: second, label: T?, type: yes_no, show_if: first is yes}
"""
    (problem,) = problems(added)
    assert problem.startswith(
        "6:55: circle: these questions depend on each other: s.first → s.second"
    )


def test_an_agency_may_name_its_own_person_as_the_one_to_keep_it_from() -> None:
    added = """\
    questions:
      - {id: who, label: W?, type: person}
      - {id: why, label: Y?, type: text, confidential_from: who}
"""
    assert problems(added) == []


def test_an_unknown_section_is_refused_with_what_was_probably_meant() -> None:
    text = "agency: a\ntitle: A\nsections: {rst: {hints: {thing: L.}}}\n"
    (problem,) = library_of({**CORE, "agencies/a.yaml": text}).errors
    assert str(problem) == (
        "agencies/a.yaml:3:12: unknown-section: there is no section 'rst'. Did you mean 'rest'?"
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [("agency: a\ntitle: B\n", "1:9"), ("agency: b\ntitle: ' agency  A'\n", "2:10")],
)
def test_two_files_of_one_agency_are_refused(text: str, place: str) -> None:
    found = said({**files("    hints: {night: L.}\n"), "agencies/b.yaml": text})
    assert found == [f"agencies/b.yaml:{place}: duplicate-id"]


def test_a_mistake_in_an_agencys_file_leaves_the_form_itself_usable() -> None:
    library = library_of(files("    hints: {nigth: L.}\n"))
    assert list(library.forms) == ["f"]
    assert library.problems_of["f"] == ()
    assert library.variants == {}


def test_a_misspelt_key_keeps_the_variant_from_being_used() -> None:
    added = "    questions: [{id: q, label: Q?, type: text, requierd: true}]\n"
    assert library_of(files(added)).variants == {}


def test_who_names_a_variant_with_mistakes_is_told_so() -> None:
    library = library_of(files("    hints: {nigth: L.}\n"))
    with pytest.raises(CouldNotRun, match="what 'a' adds to 'f' has mistakes"):
        library.form_for("f", "a")


def test_an_unknown_agency_is_refused_with_what_was_probably_meant() -> None:
    text = "agency: health_visiting\ntitle: H\nsections: {}\n"
    library = library_of({**CORE, "agencies/h.yaml": text})
    with pytest.raises(CouldNotRun, match="Did you mean 'health_visiting'"):
        library.form_for("f", "health_visitin")


def test_a_safety_question_of_an_agency_that_hides_behind_a_blank_is_warned_of() -> None:
    added = """\
    questions:
      - id: q
        label: Q?
        type: yes_no
        show_if: night is sofa
        findings: [{id: g, kind: urgent, when: q is yes, says: G., do: D.}]
"""
    assert [problem.split(": ")[1] for problem in problems(added)] == ["hidden-by-blank"]


def test_a_variant_is_kept_and_read_again_from_its_own_files() -> None:
    text = (
        HEAD + "    questions: [{id: q, label: Q?, type: text, guidance: g}]\n"
        "  rest:\n    hints: {thing: L.}\n"
    )
    guidance = "title: G\ntext: Words.\nowner: O\nreview_by: 2099-01-01\n"
    library = library_of({**CORE, "agencies/a.yaml": text, "guidance/g.yaml": guidance})
    bundle, variant = library.bundles["f@a"], library.variants["f@a"]
    assert sorted(bundle) == [
        "agencies/a.yaml",
        "f/form.yaml",
        "guidance/g.yaml",
        "sections/s.yaml",
    ]
    again = load_bundle(bundle, "f@a")
    assert again.hash == variant.hash == content_hash(bundle)
    assert (again.id, again.agency, again.agency_title) == ("f", "a", "Agency A")
    assert again.core_hash == library.forms["f"].hash
    assert list(again.questions) == ["s.night", "s.day", "s.q"]


def test_what_an_agency_adds_is_no_part_of_the_form_itself() -> None:
    alone = library_of(CORE).forms["f"]
    assert library_of(files("    hints: {night: L.}\n")).forms["f"].hash == alone.hash
