"""A desk at which one page with every type of question is answered: see `tests/web/desk.py`."""

import pytest

from riskform.services import assessing, people, publishing
from tests.services.office import NOW, TODAY, Office
from tests.web.browsing import Browser
from tests.web.desk import Desk, every_type


@pytest.fixture
def desk(office: Office, priya: Browser) -> Desk:
    """Give the page about Kit, open in Priya's browser."""
    with office.writing() as session:
        publishing.publish_library(session, every_type(), NOW)
        started = assessing.start(
            *(session, office.priya),
            form_id="every_type",
            family_reference="",
            new_family_name="Marsh",
            level="3",
            visit_on=TODAY.isoformat(),
            today=TODAY,
            now=NOW,
        )
        child = {"name": "Kit", "date_of_birth": "2025-12-15"}
        ref = started.reference
        kit = people.add_child(session, office.priya, ref, child, TODAY, NOW)
        dean = people.add_adult(session, office.priya, ref, {"name": "Dean"}, TODAY, NOW)
    return Desk(office, priya, ref, kit, dean)
