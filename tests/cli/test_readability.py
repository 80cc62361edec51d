"""`riskform check --readability`, as an author runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskform.__main__ import main

SECTION = """\
section: s
title: S
questions:
  - id: hard
    label: Does the multidisciplinary intervention facilitate improved parental capacity for them?
    type: text
  - id: easy
    label: Who is in the home on most nights of the week?
    type: text
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a definitions folder with one easy text and one hard one."""
    where = tmp_path / "defs"
    files = {
        "sections/s.yaml": SECTION,
        "tiny/form.yaml": "form: small\nversion: 1\ntitle: Small\nsections: [s]\n",
    }
    for path, text in files.items():
        (where / path).parent.mkdir(parents=True)
        (where / path).write_text(text)
    return where


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["check", *(str(one) for one in arguments)])


def test_the_hard_texts_follow_what_check_says_and_the_status_stays_fine(folder: Path) -> None:
    result = run(folder, "--readability")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "0 problems, 0 warnings. Forms that can be used: small.",
        "",
        "sections/s.yaml:5: s.hard: reading age 26.3.",
        "    Long words: multidisciplinary, capacity, facilitate, intervention, parental.",
        "1 text is over the reading age of 11.",
        "",
        "section  texts  median  worst",
        "s            2    15.9   26.3",
    ]


def test_a_long_sentence_is_told_where_no_word_is_long(folder: Path) -> None:
    words = "and who is there at night and who is there in the day " * 3
    (folder / "sections" / "s.yaml").write_text(
        f"section: s\ntitle: S\nquestions: [{{id: q, label: Who is here {words}, type: text}}]\n"
    )
    assert "    Its longest sentence has 42 words." in run(folder, "--readability").stdout


def test_reading_ages_for_machines(folder: Path) -> None:
    result = run(folder, "--readability", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert (found["problems"], found["target"]) == ([], 11)
    assert found["over"] == [
        {
            "file": "sections/s.yaml",
            "line": 5,
            "what": "s.hard",
            "age": 26.3,
            "words": 10,
            "hard": ["multidisciplinary", "capacity", "facilitate", "intervention", "parental"],
            "longest_sentence": 10,
        }
    ]
    assert [(one["section"], one["texts"]) for one in found["sections"]] == [("s", 2)]


def test_problems_still_end_with_status_1(folder: Path) -> None:
    (folder / "tiny" / "form.yaml").write_text("form: small\n")
    assert run(folder, "--readability").exit_code == 1
    assert run(folder, "--readability", "--json").exit_code == 1
