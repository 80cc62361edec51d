from typing import Final

import pytest

from riskform.definitions.differences import (
    EFFECTS,
    KINDS,
    Change,
    ReadForm,
    form_diff,
    read_form,
    renamed_through,
)
from riskform.definitions.library import load

FORM = """
form: f
version: 1
title: F
levels: [2, 3]
sections: [s, t]
plan: smart
conditions: {often: t.often is yes}
"""
S = """
section: s
title: S
ask: each child
questions:
  - {id: night, label: Night?, type: choice, options: {cot: Cot, sofa: Sofa}, how_known: true}
  - {id: use, label: Use?, type: choices, options: {gin: Gin, no: Nothing}, show_if: night is cot}
  - {id: weight, label: Weight?, type: number, min: 1}
  - id: who
    label: Who?
    type: list
    fields: [{id: name, label: Name, type: text}, {id: role, label: Role, type: text}]
  - {id: twice, label: Twice, type: calculated, value: weight * 2}
  - {id: told, label: Told?, type: text}
findings:
  - {id: sofa, kind: concern, when: night is sofa, says: A sofa., do: Go., within: 1 working day}
  - {id: cot, kind: strength, when: night is cot, says: A cot.}
"""
T = "section: t\ntitle: T\nquestions: [{id: often, label: Often?, type: yes_no}]\n"
FILES: Final = {
    "f/form.yaml": FORM,
    "sections/s.yaml": S,
    "sections/t.yaml": T,
    "levels.yaml": "levels: {2: {name: Two}, 3: {name: Three}}\n",
    "guidance/g.yaml": "title: G\ntext: Words.\nowner: O\nreview_by: 2099-01-01\n",
}
NIGHT = "{id: night, label: Night?, type: choice, options: {cot: Cot, sofa: Sofa}, how_known: true}"
TOLD = "{id: told, label: Told?, type: text}"
USE = "type: choices, options: {gin: Gin, no: Nothing}"
ROLE = "{id: role, label: Role, type: text}"


def version(path: str = "", old: str = "", new: str = "") -> ReadForm:
    files = dict(FILES)
    if path:
        assert old in files[path]
        files[path] = files[path].replace(old, new)
    library = load(files)
    assert library.errors == (), library.errors
    return read_form(library.bundles["f"], "f")


def changes(path: str, old: str, new: str) -> list[Change]:
    return list(form_diff(version(), version(path, old, new)).changes)


def told(new: str) -> tuple[str, str, str]:
    return "sections/s.yaml", TOLD, f"{{id: told, label: Told?, type: text, {new}}}"


# What is edited, and every change that is found: its kind, and what becomes of answers.
EDITS: Final[list[tuple[str, str, str, list[tuple[str, str]]]]] = [
    ("f/form.yaml", "title: F", "title: G", [("form-title", "none")]),
    ("f/form.yaml", "levels: [2, 3]", "levels: [3]", [("form-levels", "none")]),
    ("f/form.yaml", "plan: smart", "plan: none", [("form-plan", "none")]),
    ("f/form.yaml", "is yes", "is no", [("named-condition", "none")]),
    ("f/form.yaml", "[s, t]", "[t, s]", [("section-order", "none")]),
    ("f/form.yaml", "[s, t]\nplan: smart\nconditions: {often: t.often is yes}",
     "[s]\nplan: smart", [("named-condition", "none"), ("section-removed", "kept")]),
    ("levels.yaml", "Two", "Second", [("level-rule", "none")]),
    ("sections/t.yaml", "title: T", "title: Else", [("section-wording", "none")]),
    ("sections/t.yaml", "title: T", "title: T\nshow_if: level > 2",
     [("section-condition", "none")]),
    ("sections/s.yaml", f"  - {TOLD}\n", f"  - {TOLD}\n  - {{id: new, label: N?, type: text}}\n",
     [("added", "none")]),
    ("sections/s.yaml", f"  - {TOLD}\n", "", [("removed", "kept")]),
    ("sections/s.yaml", TOLD, "{id: heard, label: Told?, type: text, was: told}",
     [("renamed", "carried")]),
    ("sections/s.yaml", TOLD, "{id: heard, label: Told?, type: text}",
     [("added", "none"), ("removed", "kept")]),
    ("sections/s.yaml", "Told?", "Who told you?", [("wording", "stay")]),
    (*told("hint: Ask."), [("wording", "stay")]),
    (*told("guidance: g"), [("guidance", "stay")]),
    (*told("required: true"), [("now-required", "stay")]),
    (*told("show_if: weight > 3"), [("condition-changed", "stay")]),
    (*told("not_known: Nobody knows."), [("not-known-changed", "stay")]),
    (*told("if_blank: Nobody asked."), [("blank-changed", "stay")]),
    (*told("private_to: [author]"), [("privacy-changed", "stay")]),
    (*told("carry_forward: never"), [("carried-forward-changed", "stay")]),
    (*told("how_known: true"), [("how-known-changed", "stay")]),
    (*told("wording: [{when: level > 2, label: Well?}]"), [("wording-condition", "stay")]),
    (*told("check: [{that: weight > 2, message: Weigh.}]"), [("check-changed", "judged")]),
    ("sections/s.yaml", TOLD, "{id: told, label: Told?, type: date}", [("type-changed", "judged")]),
    ("sections/s.yaml", "min: 1", "min: 2", [("limits-changed", "judged")]),
    ("sections/s.yaml", "min: 1", "min: 1, sets: child.level", [("sets-level-changed", "stay")]),
    ("sections/s.yaml", "weight * 2", "weight * 3", [("calculation-changed", "stay")]),
    ("sections/s.yaml", "{gin: Gin,", "{gin: Gin, rum: Rum,", [("option-added", "stay")]),
    ("sections/s.yaml", "{gin: Gin,", "{", [("option-removed", "invalid")]),
    ("sections/s.yaml", "{gin: Gin,", "{gin: Genever,", [("option-wording", "stay")]),
    ("sections/s.yaml", "{gin: Gin,", "{gin: {label: Gin, score: 2},",
     [("option-meaning", "stay")]),
    ("sections/s.yaml", "no: Nothing", "no: {label: Nothing, none_of_these: true}",
     [("option-meaning", "judged")]),
    ("sections/s.yaml", f", {ROLE}", "", [("list-field-removed", "kept")]),
    ("sections/s.yaml", ROLE, f"{ROLE}, {{id: tel, label: Tel, type: text}}",
     [("list-field-added", "stay")]),
    ("sections/s.yaml", "label: Role, type: text", "label: Role, type: date",
     [("list-field-changed", "judged")]),
    ("sections/s.yaml", "kind: concern", "kind: urgent", [("finding-kind", "none")]),
    ("sections/s.yaml", "do: Go.", "do: Stay.", [("finding-wording", "none")]),
    ("sections/s.yaml", "when: night is sofa", "when: night is not cot",
     [("finding-condition", "none")]),
    ("sections/s.yaml", "1 working day", "2 working days", [("finding-limit", "none")]),
    ("sections/s.yaml", "do: Go.", "do: Go., draft: {outcome: O, measure: M, action: A}",
     [("finding-draft", "none")]),
    ("sections/s.yaml", "do: Go.", "do: Go., source: Rec 7", [("finding-changed", "none")]),
    ("sections/s.yaml", "id: cot, kind", "id: bed, kind",
     [("finding-added", "none"), ("finding-removed", "none")]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "found"), EDITS)
def test_a_change_is_found_once_with_what_becomes_of_answers(
    path: str, old: str, new: str, found: list[tuple[str, str]]
) -> None:
    assert [(one.kind, one.effect) for one in changes(path, old, new)] == found


def test_a_form_that_was_only_laid_out_anew_has_no_change() -> None:
    loose = S.replace("night is cot}", "( night  is cot )}").replace(
        "title: S", "title: S  # a note"
    )
    assert changes("sections/s.yaml", S, loose) == []


def test_who_is_asked_changes_what_becomes_of_every_answer_of_a_section() -> None:
    (found,) = changes("sections/s.yaml", "each child", "each adult")
    assert (found.kind, found.effect) == ("section-asked-of", "kept")
    assert {"s.night", "s.told"} < {*found.refs}


def test_a_change_has_both_texts_as_they_were_written() -> None:
    (one,) = changes("sections/s.yaml", "show_if: night is cot", "show_if: night is   sofa")
    assert (one.at, one.about, one.before, one.after, one.section) == (
        "s.use",
        "Use?",
        "night is cot",
        "night is sofa",
        "S",
    )


def test_a_condition_that_only_names_a_renamed_question_anew_has_not_changed() -> None:
    renamed = S.replace("id: night,", "id: place, was: night,").replace("night is", "place is")
    assert [one.kind for one in changes("sections/s.yaml", S, renamed)] == ["renamed"]


def test_a_finding_under_a_renamed_question_has_not_changed() -> None:
    under = NIGHT[:-1] + ", findings: [{id: cold, kind: strength, when: night is cot, says: C.}]}"
    renamed = under.replace("id: night,", "id: place, was: night,").replace("night is", "place is")
    before = version("sections/s.yaml", NIGHT, under)
    rest = S.replace("night is", "place is").replace(NIGHT, renamed)
    after = version("sections/s.yaml", S, rest)
    assert [one.kind for one in form_diff(before, after).changes] == ["renamed"]


def test_an_option_that_was_taken_out_is_about_the_answers_that_chose_it() -> None:
    (gone,) = changes("sections/s.yaml", "{gin: Gin,", "{")
    assert gone.is_about("s.use", ["gin", "no"])
    assert gone.is_about("s.use", "gin")
    assert not gone.is_about("s.use", ["no"])
    assert not gone.is_about("s.night", "gin")


def test_was_takes_nothing_from_a_question_that_is_still_there_or_is_asked_of_others() -> None:
    there = changes(
        "sections/s.yaml", f"  - {TOLD}", f"  - {TOLD}\n  - {TOLD.replace('told', 'a, was: told')}"
    )
    assert [one.kind for one in there] == ["added"]
    family = T.replace("}]", "}, {id: told, label: Told?, type: text, was: s.told}]")
    moved = {**FILES, "sections/t.yaml": family, "sections/s.yaml": S.replace(f"  - {TOLD}\n", "")}
    after = read_form(load(moved).bundles["f"], "f")
    assert [one.kind for one in form_diff(version(), after).changes] == ["removed", "added"]


def test_a_question_moves_to_another_section_by_was() -> None:
    child = T.replace("title: T", "title: T\nask: each child").replace(
        "}]", "}, {id: told, label: Told?, type: text, was: s.told}]"
    )
    both = FORM.replace("conditions: {often: t.often is yes}\n", "")
    before = {
        **FILES,
        "f/form.yaml": both,
        "sections/t.yaml": T.replace("title: T", "title: T\nask: each child"),
    }
    after = {**before, "sections/t.yaml": child, "sections/s.yaml": S.replace(f"  - {TOLD}\n", "")}
    versions = [read_form(load(files).bundles["f"], "f") for files in (before, after)]
    (one,) = form_diff(*versions).changes
    assert (one.kind, one.before, one.after) == ("renamed", "s.told", "t.told")


def test_a_question_that_was_renamed_twice_is_carried_all_the_way() -> None:
    once = version("sections/s.yaml", TOLD, "{id: heard, label: Told?, type: text, was: told}")
    twice = version("sections/s.yaml", TOLD, "{id: said, label: Told?, type: text, was: heard}")
    forms = [one.form for one in (version(), once, twice)]
    assert renamed_through(forms) == {"s.said": "s.told"}
    assert [one.kind for one in form_diff(version(), twice, renamed_through(forms)).changes] == [
        "renamed"
    ]


def test_every_kind_and_every_effect_has_its_words() -> None:
    assert all(KINDS.values())
    assert [effect for effect, words in EFFECTS.items() if not words] == ["none"]
    seen = {kind for *_, found in EDITS for kind, _ in found}
    # The others have a test of their own, here or beside agencies and SMART rules.
    assert KINDS.keys() - seen == {
        "agency-hint",
        "no-longer-required",
        "question-order",
        "section-added",
        "section-asked-of",
        "smart-rules",
    }


@pytest.mark.parametrize(
    ("path", "old", "new", "kind"),
    [
        (*told("required: true"), "no-longer-required"),
        ("f/form.yaml", "[s, t]", "[s]\nleaves_out: [t]", "section-added"),
    ],
)
def test_what_is_taken_back_is_found_the_other_way_round(
    path: str, old: str, new: str, kind: str
) -> None:
    back = form_diff(version(path, old, new), version())
    assert kind in [one.kind for one in back.changes]


def test_questions_in_another_order_are_told_once() -> None:
    first = f"questions:\n  - {TOLD}\n"
    moved = S.replace(f"  - {TOLD}\n", "").replace("questions:\n", first)
    assert [one.kind for one in changes("sections/s.yaml", S, moved)] == ["question-order"]


def test_other_rules_for_the_plan_are_told() -> None:
    before, after = version(), version()
    object.__setattr__(after.form, "smart_rules", object())
    assert [one.kind for one in form_diff(before, after).changes] == ["smart-rules"]


def test_what_an_agency_adds_to_a_hint_is_told() -> None:
    def variant(hint: str) -> ReadForm:
        agency = f"agency: a\ntitle: A\nsections: {{s: {{hints: {{told: {hint}}}}}}}\n"
        library = load({**FILES, "agencies/a.yaml": agency})
        return read_form(library.bundles["f@a"], "f@a")

    (one,) = form_diff(variant("Look."), variant("Listen.")).changes
    assert (one.kind, one.before, one.after) == ("agency-hint", "Look.", "Listen.")


@pytest.mark.parametrize(
    ("new", "advised"),
    [
        ("{id: said, label: Told?, type: text}", True),
        ("{id: said, label: Other words?, type: text}", True),
        ("{id: said, label: Told?, type: date}", False),
        ("{id: said, label: Other?, type: text}\n  - {id: x, label: X?, type: text}", False),
    ],
)
def test_a_question_with_only_another_id_is_advised_to_say_what_it_was(
    new: str, *, advised: bool
) -> None:
    advice = "If 'said' is the same question, write 'was: told' at it: answers go along."
    found = {c.kind: c.advice for c in changes("sections/s.yaml", TOLD, new)}
    assert found == {"added": "", "removed": advice if advised else ""}
