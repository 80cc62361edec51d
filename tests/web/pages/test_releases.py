"""Releasing something for one copy, as a worker does it on the pages."""

from urllib.parse import quote

import pytest

from tests.services.office import Office
from tests.services.releasing_form import Case, hurt_family
from tests.web.browsing import Browser


@pytest.fixture
def case(office: Office) -> Case:
    """Give a draft in which Dean hurts Carly, with an outcome because of it."""
    return hurt_family(office)


def at(case: Case, act: str = "", item: str = "") -> str:
    page = f"/assessments/{case.reference}/copies/plan"
    return (
        f"{page}/{act}?for={case.carly}&item={quote(item)}" if act else f"{page}?for={case.carly}"
    )


def test_something_is_released_for_a_reason_seen_as_such_and_taken_back(
    priya: Browser, case: Case
) -> None:
    item = f"outcome:{case.outcome}"
    before = priya.get(at(case)).text
    left, _, said = before.partition("What it says")
    assert "Kit hears no shouting" in left
    assert "Kit hears no shouting" not in said
    assert f'href="{at(case, "release", item).replace("&", "&amp;")}"' in left
    refused = priya.send(at(case, "release", item), {"reason": " "})
    assert refused.status_code == 422
    assert "Why may this copy hold it: write what this reader needs it for." in refused.text
    says_nothing = priya.send(at(case, "release", item), {"reason": "n/a"})
    assert says_nothing.status_code == 422
    assert "needs it for. “n/a” does not say it." in says_nothing.text
    assert priya.send(at(case, "release", item), {"reason": "Carly asked."}).status_code == 303
    after = priya.get(at(case)).text
    _, _, released = after.partition("What was released for this copy")
    assert "Priya Nair released it on" in released
    assert "Carly asked." in released
    assert "Kit hears no shouting" in released.partition("What it says")[2]
    assert priya.send(at(case, "take-back", item)).status_code == 303
    assert "Kit hears no shouting" not in priya.get(at(case)).text.partition("What it says")[2]
