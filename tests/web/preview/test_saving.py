"""Saving what was tried out as a scenario: in its folder, and never over another unasked."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from riskform.__main__ import main
from tests.web.preview.conftest import SCENARIO, Author

PAGE = "/forms/visit/pages/sleep?about=kit"
SAVE = "/forms/visit/scenario"
ALL = {"asked": "*", "findings": "*", "missing": "*"}


def files(author: Author) -> set[str]:
    """Return every file of the folder and around it."""
    around: Path = author.folder
    return {str(p.relative_to(around)) for p in around.rglob("*") if p.is_file()}


def sofa(author: Author) -> None:
    author.send(PAGE, **{"on-page": "night", "q-night": "sofa"})


def test_a_scenario_is_written_and_passes(author: Author) -> None:
    sofa(author)
    sent = author.send(SAVE, title="A baby on the sofa", **ALL)
    assert sent.status_code == 303
    assert (author.folder / "visit/scenarios/a_baby_on_the_sofa.yaml").read_text() == (
        "scenario: A baby on the sofa\n"
        "given:\n"
        "  on: 2026-03-02\n"
        "  level: 3\n"
        "  children:\n"
        "    kit: {name: Kit, date_of_birth: 2025-12-15}\n"
        "  adults:\n"
        "    dean: {name: Dean, to: {kit: {relationship: father, lives_here: yes}}}\n"
        "  answers:\n"
        "    kit: {sleep.night: sofa}\n"
        "expect:\n"
        "  asked: [family/home.danger, kit/sleep.night, kit/sleep.plan]\n"
        "  findings: [kit/sleep.sofa]\n"
        "  missing: [family/home.danger]\n"
    )
    ran = CliRunner().invoke(main, ["test", str(author.folder)])
    assert "2 scenarios passed, 0 failed." in ran.output
    assert ran.exit_code == 0


def test_the_page_that_follows_shows_what_was_written(author: Author) -> None:
    sent = author.send(SAVE, title="A baby")
    assert "scenario: A baby" in author.see(sent.location)


def test_only_what_is_ticked_is_expected(author: Author) -> None:
    sofa(author)
    author.send(SAVE, title="A baby", file="baby", asked=["kit/sleep.plan", "kit/sleep.no"])
    text = (author.folder / "visit/scenarios/baby.yaml").read_text()
    assert text.endswith("expect:\n  asked: [kit/sleep.plan]\n")


def test_a_scenario_without_a_title_is_not_saved(author: Author) -> None:
    before = files(author)
    sent = author.send(SAVE, file="baby")
    assert sent.status_code == 422
    assert "Say in a sentence what happens in it." in sent.text
    assert files(author) == before


@pytest.mark.parametrize("name", ["../../out", "/tmp/out", "..", "a/b", "Baby", "form.yaml/x"])  # noqa: S108 - a hostile name
def test_a_name_that_leads_elsewhere_is_refused_and_stays_typed(author: Author, name: str) -> None:
    before = files(author)
    sent = author.send(SAVE, title="A baby", file=name)
    assert sent.status_code == 422
    assert "Call the file by small letters, digits and _ alone" in sent.text
    assert f'value="{name}"' in sent.text
    assert files(author) == before


def test_a_file_that_is_there_is_only_written_over_when_its_author_says_so(author: Author) -> None:
    path = author.folder / "visit/scenarios/cot.yaml"
    asked = author.send(SAVE, title="A baby", file="cot")
    assert asked.status_code == 409
    assert "There is a file called cot.yaml." in asked.text
    assert path.read_text() == SCENARIO
    seen = re.findall(r'name="replaces" value="(\w+)"', asked.text)[0]
    assert author.send(SAVE, title="A baby", file="cot", replaces=seen).status_code == 409
    assert path.read_text() == SCENARIO
    sent = author.send(SAVE, title="A baby", file="cot", replaces=seen, replace="yes")
    assert sent.status_code == 303
    assert path.read_text().startswith("scenario: A baby\n")


def test_a_file_that_was_changed_meanwhile_is_asked_about_again(author: Author) -> None:
    path = author.folder / "visit/scenarios/cot.yaml"
    asked = author.send(SAVE, title="A baby", file="cot")
    seen = re.findall(r'name="replaces" value="(\w+)"', asked.text)[0]
    path.write_text(SCENARIO + "# mine\n")
    sent = author.send(SAVE, title="A baby", file="cot", replaces=seen, replace="yes")
    assert sent.status_code == 409
    assert path.read_text() == SCENARIO + "# mine\n"


def test_nothing_but_scenarios_is_ever_written(author: Author) -> None:
    before = files(author)
    sofa(author)
    author.send("/forms/visit/case", **{"new-child": "Rosa"})
    author.send("/forms/visit/start", **{"from": "nothing"})
    assert files(author) == before


def test_there_is_no_page_for_a_file_elsewhere(author: Author) -> None:
    author.see("/forms/visit/scenario/saved?file=../../sections/sleep", 422)
