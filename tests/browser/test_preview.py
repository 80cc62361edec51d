"""The preview in a real browser: it reads itself again, loses nothing, and everybody can use it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from riskform.web.preview.app import create_preview
from tests.browser.serving import answering, flaws, overrun
from tests.browser.windows import Windows
from tests.web.preview.conftest import FILES, SLEEP, TODAY

pytestmark = pytest.mark.browser

FORM = "/forms/visit"
PAGE = f"{FORM}/pages/sleep?about=kit"
WIDTHS = (1280, 375)


@dataclass(frozen=True)
class Running:
    """A preview that answers at `address`, of `folder`."""

    address: str
    folder: Path

    def save(self, text: str) -> None:
        (self.folder / "sections/sleep.yaml").write_text(text)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    for file, text in FILES.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text)
    app = create_preview(tmp_path, lambda: TODAY)
    with answering(app) as address:
        yield Running(address, tmp_path)


@pytest.fixture
def tab(windows: Windows) -> Iterator[Page]:
    with windows.lent() as lent:
        yield lent


def test_a_page_reads_itself_again_and_keeps_what_was_typed(running: Running, tab: Page) -> None:
    tab.goto(running.address + PAGE)
    tab.get_by_label("On a sofa").check()
    tab.get_by_text("Day, level and people").click()
    tab.get_by_label("Born, or age").fill("4 ye")
    running.save(SLEEP.replace("In a cot", "In a Moses basket"))
    expect(tab.get_by_text("In a Moses basket")).to_be_visible()
    expect(tab.get_by_label("On a sofa")).to_be_checked()
    expect(tab.get_by_label("Born, or age")).to_have_value("4 ye")
    expect(tab.locator("#watch")).to_contain_text("A file was saved")


def test_a_mistake_appears_by_itself_and_goes_when_it_is_mended(
    running: Running, tab: Page
) -> None:
    tab.goto(running.address + PAGE)
    running.save(SLEEP.replace("night is sofa", "night is soffa"))
    expect(tab.get_by_text("unknown-option").first).to_be_visible()
    running.save(SLEEP)
    expect(tab.get_by_text("unknown-option")).to_have_count(0)


def test_without_script_everything_works_by_hand(running: Running, windows: Windows) -> None:
    with windows.lent(java_script_enabled=False) as tab:
        tab.goto(running.address + PAGE)
        tab.get_by_label("On a sofa").check()
        tab.get_by_role("button", name="Save and stay").click()
        expect(tab.get_by_role("heading", name="Kit slept on a sofa.")).to_be_visible()
        tab.goto(f"{running.address}{FORM}/scenario")
        tab.get_by_label("What happens in it").fill("A sofa")
        tab.get_by_role("button", name="Save the scenario").click()
        expect(tab.get_by_role("heading", name="Scenario saved")).to_be_visible()
    assert (running.folder / "visit/scenarios/a_sofa.yaml").exists()


@pytest.mark.parametrize(
    "path",
    ["/", FORM, PAGE, f"{FORM}/graph/sleep", f"{FORM}/start", f"{FORM}/scenario"],
)
def test_axe_finds_nothing_and_nothing_runs_over(running: Running, tab: Page, path: str) -> None:
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 800})
        tab.goto(running.address + path)
        assert flaws(tab) == [], width
    assert overrun(tab) == {}


@pytest.mark.parametrize("path", ["/", FORM, PAGE])
def test_axe_finds_nothing_where_problems_stand_on_the_page(
    running: Running, tab: Page, path: str
) -> None:
    tab.goto(running.address + path)
    tab.goto("about:blank")
    running.save(SLEEP.replace("night is sofa", "night is soffa " * 9))
    tab.goto(running.address + path)
    expect(tab.get_by_text("sections/sleep.yaml, line").first).to_be_visible()
    assert flaws(tab) == []
    assert overrun(tab) == {}


def test_nothing_breaks_the_policy_of_the_page(running: Running, tab: Page) -> None:
    told: list[str] = []
    tab.on("console", lambda message: told.append(message.text))
    for path in (PAGE, f"{FORM}/graph/sleep", f"{FORM}/scenario"):
        tab.goto(running.address + path)
        tab.wait_for_load_state("networkidle")
    assert told == []
