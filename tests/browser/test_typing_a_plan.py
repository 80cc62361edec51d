"""Advice beside the words it is about, while they are typed; and nothing where no answer comes."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SigningIn
from tests.browser.site import Site

pytestmark = pytest.mark.browser

SPOT = "() => [document.activeElement.id, document.activeElement.selectionStart]"


def on_a_new_outcome(tab: Page, site: Site) -> Page:
    plan = f"/assessments/{site.draft.reference}/plan"
    tab.goto(f"{site.served.address}{plan}/outcomes/new?child={site.draft.child}")
    return tab


def test_advice_comes_when_typing_stops_and_leaves_the_words_and_the_cursor_alone(
    signed_in: SigningIn, site: Site
) -> None:
    tab = on_a_new_outcome(signed_in("Priya Nair"), site)
    tab.locator("#what").press_sequentially("Improve sleep")
    tab.keyboard.press("ArrowLeft")
    here = tab.evaluate(SPOT)
    beside = tab.locator("#advice-what")
    expect(beside).to_contain_text("Say what life will be like for them.")
    assert beside.get_attribute("aria-live") == "polite"
    assert tab.evaluate(SPOT) == here == ["what", len("Improve sleep") - 1]
    # What nobody has come to yet is not advised against.
    assert tab.locator("#advice-now").inner_text() == ""
    tab.locator("#what").fill("Kit sleeps in his own clear cot every night.")
    tab.locator("#now").focus()
    expect(beside).to_be_empty()


def test_where_no_answer_comes_nothing_happens(signed_in: SigningIn, site: Site) -> None:
    tab = on_a_new_outcome(signed_in("Priya Nair"), site)
    troubles: list[str] = []
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.route("**/plan/advice", lambda route: route.abort())
    tab.locator("#what").fill("Improve sleep")
    with tab.expect_event("requestfailed"):
        tab.locator("#now").focus()
    assert (tab.locator("#advice-what").inner_text(), troubles) == ("", [])
    assert tab.locator("#what").input_value() == "Improve sleep"
