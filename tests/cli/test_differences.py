import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskform.__main__ import main
from riskform.definitions.library import load
from riskform.records import accounts, connect, upgrade
from riskform.records.accounts import NewAccount
from riskform.services import publishing
from tests.services.office import NOW, SHORT_FORM, short_files

VOICE = SHORT_FORM["sections/voice.yaml"]
REWORDED = VOICE.replace("What does", "What did")
GONE = SHORT_FORM["sections/sleep.yaml"].replace(
    "  - {id: seen_on, label: When did you see the place?, type: date, not_after: today}\n", ""
)


@pytest.fixture(autouse=True)
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a database in which the short form is in use, and two authors and an administrator."""
    address = f"sqlite:///{tmp_path}/riskform.sqlite3"
    monkeypatch.setenv("RISKFORM_DATABASE_URL", address)
    monkeypatch.chdir(tmp_path)
    upgrade(address)
    with connect(address) as database, database.session(write=True) as session:
        publishing.publish_library(session, load(short_files()), NOW)
        for name, role in (("ada", "author"), ("bea", "author"), ("pat", "practitioner")):
            new = NewAccount(name, f"{name.title()} Oak", "", "", "North", role)
            accounts.add(session, new, created_at=NOW)
    return address


def folder(name: str = "form_definitions", **changed: str) -> Path:
    for path, text in short_files(**changed).items():
        place = Path(name) / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return Path(name)


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_two_folders_are_compared_in_words() -> None:
    found = run("diff", folder("before"), folder("after", voice=REWORDED))
    assert found.exit_code == 0, found.output
    assert found.output == (
        "short: 1 change.\n"
        "  Other words: What did the child say? (voice.wishes)\n"
        "    - What does {child} say?\n"
        "    + What did {child} say?\n"
    )


def test_what_touches_answers_ends_with_status_1_and_says_what_becomes_of_them() -> None:
    found = run("diff", folder("before"), folder("after", sleep=GONE))
    assert found.exit_code == 1
    assert "Question taken out: When did you see the place? (sleep.seen_on)" in found.output
    assert "Answers are kept, and not asked or shown any more." in found.output


@pytest.mark.parametrize("old", ["short@1", "hash"])
def test_a_published_version_is_compared_with_the_files(old: str) -> None:
    folder(voice=REWORDED)
    named = load(short_files()).forms["short"].hash[:8] if old == "hash" else old
    found = run("diff", named, "short", "--json")
    assert found.exit_code == 0, found.output
    (change,) = json.loads(found.output)
    assert (change["form"], change["kind"], change["answers"]) == ("short", "wording", "stay")


@pytest.mark.parametrize(
    ("old", "said"),
    [("short@7", "no version short@7"), ("aaaaaaaa", "no version"), ("nothing", "no form")],
)
def test_a_version_that_is_not_there_ends_with_status_2(old: str, said: str) -> None:
    folder()
    found = run("diff", old, "short")
    assert found.exit_code == 2
    assert said in found.output


def test_impact_counts_and_writes_nothing() -> None:
    folder(sleep=GONE)
    found = run("impact", "short", "--json")
    assert found.exit_code == 0, found.output
    assert json.loads(found.output) == {
        "form": "short",
        "assessments": {},
        "changes": [],
        "newly_missing": {},
    }
    assert "Assessments of this form: none." in run("impact", "short").output


def test_a_form_is_put_in_use_by_two_people() -> None:
    folder(voice=REWORDED)
    assert "Other words" in run("publish", "short").output
    proposed = run("publish", "short", "--as", "ada", "--note", "Clearer")
    assert proposed.exit_code == 0, proposed.output
    assert "Proposed, as number 1." in proposed.output
    own = run("publish", "short", "--as", "ada", "--agree")
    assert (own.exit_code, "You proposed this" in own.output) == (1, True)
    agreed = run("publish", "short", "--as", "bea", "--agree")
    assert agreed.exit_code == 0, agreed.output
    assert "It is what is in use already." in run("publish", "short").output


def test_publish_says_that_two_versions_would_have_the_same_number() -> None:
    folder(voice=REWORDED)
    said = "It is called version 1, as what is in use is."
    assert said in run("publish", "short").output
    form = SHORT_FORM["short/form.yaml"].replace("version: 1", "version: 2")
    folder(voice=REWORDED, form=form)
    assert said not in run("publish", "short").output


def test_a_proposal_is_not_declined_without_a_reason_nor_agreed_at_once() -> None:
    folder(voice=REWORDED)
    run("publish", "short", "--as", "ada", "--note", "Clearer")
    silent = run("publish", "short", "--as", "bea", "--decline", "")
    told = "riskform: Why you decline it: write what has to change.\n"
    assert (silent.exit_code, silent.output) == (1, told)
    both = run("publish", "short", "--as", "bea", "--agree", "--decline", "No")
    assert (both.exit_code, "--agree or --decline, not both" in both.output) == (2, True)


def test_a_proposal_is_declined_with_a_reason() -> None:
    folder(voice=REWORDED)
    run("publish", "short", "--as", "ada", "--note", "Clearer")
    declined = run("publish", "short", "--as", "bea", "--decline", "Ask a child first")
    assert declined.output == "Declined. What is in use goes on as it is.\n"
    none = run("publish", "short", "--as", "bea", "--agree")
    assert (none.exit_code, "nothing is proposed for short" in none.output) == (2, True)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--as", "pat", "--note", "x"], 2, "no such page"),
        (["--as", "nobody", "--note", "x"], 2, "nobody can sign in as nobody"),
        (["--as", "ada"], 1, "What this change is for"),
        (["--agree"], 2, "--as NAME"),
    ],
)
def test_who_may_not_or_says_too_little_is_refused(
    words: list[str], status: int, said: str
) -> None:
    folder(voice=REWORDED)
    found = run("publish", "short", *words)
    assert (found.exit_code, said in found.output) == (status, True), found.output


def test_a_form_that_does_not_check_is_refused_with_its_problems() -> None:
    folder(voice=VOICE.replace("long_text", "long_texd"))
    for command in ("publish", "impact"):
        found = run(command, "short")
        assert found.exit_code == 1
        assert "sections/voice.yaml:6:" in found.output
        assert "This form has 1 problem." in found.output


def test_a_form_whose_scenario_fails_is_refused_with_the_reason() -> None:
    scenario = (
        "scenario: S\ngiven: {on: 2026-03-02, level: 3}\n"
        "expect: {not_missing: [family/start.danger]}\n"
    )
    folder(voice=REWORDED, scenario=scenario)
    found = run("publish", "short", "--as", "ada", "--note", "x")
    assert found.exit_code == 1
    assert "short/scenarios/one.yaml: family/start.danger is missing" in found.output
