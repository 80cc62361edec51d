"""Our components on whole pages, in a real browser.

The pages in gallery/ hold every component, in the states that people meet.
Nothing of the application runs here: the templates are rendered by Jinja alone
and served by the test under the strict content security policy that the
application sends, so that an inline style or script fails here first.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from playwright.sync_api import Page, Route

from riskform.web.frame import frame_of
from tests.browser.serving import flaws
from tests.browser.windows import Windows
from tests.web.components import parameters

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGES = ("section", "overview", "check")
AWKWARD = "A" + "a" * 300 + " <script>alert(1)</script> {{7*7}} 😀 بچہ Zażółć"
# The number of the element that has the keyboard, -1 for none, and whether a
# person can see that it has. Radios and checkboxes show it on their label.
WHERE_THE_KEYBOARD_IS = """() => {
  const here = document.activeElement
  if (here === document.body) return [-1, true]
  const boxed = here.matches('[type=radio], [type=checkbox]')
  const style = getComputedStyle(boxed ? here.nextElementSibling : here, boxed ? '::before' : null)
  return [[...document.querySelectorAll('*')].indexOf(here),
    style.boxShadow !== 'none' || style.outlineStyle !== 'none']
}"""
# The numbers of all elements that Tab stops at; a group of radios is one stop.
WHAT_CAN_BE_REACHED = """() => {
  const all = [...document.querySelectorAll('*')]
  const stop = (radio) => {
    const group = [...document.getElementsByName(radio.name)]
    return radio === (group.find((one) => one.checked) || group[0])
  }
  return all.filter((e) => e.matches('a[href], button, select, textarea, summary, input'))
    .filter((e) => e.type !== 'hidden' && (e.type !== 'radio' || stop(e)))
    .map((e) => all.indexOf(e))
}"""
# Links in a sentence are exempt: the line gives them their height.
WHAT_IS_TOO_SMALL = """() =>
  [...document.querySelectorAll('a, button, input, select, textarea, summary')]
    .filter((e) => e.type !== 'hidden' && e.getClientRects().length > 0)
    .filter((e) => !e.classList.contains('govuk-skip-link'))
    .filter((e) => getComputedStyle(e).display !== 'inline')
    .map((e) => [e.outerHTML, e.getBoundingClientRect()])
    .filter(([, box]) => box.width < 24 || box.height < 24)
    .map(([html, box]) => `${box.width} by ${box.height}: ${html}`)
"""
# The widest spacing that WCAG 1.4.12 asks a page to bear.
WIDE_SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
    " word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
)
SITE = "http://riskform.test/"

pytestmark = pytest.mark.browser


@cache
def environment() -> Environment:
    # The gallery comes first: riskform has pages of the same names.
    made = parameters.environment(HERE / "gallery")
    made.globals["asset"] = lambda name: f"/assets/{name}"
    return made


def rendered(page: str, **changed: object) -> str:
    given: dict[str, Any] = {
        "csrf_token": lambda: "a-token",
        "frame": frame_of(
            environment(),
            signed_in={"name": "Amira Okafor", "role": "practitioner"},
            demo=True,
            navigation=[
                {"text": "My work", "href": "#", "current": True},
                {"text": "Waiting for review", "href": "#"},
            ],
        ),
        "awkward": AWKWARD,
    }
    if page == "section":
        given["errors"] = [{"text": "31 February is not a day.", "href": "#told-day"}]
    if page == "overview":
        given["notice"] = "Ben was taken off this assessment."
    return environment().get_template(f"{page}.html").render(given | changed)


def answer(route: Route) -> None:
    """Serve a gallery page or a built asset; anything else does not exist."""
    path = route.request.url.removeprefix(SITE).partition("#")[0]
    if path in PAGES:
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        route.fulfill(body=rendered(path), headers=headers)
    elif path.startswith("assets/") and (ROOT / path).is_file():
        route.fulfill(path=ROOT / path)
    else:
        route.fulfill(status=404)


Opening = Callable[..., Page]


@pytest.fixture
def opened(windows: Windows) -> Iterator[Opening]:
    complaints: list[str] = []
    with ExitStack() as lent:

        def open_page(page: str, width: int = 1280, **options: Any) -> Page:  # noqa: ANN401 - as Windows.lent
            tab = lent.enter_context(windows.lent(width, **options))
            tab.on("console", lambda message: complaints.append(message.text))
            tab.on("pageerror", lambda error: complaints.append(str(error)))
            tab.route("**/*", answer)
            tab.goto(SITE + page)
            if options.get("java_script_enabled", True):
                tab.wait_for_selector(".govuk-frontend-supported")
            return tab

        yield open_page
    assert not complaints, "the browser complained"


def at_widths(tab: Page, *widths: int) -> Iterator[int]:
    for width in widths:
        tab.set_viewport_size({"width": width, "height": 800})
        yield width


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(opened: Opening, page: str) -> None:
    tab = opened(page)
    for width in at_widths(tab, 1280, 375):
        assert flaws(tab) == [], width


def _sideways(tab: Page) -> dict[int, int]:
    """Return how far each window width is overrun, where it is."""
    overrun = {
        width: tab.evaluate("document.documentElement.scrollWidth") - width
        for width in at_widths(tab, 320, 375, 768, 1280)
    }
    return {width: by for width, by in overrun.items() if by > 0}


@pytest.mark.parametrize("page", PAGES)
def test_no_page_scrolls_sideways(opened: Opening, page: str) -> None:
    tab = opened(page, bypass_csp=True)
    assert _sideways(tab) == {}
    tab.add_style_tag(content=WIDE_SPACING)
    assert _sideways(tab) == {}, "with wider text spacing"


@pytest.mark.parametrize("page", PAGES)
def test_what_is_pressed_is_at_least_24_pixels_each_way(opened: Opening, page: str) -> None:
    tab = opened(page)
    for width in at_widths(tab, 1280, 375):
        assert tab.evaluate(WHAT_IS_TOO_SMALL) == [], width


@pytest.mark.parametrize("page", PAGES)
def test_the_keyboard_reaches_everything_in_reading_order_and_is_seen(
    opened: Opening, page: str
) -> None:
    tab = opened(page)
    places: list[int] = []
    while True:
        tab.keyboard.press("Tab")
        place, visible = tab.evaluate(WHERE_THE_KEYBOARD_IS)
        if place in places:
            break
        if place >= 0:
            assert visible, f"focus is not visible on element {place}"
            places.append(place)
    start = places.index(min(places))
    assert places[start:] + places[:start] == tab.evaluate(WHAT_CAN_BE_REACHED)


def test_the_work_can_be_seen_and_sent_without_javascript(opened: Opening) -> None:
    tab = opened("section", java_script_enabled=False)
    assert tab.get_by_role("radio", name="On a sofa or armchair with an adult").is_checked()
    assert tab.get_by_role("button", name="Save and go on").is_visible()
    tab.get_by_text("What is safer, and why we ask").click()
    assert tab.get_by_text("Kept by Safeguarding team").is_visible()


@pytest.mark.parametrize("page", PAGES)
def test_a_finding_keeps_its_word_and_shape_where_colours_are_forced(
    opened: Opening, page: str
) -> None:
    tab = opened(page, forced_colors="active")
    for mark in tab.locator(".rf-kind").all():
        assert re.search(r"\w", mark.inner_text())
        drawn = mark.locator("svg").bounding_box()
        assert drawn is not None
        assert drawn["width"] >= 16


def test_what_people_typed_is_shown_and_never_run(opened: Opening) -> None:
    tab = opened("check", 375)
    assert AWKWARD in tab.locator("main").inner_text()
    assert tab.locator("main script").count() == 0


def test_a_title_begins_with_error_when_something_is_to_be_put_right() -> None:
    assert "<title>Error: Sleep – 7K3F9Q – riskform</title>" in rendered("section")
    assert "<title>Sleep – 7K3F9Q – riskform</title>" in rendered("section", errors=[])


def test_nobody_is_named_in_the_frame_before_signing_in() -> None:
    html = rendered("section", frame=frame_of(environment()))
    assert "Sign out" not in html
    assert "Amira" not in html


def test_no_markup_holds_style_or_script_of_its_own() -> None:
    for page in PAGES:
        html = rendered(page)
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
