"""`riskform smart`, as other people's items are run through it."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from riskform.__main__ import main

ITEMS = """\
- id: good
  children: [Kit]
  level: 4
  outcome: Kit sleeps on his back in his own clear cot for every sleep.
  baseline: On 3 of 5 visits he was asleep on the sofa
  measure: Cot seen clear on 6 of 6 visits
  action: Show Dean how to set up the cot
  owner: Priya Nair, health visitor
  due: 24/04/2026
  contingency: Kit sleeps at Pat's.
- {id: 2, children: [Kit], level: 3, outcome: Parents to engage with services., due: 31 April}
"""


def smart(path: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["smart", str(path), *options])


def written(folder: Path, text: str) -> Path:
    path = folder / "items.yaml"
    path.write_text(text, "utf-8")
    return path


def test_one_json_list_tells_of_each_item_in_its_order(tmp_path: Path) -> None:
    result = smart(written(tmp_path, ITEMS), "--json")
    good, bad = json.loads(result.output)
    assert result.exit_code == 0
    assert good == {"id": "good", "letters": [], "rules": []}
    assert (bad["id"], set(bad["letters"])) == ("2", {"S", "M", "A", "R", "T"})
    assert {tuple(rule) for rule in bad["rules"]} == {("rule", "letter", "strength", "message")}


def test_a_person_reads_letters_and_messages(tmp_path: Path) -> None:
    lines = smart(written(tmp_path, ITEMS)).output.splitlines()
    assert lines[:2] == ["good: nothing to say", "2: S M A R T"]
    assert "    T1 blocks: Give a date, such as 24 April 2026." in lines


def test_null_blank_and_words_that_name_nobody_are_one_in_every_way_of_writing(
    tmp_path: Path,
) -> None:
    none, *others = ("owner:", "owner: null", "owner: ~", 'owner: " "', "owner: n/a", "owner: tbc")
    good = ITEMS.splitlines()[:-1]
    at = next(at for at, line in enumerate(good) if "owner:" in line)

    def told(owner: str) -> list[dict[str, object]]:
        text = "\n".join([*good[:at], f"  {owner}", *good[at + 1 :], ""])
        lines: list[dict[str, object]] = json.loads(smart(written(tmp_path, text), "--json").output)
        return lines

    assert [one["letters"] for one in told(none)] == [["A"]]
    assert [told(owner) for owner in others] == [told(none)] * len(others)


def test_json_items_are_read_too(tmp_path: Path) -> None:
    result = smart(written(tmp_path, '[{"id": "a", "outcome": null, "level": 2}]'), "--json")
    assert [line["id"] for line in json.loads(result.output)] == ["a"]


def test_an_empty_list_gives_an_empty_list(tmp_path: Path) -> None:
    assert json.loads(smart(written(tmp_path, "[]"), "--json").output) == []


def test_what_is_no_list_of_items_is_refused_with_what_to_do(tmp_path: Path) -> None:
    for text, message in (
        ("{}", "this is no list. Begin each item with a dash."),
        ("- words", "item 1 has no keys."),
        ("- [a", "not-yaml"),
    ):
        result = smart(written(tmp_path, text), "--json")
        assert (result.exit_code, message in result.output) == (2, True), text


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = smart(tmp_path / "nothing.yaml")
    assert (result.exit_code, "nothing.yaml" in result.output) == (2, True)
