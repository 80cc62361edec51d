"""The pages that keep something private, and the one before the family's copy, in a browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from riskform.records import connect, upgrade
from riskform.services import publishing
from riskform.web.app import create_app
from tests.browser.conftest import OpeningAs
from tests.browser.serving import flaws, served, settings_for
from tests.services.office import NOW, Office, account, short_library
from tests.services.private_form import private_library, shared
from tests.services.releasing_form import hurt_family

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Site:
    """A running site, and the pages to look at by who looks at them."""

    address: str
    pages: dict[str, dict[str, str]]


def pages(office: Office) -> dict[str, dict[str, str]]:
    draft, submitted = shared(office), shared(office, ravi="Rae Shah")
    office.outcome(draft.reference, draft.kit, what="Kit sleeps in a cot")
    office.submit(submitted.reference)
    record = f"/assessments/{draft.reference}"
    both = {
        "private question": f"{record}/engage/{draft.dean}",
        "copy": f"{record}/copies/plan",
        "check": f"{record}/check",
    }
    case = hurt_family(office)
    hers = f"/assessments/{case.reference}/copies/plan"
    releasing = {
        "release": f"{hers}/release?for={case.carly}&item=outcome:{case.outcome}",
        "copy with something to release": f"{hers}?for={case.carly}",
    }
    return {
        "Priya Nair": {**both, **releasing},
        "Ravi Shah": {**both, "private page": f"{record}/alone", "overview": record},
        "Mo Haddad": {"review": f"/review/{submitted.reference}"},
    }


@pytest.fixture(scope="module")
def site(database_file: Path) -> Iterator[Site]:
    url = f"sqlite:///{database_file}"
    upgrade(url)
    with connect(url) as database:
        with database.session(write=True) as session:
            publishing.publish_library(session, short_library(), NOW)
            priya = account(session, "Priya Nair", "practitioner", "North")
            mo = account(session, "Mo Haddad", "manager", "North")
        made = pages(Office(database, priya, mo, priya))
    app = create_app(settings_for(url), private_library())
    with served(app) as running:
        yield Site(running.address, made)


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("name", ["Priya Nair", "Ravi Shah", "Mo Haddad"])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(
    open_as: OpeningAs, site: Site, name: str, width: int
) -> None:
    tab = open_as(site.address, name, width=width)
    for page, path in site.pages[name].items():
        answer = tab.goto(site.address + path)
        assert answer is not None
        assert answer.status == 200, page
        assert [(page, flaw) for flaw in flaws(tab)] == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert tab.evaluate(wide) == 0, page
