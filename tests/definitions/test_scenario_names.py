# ruff: noqa: E501 - a message stands on one line, as it is printed.
"""Names in a scenario that stand for nothing are told at their place, by `check` too."""

from time import process_time

import pytest

from riskform.definitions.case_shapes import ScenarioShape
from tests.definitions.checking import library_of

FILES = {
    "f/form.yaml": "form: f\nversion: 1\ntitle: F\nsections: [sleep, home]\n",
    "sections/sleep.yaml": """\
        section: sleep
        title: Sleep
        ask: each child
        questions:
          - {id: place, label: Where?, type: choice, options: {cot: Cot, sofa: Sofa}}
          - id: nights
            label: Which nights?
            type: list
            fields:
              - {id: day, label: Day?, type: choice, options: {mon: Monday, tue: Tuesday}}
              - {id: with, label: With whom?, type: text}
        findings:
          - {id: on_sofa, kind: concern, when: place is sofa, says: S., do: D.}
    """,
    "sections/home.yaml": (
        "section: home\ntitle: H\nquestions: [{id: seen, label: Seen?, type: yes_no}]\n"
    ),
}
GIVEN = "on: 2026-03-02, level: 3, children: {kit: {name: Kit, age_months: 3}}"


def told(given: str, expect: str = "{}", **more: str) -> list[str]:
    text = f"scenario: S\ngiven: {{{given}}}\nexpect: {expect}\n"
    problems = library_of({**FILES, "f/scenarios/one.yaml": text, **more}).problems
    return [str(one).removeprefix("f/scenarios/one.yaml:") for one in problems]


def answers(written: str) -> str:
    return f"{GIVEN}, answers: {{{written}}}"


def test_a_question_in_an_answer() -> None:
    assert told(answers("kit: {sleep.plase: cot}")) == [
        "2:96: unknown-question: there is no question 'sleep.plase'. Did you mean 'sleep.place'?"
    ]


def test_an_option_also_one_of_a_row() -> None:
    assert told(answers("kit: {sleep.place: soffa}")) == [
        "2:109: unknown-option: 'soffa' is not an option of place. Did you mean 'sofa'? Or expect the answer as `invalid`."
    ]
    assert told(answers("kit: {sleep.nights: [{id: a, day: mo}, {id: b, day: tue}]}")) == [
        "2:124: unknown-option: 'mo' is not an option of day. Did you mean 'mon'? Or expect the answer as `invalid`."
    ]


def test_an_option_that_is_wrong_on_purpose_is_expected_to_be_invalid() -> None:
    given = answers("kit: {sleep.place: {value: soffa, known_by: seen}}")
    assert told(given, "{invalid: [kit/sleep.place]}") == []
    row = answers("kit: {sleep.nights: {id: a, day: mo}}")
    assert told(row, "{invalid: ['kit/sleep.nights[a].day']}") == []


def test_a_field_of_a_list_is_told_once() -> None:
    rows = "[{id: a, dai: mon}, {id: b, dai: tue}]"
    assert told(answers(f"kit: {{sleep.nights: {rows}}}")) == [
        "2:119: unknown-key: there is no field 'dai'. Did you mean 'day'?"
    ]


def test_people_who_are_not_there() -> None:
    adult = f"{GIVEN}, adults: {{dean: {{name: Dean, to: {{kitt: {{lives_here: yes}}}}}}}}"
    assert told(adult + ", answers: {dan: {}}", "{asked: [kim/sleep.place]}") == [
        "2:113: unknown-person: there is no child 'kitt'. Did you mean 'kit'?",
        "2:151: unknown-person: there is no person 'dan'. Did you mean 'dean'?",
        "3:18: unknown-person: there is no person 'kim'. Did you mean 'kit'?",
    ]


def test_people_who_can_t_be_told_apart() -> None:
    given = "on: 2026-03-02, level: 3, children: {family: {name: K, age_months: 3}, a/b: {name: L}}"
    assert told(given) == [
        "2:46: reserved-id: 'family' stands for the whole family. Give the person another id.",
        "2:80: bad-id: 'a/b' can't be a person's id. Use letters, digits and _.",
        "2:80: missing-key: L needs a date_of_birth, a due_date or age_months.",
    ]
    both = f"{GIVEN}, adults: {{kit: {{name: Kit}}}}"
    assert told(both) == [
        "2:89: duplicate-id: 'kit' is a child and an adult. Give each an id of their own."
    ]


def test_what_is_asked_of_others() -> None:
    assert told(answers("family: {sleep.place: cot}"), "{asked: [kit/home.seen]}") == [
        "2:99: asked-of-another: 'sleep.place' is asked about each child.",
        "3:18: asked-of-another: kit/home.seen is never asked: it is asked about the family.",
    ]


def test_every_kind_of_expectation() -> None:
    keys = list(ScenarioShape.model_fields["expect"].default.model_dump())
    lists = [key for key in keys if key != "values"]
    wanted = [f"{key}: [kit/sleep.nowhere]" for key in lists]
    written = "\n  ".join(["", *wanted, "values: {kit/sleep.nowhere: 1}"])
    assert len(told(GIVEN, written)) == len(keys)


def test_a_row_a_blank_and_an_age_that_is_not_known_are_there() -> None:
    expected = "[kit/sleep.on_sofa, kit/sleep.place.if_blank, kit/people.age_not_known]"
    assert told(GIVEN, f"{{asked: ['kit/sleep.nights[a].day'], no_findings: {expected}}}") == []


def test_an_agency_without_a_file_but_not_one_whose_file_can_t_be_read() -> None:
    given = f"{GIVEN}, agency: nurses"
    assert told(given) == [
        "2:88: unknown-agency: there is no agency 'nurses'. There is none to choose from yet."
    ]
    (broken,) = told(given, **{"agencies/nurses.yaml": "agency: [\n"})
    assert broken.startswith("agencies/nurses.yaml:")


def test_names_are_told_of_a_form_that_can_t_be_used() -> None:
    given = answers("kim: {}, kit: {sleep.plase: cot, sleep.place: soffa}")
    broken = {"f/form.yaml": FILES["f/form.yaml"].replace("1", "x")}
    found = told(given, "{asked: [kit/home.seen], findings: [kit/sleep.on_sofas]}", **broken)
    assert found == [
        "f/form.yaml:2:10: bad-version: this is no version. Write a whole number, as in 'version: 1'.",
        *told(given, "{asked: [kit/home.seen], findings: [kit/sleep.on_sofas]}"),
    ]
    assert len(found) == 6


def test_names_are_told_of_a_scenario_with_other_mistakes() -> None:
    misspelt, unknown = told(answers("kim: {}"), "{aksed: []}")
    assert "unknown-person" in misspelt
    assert "unknown-key" in unknown


ELSEWHERE = "kit: {sleep.plase: cot}, family: {home.sean: 'yes'}"


@pytest.mark.parametrize(
    ("path", "old", "new", "still_told"),
    [
        ("sections/sleep.yaml", "label: Where?", "label: 'Where?", ["home.sean"]),
        ("sections/sleep.yaml", "section: sleep", "section: 'sleep", ["sleep.plase", "home.sean"]),
        (
            "sections/sleep.yaml",
            "when: place is sofa",
            "when: place is soffa",
            ["sleep.plase", "home.sean"],
        ),
        ("sections/sleep.yaml", "title: Sleep", "title: Sleep: one", ["sleep.plase", "home.sean"]),
        ("f/form.yaml", "[sleep, home]", "[sleep, home", []),
        ("f/form.yaml", "[sleep, home]", "[sleep, hone]", ["sleep.plase"]),
        ("f/form.yaml", "[sleep, home]", "[slep, home]", ["home.sean"]),
    ],
)
def test_only_a_name_that_may_stand_in_what_could_not_be_read_is_not_told(
    path: str, old: str, new: str, still_told: list[str]
) -> None:
    found = told(answers(ELSEWHERE), **{path: FILES[path].replace(old, new)})
    unknown = [one for one in found if "there is no question" in one]
    assert [one.split("'")[1] for one in unknown] == still_told
    assert len(found) == len(still_told) + 1 or "hone" in new or "slep," in new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{id: on_sofa,", "{id: 'on_sofa,"),
        ("{id: on_sofa,", "id: on_sofa,"),
        ("findings:", "findings"),
        ("{id: place,", "{id: plaice, id: place,"),
        ("options: {cot: Cot, sofa: Sofa}", "options: {cot: Cot, sofa: Sofa"),
    ],
)
def test_what_stands_in_the_broken_part_is_not_unknown(old: str, new: str) -> None:
    section = {"sections/sleep.yaml": FILES["sections/sleep.yaml"].replace(old, new)}
    found = told(answers("kit: {sleep.place: sofa}"), "{findings: [kit/sleep.on_sofa]}", **section)
    assert len(found) == 1
    assert found[0].startswith("sections/sleep.yaml")


def test_what_an_agency_adds_is_not_unknown_while_the_form_or_the_agency_s_file_is_broken() -> None:
    agency = """\
        agency: nurses
        title: Nurses
        sections:
          home:
            questions: [{id: warm, label: Warm?, type: yes_no}]
    """
    given = (
        f"{GIVEN}, agency: nurses, answers: {{family: {{home.warm: 'yes'}}, kit: {{sleep.x: a}}}}"
    )
    (only,) = told(given, **{"agencies/nurses.yaml": agency})
    assert "'sleep.x'" in only
    form = FILES["f/form.yaml"].replace("1", "x")
    assert only in told(given, **{"agencies/nurses.yaml": agency, "f/form.yaml": form})
    broken = agency.replace("title: Nurses", "title: 'Nurses")
    assert len(told(given, **{"agencies/nurses.yaml": broken})) == 1


def test_a_scenario_that_is_no_yaml_breaks_no_section_of_its_name() -> None:
    library = library_of({**FILES, "f/scenarios/sleep.yaml": "scenario: [\n"})
    assert list(library.forms) == ["f"]


def test_thousands_of_misspelt_names_are_told_at_once_and_not_all() -> None:
    children = ", ".join(f"k{n}: {{name: K, age_months: 3}}" for n in range(3_000))
    expect = ", ".join(f"k{n}/sleep.plase" for n in range(3_000))
    started = process_time()
    found = told(f"on: 2026-03-02, level: 3, children: {{{children}}}", f"{{asked: [{expect}]}}")
    assert process_time() - started < 2
    assert len(found) == 100


def test_an_expectation_without_a_person_says_how_it_is_written() -> None:
    assert told(GIVEN, "{asked: [sleep.place]}") == [
        "3:18: unknown-question: there is no question sleep.place. Write a person, / and the question: family/section.question."
    ]
