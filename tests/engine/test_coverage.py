"""Which conditions scenarios saw: each test has one small section, asked of each child."""

from riskform.definitions.library import Library, load
from riskform.definitions.written_conditions import written_conditions
from riskform.engine.case_reading import read_case
from riskform.engine.coverage import FormCoverage, Seen, coverage
from riskform.engine.evaluation import evaluate

PLACE = "- {id: place, label: P?, type: choice, options: {cot: C, sofa: S}}"
TIRED = "- {id: tired, label: T?, type: yes_no}"


FAMILY = "section: extra\ntitle: E\nquestions:\n  - {id: told, label: T?, type: yes_no}\n"


def library_of(
    *questions: str, forms: dict[str, str] | None = None, more: str = "", extra: str = FAMILY
) -> Library:
    """Return forms that have the section `s`, of these questions, and whatever else they name."""
    section = f"section: s\ntitle: S\nask: each child\n{more}questions:\n"
    files = {
        "sections/s.yaml": section + "".join(f"  {one}\n" for one in questions),
        "sections/extra.yaml": extra,
    }
    for name, keys in (forms or {"f": "sections: [s]"}).items():
        files[f"{name}/form.yaml"] = f"form: {name}\nversion: 1\ntitle: F\n{keys}\n"
    library = load(files)
    assert not library.errors, [problem.with_excerpt() for problem in library.errors]
    return library


def covered(library: Library, **cases: list[str]) -> dict[str, FormCoverage]:
    """Return the coverage of each form by cases: the answers of Kit, 2 months, or of the family."""
    files = {path: text for bundle in library.bundles.values() for path, text in bundle.items()}
    written = written_conditions(files)
    seen = {name: Seen(name, written) for name in library.forms}
    for name, form in library.forms.items():
        seen[name].add_conditions(form)
        for answers in cases.get(name, []):
            whose = "family" if answers.startswith("extra.") else "kit"
            text = (
                "{on: 2026-03-02, level: 3, "
                "children: {kit: {name: Kit, date_of_birth: 2025-12-15}}, "
                f"answers: {{{whose}: {{{answers}}}}}}}"
            )
            seen[name].add(form, evaluate(form, read_case("c.yaml", text.encode(), form)))
    return {one.form: one for one in coverage(seen.values())}


def gaps(library: Library, *cases: str) -> dict[str, tuple[str, ...]]:
    return {gap.judged.what: gap.never for gap in covered(library, f=list(cases))["f"].gaps}


def test_a_condition_seen_both_ways_is_no_gap() -> None:
    library = library_of(PLACE, "- {id: plan, label: P?, type: text, show_if: place is sofa}")
    assert gaps(library, "s.place: sofa", "s.place: cot") == {}


def test_unknown_is_not_false_and_is_counted() -> None:
    library = library_of(PLACE, "- {id: plan, label: P?, type: text, show_if: place is sofa}")
    found = covered(library, f=["s.place: sofa", "", ""])["f"]
    assert [(gap.judged.what, gap.never, gap.unknown) for gap in found.gaps] == [
        ("s.plan show_if", ("false",), 2)
    ]
    assert (found.conditions, found.seen) == (1, 0)


def test_a_condition_in_a_section_that_is_hidden_is_not_seen() -> None:
    library = library_of(
        "- {id: plan, label: P?, type: text, show_if: child.is_born}", more="show_if: level >= 4\n"
    )
    assert gaps(library, "") == {"s show_if": ("true",), "s.plan show_if": ("true", "false")}


def test_a_wording_counts_only_where_it_is_asked_and_none_before_it_held() -> None:
    library = library_of(
        TIRED,
        "- {id: plan, label: P?, type: text, show_if: tired is yes, wording: "
        "[{when: child.age_months < 9, label: A}, {when: level >= 3, label: B}]}",
    )
    assert gaps(library, "s.tired: no", "s.tired: yes") == {
        "s.plan wording 1": ("false",),
        "s.plan wording 2": ("true", "false"),
    }


CHECKED = (
    "- {id: weight, label: W?, type: number, check: [{that: weight > 1, message: Too light.}, "
    "{that: weight < 9, message: Too heavy.}]}"
)


def test_a_check_is_false_where_it_failed_an_answer_and_the_next_is_not_asked() -> None:
    library = library_of(CHECKED)
    assert gaps(library, "s.weight: 1") == {
        "s.weight check 1": ("true",),
        "s.weight check 2": ("true", "false"),
    }
    assert gaps(library, "s.weight: 1", "s.weight: 5", "s.weight: 10") == {}


def test_a_check_is_not_judged_without_an_answer_that_can_be_read() -> None:
    both = ("true", "false")
    found = gaps(library_of(CHECKED), "", "s.weight: heavy")
    assert found == {"s.weight check 1": both, "s.weight check 2": both}


def test_a_check_that_reads_its_own_answer_by_a_name_is_seen_false() -> None:
    extra = FAMILY.replace("yes_no", "yes_no, check: [{that: settled, message: Tell them.}]")
    library = library_of(
        TIRED,
        forms={"f": "sections: [s, extra]\nconditions: {settled: extra.told is yes}"},
        extra=extra,
    )
    assert gaps(library, "extra.told: no", "extra.told: yes") == {}


def test_a_check_of_the_level_that_its_own_answer_sets_is_seen_false() -> None:
    library = library_of(
        "- {id: need, label: N?, type: number, sets: child.level, check: "
        "[{that: child.level >= 2, message: Too low.}]}"
    )
    assert gaps(library, "s.need: 1", "s.need: 4") == {}


def test_a_check_of_how_its_own_answer_is_known_is_seen_false() -> None:
    library = library_of(
        "- {id: seen, label: S?, type: yes_no, how_known: true, check: "
        "[{that: seen is known by (seen), message: See it.}]}"
    )
    told = "s.seen: {value: yes, known_by: parent}"
    assert gaps(library, told, "s.seen: {value: yes, known_by: seen}") == {}


def test_a_blank_and_a_not_known_have_only_to_be_raised() -> None:
    library = library_of(
        "- {id: tired, label: T?, type: yes_no, not_known: Not known., if_blank: Blank.}"
    )
    assert gaps(library, "s.tired: yes") == {
        "s.tired not_known": ("raised",),
        "s.tired if_blank": ("raised",),
    }
    found = covered(library, f=["", "s.tired: not_known"])["f"]
    assert (found.gaps, found.blanks, found.raised) == ((), 2, 2)


def test_a_blank_under_a_hidden_question_is_not_raised() -> None:
    library = library_of(
        TIRED, "- {id: plan, label: P?, type: text, show_if: tired is yes, if_blank: Blank.}"
    )
    assert gaps(library, "s.tired: no", "s.tired: yes, s.plan: Sleep.") == {
        "s.plan if_blank": ("raised",)
    }


TWO_FORMS = {
    "f": "sections: [s]\nconditions: {deep: level >= 3}",
    "g": "sections: [s, extra]\nconditions: {deep: level >= 4}",
}
SHARED = "- {id: plan, label: P?, type: text, show_if: tired is yes}"


def test_what_a_section_says_is_seen_by_the_scenarios_of_any_form_that_uses_it() -> None:
    found = covered(
        library_of(TIRED, SHARED, forms=TWO_FORMS), f=["s.tired: no", "s.tired: yes"], g=[""]
    )
    assert [gap.judged.what for gap in found["g"].gaps] == ["deep (form g)"]
    assert (found["f"].elsewhere, found["g"].elsewhere) == (0, 1)


def test_a_name_of_the_form_itself_is_seen_only_by_its_own_scenarios() -> None:
    found = covered(library_of(TIRED, forms=TWO_FORMS), f=[""], g=[""])
    assert [(gap.judged.what, gap.never) for gap in found["f"].gaps] == [
        ("deep (form f)", ("false",))
    ]
    assert [(gap.judged.what, gap.never) for gap in found["g"].gaps] == [
        ("deep (form g)", ("true",))
    ]


def test_a_name_that_stands_in_a_section_travels_with_it() -> None:
    library = library_of(
        TIRED, forms=TWO_FORMS, more="conditions: {worn: any child where tired is yes}\n"
    )
    found = covered(library, f=["s.tired: yes"], g=["s.tired: no"])
    assert "worn (section s)" not in {
        gap.judged.what for form in found.values() for gap in form.gaps
    }


def test_looking_leaves_the_household_as_it_was() -> None:
    library = library_of(CHECKED)
    form = library.forms["f"]
    text = (
        "{on: 2026-03-02, level: 3, children: {kit: {name: Kit, age_months: 3}}, "
        "answers: {kit: {s.weight: 1}}}"
    )
    evaluation = evaluate(form, read_case("c.yaml", text.encode(), form))
    seen = Seen("f", written_conditions({}))
    seen.add(form, evaluation)
    assert "s.weight" not in evaluation.household.children[0].values
    assert evaluation == evaluate(form, read_case("c.yaml", text.encode(), form))
