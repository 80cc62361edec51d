# ruff: noqa: E501 - a message stands on one line, as it is printed.
"""`riskform evaluate`, as an author runs it."""

import json
from pathlib import Path

import pytest

from tests.cli.small_folder import CASE, LINE, SECTION, case, run, small_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_folder(tmp_path)


@pytest.mark.parametrize("form", ["tiny", "tiny/", "tiny/form.yaml"])
def test_a_case_gets_one_line_of_json_and_nothing_else(
    folder: Path, tmp_path: Path, form: str
) -> None:
    result = run("evaluate", f"{folder}/{form}", case(tmp_path, CASE), "--json")
    assert result.exit_code == 0
    assert result.stdout.count("\n") == 1
    assert json.loads(result.stdout) == LINE


def test_cases_come_in_the_order_of_the_arguments_in_yaml_and_json(
    folder: Path, tmp_path: Path
) -> None:
    given = {
        "on": "2026-03-02",
        "level": 3,
        "children": {"kit": {"name": "Kit", "date_of_birth": "2025-12-15"}},
        "answers": {"kit": {"s.night": "no", "s.weight": 2.25}},
    }
    wrapped = "scenario: S\ngiven:\n  " + CASE.replace("\n", "\n  ").rstrip() + "\nexpect: {}\n"
    paths = [
        case(tmp_path, json.dumps(given), "b.json"),
        case(tmp_path, CASE.replace("s.weight: 2.25", "s.weight: null"), "a.yaml"),
        case(tmp_path, b"\xef\xbb\xbf" + json.dumps({"given": given}).encode(), "c.json"),
        case(tmp_path, wrapped.replace("\n", "\r\n"), "d.yaml"),
        case(tmp_path, json.dumps(given).replace("2.25", "225e-2"), "e.json"),
    ]
    result = run("evaluate", folder / "tiny", *paths, "--json")
    assert result.exit_code == 0, result.stderr
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert lines == [LINE, {**LINE, "values": {}}, LINE, LINE, LINE]


def test_what_is_missing_or_invalid_leaves_the_status_fine(folder: Path, tmp_path: Path) -> None:
    path = case(tmp_path, CASE.replace("s.night: no, s.weight: 2.25", "s.weight: two"))
    result = run("evaluate", folder / "tiny", path, "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["missing"] == ["kit/s.night"]
    assert found["invalid"] == [
        {"at": "kit/s.weight", "message": "Weight? Write a number in digits, such as 3 or 2.5."}
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("level: 3\n", "the key 'on' is missing"),
        (CASE.replace("level: 3", "level: 9"), "case.yaml:2:8: wrong-kind"),
        (CASE.replace("2026-03-02", "2.3.2026"), "case.yaml:1:5: bad-date"),
        (CASE.replace("answers: {kit:", "answers: {kim:"), "no person 'kim'. Did you mean 'kit'?"),
        (CASE.replace("s.night", "s.nihgt"), "no question 's.nihgt'. Did you mean 's.night'?"),
        (CASE.replace("answers: {kit:", "answers: {family:"), "is asked about each child"),
        (CASE.replace("date_of_birth: 2025-12-15", ""), "Kit needs a date_of_birth"),
        (CASE.replace("kit", "family"), "stands for the whole family"),
        (CASE.replace("kit", '"k/t"'), "can't be a person's id"),
        (CASE + "adults: {kit: {name: K}}\n", "is a child and an adult"),
        (CASE + "adults: {a: {name: A, to: {kat: {}}}}\n", "no child 'kat'. Did you mean 'kit'?"),
        (CASE.replace("answers", "anwsers"), "case.yaml:4:1: unknown-key"),
        (CASE + "on: 2026-03-03\n", "duplicate-key"),
        ('{"on": "2026-03-02", "on": "2026-03-03"}', "the key 'on' stands in it twice"),
        ('{"level": 3}', "on: the key 'on' is missing"),
        ("[" * 30, "case.yaml:1:21: too-deep"),
        ("{" * 30_000, "case.yaml:1:"),
        (b"\xff\xfe", "not-text"),
    ],
)
def test_a_case_that_can_t_be_read_ends_with_status_2_and_a_reason(
    folder: Path, tmp_path: Path, text: str | bytes, said: str
) -> None:
    good = case(tmp_path, CASE, "good.yaml")
    bad = case(tmp_path, text)
    result = run("evaluate", folder / "tiny", bad, good, "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout) == LINE
    assert said in result.stderr


def test_a_case_that_is_not_there_ends_with_status_2(folder: Path, tmp_path: Path) -> None:
    result = run("evaluate", folder / "tiny", tmp_path / "none.yaml", "--json")
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_form_that_does_not_check_ends_with_status_1(folder: Path, tmp_path: Path) -> None:
    (folder / "sections" / "s.yaml").write_text(SECTION.replace("weight * 2", "wieght * 2"))
    result = run("evaluate", folder / "tiny", case(tmp_path, CASE), "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "unknown-question" in result.stderr


@pytest.mark.parametrize(
    ("mistake", "code"),
    [
        ("section: s\ntitle: S\nquestions: [\n", "not-yaml"),
        ("section: s\ntitle: S\nquestions: []\n", "empty"),
        (SECTION + "zzz: 1\n", "unknown-key"),
        (
            SECTION.replace(
                "findings:",
                "  - {id: rows, label: R, type: list, fields: [{id: n, label: N, type: text, zzz: 1}]}\nfindings:",
            ),
            "unknown-key",
        ),
    ],
)
def test_a_section_that_can_t_be_read_is_told_to_who_evaluates_its_form(
    folder: Path, tmp_path: Path, mistake: str, code: str
) -> None:
    (folder / "sections" / "s.yaml").write_text(mistake)
    result = run("evaluate", folder / "tiny", case(tmp_path, CASE), "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f": {code}: " in result.stderr


def test_a_form_file_that_can_t_be_read_ends_with_status_1(folder: Path, tmp_path: Path) -> None:
    (folder / "tiny" / "form.yaml").write_text("form: [\n")
    result = run("evaluate", folder / "tiny", case(tmp_path, CASE), "--json")
    assert (result.exit_code, result.stdout) == (1, "")


def test_problems_of_another_form_are_none_of_this_one(folder: Path, tmp_path: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "form.yaml").write_text(
        "form: other\nversion: x\ntitle: O\nsections: [t]\n"
    )
    (folder / "sections" / "t.yaml").write_text("section: t\ntitle: [\n")
    assert run("check", folder).exit_code == 1
    assert run("evaluate", folder / "tiny", case(tmp_path, CASE), "--json").exit_code == 0


@pytest.mark.parametrize("name", ["nothing", "no/such/folder"])
def test_a_form_that_does_not_exist_ends_with_status_2(tmp_path: Path, name: str) -> None:
    result = run("evaluate", name, case(tmp_path, CASE), "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no form" in result.stderr


def test_any_name_is_printed(folder: Path, tmp_path: Path) -> None:
    name = "Zoë 👧🏽 \\ud800 \\u2028 علی"
    text = json.dumps({"on": "2026-03-02", "level": "3"})[:-1]
    text += f', "children": {{"kit": {{"name": "{name}", "age_months": 3}}}}'
    text += ', "answers": {"kit": {"s.night": "no"}}}'
    result = run("evaluate", folder / "tiny", case(tmp_path, text), "--json")
    assert result.exit_code == 0
    (line,) = result.stdout.split("\n")[:-1]
    assert json.loads(line)["findings"][1]["says"] == json.loads(f'"{name}"') + " slept nowhere."
