"""The main job in a browser that runs no script, and where errors lead."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SigningIn
from tests.browser.site import Site

pytestmark = pytest.mark.browser


def test_an_error_leads_to_its_field(signed_in: SigningIn, site: Site) -> None:
    tab = signed_in("Priya Nair")
    tab.goto(f"{site.served.address}/assessments/{site.draft.reference}/people/child")
    tab.get_by_role("button", name="Save").click()
    assert tab.title().startswith("Error: ")
    tab.locator(".govuk-error-summary a").last.click()
    assert tab.evaluate("document.activeElement.id") == "date_of_birth-day"


def test_a_family_is_begun_and_people_come_and_go(signed_in: SigningIn) -> None:
    tab = signed_in("Priya Nair", script=False)
    tab.get_by_role("button", name="Start an assessment").click()
    tab.get_by_label("A new family").check()
    tab.get_by_label("Name of the new family").fill("Nowak")
    tab.get_by_label("3: Coordinated help").check()
    tab.get_by_role("button", name="Start").click()
    tab.get_by_role("button", name="Add a child").click()
    tab.get_by_label("What is the child called?").fill("Zofia")
    tab.get_by_label("Years").fill("3")
    tab.get_by_role("button", name="Save").click()
    tab.get_by_role("link", name="Take out (Zofia)").click()
    tab.get_by_role("button", name="Take Zofia out").click()
    tab.get_by_role("button", name="Put Zofia back").click()
    tab.get_by_role("button", name="Go on to the task list").click()
    assert tab.get_by_role("heading", name="About Zofia").is_visible()
    tab.get_by_role("link", name="Check and submit").click()
    tab.get_by_role("button", name="Submit").click()
    assert tab.get_by_role("heading", name="There is a problem").is_visible()


def test_a_plan_is_made_and_an_assessment_returned(signed_in: SigningIn, site: Site) -> None:
    tab = signed_in("Priya Nair", script=False)
    tab.goto(f"{site.served.address}/assessments/{site.draft.reference}/plan")
    tab.get_by_role("link", name="Answer with a new outcome").first.click()
    tab.get_by_label("What will be different for Kit?").fill("Kit sleeps in his own cot.")
    tab.get_by_role("button", name="Save and add an action").click()
    tab.get_by_label("Who needs to do what?").fill("Bring a cot")
    tab.get_by_label("Priya Nair").check()
    tab.get_by_role("button", name="Save", exact=True).click()
    expect(tab.get_by_text("Saved. Where advice is given")).to_be_visible()
    expect(tab.get_by_text("Kit: 1 worry needs")).to_have_count(0)
    tab.get_by_label("Who finds out everything that has nobody yet?").fill("Priya Nair")
    tab.get_by_role("button", name="Save who finds out").first.click()
    expect(tab.get_by_label("Who finds it out").first).to_have_value("Priya Nair")
    tab = signed_in("Mo Haddad", script=False)
    tab.goto(f"{site.served.address}/review/{site.submitted}")
    tab.get_by_label("Return it to Priya Nair").check()
    tab.get_by_role("button", name="Save the decision").click()
    expect(tab.get_by_role("link", name="Why you return it")).to_be_visible()
    tab.get_by_label("Why?").fill("See the cot.")
    tab.get_by_role("button", name="Save the decision").click()
    expect(tab.get_by_role("heading", name="Returned")).to_be_visible()
