"""Addresses of an assessment's pages."""

from riskform.web import addresses
from riskform.web.app import create_app
from riskform.web.settings import Settings


def test_a_section_of_the_family_needs_no_person_in_its_address() -> None:
    assert addresses.page("7K3F9Q", "start", "family") == "/assessments/7K3F9Q/start"


def test_a_section_called_as_one_of_our_pages_is_reached_with_the_family_in_its_address() -> None:
    assert addresses.page("7K3F9Q", "plan", "family") == "/assessments/7K3F9Q/plan/family"


def test_the_names_that_pages_have_taken_are_those_of_the_routes(settings: Settings) -> None:
    app = create_app(settings)
    own = {
        rule.rule.split("/")[3]
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/assessments/<reference>/") and rule.rule.split("/")[3][0] != "<"
    }
    assert own - {"assessment.pdf", "plan.pdf"} == addresses.TAKEN


def test_a_section_called_plan_is_routed_to_sections_and_not_to_the_plan(
    settings: Settings,
) -> None:
    urls = create_app(settings).url_map.bind("localhost")
    endpoint, arguments = urls.match("/assessments/7K3F9Q/plan/family")
    assert endpoint.startswith("sections.")
    assert arguments["section"] == "plan"
