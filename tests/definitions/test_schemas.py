"""The JSON Schemas for editors: they take what `check` takes, and refuse what they can see."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from riskform.definitions.schemas import KINDS_OF_FILE, schema_of
from riskform.definitions.source import read_source
from tests.definitions.checking import said
from tests.definitions.test_writing_a_form import FILES
from tests.definitions.yaml_as_editors_read_it import as_editors_read_it

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "form_definitions", *sorted((ROOT / "tests" / "forms").iterdir()))


def kind_of(path: str) -> str:
    found = [name for name, kind in KINDS_OF_FILE.items() if Path(path).match(kind.where)]
    if "sections/" in path or "guidance/" in path or "agencies/" in path:
        found = [name for name in found if name in {"section", "guidance", "agency"}]
    (kind,) = found
    return kind


def written() -> Iterator[tuple[str, str]]:
    yield from FILES.items()
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.yaml")):
            yield str(path.relative_to(folder)), path.read_text()


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(kind))


def refused(kind: str, text: str) -> list[str]:
    return [error.message for error in validator(kind).iter_errors(as_editors_read_it(text))]


@pytest.mark.parametrize("kind", list(KINDS_OF_FILE))
def test_a_schema_is_one(kind: str) -> None:
    Draft202012Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize(("path", "text"), [pytest.param(p, t, id=p) for p, t in written()])
def test_every_file_that_checks_is_taken(path: str, text: str) -> None:
    assert refused(kind_of(path), text) == []


@pytest.mark.parametrize(("path", "text"), [pytest.param(p, t, id=p) for p, t in FILES.items()])
def test_a_file_whose_values_are_all_in_quotes_is_taken_too(path: str, text: str) -> None:
    data = read_source(path, text)[0].data
    assert list(validator(kind_of(path)).iter_errors(data)) == []


def keys_in(schema: object, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        if schema.get("additionalProperties") is False:
            for name, key in schema["properties"].items():
                yield f"{at}.{name}", key
        for name, part in schema.items():
            yield from keys_in(part, f"{at}.{name}" if name != "$defs" else "")
    elif isinstance(schema, list):
        for part in schema:
            yield from keys_in(part, at)


@pytest.mark.parametrize("kind", list(KINDS_OF_FILE))
def test_every_key_says_what_it_is_for(kind: str) -> None:
    described = {name: key.get("description", "") for name, key in keys_in(schema_of(kind))}
    assert described
    assert [name for name, words in described.items() if not words.endswith((".", "`", "…`"))] == []


SECTION = "section: s\ntitle: S\nquestions:\n  - {}\n"
SETS = "{id: q, label: Q?, type: number, sets: child.level}"
ADULT = "{name: D, to: {k: {lives_here: maybe}}}"
QUESTION = "id: a, label: A?, type: text"
FORM = "form: f\nversion: 1\ntitle: F\nsections: [s]\n"


@pytest.mark.parametrize(
    "question",
    [
        "{id: a, type: text}",
        "{id: a, label: A?}",
        "{id: a, label: '', type: text}",
        "{id: a, label: A?, type: textt}",
        "{id: a, label: A?, type: choice}",
        "{id: a, label: A?, type: calculated}",
        "{id: a, label: A?, type: list}",
        "{id: a, label: A?, type: list, fields: []}",
        "{id: A, label: A?, type: text}",
        "{id: __class__, label: A?, type: text}",
        "{id: where, label: A?, type: text}",
        "{id: a, label: A?, type: choice, options: {not: N}}",
        "{id: a, label: A?, type: choice, options: {B: N}}",
        "{id: a, label: A?, type: choice, options: {b: {score: 1}}}",
        "{id: a, label: A?, type: choice, options: {b: {label: B, score: one}}}",
        "{id: a, label: A?, type: choice, options: [b, c]}",
        "{id: a, label: A?, type: choices, options: {b: {label: B, cin_factor: 1X}}}",
        "{id: a, label: A?, type: number, min: low}",
        "{id: a, label: A?, type: text, required: perhaps}",
        "{id: a, label: A?, type: text, requierd: true}",
        "{id: a, label: A?, type: text, if_blank: {says: B., within: soon}}",
        "{id: a, label: A?, type: text, not_known: {do: Ask.}}",
        "{id: a, label: A?, type: text, wording: [{when: a is answered}]}",
        "{id: a, label: A?, type: text, check: [{that: a is answered}]}",
        "{id: a, label: A?, type: text, check: {that: a is answered, message: M.}}",
        "{id: a, label: A?, type: date, not_after: tomorrow}",
        "{id: a, label: A?, type: text, carry_forward: always}",
        "{id: a, label: A?, type: number, sets: level}",
        "{id: a, label: A?, type: text, hint: }",
        "{id: a, label: A?, type: text, findings: [{id: f, kind: worry, when: w, says: S.}]}",
        "{id: a, label: A?, type: text, findings: [{id: f, kind: concern, when: w}]}",
        "{id: a, label: A?, type: list, fields: [{id: id, label: I, type: text}]}",
        "{id: a, label: A?, type: list, fields: [{id: b, label: B, type: list}]}",
        "{id: a, label: A?, type: list, fields: [{id: b, label: B, type: choice}]}",
        "just words",
    ],
)
def test_a_mistake_of_shape_in_a_question_is_refused_by_check_and_by_the_schema(
    question: str,
) -> None:
    text = SECTION.format(question)
    assert said({"sections/s.yaml": text, "f/form.yaml": FORM}) != []
    assert refused("section", text) != []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("f/form.yaml", FORM.replace("version: 1\n", "")),
        ("f/form.yaml", FORM.replace("1", "0")),
        ("f/form.yaml", FORM.replace("1", "one")),
        ("f/form.yaml", FORM.replace("1", "1.5")),
        ("f/form.yaml", FORM.replace("form: f", "form: F")),
        ("f/form.yaml", FORM.replace("[s]", "[]")),
        ("f/form.yaml", FORM.replace("[s]", "s")),
        ("f/form.yaml", FORM.replace("title: F\n", "")),
        ("f/form.yaml", FORM + "levels: [2, 9]\n"),
        ("f/form.yaml", FORM + "plan: clever\n"),
        ("f/form.yaml", FORM + "about: child\n"),
        ("f/form.yaml", FORM + "conditions: {and: level > 2}\n"),
        ("sections/s.yaml", SECTION.format(f"{{{QUESTION}}}") + "ask: every child\n"),
        ("sections/s.yaml", "section: level\ntitle: S\nquestions: [{" + QUESTION + "}]\n"),
        ("sections/s.yaml", "section: s\ntitle: S\nquestions: []\n"),
        ("sections/s.yaml", "section: s\ntitle: S\n"),
        ("sections/s.yaml", "- a\n- b\n"),
        ("guidance/g.yaml", "title: G\ntext: T.\nowner: O\nreview_by: soon\n"),
        ("guidance/g.yaml", "title: G\ntext: T.\nowner: O\nreview_by: 2027-13-01\n"),
        ("guidance/g.yaml", "title: G\ntext: T.\nreview_by: 2099-01-01\n"),
        ("guidance/g.yaml", "title: G\ntext: T.\nowner: O\nreview_by: 2099-01-01\nwords: 0\n"),
        ("levels.yaml", "levels: {9: {name: N}}\n"),
        ("levels.yaml", "levels: {2: {meaning: M.}}\n"),
        ("levels.yaml", "levels: {2: {name: N, review_within: soon}}\n"),
        ("levels.yaml", "levels: {2: {name: N, unclear: {do: Ask.}}}\n"),
        ("contacts.yaml", "contacts: {a: {name: A, phone: ask Jo}}\n"),
        ("contacts.yaml", 'contacts: {A: {name: A, phone: "01632 960 041"}}\n'),
        ("contacts.yaml", "contacts: {a: {name: A}}\n"),
        ("agencies/a.yaml", "agency: a\n"),
        ("agencies/a.yaml", "agency: a\ntitle: A\nsections: {s: {hide: [a]}}\n"),
        (
            "agencies/a.yaml",
            f"agency: a\ntitle: A\nsections: {{s: {{questions: [{SETS}]}}}}\n",
        ),
        ("f/scenarios/x.yaml", "scenario: X\n"),
        ("f/scenarios/x.yaml", "scenario: X\ngiven: {on: today, level: 3}\n"),
        ("f/scenarios/x.yaml", "scenario: X\ngiven: {on: 2026-03-02, level: 7}\n"),
        (
            "f/scenarios/x.yaml",
            "scenario: X\ngiven: {on: 2026-03-02, level: 3}\nexpect: {asks: [kit/s.a]}\n",
        ),
        (
            "f/scenarios/x.yaml",
            f"scenario: X\ngiven: {{on: 2026-03-02, level: 3, adults: {{d: {ADULT}}}}}\n",
        ),
    ],
)
def test_a_mistake_of_shape_in_a_file_is_refused_by_check_and_by_the_schema(
    path: str, text: str
) -> None:
    files = {"sections/s.yaml": SECTION.format(f"{{{QUESTION}}}"), "f/form.yaml": FORM}
    assert said({**files, path: text}) != []
    assert refused(kind_of(path), text) != []


RULES = (ROOT / "form_definitions" / "smart_rules.yaml").read_text()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("code: T1", "code: T9"),
        ("name: no_date", "name: no_dates"),
        ("case: past", "case: passed"),
        ("strength: blocks", "strength: stops"),
        ("message: Say when, or how often.", "message: a b c d e f g h i"),
        ("joined_actions: 3", "joined_actions: 0"),
        ("repeat_share: 0.8", "repeat_share: 80"),
    ],
)
def test_a_mistake_in_the_smart_rules_is_refused_by_check_and_by_the_schema(
    right: str, wrong: str
) -> None:
    text = RULES.replace(right, wrong, 1)
    assert text != RULES
    assert said({"smart_rules.yaml": text}) != []
    assert refused("smart_rules", text) != []


def test_a_short_form_is_taken_where_check_takes_it() -> None:
    question = "{id: a, label: A?, type: choice, options: {b: B, c: 7}, not_known: N., tags: x}"
    assert len(refused("section", SECTION.format(question))) == 1
    assert refused("section", SECTION.format(question.replace(", tags: x", ""))) == []
    private = question.replace("tags: x", "private_to: author")
    assert refused("section", SECTION.format(private)) == []


@pytest.mark.parametrize("kind", KINDS_OF_FILE)
def test_an_editor_shows_no_name_of_a_class_and_marks_no_key_that_looks_like_a_number(
    kind: str,
) -> None:
    def parts(schema: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON.
        inner = schema.values() if isinstance(schema, dict) else schema
        yield from [schema] if isinstance(schema, dict) else []
        for one in inner if isinstance(schema, dict | list) else ():
            yield from parts(one)

    for part in parts(schema_of(kind)):
        assert "type" not in part.get("propertyNames", {})
        names = [*part.get("$defs", {}), part["$ref"].rpartition("/")[2] if "$ref" in part else ""]
        assert all(name == name.lower() for name in names)


def test_a_given_type_has_a_word_about_each_type() -> None:
    of_type = schema_of("section")["$defs"]["question"]["properties"]["type"]
    assert len(of_type["enum"]) == len(of_type["enumDescriptions"])
